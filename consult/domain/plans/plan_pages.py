"""The plan as its page shows it: where it stands, steps with their outcomes, goals, how it changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from consult.core.days import day, near_day
from consult.core.paging import Page, page_of, window
from consult.core.texts import _, ngettext
from consult.core.unit import Unit, reading
from consult.domain.cases.loops import outcome_words
from consult.domain.plans.plan_cases import goals_differ
from consult.domain.plans.plan_hints import hints_for
from consult.domain.plans.plan_versions import current_sheet, step_sheet, versions
from consult.domain.plans.plan_words import PRESETS, Sheet
from consult.domain.plans.wordings import STATES, WHO, barrier_name, day_of, today
from consult.models.actor import Actor
from consult.models.cases import Case
from consult.models.outcomes import Outcome
from consult.models.people import Person
from consult.models.plans import (
    Barrier,
    BarrierLevel,
    Goal,
    Plan,
    PlanPerson,
    PlanVersion,
    Responsible,
    Step,
    StepState,
)
from consult.models.suggestions import Adoption, Suggestion
from consult.policy import can_change_plan

ENOUGH_RECORDS = 3
"""Outcomes from which on a headline may say that something moves."""
ENDED = (StepState.DONE, StepState.DROPPED)
MOST_COLLEAGUES = 200


@dataclass(frozen=True, slots=True)
class StepView:
    """One step in the table."""

    step: Step
    who: str
    when: str
    state: str
    origin: str
    """Who suggested it; empty for the worker's own."""
    as_suggested: str
    """The idea's own words, where they differ from the step's."""
    verdict: str
    outcome: str
    line: str
    is_due: bool
    """No outcome yet, and the day has come."""
    is_adopted: bool

    @property
    def ended(self) -> bool:
        """Is it done or dropped?"""
        return self.step.state in ENDED


@dataclass(frozen=True, slots=True)
class GoalView:
    """One goal with its ladder."""

    number: int
    goal: Goal
    now: str
    levels: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything that the plan's page shows."""

    plan: Plan
    owner_name: str
    is_mine: bool
    headline: str
    lead: str
    steps: list[StepView]
    goals: list[GoalView]
    dropped: list[Goal]
    barriers: list[tuple[str, str]]
    versions: Sequence[PlanVersion]
    cases: list[Case]
    people: list[Person]
    hints: list[str]
    goals_differ: bool


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in the list."""

    plan: Plan
    is_mine: bool
    goals: list[GoalView]
    open_steps: int


def read_plan_page(actor: Actor, plan_id: str) -> PlanPage:
    """A plan with all that belongs to it; a fixed number of queries."""
    day_now = today()
    with reading(actor) as read:
        plan = read.load(Plan, plan_id)
        goals = goal_views(plan)
        outcomes = _latest_outcomes(read.session, plan)
        steps = _step_views(read, plan, outcomes, day_now)
        cases = (
            select(Case)
            .where(Case.plan_id == plan.id, Case.visible_to(actor))
            .order_by(Case.created_at.desc())
        )
        people = select(Person).join(PlanPerson, PlanPerson.person_id == Person.id)
        headline, lead = headline_for(goals, sum(len(rows) for rows in outcomes.values()))
        return PlanPage(
            plan,
            plan.owner.name,
            plan.owner_id == actor.id,
            headline or plan.codename,
            lead,
            steps,
            goals,
            [goal for goal in plan.goals if goal.dropped_at is not None],
            [(barrier_name(row.level), row.words) for row in sorted(plan.barriers, key=_by_level)],
            versions(read.session, plan.id, limit=5),
            list(read.session.scalars(cases.limit(5))),
            list(read.session.scalars(people.where(PlanPerson.plan_id == plan.id).order_by(Person.name))),
            hints_for(plan, [view.step for view in steps], day_now),
            goals_differ(read, plan),
        )


def _by_level(barrier: Barrier) -> int:
    return list(BarrierLevel).index(BarrierLevel(barrier.level))


def goal_views(plan: Plan) -> list[GoalView]:
    """The goals that stand, numbered, each with its levels in words."""
    standing = [goal for goal in plan.goals if goal.dropped_at is None]
    return [
        GoalView(
            number,
            goal,
            level_words(goal, goal.level),
            {level: level_words(goal, level) for level in range(-2, 3)},
        )
        for number, goal in enumerate(standing, 1)
    ]


def level_words(goal: Goal, level: int) -> str:
    """What a level means: the words found with the client, else the preset ones."""
    return goal.words_for(level) or _(PRESETS[level + 2])


def headline_for(goals: Sequence[GoalView], records: int) -> tuple[str, str]:
    """One honest sentence on where the plan stands, by rule, and what it rests on."""
    text = ngettext("{count} outcome recorded so far.", "{count} outcomes recorded so far.", records)
    rests_on = text.format(count=records) if records else _("No outcome recorded yet.")
    if records < ENOUGH_RECORDS:
        return _("Too early to say"), rests_on
    there = [view for view in goals if view.goal.level >= 0 and view.goal.level > view.goal.baseline]
    if there:
        return _("Goal {number} is where you hoped").format(number=there[0].number), rests_on
    return "", rests_on


def _latest_outcomes(session: Session, plan: Plan) -> dict[str, list[Outcome]]:
    """All records by step, the newest first."""
    query = select(Outcome).join(Step, Step.id == Outcome.step_id).where(Step.plan_id == plan.id)
    found: dict[str, list[Outcome]] = {}
    for outcome in session.scalars(query.order_by(Outcome.at.desc(), Outcome.id.desc())):
        found.setdefault(outcome.step_id, []).append(outcome)
    return found


def _step_views(
    read: Unit[Actor], plan: Plan, outcomes: Mapping[str, list[Outcome]], today: dt.date
) -> list[StepView]:
    query = select(Step).where(Step.plan_id == plan.id).options(joinedload(Step.suggested_by))
    steps = list(read.session.scalars(query.order_by(Step.position, Step.id)))
    rows = read.session.scalars(
        select(Adoption).join(Step, Step.id == Adoption.step_id).where(Step.plan_id == plan.id)
    )
    adoptions = {row.step_id: row for row in rows}
    words = _as_suggested(read, plan)
    views = [
        _step_view(
            plan, step, adoptions.get(step.id), words.get(step.id, ""), outcomes.get(step.id, []), today
        )
        for step in steps
    ]
    return sorted(views, key=lambda view: view.ended)


def _as_suggested(read: Unit[Actor], plan: Plan) -> Mapping[str, str]:
    """The ideas' own words by step. They belong to a case: who only works on the plan does not read them."""
    query = (
        select(Adoption.step_id, Adoption.as_suggested)
        .join(Step, Step.id == Adoption.step_id)
        .join(Suggestion, Suggestion.id == Adoption.suggestion_id)
        .where(Step.plan_id == plan.id, Suggestion.visible_to(read.actor))
    )
    return dict(read.session.execute(query).all())


def _step_view(
    plan: Plan,
    step: Step,
    adoption: Adoption | None,
    suggested: str,
    records: Sequence[Outcome],
    today: dt.date,
) -> StepView:
    latest = records[0] if records else None
    words = ""
    if latest is not None:
        then = adoption.level_then if adoption else records[-1].level_before
        now = adoption.level_now if adoption else latest.level
        words = outcome_words(latest.verdict, then, now)
    origin = step.suggested_by.name if step.suggested_by else ""
    waiting = latest is None and step.state != StepState.DROPPED
    return StepView(
        step,
        plan.owner.name.split()[0] if step.responsible == Responsible.WORKER else _(WHO[step.responsible]),
        _when(step, latest, today),
        _(STATES[StepState(step.state)]),
        origin,
        suggested if suggested != step.words else "",
        latest.verdict if latest else "",
        words,
        (latest.line or "") if latest else "",
        waiting and step.due_on is not None and step.due_on <= today,
        adoption is not None,
    )


def _when(step: Step, latest: Outcome | None, today: dt.date) -> str:
    if latest is not None and step.state in ENDED:
        return _("Ended {day}").format(day=day(day_of(latest.at), today))
    if step.due_on is None:
        return ""
    words = near_day(step.due_on, today)
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class StepPage:
    """The form of a step, new or there already."""

    plan: Plan
    owner_name: str
    step: Step | None
    goals: list[Goal]
    as_suggested: str
    typed: dict[str, str]
    """The step as it stands, by the form's names."""


def step_page(actor: Actor, plan_id: str = "", *, step_id: str = "") -> StepPage:
    """A step for its form; without `step_id` a new one."""
    with reading(actor) as read:
        step = read.load(Step, step_id) if step_id else None
        plan = read.load(Plan, step.plan_id if step else plan_id, may=can_change_plan)
        goals = [goal for goal in plan.goals if goal.dropped_at is None]
        if step is None:
            return StepPage(plan, plan.owner.name, None, goals, "", {})
        typed = {**step_fields(step_sheet(step)), "base_version": str(plan.version)}
        suggested = _as_suggested(read, plan).get(step.id, "")
        return StepPage(plan, plan.owner.name, step, goals, suggested, typed)


def step_fields(sheet: Mapping[str, str]) -> dict[str, str]:
    """A step's words by the names of its form."""
    return {
        "words": sheet["words"],
        "goal_id": sheet["goal"],
        "responsible": sheet["responsible"],
        "when": "date" if sheet["due_on"] else "open",
        "due_on": sheet["due_on"],
        "measure": sheet["measure"],
    }


def list_plans(actor: Actor, number: int = 1) -> Page[PlanLine]:
    """My plans and those shared with me, the latest changed first."""
    page, offset, limit = window(number)
    query = select(Plan).where(Plan.visible_to(actor)).options(selectinload(Plan.goals))
    query = query.order_by(Plan.changed_at.desc(), Plan.id).offset(offset).limit(limit)
    with reading(actor) as read:
        plans = list(read.session.scalars(query))
        counts = _open_steps(read, [plan.id for plan in plans])
        lines = [
            PlanLine(plan, plan.owner_id == actor.id, goal_views(plan), counts.get(plan.id, 0))
            for plan in plans
        ]
    return page_of(lines, page)


def _open_steps(read: Unit[Actor], plan_ids: Iterable[str]) -> dict[str, int]:
    query = select(Step.plan_id, func.count(Step.id)).where(Step.plan_id.in_(list(plan_ids)))
    rows = read.session.execute(query.where(Step.state.not_in(ENDED)).group_by(Step.plan_id))
    return {row[0]: row[1] for row in rows}


def plan_to_change(actor: Actor, plan_id: str) -> tuple[Plan, Sheet]:
    """A plan and its words, for the form."""
    with reading(actor) as read:
        plan = read.load(Plan, plan_id, may=can_change_plan)
        return plan, current_sheet(read.session, plan)


def colleagues_for(actor: Actor, plan_id: str) -> list[Person]:
    """Whom a plan may be shared with: people who work here and do not see it yet."""
    with reading(actor) as read:
        plan = read.load(Plan, plan_id)
        already = select(PlanPerson.person_id).where(PlanPerson.plan_id == plan.id)
        query = select(Person).where(
            Person.disabled_at.is_(None), Person.id != plan.owner_id, Person.id.not_in(already)
        )
        return list(
            read.session.scalars(
                query.where(Person.visible_to(actor)).order_by(Person.name).limit(MOST_COLLEAGUES)
            )
        )
