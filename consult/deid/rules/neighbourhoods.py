"""Places by form: "Linden Heights", "Cook County", "Lake Wobegon"."""

from __future__ import annotations

from collections.abc import Iterator

from consult.deid.kinds import N_
from consult.deid.rows import Find, words
from consult.deid.rules.capitals import (
    Hit,
    Run,
    Word,
    all_words,
    ends_in_term,
    in_term,
    named_in_capitals,
    unpossessed,
)
from consult.deid.rules.cues import LIVES_IN, SOMEWHERE, last_word
from consult.deid.rules.organisations import THERE, is_person
from consult.deid.rules.placewords import (
    GENERIC,
    LED_PLACES,
    ORDINARY,
    PLACE_TYPES,
    STATES,
    TITLES,
    TRIMMED,
    VAGUE,
)

KNOWN = N_("A town or county. Nothing smaller than a state is shared.")
FORMED = N_("Name of a place. Nothing smaller than a state is shared.")
GUESSED = N_("Looks like the name of a place, by the words around it.")
REPLACED = {
    "city": N_("[city]"),
    "county": N_("[county]"),
    "neighbourhood": N_("[neighbourhood]"),
    "reservation": N_("[reservation]"),
    "place": N_("[place]"),
}
SIDES = frozenset(
    words(
        "north south east west northeast northwest southeast southwest downtown greater upper lower old new "
        "uptown midtown mid inner outer"
    )
)
# The article belongs to the name.
WITH_ARTICLE = frozenset(words("bronx villages dalles woodlands hague tenderloin"))
THE = "the "
LONGEST = 3  # words before the one that says what it is


def formed(run: Run, taken: set[int]) -> Iterator[Hit]:
    """What in a run ends or begins with the word for what it is."""
    last = len(run.words) - 1
    while last > 0:
        kind = PLACE_TYPES.get(run.words[last].low)
        first = beginning(run, last, taken) if kind and last not in taken else last
        if kind and first < last and believed(run, first, last):
            yield hit(run, first, last, "place_formed", kind)
            last = first
        last -= 1
    for first, (word, after) in enumerate(zip(run.words, run.words[1:], strict=False)):
        free = first not in taken and first + 1 not in taken
        named = after.low not in GENERIC and after.low not in ORDINARY and not in_term(run, first, first + 1)
        if free and word.low in LED_PLACES and named:
            yield hit(run, first, first + 1, "place_led", "place")


def beginning(run: Run, last: int, taken: set[int]) -> int:
    first = last
    while first > 0 and last - first < LONGEST and first - 1 not in taken and belongs(run.words[first - 1]):
        first -= 1
    return first


def belongs(word: Word) -> bool:
    if word.low in SIDES and word.low != "downtown":
        return True
    return not any(word.low in listed for listed in (TRIMMED, TITLES, ORDINARY, STATES))


def believed(run: Run, first: int, last: int) -> bool:
    """Is there a name before the word, and is it that of a place?"""
    name, type_word = run.words[first:last], run.words[last]
    telling = [it for it in name if it.low not in GENERIC and it.low not in ORDINARY and not it.low.isdigit()]
    if not telling or (type_word.low == "co" and not type_word.text.endswith(".")):
        return False
    term = in_term(run, first, last) or ends_in_term(run.words[first : last + 1], telling[0])
    if term or named_in_capitals(run, first, last, telling):
        return False
    if first and run.words[first - 1].low in TITLES:
        return False
    before = run.before(first)
    if is_person(name, type_word.low):
        return bool(SOMEWHERE.search(before)) or last_word(before) in THERE
    if type_word.low in VAGUE and all_words(telling):
        return bool(LIVES_IN.search(before) or SOMEWHERE.search(before))
    return not (run.alone and all_words(telling))


def hit(run: Run, first: int, last: int, rule: str, kind: str, *, direct: bool = True) -> Hit:
    reason = KNOWN if rule == "town" else FORMED if direct else GUESSED
    start, end = run.words[first].start, unpossessed(run.words[last])
    if run.words[first].low in WITH_ARTICLE and run.plain.small.endswith(THE, 0, start):
        start -= len(THE)
    return Hit(first, last, Find(start, end, "place", direct, rule, reason, REPLACED[kind]))
