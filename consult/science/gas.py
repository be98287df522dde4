"""How far goals were attained: Goal Attainment Scaling, as one T beside the raw levels.

Source: Kiresuk and Sherman 1968, Goal attainment scaling, Community Mental Health Journal 4, 443-453:
T = 50 + 10 sum(w x) / sqrt((1 - rho) sum(w^2) + rho (sum w)^2), rho = 0.3 (the formula printed in
Turner-Stokes 2009 was corrected by an erratum; this is the right one). Weights: importance times difficulty,
each 0 to 3, as in the practical guide of King's College London; without them all goals weigh the same.
A level is ordinal and T is a summary: show the levels beside it, and never average T across people.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consult.science.words import finite

RHO = 0.3
"""How strongly goals of one person hang together, the value that the authors took."""
WORST, HOPED, BEST = -2, 0, 2
HIGHEST_WEIGHT_PART = 3
MANY = 6
"""More goals than this are worth a hint: three or four are usual."""


class Rater(StrEnum):
    """Who says where a goal stands, in the order that decides within one week."""

    JOINT = "joint"
    CLIENT = "client"
    WORKER = "worker"
    FAMILY = "family"


class Left(StrEnum):
    """Why a goal is left out of T."""

    DROPPED = "dropped"
    UNRATED = "unrated"
    NO_WEIGHT = "no_weight"


@dataclass(frozen=True, slots=True)
class Rating:
    """A goal's level in one week of the plan, and who said so. Errors: a level that is not -2 to +2."""

    week: float
    level: int
    by: Rater = Rater.WORKER

    def __post_init__(self) -> None:
        finite(self.week)
        in_scale(self.level)


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a goal stands (-2 to +2, None: nobody rated it), where it began, and what it weighs."""

    level: int | None
    weight: float = 1.0
    baseline: int | None = -1
    dropped: bool = False

    def __post_init__(self) -> None:
        in_scale(self.level)
        in_scale(self.baseline)
        finite(self.weight)
        if self.weight < 0:
            raise ValueError("A goal's weight is zero or more.")


@dataclass(frozen=True, slots=True)
class Attainment:
    """T (None without goals), the raw levels it sums up, and which goals were left out for which reason."""

    t: float | None
    levels: tuple[int, ...]
    left_out: tuple[tuple[int, Left], ...]
    weighted: bool
    many: bool


@dataclass(frozen=True, slots=True)
class Change:
    """T at the start and now over the same goals, and the difference."""

    before: float
    now: float

    @property
    def gain(self) -> float:
        """How much T rose; below zero when it fell."""
        return self.now - self.before


def in_scale(level: int | None) -> None:
    """Refuse a level outside of the scale: raises ValueError unless it is None or -2 to +2."""
    if level is not None and level not in range(WORST, BEST + 1):
        raise ValueError("A goal's level is a whole number from −2 to +2.")


def weight(importance: int | None, difficulty: int | None) -> float:
    """What a goal weighs: importance times difficulty, 0 to 3 each; a part nobody chose counts as 1.

    Raises ValueError for a part outside of 0 to 3.
    """
    parts = [1 if part is None else part for part in (importance, difficulty)]
    if any(part not in range(HIGHEST_WEIGHT_PART + 1) for part in parts):
        raise ValueError("Importance and difficulty are whole numbers from 0 to 3.")
    return float(parts[0] * parts[1])


def t_score(levels: Sequence[int], weights: Sequence[float] | None = None, rho: float = RHO) -> float | None:
    """T of these levels; None when there are none. Without weights, or when all are zero, all weigh the same.

    Multiplying all weights by one number changes nothing, and T(x) + T(-x) = 100. Raises ValueError for a
    level outside of -2 to +2, a weight below zero, lengths that differ, and a rho that is not 0 to 1.
    """
    given = [1.0] * len(levels) if weights is None else list(weights)
    if len(given) != len(levels):
        raise ValueError("There are as many weights as levels.")
    if not 0 <= rho <= 1:
        raise ValueError("Rho lies between 0 and 1.")
    for level in levels:
        in_scale(level)
    finite(*given)
    if any(one < 0 for one in given):
        raise ValueError("A goal's weight is zero or more.")
    if not given:
        return None
    heaviest = max(given)
    # By the heaviest, so that no weight is too large or too small to be squared.
    parts = [one / heaviest for one in given] if heaviest else [1.0] * len(given)
    whole, squares = math.fsum(parts), math.fsum(part * part for part in parts)
    moved = math.fsum(part * level for part, level in zip(parts, levels, strict=True))
    return 50 + 10 * moved / math.sqrt((1 - rho) * squares + rho * whole * whole)


def attainment(goals: Iterable[Goal], rho: float = RHO) -> Attainment:
    """T of a plan's goals: dropped, unrated and weightless ones are left out, each with its reason.

    When all goals that were rated weigh nothing, all of them count, unweighted.
    """
    listed = list(goals)
    out = {at: Left.DROPPED if one.dropped else Left.UNRATED for at, one in enumerate(listed) if _absent(one)}
    rated = [at for at in range(len(listed)) if at not in out]
    weighty = [at for at in rated if listed[at].weight > 0]
    out |= {at: Left.NO_WEIGHT for at in rated if weighty and at not in weighty}
    used = weighty or rated
    levels = tuple(level for at in used if (level := listed[at].level) is not None)
    weights = [listed[at].weight for at in used]
    return Attainment(
        t=t_score(levels, weights, rho),
        levels=levels,
        left_out=tuple(sorted(out.items())),
        weighted=len(set(weights)) > 1,
        many=len(used) > MANY,
    )


def _absent(goal: Goal) -> bool:
    return goal.dropped or goal.level is None


def change(goals: Iterable[Goal], rho: float = RHO) -> Change | None:
    """T now and T at the start, over the goals that have both; None when there is no such goal."""
    both = [one for one in goals if not one.dropped and one.level is not None and one.baseline is not None]
    now = attainment(both, rho).t
    start = [Goal(one.baseline, one.weight, one.baseline) for one in both]
    before = attainment(start, rho).t
    return None if now is None or before is None else Change(before, now)


def level_at(ratings: Iterable[Rating], week: float, baseline: int | None = None) -> int | None:
    """Where a goal stood in a week: its latest rating up to then, the baseline before the first.

    Two raters in one week: joint goes before client, client before worker, worker before family; of two
    ratings by the same one the later given holds.
    """
    order = list(Rater)
    best, level = (-math.inf, 0), baseline
    for one in ratings:
        rank = (one.week, -order.index(one.by))
        if one.week <= week and rank >= best:
            best, level = rank, one.level
    return level
