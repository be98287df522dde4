"""Words with a capital, in runs: "the Cedar Ridge Treatment Center in Sioux Falls" has two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from consult.deid import lexicon
from consult.deid.lexicon import Flag
from consult.deid.plain import Plain
from consult.deid.rows import Find
from consult.deid.rules.placewords import GENERIC, ORDINARY, TRIMMED

SHORTENED = "St|Ste|Sts|Mt|Ft|Ctr|Elem|Hosp|Univ|Inc|Co|Corp|Ltd|Bros|Jr|Sr|Dr|Mr|Mrs|Ms|Rev|Prof"
CAPITAL = re.compile(
    rf"(?<![\w@#])(?<!\w['.-])(?:(?:{SHORTENED})\.(?=[ ,])|(?:[A-Z]\.){{2,}}|[A-Z]\.(?= [A-Z])"
    r"|[A-ZÀ-ÖØ-ÞĀŁŚŞŠŻŽİĐ]\w*(?:['-]\w+)*)"
)
JOINTS = frozenset((" ", " & ", " + ", " 'n' "))
LINKS = frozenset(
    f" {it} "
    for it in (
        "de",
        "del",
        "de la",
        "de los",
        "de las",
        "des",
        "du",
        "da",
        "dos",
        "na",
        "al",
        "el",
        "la",
        "le",
        "les",
    )
)
LONGEST = 10
LONGEST_NAME = 4  # words behind the first
AROUND = 60
SHOUTED = 5  # letters that an abbreviation has at most
ENDS = frozenset('.!?:;\n-•*>|"(')
# Peoples, languages, faiths, followers of a school of thought.
DEMONYM = re.compile(r"(?:ish|ese|ism|ists?|ians?|cans?|alis?)$")
POSSESSIVE = re.compile(r"'s?$")


class Word(NamedTuple):
    """A word with a capital. `low` is what lists know: small, no 's, no full stop."""

    start: int
    end: int
    text: str
    low: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words with capitals, side by side, and the text they stand in."""

    plain: Plain
    words: list[Word]

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    def before(self, first: int = 0) -> str:
        """What stands before a word of it, in small letters, no farther than the line."""
        at = self.words[first].start
        return self.plain.small[max(0, at - AROUND) : at].rpartition("\n")[2]

    def after(self, last: int = -1) -> str:
        """What stands behind a word of it, as written."""
        at = self.words[last].end
        return self.plain.text[at : at + AROUND].partition("\n")[0]

    @property
    def opens(self) -> bool:
        """Where any word has a capital: a sentence or a line begins here."""
        before = self.plain.text[max(0, self.start - 3) : self.start].rstrip(" ")
        return not before or before[-1] in ENDS

    @property
    def alone(self) -> bool:
        """A heading: all that is in its line."""
        rest = self.plain.text[self.end : self.end + 2].lstrip(" :.")
        return self.opens and rest[:1] in {"", "\n"}


class Hit(NamedTuple):
    """A find in a run, and the first and the last word that it takes."""

    first: int
    last: int
    find: Find


def runs(plain: Plain) -> Iterator[Run]:
    """All runs of a text, in order."""
    text = plain.text
    words: list[Word] = []
    for found in CAPITAL.finditer(text):
        start, end = found.span()
        between = text[words[-1].end : start] if words else " "
        if between in LINKS and len(words) < LONGEST:
            words.append(Word(start - len(between) + 1, start - 1, between[1:-1], between[1:-1]))
        elif between not in JOINTS or len(words) >= LONGEST:
            yield Run(plain, words)
            words = []
        written = found[0]
        words.append(Word(start, end, written, POSSESSIVE.sub("", written.lower()).rstrip(".")))
    if words:
        yield Run(plain, words)


def phrase(listed: list[Word]) -> str:
    """As lists write it."""
    return " ".join(word.low for word in listed)


def shouted(word: Word) -> bool:
    """CBT, PHQ-9: capitals throughout, and short."""
    return len(word.text) <= SHOUTED and word.text.isupper() and len(word.text) > 1


def possessive(word: Word) -> bool:
    return word.text.endswith(("'s", "s'"))


def unpossessed(word: Word) -> int:
    """Where it ends without its 's."""
    return word.end - 2 if word.text.endswith("'s") else word.end


def is_first_name(low: str) -> bool:
    return bool(lexicon.flags(low) & Flag.USUAL)


def is_word(low: str) -> bool:
    """Is it English?"""
    return bool(lexicon.flags(low) & (Flag.EVERYDAY | Flag.WORD))


def is_proper(low: str) -> bool:
    """A capital belongs to it, and it is no name of a person: Spanish, Medicaid."""
    return bool(lexicon.flags(low) & Flag.PROPER)


def all_words(listed: list[Word]) -> bool:
    return all(is_word(it.low) for it in listed)


def tells(word: Word) -> bool:
    """Could this be a name, or part of one?"""
    low = word.low
    return (
        len(low) > 1 and not low.isdigit() and not any(low in known for known in (GENERIC, ORDINARY, TRIMMED))
    )


def is_term(listed: list[Word]) -> bool:
    """Is all of it a term of the field?"""
    return phrase(listed) in lexicon.ALLOWED_PHRASES


def ends_in_term(listed: list[Word], until: Word) -> bool:
    """Is it a term of several words, with generic words before it: "Community Functional Family Therapy"?"""
    return any(is_term(listed[at:]) for at in range(len(listed) - 1) if listed[at].start <= until.start)


def in_term(run: Run, first: int, last: int) -> bool:
    """Is it part of a longer term of the field: the "HSE Primary" of "HSE Primary Care Psychology"?"""
    return any(
        is_term(run.words[begun : end + 1])
        for begun in range(first + 1)
        for end in range(max(last, begun + 1), min(begun + LONGEST_TERM, len(run.words)))
    )


LONGEST_TERM = 6
NEXT = re.compile(r" ([^\W\d_]+)")


def goes_into_term(run: Run, first: int, last: int) -> bool:
    """Is it a term together with the small word behind it: the "Epsom" of "Epsom salts"?"""
    behind = NEXT.match(run.after(last))
    said = f"{phrase(run.words[first : last + 1])} {behind[1].lower()}" if behind else ""
    return said in lexicon.ALLOWED_PHRASES


def named_in_capitals(run: Run, first: int, last: int, telling: list[Word]) -> bool:
    """A heading in capitals throughout: "SIBLING IN CARE"."""
    return run.plain.text[run.words[first].start : run.words[last].end].isupper() and all_words(telling)


def extent(run: Run, first: int, taken: set[int]) -> int:
    """The rest of a run, but no farther than where something else begins."""
    last = first
    while (
        last + 1 < len(run.words)
        and last - first < LONGEST_NAME
        and run.words[last + 1].low not in ORDINARY
        and last + 1 not in taken
    ):
        last += 1
    return last


def trimmed(run: Run, until: int) -> int:
    """Where a name begins: behind "Ask the"."""
    first = 0
    while first < until and run.words[first].low in TRIMMED:
        first += 1
    return first
