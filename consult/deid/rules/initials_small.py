"""Rows for initials behind "seen by", and for an initial with a surname in small letters."""

from __future__ import annotations

import re

from consult.deid.kinds import N_
from consult.deid.lexicon import ALLOWED_PHRASES, Flag, flags
from consult.deid.names.classes import ABBREVIATIONS, CLASSES
from consult.deid.rows import Rule, rx, words
from consult.deid.rules.initials import FOLLOWING, INITIALS, NAME

BESIDE = N_("The words around it say that this is a name.")
PEOPLE = frozenset({*CLASSES["role"].split(), *CLASSES["title"].split(), "w", "with", "by"})
BEFORE = re.compile(r"(?<![\w'-])([a-z]+)\.? $", re.IGNORECASE)
SIGNED = (
    "seen|signed|co-?signed|written|typed|entered|noted|completed|reviewed|taken|prepared|initial+ed|"
    "witnessed|"
    "recorded|documented|logged|dictated|transcribed|facilitated|led|interviewed|assessed|approved"
)
CREDENTIALS = frozenset(words("md rn lpc cna dsw phd lmft msw bsw lcsw lsw np pa do ot slp pta rd all it"))


def are_initials(match: re.Match[str]) -> bool:
    low = match["id"].lower().replace(".", "")
    known = low in ABBREVIATIONS or low in CREDENTIALS or low in ALLOWED_PHRASES
    return not known


def a_surname(match: re.Match[str]) -> bool:
    """No English word: "worker t. okafor", but "the pt. then left"."""
    before = BEFORE.search(match.string, max(0, match.start() - 16), match.start())
    if not before or before[1].lower() not in PEOPLE:
        return False
    if FOLLOWING.match(match.string, match.start("last") - 1):
        return False
    known = flags(match["last"].partition("-")[0])
    return not known & (Flag.EVERYDAY | Flag.WORD) or bool(
        known & (Flag.LAST | Flag.USUAL) and "-" in match["last"]
    )


RULES = (
    Rule(
        "initials_signed",
        "name",
        direct=True,
        pattern=rx(
            rf"(?<![\w-])(?:{SIGNED}) by ?[:=]? ?(?P<id>(?-i:[A-Z]{{2,3}}|(?:[A-Z]\.){{2,3}}))(?![\w'-])",
        ),
        reason=INITIALS,
        replacement=NAME,
        examples=("Seen by: «RG»", "note typed by «KMD», again"),
        counter=("Seen by CPS", "signed by MD", "seen by: no one", "reviewed by all"),
        check=are_initials,
        cues=(" by",),
        reach=14,
    ),
    Rule(
        "initial_small_surname",
        "name",
        direct=True,
        pattern=rx(r"(?<= )(?P<id>(?-i:[a-z]\. ?(?P<last>[a-z][a-z'-]{3,20})))(?![\w'-])"),
        reason=BESIDE,
        replacement=NAME,
        examples=("acs worker «t. bailey-finch» was decent", "ask det «r. okafor» again"),
        counter=("my client a. then left", "with e. coli again", "the teacher i. think"),
        check=a_surname,
        cues=(".",),
        reach=1,
    ),
)
