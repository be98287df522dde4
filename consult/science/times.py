"""How long things take, counting those that still wait: Kaplan-Meier, and its median with an interval.

Sources: Kaplan and Meier 1958, Journal of the American Statistical Association 53, 457-481. Variance by
Greenwood; the median's interval as Brookmeyer and Crowley 1982, Biometrics 38, 29-41, from log-log bands.
Leaving out those that still wait would flatter: the slow ones are missing there. Times are in any one unit
(hours, weeks), 0 or more.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from statistics import median

from consult.science.intervals import CONFIDENCE, Interval, z_for
from consult.science.words import finite, reaches

HALF = 0.5


@dataclass(frozen=True, slots=True)
class Wait:
    """How long something took, or has taken so far (`ended` False). Errors: below 0, or no finite number."""

    time: float
    ended: bool = True

    def __post_init__(self) -> None:
        finite(self.time)
        if self.time < 0:
            raise ValueError("A wait is 0 or longer.")


@dataclass(frozen=True, slots=True)
class Point:
    """The curve after one time: how many were waiting, how many ended, the share that still waits."""

    time: float
    waiting: int
    ended: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MedianWait:
    """After what time half of them had ended; None where fewer than half have. Ends of the interval too."""

    median: float | None
    low: float | None
    high: float | None
    n: int
    ended: int


@dataclass(frozen=True, slots=True)
class Middle:
    """A plain median and between which values it may well lie (None: too few to say)."""

    median: float
    low: float | None
    high: float | None
    n: int


def curve(waits: Iterable[Wait], confidence: float = CONFIDENCE) -> list[Point]:
    """The Kaplan-Meier curve: a point at each time when something ended.

    Who stopped waiting uncounted at the same time still counts as waiting then. The band is log-log, 0 to 1.
    """
    ordered = sorted(waits, key=lambda one: one.time)
    z, waiting, share, variance = z_for(confidence), len(ordered), 1.0, 0.0
    points: list[Point] = []
    for time, together in groupby(ordered, key=lambda one: one.time):
        flags = [one.ended for one in together]
        ended = sum(flags)
        if ended:
            left = waiting - ended
            share = share * left / waiting
            variance = variance + ended / (waiting * left) if left else math.inf
            high = points[-1].high if points else 1.0
            points.append(Point(time, waiting, ended, share, *_band(share, variance, z, high)))
        waiting -= len(flags)
    return points


def _band(share: float, variance: float, z: float, before: float) -> tuple[float, float]:
    if share <= 0:  # all ended: nothing more is known of the upper end than before
        return 0.0, before
    spread = math.exp(min(700.0, z * math.sqrt(variance) / abs(math.log(share))))  # exp() ends at 709
    return share**spread, share ** (1 / spread)


def median_wait(waits: Iterable[Wait], confidence: float = CONFIDENCE) -> MedianWait:
    """The median of waits, with those that still wait counted as long as they have waited."""
    listed = list(waits)
    points = curve(listed, confidence)

    def first(shares: Sequence[float]) -> float | None:
        below = (point.time for point, share in zip(points, shares, strict=True) if reaches(HALF, share))
        return next(below, None)

    return MedianWait(
        median=first([point.share for point in points]),
        low=first([point.low for point in points]),
        high=first([point.high for point in points]),
        n=len(listed),
        ended=sum(one.ended for one in listed),
    )


def share_by(waits: Iterable[Wait], time: float, confidence: float = CONFIDENCE) -> Interval | None:
    """The share that ended within this time, 0 to 1; None where nobody was followed for so long."""
    finite(time)
    listed = list(waits)
    passed = [point for point in curve(listed, confidence) if point.time <= time]
    last = passed[-1] if passed else None
    if not listed or (max(one.time for one in listed) < time and (last is None or last.share > 0)):
        return None
    return Interval(1 - last.share, 1 - last.high, 1 - last.low) if last else Interval(0.0, 0.0, 1.0)


def middle(values: Iterable[float], confidence: float = CONFIDENCE) -> Middle | None:
    """A plain median with its order-statistic interval (binomial); None when there are no values."""
    ordered = sorted(values)
    finite(*ordered)
    if not ordered:
        return None
    z_for(confidence)
    n, rank, term, below = len(ordered), 0, 1, 1
    limit = int(Fraction((1 - confidence) / 2) * (1 << n))  # whole numbers: exact for any n
    while below <= limit:
        rank += 1
        term = term * (n - rank + 1) // rank
        below += term
    low, high = (ordered[rank - 1], ordered[n - rank]) if rank else (None, None)
    return Middle(median(ordered), low, high, n)
