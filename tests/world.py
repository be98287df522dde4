"""A small world for the walks: everything that a route can be about, and a person for every role towards it.

Ines (the presenter) has one case in the group, the same once more for a named person, and a closed one, a
withdrawn one, an imminent one, a draft, and a draft that her facilitator was asked about.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from argon2 import PasswordHasher

from consult.core import clock, keys
from consult.core.unit import acting
from consult.domain import sites
from consult.domain.cases import askings, closings, doubts, drafts, guests, postings
from consult.domain.cases.recusals import step_back
from consult.domain.consultation.replies import reply
from consult.domain.consultation.suggestions import take_back
from consult.domain.people.links import LinkKind, make_link
from consult.domain.plans import steps
from consult.domain.plans.adoptions import adopt
from consult.domain.plans.plans import GoalDraft, create_plan, share_plan
from consult.domain.plans.steps import StepDraft
from consult.models.actor import SYSTEM, Actor
from consult.models.cases import Case, Scope
from consult.models.groups import JoinRequest, Membership, Role
from consult.models.people import THE_ORGANISATION, Link, Person
from consult.models.plans import Plan
from consult.models.protection import NeverWord
from consult.models.suggestions import Kind, ReplyWord, Suggestion
from tests import plans
from tests.people import FAMILY, INES, JONAH, KIM, MEI, NOOR, RUTH, SAM, TOMAS, actor, email, signed_in
from tests.stories import a_draft, body, posted

REMOVED, RECUSED, DISABLED, GUEST, NAMED, CONTACT, PARTNER = (
    f"{name:x<16}" for name in ("removed", "recused", "disabled", "guest", "named", "contact", "partner")
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
    "contact": CONTACT,
    "partner": PARTNER,
}
"""Contact: a safety contact. Partner: somebody who works on the plan. Both are in no group."""

CANARIES = {
    "heather": {"guest", "observer", "member", "presenter", "facilitator"},  # the case and the closed one
    "marram": {"named", "presenter"},  # the case for a named person
    "bracken": {"observer", "member", "presenter", "facilitator", "recused"},  # the imminent case
    "juniper": {"presenter", "facilitator"},  # the draft that the facilitator was asked about
    "campion": {"presenter", "facilitator"},  # the case that is hidden because an observer had a doubt
    "gorse": {"presenter"},  # the draft, and the withdrawn case
    "thistle": {"presenter", "partner"},  # the plan, apart from what its case shows
}
"""A word that stands in everything of one place, and the only roles that may ever receive it."""

NEVER = "Marigold House"
"""Stands on everybody's never-list, and on the organisation's."""
PASSWORD = "four quiet words together"
ASK = {"consent": "ask_my_facilitator"}
BY_NAME: dict[str, Any] = {"scope": Scope.NAMED, "people": [NAMED, RUTH]}
DANGER = {"urgency": "imminent", "safety_step": "supervisor_reached", "safety_when": "half an hour ago"}


@dataclass
class World:
    """Ids of what the walks visit, by the names that addresses use."""

    ids: dict[str, str] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    """What the named person visits instead."""
    tokens: dict[str, str] = field(default_factory=dict)
    """For each role but the anonymous: the cookie's token."""
    sign_ins: dict[str, str] = field(default_factory=dict)
    """For the same: the id of that sign-in."""

    def ids_for(self, role: str) -> dict[str, str]:
        """The ids that fill a route's address for this role."""
        own = {"own_sign_in_id": self.sign_ins.get(role, "nobody")}
        return self.ids | (self.named if role == "named" else {}) | own

    def csrf(self, role: str) -> str:
        """The token of this role's forms. Who is disabled counts as signed out, and so do their forms."""
        if role in {"anonymous", "disabled"}:
            return keys.digest("csrf", "a-visit")
        return keys.digest("csrf", self.sign_ins[role])


def build() -> World:
    """Everything that a route can be about."""
    world = World()
    _people()
    _case(world.ids, "heather", TOMAS, MEI)
    guests.invite_guest(actor(INES), world.ids["case_id"], person_id=GUEST)
    _case(world.named, "marram", RUTH, NAMED, **BY_NAME)
    world.ids["guest_id"], world.named["guest_id"] = GUEST, NAMED
    _endings(world)
    _drafts(world)
    for role, person_id in ROLES.items():
        if person_id is not None:
            world.tokens[role], who = signed_in(person_id)
            world.sign_ins[role] = who.sign_in_id or ""
            if role == "recused":
                for name in ("case_id", "closed_id"):
                    step_back(who, world.ids[name])
    _token, other = signed_in(TOMAS)
    world.ids["sign_in_id"] = other.sign_in_id or ""
    _links_and_ends(world)
    return world


def _people() -> None:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        for person_id in (REMOVED, RECUSED, DISABLED, GUEST, NAMED, CONTACT, PARTNER):
            name = person_id.rstrip("x").title()
            unit.session.add(Person(id=person_id, name=f"{name} Moss", email=email(person_id)))
        unit.session.flush()
        unit.session.get_one(Person, CONTACT).safety_order = 2
        # Its hash is made with little work: what hashing costs is tested elsewhere.
        hashed = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
        for person in unit.session.query(Person):
            person.password_hash = hashed
        for owner in (THE_ORGANISATION, *(person.id for person in unit.session.query(Person))):
            unit.session.add(NeverWord(owner=owner, digest=sites.digest(NEVER), by_id=KIM))
        for person_id in (REMOVED, RECUSED, DISABLED):
            unit.session.add(Membership(group_id=FAMILY, person_id=person_id, role=Role.MEMBER))
        unit.record("organisation.changed", on="organisation", about=unit.session.get_one(Person, GUEST))


def _case(ids: dict[str, str], canary: str, giver: str, other: str, **about: Any) -> None:
    """A case with its plan and one suggestion for everything that can be done with one."""
    case = posted(situation=f"[young person] moved in with [relative]. {canary}.", **about)
    plan = _plan(ids, case)
    named_goal = plans.shown_on(case)[0].id

    def give(words: str, kind: Kind = Kind.IDEA, by: str = giver) -> Suggestion:
        return plans.an_idea(case, f"{words} {canary}", kind, who=by, goal=named_goal)

    given = {
        "suggestion_id": give("Walk past the gate."),
        "question_id": give("Who wakes them?", Kind.QUESTION),
        "view_id": give("Perhaps the mornings are not the point.", Kind.VIEW, other),
        "watch_out_id": give("Who is with them at night?", Kind.WATCH_OUT),
        "replied_id": give("Call midweek."),
        "gone_id": give("Leave it."),
        "adopted_id": give("Ask for a later start."),
    }
    reply(actor(INES), given["replied_id"].id, word=ReplyWord.NOT_NOW)
    take_back(actor(giver), given["gone_id"].id)
    step = adopt(actor(INES), given["adopted_id"].id, words="Ask for a later start")
    own = StepDraft("Ring the aunt. thistle", plans.goals_of(plan)[0].id)
    own_step = steps.add_step(actor(INES), plan.id, draft=own, kept={})
    ids |= {"case_id": case.id, "step_id": step.id, "own_step_id": own_step.id}
    ids |= {name: row.id for name, row in given.items()}


def _plan(ids: dict[str, str], case: Case) -> Plan:
    goals = (
        GoalDraft("Gets to school three mornings a week", domain="education", baseline=-2),
        GoalDraft("Mornings are calmer at home", levels=("thistle",) * 5),
    )
    words = {"concerns": "Sleep. thistle", "client_words": "I want mornings back. thistle"}
    plan = create_plan(actor(INES), case_id=case.id, goals=goals, fields=words)
    share_plan(actor(INES), plan.id, PARTNER)
    ids |= {"plan_id": plan.id, "goal_id": plans.goals_of(plan)[0].id, "partner_id": PARTNER}
    return plan


def _endings(world: World) -> None:
    """A closed case for both, a withdrawn one, and an imminent one."""
    for ids, canary, scope in ((world.ids, "heather", {}), (world.named, "marram", BY_NAME)):
        closed = posted(situation=f"It moved. {canary}.", **scope)
        if ids is world.ids:
            guests.invite_guest(actor(INES), closed.id, person_id=GUEST)
        closings.close_case(actor(INES), closed.id, sentence=f"Ask early. {canary}")
        ids["closed_id"] = closed.id
    withdrawn = posted(situation="Not here any more. gorse.")
    closings.withdraw_case(actor(INES), withdrawn.id)
    world.ids |= {"withdrawn_id": withdrawn.id}
    hidden = posted(situation="The work they do is rare. campion.")
    doubts.raise_doubt(actor(SAM), hidden.id, part="The work. campion")
    world.ids["hidden_id"] = hidden.id
    world.ids["danger_id"] = posted(situation="It is not safe there. bracken.", **DANGER).id


def _drafts(world: World) -> None:
    """A first draft, one that the facilitator was asked about, and the next version of the case."""
    world.ids["draft_id"] = a_draft(situation="Only I know this. gorse.").case_id
    asked = a_draft(situation="Is this okay? juniper.", **ASK)
    askings.ask(actor(INES), asked.case_id)
    world.ids["asked_id"] = asked.case_id
    for ids, canary, scope in ((world.ids, "heather", {}), (world.named, "marram", BY_NAME)):
        again = body(situation=f"[young person] is on time twice a week. {canary}.", why="It moves.", **scope)
        drafts.save_draft(actor(INES), ids["case_id"], body=again | {"plan_id": ids["plan_id"]}, rev=0)
        postings.post_case(actor(INES), ids["case_id"])


def _links_and_ends(world: World) -> None:
    """Every kind of link, a request, and those whose rights have ended."""
    jonah, ines = actor(JONAH), actor(INES)
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        gone = unit.session.query(Membership).filter_by(person_id=REMOVED).one()
        gone.ended_at = clock.now()
        unit.session.get_one(Person, DISABLED).disabled_at = clock.now()
        request = unit.add(JoinRequest(group_id=FAMILY, person_id=NOOR, role=Role.MEMBER, asked_by_id=KIM))
        for ids in (world.ids, world.named):
            unit.session.get_one(Suggestion, ids["watch_out_id"]).at -= dt.timedelta(hours=25)
        member = unit.session.query(Membership).filter_by(person_id=TOMAS).one()
        world.ids |= {"group_id": FAMILY, "membership_id": member.id, "request_id": request.id}
        world.ids |= {"person_id": TOMAS, "disabled_id": DISABLED, "outsider_id": NOOR}
        unit.record("membership.ended", on=gone)
    tokens = {
        "invite_token": _link(
            jonah, LinkKind.INVITE, email="new@larkfield.example", group_id=FAMILY, role="member"
        ),
        "case_invite_token": _link(
            ines, LinkKind.INVITE, email="new.guest@larkfield.example", case_id=world.ids["case_id"]
        ),
        "reset_token": _link(SYSTEM, LinkKind.RESET, person_id=MEI),
        "sign_in_token": _link(SYSTEM, LinkKind.SIGN_IN, person_id=MEI),
        "email_token": _link(ines, LinkKind.EMAIL, person_id=INES, email="ines.a@larkfield.example"),
    }
    world.ids |= {name: token for name, (token, _link) in tokens.items()}
    world.ids["link_id"] = tokens["invite_token"][1].id


def _link(who: Actor, kind: LinkKind, **about: str) -> tuple[str, Link]:
    with acting(who) as unit:
        unit.allow(verdict=True)
        token, link = make_link(unit, kind, **about)
        unit.record("link.made", on="organisation", about=link)
    return token, link
