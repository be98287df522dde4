"""Lists have an end: a page of rows and the way to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

PER_PAGE = 25
LAST_PAGE = 400
"""No list is walked beyond 10,000 rows; a filter finds what is further back."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list. `number` counts from 1."""

    rows: Sequence[T]
    number: int
    more: bool

    @property
    def previous(self) -> int | None:
        """The page before, if there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after, if there is one."""
        return self.number + 1 if self.more and self.number < LAST_PAGE else None


def window(number: int) -> tuple[int, int, int]:
    """`(page, offset, limit)` for a page number from outside; one row more than shown is asked for."""
    page = min(max(number, 1), LAST_PAGE)
    return page, (page - 1) * PER_PAGE, PER_PAGE + 1


def page_of(rows: Sequence[T], number: int) -> Page[T]:
    """Cut what `window` asked for into a page."""
    return Page(rows[:PER_PAGE], number, more=len(rows) > PER_PAGE)
