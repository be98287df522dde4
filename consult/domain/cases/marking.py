"""Words that a presenter marks by hand: no rule found them, and they could identify someone all the same.

They are kept for the case as keyed hashes, like every list of words that must not slip out, and found from
then on in everything that is written about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from consult.core.unit import acting
from consult.domain import sites
from consult.models.actor import Actor
from consult.models.cases import Case
from consult.models.protection import NeverWord
from consult.policy import can_write_case

MOST = 200
SHORTEST = 2


def can_mark(words: str) -> bool:
    """Is this something the check can look for: a few words, with two letters at least?"""
    phrase = sites.phrase(words)
    return len(phrase) >= SHORTEST and len(phrase.split()) <= sites.LONGEST_PHRASE


def mark_words(actor: Actor, case_id: str, marked: Iterable[str]) -> None:
    """Find these words from now on in this case. What cannot be looked for, or is known, is passed over."""
    digests = dict.fromkeys(sites.digest(words) for words in marked if can_mark(words))
    if not digests:
        return
    with acting(actor) as unit:
        case = unit.load(Case, case_id, may=can_write_case)
        held = set(unit.session.scalars(select(NeverWord.digest).where(NeverWord.owner == case.id)))
        fresh = [digest for digest in digests if digest not in held][: max(0, MOST - len(held))]
        if not fresh:
            unit.unchanged("known already")
            return
        unit.session.add_all(NeverWord(owner=case.id, digest=one, by_id=actor.id) for one in fresh)
        unit.record("words.changed", on=sites.stream_of(case.id), about=case, fields=("never",))


def stands(texts: Iterable[str], words: str) -> bool:
    """Do these words stand somewhere, however they are written?"""
    there = _there(words)
    return any(there.search(text) for text in texts)


def taken_out(texts: Mapping[str, str], words: str, instead: str) -> dict[str, str]:
    """Those texts that change when something else stands where these words do, however they are written."""
    there = _there(words)
    return {
        name: there.sub(lambda _match: instead, text) for name, text in texts.items() if there.search(text)
    }


def _there(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
