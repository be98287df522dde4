"""From words to names: which words begin one, and how far it goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from consult.deid.kinds import N_
from consult.deid.lexicon import Flag
from consult.deid.names.beside import ABBREVIATED, beside, is_author
from consult.deid.names.classes import BY_WORD
from consult.deid.names.cues import CUES, LABELLED, Cue
from consult.deid.names.sorts import NAMES, Sort, sort_of
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
    seeds = [seed(tokens, sorts, lines, site, at) for at in range(len(tokens))]
    listed(tokens, sorts, seeds)
    at = 0
    while at < len(tokens):
        cue = seeds[at]
        if cue is None:
            at += 1
            continue
        first, last = back(tokens, sorts, seeds, at), forth(tokens, sorts, seeds, at)
        direct = any(found.direct for found in seeds[first : last + 1] if found) or last > first
        yield Find(tokens[first].start, tokens[last].end, "name", direct, cue.name, cue.reason, NAME)
        at = last + 1


def seed(tokens: list[Token], sorts: list[Sort], lines: list[Line], site: Site, at: int) -> Cue | None:
    """The first row that makes a name of this word."""
    token, sort = tokens[at], sorts[at]
    if is_staff(tokens, at, sort, site):
        return STAFF
    cues = BY_SORT[sort]
    if (
        not cues
        or (token.classes & NEVER and sort not in LETTERS)
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
        if not cue.terms or (term and not titled):
            return True
    if sort in LETTERS:
        return bool(at) and "lettered" in tokens[at - 1].classes
    written = (lines[at].heading and not cue.headings) or (cue.name in WEAK and in_a_title(tokens, sorts, at))
    ordinary = sort is Sort.WORD and cue.name == "name_kin" and not rare(token)
    return written or ordinary or (cue.name == "name_kin_in" and token.word in MODAL)


def is_staff(tokens: list[Token], at: int, sort: Sort, site: Site) -> bool:
    """A colleague's name; one that is a word too, only with a capital or beside another part of it."""
    token = tokens[at]
    if token.word not in site.staff or token.word in site.allowed or sort is Sort.other:
        return False
    around = [tokens[near].word for near in (at - 1, at + 1) if 0 <= near < len(tokens)]
    return sort in NAMES or not token.flags & Flag.WORD or any(word in site.staff for word in around)


ALSO_NAMES = frozenset(("lola", "nani", "tita", "abi", "dede", "tutu"))
TITLED = tuple(cue for cue in CUES if cue.name == "name_title")
NEVER = frozenset({"whose", "article"})
LETTERS = frozenset({Sort.LETTER, Sort.ARTICLE})


MODAL = frozenset(("will", "may", "hope", "mark", "art", "grant", "chase", "pat"))
WEAK = frozenset(("name_word", "name_kin", "name_word_said", "name_surname_said", "name_strange"))


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


def rare(token: Token) -> bool:
    """Only in the largest dictionary, and written like a name in the middle of a sentence."""
    return not token.flags & (Flag.WORD | Flag.PROPER) and token.shape is Shape.CAPITAL


STAFF = Cue("name_staff", (), MEMBER, (), ())


def is_name(token: Token) -> bool:
    return bool(token.flags & (Flag.FIRST | Flag.LAST))


def fits(wanted: tuple[str, ...], there: set[str]) -> bool:
    return not wanted or any(name in there for name in wanted)


def listed(tokens: list[Token], sorts: list[Sort], seeds: list[Cue | None]) -> None:
    """In a list of names ("Rose, May and Bjork") the words between names are names too."""
    for at in range(1, len(tokens)):
        joined = tokens[at].between.strip() in (",", "/", "&") or (
            tokens[at - 1].word == "and" and tokens[at].between == " "
        )
        before = at - 2 if joined and tokens[at - 1].word == "and" else at - 1
        if not joined or seeds[at] or before < 0 or not seeds[before]:
            continue
        word = sorts[at] in (Sort.EITHER, Sort.WORD) and tokens[at].flags & Flag.EVERYDAY
        capital = sorts[at] in (*NAMES, Sort.WORD) and is_name(tokens[at]) and not word
        capital = capital and tokens[at].shape is tokens[before].shape
        if (capital or sorts[at] is Sort.given) and not tokens[at].allowed:
            seeds[at] = LISTED

    for at in range(len(tokens) - 2):
        if seeds[at] or sorts[at] is not Sort.BOTH or tokens[at].allowed or not seeds[at + 2]:
            continue
        if tokens[at + 1].word == "and" and tokens[at + 2].between == tokens[at + 1].between == " ":
            seeds[at] = LISTED


LISTED = Cue("name_listed", (), LABELLED, (), ())


def forth(tokens: list[Token], sorts: list[Sort], seeds: list[Cue | None], at: int) -> int:
    """The last word of the name that this word is part of."""
    while at + 1 < len(tokens):
        following = at + 1
        while (
            following + 1 < len(tokens)
            and "particle" in tokens[following].classes
            and tokens[following].between in (" ", "-")
            and following - at < MOST_PARTICLES
            and tokens[following].shape is Shape.SMALL
        ):
            following += 1
        if not goes_on(tokens, sorts, seeds, at, following):
            break
        at = following
    return at


MOST_PARTICLES = 3


def goes_on(tokens: list[Token], sorts: list[Sort], seeds: list[Cue | None], at: int, following: int) -> bool:
    """Is the next word a further part of the name?"""
    token, last = tokens[following], tokens[at]
    if last.possessive or (token.begins and last.shape is not Shape.INITIALS):
        return False
    if token.between.strip() not in ("", "-", ".") or "\n" in token.between:
        return token.between in QUOTING and bool(seeds[following]) and token.shape is last.shape
    if token.shape in (Shape.INITIALS, Shape.LETTER):
        return last.capital and token.word not in ("i", "a")
    if token.allowed and not (seeds[following] and is_name(token)):
        return False
    if seeds[following]:
        return token.capital == last.capital
    return is_part(token, sorts[following], last)


QUOTING = frozenset((' "', '" ', " (", ") ", ' ("', '") '))


def is_part(token: Token, sort: Sort, last: Token) -> bool:
    """A word behind a name that could be its surname."""
    if last.shape is Shape.SMALL:
        return sort is Sort.surname or (is_name(token) and not token.flags & Flag.EVERYDAY)
    hyphened = "-" in token.word and token.shape is Shape.CAPITAL
    return hyphened or (token.capital and (sort in NAMES or (sort is Sort.WORD and is_name(token))))


def back(tokens: list[Token], sorts: list[Sort], seeds: list[Cue | None], at: int) -> int:
    """The first word of the name: capital words before it that can be names, and initials."""
    while at:
        before, token = tokens[at - 1], tokens[at]
        if (
            token.between.strip(" ") not in ("", ".")
            or "\n" in token.between
            or before.allowed
            or seeds[at - 1]
        ):
            break
        initial = before.shape is Shape.INITIALS and "." not in token.between.replace(". ", "", 1)
        capital = before.shape is Shape.CAPITAL and token.begins is False
        usable = capital and not before.possessive and sorts[at - 1] in USABLE and not before.begins
        begun = (
            capital and before.begins and sorts[at - 1] in (Sort.GIVEN, Sort.SURNAME, Sort.STRANGE, Sort.BOTH)
        )
        if not (initial or usable or begun) or "title" in before.classes:
            break
        at -= 1
    while at and "particle" in tokens[at - 1].classes and is_particle(tokens, at - 1):
        at -= 1
    return at


def is_particle(tokens: list[Token], at: int) -> bool:
    """The "van" of "van Ooste": in the field's own language such words are no English ones."""
    token = tokens[at]
    after = tokens[at + 1]
    return after.between == " " and after.capital and is_name(after) and token.word in FOREIGN


FOREIGN = frozenset(
    ("de", "del", "da", "das", "do", "dos", "di", "van", "von", "der", "den", "bin", "ibn", "al", "el")
)


USABLE = (Sort.GIVEN, Sort.SURNAME, Sort.STRANGE, Sort.BOTH, Sort.EITHER)

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
