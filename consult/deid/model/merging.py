"""Both layers as one list: what the first found stays as it is, the second adds what lies beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from consult.deid.rows import Find


def merged(text: str, first: Sequence[Find], second: Iterable[Find]) -> list[Find]:
    """All finds of a text, in order and never overlapping."""
    return sorted([*first, *beside(text, first, second)], key=lambda find: find.start)


def beside(text: str, first: Sequence[Find], second: Iterable[Find]) -> Iterator[Find]:
    """What the first layer left uncovered of the second's finds, where it holds a letter or digit."""
    for find in second:
        start = find.start
        for other in first:
            if other.end <= start or other.start >= find.end:
                continue
            yield from part(text, find, start, other.start)
            start = other.end
        yield from part(text, find, start, find.end)


def part(text: str, find: Find, start: int, end: int) -> Iterator[Find]:
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    if start < end:
        yield replace(find, start=start, end=end)
