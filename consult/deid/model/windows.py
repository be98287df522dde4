"""Cutting a text into pieces that the network reads well, so that an edit changes few of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 480
"""Characters in a piece: the network was measured best on so many, and they always fit into it."""
BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
SENTENCE_END = re.compile(r"(?<=[.!?;:\n])\s+")
WORD_END = re.compile(r"\s+")


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs; long ones in pieces that share a sentence, or some words, with the one before."""
    begun = 0
    for blank in BLANK_LINE.finditer(text):
        yield from parts(text, begun, blank.start())
        begun = blank.end()
    yield from parts(text, begun, len(text))


def parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        *before, last = cuts(text, start, start + LONGEST)
        yield start, last
        # The last sentence again, so that nothing is seen without what stands before it.
        start = before[-1] if before and before[-1] > start + LONGEST // 2 else last
    if text[start:end].strip():
        yield start, end


def cuts(text: str, start: int, end: int) -> list[int]:
    """Where a piece may end: behind sentences, else behind words, else anywhere."""
    for seam in (SENTENCE_END, WORD_END):
        found = [it.end() for it in seam.finditer(text, start + 1, end) if it.end() < end]
        if found and found[-1] > start + LONGEST // 2:
            return found
    return [end]
