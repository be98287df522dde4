"""What the live door asks: may they listen, where, and is their sign-in still alive."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from consult.core import clock
from consult.core.db import Sessions
from consult.core.errors import NotFound
from consult.core.guard import WHOEVER
from consult.core.unit import reading
from consult.domain.consultation.case_pages import Mine, mine_of, read_line, read_slots
from consult.domain.consultation.open_cases import open_case
from consult.domain.people import sign_ins
from consult.domain.people.sign_ins import Visitor
from consult.models.actor import Actor, load_actor
from consult.models.cases import Case
from consult.models.people import Person, SignIn
from consult.models.suggestions import Suggestion


@dataclass(frozen=True, slots=True)
class Room:
    """Where a case is talked about now."""

    name: str
    group_id: str | None


def who(token: str) -> Visitor | None:
    """The person behind a cookie, as for any page."""
    return sign_ins.who(token, sign_ins.IDLE)


def room_of(actor: Actor, case_id: str) -> Room:
    """The room of a case, for somebody who may know of it. Raises NotFound."""
    with reading(actor) as read:
        row = read.session.connection().execute(_ROOM, {"case_id": case_id, **actor.ids}).first()
    if row is None:
        raise NotFound
    return Room(f"case:{row.id}:{row.epoch}", row.group_id)


_ROOM = select(Case.id, Case.epoch, Case.group_id).where(
    Case.id == bindparam("case_id"), Case.visible_to(WHOEVER)
)


def mine(actor: Actor, case_id: str) -> Mine:
    """What this person alone sees on a case. Raises NotFound."""
    with reading(actor) as read:
        row = read_line(read, case_id)
        if row is None:
            raise NotFound
        line = open_case(row)
        slots, _earlier = read_slots(read.session, line)
        return mine_of(read.session, actor, line, row, slots)


def case_of(suggestion_id: str) -> str:
    """The case that a suggestion was given on; empty when there is none."""
    with Sessions() as session:
        query = select(Suggestion.case_id).where(Suggestion.id == suggestion_id)
        return session.scalars(query).first() or ""


def names_on(case_id: str, person_ids: Iterable[str]) -> dict[str, str]:
    """Those of these people who may know of a case, and let others see that they are there: their names."""
    names: dict[str, str] = {}
    with Sessions() as session:
        for person_id in person_ids:
            actor = load_actor(session, person_id)
            if actor is not None:
                may = select(Case.id).where(Case.id == case_id, Case.visible_to(actor)).exists()
                query = select(Person.name).where(Person.id == person_id, Person.shows_presence, may)
                name = session.scalar(query)
                names |= {person_id: name} if name else {}
    return names


def alive(sign_in_ids: Collection[str]) -> set[str]:
    """Those of the sign-ins that still let somebody in."""
    now = clock.now()
    query = (
        select(SignIn.id)
        .join(Person, Person.id == SignIn.person_id)
        .where(
            SignIn.id.in_(sign_in_ids),
            SignIn.ended_at.is_(None),
            SignIn.expires_at > now,
            SignIn.seen_at > now - sign_ins.IDLE,
            Person.disabled_at.is_(None),
        )
    )
    with Sessions() as session:
        return set(session.scalars(query))
