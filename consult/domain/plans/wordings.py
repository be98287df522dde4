"""What the fixed choices of plans, steps and outcomes are called, for pages and differences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from consult.core import clock
from consult.core.days import day
from consult.core.texts import N_, _
from consult.domain.people.organisations import the_organisation
from consult.domain.plans.plan_words import DOMAINS, LEVELS, goal_ids
from consult.models.outcomes import NotDone
from consult.models.plans import BarrierLevel, PlanKind, Responsible, StepState

KINDS: dict[str, str] = {PlanKind.ONGOING: N_("Ongoing work"), PlanKind.CRISIS: N_("Crisis")}
WHO: dict[str, str] = {
    Responsible.WORKER: N_("Worker"),
    Responsible.CLIENT: N_("The person"),
    Responsible.FAMILY: N_("Family or network"),
    Responsible.AGENCY: N_("Agency"),
    Responsible.COLLEAGUE: N_("Colleague"),
}
STATES: dict[str, str] = {
    StepState.TODO: N_("To do"),
    StepState.DOING: N_("Doing"),
    StepState.DONE: N_("Done"),
    StepState.BLOCKED: N_("Blocked"),
    StepState.DROPPED: N_("Dropped"),
}
MEASURES = {"goal": N_("Goal level"), "score": N_("Score"), "note": N_("Note")}
TALKED = {"yes": N_("Yes"), "next_meeting": N_("At our next meeting")}
RATERS = {"worker": N_("Me"), "client": N_("The person"), "family": N_("Family or network")}
WHY_NOT: dict[str, str] = {
    NotDone.CLIENT_CHOICE: N_("The person chose otherwise"),
    NotDone.RISK: N_("It was not safe"),
    NotDone.MEANS: N_("Time or means were missing"),
    NotDone.SITUATION_CHANGED: N_("The situation changed"),
    NotDone.FORGOTTEN: N_("It was forgotten"),
}
BARRIERS: dict[str, str] = {
    BarrierLevel.PERSONAL: N_("In the person"),
    BarrierLevel.RELATIONAL: N_("Between people"),
    BarrierLevel.SERVICE: N_("In services"),
    BarrierLevel.SYSTEMIC: N_("In the system around"),
}
FIELDS = {
    "kind": N_("Kind of plan"),
    "concerns": N_("Immediate concerns"),
    "strengths": N_("Strengths"),
    "client_words": N_("In the person’s own words"),
    "supports": N_("People and places that support"),
    "review_on": N_("Review"),
    "goals": N_("Order of the goals"),
}
LEVEL_NAMES = dict(zip(LEVELS, ("−2", "−1", "0", "+1", "+2"), strict=True))
GOAL_FIELDS = {
    "title": N_("Goal {number}"),
    "domain": N_("Goal {number}, part of life"),
    "baseline": N_("Goal {number}, start"),
    "dropped": N_("Goal {number}, dropped"),
    "why": N_("Goal {number}, why dropped"),
}


def field_name(name: str, sheet: Mapping[str, str]) -> str:
    """What a field of the plan's sheet is called."""
    kind, *parts = name.split("-")
    if kind == "goal":
        ids = goal_ids(sheet)
        number = ids.index(parts[0]) + 1 if parts[0] in ids else len(ids) + 1
        if parts[1] in LEVEL_NAMES:
            return _("Goal {number}, level {level}").format(number=number, level=LEVEL_NAMES[parts[1]])
        return _(GOAL_FIELDS[parts[1]]).format(number=number)
    if kind == "barrier":
        return _("In the way: {level}").format(level=barrier_name(sheet.get(f"barrier-{parts[0]}-level", "")))
    return _(FIELDS[kind]) if kind in FIELDS else name


def in_words(name: str, value: str) -> str:
    """A field's value as people read it."""
    last = name.rsplit("-", maxsplit=1)[-1]
    if not value:
        return ""
    tables: dict[str, Mapping[str, str]] = {"kind": KINDS, "responsible": WHO, "domain": DOMAINS}
    if last in tables:
        return _(tables[last].get(value, value))
    if last in {"review_on", "due_on"}:
        return day(dt.date.fromisoformat(value), today())
    if last == "baseline":
        return LEVEL_NAMES[LEVELS[int(value) + 2]]
    return _("Yes") if last == "dropped" else value


def barrier_name(level: str) -> str:
    """What a level of barriers is called."""
    return _(BARRIERS[level]) if level in BARRIERS else level


def named(table: Mapping[str, str]) -> list[tuple[str, str]]:
    """A table as pairs for a list to choose from."""
    return [(str(key), _(words)) for key, words in table.items()]


def today() -> dt.date:
    """The date where the organisation is."""
    return clock.today(the_organisation().timezone)


def day_of(at: dt.datetime) -> dt.date:
    """The date of a moment, where the organisation is."""
    return at.astimezone(ZoneInfo(the_organisation().timezone)).date()
