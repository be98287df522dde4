"""Gentle hints on a plan: never a block, one plain sentence each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from consult.core.days import day
from consult.core.texts import _
from consult.domain.plans.plan_words import has_own_levels
from consult.models.plans import BarrierLevel, Plan, Responsible, Step, StepState

SOME = 2
"""Steps or barriers from which on their balance says something."""


def hints_for(plan: Plan, steps: Sequence[Step], today: dt.date) -> list[str]:
    """What a kind colleague would notice about this plan."""
    return [
        hint for hint in (_review(plan, today), _all_mine(steps), *_levels(plan), _one_sided(plan)) if hint
    ]


def _review(plan: Plan, today: dt.date) -> str:
    if plan.review_on is None or plan.review_on > today:
        return ""
    return _("The review was planned for {day}. Look at it together, then choose the next date.").format(
        day=day(plan.review_on, today)
    )


def _all_mine(steps: Sequence[Step]) -> str:
    going = [step for step in steps if step.state not in {StepState.DONE, StepState.DROPPED}]
    if len(going) < SOME or any(step.responsible != Responsible.WORKER for step in going):
        return ""
    return _("All steps are yours. Is there one that the person would like to take?")


def _levels(plan: Plan) -> list[str]:
    standing = [goal for goal in plan.goals if goal.dropped_at is None]
    bare = [number for number, goal in enumerate(standing, 1) if not has_own_levels(goal)]
    text = _("Goal {number} has no words of its own for its levels yet. Find them together.")
    return [text.format(number=number) for number in bare]


def _one_sided(plan: Plan) -> str:
    levels = {row.level for row in plan.barriers}
    if len(plan.barriers) < SOME or len(levels) > 1:
        return ""
    if levels == {BarrierLevel.PERSONAL}:
        return _("All that is in the way lies in the person. What lies around them?")
    if levels == {BarrierLevel.SYSTEMIC}:
        return _("All that is in the way lies in the system. What is within reach?")
    return ""
