"""Looking at open cases again when the check or the organisation's words change; nothing changes by itself.

Each case remembers with what it was looked at last, so that a restart goes on where it was and two processes
do not tell anybody twice. What was found is not stored: a quiet note says how many things, and for whom.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from consult import deid
from consult.core.db import Sessions
from consult.core.unit import acting, noting
from consult.domain import sites
from consult.domain.consultation.case_words import Said, marks_in, said_in
from consult.domain.notices import tell_person
from consult.models.actor import SYSTEM, Actor, load_actor
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
    query = select(Case.id).where(Case.state == CaseState.OPEN, Case.checked_with != today)
    with Sessions() as session:
        return session.scalars(query.order_by(Case.id).limit(AT_ONCE)).all()


def _check(case_id: str, today: str) -> None:
    with Sessions() as session:
        case = session.get_one(Case, case_id)
        said = said_in(session, case)
        readers = {one.author_id: _reader(session, case, one.author_id) for one in said}
    found = _count(case, said, readers)
    if found:
        _tell(case_id, today, found)
        return
    with noting() as session:
        still = Case.id == case_id, Case.checked_with != today
        session.execute(update(Case).where(*still).values(checked_with=today))
        session.execute(delete(Notice).where(*_unread(case_id)))


def _reader(session: Session, case: Case, person_id: str) -> Actor | None:
    """Somebody who wrote here, if they may still see the case."""
    person = load_actor(session, person_id)
    if person is None:
        return None
    seen = select(Case.id).where(Case.id == case.id, Case.visible_to(person))
    return person if session.scalar(seen) is not None else None


def _count(case: Case, said: Sequence[Said], readers: Mapping[str, Actor | None]) -> Counter[str]:
    """How many things in whose words must be looked at; of those who are gone the presenter hears."""
    found: Counter[str] = Counter()
    for person_id, person in readers.items():
        words = [one for one in said if one.author_id == person_id]
        marks = marks_in(person or Actor(person_id), case.id, words)
        count = len({mark.digest for _said, some in marks for mark in some if mark.blocks})
        if count:
            found[person_id if person else case.presenter_id] += count
    return found


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
