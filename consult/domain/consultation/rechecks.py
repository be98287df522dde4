"""Looking at open cases again when the check or the organisation's words change; nothing changes by itself.

Each case remembers with what it was looked at last, so that a restart goes on where it was and two processes
do not tell anybody twice. What was found is not stored: a quiet note says how many things, and for whom.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, delete, select, update

from consult import deid
from consult.core.db import Sessions
from consult.core.unit import acting, noting
from consult.domain import sites
from consult.domain.consultation.case_words import Said, answered_by, marks_in
from consult.domain.notices import tell_person
from consult.models.actor import SYSTEM, Actor
from consult.models.cases import Case, CaseState
from consult.models.notices import Notice

AT_ONCE = 10
"""Cases in one round; the next round takes the rest."""
KIND = "look_again"


def check_again() -> int:
    """Look at the next open cases that were checked with other rules or words; how many. For a job."""
    today = _today()
    waiting = _waiting(today)
    for case_id in waiting:
        _check(case_id, today)
        time.sleep(0)  # whoever waits for an answer goes first
    return len(waiting)


def _today() -> str:
    """The rules and the organisation's words of this moment."""
    return f"{deid.VERSION}.{sites.version_now()}"


def _waiting(today: str) -> Sequence[str]:
    """Not those that are hidden: somebody looks at them already."""
    query = select(Case.id).where(Case.state == CaseState.OPEN, Case.hidden_at.is_(None))
    query = query.where(Case.checked_with != today)
    with Sessions() as session:
        return session.scalars(query.order_by(Case.id).limit(AT_ONCE)).all()


def _check(case_id: str, today: str) -> None:
    with Sessions() as session:
        words = answered_by(session, session.get_one(Case, case_id))
    found = {person.id or "": _count(person, case_id, said) for person, said in words}
    if any(found.values()):
        _tell(case_id, today, {person_id: count for person_id, count in found.items() if count})
        return
    with noting() as session:
        still = Case.id == case_id, Case.checked_with != today
        session.execute(update(Case).where(*still).values(checked_with=today))
        session.execute(delete(Notice).where(*_unread(case_id)))


def _count(person: Actor, case_id: str, said: Sequence[Said]) -> int:
    """How many things this person has to decide about."""
    found = marks_in(person, case_id, said)
    return len({mark.digest for _said, marks in found for mark in marks if mark.blocks})


def _tell(case_id: str, today: str, found: Mapping[str, int]) -> None:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        case = unit.session.get_one(Case, case_id, with_for_update=True)
        if case.checked_with == today or case.state != CaseState.OPEN:
            unit.unchanged("looked at by another process, or not open any more")
            return
        case.checked_with = today
        unit.session.execute(delete(Notice).where(*_unread(case_id)))
        for person_id, count in sorted(found.items()):
            tell_person(unit, person_id, KIND, case_id=case_id, about_id=case_id, count=count)
        unit.record("case.checked_again", on=f"person:{case.presenter_id}", about=case)


def _unread(case_id: str) -> tuple[ColumnElement[bool], ...]:
    """What was said about it before and not read yet: only the latest count is true."""
    return Notice.case_id == case_id, Notice.kind == KIND, Notice.read_at.is_(None)
