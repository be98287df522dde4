"""What is made of the network's tags: finds in our kinds, where a word list does not know better."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from consult.deid import lexicon
from consult.deid.kinds import N_
from consult.deid.lexicon import Flag
from consult.deid.model.tags import Tag
from consult.deid.plain import FOLDED, make_plain
from consult.deid.rows import Find, words
from consult.deid.site import PLAIN, Site

VERY_SURE = 0.95
"""From here on a name counts as leading to a person by itself."""
BETWEEN = re.compile(r"[ \t]{0,3}|['’.-]")
"""What may stand between two words of one name or place."""
LEAST_BESIDE, LEAST_BESIDE_SMALL = 0.25, 0.5
"""How sure it must be of words beside one that is sure enough, with a capital and without."""
LEAST_LETTERS = 2
LEAST_REPEATED = 3
LEAST_DIGITS = 5
LONGEST_PHRASE = 4
WORDS = re.compile(r"[^\W_]+(?:['’&/.-][^\W_]+)*")
PARTICLES = frozenset(
    words("de del della di da dos la las los le van von der den ter al el bin bint ibn ben")
)
ROLES = frozenset(
    words(
        "nan nanna tonton tata soeur frere sahib saheb don doña señor señora jie bhai ji didi bibi"
        " khala ammi umm tía tío kuya halmoni teta jiddo comadre compadre padrino madrina shaman"
        " sheikh haji bubbe zayde mija mijo nali ayeeyo awoowe hooyo aabo dadi thatha mashaallah"
        " inshallah"
    )
)
"""What people call a relative or somebody with a role, in the languages of those who come: no names."""
KNOWN = Flag.EVERYDAY | Flag.WORD
NEVER = 2.0
"""As high as no network reaches."""

THRESHOLDS = {
    # shape, in the dictionary, among known names
    ("capital", False, False): 0.35,
    ("capital", False, True): 0.4,
    ("capital", True, True): 0.65,
    ("capital", True, False): 0.9,
    ("small", False, True): 0.4,
    ("small", False, False): 0.7,
    ("small", True, True): 0.6,
    ("small", True, False): 0.95,
    ("capitals", False, True): 0.5,
    ("capitals", True, True): 0.6,
    ("capitals", False, False): 0.8,
    ("capitals", True, False): 0.95,
}
"""How sure the network must be of names and places. Found on the open texts of tests/deid_texts as they are,
in small letters, and in capitals: where one more right find cost hardly a wrong one."""

SAID = {
    "name": ("name", N_("Looks like a name."), "[name]"),
    "place": ("place", N_("Looks like a place."), "[place]"),
    "street": ("street", N_("Looks like a street or an address."), "[street]"),
    "number": ("record", N_("Looks like somebody’s number."), "[number]"),
}
"""By sort: our kind, the reason, and what could stand there instead."""


def finds_in(
    texts: Mapping[str, str], tags: Mapping[str, Sequence[Tag]], site: Site = PLAIN
) -> dict[str, list[Find]]:
    """What the network's tags of one document come to: a name it knew in one place is found in all."""
    each = {name: finds(text, tags[name], site) for name, text in texts.items()}
    named = {word: find for name, some in each.items() for find in some for word in parts(texts[name], find)}
    if not named:
        return each
    anywhere = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, named))})(?!\w)")
    return {
        name: [*each[name], *repeated(text, anywhere, named, each[name], site)]
        for name, text in texts.items()
    }


def parts(text: str, find: Find) -> list[str]:
    """The words of a name that can be nothing else."""
    if find.kind != "name":
        return []
    some = WORDS.findall(text, find.start, find.end)
    return [word for word in some if len(word) >= LEAST_REPEATED and not is_everyday(word)]


def repeated(
    text: str, anywhere: re.Pattern[str], named: Mapping[str, Find], found: Sequence[Find], site: Site
) -> Iterator[Find]:
    """The same names where the network passed over them."""
    is_allowed = allowing(text, site)
    for it in anywhere.finditer(text):
        taken = any(find.start < it.end() and it.start() < find.end for find in found)
        if not taken and not is_allowed(Tag(*it.span(), "name", 1)):
            yield replace(named[it[0]], start=it.start(), end=it.end())


def finds(text: str, tags: Iterable[Tag], site: Site = PLAIN) -> list[Find]:
    """What the network's tags of one text come to, in order and never overlapping."""
    is_allowed = allowing(text, site)
    open_tags = [tag for tag in tags if not is_allowed(tag)]
    return [
        found(text, group) for group in groups(text, open_tags) if any(likely(text, tag) for tag in group)
    ]


def groups(text: str, tags: Iterable[Tag]) -> Iterator[list[Tag]]:
    """Tags of one sort that stand together: "Rapid City" is likely as soon as one of its words is."""
    together: list[Tag] = []
    for tag in tags:
        if together and tag.start < together[-1].end:
            continue  # seen by two pieces
        if together and goes_on(text, together[-1], tag):
            together.append(tag)
            continue
        if together:
            yield together
        together = [tag]
    if together:
        yield together


def goes_on(text: str, last: Tag, tag: Tag) -> bool:
    """Does a tag go on with what the one before began? In small letters only what is no everyday word."""
    if last.sort != tag.sort or not BETWEEN.fullmatch(text, last.end, tag.start):
        return False
    word = text[tag.start : tag.end]
    small = not word[0].isupper()
    if small and (len(word) < LEAST_LETTERS or is_everyday(word)) and word not in PARTICLES:
        return False
    return min(last.sure, tag.sure) >= (LEAST_BESIDE_SMALL if small else LEAST_BESIDE)


def found(text: str, group: Sequence[Tag]) -> Find:
    """One find for a group."""
    start, end, sort = group[0].start, group[-1].end, group[0].sort
    kind, reason, replacement = SAID[sort]
    surest = max(tag.sure for tag in group)
    direct = sort == "name" and surest >= VERY_SURE and text[start].isupper()
    return Find(start, end, kind, direct, f"model-{sort}", reason, replacement, layer=2)


def likely(text: str, tag: Tag) -> bool:
    """Is the network sure enough, for a word that looks like this one?"""
    word = make_plain(text[tag.start : tag.end]).text
    return tag.sure >= threshold(word, tag.sort)


def threshold(word: str, sort: str) -> float:
    """How sure the network must be: little for what can only be a name, much for everyday words."""
    if sort == "number":
        return 0.6 if sum(map(str.isdigit, word)) >= LEAST_DIGITS else NEVER
    if len(word) < LEAST_LETTERS or not word.isalpha():
        return NEVER
    known = lexicon.flags(word.lower())
    everyday = is_everyday(word)
    if sort == "street":
        return NEVER if everyday or known & Flag.PROPER else 0.6
    if known & Flag.PROPER:
        return 0.6 if sort == "place" else 0.9
    shape = "capitals" if word.isupper() else "capital" if word[0].isupper() else "small"
    names = Flag.FIRST if shape == "small" and everyday else lexicon.NAME
    return THRESHOLDS[shape, everyday, bool(known & names)]


def is_everyday(word: str) -> bool:
    return bool(lexicon.flags(word.lower()) & KNOWN)


def allowing(text: str, site: Site) -> Callable[[Tag], bool]:
    """Tells of a tag whether its word is on the lists of what is fine, by itself or in a longer phrase."""
    small = text.translate(FOLDED).lower()
    spans = [it.span() for it in WORDS.finditer(small)]
    starts = [start for start, _end in spans]

    def is_allowed(tag: Tag) -> bool:
        at = bisect_right(starts, tag.start) - 1
        for first in range(max(0, at - LONGEST_PHRASE + 1), at + 1):
            for last in range(at, first + LONGEST_PHRASE):
                phrase = " ".join([small[start:end] for start, end in spans[first : last + 1]])
                if is_fine(phrase, site) or is_fine(phrase.removesuffix("'s"), site):
                    return True
        word = small[tag.start : tag.end]
        return word in lexicon.AUTHORS or word in ROLES

    return is_allowed


def is_fine(phrase: str, site: Site) -> bool:
    return phrase in lexicon.ALLOWED_PHRASES or phrase in site.allowed
