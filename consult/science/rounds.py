"""What a scored round says: sealed votes of 1 to 5 on an idea, its order, and dissent worth keeping.

The house's own rules (no published source). Of n votes, from four on: *split* when at least a third vote 1
or 2 and at least a third 4 or 5; a *lone objector* when the median is 4 or above and somebody votes 1; a
*lone supporter* when it is 2 or below and somebody votes 5. Below four votes only the votes themselves.
The order goes by (sum + 6) / (n + 2): two votes of 3 added, so that one vote decides little. A skip is no
vote. Who voted what is not known here: a name is kept only by its owner's choice. The presenter chooses,
whatever the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from consult.science.words import N_, Sentence

AGAINST, EITHER_WAY, FIRST = 1, 3, 5
LABELS = {
    AGAINST: N_("I would advise against"),
    EITHER_WAY: N_("Could go either way"),
    FIRST: N_("Try this first"),
}
ENOUGH = 4
"""Votes from which on dissent is named."""
PART = 3
"""A split needs one in so many on each side."""


class Dissent(StrEnum):
    """How the votes part."""

    SPLIT = "split"
    LONE_OBJECTOR = "lone_objector"
    LONE_SUPPORTER = "lone_supporter"


@dataclass(frozen=True, slots=True)
class Round:
    """One idea's votes: how many for each of 1 to 5, skips, the median and the dissent from four votes on."""

    counts: tuple[int, int, int, int, int]
    skipped: int
    place: float
    """What the order goes by: 1 to 5, 3 without votes."""
    median: float | None
    dissent: frozenset[Dissent]
    sentence: Sentence | None
    """The dissent in one sentence; a split says more than a lone voice in it."""

    @property
    def n(self) -> int:
        """How many voted."""
        return sum(self.counts)


def reckon(votes: Iterable[int | None]) -> Round:
    """What these votes say; None is a skip. Raises ValueError for a vote that is not 1 to 5."""
    given = list(votes)
    cast = sorted(vote for vote in given if vote is not None)
    if any(vote not in range(AGAINST, FIRST + 1) for vote in cast):
        raise ValueError("A vote is a whole number from 1 to 5.")
    one, two, three, four, five = (cast.count(value) for value in range(AGAINST, FIRST + 1))
    n, place = len(cast), (sum(cast) + 2 * EITHER_WAY) / (len(cast) + 2)
    if n < ENOUGH:
        return Round((one, two, three, four, five), len(given) - n, place, None, frozenset(), None)
    middle = float(median(cast))
    low, high = one + two, four + five
    found = set[Dissent]()
    if low * PART >= n and high * PART >= n:
        found.add(Dissent.SPLIT)
    if middle >= FIRST - 1 and one:
        found.add(Dissent.LONE_OBJECTOR)
    if middle <= AGAINST + 1 and five:
        found.add(Dissent.LONE_SUPPORTER)
    sentence = _sentence(found, n, low, high, one, five)
    return Round((one, two, three, four, five), len(given) - n, place, middle, frozenset(found), sentence)


def _sentence(found: set[Dissent], n: int, low: int, high: int, one: int, five: int) -> Sentence | None:
    if Dissent.SPLIT in found:
        text = N_("The group is split: of {n} votes, {low} lean against it and {high} lean towards it.")
        return Sentence(text, {"n": n, "low": low, "high": high})
    if Dissent.LONE_OBJECTOR in found:
        text = N_("Most would try it; advising against: {one} of {n}. Worth hearing why.")
        return Sentence(text, {"n": n, "one": one})
    if Dissent.LONE_SUPPORTER in found:
        text = N_("Most would not; in favour: {five} of {n}. Worth hearing why.")
        return Sentence(text, {"n": n, "five": five})
    return None


def in_order(rounds: Mapping[str, Round]) -> list[str]:
    """Ideas by their place, highest first; equal ones stay in the order they were given in."""
    return sorted(rounds, key=lambda key: -rounds[key].place)
