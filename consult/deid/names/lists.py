"""Names in lists: what stands between names is one too."""

from __future__ import annotations

import re

from consult.deid.lexicon import Flag
from consult.deid.names.cue import LABELLED, Cue
from consult.deid.names.needs import VERBS
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
        capital = capital or is_among(tokens, sorts, seeds, at) or is_small_item(tokens, sorts, at)
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


def is_small_item(tokens: list[Token], sorts: list[Sort], at: int) -> bool:
    """In small letters behind a name: "mohammed, ikram, ...", "mateo, luna n sol"."""
    if sorts[at] is Sort.surname:
        return tokens[at - 1].shape is Shape.SMALL
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    ended = (
        following is None or following.begins or following.between == ", " or following.word in ("n", "and")
    )
    return sorts[at] is Sort.both and ended and tokens[at].word not in VERBS


LISTED = Cue("name_listed", (), LABELLED, (), ())


def heads(tokens: list[Token], sorts: list[Sort], seeds: Seeds) -> None:
    """Where one line of a list begins with a name ("2. Ivete: closed"), "5. Hunter: closed" does too."""
    begun = [at for at, token in enumerate(tokens) if token.begins and HEAD.search(token.between)]
    if not any(seeds[at] for at in begun):
        return
    for at in begun:
        token = tokens[at]
        known = token.flags & Flag.FIRST and not token.classes and not token.allowed
        labelled = at + 1 < len(tokens) and tokens[at + 1].between.startswith(":")
        if labelled and sorts[at] in (Sort.BOTH, Sort.EITHER) and known and not seeds[at]:
            seeds[at] = LISTED


HEAD = re.compile(r"(?:^|\n|[.;] )\s*(?:[-*]|\d{1,2}[.)]) $")
