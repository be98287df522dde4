"""The gate that every text for others passes: the only place that makes `Clear` words.

An action calls `clear` before its transaction. What is found blocks (direct identifiers) until the
author replaced it or kept it with a reason; what was found is shown and never stored or logged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from consult import deid
from consult.core import keys
from consult.core.errors import Answerable
from consult.core.markdown import tidy
from consult.core.texts import N_, _, ngettext
from consult.core.words import Clear
from consult.models.cases import Kept

if TYPE_CHECKING:
    from consult.core.unit import Unit
    from consult.models.actor import Actor

KEEP_REASONS = {
    "not_an_identifier": N_("It does not identify anyone"),
    "needed": N_("Colleagues need it to help"),
    "other": N_("Another reason"),
}
"""Reasons for keeping a find; the key is recorded, never the words."""


MOST_AT_ONCE = 50_000
"""Characters, in all fields together: looking at the oddest text so long takes a third of a second."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One find in one field: what it is, where, why, and what could stand there instead."""

    field: str
    start: int
    end: int
    words: str
    kind: str
    direct: bool
    reason: str
    replacement: str
    digest: str
    kept: bool = False

    @property
    def blocks(self) -> bool:
        """Must be replaced, or kept with a reason, before others read it."""
        return self.direct and not self.kept


class Identifying(Answerable):
    """Something in the words could identify a person. Carries the marks; nothing was stored."""

    code = "identifying"
    status = 422

    def __init__(self, marks: list[Mark]) -> None:
        super().__init__()
        self.marks = marks

    @property
    def words(self) -> str:
        count = sum(mark.blocks for mark in self.marks)
        text = ngettext(
            "One thing here could identify someone. Replace it, or keep it with a reason.",
            "{count} things here could identify someone. Replace each, or keep it with a reason.",
            count,
        )
        return text.format(count=count)


class TooLong(Answerable):
    """More words than are looked at in one go; nothing was stored."""

    code = "too_long"
    status = 422

    @property
    def words(self) -> str:
        """How much fits."""
        return _("All fields together hold {most} characters or fewer. Shorten some of them.").format(
            most=MOST_AT_ONCE
        )


@dataclass(frozen=True, slots=True)
class Screened:
    """Fields that passed, ready to store, and what their author chose to keep."""

    texts: Mapping[str, Clear]
    kept: list[tuple[str, str, str]] = field(default_factory=list)

    def __getitem__(self, name: str) -> Clear:
        return self.texts[name]


def too_long(texts: Mapping[str, str]) -> bool:
    """Is this more than is looked at in one go?"""
    return sum(map(len, texts.values())) > MOST_AT_ONCE


def look(texts: Mapping[str, str], kept: Mapping[str, str] | None = None) -> list[Mark]:
    """Every find in these fields, in reading order. `kept` maps digests to reasons. Raises TooLong."""
    if too_long(texts):
        raise TooLong
    kept = kept or {}
    marks = []
    for name, text in texts.items():
        for find in deid.find(text) if text else ():
            words = text[find.start : find.end]
            digest = keys.digest("find", f"{find.kind}\0{words.casefold()}")
            marks.append(
                Mark(
                    name,
                    find.start,
                    find.end,
                    words,
                    find.kind,
                    find.direct,
                    _(find.reason),
                    find.replacement,
                    digest,
                    kept.get(digest) in KEEP_REASONS,
                )
            )
    return marks


def clear(texts: Mapping[str, str], kept: Mapping[str, str] | None = None) -> Screened:
    """Let words through to others, or raise Identifying with what has to be looked at first."""
    tidied = {name: tidy(text) for name, text in texts.items()}
    marks = look(tidied, kept)
    if any(mark.blocks for mark in marks):
        raise Identifying(marks)
    reasons = {
        mark.digest: (mark.kind, mark.digest, (kept or {})[mark.digest]) for mark in marks if mark.kept
    }
    return Screened({name: Clear(text) for name, text in tidied.items()}, list(reasons.values()))


def own(text: str) -> Clear:
    """The program's own words (a codename, a standard level), which name nobody."""
    return Clear(text)


def replaced(texts: Mapping[str, str], digests: Mapping[str, str]) -> dict[str, str]:
    """The fields with the chosen finds replaced, in every place; `digests` maps a find to its new words."""
    result = dict(texts)
    for mark in sorted(look(texts), key=lambda mark: mark.start, reverse=True):
        if mark.digest in digests:
            text = result[mark.field]
            result[mark.field] = text[: mark.start] + digests[mark.digest] + text[mark.end :]
    return result


def keep(unit: Unit[Actor], about_id: str, screened: Screened) -> None:
    """Record what its author kept, and why; the words themselves are not repeated."""
    for kind, digest, reason in screened.kept:
        person_id = unit.actor.id
        row = Kept(about_id=about_id, person_id=person_id, kind=kind, digest=digest, reason=reason)
        unit.session.add(row)
