"""What the composer offers to choose from: groups, colleagues, plans, and how far the draft is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from consult.core.errors import NotFound
from consult.core.texts import N_
from consult.core.unit import reading
from consult.domain.cases.bodies import Body
from consult.domain.cases.readiness import missing
from consult.models.actor import Actor
from consult.models.groups import Group, Membership, Role
from consult.models.people import Person
from consult.models.plans import Plan
from consult.policy import can_present_somewhere

MOST_PEOPLE = 400
MOST_PLANS = 50


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """One of my plans, with the goals that the case would show."""

    id: str
    codename: str
    goals: Sequence[str]


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that can be chosen in the composer."""

    groups: Sequence[tuple[str, str]]
    people: Sequence[tuple[str, str]]
    plans: Sequence[PlanChoice]
    readers: Sequence[tuple[str, str]]
    """Who may read a draft before it opens: members of my groups."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One of the composer's six sections, at the left."""

    key: str
    label: str
    fields: tuple[str, ...]


POST = ("group_id", "scope", "people", "rare", "rare_why", "consent", "reader", "why")

STEPS = (
    StepLine("question", N_("The question"), ("question", "title", "urgency", "safety_step", "safety_when")),
    StepLine("situation", N_("What is going on"), ("situation", "client_words", "concerns", "culture")),
    StepLine("tried", N_("What you have tried"), ("tried", "worker_view")),
    StepLine("strengths", N_("Strengths"), ("strengths",)),
    StepLine("plan", N_("Goals and plan"), ("plan_id", "barriers", "constraints")),
    StepLine("post", N_("Check and post"), POST),
)


def may_start(actor: Actor) -> None:
    """Raises Refused, with the way out, for somebody who can post nowhere."""
    with reading(actor) as read:
        read.allow(can_present_somewhere(actor))


def choices(actor: Actor) -> Choices:
    """What this person may choose from."""
    presents = [id_ for id_, role in actor.groups.items() if role is not Role.OBSERVER]
    with reading(actor) as read:
        groups = select(Group.id, Group.name).where(Group.id.in_(presents)).order_by(Group.name)
        people = (
            select(Person.id, Person.name)
            .where(Person.visible_to(actor), Person.disabled_at.is_(None), Person.id != actor.id)
            .order_by(Person.name)
            .limit(MOST_PEOPLE)
        )
        return Choices(
            [(row.id, row.name) for row in read.session.execute(groups)],
            [(row.id, row.name) for row in read.session.execute(people)],
            _plans(read.session.scalars(_my_plans(actor)).all()),
            [(row.id, row.name) for row in read.session.execute(_readers(actor, presents))],
        )


def _readers(actor: Actor, group_ids: Sequence[str]) -> Select[str, str]:
    there = select(Membership.person_id).where(
        Membership.group_id.in_(group_ids), Membership.ended_at.is_(None), Membership.role != Role.OBSERVER
    )
    able = select(Person.id, Person.name).where(Person.id.in_(there), Person.disabled_at.is_(None))
    return able.where(Person.id != actor.id).order_by(Person.name).limit(MOST_PEOPLE)


def from_plan(actor: Actor, plan_id: str) -> Body:
    """What is known from a plan already, for a new draft: the words were written with the client."""
    with reading(actor) as read:
        plan = read.load(Plan, plan_id)
        if plan.owner_id != actor.id:
            raise NotFound
        known = {"strengths": plan.strengths, "client_words": plan.client_words, "concerns": plan.concerns}
    return known | {"plan_id": plan_id}


def first_open(body: Body, errors: dict[str, str] | None = None) -> str:
    """The section to begin with: the first with an error, else the first that lacks something."""
    wrong = errors or missing(body)
    return next((step.key for step in STEPS if any(field in wrong for field in step.fields)), STEPS[-1].key)


def done(body: Body) -> list[str]:
    """The sections in which something stands and nothing is missing."""
    wrong = missing(body)
    return [
        step.key
        for step in STEPS
        if any(body[field] for field in step.fields) and not any(field in wrong for field in step.fields)
    ]


def _my_plans(actor: Actor) -> Select[Plan]:
    mine = select(Plan).where(Plan.visible_to(actor), Plan.owner_id == actor.id)
    return mine.options(selectinload(Plan.goals)).order_by(Plan.changed_at.desc()).limit(MOST_PLANS)


def _plans(plans: Sequence[Plan]) -> list[PlanChoice]:
    return [
        PlanChoice(plan.id, plan.codename, [goal.title for goal in plan.goals if goal.dropped_at is None])
        for plan in plans
    ]
