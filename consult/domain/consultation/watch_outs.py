"""Watch-outs that nobody answered: who stands in for the presenter, and telling them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from consult.core import clock
from consult.core.db import Sessions
from consult.core.unit import Unit, acting
from consult.domain.notices import tell_person
from consult.models.actor import SYSTEM, Actor
from consult.models.cases import Case, CaseState, Recusal
from consult.models.groups import Membership, Role
from consult.models.notices import Notice
from consult.models.people import Person
from consult.models.suggestions import Kind, Reply, Suggestion
from consult.policy import WATCH_OUT_WAITS

AT_ONCE = 100
"""No more than this many in one round of `pass_on`; the next round takes the rest."""


def stand_ins(session: Session, case: Case, author_id: str) -> Sequence[str]:
    """Who stands in for the presenter: the group's facilitators, else the safety contacts in their order.

    Never the presenter, who wrote the point, who stepped back from the case, or whose account is closed.
    """
    stepped_back = select(Recusal.person_id).where(Recusal.case_id == case.id, Recusal.undone_at.is_(None))
    free = (
        select(Person.id)
        .where(
            Person.disabled_at.is_(None),
            Person.id.not_in([case.presenter_id, author_id]),
            Person.id.not_in(stepped_back),
        )
        .order_by(Person.safety_order, Person.id)
    )
    facilitators = select(Membership.person_id).where(
        Membership.group_id == case.group_id,
        Membership.role == Role.FACILITATOR,
        Membership.ended_at.is_(None),
    )
    found = session.scalars(free.where(Person.id.in_(facilitators))).all()
    return found or session.scalars(free.where(Person.safety_order.is_not(None))).all()


def tell_stand_ins(unit: Unit[Actor], suggestion: Suggestion) -> None:
    """Leave a note for everyone who stands in."""
    for person_id in stand_ins(unit.session, suggestion.case, suggestion.author_id):
        tell_person(unit, person_id, "watch_out", case_id=suggestion.case_id, about_id=suggestion.id)


def pass_on() -> int:
    """Tell those who stand in of watch-outs that waited a day; returns how many. For a job."""
    waiting = _waiting()
    for suggestion_id in waiting:
        with acting(SYSTEM) as unit:
            unit.allow(unit.actor.is_system)
            suggestion = unit.session.get_one(Suggestion, suggestion_id)
            if suggestion.reply is not None or suggestion.taken_back_at is not None:
                unit.unchanged("answered in between")
                continue
            tell_stand_ins(unit, suggestion)
            unit.record("watch_out.passed_on", on="organisation", about=suggestion)
    return len(waiting)


def _waiting() -> Sequence[str]:
    """Unanswered for a day, and nobody but the presenter was told yet."""
    told = select(Notice.id).where(
        Notice.about_id == Suggestion.id, Notice.kind == "watch_out", Notice.person_id != Case.presenter_id
    )
    query = (
        select(Suggestion.id)
        .join(Case, Case.id == Suggestion.case_id)
        .outerjoin(Reply, Reply.suggestion_id == Suggestion.id)
        .where(
            Suggestion.kind == Kind.WATCH_OUT,
            Suggestion.at <= clock.now() - WATCH_OUT_WAITS,
            Suggestion.taken_back_at.is_(None),
            Reply.id.is_(None),
            or_(Case.state == CaseState.OPEN, Case.state == CaseState.CLOSED),
            ~told.exists(),
        )
        .order_by(Suggestion.at)
        .limit(AT_ONCE)
    )
    with Sessions() as session:
        return session.scalars(query).all()
