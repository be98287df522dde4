"""Names in lists: what stands between names is one too."""

from __future__ import annotations

import re

from consult.deid.lexicon import Flag
from consult.deid.names.cue import LABELLED, Cue
from consult.deid.names.sorts import NAMES, Sort, is_name
from consult.deid.names.tokens import Shape, Token

Seeds = list[Cue | None]


def listed(tokens: list[Token], sorts: list[Sort], seeds: Seeds) -> None:
    """In a list of names ("Rose, May and Bjork") the words between names are names too."""
    for at in range(1, len(tokens)):
        joined = (
            tokens[at].between.strip() in (",", "/", "&")
            or AGE.match(tokens[at].between)
            or (tokens[at - 1].word == "and" and tokens[at].between == " ")
        )
        before = at - 2 if joined and tokens[at - 1].word == "and" else at - 1
        if not joined or seeds[at] or before < 0 or not seeds[before]:
            continue
        word = sorts[at] in (Sort.EITHER, Sort.WORD) and tokens[at].flags & Flag.EVERYDAY
        capital = sorts[at] in (*NAMES, Sort.WORD) and is_name(tokens[at]) and not word
        capital = capital and tokens[at].shape is tokens[before].shape
        capital = capital or is_among(tokens, sorts, seeds, at)
        if (capital or sorts[at] is Sort.given) and not tokens[at].allowed:
            seeds[at] = LISTED

    for at in range(len(tokens) - 2):
        if seeds[at] or sorts[at] is not Sort.BOTH or tokens[at].allowed or not seeds[at + 2]:
            continue
        if tokens[at + 1].word == "and" and tokens[at + 2].between == tokens[at + 1].between == " ":
            seeds[at] = LISTED


def is_among(tokens: list[Token], sorts: list[Sort], seeds: Seeds, at: int) -> bool:
    """One word with a capital between two names in a list: "Okafor, Stretch, Hill". Or one with an age."""
    token = tokens[at]
    if (
        token.shape is not Shape.CAPITAL
        or not BETWEEN.fullmatch(token.between)
        or sorts[at] not in (Sort.EITHER, Sort.WORD)
    ):
        return False
    person = token.classes & {"kin", "role", "months", "title"}
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if person or following is None or not tokens[at - 1].capital:
        return False
    titled = "title" in following.classes and following.capital
    if token.between != ", ":
        return AGE.match(following.between) is not None and bool(seeds[at - 1])
    return following.between == ", " and bool(seeds[at + 1] or titled)


AGE = re.compile(r" \(\d{1,2}\)")
BETWEEN = re.compile(r"(?: \(\d{1,2}\))?, ")


LISTED = Cue("name_listed", (), LABELLED, (), ())
