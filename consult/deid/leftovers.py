"""In a text that names people, what is left with a capital could be one more name: of a shop, say.

Looked at only where two things at least were recognised, so that a text about nobody stays quiet. These finds
warn and stop nobody: which word of a text with names is one more name, no list can say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from consult.deid.kinds import N_
from consult.deid.names import layer
from consult.deid.names.classes import BY_WORD
from consult.deid.names.sorts import Sort, sort_of
from consult.deid.names.tokens import Shape, Token, tokens_in
from consult.deid.plain import Plain
from consult.deid.rows import Find, words
from consult.deid.site import Site

TELLING = frozenset({"name", "place", "organisation", "street", "phone", "record", "date", "handle"})
ENOUGH = 2
"""Things of these kinds that were recognised in the whole document."""
RULE = "left_over"
REASON = N_("Written like a name, beside other names. It could tell where or with whom.")
THING = N_("[name of something]")
PEOPLES = frozenset({Sort.GIVEN, Sort.SURNAME, Sort.STRANGE})
WORDS = frozenset({Sort.BOTH, Sort.EITHER, Sort.WORD})
SAYS_WHO = frozenset({"kin", "role", "title", "months", "pronoun", "household"})


def is_about_somebody(found: Iterable[Find]) -> bool:
    """Were enough identifiers recognised, each counted once for where it stands?"""
    return sum(hit.kind in TELLING for hit in found) >= ENOUGH


def left_over(plain: Plain, site: Site, found: Sequence[Find]) -> Iterator[Find]:
    """What nothing else took, in one paragraph: words with a capital, and words that no dictionary has."""
    taken = {at for hit in found for at in range(hit.start, hit.end)}
    tokens = tokens_in(plain, site, BY_WORD)
    lines = layer.lines_of(plain, tokens)
    run: list[Token] = []
    for token, line in zip(tokens, lines, strict=True):
        if plain.text[token.end : token.end + 1] == ":" or "'" in token.word:
            yield from made(run)
            run = []
            continue
        free = taken.isdisjoint(range(token.start, token.end))
        goes_on = bool(run) and token.between in (" ", "'s ", "-")
        said = not line.heading and not line.shouting and not is_label(plain.text, token)
        if free and said and could_be(token, is_inside=goes_on):
            if not goes_on:
                yield from made(run)
                run = []
            run.append(token)
        else:
            yield from made(run)
            run = []
    yield from made(run)


def is_label(text: str, token: Token) -> bool:
    """ "What Helps", alone on its line."""
    start, end = text.rfind("\n", 0, token.start) + 1, text.find("\n", token.end)
    line = text[start : end if end >= 0 else len(text)]
    return len(line.split()) <= MOST_OF_A_LABEL and line[-1:] not in ".!?"


MOST_OF_A_LABEL = 3


def could_be(token: Token, *, is_inside: bool) -> bool:
    """Is this word written like a name, without saying who or what by itself?"""
    if token.allowed or token.classes & SAYS_WHO or token.end - token.start <= MOST_INITIALS:
        return False
    if token.shape is not Shape.CAPITAL:
        return False
    sort, begins = sort_of(token, shouting=False), token.begins or not BULLETS.isdisjoint(token.between)
    if begins and not is_inside:  # where every word has a capital
        return sort is Sort.GIVEN
    return sort in PEOPLES or (sort in WORDS and token.word not in DAYS)


MOST_INITIALS = 2
BULLETS = frozenset("\n–•*>")
DAYS = frozenset(
    words("mondays tuesdays wednesdays thursdays fridays saturdays sundays one two three four five six")
)


def made(run: list[Token]) -> Iterator[Find]:
    if run:
        yield Find(
            run[0].start,
            run[-1].end,
            "organisation",
            direct=False,
            rule=RULE,
            reason=REASON,
            replacement=THING,
        )
