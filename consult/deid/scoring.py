"""Scoring finds against labelled texts: what was missed, which texts leak, where it cried wolf.

An identifier is found when each of its letters and digits lies under some find. A find that touches no label
is a false alert. Labels: `category` as in `consult.deid.kinds.CATEGORIES`, `IGNORE` for what is neither
required nor wrong, `sub` "rare" for circumstances in words that no rule is asked to find.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypedDict


class Span(TypedDict, total=False):
    """A labelled or a found stretch; offsets are code points, the end is exclusive."""

    start: int
    end: int
    category: str
    sub: str


class Labelled(TypedDict):
    """One labelled text."""

    id: str
    text: str
    spans: list[Span]


@dataclass(slots=True)
class Score:
    """Counts over some labelled texts, and the figures made of them."""

    texts: int = 0
    words: int = 0
    leaking: int = 0
    clean: int = 0
    clean_alerted: int = 0
    alerts: int = 0
    wanted: Counter[str] = field(default_factory=Counter)
    """How many labels by category, and by category and sub ("NAME lower")."""
    found: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    """Text id, category, and the words: for those who build rules, from invented texts only."""
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of labels found; 1 where there were none."""
        return share(self.found["all"], self.wanted["all"], 1.0)

    @property
    def leak(self) -> float:
        """Share of texts with at least one missed label."""
        return share(self.leaking, self.texts, 0.0)

    @property
    def false_alerts(self) -> float:
        """False alerts per 100 words."""
        return share(100 * self.alerts, self.words, 0.0)

    def add(self, labelled: Labelled, finds: Sequence[Span]) -> None:
        """Count one text."""
        text, spans = labelled["text"], labelled["spans"]
        self.texts += 1
        self.words += len(text.split())
        covered = {at for find in finds for at in range(find["start"], find["end"])}
        wanted = [it for it in spans if it["category"] != "IGNORE" and it.get("sub") != "rare"]
        missed = [it for it in wanted if not is_covered(text, it, covered)]
        for it in wanted:
            self._count(self.wanted, it)
            if it not in missed:
                self._count(self.found, it)
        self.missed += [(labelled["id"], names(it)[-1], text[it["start"] : it["end"]]) for it in missed]
        self.leaking += bool(missed)
        wrong = [it for it in united(finds) if not any(touches(it, label) for label in spans)]
        self.alerts += len(wrong)
        self.wrong += [
            (labelled["id"], it.get("category", ""), text[it["start"] : it["end"]]) for it in wrong
        ]
        if not wanted:
            self.clean += 1
            self.clean_alerted += bool(wrong)

    @staticmethod
    def _count(counter: Counter[str], span: Span) -> None:
        counter.update(["all", *names(span)])


def share(part: float, whole: int, nothing: float) -> float:
    return part / whole if whole else nothing


def names(span: Span) -> list[str]:
    category, sub = span["category"], span.get("sub")
    return [category, f"{category} {sub}"] if sub else [category]


def is_covered(text: str, span: Span, covered: set[int]) -> bool:
    """Does every letter and digit lie under a find?"""
    return all(at in covered for at in range(span["start"], span["end"]) if text[at].isalnum())


def touches(one: Span, other: Span) -> bool:
    return one["start"] < other["end"] and other["start"] < one["end"]


def united(finds: Iterable[Span]) -> list[Span]:
    """Finds that overlap, counted once."""
    result: list[Span] = []
    for find in sorted(finds, key=lambda it: it["start"]):
        if result and find["start"] < result[-1]["end"]:
            result[-1] = {**result[-1], "end": max(result[-1]["end"], find["end"])}
        else:
            result.append({**find})
    return result
