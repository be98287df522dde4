"""How a plan changed: every change keeps the whole plan as it read then, with who, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from consult.core import clock, difference
from consult.core.difference import Piece
from consult.core.errors import NotFound
from consult.core.texts import _
from consult.core.unit import Unit, reading
from consult.core.words import Clear
from consult.domain.plans.plan_words import Sheet, barrier_ids, goal_ids, sheet_of
from consult.domain.plans.wordings import field_name, in_words
from consult.models.actor import Actor
from consult.models.people import Person
from consult.models.plans import Barrier, Goal, Plan, PlanVersion, Step, StepState

SHOWN = 50
"""Versions in the list; older ones are reached by their number."""


def current_sheet(session: Session, plan: Plan) -> Sheet:
    """The plan as it stands, field by field."""
    goals = session.scalars(select(Goal).where(Goal.plan_id == plan.id).order_by(Goal.position, Goal.id))
    barriers = session.scalars(select(Barrier).where(Barrier.plan_id == plan.id).order_by(Barrier.position))
    return sheet_of(plan, goals, barriers)


def step_sheet(step: Step) -> Sheet:
    """What a version keeps of a step: what, for which goal, who, when. How far it is changes too often."""
    return {
        "words": step.words,
        "goal": step.goal_id or "",
        "responsible": step.responsible,
        "due_on": step.due_on.isoformat() if step.due_on else "",
        "measure": step.measure,
        "dropped": "yes" if step.state == StepState.DROPPED else "",
    }


def keep_version(unit: Unit[Actor], plan: Plan, why: Clear, *, first: bool = False) -> PlanVersion:
    """Keep the plan as it reads now, after a change, under the next number."""
    unit.session.flush()
    plan.version = 1 if first else plan.version + 1
    plan.changed_at = clock.now()
    steps = unit.session.scalars(select(Step).where(Step.plan_id == plan.id))
    body = {
        "sheet": current_sheet(unit.session, plan),
        "steps": {step.id: step_sheet(step) for step in steps},
    }
    version = PlanVersion(plan_id=plan.id, number=plan.version, by_id=unit.actor.id, why=why, body=body)
    return unit.add(version)


def body_at(session: Session, plan_id: str, number: int) -> dict[str, Any]:
    """The plan as it read in one version. Raises NotFound."""
    query = select(PlanVersion.body).where(PlanVersion.plan_id == plan_id, PlanVersion.number == number)
    body: dict[str, Any] | None = session.scalars(query).first()
    if body is None:
        raise NotFound
    return body


def versions(session: Session, plan_id: str, limit: int = SHOWN) -> list[PlanVersion]:
    """The latest versions without their bodies, newest first."""
    query = select(PlanVersion).where(PlanVersion.plan_id == plan_id).order_by(PlanVersion.number.desc())
    return list(session.scalars(query.options(joinedload(PlanVersion.by)).limit(limit)))


def last_name(session: Session, plan: Plan) -> str:
    """Who saved the plan last: their first name."""
    query = select(Person.name).join(PlanVersion, PlanVersion.by_id == Person.id)
    name = session.scalars(
        query.where(PlanVersion.plan_id == plan.id, PlanVersion.number == plan.version)
    ).first()
    return name.split()[0] if name else _("Somebody")


@dataclass(frozen=True, slots=True)
class Change:
    """One field that two versions differ in: its name for people, and the words in pieces."""

    name: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a plan, and what changed from the older to the newer."""

    plan: Plan
    older: PlanVersion
    newer: PlanVersion
    changes: list[Change]
    versions: list[PlanVersion]


def compare(actor: Actor, plan_id: str, older: int, newer: int) -> Comparison:
    """What changed between two versions of a plan."""
    with reading(actor) as read:
        plan = read.load(Plan, plan_id)
        query = select(PlanVersion).options(joinedload(PlanVersion.by)).where(PlanVersion.plan_id == plan.id)
        found = {
            row.number: row
            for row in read.session.scalars(query.where(PlanVersion.number.in_([older, newer])))
        }
        if older not in found or newer not in found:
            raise NotFound
        changes = changes_between(found[older].body, found[newer].body)
        return Comparison(plan, found[older], found[newer], changes, versions(read.session, plan.id))


def changes_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Every field that differs, in reading order, with the words added and removed."""
    changes = []
    for name in _in_order(old["sheet"], new["sheet"]):
        was, now = old["sheet"].get(name, ""), new["sheet"].get(name, "")
        if name == "goals":
            changes += _order(old["sheet"], new["sheet"])
        elif was != now:
            label = field_name(name, old["sheet"] | new["sheet"])
            changes.append(Change(label, difference.words(in_words(name, was), in_words(name, now))))
    for id_ in [*old["steps"], *(id_ for id_ in new["steps"] if id_ not in old["steps"])]:
        was, now = (_step_words(side, id_) for side in (old, new))
        if was != now:
            label = _("Step") if old["steps"].get(id_) else _("New step")
            changes.append(Change(label, difference.words(was, now)))
    return changes


def _order(old: Sheet, new: Sheet) -> list[Change]:
    """Goals that stand in another order, by their titles."""
    was, now = goal_ids(old), goal_ids(new)
    stayed = [id_ for id_ in now if id_ in was]
    if stayed == [id_ for id_ in was if id_ in now]:
        return []
    titles = ["\n".join(new[f"goal-{id_}-title"] for id_ in ids) for ids in (was, now)]
    return [Change(field_name("goals", new), difference.words(*titles))]


def _in_order(old: Sheet, new: Sheet) -> list[str]:
    """Field names of both: the plan's own, then goal by goal, then barriers."""
    plain = [name for name in new if "-" not in name and name != "goals"]
    ids = [*goal_ids(new), *(id_ for id_ in goal_ids(old) if id_ not in goal_ids(new))]
    both = old | new
    goals = [name for id_ in ids for name in both if name.startswith(f"goal-{id_}-")]
    barriers = dict.fromkeys([*barrier_ids(old), *barrier_ids(new)])
    return [*plain, "goals", *goals, *(f"barrier-{id_}" for id_ in barriers)]


def _step_words(body: Mapping[str, Any], id_: str) -> str:
    """A step as one short text, so that its difference reads like a sentence."""
    step = body["steps"].get(id_)
    if step is None:
        return ""
    parts = [step["words"], in_words("responsible", step["responsible"])]
    if step["due_on"]:
        parts.append(_("by {day}").format(day=in_words("due_on", step["due_on"])))
    if step["goal"]:
        parts.append(_("for: {goal}").format(goal=body["sheet"].get(f"goal-{step['goal']}-title", "")))
    if step["dropped"]:
        parts.append(_("dropped"))
    return "\n".join(parts)
