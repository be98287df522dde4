"""What people send about steps: adopting an idea, writing a step, saying how far it is and how it went."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from consult.core.texts import _
from consult.domain.plans.adoption_sheets import AT_ONCE
from consult.domain.plans.steps import LONGEST, StepDraft, due_date
from consult.domain.plans.wordings import today
from consult.forms.reading import Form
from consult.forms.suggestions import Id, Kept, kept_of
from consult.models.outcomes import NotDone, Verdict
from consult.models.plans import Responsible, StepState

LONGEST_LINE = 500
NOT_YET = "not_yet"
MOST_YEARS = 5


def none_if_empty(value: Any) -> Any:
    """A date or choice that was left open."""
    return None if value == "" else value


def soon_enough(value: dt.date | None) -> dt.date | None:
    """A date that a plan can hold: not before this century's plans, not in another life."""
    if value is not None and abs(value - today()) > dt.timedelta(days=366 * MOST_YEARS):
        raise ValueError(_("Choose a day within five years."))
    return value


class StepForm(Form):
    """A step, written or adopted."""

    words: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
    goal_id: Id = ""
    responsible: Responsible = Responsible.WORKER
    when: Literal["this_week", "next_session", "two_weeks", "date", "open"] = "two_weeks"
    due_on: Annotated[dt.date | None, Field(validate_default=True)] = None
    measure: Literal["goal", "score", "note"] = "goal"
    talked_through: Literal["yes", "next_meeting"] = "next_meeting"
    kept: Kept = Field(default_factory=list)

    _empty = field_validator("due_on", mode="before")(none_if_empty)
    _near = field_validator("due_on")(soon_enough)

    @field_validator("due_on")
    @classmethod
    def picked(cls, value: dt.date | None, info: ValidationInfo) -> dt.date | None:
        """Who picks a date says which."""
        if value is None and info.data.get("when") == "date":
            raise ValueError(_("Fill this in to go on."))
        return value

    @property
    def due(self) -> dt.date | None:
        """The day that was chosen."""
        return due_date(self.when, self.due_on, today()) if self.when != "open" else None

    @property
    def draft(self) -> StepDraft:
        """The step as actions take it."""
        goal_id = self.goal_id or None
        return StepDraft(self.words, goal_id, self.responsible, self.due, self.measure, self.talked_through)

    def values(self) -> dict[str, Any]:
        """Keyword arguments for `adopt`."""
        return {
            "words": self.words,
            "goal_id": self.goal_id or None,
            "responsible": self.responsible,
            "due_on": self.due,
            "measure": self.measure,
            "talked_through": self.talked_through,
            "kept": kept_of(self.kept),
        }


class ChangedStepForm(StepForm):
    """A step that was there before, and the version of the plan that its writer saw."""

    base_version: Annotated[int, Field(ge=1, le=1_000_000)]


class StateForm(Form):
    """How far a step is."""

    state: StepState


class AdoptionsForm(Form):
    """Several ideas at once."""

    suggestion: Annotated[list[Id], Field(min_length=1, max_length=AT_ONCE, validate_default=True)] = Field(
        default_factory=list
    )
    kept: Kept = Field(default_factory=list)


class OutcomeForm(Form):
    """How a step went; "not yet" only moves its day."""

    verdict: Verdict | Literal["not_yet"]
    why_not: NotDone | None = None
    level: Annotated[int | None, Field(ge=-2, le=2)] = None
    rated_by: Literal["worker", "client", "family"] = "worker"
    line: Annotated[str, StringConstraints(max_length=LONGEST_LINE)] = ""
    until: dt.date | None = None
    kept: Kept = Field(default_factory=list)

    _empty = field_validator("why_not", "level", "until", mode="before")(none_if_empty)
    _near = field_validator("until")(soon_enough)

    @property
    def is_not_yet(self) -> bool:
        """Does only the day move?"""
        return self.verdict == NOT_YET

    def values(self) -> dict[str, Any]:
        """Keyword arguments for `record_outcome`."""
        names = ("verdict", "why_not", "level", "rated_by", "line")
        return {name: getattr(self, name) for name in names} | {"kept": kept_of(self.kept)}
