"""Towns in small letters, as people write in chats: "she lives in fresno"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consult.deid import gazetteer, lexicon
from consult.deid.gazetteer import Grade
from consult.deid.lexicon import Flag
from consult.deid.plain import Plain
from consult.deid.rows import Find, words
from consult.deid.rules.cues import SETTLED_IN, STATE_AFTER
from consult.deid.rules.neighbourhoods import KNOWN, REPLACED
from consult.deid.rules.placewords import GENERIC, ORDINARY, SCALED, TRIMMED

CUE = re.compile(
    r"(?<![\w'-])(?:in|to|thru|frm|from|near|nr|past|by|behind|off|beyond|towards?|around|outside|of|via|between|and|"
    r"downtown|at|through|leaving|left) (?:the )?(?=[a-z])"
)
# After these, much else may stand.
WEAK = frozenset(words("and at of left by behind off"))
# After these, hardly a person.
SURE = frozenset(words("in outside downtown near nr around"))
WORD = re.compile(r"[a-zß-öø-ÿ][\wß-öø-ÿ'-]*\.?")
LONGEST = 3  # words
LEAST = 3  # letters
BEFORE = 40
ALONE = re.compile(r"(?<![\w'@#/.-])[a-z]{5,}(?![\w'@/-]|\.\w)")
COUNTY = re.compile(r"(?<![\w'-])([a-z][a-z'.-]+(?: [a-z][a-z'.-]+)?) county(?!\w)")


def found(plain: Plain) -> Iterator[Find]:
    """All of them, and counties."""
    if "county" in plain.small:
        for county in COUNTY.finditer(plain.text):
            yield from counties(county)
    for cue in CUE.finditer(plain.text):
        yield from behind(plain, cue)
    for word in ALONE.finditer(plain.text):
        if unmistakable(word[0]) and not plain.text.startswith(" county", word.end()):
            yield find(word.start(), word.end(), "town_small", "city")


def behind(plain: Plain, cue: re.Match[str]) -> Iterator[Find]:
    """The longest known name behind a word for "where"."""
    start = cue.end()
    for end in reversed(ends(plain.text, start)):
        name = plain.text[start:end].rstrip(".'-")
        grade = gazetteer.grade(name)
        if plain.text.startswith(" county", start + len(name)):
            return
        if grade and believed(plain, cue, name, grade):
            yield find(start, start + len(name), "town_small", "city")
            return


def ends(text: str, at: int) -> list[int]:
    """Where the next words end."""
    found: list[int] = []
    while len(found) < LONGEST and (word := WORD.match(text, at)):
        found.append(word.end())
        if text[word.end() : word.end() + 1] != " ":
            break
        at = word.end() + 1
    return found


def believed(plain: Plain, cue: re.Match[str], name: str, grade: Grade) -> bool:
    """English words never; people's names and what a large dictionary knows only where somebody lives."""
    if fine(name) or len(name) < LEAST:
        return False
    known = lexicon.flags(name)
    before = plain.small[max(0, cue.start() - BEFORE) : cue.end()].rpartition("\n")[2]
    state = bool(STATE_AFTER.match(plain.text[cue.end() + len(name) :][:4].upper()))
    if grade == Grade.WORD:
        return state and bool(SETTLED_IN.search(before))
    if known & (Flag.EVERYDAY | Flag.WORD):
        return False
    first = cue[0].split()[0]
    named = known & Flag.USUAL or (grade == Grade.NAME and known & Flag.FIRST)
    doubted = known & Flag.KNOWN or (named and first not in SURE)
    if doubted or (first in WEAK and " " not in name):
        return state or bool(SETTLED_IN.search(before))
    return True


def unmistakable(name: str) -> bool:
    """What a dictionary of English writes with a capital, and no one is called: "try omaha"."""
    if gazetteer.listed().get(name) != Grade.PLACE or lexicon.flags(name) != Flag.PROPER:
        return False
    return not fine(name) and name not in SCALED


def fine(name: str) -> bool:
    return name in ORDINARY or name in GENERIC or name in lexicon.ALLOWED_PHRASES


def counties(county: re.Match[str]) -> Iterator[Find]:
    for name in (county[1], county[1].rpartition(" ")[2]):
        if gazetteer.grade(name) and name not in GENERIC and name not in TRIMMED:
            yield find(county.end(1) - len(name), county.end(), "county_small", "county")
            return


def find(start: int, end: int, rule: str, kind: str) -> Find:
    return Find(start, end, "place", direct=True, rule=rule, reason=KNOWN, replacement=REPLACED[kind])
