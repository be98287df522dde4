"""The gate that every text for others passes: the only place that makes `Clear` words.

An action calls `clear` before its transaction. What is found blocks (direct identifiers) until the
author replaced it or kept it with a reason; what was found is shown and never stored or logged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from consult import deid
from consult.core import keys
from consult.core.db import Sessions
from consult.core.errors import Answerable
from consult.core.markdown import tidy
from consult.core.texts import N_, _, ngettext
from consult.core.words import Clear
from consult.deid import Find, Site
from consult.deid.joining import meant_by, stretch
from consult.deid.model.merging import merged
from consult.deid.own import by_lists
from consult.deid.plain import make_plain
from consult.domain import keeping, sites
from consult.domain.second_look import second_look
from consult.domain.sites import Known

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from consult.core.unit import Unit
    from consult.models.actor import Actor

KEEP_REASONS = {
    "not_an_identifier": N_("It does not identify anyone"),
    "needed": N_("Colleagues need it to help"),
    "other": N_("Another reason"),
}
"""Reasons for keeping a find; the key is recorded, never the words. Whatever else is given is a line of its
author's own, recorded as "other", if it says nothing that was found."""

REASON_LONGEST = 80

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
    rule: str = ""
    layer: int = 1
    because: str = ""
    """Why it was kept: a key of KEEP_REASONS, or words of its author; empty when it was not."""
    refused: bool = False
    """Was a reason given that itself could identify someone, so that it counts for nothing?"""
    stands: bool = False
    """Was it kept before, in this case, and does that still hold?"""
    strict: bool = False
    """Does this organisation let nothing pass that was found?"""
    meant: str = ""
    """What the word before it stands for: "mother" for "mom"."""

    @property
    def kept(self) -> bool:
        """Did its author look at it and keep it?"""
        return bool(self.because)

    @property
    def blocks(self) -> bool:
        """Must be replaced, or kept with a reason, before others read it."""
        return (self.direct or self.strict) and not self.kept


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
    case_id: str = ""
    kept: Sequence[Mark] = ()
    beside: Sequence[str] = ()
    """Other cases whose struck words do not belong here either."""
    cases: Mapping[str, int] = field(default_factory=dict)
    """What was known of the cases' words when this was looked at."""

    def __getitem__(self, name: str) -> Clear:
        return self.texts[name]


def too_long(texts: Mapping[str, str]) -> bool:
    """Is this more than is looked at in one go?"""
    return sum(map(len, texts.values())) > MOST_AT_ONCE


def look(
    by: Actor,
    texts: Mapping[str, str],
    kept: Mapping[str, str] | None = None,
    *,
    case_id: str = "",
    beside: Sequence[str] = (),
) -> list[Mark]:
    """Every find in these fields of one document, in reading order, as this person's words.

    `kept` maps digests to reasons. With a case, what was kept there still holds, and what its presenter wrote
    in a find's place before is proposed to them again; `beside` are other cases (a plan's) whose own words
    are looked for. What the model said of these words before is among the marks; nobody waits for it here
    (`look_again` does). Raises TooLong.
    """
    return _looked(by, texts, kept or {}, sites.known(by, case_id, *beside), case_id)


def _looked(
    by: Actor, texts: Mapping[str, str], kept: Mapping[str, str], known: Known, case_id: str
) -> list[Mark]:
    if too_long(texts):
        raise TooLong
    marks = _marks(texts, kept, known)
    if not case_id or not marks:
        return marks
    with Sessions() as session:
        return _as_before(session, by, case_id, marks)


def _marks(texts: Mapping[str, str], kept: Mapping[str, str], known: Known) -> list[Mark]:
    finds = deid.find_in(texts, known.site)
    for name, again in second_look.remembered(texts, known.site).items():
        finds[name] = merged(texts[name], finds[name], again)
    plain = _plain_reasons(texts, kept, known.site)
    marks = [
        _mark(name, texts[name], find, plain, strict=known.strict) for name in texts for find in finds[name]
    ]
    refused = kept.keys() - plain.keys()
    return [replace(mark, refused=True) if mark.digest in refused else mark for mark in marks]


def _plain_reasons(texts: Mapping[str, str], kept: Mapping[str, str], site: Site) -> dict[str, str]:
    """Those of the reasons that are from the list, or a line in which nothing is found beside the texts."""
    own = {f"why {one}": why for one, why in kept.items() if why not in KEEP_REASONS and _is_line(why)}
    finds = deid.find_in({**texts, **own}, site) if own else {}
    return {
        one: why
        for one, why in kept.items()
        if why in KEEP_REASONS or (f"why {one}" in own and not finds[f"why {one}"])
    }


def _is_line(why: str) -> bool:
    return len(why) <= REASON_LONGEST and "\n" not in why and any(map(str.isalpha, why))


def look_again(
    by: Actor, texts: Mapping[str, str], kept: Mapping[str, str] | None = None, *, case_id: str = ""
) -> tuple[list[Mark], tuple[int, ...]]:
    """The same marks after waiting for the model, and which layers looked at these words."""
    if too_long(texts):
        raise TooLong
    looked = second_look.look(texts) is not None
    return look(by, texts, kept, case_id=case_id), (1, 2) if looked else (1,)


def layers() -> tuple[int, ...]:
    """Which layers can look: 1 for rules and word lists, 2 for the model where it is installed and works."""
    return (1, 2) if second_look.can_look else (1,)


def _mark(name: str, text: str, find: Find, kept: Mapping[str, str], *, strict: bool) -> Mark:
    words = text[find.start : find.end]
    found = find_digest(find.kind, words)
    return Mark(
        name,
        find.start,
        find.end,
        words,
        find.kind,
        find.direct and find.layer == 1,  # the model's word warns: whether it was asked is chance
        _(find.reason),
        find.replacement,
        found,
        find.rule,
        find.layer,
        kept.get(found, ""),
        strict=strict,
        meant=meant_by(text[: find.start]) if find.kind == "name" else "",
    )


def find_digest(kind: str, words: str) -> str:
    """What stands for a find. With another version of the check it is another, and asked about anew."""
    return keys.digest("find", f"{deid.VERSION}\0{kind}\0{words.casefold()}")


def _as_before(session: Session, by: Actor, case_id: str, marks: list[Mark]) -> list[Mark]:
    """The marks with what was decided about the same words in this case before."""
    standing = keeping.standing(session, by, case_id, {mark.digest for mark in marks})
    chosen = keeping.stand_ins(session, by, case_id, {mark.words for mark in marks})
    return [
        replace(
            mark,
            because=standing.get(mark.digest, mark.because),
            stands=mark.digest in standing,
            replacement=chosen.get(mark.words.casefold(), mark.replacement),
        )
        for mark in marks
    ]


def clear(
    by: Actor,
    texts: Mapping[str, str],
    kept: Mapping[str, str] | None = None,
    *,
    case_id: str = "",
    beside: Sequence[str] = (),
) -> Screened:
    """Let words through to others, or raise Identifying with what has to be looked at first."""
    tidied = {name: tidy(text) for name, text in texts.items()}
    known = sites.known(by, case_id, *beside)
    marks = _looked(by, tidied, kept or {}, known, case_id)
    if any(mark.blocks for mark in marks):
        raise Identifying(marks)
    chosen = {mark.digest: mark for mark in marks if mark.kept and not mark.stands}
    cleared = {name: Clear(text) for name, text in tidied.items()}
    return Screened(cleared, case_id, list(chosen.values()), beside, known.cases)


def own(text: str) -> Clear:
    """The program's own words (a codename, a standard level), which name nobody."""
    return Clear(text)


def replaced(
    by: Actor,
    texts: Mapping[str, str],
    digests: Mapping[str, str],
    *,
    case_id: str = "",
    beside: Sequence[str] = (),
) -> dict[str, str]:
    """The fields with the chosen finds replaced, in every place; `digests` maps a find to its new words.

    A word before a find that its stand-in says again goes with it: "her son Danny" becomes "her [son]".
    """
    built: dict[str, str] = dict.fromkeys(texts, "")
    done = dict.fromkeys(texts, 0)
    marks = look(by, texts, case_id=case_id, beside=beside)
    for mark in sorted(marks, key=lambda mark: mark.start):
        if mark.digest in digests:
            text, words = texts[mark.field], digests[mark.digest]
            before = text[done[mark.field] : mark.start]
            ahead, behind = stretch(before, mark.words, text[mark.end :], words, mark.meant)
            built[mark.field] += before[: len(before) - ahead] + words
            done[mark.field] = mark.end + behind
    return {name: built[name] + text[done[name] :] for name, text in texts.items()}


def keep(unit: Unit[Actor], about_id: str, screened: Screened) -> None:
    """Record what its author kept in the words of a row, and why; the words themselves are not repeated.

    Raises Identifying where words were struck since they were looked at: the last moment to see it.
    """
    look_once_more(unit, screened)
    for mark in screened.kept:
        keep_one(unit, mark, about_id, screened.case_id)


def keep_one(unit: Unit[Actor], mark: Mark, about_id: str, case_id: str) -> None:
    """Record one find that was kept."""
    own = mark.because not in KEEP_REASONS
    reason, why = ("other", Clear(mark.because)) if own else (mark.because, None)
    keeping.note(unit, mark, "kept", about_id=about_id, case_id=case_id, reason=reason, why=why)


def lists_hold(unit: Unit[Actor], texts: Mapping[str, str], kept: Mapping[str, str], case_id: str) -> bool:
    """Does something stand here that is on a list of the case or the house, and that nobody kept?"""
    known = sites.known(unit.actor, case_id, session=unit.session)
    if not any(any(by_lists(make_plain(text), known.site)) for text in texts.values()):
        return False
    marks = _as_before(unit.session, unit.actor, case_id, _marks(texts, kept, known))
    return any(mark.blocks and any(by_lists(make_plain(mark.words), known.site)) for mark in marks)


def look_once_more(unit: Unit[Actor], screened: Screened) -> None:
    """Look again, inside the transaction, if a case's words were struck since; what was kept is asked anew.

    The unit holds the case, the plan or the suggestion by now, and so does a strike until it is done: either
    it takes these words out, or it is seen here.
    """
    session = unit.session
    if sites.are_as_known(session, screened.cases):
        return
    known = sites.known(unit.actor, screened.case_id, *screened.beside, session=session)
    marks = _marks(screened.texts, {}, known)
    if screened.case_id:
        marks = _as_before(session, unit.actor, screened.case_id, marks)
    if any(mark.blocks for mark in marks):
        raise Identifying(marks)
