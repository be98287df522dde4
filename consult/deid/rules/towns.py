"""Towns by name, and what words around a name make a town; the layer that looks at words with capitals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from consult.deid import gazetteer, lexicon
from consult.deid.gazetteer import Grade
from consult.deid.lexicon import Flag
from consult.deid.plain import Plain
from consult.deid.rows import Find, words
from consult.deid.rules import (
    joined,
    neighbourhoods,
    organisations,
    organisations_small,
    towns_small,
    workplaces,
)
from consult.deid.rules.capitals import (
    DEMONYM,
    Hit,
    Run,
    Word,
    extent,
    goes_into_term,
    in_term,
    is_first_name,
    is_proper,
    is_term,
    is_word,
    phrase,
    possessive,
    runs,
    shouted,
    tells,
    trimmed,
)
from consult.deid.rules.cues import (
    ADDRESS_BEFORE,
    AT,
    AT_PEOPLE,
    BEFORE_PLACES,
    ENDED_AFTER,
    HOUSED_AFTER,
    INTO,
    LIVES_IN,
    NEAR,
    ONE_OF,
    SETTLED_IN,
    SOMEWHERE,
    STATE_AFTER,
    TELLING_AFTER,
    THEORY,
    last_word,
)
from consult.deid.rules.neighbourhoods import SIDES, WITH_ARTICLE, hit
from consult.deid.rules.places import STATES as STATE_LETTERS
from consult.deid.rules.placewords import GENERIC, ORDINARY, SCALED, SCALES, STATES, TITLES, TRIMMED

LONGEST = 4  # words
LEAST = 3  # letters
SHORTENED = frozenset(words("nyc okc slc atl dfw nola"))
TO_PEOPLE = frozenset(words("to from of through and or by at"))
NO_TOWNS = ORDINARY - SIDES
STATE_WORDS = frozenset(STATE_LETTERS.split("|"))


def named(plain: Plain) -> Iterable[Find]:
    """Places and organisations: a layer of the check."""
    listed = list(runs(plain))
    for number, run in enumerate(listed):
        if number + 1 < len(listed):
            yield from joined.found(plain, run, listed[number + 1])
            if found := organisations.of_names(plain, run, listed[number + 1]):
                yield found
                continue
        taken: set[int] = set()
        for looked in (organisations.named, neighbourhoods.formed, workplaces.cued, known, guessed):
            for first, last, find in looked(run, taken):
                taken.update(range(first, last + 1))
                yield find
    yield from towns_small.found(plain)
    yield from organisations_small.found(plain)


def known(run: Run, taken: set[int]) -> Iterator[Hit]:
    """By name: "Fresno" anywhere, "Jackson" where something says that it is a place."""
    first = 0
    while first < len(run.words):
        last = longest(run, first, taken)
        if last is not None:
            begins = first
            if first and first - 1 not in taken and run.words[first - 1].low in prefixes(run.words[first]):
                begins -= 1
            yield hit(run, begins, last, "town", "city")
            first = last
        first += 1


def longest(run: Run, first: int, taken: set[int]) -> int | None:
    """The last word of the longest known name that begins here."""
    if run.words[first].low == "the":
        return None
    for last in range(min(first + LONGEST, len(run.words)) - 1, first - 1, -1):
        grade = gazetteer.grade(phrase(run.words[first : last + 1]))
        if grade and not taken.intersection(range(first, last + 1)) and is_place(run, first, last, grade):
            return last
    return None


def prefixes(word: Word) -> frozenset[str]:
    return SIDES | {"the"} if word.low in WITH_ARTICLE else SIDES


def is_place(run: Run, first: int, last: int, grade: Grade) -> bool:
    """Is this known name meant as one here?"""
    if lent(run, first, last) or someone_or_something(run, first, last):
        return False
    # Who is known for a theory is meant wherever nothing says that it is a place: "the Barlow protocol".
    author = first == last and run.words[first].low in lexicon.AUTHORS
    if (grade == Grade.PLACE and not author) or possessive(run.words[last]):
        return grade == Grade.PLACE and not author
    if says_after(run, last) and not (grade == Grade.WORD and run.opens and not first):
        return not (first and is_first_name(run.words[first - 1].low))
    return says_before(run, first, last, grade)


def says_before(run: Run, first: int, last: int, grade: Grade) -> bool:
    """ "in Jackson", and for words: "lives in Mobile"."""
    at = first - 1 if first and run.words[first - 1].low in SIDES else first
    if at > 1 or (at == 1 and run.words[0].low not in BEFORE_PLACES):
        return False
    before = run.before(at)
    if last_word(before) not in BEFORE_PLACES:
        return False
    if SETTLED_IN.search(before) or NEAR.search(before):
        return True
    if grade == Grade.WORD and first == last and a_word_for_town(run, first, before):
        return True
    if (grade == Grade.WORD and first == last) or (
        is_first_name(run.words[first].low) and last_word(before) in TO_PEOPLE
    ):
        return False
    at_it = AT.search(before) and not AT_PEOPLE.search(before)
    return bool(at_it or SOMEWHERE.search(before) or LIVES_IN.search(before))


def a_word_for_town(run: Run, first: int, before: str) -> bool:
    """ "One I had in Cork, a fella": an English word with a capital, in the middle of a sentence."""
    low = run.words[first].low
    if (
        low in FELT
        or low in GENERIC
        or is_first_name(low)
        or (lexicon.flags(low) & Flag.LAST and "from" in before)
    ):
        return False
    headed = run.plain.text[max(0, run.start - 8) : run.start].istitle()
    return bool(ONE_OF.search(before) and ENDED_AFTER.search(run.after(first)) and not headed)


# Written with a capital for weight, or the name of a group or a programme.
FELT = frozenset(
    words(
        "faith hope grace reading normal progress success freedom comfort harmony justice opportunity "
        "independence unity defiance love loving trial parole mission legacy concrete paradise peace power "
        "purchase prosperity celebration recovery serenity seminary reality august march early oriental "
        "orange green brown white young king secretary university college center circle page section economy "
        "effort equality energy conservation congress continental union temple church field hall court real "
        "medicine fate experiment transit surprise split start stage standing hazard crisis triangle trinity "
        "sunshine rainbow purpose welcome winner happy friendship friendly discovery horizon horizons "
        "pathway "
        "pathways gateway bridge matrix moral life living alpha omega"
    )
) - {"orange", "surprise"}


def lent(run: Run, first: int, last: int) -> bool:
    """A scale, a model or an illness that a town gave its name: "the Vineland", "Glasgow Coma Scale"."""
    after = run.after(last)[1:].partition(" ")[0].strip(".,;:").lower()
    follower = run.words[last + 1].low if last + 1 < len(run.words) else after
    the = run.before(first).endswith("the ")
    if the and TELLING_AFTER.search(run.after(last)):
        return False
    return follower in SCALES or (the and first == last and run.words[first].low in SCALED)


def someone_or_something(run: Run, first: int, last: int) -> bool:
    words_of, low = run.words, run.words[first].low
    if first and words_of[first - 1].low in TITLES:
        return True
    if first == last and (low in ORDINARY or (shouted(words_of[first]) and low not in SHORTENED)):
        return True
    if in_term(run, first, last) or goes_into_term(run, first, last):
        return True
    return any(is_term(words_of[at : last + 1]) for at in range(first + 1))


def says_after(run: Run, last: int) -> bool:
    """ "Jackson, MS", "Jackson police"."""
    after = run.after(last)
    if STATE_AFTER.search(after) or TELLING_AFTER.search(after):
        return True
    return last + 1 < len(run.words) and run.words[last + 1].text in STATE_WORDS


def guessed(run: Run, taken: set[int]) -> Iterator[Hit]:
    """By what is said around it: a town that no list has."""
    first = trimmed(run, len(run.words) - 1)
    if first in taken:
        return
    last = extent(run, first, taken)
    if goes_into_term(run, first, last):
        return
    name, before, after = run.words[first : last + 1], run.before(first), run.after(last)
    of_state = after[:1] == "," and STATE_AFTER.search(after)
    listed_last = before.endswith(", ") and ADDRESS_BEFORE.search(before)
    if (listed_last or of_state) and addressed(name, after, of_state=bool(of_state)):
        yield hit(run, first, last, "town_of_state", "city")
        return
    into = before.endswith(" the ") and INTO.search(before)
    if not (of_state or into or last_word(before) in BEFORE_PLACES) or not could_be_town(name):
        return
    if of_state:
        yield hit(run, first, last, "town_of_state", "city")
    elif not person_like(name, before):
        strange = any(lexicon.flags(it.low) in {0, Flag.LAST} for it in name) and not THEORY.search(after)
        housed = last_word(before) == "the" and HOUSED_AFTER.search(after)
        somewhere = strange and (into or SOMEWHERE.search(before) or someone_of(run, before) or housed)
        if LIVES_IN.search(before) or somewhere:
            yield hit(run, first, last, "town_cued", "city", direct=False)


def addressed(name: list[Word], after: str, *, of_state: bool) -> bool:
    """The last item of an address: "off Hwy 111, Thermal." """
    low = phrase(name)
    if (
        len(name) > 1
        or low.removesuffix("s") in ORDINARY
        or not (ENDED_AFTER.search(after) and tells(name[0]))
        or (is_first_name(low) and low not in PROVINCIAL)
    ):
        return False
    return (
        bool(gazetteer.grade(low)) or (not of_state and not is_term(name)) or (of_state and low in PROVINCIAL)
    )


PROVINCIAL = frozenset(words("ontario manitoba wyoming nevada oregon delaware california indiana"))


def could_be_town(name: list[Word]) -> bool:
    """Neither a word with a capital for weight, nor a state, nor what the whole field knows."""
    low = phrase(name)
    if low in STATES or is_term(name) or name[0].low in TITLES or all(map(shouted, name)):
        return False
    if any(it.low in NO_TOWNS or it.text[-1].isdigit() for it in name):
        return False
    if len(name) == 1:
        return tells(name[0]) and len(low) >= LEAST and not (is_word(low) or DEMONYM.search(low))
    telling = [it for it in name if it.low not in GENERIC and it.low not in TRIMMED]
    if all(is_proper(it.low) or is_word(it.low) for it in name):
        return len(telling) == len(name) and all(is_word(it.low) for it in name)
    return bool(telling)


def person_like(name: list[Word], before: str) -> bool:
    """ "Back to Denise", "is from Denise": hardly a town, unless somebody lives there."""
    return possessive(name[-1]) or (is_first_name(name[0].low) and not SETTLED_IN.search(before))


def someone_of(run: Run, before: str) -> bool:
    """ "Mr. Abramowitz of Midwood"."""
    owner = last_word(run.plain.text[max(0, run.start - 30) : run.start].removesuffix(" of "))
    return before.endswith(" of ") and owner[:1].isupper() and not is_word(owner.lower())
