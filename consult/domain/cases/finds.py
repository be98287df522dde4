"""What was found in a draft, one entry for the same words wherever they stand: the list beside the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consult import deid
from consult.core.texts import _, ngettext
from consult.core.unit import reading
from consult.domain import screening
from consult.domain.screening import KEEP_REASONS, Mark
from consult.models.actor import Actor
from consult.models.cases import Case


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that could identify someone, in all its places."""

    digest: str
    words: str
    label: str
    reason: str
    replacement: str
    direct: bool
    kept: str
    """Why it was kept, in words; empty when it was not."""
    refused: bool
    """Was a reason given that itself could identify someone?"""
    places: tuple[Mark, ...]

    @property
    def id(self) -> str:
        """The digest: it stands for the words and tells nothing of them."""
        return self.digest

    @property
    def why(self) -> str:
        """One line: what it is, and how many places Replace changes."""
        others = len(self.places) - 1
        line = self.reason or _("{kind}.").format(kind=self.label)
        if self.refused:
            line = f"{line} {_('To keep it, say why without anything that could identify someone.')}"
        if not others:
            return line
        more = ngettext(
            "Also in {others} other place; replaces all {count}.",
            "Also in {others} other places; replaces all {count}.",
            others,
        )
        return f"{line} {more.format(others=others, count=others + 1)}"


def found(
    by: Actor,
    texts: Mapping[str, str],
    kept: Mapping[str, str],
    case_id: str = "",
    beside: Sequence[str] = (),
) -> list[Found]:
    """Everything that was found, in the order of the fields; `kept` maps digests to reasons.

    Nothing for what is too long to look at: its page says so, and nobody else reads it before it is shorter.
    """
    if screening.too_long(texts):
        return []
    return grouped(screening.look(by, texts, kept, case_id=case_id, beside=beside))


def found_again(
    by: Actor, texts: Mapping[str, str], kept: Mapping[str, str], case_id: str = ""
) -> tuple[list[Found], tuple[int, ...]]:
    """The same after waiting for the model, and which layers looked. Raises NotFound and TooLong."""
    _see(by, case_id)
    marks, layers = screening.look_again(by, texts, kept, case_id=case_id)
    return grouped(marks), layers


def found_first(
    by: Actor, texts: Mapping[str, str], kept: Mapping[str, str], case_id: str = ""
) -> tuple[list[Found], tuple[int, ...]]:
    """The same without waiting for it. Raises NotFound and TooLong."""
    _see(by, case_id)
    return grouped(screening.look(by, texts, kept, case_id=case_id)), (1,)


def _see(by: Actor, case_id: str) -> None:
    if case_id:
        with reading(by) as read:
            read.load(Case, case_id)


def grouped(marks: Iterable[Mark]) -> list[Found]:
    """Marks of the same words, put together."""
    places: dict[str, list[Mark]] = {}
    for mark in marks:
        places.setdefault(mark.digest, []).append(mark)
    return [_found(digest, tuple(some)) for digest, some in places.items()]


def _found(digest: str, places: tuple[Mark, ...]) -> Found:
    first = places[0]
    return Found(
        digest,
        first.words,
        _(deid.label(first.kind)),
        first.reason,
        first.replacement,
        first.direct,
        because(first.because),
        first.refused,
        places,
    )


def because(reason: str) -> str:
    """A reason in words: one of the list, or its author's own."""
    return _(KEEP_REASONS[reason]) if reason in KEEP_REASONS else reason
