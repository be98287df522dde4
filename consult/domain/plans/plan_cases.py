"""A plan and the cases that show it: which ones, and the goals they show (a copy, never the live plan)."""

from __future__ import annotations

from sqlalchemy import or_, select, union
from sqlalchemy.orm import Session

from consult.core import clock
from consult.core.unit import Unit, acting, reading
from consult.domain.cases.snapshots import show_goals
from consult.models.actor import Actor, load_actor
from consult.models.cases import Case, CaseGoal, CaseState
from consult.models.plans import Goal, Plan, Step
from consult.models.suggestions import Suggestion
from consult.policy import can_share_plan, can_show_goals

POSTED = (CaseState.OPEN, CaseState.CLOSED)


def cases_of(unit: Unit[Actor], plan_id: str, suggestion_id: str | None = None) -> list[Case]:
    """The cases that show this plan (and the one that a suggestion belongs to), held until the commit.

    They are taken before the plan, its steps and its suggestions: one order for every writer, so that
    two of them never wait for each other.
    """
    of_suggestion = select(Suggestion.case_id).where(Suggestion.id == suggestion_id)
    query = select(Case).where(or_(Case.plan_id == plan_id, Case.id.in_(of_suggestion))).order_by(Case.id)
    return list(unit.session.scalars(query.with_for_update(key_share=True)))


def cases_beside(session: Session, plan_id: str) -> list[str]:
    """The cases that a plan came from or went to: what was struck in one is not said again in the plan."""
    shown = select(CaseGoal.case_id).join(Goal, Goal.id == CaseGoal.goal_id).where(Goal.plan_id == plan_id)
    given = (
        select(Suggestion.case_id)
        .join(Step, Step.suggestion_id == Suggestion.id)
        .where(Step.plan_id == plan_id)
    )
    own = select(Case.id).where(Case.plan_id == plan_id)
    return sorted(session.execute(union(own, shown, given)).scalars())


def cases_beside_plan(actor: Actor, plan_id: str) -> list[str]:
    """The same for whoever works on the plan. Raises NotFound."""
    with reading(actor) as read:
        return cases_beside(read.session, read.load(Plan, plan_id).id)


def may_plan_for(actor: Actor, case_id: str) -> bool:
    """Is this a case of this person's own, so that a plan may be made for it?"""
    with reading(actor) as read:
        case = read.find(Case, case_id) if case_id else None
        return case is not None and bool(can_show_goals(actor, case))


def may_hear(unit: Unit[Actor], person_id: str | None, case: Case) -> bool:
    """May this person still know of the case, so that a note about it may reach them?"""
    if person_id is None or case.state not in POSTED:
        return False
    person = load_actor(unit.session, person_id)
    if person is None:
        return False
    seen = select(Case.id).where(Case.id == case.id, Case.visible_to(person))
    return unit.session.scalars(seen).first() is not None


def show_plan(unit: Unit[Actor], case: Case, plan: Plan) -> bool:
    """Copy the plan's goals onto the case; True when what the case shows has changed."""
    unit.session.flush()
    before = _shown(unit, [case.id])
    show_goals(unit, case, plan.id)
    unit.session.flush()
    return before != _shown(unit, [case.id])


def _shown(unit: Unit[Actor], case_ids: list[str]) -> dict[tuple[str, str], tuple[str, int]]:
    """Case and goal, with the title and level that the case shows."""
    query = select(CaseGoal.case_id, CaseGoal.goal_id, CaseGoal.title, CaseGoal.level)
    rows = unit.session.execute(query.where(CaseGoal.case_id.in_(case_ids)))
    return {(row.case_id, row.goal_id): (str(row.title), row.level) for row in rows}


def show_level(unit: Unit[Actor], cases: list[Case], goal: Goal) -> list[Case]:
    """Put a goal's level onto the cases that show it; the cases that changed."""
    by_id = {case.id: case for case in cases}
    rows = unit.session.scalars(
        select(CaseGoal).where(
            CaseGoal.goal_id == goal.id, CaseGoal.case_id.in_(by_id), CaseGoal.level != goal.level
        )
    )
    changed = []
    for row in rows:
        row.level = goal.level
        changed.append(by_id[row.case_id])
    return changed


def refresh_case_goals(actor: Actor, plan_id: str, *, client_id: str | None = None) -> Plan:
    """Show the plan's goals as they are now on its cases: the owner's choice, one press."""
    with acting(actor, client_id) as unit:
        cases = cases_of(unit, plan_id)
        plan = unit.load(Plan, plan_id, may=can_share_plan)
        if again := unit.again(Plan):
            return again
        changed = [case for case in cases if can_show_goals(unit.actor, case) and show_plan(unit, case, plan)]
        if not changed:
            unit.unchanged("the cases show these goals already")
            return plan
        unit.record("plan.shown", on=plan, about=plan)
        for case in changed:
            case.moved_at = clock.now()
            unit.record("case.goals_changed", on=case, about=case)
    return plan


def goals_differ(unit: Unit[Actor], plan: Plan) -> bool:
    """Does a case of this person show other goals than the plan has now?"""
    cases = select(Case.id).where(
        Case.plan_id == plan.id, Case.presenter_id == unit.actor.id, Case.state == CaseState.OPEN
    )
    case_ids = list(unit.session.scalars(cases))
    if not case_ids:
        return False
    shown = {key: title for key, (title, _level) in _shown(unit, case_ids).items()}
    goals = {goal.id: goal.title for goal in plan.goals if goal.dropped_at is None}
    return any(shown.get((id_, goal_id)) != title for id_ in case_ids for goal_id, title in goals.items())
