"""Guests: one more person on one case, by name or by a link, for as long as the presenter wants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from consult.core import clock
from consult.core.errors import NotFound, Refused
from consult.core.texts import _
from consult.core.unit import Unit, acting, reading
from consult.domain.cases.audiences import open_for
from consult.domain.notices import write_letter
from consult.domain.people.links import LinkKind, alive, make_link
from consult.models.actor import Actor, load_actor
from consult.models.cases import Case, CasePerson, Scope
from consult.models.people import Link, Person
from consult.policy import can_end_guest, can_invite_guest, can_read_case

MOST_GUESTS = 12


@dataclass(frozen=True, slots=True)
class GuestLine:
    """Somebody for whom the case was opened by name."""

    person_id: str
    name: str
    role: str
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class Guests:
    """Who was let in by name, and which links still wait."""

    case_id: str
    codename: str
    is_presenter: bool
    people: Sequence[GuestLine]
    links: Sequence[Link]
    colleagues: Sequence[tuple[str, str]]


def guests_of(actor: Actor, case_id: str) -> Guests:
    """Who else reads this case. Links are the presenter's own."""
    with reading(actor) as read:
        case = read.load(Case, case_id, may=can_read_case)
        mine = case.presenter_id == actor.id
        people = (
            select(CasePerson.person_id, Person.name, CasePerson.role, CasePerson.since)
            .join(Person, Person.id == CasePerson.person_id)
            .where(CasePerson.case_id == case_id, CasePerson.ended_at.is_(None))
            .order_by(CasePerson.role.desc(), Person.name)
            .limit(50)
        )
        lines = [GuestLine(*row) for row in read.session.execute(people)]
        links = select(Link).where(Link.case_id == case_id, alive(), Link.visible_to(actor)).limit(50)
        return Guests(
            case.id,
            case.codename,
            mine,
            lines,
            read.session.scalars(links).all() if mine else (),
            _colleagues(read, case, lines) if mine else (),
        )


def _colleagues(read: Unit[Actor], case: Case, there: Sequence[GuestLine]) -> list[tuple[str, str]]:
    known = [case.presenter_id, *(line.person_id for line in there)]
    query = (
        select(Person.id, Person.name)
        .where(Person.visible_to(read.actor), Person.disabled_at.is_(None), Person.id.not_in(known))
        .order_by(Person.name)
        .limit(400)
    )
    return [(row.id, row.name) for row in read.session.execute(query)]


def invite_guest(
    actor: Actor, case_id: str, *, person_id: str = "", email: str = "", client_id: str | None = None
) -> str | None:
    """Let a colleague in by name, or make a link for somebody without an account; returns its token, once."""
    with acting(actor, client_id) as unit:
        case = unit.load(Case, case_id, may=can_invite_guest)
        if unit.again(Case):
            return None
        person = _known(unit, person_id, email)
        token = None
        if person is not None:
            _let_in(unit, case, person)
        else:
            token, _link = make_link(unit, LinkKind.INVITE, email=email, case_id=case.id)
            write_letter(unit, "invite", email, f"/invites/{token}")
        unit.record("case.people_changed", on=case)
    return token


def _known(unit: Unit[Actor], person_id: str, email: str) -> Person | None:
    """The colleague who was chosen, or whose address was written; None for somebody new."""
    able = select(Person).where(Person.disabled_at.is_(None), Person.visible_to(unit.actor))
    query = able.where(Person.id == person_id) if person_id else able.where(Person.email == email)
    person = unit.session.scalars(query).first()
    if person is None and person_id:
        raise NotFound
    return person


def _let_in(unit: Unit[Actor], case: Case, person: Person) -> None:
    """Who stepped back is answered like whoever reads along: the presenter does not learn who it was."""
    them = load_actor(unit.session, person.id)
    in_group = them is not None and case.scope == Scope.GROUP and case.group_id in them.groups
    if in_group or any(row.person_id == person.id for row in _now(unit, case.id)):
        raise Refused(_("{name} can read this case already.").format(name=person.name))
    if len(_now(unit, case.id)) >= MOST_GUESTS:
        raise Refused(_("A case has at most {count} people by name.").format(count=MOST_GUESTS))
    open_for(unit, case, person.id, "guest")


def end_guest(actor: Actor, case_id: str, person_id: str) -> None:
    """End what was opened by name: from this moment the case is hidden from them."""
    with acting(actor) as unit:
        case = unit.load(Case, case_id, may=lambda actor, case: can_end_guest(actor, case, person_id))
        rows = [row for row in _now(unit, case_id) if row.person_id == person_id]
        if not rows:
            unit.unchanged("ended already")
            return
        for row in rows:
            row.ended_at = clock.now()
        case.epoch += 1
        unit.record("case.people_changed", on=case)


def _now(unit: Unit[Actor], case_id: str) -> Sequence[CasePerson]:
    query = select(CasePerson).where(CasePerson.case_id == case_id, CasePerson.ended_at.is_(None))
    return unit.session.scalars(query).all()
