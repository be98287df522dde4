"""Schools, churches, shelters, courts: names with the word for what they are."""

from __future__ import annotations

from collections.abc import Iterator

from consult.deid import gazetteer
from consult.deid.gazetteer import Grade
from consult.deid.kinds import N_
from consult.deid.plain import Plain
from consult.deid.rows import Find, words
from consult.deid.rules.capitals import (
    Hit,
    Run,
    Word,
    ends_in_term,
    in_term,
    is_first_name,
    is_proper,
    is_term,
    is_word,
    named_in_capitals,
    phrase,
    shouted,
    tells,
    unpossessed,
)
from consult.deid.rules.cues import last_word
from consult.deid.rules.placewords import (
    GENERIC,
    HEADS,
    LEADING,
    ORDINARY,
    STATES,
    STRONG,
    SURNAMES,
    TITLES,
    TRIMMED,
    WEAK,
)

NAMED = N_("Name of an organisation. Whoever knows it knows the people there.")
CUED = N_("Looks like the name of a place where someone works or goes.")
REPLACED = {
    "school": N_("[school]"),
    "church": N_("[church]"),
    "hospital": N_("[hospital]"),
    "clinic": N_("[clinic]"),
    "shelter": N_("[shelter]"),
    "court": N_("[court]"),
    "jail": N_("[jail]"),
    "care_home": N_("[care home]"),
    "workplace": N_("[workplace]"),
    "organisation": N_("[organisation]"),
}
SIDED = frozenset(words("north south east west central northeast northwest southeast southwest"))
DENOMINATIONS = frozenset(words("baptist methodist presbyterian lutheran ame pentecostal congregational"))
NUMBERED = frozenset(words("first second third new old"))
GRADED = frozenset(words("high middle elementary hs academy"))
# Hardly ever named, and often written with a capital: an English word before them is no name.
UNNAMED = frozenset(
    words(
        "group team program programme band company therapy crew system school court authority commission "
        "department bureau office institute"
    )
)
ABBREVIATED = frozenset(words("hs va ame rtc prtf"))
SAINTS = frozenset(words("st saint sts saints"))
LOOSE = frozenset(words("project club hospital camp casa"))
THERE = frozenset(words("at the from to near in by behind outside through attends into"))
# With a capital only in a title: "Certificates And Pizza".
BETWEEN = frozenset(words("and or but if in not no my your our is are be to with without"))
# Behind the word for what it is: "Tony's Auto Body".
TAILS = frozenset(
    words("body repair repairs parts glass wash sales supply works company co inc llc ltd shop store group")
)
COUNTED = frozenset(words("first second third"))
OF = frozenset((" of ", " of the ", " for "))
OPEN_HEADS = frozenset(words("university univ lady church college"))


def named(run: Run, _taken: set[int]) -> Iterator[Hit]:
    """What in a run ends or begins with the word for what it is."""
    found = ending(run) or leading(run)
    if found:
        yield found


def ending(run: Run) -> Hit | None:
    """The name that ends with such a word: "Cedar Ridge Treatment Center"."""
    listed = run.words
    for last in range(len(listed) - 1, 0, -1):
        kind = kind_of(listed[last])
        weak = listed[last].low not in STRONG
        # Something else goes on behind a word that is hardly anything on its own: "House Rules".
        if kind is None or (weak and last < len(listed) - 1 and not kind_of(listed[last + 1])):
            continue
        first = beginning(run, last)
        if first < last and believed(run, first, last, weak=weak):
            while last + 1 < len(listed) and listed[last + 1].low in TAILS:
                last += 1  # noqa: PLW2901 - the rest of the name
            return hit(run, first, last, "organisation_named", kind)
    return None


def kind_of(word: Word) -> str | None:
    """The kind of organisation that this word names; abbreviations have to be written as such."""
    if word.low in ABBREVIATED and not word.text.isupper():
        return None
    return STRONG.get(word.low) or WEAK.get(word.low)


def beginning(run: Run, last: int) -> int:
    """Where the name begins: behind "Ask the", but "First Baptist" and "South Central Clinic" are whole."""
    first = 0
    if run.words[last].low in DENOMINATIONS and last == 1 and run.words[0].low in NUMBERED:
        return 0
    while first < last and run.words[first].low not in SIDED:
        low = run.words[first].low
        if low not in TRIMMED and not (first == 0 and low in ORDINARY):
            break
        first += 1
    return first


def believed(run: Run, first: int, last: int, *, weak: bool) -> bool:
    """Is there a name before the word, and is it that of an organisation?"""
    name, type_word = run.words[first:last], run.words[last].low
    telling = [it for it in name if tells(it)]
    if not telling:
        return named_by_side(name, type_word)
    if named_in_capitals(run, first, last, telling) or ends_in_term(run.words[first : last + 1], telling[0]):
        return False
    if in_term(run, first, last) or (weak and any(it.low in BETWEEN for it in name)):
        return False
    if is_person(name, type_word):
        return located(run, first) or name[0].text.endswith("'s")
    if type_word in UNNAMED and weak:
        return any(
            gazetteer.grade(it.low) == Grade.PLACE
            or not (is_word(it.low) or is_proper(it.low) or it.low in STATES)
            for it in telling
        )
    only_words = all(is_word(it.low) and not is_first_name(it.low) for it in telling)
    heading = run.alone or (weak and run.opens and first == 0 and len(telling) == 1)
    return name[-1].low not in TITLES and not (only_words and heading)


def named_by_side(name: list[Word], type_word: str) -> bool:
    """Words that are no names make one together: "East High", "First Baptist", "Children's Hospital"."""
    first = name[0].low
    if len(name) > 1:
        peoples = STRONG.get(type_word) == "church" and any(is_proper(it.low) for it in name)
        return peoples or (first in SIDED and type_word not in UNNAMED)
    return (
        (first in SIDED and type_word in GRADED)
        or (first in NUMBERED and type_word in DENOMINATIONS)
        or (name[0].text == "Children's" and type_word == "hospital")
    )


def is_person(name: list[Word], type_word: str) -> bool:
    """ "Maria Temple" may be someone's name."""
    first = name[0].low
    return len(name) == 1 and type_word in SURNAMES and is_first_name(first) and not is_word(first)


def located(run: Run, first: int) -> bool:
    """Does the word before say that it is somewhere?"""
    return (run.words[first - 1].low if first else last_word(run.before())) in THERE


def leading(run: Run) -> Hit | None:
    """The name that begins with such a word: "Masjid Al-Noor", "St. Luke's"."""
    for first, word in enumerate(run.words[:-1]):
        kind, rest = LEADING.get(word.low), run.words[first + 1 :]
        if kind is None or not any(map(tells, rest[:2])) or is_term(run.words[first:]):
            continue
        if word.low in SAINTS:
            return saint(run, first)
        plain_words = all(is_word(it.low) and not shouted(it) for it in rest)
        if word.low in LOOSE and plain_words and (word.low != "camp" or run.opens):
            continue
        return hit(run, first, len(run.words) - 1, "organisation_led", kind)
    return None


def saint(run: Run, first: int) -> Hit | None:
    """Churches and schools and hospitals, but "St. Paul" is a town."""
    owning = run.words[first + 1].text.endswith("'s")
    if gazetteer.grade(phrase(run.words[first : first + 2])) and not owning:
        return None
    last = first + 1 if owning else min(len(run.words) - 1, first + 2)
    return hit(run, first, last, "organisation_saint", "organisation")


def of_names(plain: Plain, run: Run, following: Run) -> Find | None:
    """ "University of Toledo", "Boys & Girls Club of Dayton": two runs with "of" between them."""
    if plain.text[run.end : following.start] not in OF:
        return None
    counted = len(run.words) > 1 and run.words[0].low in COUNTED
    heads = run.words if counted else run.words[beginning(run, len(run.words) - 1) :]
    name = following.words
    size = max((size for size in (1, 2, 3) if gazetteer.grade(phrase(name[:size]))), default=0)
    known = bool(size) or phrase(name) in STATES or name[0].low == "america"
    if not (headed(heads) or (several(heads) and known)) or not (known or named_freely(heads, name)):
        return None
    if any(is_term([*run.words[at:], *name[:2]]) for at in range(len(run.words))):
        return None
    head = heads[-1].low
    kind = STRONG.get(head) or WEAK.get(head) or "organisation"
    end = unpossessed(name[min(max(size, 1), len(name)) - 1])
    return Find(
        heads[0].start,
        end,
        "organisation",
        direct=True,
        rule="organisation_of",
        reason=NAMED,
        replacement=REPLACED[kind],
    )


def headed(heads: list[Word]) -> bool:
    return heads[-1].low in HEADS


def several(heads: list[Word]) -> bool:
    """ "First National of Beattyville": a name of several words, and nobody's."""
    return (
        len(heads) > 1
        and is_word(heads[-1].low)
        and not is_first_name(heads[0].low)
        and any(it.low not in GENERIC or it.low in NUMBERED for it in heads)
        and not any(map(shouted, heads))
    )


def named_freely(heads: list[Word], name: list[Word]) -> bool:
    """No known town behind "of": then it is no English word, or a church or a university stands before it."""
    return tells(name[0]) and (not is_word(name[0].low) or heads[-1].low in OPEN_HEADS)


def hit(run: Run, first: int, last: int, rule: str, kind: str, *, direct: bool = True) -> Hit:
    reason = NAMED if direct else CUED
    start, end = run.words[first].start, run.words[last].end
    return Hit(first, last, Find(start, end, "organisation", direct, rule, reason, REPLACED[kind]))
