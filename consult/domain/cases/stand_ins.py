"""What a presenter wrote in a find's place: noted for the audit, and offered again for the same words.

Only for the presenter, and only in that case. The words that were found are kept as a keyed hash; what stands
in their place now is kept if the check finds nothing in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.core.unit import acting
from consult.domain import keeping, screening
from consult.domain.cases import marking
from consult.domain.screening import Mark
from consult.models.actor import Actor
from consult.models.cases import Case
from consult.policy import can_write_case

LONGEST = 200
MARKED = "marked"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One decision: about which find, and what stands there now (empty: what was proposed)."""

    digest: str
    words: str
    by_hand: str = ""
    """Words that somebody marked themselves, where no rule found any."""


def note_choices(
    actor: Actor, case_id: str, before: Mapping[str, str], after: Mapping[str, str], chosen: Sequence[Chosen]
) -> None:
    """Write down what was really replaced between two states of a draft. Anything else is passed over."""
    if not chosen or screening.too_long(before) or screening.too_long(after):
        return
    there = {mark.digest: mark for mark in screening.look(actor, before, case_id=case_id)}
    left = {mark.digest for mark in screening.look(actor, after, case_id=case_id)}
    done = [
        (mark, one.words or mark.replacement)
        for one in chosen
        if (mark := _by_hand(one, before, after) if one.by_hand else there.get(one.digest))
        and mark.digest not in left
    ]
    if not done:
        return
    plain = [_is_plain(actor, words) for _mark, words in done]
    with acting(actor) as unit:
        case = unit.load(Case, case_id, may=can_write_case)
        for (mark, words), offered in zip(done, plain, strict=True):
            own = "changed" if words != mark.replacement else "replaced"
            action = MARKED if mark.rule == MARKED else own
            keeping.note(unit, mark, action, about_id=case.id, case_id=case.id)
            if offered:
                keeping.remember(unit, case.id, mark.words, words)
        unit.record("find.replaced", on=f"person:{actor.id}", about=case)


def _by_hand(one: Chosen, before: Mapping[str, str], after: Mapping[str, str]) -> Mark | None:
    """A mark for words that no rule found, if they stood there and do not any more."""
    words = one.by_hand
    if not marking.stands(before.values(), words) or marking.stands(after.values(), words):
        return None
    digest = screening.find_digest(MARKED, words)
    return Mark("", 0, 0, words, MARKED, True, "", one.words, digest, MARKED)  # noqa: FBT003 - it was direct to them


def _is_plain(actor: Actor, words: str) -> bool:
    """May this be kept as a stand-in: short, and nothing is found in it?"""
    return 0 < len(words) <= LONGEST and not screening.look(actor, {"": words})
