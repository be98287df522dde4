"""What a draft waits for: who was asked, what they said, and whether anybody is left who can answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session, joinedload

from consult.core import clock
from consult.models.askings import Answer, Asking, What
from consult.models.cases import Case, Recusal
from consult.models.groups import Membership, Role
from consult.models.people import Person


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about a draft, for its presenter."""

    what: What
    reader: str
    """The second reader's name; empty where any facilitator answers."""
    answer: str
    by: str
    """Who answered."""
    line: str
    asked_at: dt.datetime
    can_answer: bool
    """Is anybody there who can answer?"""

    @property
    def state(self) -> str:
        """waits, yes, no, or choose: nobody is there any more who can answer."""
        if self.answer in {Answer.YES, Answer.NO}:
            return self.answer
        return "waits" if self.can_answer and not self.answer else "choose"


def asked(session: Session, case: Case) -> list[Asked]:
    """What was asked about a draft and still matters to its presenter."""
    query = (
        select(Asking)
        .options(joinedload(Asking.reader), joinedload(Asking.answered_by))
        .where(Asking.case_id == case.id, Asking.settled_at.is_(None))
        .order_by(Asking.what, Asking.id)
    )
    return [
        Asked(
            What(one.what),
            one.reader.name if one.reader else "",
            one.answer,
            one.answered_by.name if one.answered_by else "",
            one.line or "",
            one.asked_at,
            bool(able(session, case, one.reader_id)),
        )
        for one in session.scalars(query)
    ]


def open_askings(session: Session, case_id: str) -> Sequence[Asking]:
    """Questions that open the draft to whoever was asked: they wait, or were answered with yes."""
    return session.scalars(select(Asking).where(_open(case_id)).order_by(Asking.what)).all()


def is_given(session: Session, case: Case, what: What) -> bool:
    """Was this question answered with yes: about the draft as it stands, or for a version that was posted?"""
    holds = or_(Asking.ended_at.is_(None), Asking.version > 0)
    query = select(Asking.id).where(
        Asking.case_id == case.id, Asking.what == what, Asking.answer == Answer.YES, holds
    )
    return session.scalars(query).first() is not None


def void(session: Session, case_id: str) -> None:
    """The words changed, or the presenter thought better of it: nobody is asked any more."""
    now = clock.now()
    session.execute(update(Asking).where(_open(case_id)).values(ended_at=now, settled_at=now))


def settle(session: Session, case_id: str, version: int = 0) -> None:
    """It was posted, thrown away or is asked anew: earlier answers are history."""
    if version:
        session.execute(update(Asking).where(_open(case_id)).values(version=version))
    void(session, case_id)
    shown = Asking.settled_at.is_(None)
    session.execute(update(Asking).where(Asking.case_id == case_id, shown).values(settled_at=clock.now()))


def able(session: Session, case: Case, reader_id: str | None) -> list[str]:
    """Who can answer: the second reader, or every facilitator of the group.

    Never the presenter, who stepped back from the case, left the group, or whose account is closed.
    """
    stepped_back = select(Recusal.person_id).where(Recusal.case_id == case.id, Recusal.undone_at.is_(None))
    query = (
        select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.group_id == case.group_id,
            Membership.ended_at.is_(None),
            Person.disabled_at.is_(None),
            Person.id != case.presenter_id,
            Person.id.not_in(stepped_back),
        )
    )
    if reader_id is None:
        query = query.where(Membership.role == Role.FACILITATOR)
    else:
        query = query.where(Membership.role != Role.OBSERVER, Membership.person_id == reader_id)
    return list(session.scalars(query))


def step_back(session: Session, case: Case) -> bool:
    """Somebody stepped back from a draft: does a question have nobody left who could answer it?"""
    session.flush()
    left = [
        one
        for one in open_askings(session, case.id)
        if not one.answer and not able(session, case, one.reader_id)
    ]
    for one in left:
        one.answer, one.answered_at, one.ended_at = Answer.STEPPED_BACK, clock.now(), clock.now()
    return bool(left)


def _open(case_id: str) -> ColumnElement[bool]:
    return (Asking.case_id == case_id) & Asking.ended_at.is_(None)
