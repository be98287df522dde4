"""Outcomes: how a step went. It shows on the step, the goal and the idea, and reaches the idea's author."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from consult.core import clock
from consult.core.errors import NotFound, Unreadable
from consult.core.texts import _
from consult.core.unit import Unit, acting, reading
from consult.core.words import Clear
from consult.domain import screening
from consult.domain.notices import tell_person
from consult.domain.plans.plan_cases import cases_of, may_hear, show_level
from consult.domain.plans.plan_versions import keep_version
from consult.domain.plans.steps import adoption_of, plan_of, read_on
from consult.models.actor import Actor
from consult.models.cases import Case
from consult.models.groups import Group, Membership, Role
from consult.models.outcomes import NotDone, Outcome, Verdict
from consult.models.plans import Goal, Step, StepState
from consult.models.suggestions import Adoption, Suggestion
from consult.policy import can_record_outcome

LOWEST, HIGHEST = -2, 2
NOT_YET_ADDS = dt.timedelta(weeks=1)
"""How far "Not yet" moves the date when no other is picked."""


@dataclass(frozen=True, slots=True)
class OutcomeSheet:
    """What the page "How did it go?" shows: the step, its goal, and what was recorded before."""

    step: Step
    goal: Goal | None
    goal_number: int
    author_name: str
    """Who had the idea, and will see the outcome; empty for the worker's own steps."""
    earlier: list[Outcome]
    case_id: str
    """The idea's case, if this person may see it."""


def outcome_sheet(actor: Actor, step_id: str) -> OutcomeSheet:
    """A step for its outcome form, with earlier records, newest first."""
    with reading(actor) as read:
        step = read.load(Step, step_id, may=can_record_outcome)
        query = select(Outcome).options(joinedload(Outcome.by)).where(Outcome.step_id == step.id)
        earlier = list(read.session.scalars(query.order_by(Outcome.at.desc(), Outcome.id).limit(10)))
        goals = [goal.id for goal in step.plan.goals if goal.dropped_at is None]
        number = goals.index(step.goal_id) + 1 if step.goal_id in goals else 0
        author = step.suggested_by.name if step.suggested_by else ""
        case = select(Case.id).join(Suggestion, Suggestion.case_id == Case.id)
        mine = case.where(Suggestion.id == step.suggestion_id, Case.visible_to(actor))
        case_id = read.session.scalars(mine).first() or ""
        return OutcomeSheet(step, step.goal, number, author, earlier, case_id)


def record_outcome(  # noqa: PLR0913 - the fields of the form
    actor: Actor,
    step_id: str,
    *,
    verdict: Verdict,
    why_not: NotDone | None = None,
    level: int | None = None,
    rated_by: str = "worker",
    line: str = "",
    kept: Mapping[str, str] | None = None,
    client_id: str | None = None,
) -> Outcome:
    """Say how a step went. Said again, the newer record counts and the earlier one stays as history."""
    shown_on, beside = read_on(actor, step_id)
    screened = screening.clear(actor, {"line": line.strip()}, kept, case_id=shown_on, beside=beside)
    with acting(actor, client_id) as unit:
        cases = _cases(unit, step_id)
        plan = plan_of(unit, step_id)
        step = unit.load(Step, step_id, may=can_record_outcome)
        if again := unit.again(Outcome):
            return again
        goal = _goal(unit, step, level)
        outcome = unit.add(
            Outcome(
                step_id=step.id,
                by_id=unit.actor.id,
                verdict=verdict,
                why_not=why_not or "" if verdict is Verdict.WILL_NOT_BE_DONE else "",
                goal_id=goal.id if goal else None,
                level_before=goal.level if goal else None,
                level=level if goal else None,
                rated_by=rated_by,
                line=screened["line"] or None,
            )
        )
        screening.keep(unit, outcome.id, screened)
        was_dropped = step.state == StepState.DROPPED
        step.state = StepState.DROPPED if verdict is Verdict.WILL_NOT_BE_DONE else StepState.DONE
        plan.changed_at = clock.now()
        if was_dropped != (step.state == StepState.DROPPED):
            keep_version(unit, plan, screening.own(_("How a step went")))
        unit.record("outcome.recorded", on=plan, about=outcome)
        adoption = adoption_of(unit, step)
        changed = _rate(unit, goal, level, cases)
        for case in changed:
            unit.record("case.goals_changed", on=case, about=case)
        if adoption is not None:
            _close_loop(unit, adoption, goal, outcome, screened["line"], cases)
    return outcome


def put_off(
    actor: Actor, step_id: str, *, until: dt.date | None, today: dt.date, client_id: str | None = None
) -> Step:
    """ "Not yet": only the date moves, by a week or to a picked day. Nothing is asked."""
    with acting(actor, client_id) as unit:
        plan = plan_of(unit, step_id)
        step = unit.load(Step, step_id, may=can_record_outcome)
        if again := unit.again(Step):
            return again
        wanted = until or max(step.due_on or today, today) + NOT_YET_ADDS
        if wanted <= today:
            raise Unreadable({"until": _("Choose a day that is still to come.")})
        if step.due_on == wanted:
            unit.unchanged("that day already")
            return step
        step.due_on = wanted
        if step.state in {StepState.DONE, StepState.DROPPED}:
            step.state = StepState.DOING
        plan.changed_at = clock.now()
        unit.record("plan.step_changed", on=plan, about=step, fields=("due_on",))
    return step


def _cases(unit: Unit[Actor], step_id: str) -> list[Case]:
    row = unit.session.execute(select(Step.plan_id, Step.suggestion_id).where(Step.id == step_id)).first()
    if row is None:
        raise NotFound
    return cases_of(unit, row.plan_id, row.suggestion_id)


def _goal(unit: Unit[Actor], step: Step, level: int | None) -> Goal | None:
    if level is not None and not LOWEST <= level <= HIGHEST:
        raise Unreadable({"level": _("Choose one from the list.")})
    if step.goal_id is None:
        return None
    return unit.session.get(Goal, step.goal_id, with_for_update={"key_share": True})


def _rate(unit: Unit[Actor], goal: Goal | None, level: int | None, cases: list[Case]) -> list[Case]:
    """Put the goal where it stands now; the cases on which that shows."""
    if goal is None or level is None or goal.level == level:
        return []
    if level > goal.level:
        goal.risen_at = clock.now()
    goal.level = level
    unit.session.flush()
    return show_level(unit, cases, goal)


def _close_loop(
    unit: Unit[Actor], adoption: Adoption, goal: Goal | None, outcome: Outcome, line: Clear, cases: list[Case]
) -> None:
    """Bring the outcome to the idea, to its author, and, where it made things worse, to the facilitators."""
    suggestion = adoption.suggestion
    adoption.verdict, adoption.line = outcome.verdict, line or None
    adoption.level_now = goal.level if goal else None
    unit.record("suggestion.outcome", on=suggestion, about=suggestion)
    case = next(case for case in cases if case.id == suggestion.case_id)
    case.moved_at = clock.now()
    hear = {suggestion.author_id: None}
    if outcome.verdict == Verdict.MADE_IT_WORSE:
        hear |= dict.fromkeys(_facilitators(unit, case))
    for person_id in hear:
        if may_hear(unit, person_id, case):
            tell_person(unit, person_id, "outcome", case_id=case.id, about_id=suggestion.id)


def _facilitators(unit: Unit[Actor], case: Case) -> list[str]:
    query = select(Membership.person_id).join(Group, Group.id == Membership.group_id)
    in_charge = Membership.role == Role.FACILITATOR, Membership.ended_at.is_(None), Group.closed_at.is_(None)
    return list(unit.session.scalars(query.where(Membership.group_id == case.group_id, *in_charge)))
