"""The words that the check knows: which are names, which are English, which are fine in this field."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import marisa_trie

DATA = Path(__file__).parent / "data"
FILE = DATA / "words.marisa"
ALLOWED = DATA / "allowed.txt"


class Flag:
    """What is known of a word, in small letters: plain numbers, asked about at every word of a text."""

    FIRST = 1
    """A first name or a nickname somewhere."""
    USUAL = 2
    """Many people have this first name."""
    LAST = 4
    """A surname."""
    EVERYDAY = 8
    """An English word that everybody uses."""
    WORD = 16
    """An English word."""
    KNOWN = 32
    """In the largest dictionary: rare, technical or slang."""
    PROPER = 64
    """Written with a capital in the dictionary, and nobody's name: Medicaid, Thanksgiving."""


NAME = Flag.FIRST | Flag.LAST


@cache
def words() -> marisa_trie.RecordTrie:
    """All words; read from the file as they are asked for."""
    return marisa_trie.RecordTrie("<B").mmap(str(FILE))


@lru_cache(8192)
def flags(word: str) -> int:
    """What is known of a word in small letters; 0 for one never met. Asked without possessive."""
    found = words().get(word)
    if not found and not word.isascii():
        found = words().get(folded(word))
    return found[0][0] if found else derived(word)


PREFIXES = re.compile(
    "^(?:re|un|non|pre|post|co|over|under|mis|psycho|neuro|bio|tele|hyper|hypo|multi|inter|self|sub|"
    "meta|micro|macro|anti|semi|super|trans|intra|peri|ultra|socio|cardio|gastro|immuno|poly|pseudo|counter|"
    "cyber|eco|electro|extra|geo|mega|proto|quasi|retro|thermo)"
)
SUFFIXES = re.compile("(?:s|es|ed|d|ing|er|ers|ly|ness|able|ful|less|ism|ist|ists|ization|like|wise)$")
LEAST_ROOT = 4


def derived(word: str) -> int:
    """A word made of a known one: "reframe", "overparenting"."""
    for cut in (PREFIXES, SUFFIXES):
        root = cut.sub("", word)
        if root != word and len(root) >= LEAST_ROOT:
            found = words().get(root) or words().get(root + "e")
            if found and found[0][0] & Flag.WORD:
                return Flag.KNOWN
    return 0


LEAST_MISSPELT = 6
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(1024)
def misspelt(word: str) -> bool:
    """Is it one letter away from a word that everybody uses? "Recieved", "Goverment"."""
    if len(word) < LEAST_MISSPELT or not word.isascii():
        return False
    splits = [(word[:at], word[at:]) for at in range(1, len(word))]
    swapped = (head + tail[1] + tail[0] + tail[2:] for head, tail in splits if len(tail) > 1)
    missing = (head + tail[1:] for head, tail in splits)
    added = (head + letter + tail for head, tail in splits for letter in LETTERS)
    return any(flags(near) & Flag.EVERYDAY for some in (swapped, missing, added) for near in some)


def folded(word: str) -> str:
    """Without accents."""
    return "".join(it for it in unicodedata.normalize("NFD", word) if not unicodedata.combining(it))


AUTHOR = "author: "


def read_allowed() -> tuple[frozenset[str], frozenset[str]]:
    """The field's own terms, a phrase a line, and the authors who are meant only beside a word of theory."""
    lines = [line.partition("#")[0].strip().lower() for line in ALLOWED.read_text("utf-8").splitlines()]
    authors = {line.removeprefix(AUTHOR) for line in lines if line.startswith(AUTHOR)}
    phrases = {POSSESSIVE.sub("", line) for line in lines if line and not line.startswith(AUTHOR)}
    return frozenset(phrases), frozenset(authors)


POSSESSIVE = re.compile(r"'s?(?= |$)")


ALLOWED_PHRASES, AUTHORS = read_allowed()
