"""Asking to be let into a group. Administrators ask, for others or themselves; a facilitator answers."""

from __future__ import annotations

from sqlalchemy import select

from consult.core import clock
from consult.core.errors import Refused, Unreadable
from consult.core.texts import _
from consult.core.unit import Unit, acting
from consult.domain import notices
from consult.domain.people import memberships
from consult.models.actor import Actor
from consult.models.groups import Group, JoinRequest, Membership, Role
from consult.models.people import Person
from consult.policy import can_answer_request, can_request_joining


def ask_to_join(
    actor: Actor, group_id: str, *, person_id: str, role: Role, once: str | None = None
) -> JoinRequest:
    """Ask a group's facilitators to let somebody in."""
    with acting(actor, once) as unit:
        group = unit.load(Group, group_id, may=can_request_joining)
        if again := unit.again(JoinRequest):
            return again
        person = unit.find(Person, person_id)
        if person is None or person.disabled_at is not None or group.closed_at is not None:
            raise Unreadable({"person_id": _("Choose a colleague from the list.")})
        if _is_in(unit, group_id, person_id):
            raise Unreadable({"person_id": _("They are in this group already.")})
        return put_request(unit, group, person_id, role, asked_by_id=actor.id or "")


def put_request(
    unit: Unit[Actor], group: Group, person_id: str, role: str, *, asked_by_id: str
) -> JoinRequest:
    """Store a request (or find the one that waits already) and tell the facilitators."""
    waits = (JoinRequest.group_id == group.id) & (JoinRequest.person_id == person_id)
    found = unit.session.scalars(select(JoinRequest).where(waits, JoinRequest.answered_at.is_(None))).first()
    if found is not None:
        unit.record("join_request.made", on=group, about=found)
        return found
    asked = JoinRequest(group_id=group.id, person_id=person_id, role=role, asked_by_id=asked_by_id)
    unit.add(asked)
    unit.record("join_request.made", on=group, about=asked)
    for facilitator in memberships.people_of(unit, group.id, Role.FACILITATOR):
        notices.tell_person(unit, facilitator, "join_asked", group_id=group.id, about_id=asked.id)
    return asked


def answer_request(actor: Actor, request_id: str, *, yes: bool) -> str:
    """Let somebody in, or not; returns the group's id. The group hears of everyone who joins."""
    with acting(actor) as unit:
        asked = unit.load(JoinRequest, request_id, may=can_answer_request)
        group = unit.load(Group, asked.group_id)
        if asked.answered_at is not None:
            if asked.answer is yes:
                unit.unchanged("answered so already")
                return group.id
            raise Refused(_("Another facilitator answered this already."))
        asked.answered_at, asked.answered_by_id, asked.answer = clock.now(), actor.id, yes
        unit.record("join_request.answered", on=group, about=asked)
        if yes:
            memberships.put_in(unit, group, asked.person_id, asked.role)
        return group.id


def _is_in(unit: Unit[Actor], group_id: str, person_id: str) -> bool:
    query = select(Membership.id).where(Membership.group_id == group_id, Membership.person_id == person_id)
    return unit.session.scalars(query.where(Membership.ended_at.is_(None))).first() is not None
