"""What speaks against a name in how the words around it are written: titles, lists of good things, brands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consult.deid.lexicon import Flag
from consult.deid.names.sorts import Sort
from consult.deid.names.tokens import Shape, Token
from consult.deid.rows import words

# Nobody is called by these, whatever stands before them: "Nurse Or Aide Goes", "Aunt Maybe".
SMALL_WORDS = frozenset(
    words(
        "or and but nor yet so if then than when where why how what who which whose not no yes maybe "
        "perhaps the this that these those to for from with without of off on in into out up down over "
        "under at by as is are was were be been being has had have do does did can could would should "
        "must might shall needs says said all any some each every both few more most other another same "
        "such only own too very just also always never again soon once here there now later first next "
        "last before after until while since because about above below between through during against "
        "my your our their his her its me him them us"
    )
)
JOINING = frozenset(words("or and but nor maybe with from of not"))
WHO_WILL = frozenset(words("i you he she it we they who all that this there both everyone everybody nobody"))
# Found by nothing stronger than a capital and what stands beside it.
LISTABLE = frozenset(("name_word", "name_labelled", "name_apposed", "name_surname_said"))
TITLEABLE = LISTABLE | {"name_kin", "name_word_said", "name_listed"}
LIST_JOINTS = frozenset((", ", "/", " / ", " & ", "; "))
LEAST_RUN = 3
LEAST_WORDS = 2
LONGEST = 8
MOST_ITEMS = 6

BRANDED = re.compile(r"[A-Za-z]*[a-z][A-Z]")
"""A capital in the middle, as in "MindShift"."""
NAMED = re.compile(r"(?:[A-Z][a-z]{0,2}|Fitz)[A-Z][a-z]{2,}$|.*['-]")
"""But "McDonald", "LaCroix", "DeShawn", "VanDyke"."""


def is_branded(said: str) -> bool:
    """Written as products are: "GoodRx", "eBay", "BetterHelp"."""
    return bool(BRANDED.match(said)) and not NAMED.match(said)


def doubted(tokens: list[Token], sorts: list[Sort], cue: str, at: int) -> bool:
    """Is it written so that this row says nothing?"""
    token, sort = tokens[at], sorts[at]
    if (sort is Sort.WORD and token.word in SMALL_WORDS) or token.word in JOINING:
        return True
    if is_modal(tokens, at) or is_priced(tokens, at) or is_light(tokens, at):
        return True
    if is_everyday(token) and sort in WORDLY and is_only_a_word(tokens, sorts, cue, at):
        return True
    if cue in LISTABLE and in_a_list(tokens, sorts, at):
        return True
    return cue in TITLEABLE and sort in WORDLY and in_a_run(tokens, sorts, at)


def is_only_a_word(tokens: list[Token], sorts: list[Sort], cue: str, at: int) -> bool:
    """ "Mother, Baby (5 months)", "the MS Society", "Supports: Spouse, Church, Book Club"."""
    token = tokens[at]
    if cue in ("name_surname_said", "name_apposed"):
        return bool(token.classes & {"kin", "role"})
    if cue == "name_labelled":
        return '"' in token.between
    if cue == "name_title":
        illness = tokens[at - 1].word == "ms" and tokens[at - 1].shape is Shape.CAPITALS
        return illness and token.shape is Shape.CAPITAL
    others = along(tokens, at, 1) if cue == "name_kin_between" and sorts[at] is Sort.EITHER else ()
    return any(is_everyday(tokens[it]) and sorts[it] in (Sort.WORD, Sort.EITHER) for it in others)


WORDLY = frozenset((Sort.BOTH, Sort.EITHER, Sort.WORD))


def is_modal(tokens: list[Token], at: int) -> bool:
    """ "We Will:", "Parents May": what somebody will do."""
    last = tokens[at - 1] if at else None
    if last is None or tokens[at].word not in ("will", "may", "can") or tokens[at].between != " ":
        return False
    people = last.classes & {"kin", "role", "household", "label"}
    return last.word in WHO_WILL or bool(last.word.endswith("s") and people)


def is_light(tokens: list[Token], at: int) -> bool:
    """The amber of "Green / Amber / Red"."""
    near = tokens[max(0, at - NEAR) : at + NEAR + 1]
    return tokens[at].word == "amber" and any(it.word in ("green", "red") and it.capital for it in near)


NEAR = 4


def is_priced(tokens: list[Token], at: int) -> bool:
    """ "The Lilly $35 cap": something with a price."""
    return at + 1 < len(tokens) and tokens[at + 1].between.startswith((" $", " £", " €"))


def is_everyday(token: Token) -> bool:
    return bool(token.flags & Flag.EVERYDAY)


def in_a_list(tokens: list[Token], sorts: list[Sort], at: int) -> bool:
    """Among good things with capitals: "Strengths: Humor, Patience, Cooking", "Hope & Healing"."""
    if sorts[at] not in WORDLY:
        return False
    others = [*along(tokens, at, -1), *along(tokens, at, 1)]
    things = sum(is_thing(tokens, sorts, it) for it in others)
    people = any(sorts[it] in SURELY or tokens[it].classes & {"kin", "role", "title"} for it in others)
    return things > 0 and not people


SURELY = (Sort.GIVEN, Sort.SURNAME, Sort.STRANGE, Sort.LETTER)


def along(tokens: list[Token], at: int, side: int) -> Iterator[int]:
    """The other items of a list, one after the other, before or behind; items of one word."""
    for _ in range(MOST_ITEMS):
        joint = at if side < 0 else at + 1
        if not 0 < joint < len(tokens):
            return
        if tokens[joint].between in LIST_JOINTS:
            at += side
        elif tokens[at + side].word == "and" and 0 <= at + 2 * side < len(tokens):
            at += 2 * side
        else:
            return
        if tokens[at].word != "and":
            yield at


def is_thing(tokens: list[Token], sorts: list[Sort], at: int) -> bool:
    """A word with a capital that is nobody and nobody's."""
    token = tokens[at]
    plain = not token.classes & {"kin", "role", "months", "title"}
    return token.shape is Shape.CAPITAL and plain and sorts[at] is Sort.WORD and not token.possessive


def in_a_run(tokens: list[Token], sorts: list[Sort], at: int) -> bool:
    """In a title: capitals side by side, and most of them words: "We Will Try Again"."""
    first = last = at
    while first and last - first < LONGEST and runs_on(tokens, first):
        first -= 1
    while last + 1 < len(tokens) and last - first < LONGEST and runs_on(tokens, last + 1):
        last += 1
    others = [it for it in range(first, last + 1) if it != at]
    things = sum(is_thing(tokens, sorts, it) and is_everyday(tokens[it]) for it in others)
    names = any(sorts[it] in (Sort.GIVEN, Sort.SURNAME, Sort.STRANGE) for it in others)
    return last - first + 1 >= LEAST_RUN and things >= LEAST_WORDS and not names


def runs_on(tokens: list[Token], at: int) -> bool:
    """Does this word follow the one before in one run of capitals?"""
    token, last = tokens[at], tokens[at - 1]
    if token.between != " " or token.begins:
        return False
    return token.shape is Shape.CAPITAL and last.shape is Shape.CAPITAL and not last.possessive
