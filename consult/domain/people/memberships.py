"""Who is in a group and as what: coming, changing, leaving. Leaving bites at once, in every open tab."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update

from consult.core import clock
from consult.core.errors import NotFound, Refused
from consult.core.texts import _
from consult.core.unit import Unit, acting, reading
from consult.domain import notices
from consult.models.actor import Actor, take_rights_from
from consult.models.cases import Case, CasePerson
from consult.models.groups import Group, Membership, Role
from consult.models.people import Person
from consult.policy import can_change_role, can_end_membership


def put_in(unit: Unit[Actor], group: Group, person_id: str, role: str) -> Membership:
    """Put somebody into a group, and tell them and the group. Already in: their role stays as it is.

    The caller has checked the permission and holds the group's row.
    """
    found = _now_in(unit, group.id, person_id)
    if found is not None:
        return found
    before = people_of(unit, group.id)
    membership = unit.add(Membership(group_id=group.id, person_id=person_id, role=role))
    unit.record("membership.began", on=membership)
    # Whoever comes in by their own press knows it; a new account's is made by the system.
    newcomer = () if unit.actor.is_system else (person_id,)
    for reader in {*before, *newcomer}:
        notices.tell_person(unit, reader, "joined", group_id=group.id, about_id=person_id)
    return membership


def change_role(actor: Actor, membership_id: str, role: Role) -> None:
    """Make somebody facilitator, member or observer. A group keeps a facilitator."""
    with acting(actor) as unit:
        membership, group = _hold(unit, membership_id)
        unit.allow(can_change_role(unit.actor, membership, is_led=_is_led(unit, group.id)))
        if membership.role == role:
            unit.unchanged("already so")
            return
        if membership.role == Role.FACILITATOR:
            _refuse_leaving_them_alone(unit, membership)
        membership.role = role
        unit.record("membership.changed", on=membership, fields=("role",))


def end_membership(actor: Actor, membership_id: str) -> bool:
    """Leave a group, or remove somebody from it: from that moment they hear nothing of it.

    Says whether it was one's own.
    """
    with acting(actor) as unit:
        membership, group = _hold(unit, membership_id)
        unit.allow(can_end_membership(unit.actor, membership))
        if membership.role == Role.FACILITATOR:
            _refuse_leaving_them_alone(unit, membership)
        membership.ended_at = clock.now()
        _close_named_cases(unit, group.id, membership.person_id)
        leave_rooms_behind(unit, group.id)
        unit.record("membership.ended", on=membership)
        leads = people_of(unit, group.id, Role.FACILITATOR)
        for reader in {*leads, membership.person_id}:
            notices.tell_person(unit, reader, "left", group_id=group.id, about_id=membership.person_id)
        return membership.person_id == actor.id


def group_of(actor: Actor, membership_id: str) -> str:
    """The group that a membership is in, for the way back to its page."""
    with reading(actor) as read:
        return read.load(Membership, membership_id).group_id


def hold_off(unit: Unit[Actor], person_id: str) -> None:
    """Let this person's writes in flight end first, before something is taken away from them.

    The first lock of its unit: their write may wait for a row that we would hold otherwise. Their own press
    takes nothing from anybody else, and two of theirs would wait for each other.
    """
    if person_id != unit.actor.id:
        take_rights_from(unit.session, person_id)


def leave_rooms_behind(unit: Unit[Actor], group_id: str) -> None:
    """New live rooms for all of a group's cases: whoever may no longer listen stays in the old ones."""
    unit.session.execute(update(Case).where(Case.group_id == group_id).values(epoch=Case.epoch + 1))


def people_of(unit: Unit[Actor], group_id: str, role: Role | None = None) -> Sequence[str]:
    """Who is in a group now (with a role), in one order everywhere."""
    query = select(Membership.person_id).where(Membership.group_id == group_id, Membership.ended_at.is_(None))
    if role is not None:
        query = query.where(Membership.role == role)
    return unit.session.scalars(query.order_by(Membership.person_id)).all()


def _hold(unit: Unit[Actor], membership_id: str) -> tuple[Membership, Group]:
    """The membership and its group, whose row is held: two facilitators cannot both be the last to leave."""
    query = select(Membership.group_id, Membership.person_id).where(
        Membership.id == membership_id, Membership.visible_to(unit.actor)
    )
    row = unit.session.execute(query).first()
    if row is None:
        raise NotFound
    hold_off(unit, row.person_id)
    group = unit.load(Group, row.group_id)
    membership = unit.load(Membership, membership_id)
    if membership.ended_at is not None:
        raise NotFound
    return membership, group


def _now_in(unit: Unit[Actor], group_id: str, person_id: str) -> Membership | None:
    mine = (Membership.group_id == group_id) & (Membership.person_id == person_id)
    return unit.session.scalars(select(Membership).where(mine, Membership.ended_at.is_(None))).first()


def _is_led(unit: Unit[Actor], group_id: str, but: str | None = None) -> bool:
    lead = (Membership.group_id == group_id) & (Membership.role == Role.FACILITATOR)
    lead &= Membership.person_id != (but or "")
    query = select(Membership.id).join(Membership.person)
    query = query.where(lead, Membership.ended_at.is_(None), Person.disabled_at.is_(None))
    return unit.session.scalars(query.limit(1)).first() is not None


def _refuse_leaving_them_alone(unit: Unit[Actor], membership: Membership) -> None:
    others = [one for one in people_of(unit, membership.group_id) if one != membership.person_id]
    if others and not _is_led(unit, membership.group_id, but=membership.person_id):
        raise Refused(
            _("This group needs a facilitator. Make somebody else facilitator first, or close the group.")
        )


def _close_named_cases(unit: Unit[Actor], group_id: str, person_id: str) -> None:
    """Cases of the group that were opened for them by name close for them too."""
    query = (
        select(CasePerson)
        .join(Case, Case.id == CasePerson.case_id)
        .where(Case.group_id == group_id, CasePerson.person_id == person_id)
        .where(CasePerson.role == "named", CasePerson.ended_at.is_(None))
    )
    for row in unit.session.scalars(query):
        row.ended_at = clock.now()
