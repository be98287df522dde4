"""The layer of an organisation's, a case's and a person's own words: what never may slip out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consult.deid.kinds import N_
from consult.deid.plain import Plain
from consult.deid.rows import Find
from consult.deid.site import Site, nothing

LISTED = N_("On a list of words that never leave here.")
REMOVED = N_("[removed]")
WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
LONGEST = 4


def by_lists(plain: Plain, site: Site) -> Iterator[Find]:
    """Each one to four words in a row that the lists hold; asked without knowing what is on them."""
    if site.never is nothing:
        return
    words = [(word.start(), word.end(), word[0].lower()) for word in WORD.finditer(plain.text)]
    for at, (start, _end, _word) in enumerate(words):
        phrase = ""
        for _start, end, word in words[at : at + LONGEST]:
            phrase = f"{phrase} {word}" if phrase else word
            owned = word.removesuffix("'s")
            if site.never(phrase):
                yield listed(start, end)
            elif owned != word and site.never(phrase.removesuffix("'s")):
                yield listed(start, end - 2)


def listed(start: int, end: int) -> Find:
    return Find(start, end, "own", direct=True, rule="own_list", reason=LISTED, replacement=REMOVED)
