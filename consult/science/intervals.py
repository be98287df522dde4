"""How sure a share is: Wilson intervals, counts per hundred, and nothing shown for too few.

Sources: Wilson 1927, Journal of the American Statistical Association 22, 209-212 (score interval, without
continuity correction). Counts: Byar's approximation of the exact Poisson interval, as in Breslow and Day
1987, Statistical Methods in Cancer Research II. Small numbers: the house's own rule, no figure under five
(kinds of suggestions under ten) outside of one's own cases; where one cell is hidden, a second one is, so
that nobody can work it out from the sum.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

FEWEST = 5
FEWEST_OF_A_KIND = 10
CONFIDENCE = 0.95
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with where it may well lie; share: 0 to 1, counts: per hundred."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Rate:
    """A share that may be shown: how many of how many, and the interval."""

    count: int
    n: int
    share: Interval


def z_for(confidence: float) -> float:
    """The two-sided normal quantile. Raises ValueError unless confidence lies between 0 and 1."""
    if not 0 < confidence < 1:
        raise ValueError("A confidence lies between 0 and 1.")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(count: int, n: int, confidence: float = CONFIDENCE) -> Interval | None:
    """The share count / n with its Wilson score interval, all 0 to 1; None when n is 0.

    Raises ValueError unless 0 <= count <= n.
    """
    if not 0 <= count <= n:
        raise ValueError("A count lies between 0 and n.")
    if n == 0:
        return None
    z, share = z_for(confidence), count / n
    spread = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / spread
    half = z / spread * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == n else min(1.0, middle + half)
    return Interval(share, low, high)


def may_show(n: int, *, own: bool = False, fewest: int = FEWEST) -> bool:
    """May a figure over n be shown? One's own cases always, others from `fewest` on."""
    return own or n >= fewest


def rate(
    count: int, n: int, *, own: bool = False, fewest: int = FEWEST, confidence: float = CONFIDENCE
) -> Rate | None:
    """A share as a page may show it; None means "Not enough yet to show"."""
    share = wilson(count, n, confidence)
    if share is None or not may_show(n, own=own, fewest=fewest):
        return None
    return Rate(count, n, share)


def shown_cells(ns: Sequence[int], *, own: bool = False, fewest: int = FEWEST) -> tuple[bool, ...]:
    """Which cells of a row may be shown when the row's sum is shown as well.

    Cells under `fewest` are hidden; empty ones too. When exactly one that holds something is hidden, the
    smallest of the others is hidden with it: else the sum would give it away. Raises ValueError below 0.
    """
    if any(n < 0 for n in ns):
        raise ValueError("A cell holds 0 or more.")
    shown = [n > 0 and may_show(n, own=own, fewest=fewest) for n in ns]
    hidden = [at for at, n in enumerate(ns) if n and not shown[at]]
    others = [at for at, one in enumerate(shown) if one]
    if len(hidden) == 1 and others:
        shown[min(others, key=lambda at: ns[at])] = False
    return tuple(shown)


def per_hundred(count: int, n: int, confidence: float = CONFIDENCE) -> Interval | None:
    """Events per hundred cases with Byar's interval; None when n is 0. A case may hold several events.

    Raises ValueError for a count or an n below 0.
    """
    if count < 0 or n < 0:
        raise ValueError("Counts are 0 or more.")
    if n == 0:
        return None
    z, scale = z_for(confidence), HUNDRED / n
    return Interval(count * scale, _byar(count, -z) * scale, _byar(count + 1, z) * scale)


def _byar(count: int, z: float) -> float:
    if count == 0:
        return 0.0
    return max(0.0, count * (1 - 1 / (9 * count) + z / (3 * math.sqrt(count))) ** 3)
