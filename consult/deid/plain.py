"""Making a text plain for matching, and finding the way back to the places in the text as given.

People paste from word processors, phones and chats: curly quotes, hair spaces, soft hyphens, full-width
digits, accents in two pieces, letters that only look Latin. Rules see none of this.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from consult.deid.split import BLANK, whole

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d\u30fc"
APOSTROPHES = "\u2018\u2019\u201a\u201b\u2032\u02bc\u02b9\u0060\u00b4\u2035"
QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
LINE_ENDS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


# Nothing that a reader sees: soft hyphen, zero-width characters, marks of writing direction, fillers and
# selectors of scripts that Latin letters have no use for.
UNSEEN = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e01ef"
)
# Accents and the like that stand behind their letter, as "é" in two pieces or a keycap around a digit.
MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
# Marks of Markdown that are gone when it is drawn: asterisks at a word, a backslash before a sign.
DRAWN = r"(?<!\*)\*+(?=\w)|(?<=\w)\*+|\\(?=[^\w\s]|_)"
# And the marks of code, which stand around whole words only. A single one is an apostrophe.
CODE = re.compile(r"(?<![\w`\\])(?P<marks>`{1,3})(?!`)(?P<words>[^`]++)(?P=marks)(?![\w`])")
# A number that goes on in the next line behind its hyphen.
HYPHENED = r"(?<=\d-)\n(?=\d)"
ODD = re.compile(
    f"(?P<base>\\w?)(?P<marks>[{MARKS}]+)|[{UNSEEN}][ {UNSEEN}]*| [ {UNSEEN}]+|{DRAWN}|{HYPHENED}"
)

# Cyrillic and Greek letters that look Latin; folded only in words that hold Latin letters too.
LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕԁһАВЕКМНОРСТУХІЈЅоνιαΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "abekmhopctyxijsdhABEKMHOPCTYXIJSoviaABEZHIKMNOPTYX",
)
FOREIGN = re.compile("[\u0370-\u052f]")
WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile("[A-Za-z]")
DIGITS = re.compile(r"\d+")
JOINED = re.compile(r"\d+(?:[-+ ./():]{1,3}\d+)*")
BEGINNING = re.compile(r"(?<!\w)[^\s]")

# A line end that a mail program put into a sentence, and underscores that make words stand out.
WRAPPED = re.compile(r"(?<=[^\n]{39}[^\n.!?:;])\n(?=[^\W_])")
# A telephone number over two lines: as it is dialled from home or abroad, or 3-3-4 as in America. Two lines
# with a short number each are a list.
BROKEN = re.compile(
    r"(?<![\w.,:;$€£#/+(-])(?:(?:\+|\(?0)[\d .()-]{2,16}\n(?=(?:\D?\d){3})[\d .()-]{3,16}"
    r"|\(?[2-9]\d\d\)?(?:[ .-]{0,2}\n ?\d{3}[ .-]{0,3}|[ .-]{0,3}\d{3}[ .-]{0,2}\n ?)\d{4})(?!\w)"
)
EMPHASIS = re.compile(r"(?<![^\s(*\"'])_+(?=[^\W_])|(?<=[^\W_])_+(?![^\s)*\"'.,;:!?])")

LEAST_IN_LINE = 3
PHONE_DIGITS = range(9, 14)

# "[young person]", "[week 14]", "[90 or older]": what stands where something was replaced. Never found, and
# no rule reaches across. Other digits inside brackets may well be identifiers.
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
SEASONS = "winter|spring|summer|autumn"
PLACEHOLDER = re.compile(
    rf"\[(?!(?:at|dot)\])(?:90 or older|(?:{SEASONS}) \d{{4}}|(?!(?:{MONTHS})[a-z.]* \d)"
    r"[^\W\d_]+(?:[ ,'-]{1,2}[^\W\d_]+){0,7}(?: \d{1,3})?)\]",
    re.IGNORECASE,
)
STOP = "\n"


class Folded(dict[int, str]):
    """One character for one, so that places stay: looked up when first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = unicodedata.category(char)
        if kind == "Nd":
            plain = str(unicodedata.digit(char))
        elif kind == "Zs":
            plain = " "
        else:
            plain = unicodedata.normalize("NFKC", char)
            plain = plain if len(plain) == 1 else char
        if plain != char:
            self[code] = plain  # the others are too many to keep
        return plain


FOLDED = Folded({code: chr(code) for code in range(0x20, 0x250)})
FOLDED |= dict.fromkeys(map(ord, DASHES), "-")
FOLDED |= dict.fromkeys(map(ord, APOSTROPHES), "'")
FOLDED |= dict.fromkeys(map(ord, QUOTES), '"')
FOLDED |= dict.fromkeys(map(ord, LINE_ENDS), "\n")
FOLDED |= dict.fromkeys(map(ord, BLANK), " ")
# The last one is the only letter that is two small ones.
FOLDED |= {0x09: " ", 0x0A: "\n", 0xA0: " ", 0x130: "I"}


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as rules see it, and what helps them to look in few places only.

    `small` is the text in small letters; `beginnings` are where words and marks begin; `numbers` are where
    runs of digits begin, with how many digits follow from there on, separators between them allowed;
    `triples` are all three letters in a row, to know at once which words cannot be there.
    `places` holds where each character began and ended in the text as given, if that changed.
    """

    text: str
    small: str
    beginnings: list[int]
    numbers: list[tuple[int, int]]
    triples: frozenset[str]
    places: tuple[list[int], list[int]] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch in the text as given."""
        if self.places is None:
            return start, end
        starts, ends = self.places
        return starts[start], ends[end - 1]


def make_plain(text: str) -> Plain:
    """The text as rules see it."""
    if "`" in text:
        text = CODE.sub(without_marks, text)
    plain = whole(text).translate(FOLDED)
    if FOREIGN.search(plain):
        plain = WORD.sub(latin_throughout, plain)
    plain = BROKEN.sub(in_one_line, WRAPPED.sub(" ", plain))
    if "_" in plain:
        plain = EMPHASIS.sub(lambda it: " " * len(it[0]), plain)
    places = None
    if ODD.search(plain):
        plain, places = squeeze(plain)
    if "[" in plain:
        plain = PLACEHOLDER.sub(lambda it: STOP * len(it[0]), plain)
    beginnings = [it.start() for it in BEGINNING.finditer(plain)]
    small = plain.lower()
    triples = frozenset([small[at : at + 3] for at in range(len(small) - 2)])
    return Plain(plain, small, beginnings, list(numbers_in(plain)), triples, places)


def numbers_in(text: str) -> Iterator[tuple[int, int]]:
    for joined in JOINED.finditer(text):
        left = sum(map(str.isdigit, joined[0]))
        for run in DIGITS.finditer(joined[0]):
            yield joined.start() + run.start(), left
            left -= len(run[0])


def in_one_line(broken: re.Match[str]) -> str:
    """As many digits as a telephone number has, at least three in each line; "+44" says enough."""
    each = [sum(map(str.isdigit, line)) for line in broken[0].split("\n")]
    joined = (min(each) >= LEAST_IN_LINE or broken[0][0] == "+") and sum(each) in PHONE_DIGITS
    return broken[0].replace("\n", " ") if joined else broken[0]


def without_marks(code: re.Match[str]) -> str:
    """As long as it was, so that places stay: nobody sees what stands instead."""
    unseen = "\u200b" * len(code["marks"])
    return f"{unseen}{code['words']}{unseen}"


def latin_throughout(word: re.Match[str]) -> str:
    return word[0].translate(LOOKALIKES) if LATIN.search(word[0]) else word[0]


def squeeze(text: str) -> tuple[str, tuple[list[int], list[int]]]:
    """Drop what is unseen, join accents to their letters, make one space of many."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for odd in ODD.finditer(text):
        start, end = odd.span()
        parts.append(text[at:start])
        starts.extend(range(at, start))
        ends.extend(range(at + 1, start + 1))
        if left := what_remains(odd):
            parts.append(left)
            starts.append(start)
            ends.append(end)
        at = end
    parts.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return "".join(parts), (starts, ends)


def what_remains(odd: re.Match[str]) -> str:
    if odd["marks"]:
        joined = unicodedata.normalize("NFC", odd[0])
        return joined if odd["base"] and len(joined) == 1 else odd["base"]
    return " " if " " in odd[0] else ""
