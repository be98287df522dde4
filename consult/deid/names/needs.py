"""What some cues ask of a word besides: that it is more often a name than a word."""

from __future__ import annotations

from collections.abc import Callable

from consult.deid.lexicon import Flag
from consult.deid.names.sorts import Sort
from consult.deid.names.tokens import Shape, Token

# Names that are verbs too.
VERBS = frozenset(
    ("will", "may", "hope", "mark", "art", "grant", "chase", "pat", "bill", "drew", "sue", "jack")
)
BEHIND_TITLES = frozenset(("office", "visit", "said", "word", "bill", "will"))


def is_first(token: Token, _sort: Sort) -> bool:
    """A first name somewhere."""
    return token.shape is Shape.CAPITAL and bool(token.flags & Flag.FIRST)


def is_seldom(token: Token, sort: Sort) -> bool:
    """A word that few use."""
    return sort is not Sort.WORD or not (token.flags & (Flag.EVERYDAY | Flag.PROPER) or token.classes)


def is_rare(token: Token, sort: Sort) -> bool:
    """Only in the largest dictionary, and written like a name in the middle of a sentence."""
    if sort is not Sort.WORD:
        return True
    return not token.flags & (Flag.WORD | Flag.PROPER) and token.shape is Shape.CAPITAL


def is_no_verb(token: Token, sort: Sort) -> bool:
    """Neither "will" and "hope", nor a word that everybody uses and few are called by."""
    return token.word not in VERBS and not (sort is Sort.either and token.flags & Flag.EVERYDAY)


def is_titled(token: Token, sort: Sort) -> bool:
    """ "mr hill", but "dr visit"."""
    everyday = bool(token.flags & Flag.EVERYDAY)
    return not (token.classes or (everyday and (sort is Sort.word or token.word in BEHIND_TITLES)))


NEEDS: dict[str, Callable[[Token, Sort], bool]] = {
    "first": is_first,
    "seldom": is_seldom,
    "seldom or first": lambda token, sort: (
        is_seldom(token, sort) if sort is Sort.WORD else is_first(token, sort)
    ),
    "rare": is_rare,
    "no class": lambda token, _sort: not token.classes,
    "no verb": is_no_verb,
    "no auxiliary": lambda token, _sort: token.word not in ("will", "may"),
    "no everyday word": lambda token, sort: sort is not Sort.WORD or not token.flags & Flag.EVERYDAY,
    "titled": is_titled,
}
