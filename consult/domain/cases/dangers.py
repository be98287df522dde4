"""Danger has a path: who is asked to look, one after the other, until somebody says "I have this"."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.core import clock
from consult.core.errors import NotFound
from consult.core.unit import Unit, acting, reading
from consult.domain.notices import tell_person, write_letter
from consult.models.actor import Actor
from consult.models.cases import Case, CaseState, Recusal
from consult.models.groups import Membership, Role
from consult.models.people import Person
from consult.policy import can_acknowledge_danger

NEXT_AFTER = dt.timedelta(minutes=15)
"""So long one contact has to acknowledge before the next one is asked as well."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """What a contact is told: who is worried since when, and no word of the case."""

    case_id: str
    codename: str
    presenter: str
    presenter_email: str
    since: dt.datetime
    seen_at: dt.datetime | None
    seen_by: str
    can_read: bool


def raise_alarm(unit: Unit[Actor], case: Case) -> None:
    """Tell everyone who may be asked, at once; the first of them is asked to acknowledge."""
    case.danger_at, case.danger_seen_at, case.danger_seen_by_id = clock.now(), None, None
    for person in _contacts(unit.session, case):
        tell_person(unit, person.id, "danger", case_id=case.id)
        write_letter(unit, "danger", person.email, f"/cases/{case.id}/danger")


def asked_now(session: Session, case: Case) -> list[str]:
    """Who is asked at this moment, in order: one more every 15 minutes, none once it is acknowledged."""
    if case.danger_at is None or case.danger_seen_at is not None:
        return []
    asked = (clock.now() - case.danger_at) // NEXT_AFTER + 1
    return [person.id for person in _contacts(session, case)[: max(asked, 1)]]


def alarm(actor: Actor, case_id: str) -> Alarm:
    """What one of the contacts sees. Everyone else gets NotFound."""
    with reading(actor) as read:
        case = _load(read, case_id)
        seen_by = case.danger_seen_by_id
        return Alarm(
            case.id,
            case.codename,
            case.presenter.name,
            case.presenter.email,
            case.danger_at or case.moved_at,
            case.danger_seen_at,
            read.session.get_one(Person, seen_by).name if seen_by else "",
            case.state != CaseState.WITHDRAWN and read.find(Case, case_id) is not None,
        )


def acknowledge_danger(actor: Actor, case_id: str) -> None:
    """ "I have this": nobody further is asked, and the presenter is told who it is."""
    with acting(actor) as unit:
        case = _load(unit, case_id)
        if case.danger_seen_at is not None:
            unit.unchanged("somebody has it already")
            return
        case.danger_seen_at, case.danger_seen_by_id = clock.now(), actor.id
        tell_person(unit, case.presenter_id, "danger_seen", case_id=case.id)
        unit.record("case.danger_seen", on=case)


def _load(unit: Unit[Actor], case_id: str) -> Case:
    """The case of an alarm: its contacts need not be among those who may read it."""
    query = select(Case).where(Case.id == case_id, Case.danger_at.is_not(None))
    case = unit.session.scalars(
        query.with_for_update(of=Case, key_share=True) if unit.writing else query
    ).first()
    if case is None:
        raise NotFound
    unit.allow(can_acknowledge_danger(unit.actor, [person.id for person in _contacts(unit.session, case)]))
    return case


def _contacts(session: Session, case: Case) -> list[Person]:
    """The organisation's safety contacts in their order; where it named none, the group's facilitators."""
    stepped_back = select(Recusal.person_id).where(Recusal.case_id == case.id, Recusal.undone_at.is_(None))
    able = select(Person).where(
        Person.disabled_at.is_(None), Person.id != case.presenter_id, Person.id.not_in(stepped_back)
    )
    named = able.where(Person.safety_order.is_not(None)).order_by(Person.safety_order, Person.name)
    facilitators = select(Membership.person_id).where(
        Membership.group_id == case.group_id,
        Membership.role == Role.FACILITATOR,
        Membership.ended_at.is_(None),
    )
    return list(session.scalars(named)) or list(
        session.scalars(able.where(Person.id.in_(facilitators)).order_by(Person.name))
    )
