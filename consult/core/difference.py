"""What changed between two texts, in pieces that a person can read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple
from unicodedata import category

MOST = 1_000_000  # comparisons for one pair of texts; what is left beyond them counts as rewritten
SMALL = 4_000  # old times new tokens that are compared each with each
ROWS = (1, 3, 5)  # tokens in a row: a word, two and three words with the spaces between them

_PARAGRAPHS = re.compile(r"\n*[^\n]+|\n+")
# Thai, Lao, Myanmar, Khmer, kana and Han put no spaces between words: there each letter is a token.
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)

Span = tuple[int, int, int, int]  # from and to in the old tokens, from and to in the new


class Piece(NamedTuple):
    """A run of text that stayed, came or went."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Merge:
    """What becomes of a field that two people had open. `text` is None when their changes clash."""

    text: str | None
    mine: str
    theirs: str


def three_way(base: str, mine: str, theirs: str) -> Merge:
    """Keep the one change that was made; two different changes are for people to settle."""
    if mine in (theirs, base):
        return Merge(theirs, mine, theirs)
    return Merge(mine if theirs == base else None, mine, theirs)


def words(old: str, new: str) -> list[Piece]:
    """Compare in reading order: same and removed make up the old text, same and added the new."""
    compare = _Comparison()
    pairs: list[tuple[str, str]] = []
    for was, now in compare(_PARAGRAPHS.findall(old), _PARAGRAPHS.findall(new)):
        pairs += [(was, now)] if was == now else compare(_tokens(was), _tokens(now))
    pieces: list[Piece] = []
    for was, now in _readable(pairs):
        if was == now:
            pieces += [Piece("same", was)] if was else []
        else:
            pieces += [Piece("removed", was)] if was else []
            pieces += [Piece("added", now)] if now else []
    return pieces


def _readable(pairs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Join neighbours; a space or comma that stayed between two changes goes with them."""
    joined = [("", "")]
    for was, now in pairs:
        before = joined[-1]
        if (was == now) == (before[0] == before[1]) or not any(before):
            joined[-1] = before[0] + was, before[1] + now
        else:
            joined.append((was, now))
    change = "", ""
    for number, (was, now) in enumerate(joined):
        alike = was == now
        thin = alike and 0 < number < len(joined) - 1 and not re.search(r"[\w\n]", was)
        if alike and not thin:
            yield change
            yield was, now
            change = "", ""
        else:
            change = change[0] + was, change[1] + now
    yield change


def _tokens(text: str) -> list[str]:
    """Words, runs of white space, and every other sign by itself; together they are the text."""
    cuts, before = [0], ""
    for at, char in enumerate(text):
        kind = _kind(char)
        if char in "'\u2019" and before == "word" and text[at + 1 : at + 2].isalnum():
            kind = "word"
        joins = kind == "mark" or kind == before in {"word", "space"} or text[at - 1 : at] == "\u200d"
        if at and not joins:
            cuts.append(at)
        before = before if kind == "mark" else kind
    return [text[begin:end] for begin, end in pairwise([*cuts, len(text)])]


@lru_cache(4096)
def _kind(char: str) -> str:
    if char.isspace():
        return "space"
    if category(char)[0] == "M" or char in "\u200c\u200d" or "\U0001f3fb" <= char <= "\U0001f3ff":
        return "mark"
    if _SPACELESS.match(char):
        return "sign"
    return "word" if char.isalnum() or "\U0001f1e6" <= char <= "\U0001f1ff" else "sign"


class _Comparison:
    """Finds what two lists of tokens share, within a number of comparisons.

    Words that are unique in both are the fixed points, as a reader would take them, or else two or three in a
    row; between those the same again, and each with each where little is left. The usual ways take minutes on
    texts that repeat one word.
    """

    def __init__(self) -> None:
        self.left = MOST

    def __call__(self, old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
        """The texts in parts, old beside new: alike, or changed."""
        was = now = 0
        for at, to, length in [*self._shared(old, new), (len(old), len(new), 0)]:
            if at > was or to > now:
                yield "".join(old[was:at]), "".join(new[now:to])
            was, now = at + length, to + length
            if length:
                yield "".join(old[at:was]), "".join(new[to:now])

    def _shared(self, old: list[str], new: list[str]) -> list[tuple[int, int, int]]:
        """Where both are alike: place in the old, place in the new, length."""
        shared: list[tuple[int, int, int]] = []
        spans = [(0, len(old), 0, len(new))]
        while spans:
            a, b, c, d = span = _without_ends(old, new, spans.pop(), shared)
            self.left -= len(ROWS) * (b - a + d - c)
            if a == b or c == d or self.left < 0:
                continue
            if points := next(filter(None, (_fixed_points(old, new, span, row) for row in ROWS)), []):
                shared += [(at, to, 1) for at, to in points]
                edges = [(a - 1, c - 1), *points, (b, d)]
                spans += [(w + 1, x, y + 1, z) for (w, y), (x, z) in pairwise(edges)]
            elif (b - a) * (d - c) <= SMALL:
                self.left -= (b - a) * (d - c)
                shared += _aligned(old, new, span)
        return sorted(run for run in shared if run[2])


def _without_ends(old: list[str], new: list[str], span: Span, shared: list[tuple[int, int, int]]) -> Span:
    """Take off what both begin and end with."""
    a, b, c, d = span
    start = 0
    while a + start < b and c + start < d and old[a + start] == new[c + start]:
        start += 1
    shared.append((a, c, start))
    a, c = a + start, c + start
    end = 0
    while b - end > a and d - end > c and old[b - end - 1] == new[d - end - 1]:
        end += 1
    shared.append((b - end, d - end, end))
    return a, b - end, c, d - end


def _fixed_points(old: list[str], new: list[str], span: Span, length: int) -> list[tuple[int, int]]:
    """Rows of tokens that stand once in both, as many as come in the same order in both (patience)."""
    a, b, c, d = span
    rows = [tuple(old[at : at + length]) for at in range(a, b - length + 1)]
    others = [tuple(new[at : at + length]) for at in range(c, d - length + 1)]
    counts, other_counts = Counter(rows), Counter(others)
    places = {row: to for to, row in enumerate(others, c) if other_counts[row] == 1}
    pairs = [
        (at, places[row])
        for at, row in enumerate(rows, a)
        if counts[row] == 1 and row in places and re.search(r"\w", row[0])
    ]
    return _in_order(pairs)


def _in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs in which both numbers rise; the first ones do already."""
    ends: list[int] = []  # the smallest place in the new text on which a row of this length can end
    lengths: list[int] = []
    for _, to in pairs:
        length = bisect_left(ends, to)
        ends[length : length + 1] = [to]
        lengths.append(length)
    row: list[tuple[int, int]] = []
    wanted = len(ends) - 1
    for pair, length in zip(reversed(pairs), reversed(lengths), strict=True):
        if length == wanted and (not row or pair[1] < row[-1][1]):
            row.append(pair)
            wanted -= 1
    return row[::-1]


def _aligned(old: list[str], new: list[str], span: Span) -> Iterator[tuple[int, int, int]]:
    """The longest row of shared tokens, in characters: words weigh more than what stands between them."""
    a, b, c, d = span
    best = [[0] * (d - c + 1) for _ in range(b - a + 1)]
    for at in range(b - a - 1, -1, -1):
        token, here, below = old[a + at], best[at], best[at + 1]
        weight = 4 * len(token) if re.search(r"\w", token) else 1
        for to in range(d - c - 1, -1, -1):
            along = below[to + 1] + weight if token == new[c + to] else 0
            here[to] = max(along, below[to], here[to + 1])
    at = to = 0
    while at < b - a and to < d - c:
        if best[at][to] == best[at + 1][to]:
            at += 1
        elif best[at][to] == best[at][to + 1]:
            to += 1
        else:
            yield a + at, c + to, 1
            at, to = at + 1, to + 1
