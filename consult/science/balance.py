"""How evenly things are shared: voices in a consultation, barriers by level, steps by who does them.

Voice balance is 1 - Gini (Gini 1912; by the sorted formula of Dixon and others 1987, Ecology 68, without
correction for small groups): 1 when all spoke equally, 1/n when one of n spoke alone. The other measures are
the house's own counts. They are for looking at a group or a plan together, never for ranking people.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consult.science.words import finite

SOME = 2
"""From so many on, a share says something."""


class Level(StrEnum):
    """Where a barrier lies."""

    PERSONAL = "personal"
    RELATIONAL = "relational"
    SERVICE = "service"
    SYSTEMIC = "systemic"


NEAR = frozenset({Level.PERSONAL, Level.RELATIONAL})
"""Within and between people."""
AROUND = frozenset({Level.SERVICE, Level.SYSTEMIC})
"""In services and the system around them."""


@dataclass(frozen=True, slots=True)
class Barriers:
    """A plan's barriers on each level, and whether both sides are seen: people, and what is around them."""

    counts: tuple[tuple[Level, int], ...]
    both_sides: bool
    only: Level | None
    """The one level that all of two or more barriers lie on."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    count: int
    n: int

    @property
    def value(self) -> float | None:
        """0 to 1; None of nothing."""
        return self.count / self.n if self.n else None


def gini(amounts: Sequence[float]) -> float | None:
    """How unevenly an amount is spread: 0 (evenly) to (n - 1) / n (one has all); None when there is nothing.

    Multiplying all amounts changes nothing, nor does their order. Raises ValueError for an amount below 0.
    """
    finite(*amounts)
    if any(amount < 0 for amount in amounts):
        raise ValueError("An amount is 0 or more.")
    most = max(amounts, default=0)
    if most <= 0:
        return None
    parts, n = sorted(amount / most for amount in amounts), len(amounts)
    ranked = math.fsum((2 * rank - n - 1) * part for rank, part in enumerate(parts, 1))
    return max(0.0, ranked / (n * math.fsum(parts)))


def voice_balance(contributions: Sequence[float]) -> float | None:
    """1 - Gini over the colleagues who were there, silent ones as 0; None for fewer than two, or none spoke.

    The presenter is left out by the caller: telling the case takes words.
    """
    spread = gini(contributions) if len(contributions) >= SOME else None
    return None if spread is None else 1 - spread


def barriers(levels: Iterable[Level]) -> Barriers:
    """Where a plan's barriers lie."""
    counted = Counter(levels)
    seen = frozenset(counted)
    alone = next(iter(seen)) if len(seen) == 1 and counted.total() >= SOME else None
    counts = tuple((level, counted[level]) for level in Level)
    return Barriers(counts, bool(seen & NEAR and seen & AROUND), alone)


def barrier_balance(plans: Iterable[Iterable[Level]]) -> Share:
    """How many plans see barriers on both sides, of those that name any barrier at all."""
    seen = [barriers(levels) for plan in plans if (levels := list(plan))]
    return Share(sum(one.both_sides for one in seen), len(seen))


def worker_share(responsible: Iterable[str], worker: str = "worker") -> Share:
    """How many of a plan's steps the worker does; give the steps that are not dropped."""
    listed = list(responsible)
    return Share(sum(one == worker for one in listed), len(listed))
