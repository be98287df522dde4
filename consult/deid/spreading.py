"""What was recognised in one place is meant in all others: codes, names and their parts, places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from consult.deid.lexicon import Flag, flags
from consult.deid.plain import Plain
from consult.deid.rows import Find
from consult.deid.rules.codes import YEARS

# Codes that were recognised by the words beside them are meant wherever they stand.
CODES = frozenset({"ssn", "record", "plan_number", "account", "licence", "vehicle", "device", "phone", "fax"})
LEAST_CODE = 4
NAMES = frozenset({"place", "organisation", "handle", "street"})
LEAST_PART = 3
FULL = 2
HEAD = re.compile(r"[@#+(]?[^\W_]*")
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
PART = re.compile(r"[^\W\d_]+(?:'(?![sS]\b)[^\W\d_]+)*")
OWNING = re.compile(r"'[sS]$")
INITIAL = re.compile(r"(?<!\w)(?:(?:[^\W\d_]\.){1,4}|[^\W\d_]{2}(?![\w-]))")
JOINING = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "at",
        "in",
        "on",
        "de",
        "la",
        "el",
        "al",
        "von",
        "van",
        "der",
        "ms",
        "mr",
        "mrs",
        "dr",
        "st",
        "son",
        "daughter",
        "family",
    ]
)

Known = Mapping[str, Find]


def known_in(plain: Plain, found: Iterable[Find]) -> dict[str, Find]:
    """What one field tells of the whole document: a code or a name, and the find that named it."""
    known: dict[str, Find] = {}
    for hit in found:
        said = plain.text[hit.start : hit.end]
        code = hit.kind in CODES and len(said) >= LEAST_CODE and not YEARS.fullmatch(said)
        if code or hit.kind in NAMES:
            known.setdefault(said, hit)
        elif hit.kind == "name":
            for part in parts_of(OWNING.sub("", said)):
                known.setdefault(part, hit)
    return known


def parts_of(name: str) -> Iterator[str]:
    """A name as a whole, each of its parts, and its initials as they were written."""
    yield name
    words = name.split()
    if len(words) > FULL and words[1][:1].isupper():
        yield " ".join(words[:FULL])
    for part in PART.findall(name):
        if len(part) >= LEAST_PART and part.lower() not in JOINING:
            yield part
            if part.isupper() and len(part) > LEAST_PART:
                yield part.capitalize()
    for part in INITIAL.findall(name):
        if "." in part or (part.isupper() and part == name):
            yield part


@dataclass(frozen=True, slots=True)
class Index:
    """What is known of a whole document, made ready once to be looked for in each of its paragraphs."""

    known: Known
    lengths: Mapping[str, Collection[int]]
    """By the first word or number of a phrase: how long the phrases are that begin so."""
    small: Known


def index(known: Known) -> Index:
    """Make it ready."""
    lengths: dict[str, set[int]] = {}
    for phrase in known:
        lengths.setdefault(_head(phrase, 0), set()).add(len(phrase))
    return Index(known, lengths, small_names(known))


def spread(plain: Plain, index: Index) -> Iterator[Find]:
    """Where the known stands in a text; each place is looked at once, however much is known."""
    if not index.known:
        return
    text = plain.text
    for start in beginnings(text):
        head = _head(text, start)
        plural = index.lengths.get(head[:-1], ()) if head[-1:] == "s" else ()
        for length in (*index.lengths.get(head, ()), *plural):
            end = start + length
            phrase = text[start:end]
            whole = end <= len(text) and phrase in index.known
            if whole and stands_alone(text, end, phrase):
                yield replace(index.known[phrase], start=start, end=end)
        word = WORD.match(text, start)
        name = word[0].removesuffix("'s").removesuffix("'S") if word else ""
        if hit := index.small.get(name.lower()):
            yield replace(hit, start=start, end=start + len(name))


def _head(text: str, start: int) -> str:
    found = HEAD.match(text, start)
    return found[0] if found else ""


def beginnings(text: str) -> Iterator[int]:
    before = " "
    for at, char in enumerate(text):
        if (char.isalnum() or char in "@#+(") and not before.isalnum():
            yield at
        before = char


def stands_alone(text: str, end: int, phrase: str) -> bool:
    """Does a word end here? A plural ("the Phams") does too."""
    plural = text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalnum()
    return phrase[-1:] == "." or plural or not text[end : end + 1].isalnum()


def small_names(known: Known) -> dict[str, Find]:
    """Names that are no English words are found however they are written, "DANNY" and "danny" alike."""
    return {
        phrase.lower(): hit
        for phrase, hit in known.items()
        if hit.kind == "name" and phrase.isalpha() and len(phrase) >= LEAST_PART
        if not flags(phrase.lower()) & (Flag.WORD | Flag.KNOWN)
    }
