"""From words to names: which words begin one, and how far it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from consult.deid.kinds import N_
from consult.deid.lexicon import Flag
from consult.deid.names.authors import is_author, is_meant
from consult.deid.names.beside import ABBREVIATED, beside
from consult.deid.names.classes import BY_WORD
from consult.deid.names.cue import Cue
from consult.deid.names.cues import CUES
from consult.deid.names.doubts import doubted, is_branded
from consult.deid.names.extent import back, forth
from consult.deid.names.lists import heads, listed
from consult.deid.names.needs import NEEDS
from consult.deid.names.sorts import NAMES, Sort, is_name, sort_of
from consult.deid.names.tokens import Shape, Token, tokens_in
from consult.deid.plain import Plain
from consult.deid.rows import Find
from consult.deid.site import PLAIN, Site

NAME = N_("[name]")
BY_SORT = {sort: tuple(cue for cue in CUES if sort in cue.what) for sort in Sort}
MEMBER = N_("The name of a colleague.")


@dataclass(slots=True)
class Line:
    """What is known of a line as a whole."""

    heading: bool
    shouting: bool


def by_names(plain: Plain, site: Site = PLAIN) -> Iterator[Find]:
    """Every name in a text, each as one stretch from its first to its last part."""
    tokens = tokens_in(plain, site, BY_WORD)
    lines = lines_of(plain, tokens)
    sorts = [sort_of(token, shouting=line.shouting) for token, line in zip(tokens, lines, strict=True)]
    sorts = [
        Sort.other if sort is Sort.STRANGE and is_branded(plain.text[token.start : token.end]) else sort
        for token, sort in zip(tokens, sorts, strict=True)
    ]
    seeds = [seed(tokens, sorts, lines, site, at) for at in range(len(tokens))]
    listed(tokens, sorts, seeds)
    heads(tokens, sorts, seeds)
    at = 0
    while at < len(tokens):
        cue = seeds[at]
        if cue is None:
            at += 1
            continue
        first, last = back(tokens, sorts, seeds, at), forth(tokens, sorts, seeds, at)
        direct = any(found.direct for found in seeds[first : last + 1] if found) or last > first
        end = tokens[last].end + 2 * is_a_place_by_its_owner(plain.text, tokens[last].end)
        yield Find(tokens[first].start, end, "name", direct, cue.name, cue.reason, NAME)
        at = last + 1


def is_a_place_by_its_owner(text: str, end: int) -> bool:
    """ "Nights at King's.": an 's with nothing behind it that would be owned is a part of the name."""
    return bool(OWNED_BY_NOBODY.match(text, end))


OWNED_BY_NOBODY = re.compile(
    r"'s(?=[.,;:!?)\n]|$| (?:is|was|has|had|for|on|in|and|or|since|until|when|but|after)\b)"
)


def seed(tokens: list[Token], sorts: list[Sort], lines: list[Line], site: Site, at: int) -> Cue | None:
    """The first row that makes a name of this word."""
    token, sort = tokens[at], sorts[at]
    if is_staff(tokens, at, sort, site):
        return STAFF
    cues = BY_SORT[sort]
    if (
        not cues
        or (token.classes & NEVER and sort not in LETTERS)
        or (sort in STRANGERS and token.classes and not (at and "title" in tokens[at - 1].classes))
        or (sort is Sort.word and not (at and tokens[at - 1].classes & BEFORE_WORDS))
        or (token.classes & {"months", "kin"} and not token.capital)
    ):
        return None
    left, right = beside(tokens, at)
    for cue in cues:
        if fits(cue.left, left) and fits(cue.right, right) and not forbidden(tokens, sorts, lines, cue, at):
            return None if is_author(tokens, at) and cue.name != "name_title" else cue
    return None


def forbidden(tokens: list[Token], sorts: list[Sort], lines: list[Line], cue: Cue, at: int) -> bool:
    """What speaks against a row: a term of the field, a heading, a phrase in capitals, "vitamin D"."""
    token, sort = tokens[at], sorts[at]
    if token.allowed:
        term = token.allowed > 1 or "months" in token.classes or not is_name(token)
        titled = cue.name == "name_title" and at and tokens[at - 1].word in ABBREVIATED
        if not is_meant(tokens, at) and (not cue.terms or (term and not titled)):
            return True
    if sort in LETTERS:
        return bool(at) and "lettered" in tokens[at - 1].classes
    written = (lines[at].heading and not cue.headings) or (cue.name in WEAK and in_a_title(tokens, sorts, at))
    return (
        written
        or any(not NEEDS[need](token, sort) for need in cue.needs)
        or doubted(tokens, sorts, cue.name, at)
    )


def is_staff(tokens: list[Token], at: int, sort: Sort, site: Site) -> bool:
    """A colleague's name; one that is a word too, only with a capital or beside another part of it."""
    token = tokens[at]
    if token.word not in site.staff or token.word in site.allowed or sort is Sort.other:
        return False
    around = [tokens[near].word for near in (at - 1, at + 1) if 0 <= near < len(tokens)]
    return sort in NAMES or not token.flags & Flag.WORD or any(word in site.staff for word in around)


ALSO_NAMES = frozenset(("lola", "nani", "tita", "abi", "dede", "tutu"))
TITLED = tuple(cue for cue in CUES if cue.name == "name_title")
# The only words before which any word in small letters can be a name.
BEFORE_WORDS = frozenset({"named", "title"})
STRANGERS = frozenset({Sort.STRANGE, Sort.strange})
NEVER = frozenset({"whose", "article"})
LETTERS = frozenset({Sort.LETTER, Sort.ARTICLE})


WEAK = {
    "name_told",
    "name_owner",
    "name_about",
    "name_who",
    "name_word",
    "name_kin",
    "name_word_said",
    "name_surname_said",
    "name_strange",
}


def in_a_title(tokens: list[Token], sorts: list[Sort], at: int) -> bool:
    """Words with capitals beside it that nobody is called by: "Lunch Buddy", "A Good Memory For"."""
    before = at and tokens[at].between == " " and not tokens[at].begins and is_titled(tokens, sorts, at - 1)
    after = at + 1 < len(tokens) and tokens[at + 1].between == " " and is_titled(tokens, sorts, at + 1)
    return bool(before or after)


def is_titled(tokens: list[Token], sorts: list[Sort], at: int) -> bool:
    token = tokens[at]
    word = sorts[at] in (Sort.EITHER, Sort.WORD) or token.classes & {"kin", "role"}
    written = token.shape is Shape.CAPITAL and not token.begins
    person = bool(token.classes & {"kin", "role"})
    return bool(written and word and token.flags & Flag.EVERYDAY and (person or not token.flags & Flag.LAST))


STAFF = Cue("name_staff", (), MEMBER, (), ())


def fits(wanted: tuple[str, ...], there: set[str]) -> bool:
    return not wanted or not there.isdisjoint(wanted)


HEADING_WORDS = 9
LEAST_LETTERS = 4
MOSTLY = 0.6


def lines_of(plain: Plain, tokens: list[Token]) -> list[Line]:
    """For each word, what its line is: a heading has capitals throughout, shouting has nothing else."""
    ends = [at for at, char in enumerate(plain.text) if char == "\n"] + [len(plain.text)]
    lines: list[Line] = []
    at = 0
    for end in ends:
        first = at
        while at < len(tokens) and tokens[at].start < end:
            at += 1
        lines += [line_of(plain.text, tokens[first:at], end)] * (at - first)
    return lines


def line_of(text: str, tokens: list[Token], end: int) -> Line:
    long = [token for token in tokens if token.end - token.start >= LEAST_LETTERS]
    loud = sum(token.shape is Shape.CAPITALS for token in long)
    high = sum(token.capital for token in long)
    count = len(long)
    ended = text[end - 1 : end] in ".!?"
    listed = any("," in token.between or ":" in token.between for token in tokens[1:])
    heading = (
        1 < len(tokens) <= HEADING_WORDS and not ended and not listed and count > 1 and high > MOSTLY * count
    )
    return Line(heading, count > 1 and loud > MOSTLY * count)
