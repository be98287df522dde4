"""Writing a plan's rows: a new plan, and a whole sheet of words into one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import select

from consult.core import clock
from consult.core.unit import Unit
from consult.core.words import Clear
from consult.domain import screening
from consult.domain.plans.plan_words import LEVELS, TEXTS, barrier_ids, goal_ids
from consult.models.actor import Actor
from consult.models.plans import Barrier, Goal, Plan, PlanKind


def new_plan(unit: Unit[Actor], codename: str, kind: PlanKind = PlanKind.ONGOING) -> Plan:
    """An empty plan of the person who acts."""
    empty = screening.own("")
    return unit.add(
        Plan(
            codename=codename,
            owner_id=unit.actor.id,
            kind=kind,
            concerns=empty,
            strengths=empty,
            client_words=empty,
            supports=empty,
            version=1,
        )
    )


def write_sheet(unit: Unit[Actor], plan: Plan, sheet: Mapping[str, str]) -> None:
    """Make the rows of a plan say what the sheet says. Free words in it are Clear."""
    if "kind" in sheet:
        plan.kind = sheet["kind"]
    if "review_on" in sheet:
        plan.review_on = dt.date.fromisoformat(sheet["review_on"]) if sheet["review_on"] else None
    for name in TEXTS:
        if name in sheet:
            setattr(plan, name, sheet[name])
    _write_goals(unit, plan, sheet)
    _write_barriers(unit, plan, sheet)
    unit.session.flush()
    unit.session.expire(plan, ["goals", "barriers"])


def _write_goals(unit: Unit[Actor], plan: Plan, sheet: Mapping[str, str]) -> None:
    there = {goal.id: goal for goal in unit.session.scalars(select(Goal).where(Goal.plan_id == plan.id))}
    for position, id_ in enumerate(goal_ids(sheet), 1):
        goal = there.get(id_)
        baseline = int(sheet[f"goal-{id_}-baseline"])
        if goal is None:
            goal = Goal(id=id_, plan_id=plan.id, level=baseline)
            unit.session.add(goal)
        elif goal.level == goal.baseline and goal.risen_at is None:
            goal.level = baseline  # not rated yet: it stands where it starts
        goal.baseline, goal.position = baseline, position
        goal.title, goal.domain = _clear(sheet, f"goal-{id_}-title"), sheet[f"goal-{id_}-domain"]
        for name in LEVELS:
            setattr(goal, f"level_{name}", _clear(sheet, f"goal-{id_}-{name}"))
        dropped = bool(sheet.get(f"goal-{id_}-dropped"))
        goal.dropped_at = (goal.dropped_at or clock.now()) if dropped else None
        goal.why_dropped = _clear(sheet, f"goal-{id_}-why") if dropped else None


def _write_barriers(unit: Unit[Actor], plan: Plan, sheet: Mapping[str, str]) -> None:
    there = {row.id: row for row in unit.session.scalars(select(Barrier).where(Barrier.plan_id == plan.id))}
    wanted = barrier_ids(sheet)
    for position, id_ in enumerate(wanted, 1):
        row = there.get(id_)
        if row is None:
            row = Barrier(id=id_, plan_id=plan.id)
            unit.session.add(row)
        row.position, row.level = position, sheet[f"barrier-{id_}-level"]
        row.words = _clear(sheet, f"barrier-{id_}")
    for id_, row in there.items():
        if id_ not in wanted:
            unit.session.delete(row)


def _clear(sheet: Mapping[str, str], name: str) -> Clear:
    words = sheet[name] or screening.own("")
    assert isinstance(words, Clear), name  # the column would refuse it too
    return words
