"""A small world for the walks: one case of each sort, and one person for every role towards it."""

from __future__ import annotations

from dataclasses import dataclass, field

from consult.core import clock, keys
from consult.core.unit import acting
from consult.domain.recusals import step_back
from consult.models.actor import SYSTEM
from consult.models.cases import Case, CasePerson, Scope
from consult.models.groups import JoinRequest, Membership, Role
from consult.models.people import Person
from consult.models.suggestions import Kind
from tests import plans
from tests.people import FAMILY, INES, JONAH, KIM, MEI, NOOR, SAM, TOMAS, actor, signed_in
from tests.stories import a_draft, posted

CANARY = "canary heather"
"""Words that stand in everything of the case, and that nobody outside may ever receive."""

REMOVED, RECUSED, DISABLED, GUEST, NAMED = (
    f"{name:x<16}" for name in ("removed", "recused", "disabled", "guest", "named")
)
ROLES: dict[str, str | None] = {
    "anonymous": None,
    "stranger": NOOR,
    "removed": REMOVED,
    "recused": RECUSED,
    "disabled": DISABLED,
    "guest": GUEST,
    "named": NAMED,
    "observer": SAM,
    "member": TOMAS,
    "presenter": INES,
    "facilitator": JONAH,
    "administrator": KIM,
}


@dataclass
class World:
    """Ids of what the walks visit. `named` is what the named person visits instead."""

    ids: dict[str, str] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, tuple[str, str]] = field(default_factory=dict)
    """For each role but the anonymous: the cookie's token, and the form token that belongs to it."""

    def ids_for(self, role: str) -> dict[str, str]:
        """The ids that fill a route's address for this role."""
        return self.ids | (self.named if role == "named" else {})


def build() -> World:
    """Everything that a route can be about."""
    _people()
    situation = f"[young person] moved in with [relative] in early autumn. {CANARY}."
    case = posted(situation=situation)
    plan = plans.a_plan(case)
    ripe = plans.an_idea(case, f"Walk past the gate. {CANARY}", who=TOMAS)
    tried = plans.an_idea(case, f"Call midweek. {CANARY}", who=TOMAS)
    step = plans.adopt(actor(INES), tried.id, words=f"Call midweek {CANARY}")
    view = plans.an_idea(case, f"Perhaps the mornings are not the point. {CANARY}", Kind.VIEW, who=MEI)
    named_case = posted(situation=situation, scope=Scope.NAMED, people=[NAMED])
    named_idea = plans.an_idea(named_case, f"Ask the friend. {CANARY}", who=NAMED)
    draft = a_draft(situation=situation)
    _memberships(case)
    step_back(actor(RECUSED), case.id)
    tokens = {role: _sign_in(person_id) for role, person_id in ROLES.items() if person_id}
    with acting(SYSTEM) as unit:  # the last: nobody else may end this membership in between
        unit.allow(unit.actor.is_system)
        gone = unit.session.query(Membership).filter_by(person_id=REMOVED).one()
        gone.ended_at = clock.now()
        unit.session.get_one(Person, DISABLED).disabled_at = clock.now()
        request = JoinRequest(group_id=FAMILY, person_id=NOOR, role=Role.MEMBER, asked_by_id=KIM)
        unit.add(request)
        member = unit.session.query(Membership).filter_by(person_id=TOMAS).one()
        unit.record("membership.ended", on=gone)
    ids = {"case_id": case.id, "suggestion_id": ripe.id, "step_id": step.id, "plan_id": plan.id}
    ids |= {"adopted_id": tried.id, "view_id": view.id, "draft_id": draft.case_id}
    ids |= {"group_id": FAMILY, "membership_id": member.id, "request_id": request.id, "person_id": TOMAS}
    return World(ids, {"case_id": named_case.id, "suggestion_id": named_idea.id}, tokens)


def _sign_in(person_id: str) -> tuple[str, str]:
    token, who = signed_in(person_id)
    return token, keys.digest("csrf", who.sign_in_id or "")


def _people() -> None:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        for person_id in (REMOVED, RECUSED, DISABLED, GUEST, NAMED):
            name = person_id.rstrip("x").title()
            unit.session.add(Person(id=person_id, name=f"{name} Moss", email=f"{name}@larkfield.example"))
        unit.session.flush()
        for person_id in (REMOVED, RECUSED, DISABLED):
            unit.session.add(Membership(group_id=FAMILY, person_id=person_id, role=Role.MEMBER))
        unit.record("organisation.changed", on="organisation", about=unit.session.get_one(Person, GUEST))


def _memberships(case: Case) -> None:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        guest = unit.add(CasePerson(case_id=case.id, person_id=GUEST, role="guest"))
        unit.record("case.people_changed", on=case.stream, about=guest)
