"""The words of a text, each with its shape, its neighbours and what the lexicon knows of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from consult.deid.lexicon import ALLOWED_PHRASES, Flag, flags
from consult.deid.plain import Plain
from consult.deid.site import Site


class Shape(Enum):
    """How a word is written."""

    CAPITAL = "Danny"
    CAPITALS = "DANNY"
    SMALL = "danny"
    INITIALS = "D. or J.T."
    LETTER = "D"


TOKEN = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]\.){2,4}|[^\W\d_]+(?:[-'][^\W\d_]+)*")
POSSESSIVE = re.compile(r"'[sS]$")
# After these a sentence, a line or a heading begins.
STOPS = re.compile(r"[.!?:\n\"*>|=\u2022\u2026]|(?:^|\n)\s*[-(]|\s-+ ?$")
LONGEST_PHRASE = 6


@dataclass(slots=True)
class Token:
    """One word: where it stands (possessive left out), how it is written, what is known of it."""

    start: int
    end: int
    word: str
    """In small letters, without possessive."""
    shape: Shape
    flags: int
    between: str
    """What stands between the word before and this one."""
    begins: bool
    """A sentence, a line or a label ended just before."""
    possessive: bool
    coded: bool
    """Joined to a digit, as in GAD-7, or part of an address: no word of its own."""
    allowed: int = 0
    """How many words the field's term has that it is part of."""
    classes: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        """In some dictionary."""
        return bool(self.flags & (Flag.WORD | Flag.KNOWN | Flag.PROPER))

    @property
    def capital(self) -> bool:
        """Written as names are."""
        return self.shape in (Shape.CAPITAL, Shape.CAPITALS)


def tokens_in(plain: Plain, site: Site, classes: dict[str, frozenset[str]]) -> list[Token]:
    """All words of a text, in order."""
    text = plain.text
    tokens: list[Token] = []
    before = 0
    for match in TOKEN.finditer(text):
        start, end = match.span()
        possessive = bool(POSSESSIVE.search(match[0]))
        end -= 2 * possessive
        word = text[start:end].lower()
        between = text[before:start]
        token = Token(
            start,
            end,
            word,
            shape_of(text, start, end),
            flags_of(word),
            between,
            before == 0 or begun(between, tokens),
            possessive or text[end : end + 1] == "'",
            coded(text, start, end),
        )
        token.classes = classes.get(word, NO_CLASSES)
        tokens.append(token)
        before = match.end()
    allow(tokens, site)
    return tokens


def begun(between: str, tokens: list[Token]) -> bool:
    """Does something new begin here? Behind an initial ("J. Okafor") nothing does."""
    return bool(STOPS.search(between)) and not (between == ". " and tokens[-1].shape is Shape.INITIALS)


NO_CLASSES: frozenset[str] = frozenset()


def shape_of(text: str, start: int, end: int) -> Shape:
    """How a word is written."""
    said = text[start:end]
    if "." in said:
        return Shape.INITIALS
    if end - start == 1 and said != "Ó":
        dotted = text[end : end + 1] == "."
        return (Shape.INITIALS if dotted else Shape.LETTER) if said.isupper() else Shape.SMALL
    if not (said[0].isupper() or MIXED.match(said)) or ends_small(said):
        return Shape.SMALL
    return Shape.CAPITALS if said.isupper() and len(said) > 1 else Shape.CAPITAL


def ends_small(said: str) -> bool:
    """As in "IEP-linked"."""
    last = said.rpartition("-")[2]
    if SYLLABLES.fullmatch(said.lower()):
        return False
    return "-" in said and last.islower() and bool(flags(last) & Flag.WORD)


MIXED = re.compile(r"[a-z]{1,2}['-]?[A-Z][a-z]{2}")
"""As in "tSaoi" and "d'Angelo"."""


def flags_of(word: str) -> int:
    """What is known of a word; of a hyphenated one, what is known of all its parts, or that one is a name."""
    if "-" not in word and "'" not in word:
        return flags(word)
    if SYLLABLES.fullmatch(word):
        return Flag.FIRST
    whole = flags(word) or flags(word.replace("'", ""))
    if whole or "-" not in word:
        return whole or flags(word.rpartition("'")[2]) & LASTING
    parts = [flags(part) for part in word.split("-")]
    together = parts[0]
    for part in parts[1:]:
        together &= part
    if all(part & Flag.FIRST for part in parts) and any(part & Flag.USUAL for part in parts):
        return Flag.FIRST | Flag.USUAL
    if together & ENGLISH or all(part & ENGLISH for part in parts):
        return Flag.WORD | Flag.KNOWN
    return together | (parts[0] | parts[-1]) & LASTING


# Given names of Korea and China in two syllables: "Sung-ho", "Mei-ling".
SYLLABLE = (
    "bae|bin|bo|bok|bong|bum|byung|chan|chang|chen|chi|cheol|chul|chun|dae|dong|eun|fang|fen|feng|gi|gil|gwang|gyu|"
    "ha|hae|han|hee|ho|hoon|hua|hui|hun|hwa|hwan|hye|hyo|hyuk|hyun|il|ja|jae|jeong|jia|jian|jie|jin|jing|joo|ju|juan|"
    "jun|jung|ki|kuk|kun|kwan|kwang|kwon|kyu|kyung|lan|lei|li|lian|lin|ling|mei|mi|min|ming|myung|na|nam|ok|ping|"
    "qing|rae|ran|rang|rim|rong|sang|seo|seok|seon|seong|seung|shan|shik|shin|shu|sik|soo|sook|su|suk|sun|sung|tae|"
    "ting|wan|wei|wen|won|woo|wook|xia|xiang|xiao|xin|xue|yan|yang|yeon|yi|ying|yong|yoo|yoon|young|yu|yuan|yue|yul|"
    "yun|zhen|zhi"
)
SYLLABLES = re.compile(rf"(?:{SYLLABLE})-(?:{SYLLABLE})")
LASTING = Flag.FIRST | Flag.LAST
ENGLISH = Flag.WORD | Flag.KNOWN | Flag.EVERYDAY


def coded(text: str, start: int, end: int) -> bool:
    """Is it part of a code or an address: "GAD-7", "u/name", "name@", "x.com"?"""
    return bool(BEFORE.match(text[start - 1 : start]) or BEHIND.match(text[end : end + 2]))


BEFORE = re.compile(r"[\d@_/\\#]")
BEHIND = re.compile(r"[\d@_\\]|[-.]\d|\.[a-z]")


# Short for something in capitals, somebody with one capital.
ALSO_NAMES = frozenset(
    {"ed", "ada", "ace", "alf", "ward", "dea", "gal", "des", "pat", "sid", "tim", "dan", "moe", "pip"}
)


def allow(tokens: list[Token], site: Site) -> None:
    """Mark the terms of the field and of the organisation, the longest first, each word in them."""
    at = 0
    while at < len(tokens):
        length = longest(tokens, at, site)
        for token in tokens[at : at + length]:
            token.allowed = length
        at += max(length, 1)


def longest(tokens: list[Token], at: int, site: Site) -> int:
    phrase, found = "", 0
    for length, token in enumerate(tokens[at : at + LONGEST_PHRASE], 1):
        if length > 1 and (token.begins or token.between not in (" ", "-", " & ", "/", "-to-")):
            break
        phrase = f"{phrase} {token.word}" if phrase else token.word
        short = length == 1 and token.shape is Shape.CAPITAL and token.word in ALSO_NAMES
        if (phrase in ALLOWED_PHRASES and not short) or phrase in site.allowed:
            found = length
    return found
