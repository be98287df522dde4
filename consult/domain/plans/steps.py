"""Steps of a plan: what will be done, by whom, until when, and how far it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.core.errors import NotFound, Refused, Unreadable
from consult.core.texts import _
from consult.core.unit import Unit, acting, reading
from consult.core.words import Clear
from consult.domain import screening
from consult.domain.keeping import kept_for
from consult.domain.plans.plan_cases import cases_beside, cases_beside_plan, cases_of
from consult.domain.plans.plan_merging import merge_step
from consult.domain.plans.plan_versions import body_at, keep_version, step_sheet
from consult.models.actor import Actor
from consult.models.plans import Goal, Plan, Responsible, Step, StepState
from consult.models.suggestions import Adoption, Suggestion
from consult.policy import can_change_plan, can_change_step

LONGEST = 200
"""Characters of a step."""
FRIDAY, SUNDAY = 4, 6
OPEN = (StepState.TODO, StepState.DOING, StepState.BLOCKED)


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step as somebody writes it."""

    words: str
    goal_id: str | None = None
    responsible: Responsible = Responsible.WORKER
    due_on: dt.date | None = None
    measure: str = "goal"
    talked_through: str = "next_meeting"


def due_date(when: str, picked: dt.date | None, today: dt.date) -> dt.date | None:
    """The day behind a choice: this_week, next_session (in a week), two_weeks, or the picked date."""
    if when == "this_week":
        friday = today + dt.timedelta(FRIDAY - today.weekday())
        return friday if friday > today else today + dt.timedelta(SUNDAY - today.weekday())
    if when == "next_session":
        return today + dt.timedelta(weeks=1)
    return today + dt.timedelta(weeks=2) if when == "two_weeks" else picked


def add_step(
    actor: Actor, plan_id: str, *, draft: StepDraft, kept: Mapping[str, str], client_id: str | None = None
) -> Step:
    """Put a step of the worker's own into the plan."""
    beside = cases_beside_plan(actor, plan_id)
    screened = screening.clear(actor, {"words": draft.words}, kept, beside=beside)
    with acting(actor, client_id) as unit:
        plan = unit.load(Plan, plan_id, may=can_change_plan)
        if again := unit.again(Step):
            return again
        step = put_step(unit, plan, draft, screened["words"])
        screening.keep(unit, step.id, screened)
        keep_version(unit, plan, screening.own(_("New step")))
        unit.record("plan.step_added", on=plan, about=step)
    return step


def put_step(unit: Unit[Actor], plan: Plan, draft: StepDraft, words: Clear) -> Step:
    """A new row at the end of the plan. Raises Unreadable when its goal is gone."""
    if not words.strip():
        raise Unreadable({"words": _("Fill this in to go on.")})
    goal = goal_for(unit.session, plan, draft.goal_id)
    last = unit.session.scalar(select(func.max(Step.position)).where(Step.plan_id == plan.id)) or 0
    return unit.add(
        Step(
            plan_id=plan.id,
            goal_id=goal.id if goal else None,
            position=last + 1,
            words=words,
            responsible=draft.responsible,
            due_on=draft.due_on,
            measure=draft.measure,
            talked_through=draft.talked_through,
            state=StepState.TODO,
        )
    )


def goal_for(session: Session, plan: Plan, goal_id: str | None) -> Goal | None:
    """A goal that the plan still has, or none yet. Raises Unreadable when it was dropped meanwhile."""
    if not goal_id:
        return None
    query = select(Goal).where(Goal.id == goal_id, Goal.plan_id == plan.id, Goal.dropped_at.is_(None))
    goal = session.scalars(query).first()
    if goal is None:
        raise Unreadable({"goal_id": _("The plan has changed. Choose one of its goals as they are now.")})
    return goal


def change_step(
    actor: Actor,
    step_id: str,
    *,
    base_version: int,
    draft: StepDraft,
    kept: Mapping[str, str],
    client_id: str | None = None,
) -> Step:
    """Change a step. What somebody else changed meanwhile stays, or both wordings are shown (Stale)."""
    with reading(actor) as read:
        step = read.load(Step, step_id, may=can_change_step)
        changed = step.words != draft.words.strip()
        earlier = kept_for(read.session, step.id, step.suggestion_id or "")
        shown_on = case_of(read.session, step)
        beside = cases_beside(read.session, step.plan_id)
    typed = {"words": draft.words if changed else ""}
    screened = screening.clear(actor, typed, {**earlier, **kept}, case_id=shown_on, beside=beside)
    with acting(actor, client_id) as unit:
        cases_of(unit, step.plan_id, step.suggestion_id)
        plan = unit.load(Plan, step.plan_id, may=can_change_plan)
        step = unit.load(Step, step_id, may=can_change_step)
        if again := unit.again(Step):
            return again
        words = screened["words"] if changed else step.words
        if not words.strip():
            raise Unreadable({"words": _("Fill this in to go on.")})
        before = step_sheet(step)
        wanted = {
            "words": words,
            "goal": draft.goal_id or "",
            "responsible": str(draft.responsible),
            "due_on": draft.due_on.isoformat() if draft.due_on else "",
            "measure": draft.measure,
        }
        base = body_at(unit.session, plan.id, base_version)["steps"].get(step.id, before)
        merged = merge_step(unit.session, plan, base, wanted, before)
        if merged == before:
            unit.unchanged("already so")
            return step
        _write(unit, plan, step, merged)
        screening.keep(unit, step.id, screened)
        keep_version(unit, plan, screening.own(_("A step was changed")))
        unit.record(
            "plan.step_changed",
            on=plan,
            about=step,
            fields=tuple(k for k in merged if merged[k] != before[k]),
        )
        _tell_case(unit, step)
    return step


def _write(unit: Unit[Actor], plan: Plan, step: Step, merged: Mapping[str, str]) -> None:
    words = merged["words"]
    goal = (
        goal_for(unit.session, plan, merged["goal"]) if merged["goal"] != (step.goal_id or "") else step.goal
    )
    assert isinstance(words, Clear)
    step.words, step.goal_id, step.goal = words, goal.id if goal else None, goal
    step.responsible, step.measure = merged["responsible"], merged["measure"]
    step.due_on = dt.date.fromisoformat(merged["due_on"]) if merged["due_on"] else None


def _tell_case(unit: Unit[Actor], step: Step) -> None:
    """Colleagues see an adopted step's words and goal as they are now."""
    row = adoption_of(unit, step)
    if row is None:
        return
    title, level = (step.goal.title, step.goal.level) if step.goal else (None, None)
    if (row.words, row.goal) == (step.words, title):
        return
    if row.goal != title:
        row.level_then = level
    row.words, row.goal = step.words, title
    unit.record("suggestion.adopted", on=row.suggestion)


def case_of(session: Session, step: Step) -> str:
    """The case whose colleagues read this step's words, because the idea came from there; empty for none."""
    query = select(Suggestion.case_id).where(Suggestion.id == step.suggestion_id)
    return session.scalars(query).first() or ""


def read_on(actor: Actor, step_id: str) -> tuple[str, list[str]]:
    """The case on which a step's words are read, or none; and all those beside its plan. Raises NotFound."""
    with reading(actor) as read:
        step = read.load(Step, step_id)
        return case_of(read.session, step), cases_beside(read.session, step.plan_id)


def adoption_of(unit: Unit[Actor], step: Step) -> Adoption | None:
    """What colleagues see of a step, if it came from a suggestion; both rows held until the commit."""
    if step.suggestion_id is None:
        return None
    held = select(Suggestion.id).where(Suggestion.id == step.suggestion_id)
    unit.session.execute(held.with_for_update(key_share=True))
    return unit.session.scalars(select(Adoption).where(Adoption.step_id == step.id)).first()


def set_step_state(
    actor: Actor, step_id: str, *, state: StepState, client_id: str | None = None
) -> tuple[str, Step]:
    """Say how far a step is. Returns what it was before, by which the same action undoes it."""
    with acting(actor, client_id) as unit:
        plan = plan_of(unit, step_id)
        step = unit.load(Step, step_id, may=can_change_step)
        was = step.state
        if unit.again(Step) or was == state:
            unit.unchanged("already so")
            return was, step
        dropping = StepState.DROPPED in {state, StepState(was)}
        if state is StepState.DROPPED and _waits_for_outcome(unit, step):
            raise Refused(_("A colleague waits to hear of this step. Say that it will not be done, and why."))
        step.state = state
        if dropping:
            dropped = state is StepState.DROPPED
            keep_version(
                unit,
                plan,
                screening.own(_("A step was dropped") if dropped else _("A step was taken up again")),
            )
        unit.record("plan.step_changed", on=step, fields=("state",))
    return was, step


def plan_of(unit: Unit[Actor], step_id: str) -> Plan:
    """The plan of a step, held until the commit, before the step itself."""
    query = select(Plan).where(Plan.id == select(Step.plan_id).where(Step.id == step_id).scalar_subquery())
    plan = unit.session.scalars(
        query.where(Plan.visible_to(unit.actor)).with_for_update(key_share=True)
    ).first()
    if plan is None:
        raise NotFound
    return plan


def _waits_for_outcome(unit: Unit[Actor], step: Step) -> bool:
    query = select(Adoption.id).where(Adoption.step_id == step.id, Adoption.verdict.is_(None))
    return unit.session.scalars(query).first() is not None
