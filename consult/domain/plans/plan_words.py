"""A plan's words as one flat sheet: what a form sends, what a version keeps, what two people merge.

Every field has a name of its own (`concerns`, `goal-<id>-title`, `barrier-<id>`), so that two people
who changed different fields never stand in each other's way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consult.core.texts import N_, _
from consult.domain.cases.sections import FACTS
from consult.models.plans import Barrier, BarrierLevel, Goal, Plan

Sheet = dict[str, str]

TEXTS = ("concerns", "strengths", "client_words", "supports")
"""The plan's own free words."""
LEVELS = ("m2", "m1", "0", "p1", "p2")
"""Names of the five attainment levels, from -2 to +2."""
PRESETS = (
    N_("Much less than hoped"),
    N_("Less than hoped"),
    N_("As hoped"),
    N_("More than hoped"),
    N_("Much more than hoped"),
)
"""What a level says until worker and client found their own words for it."""
DOMAINS = next(fact.options for fact in FACTS if fact.key == "domains")
"""The parts of a life that a goal may belong to."""


@dataclass(frozen=True, slots=True)
class GoalDraft:
    """A goal as somebody writes it; without an id it is new. Empty levels get the preset words."""

    title: str
    id: str = ""
    domain: str = ""
    levels: Sequence[str] = ()
    baseline: int = -1
    dropped: bool = False
    why_dropped: str = ""


@dataclass(frozen=True, slots=True)
class BarrierDraft:
    """Something in the way as somebody writes it; without an id it is new, without words it goes."""

    level: str
    words: str
    id: str = ""


def sheet_of(plan: Plan, goals: Iterable[Goal], barriers: Iterable[Barrier]) -> Sheet:
    """The plan as it stands."""
    sheet: Sheet = {"kind": plan.kind, "review_on": plan.review_on.isoformat() if plan.review_on else ""}
    sheet |= {name: getattr(plan, name) for name in TEXTS}
    goals = list(goals)
    for goal in goals:
        sheet |= _goal(goal.id, goal.title, goal.domain, goal.baseline)
        sheet |= {f"goal-{goal.id}-{name}": getattr(goal, f"level_{name}") for name in LEVELS}
        sheet |= {
            f"goal-{goal.id}-dropped": "yes" if goal.dropped_at else "",
            f"goal-{goal.id}-why": goal.why_dropped or "",
        }
    sheet["goals"] = " ".join(goal.id for goal in goals)
    for barrier in barriers:
        sheet |= _barrier(barrier.id, barrier.level, barrier.words)
    return sheet


def sheet_from(
    fields: Mapping[str, str | dt.date | None],
    goals: Sequence[GoalDraft] | None,
    barriers: Sequence[BarrierDraft] | None,
) -> Sheet:
    """What somebody wrote, for what they wrote about; the rest is left out. New rows bring their ids."""
    sheet: Sheet = {}
    for name in ("kind", "review_on", *TEXTS):
        if name in fields:
            value = fields[name]
            sheet[name] = value.isoformat() if isinstance(value, dt.date) else value or ""
    for draft in goals or ():
        sheet |= _goal(draft.id, draft.title, draft.domain, draft.baseline)
        levels = [*draft.levels, *[""] * (len(LEVELS) - len(draft.levels))]
        for name, words, preset in zip(LEVELS, levels, PRESETS, strict=True):
            sheet[f"goal-{draft.id}-{name}"] = words.strip() or _(preset)
        sheet[f"goal-{draft.id}-dropped"] = "yes" if draft.dropped else ""
        sheet[f"goal-{draft.id}-why"] = draft.why_dropped if draft.dropped else ""
    if goals is not None:
        sheet["goals"] = " ".join(draft.id for draft in goals)
    for barrier in barriers or ():
        sheet |= _barrier(barrier.id, barrier.level, barrier.words)
    return sheet


def _goal(id_: str, title: str, domain: str, baseline: int) -> Sheet:
    return {f"goal-{id_}-title": title, f"goal-{id_}-domain": domain, f"goal-{id_}-baseline": str(baseline)}


def _barrier(id_: str, level: str, words: str) -> Sheet:
    return {f"barrier-{id_}": words, f"barrier-{id_}-level": level}


def goal_ids(sheet: Mapping[str, str]) -> list[str]:
    """The goals of a sheet, in order."""
    return sheet.get("goals", "").split()


def barrier_ids(sheet: Mapping[str, str]) -> list[str]:
    """The barriers of a sheet that have words, level by level."""
    levels = list(BarrierLevel)
    found = [name.split("-")[1] for name in sheet if name.startswith("barrier-") and name.endswith("-level")]
    return sorted(
        (id_ for id_ in found if sheet.get(f"barrier-{id_}")),
        key=lambda id_: levels.index(BarrierLevel(sheet[f"barrier-{id_}-level"])),
    )


def row_ids(sheet: Mapping[str, str]) -> set[str]:
    """Ids of all goals and barriers in a sheet."""
    return {*goal_ids(sheet), *(name.split("-")[1] for name in sheet if name.startswith("barrier-"))}


def is_free_text(name: str) -> bool:
    """Does this field hold words of people, so that it passes the identifier check?"""
    parts = name.split("-")
    if parts[0] == "goal":
        return parts[-1] in {"title", "why", *LEVELS}
    return name in TEXTS or (parts[0] == "barrier" and len(parts) == 2)  # noqa: PLR2004 - barrier-<id>


def has_own_levels(goal: Goal) -> bool:
    """Did worker and client find their own words for at least one level?"""
    return any(
        getattr(goal, f"level_{name}") not in {"", _(preset)}
        for name, preset in zip(LEVELS, PRESETS, strict=True)
    )
