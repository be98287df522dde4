"""The goals of a plan as a case shows them: checked words and levels, never dates or steps."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from consult.core.errors import Unreadable
from consult.core.texts import _
from consult.core.unit import Unit
from consult.domain import screening
from consult.domain.keeping import kept_for
from consult.models.actor import Actor
from consult.models.cases import Case, CaseGoal
from consult.models.plans import Goal, Plan
from consult.models.suggestions import Suggestion


def show_goals(unit: Unit[Actor], case: Case, plan_id: str | None) -> None:
    """Show the goals of one of the presenter's plans on the case, or of none.

    A goal that a suggestion names stays, so that the suggestion keeps what it was about.
    """
    goals = _goals(unit, plan_id) if plan_id else []
    _refuse_listed(unit, case, goals)
    shown = {row.goal_id: row for row in _shown(unit, case)}
    case.plan_id = plan_id
    for position, goal in enumerate(goals):
        row = shown.pop(goal.id, None)
        if row is None:
            row = CaseGoal(case_id=case.id, goal_id=goal.id, baseline=goal.baseline)
            unit.session.add(row)
        row.position, row.title, row.level = position, goal.title, goal.level
    named = select(Suggestion.goal_id).where(Suggestion.case_id == case.id, Suggestion.goal_id.is_not(None))
    kept = set(unit.session.scalars(named))
    for position, row in enumerate(shown.values(), len(goals)):
        if row.id in kept:
            row.position = position
        else:
            unit.session.delete(row)


def _refuse_listed(unit: Unit[Actor], case: Case, goals: Sequence[Goal]) -> None:
    """A goal may have been written before the case, or its list of words, was there."""
    kept = kept_for(unit.session, *{goal.plan_id for goal in goals})
    if goals and screening.lists_hold(unit, {goal.id: goal.title for goal in goals}, kept, case.id):
        raise Unreadable(
            {
                "plan_id": _(
                    "A goal of this plan says what must not be said in this case. Change the goal first."
                )
            }
        )


def _goals(unit: Unit[Actor], plan_id: str) -> list[Goal]:
    plan = unit.find(Plan, plan_id)
    if plan is None or plan.owner_id != unit.actor.id:
        raise Unreadable({"plan_id": _("Choose one of your own plans.")})
    return [goal for goal in plan.goals if goal.dropped_at is None]


def _shown(unit: Unit[Actor], case: Case) -> list[CaseGoal]:
    query = select(CaseGoal).where(CaseGoal.case_id == case.id).order_by(CaseGoal.position)
    return list(unit.session.scalars(query))
