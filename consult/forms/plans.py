"""What people send about a plan: words, goals, barriers, each field under its name in the plan's sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, StringConstraints, field_validator

from consult.core.errors import Unreadable
from consult.core.ids import LENGTH
from consult.core.texts import _
from consult.domain.plans.plan_words import DOMAINS, LEVELS, PRESETS, BarrierDraft, GoalDraft
from consult.forms.reading import Form, read
from consult.forms.steps import none_if_empty, soon_enough
from consult.forms.suggestions import Kept, kept_of
from consult.models.plans import BarrierLevel, PlanKind

Words = Annotated[str, StringConstraints(max_length=4000)]
Line = Annotated[str, StringConstraints(max_length=300)]
Title = Annotated[str, StringConstraints(max_length=160)]
MOST_ROWS = 60
NEW = "0"


class GoalForm(Form):
    """One goal."""

    title: Title = ""
    domain: Annotated[str, StringConstraints(max_length=40)] = ""
    baseline: Annotated[int, Field(ge=-2, le=0)] = -1
    m2: Line = ""
    m1: Line = ""
    zero: Line = ""
    p1: Line = ""
    p2: Line = ""
    dropped: bool = False
    why: Line = ""

    @field_validator("domain")
    @classmethod
    def known(cls, value: str) -> str:
        """One of the parts of life, or none."""
        if value and value not in DOMAINS:
            raise ValueError(_("Choose one from the list."))
        return value

    @property
    def levels(self) -> tuple[str, ...]:
        """The five levels, from -2 to +2."""
        return self.m2, self.m1, self.zero, self.p1, self.p2


class BarrierForm(Form):
    """One thing in the way."""

    words: Line = ""
    level: BarrierLevel


class PlanForm(Form):
    """The plan's own words."""

    kind: PlanKind = PlanKind.ONGOING
    concerns: Words = ""
    strengths: Words = ""
    client_words: Words = ""
    supports: Words = ""
    review_on: dt.date | None = None
    why: Line = ""
    base_version: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    kept: Kept = Field(default_factory=list)

    _empty = field_validator("review_on", mode="before")(none_if_empty)
    _near = field_validator("review_on")(soon_enough)

    @property
    def fields(self) -> dict[str, str | dt.date | None]:
        """The plan's own fields, as actions take them."""
        names = ("kind", "concerns", "strengths", "client_words", "supports", "review_on")
        return {name: getattr(self, name) for name in names}


class SharingForm(Form):
    """Who works on a plan too."""

    person_id: Annotated[str, StringConstraints(min_length=1, max_length=16, pattern=r"^[a-z0-9]+$")]


def keys(typed: Mapping[str, Any], name: str) -> list[str]:
    """The rows of a kind that a form holds, in order; their fields are `<name>-<key>-...`."""
    getlist = getattr(typed, "getlist", None)
    found = getlist(name) if getlist is not None else typed.get(name, [])
    if len(found) > MOST_ROWS:
        raise Unreadable({name: ""})
    return [key for key in dict.fromkeys(found) if key.isalnum() and len(key) <= LENGTH]


def read_plan(typed: Mapping[str, Any]) -> tuple[PlanForm, dict[str, Any]]:
    """The form, and what `create_plan` and `change_plan` take. Raises Unreadable by field name."""
    problems: dict[str, str] = {}
    goals = [_goal(typed, key, problems) for key in keys(typed, "goal")]
    barriers = [_barrier(typed, key, problems) for key in keys(typed, "barrier")]
    try:
        form = read(PlanForm, typed)
    except Unreadable as problem:
        raise Unreadable(problem.fields | problems) from None
    if problems:
        raise Unreadable(problems)
    return form, {
        "fields": form.fields,
        "goals": [goal for goal in goals if goal],
        "barriers": [barrier for barrier in barriers if barrier],
        "kept": kept_of(form.kept),
    }


def _goal(typed: Mapping[str, Any], key: str, problems: dict[str, str]) -> GoalDraft | None:
    names = {
        "zero" if name == "0" else name: name for name in (*LEVELS, "title", "domain", "baseline", "why")
    }
    values = {name: typed.get(f"goal-{key}-{field}", "") for name, field in names.items()}
    values["baseline"] = values["baseline"] or "-1"
    try:
        form = read(GoalForm, {**values, "dropped": bool(typed.get(f"goal-{key}-dropped"))})
    except Unreadable as problem:
        problems |= {f"goal-{key}-{names.get(name, name)}": text for name, text in problem.fields.items()}
        return None
    draft = GoalDraft(form.title, _id(key), form.domain, form.levels, form.baseline, form.dropped, form.why)
    if not form.title and _says_something(form):
        problems[f"goal-{key}-title"] = _("Fill this in to go on.")
        return None
    return draft


def _says_something(form: GoalForm) -> bool:
    """A new goal whose levels were written but not its name."""
    presets = {_(preset) for preset in PRESETS}
    return any(words and words not in presets for words in form.levels)


def _barrier(typed: Mapping[str, Any], key: str, problems: dict[str, str]) -> BarrierDraft | None:
    values = {"words": typed.get(f"barrier-{key}", ""), "level": typed.get(f"barrier-{key}-level", "")}
    try:
        form = read(BarrierForm, values)
    except Unreadable as problem:
        problems[f"barrier-{key}"] = problem.words
        return None
    return BarrierDraft(form.level, form.words, _id(key))


def _id(key: str) -> str:
    """The row's id; new rows have none yet: their keys begin with a 0, which no id holds."""
    return "" if key.startswith(NEW) else key
