"""Groups: making, naming and closing them, and the page that shows who is in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from consult.core import clock
from consult.core.errors import Unreadable
from consult.core.paging import Page, page_of, window
from consult.core.texts import N_, _
from consult.core.unit import Unit, acting, reading
from consult.domain import notices, screening
from consult.domain.people import links, memberships
from consult.models.actor import Actor
from consult.models.groups import Group, GroupKind, JoinRequest, Membership, Role
from consult.models.people import THE_ORGANISATION, Link, Organisation, Person
from consult.policy import can_facilitate, can_make_group

KINDS = {
    GroupKind.PEER_CONSULTATION: N_("Peer consultation"),
    GroupKind.SUPERVISION: N_("Supervision"),
}
ROLES = {
    Role.FACILITATOR: N_("Facilitator"),
    Role.MEMBER: N_("Member"),
    Role.OBSERVER: N_("Observer"),
}
MOST = 200
"""Members shown; a group where everyone knows each other is a tenth of it."""
COLOURS = 6


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A group, who is in it, and what waits for its facilitators (empty for everyone else)."""

    group: Group
    members: Sequence[Membership]
    requests: Sequence[JoinRequest]
    invites: Sequence[Link]
    is_led: bool
    mine: Membership | None


def group_page(actor: Actor, group_id: str) -> GroupPage:
    """What members see of their group, and administrators of any: people, never cases."""
    with reading(actor) as read:
        group = read.load(Group, group_id)
        members = read.session.scalars(
            select(Membership)
            .join(Membership.person)
            .options(joinedload(Membership.person))
            .where(
                Membership.group_id == group_id, Membership.visible_to(actor), Membership.ended_at.is_(None)
            )
            .order_by(Membership.role, Person.name)
            .limit(MOST)
        ).all()
        leads = actor.facilitates(group_id)
        requests = read.session.scalars(_waiting(actor, group_id)).all() if leads else []
        invites = read.session.scalars(_invites(actor, group_id)).all() if leads else []
    is_led = any(row.role == Role.FACILITATOR and row.person.disabled_at is None for row in members)
    mine = next((row for row in members if row.person_id == actor.id), None)
    return GroupPage(group, members, requests, invites, is_led, mine)


def _waiting(actor: Actor, group_id: str) -> Select[JoinRequest]:
    people = (joinedload(JoinRequest.person), joinedload(JoinRequest.asked_by))
    open_ = (JoinRequest.group_id == group_id, JoinRequest.answered_at.is_(None))
    query = select(JoinRequest).options(*people).where(*open_, JoinRequest.visible_to(actor))
    return query.order_by(JoinRequest.at).limit(50)


def _invites(actor: Actor, group_id: str) -> Select[Link]:
    waiting = (Link.group_id == group_id, Link.kind == links.LinkKind.INVITE, links.alive())
    query = select(Link).where(*waiting, Link.visible_to(actor))
    return query.order_by(Link.created_at.desc()).limit(50)


def groups_of_organisation(actor: Actor, number: int) -> Page[Group]:
    """Every group that this person may know of, by name."""
    number, offset, limit = window(number)
    with reading(actor) as read:
        query = (
            select(Group).where(Group.visible_to(actor)).order_by(Group.closed_at.is_not(None), Group.name)
        )
        return page_of(read.session.scalars(query.offset(offset).limit(limit)).all(), number)


def may_make_groups(actor: Actor) -> None:
    """Raises Refused for everyone but administrators."""
    with reading(actor) as read:
        read.load(Organisation, THE_ORGANISATION, may=can_make_group)


def make_group(
    actor: Actor,
    *,
    name: str,
    purpose: str,
    kind: GroupKind,
    facilitator_id: str,
    kept: Mapping[str, str] | None = None,
    once: str | None = None,
) -> Group:
    """A new group with its first facilitator, who invites the others."""
    words = screening.clear(actor, {"name": name, "purpose": purpose}, kept)
    with acting(actor, once) as unit:
        unit.load(Organisation, THE_ORGANISATION, may=can_make_group)
        if again := unit.again(Group):
            return again
        group = put_group(unit, words, kind)
        person = unit.find(Person, facilitator_id)
        if person is None or person.disabled_at is not None:
            raise Unreadable({"facilitator_id": _("Choose a colleague from the list.")})
        unit.record("group.made", on=group)
        memberships.put_in(unit, group, person.id, Role.FACILITATOR)
    return group


def put_group(unit: Unit[Actor], words: screening.Screened, kind: GroupKind, name: str = "name") -> Group:
    """Store a group's row; its colour is the next in turn. `name` is the field that its name was typed in."""
    count = unit.session.scalar(select(func.count()).select_from(Group)) or 0
    group = Group(name=words[name], purpose=words["purpose"], kind=kind, colour=count % COLOURS)
    unit.add(group)
    screening.keep(unit, group.id, words)
    return group


def rename_group(
    actor: Actor, group_id: str, *, name: str, purpose: str, kept: Mapping[str, str] | None = None
) -> None:
    """Change what a group is called and what it is for. Its kind stays: logs are kept by it."""
    words = screening.clear(actor, {"name": name, "purpose": purpose}, kept)
    with acting(actor) as unit:
        group = unit.load(Group, group_id, may=can_facilitate)
        changed = [field for field in ("name", "purpose") if getattr(group, field) != words[field]]
        if not changed:
            unit.unchanged("already so")
            return
        for field in changed:
            setattr(group, field, words[field])
        screening.keep(unit, group.id, words)
        unit.record("group.changed", on=group, fields=tuple(changed))


def close_group(actor: Actor, group_id: str) -> None:
    """Close a group: nobody reads its cases as its member any more. Cases stay with their presenters."""
    with acting(actor) as unit:
        people = memberships.people_of(unit, group_id) if unit.actor.facilitates(group_id) else ()
        for person_id in people:
            memberships.hold_off(unit, person_id)
        group = unit.load(Group, group_id, may=can_facilitate)
        group.closed_at = clock.now()
        memberships.leave_rooms_behind(unit, group_id)
        links.end_links(unit, Link.group_id == group_id)
        unit.record("group.closed", on=group)
        for person_id in people:
            notices.tell_person(unit, person_id, "left", group_id=group_id, about_id=person_id)
