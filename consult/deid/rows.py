"""What a rule is, and what it finds: one row a rule, with the examples that are its tests."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from consult.deid.plain import Plain

# So near to a cue, a match may begin at any character, and farther away only where a word begins.
NEAR = 4
TRIPLE = 3


@dataclass(frozen=True, slots=True)
class Find:
    """A stretch of text that could identify someone, why, and what could stand there instead."""

    start: int
    end: int
    kind: str
    direct: bool
    rule: str
    reason: str
    replacement: str
    layer: int = 1
    """1 for rules and word lists, 2 for the model."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to recognise one kind of identifier.

    A group named `id` in the pattern is what is found; without it, the whole match is. In the examples the
    finds stand in «guillemets»; in the counter-examples this rule finds nothing.
    """

    name: str
    kind: str
    direct: bool
    pattern: re.Pattern[str]
    reason: str
    replacement: str | Callable[[re.Match[str]], str]
    examples: tuple[str, ...]
    counter: tuple[str, ...]
    check: Callable[[re.Match[str]], bool] | None = None
    # Where to look, so that most of a text costs nothing: a match begins at one of these words (in small
    # letters), or at a number with at least so many digits, or at most `reach` characters before one of them.
    # With neither, a match may begin anywhere.
    cues: tuple[str, ...] = ()
    number: int = 0
    reach: int = 0
    # The cues by how they begin, made from them; the shortest apart.
    begun: dict[str, list[str]] = field(init=False, repr=False, compare=False, default_factory=dict)
    shortest: list[str] = field(init=False, repr=False, compare=False, default_factory=list)

    def __post_init__(self) -> None:
        for cue in self.cues:
            if len(cue) < TRIPLE:
                self.shortest.append(cue)
            else:
                self.begun.setdefault(cue[:TRIPLE], []).append(cue)

    def finds(self, plain: Plain) -> Iterator[Find]:
        """All that this rule finds in a text that was made plain."""
        done = 0
        for at in self.places(plain):
            match = self.pattern.match(plain.text, at) if at >= done else None
            if match and (self.check is None or self.check(match)):
                yield self.found(match)
                done = match.end(group(match))

    def places(self, plain: Plain) -> Iterable[int]:
        """Where a match may begin. Not every one is what it seems, so the next one may lie inside it."""
        if not self.cues and not self.number:
            return (match.start() for match in self.anywhere(plain.text))
        present = [cue for begun in plain.triples.intersection(self.begun) for cue in self.begun[begun]]
        places = occurrences(plain.small, [*self.shortest, *present])
        if self.number:
            least = self.number
            places.update([at for at, digits in plain.numbers if digits >= least])
        return self.before(plain, sorted(places)) if self.reach else sorted(places)

    def before(self, plain: Plain, places: list[int]) -> Iterator[int]:
        """What lies within reach of these, each place once: a text full of cues takes no longer."""
        reach, begun = self.reach, 0
        if reach <= NEAR:
            for at in places:
                yield from range(max(begun, at - reach), at + 1)
                begun = at + 1
            return
        beginnings = plain.beginnings
        for at in places:
            first = bisect_left(beginnings, at - reach, begun)
            begun = bisect_right(beginnings, at, first)
            yield from beginnings[first:begun]

    def anywhere(self, text: str) -> Iterator[re.Match[str]]:
        match = self.pattern.search(text)
        while match:
            yield match
            match = self.pattern.search(text, match.start() + 1)

    def found(self, match: re.Match[str]) -> Find:
        start, end = match.span(group(match))
        told = self.replacement if isinstance(self.replacement, str) else self.replacement(match)
        return Find(start, end, self.kind, self.direct, self.name, self.reason, told)


def occurrences(text: str, listed: list[str]) -> set[int]:
    """Where any of these words stands."""
    places: set[int] = set()
    find = text.find
    for word in listed:
        at = find(word)
        while at >= 0:
            places.add(at)
            at = find(word, at + 1)
    return places


def rx(*parts: str) -> re.Pattern[str]:
    """A pattern that does not care for capitals; `(?-i:...)` marks the parts that do."""
    return re.compile("".join(parts), re.IGNORECASE)


def exactly(*parts: str) -> re.Pattern[str]:
    """A pattern that does."""
    return re.compile("".join(parts))


def words(listed: str) -> tuple[str, ...]:
    """The cues of a rule, written as one line."""
    return tuple(listed.split())


def stems(alternatives: str) -> tuple[str, ...]:
    """The cues of a rule, read from its own pattern: how each alternative begins."""
    begun = (re.match(r"(?:[a-z/# -]|\\\.)+(?![?{*])", part) for part in alternatives.split("|"))
    found = {stem[0].replace("\\", "") for stem in begun if stem}
    return tuple(
        stem for stem in sorted(found) if not any(stem != other and stem.startswith(other) for other in found)
    )


def group(match: re.Match[str]) -> str | int:
    """The part of a match that is found."""
    return "id" if "id" in match.re.groupindex else 0


def said(match: re.Match[str]) -> str:
    """What a rule would find, for its check."""
    return match[group(match)]


def digits(text: str) -> int:
    return sum(map(str.isdigit, text))
