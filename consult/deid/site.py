"""What one organisation adds to the check: its own words, and words that are fine there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


def nothing(_phrase: str) -> bool:
    """No word is on the list."""
    return False


@dataclass(frozen=True, slots=True)
class Site:
    """An organisation's own words. All phrases in small letters, words joined by one space.

    `allowed` are never found by the layers that know names, places and organisations. `staff` are parts of
    colleagues' names. `never` is asked for each one to four words in a row, so that lists may be kept as
    keyed hashes; `version` changes whenever any of the three does.
    """

    allowed: frozenset[str] = frozenset()
    staff: frozenset[str] = frozenset()
    never: Callable[[str], bool] = field(default=nothing)
    version: str = ""


PLAIN = Site()
