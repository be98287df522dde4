"""Who a case is for: its group or named people. Whoever loses the right to read loses it at once."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from consult.core import clock
from consult.core.errors import Unreadable
from consult.core.texts import _
from consult.core.unit import Unit
from consult.domain.notices import tell_person
from consult.models.actor import Actor
from consult.models.cases import Case, CasePerson, Scope
from consult.models.groups import Group
from consult.models.people import Person
from consult.policy import can_present


def group_for(unit: Unit[Actor], group_id: str) -> Group:
    """The group that a case is brought to. Another than one's own is not in the list."""
    group = unit.find(Group, group_id)
    if group is None or group.id not in unit.actor.groups:
        raise Unreadable({"group_id": _("Choose one of your groups.")})
    unit.allow(can_present(unit.actor, group))
    return group


def set_audience(unit: Unit[Actor], case: Case, group: Group, scope: str, people: Collection[str]) -> None:
    """Open the case for the group or for these people, and for nobody else but its guests."""
    wanted = {one for one in people if one != unit.actor.id} if scope == Scope.NAMED else set()
    _refuse_unknown(unit, wanted, scope)
    named = {row.person_id: row for row in _named(unit, case)}
    lost = case.version > 0 and case.scope == Scope.GROUP and (scope, group.id) != (case.scope, case.group_id)
    case.scope, case.group_id = scope, group.id
    for person_id in named.keys() - wanted:
        named[person_id].ended_at = clock.now()
        lost = True
    for person_id in sorted(wanted - named.keys()):
        open_for(unit, case, person_id, "named")
    if lost:
        case.epoch += 1


def open_for(unit: Unit[Actor], case: Case, person_id: str, role: str) -> None:
    """Let one person in by name, and tell them."""
    unit.session.add(CasePerson(case_id=case.id, person_id=person_id, role=role))
    tell_person(unit, person_id, "guest", case_id=case.id)


def _named(unit: Unit[Actor], case: Case) -> Collection[CasePerson]:
    now = CasePerson.ended_at.is_(None)
    query = select(CasePerson).where(CasePerson.case_id == case.id, CasePerson.role == "named", now)
    return unit.session.scalars(query).all()


def _refuse_unknown(unit: Unit[Actor], wanted: Collection[str], scope: str) -> None:
    query = select(Person.id).where(Person.id.in_(wanted), Person.disabled_at.is_(None))
    known = set(unit.session.scalars(query.where(Person.visible_to(unit.actor))))
    if known != set(wanted) or (scope == Scope.NAMED and not wanted):
        raise Unreadable({"people": _("Choose colleagues from the list.")})
