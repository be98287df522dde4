"""How far a name goes: from its first word to its last."""

from __future__ import annotations

from consult.deid.lexicon import Flag
from consult.deid.names.cue import Cue
from consult.deid.names.lists import Seeds
from consult.deid.names.sorts import NAMES, Sort, is_name
from consult.deid.names.tokens import Shape, Token
from consult.deid.rows import words


def forth(tokens: list[Token], sorts: list[Sort], seeds: Seeds, at: int) -> int:
    """The last word of the name that this word is part of."""
    while at + 1 < len(tokens):
        following = at + 1
        while (
            following + 1 < len(tokens)
            and "particle" in tokens[following].classes
            and tokens[following].between in (" ", "-")
            and following - at < MOST_PARTICLES
            and (tokens[following].shape is Shape.SMALL or tokens[following].word in HIGH_PARTICLES)
        ):
            following += 1
        if not goes_on(tokens, sorts, seeds, at, following):
            break
        at = following
    return at


MOST_PARTICLES = 3
HIGH_PARTICLES = frozenset(("ó", "ní", "uí", "nic", "ua"))
"""Written with a capital: "Niamh Ó Dálaigh"."""


def goes_on(tokens: list[Token], sorts: list[Sort], seeds: Seeds, at: int, following: int) -> bool:
    """Is the next word a further part of the name?"""
    token, last = tokens[following], tokens[at]
    if last.possessive or (token.begins and last.shape is not Shape.INITIALS):
        return False
    if token.between.strip() not in ("", "-", ".") or "\n" in token.between:
        return token.between in QUOTING and bool(seeds[following]) and token.shape is last.shape
    if token.shape in (Shape.INITIALS, Shape.LETTER):
        return last.capital and token.word not in ("i", "a")
    if token.allowed and not (is_name(token) and (seeds[following] or is_surname(token, last))):
        return False
    if seeds[following]:
        return token.capital == last.capital
    return is_part(token, sorts[following], last) or is_small_initial(token, seeds[at])


def is_surname(token: Token, last: Token) -> bool:
    """An author's name behind a first name may be anybody's: "Karen Linehan"."""
    english = token.flags & (Flag.WORD | Flag.KNOWN | Flag.PROPER)
    written = token.shape is last.shape is Shape.CAPITAL
    return token.allowed == 1 and written and not english and not last.allowed


def is_small_initial(token: Token, seed: Cue | None) -> bool:
    """ "ludmila p." """
    if seed is None or token.shape is not Shape.SMALL or token.end - token.start != 1:
        return False
    return seed.name == "name_small_initial" or token.word in "efghjklmopqtz"


QUOTING = frozenset((' "', '" ', " (", ") ", ' ("', '") '))


def is_part(token: Token, sort: Sort, last: Token) -> bool:
    """A word behind a name that could be its surname."""
    if last.shape is Shape.SMALL:
        again = token.word == last.word and sort in (Sort.both, Sort.either)
        strange = sort is Sort.strange and token.end - token.start >= LEAST_LETTERS
        return (
            again or strange or sort is Sort.surname or (is_name(token) and not token.flags & Flag.EVERYDAY)
        )
    hyphened = "-" in token.word and token.shape is Shape.CAPITAL
    if token.shape is Shape.CAPITAL and token.word in TRANSLATED and not token.allowed:
        return True
    return hyphened or (token.capital and (sort in NAMES or (sort is Sort.WORD and is_name(token))))


# Of names that are told in English: "Leonard Two Strike", "Rose Running Crane".
TRANSLATED = frozenset(
    words(
        "two three four many black white red yellow gray grey blue bear wolf eagle hawk elk horse "
        "horses crow crane strike bull thunder cloud sky moon star running standing walking sitting "
        "spotted iron little big good bad medicine shield arrow feather owl buffalo weasel robe face "
        "eyes heart shirt swift tall runs bird pipe hollow horn kills bow fox turtle deer river wind "
        "lightning"
    )
)


def back(tokens: list[Token], sorts: list[Sort], seeds: Seeds, at: int) -> int:
    """The first word of the name: capital words before it that can be names, and initials."""
    while at:
        before, token = tokens[at - 1], tokens[at]
        if (
            token.between.strip(" ") not in ("", ".")
            or "\n" in token.between
            or (before.allowed and not (is_short(before) and before.shape is Shape.CAPITAL))
            or seeds[at - 1]
        ):
            break
        initial = before.shape is Shape.INITIALS and "." not in token.between.replace(". ", "", 1)
        capital = before.shape is Shape.CAPITAL and token.begins is False
        usable = capital and not before.possessive and sorts[at - 1] in USABLE and not before.begins
        usable = (
            usable
            or (capital and is_short(before) and sorts[at] in (Sort.GIVEN, Sort.SURNAME))
            or (capital and is_worded(tokens, sorts, at - 1))
        )
        begun = (
            capital and before.begins and sorts[at - 1] in (Sort.GIVEN, Sort.SURNAME, Sort.STRANGE, Sort.BOTH)
        )
        if not (initial or usable or begun) or "title" in before.classes:
            break
        at -= 1
    while at and "particle" in tokens[at - 1].classes and is_particle(tokens, at - 1):
        at -= 1
    return at


def is_short(token: Token) -> bool:
    """Two letters, the first a capital, and no little English word: "Pa Houa", "Xu Lin"."""
    return token.end - token.start == TWO and token.word not in LITTLE


TWO = 2
LEAST_LETTERS = 4
LITTLE = frozenset(
    words(
        "am an as at be by do go he hi if in is it me my no of oh ok on or so to up us we dr jr sr st "
        "mt ft co vs ex pt ct cl cw po sw cm id tv im zu un en et au il la le el da de du"
    )
)


def is_worded(tokens: list[Token], sorts: list[Sort], at: int) -> bool:
    """ "called Fable Okonkwo": a word with a capital, behind a word for naming and before a name."""
    token = tokens[at]
    written = token.shape is Shape.CAPITAL and not token.begins and sorts[at] is Sort.WORD
    return bool(
        written and at and tokens[at].between == " " and tokens[at - 1].classes & {"named", "kin", "role"}
    )


def is_particle(tokens: list[Token], at: int) -> bool:
    """The "van" of "van Ooste": in the field's own language such words are no English ones."""
    token = tokens[at]
    after = tokens[at + 1]
    return after.between == " " and after.capital and is_name(after) and token.word in FOREIGN


FOREIGN = frozenset(
    ("de", "del", "da", "das", "do", "dos", "di", "van", "von", "der", "den", "bin", "ibn", "al", "el")
)


USABLE = (Sort.GIVEN, Sort.SURNAME, Sort.STRANGE, Sort.BOTH, Sort.EITHER)
