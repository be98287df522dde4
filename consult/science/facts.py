"""What signals, headline and gates look at: a plan as bare numbers, in weeks since it began.

No dates, no words of people: whoever calls makes these from the plan. Weeks may have fractions. Only what
stands counts: scores and ratings that were taken back are left out, and scores from before this episode too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from consult.science.change import Rule
from consult.science.gas import Rating, in_scale, level_at
from consult.science.words import finite

DAYS = 7


@dataclass(frozen=True, slots=True)
class Reading:
    """A usual score in one week; `risk` when the measure's risk item was looked at."""

    week: float
    score: float
    risk: bool | None = None

    def __post_init__(self) -> None:
        finite(self.week, self.score)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure's rule, range and readings of this episode, in any order; the main measure stands first."""

    rule: Rule
    low: float
    high: float
    readings: tuple[Reading, ...] = ()

    def until(self, week: float) -> list[Reading]:
        """Readings in order, one a week (the one given last), none from later than `week`."""
        each = {one.week: one for one in self.readings if one.week <= week}
        return [each[at] for at in sorted(each)]

    def is_clinical(self, score: float) -> bool:
        """Is there still something to reach? Without a cut-off: while a real change still fits in."""
        clinical = self.rule.is_clinical(score)
        if clinical is not None:
            return clinical
        best = self.high if self.rule.better.sign > 0 else self.low
        return self.rule.reliable is not None and abs(best - score) >= self.rule.reliable


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """A goal's place in the plan (from 1), its weight, where it began and when, and its ratings."""

    number: int
    ratings: tuple[Rating, ...] = ()
    baseline: int | None = -1
    since: float = 0
    weight: float = 1.0
    dropped: bool = False

    def __post_init__(self) -> None:
        in_scale(self.baseline)
        finite(self.since, self.weight)

    def level(self, week: float) -> int | None:
        """Where it stood in a week; None before it was set."""
        return level_at(self.ratings, week, self.baseline) if self.since <= week else None

    def rated(self, after: float, until: float) -> list[float]:
        """The weeks from `after` to `until`, both included, in which it was rated, in order, each once."""
        return sorted({one.week for one in self.ratings if after <= one.week <= until})


class StepState(StrEnum):
    """Where a step stands."""

    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    BLOCKED = "blocked"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A step: since when it stands in the plan, when it is due, when it was done."""

    state: StepState
    since: float = 0
    due: float | None = None
    done: float | None = None

    @property
    def is_open(self) -> bool:
        """Is it still to be done?"""
        return self.state not in {StepState.DONE, StepState.DROPPED}


@dataclass(frozen=True, slots=True)
class Contact:
    """An appointment in one week, and whether it was kept."""

    week: float
    kept: bool


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan in week `now`. A plan that is not active has no signals but the gate of danger."""

    now: float
    measures: tuple[Measure, ...] = ()
    goals: tuple[GoalFacts, ...] = ()
    steps: tuple[StepFacts, ...] = ()
    contacts: tuple[Contact, ...] = ()
    active: bool = True
    began: float = 0
    feels_stuck: float | None = None
    """The week in which the worker last said "I feel stuck", until they take it back."""
    imminent: bool = False
    risk_answered: float | None = None
    """The week in which somebody last said what was done about a positive risk item."""
    consulted: float | None = None
    """The week in which colleagues last looked at this case."""

    def __post_init__(self) -> None:
        finite(self.now, self.began)

    @property
    def standing(self) -> list[GoalFacts]:
        """Goals that are not dropped."""
        return [one for one in self.goals if not one.dropped]

    def last_data(self) -> float | None:
        """The last week in which anything was rated or scored; None when nothing ever was."""
        scored = [reading.week for measure in self.measures for reading in measure.until(self.now)]
        rated = [week for goal in self.standing for week in goal.rated(float("-inf"), self.now)]
        return max(scored + rated, default=None)


@dataclass(frozen=True, slots=True)
class Limits:
    """When a rule speaks, in weeks; an organisation may tune them."""

    window: float = 8
    no_gain: float = 12
    readings: int = 3
    plateau: float = 12
    goals_flat: float = 8
    ratings: int = 2
    due_steps: int = 3
    overdue: float = 2
    overdue_share: float = 0.5
    no_step_done: float = 6
    no_data: float = 6
    contacts: int = 4
    missed: int = 2
    consulted: float = 90 / DAYS
    snooze: float = 14 / DAYS
    flat: float = 6
    records: int = 3
