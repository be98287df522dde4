"""Rows for names: what a word is by itself, and which words beside it make a name of it.

To add one, add a row: `what` it may be (`Sort`), what must stand `left` and `right` of it (classes of
consult.deid.names.classes, or the marks `owns`, `ends`, `begins`, `comma`), and examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from consult.deid.kinds import N_
from consult.deid.lexicon import AUTHORS, Flag
from consult.deid.names.classes import ABBREVIATIONS
from consult.deid.names.tokens import Shape, Token


class Sort(StrEnum):
    """What a word can be, by the lexicon and by how it is written; capital names stand for capital letters."""

    GIVEN = "Danny"
    SURNAME = "Okafor"
    STRANGE = "Quilby"
    BOTH = "Hope"
    """An English word that many are called by."""
    EITHER = "Hill"
    """An English word that is a surname, or rarely a first name."""
    WORD = "Table"
    LETTER = "K or JT"
    ARTICLE = "A"
    given = "danny"
    surname = "okafor"
    strange = "quilby"
    both = "hope"
    either = "hill"
    word = "table"
    other = "-"


NAMES = (Sort.GIVEN, Sort.SURNAME, Sort.STRANGE, Sort.BOTH, Sort.EITHER)
FIRST_NAMES = N_("Looks like a first name.")
SURNAMES = N_("Looks like a surname.")
UNKNOWN = N_("A word in no dictionary, written like a name.")
WORDLY = N_("This word is also a name, and it is written like one.")
BESIDE = N_("The words around it say that this is a name.")
INITIALS = N_("Initials. Whoever knows the person knows them.")
LABELLED = N_("The label before it says that this is a name.")


@dataclass(frozen=True, slots=True)
class Cue:
    """One way to know a name. In the examples the finds stand in «guillemets»."""

    name: str
    what: tuple[Sort, ...]
    reason: str
    examples: tuple[str, ...]
    counter: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    direct: bool = True
    terms: bool = False
    """Found even if the word is one of the field's terms."""
    headings: bool = True
    """Found in headings too, where every word has a capital."""


CUES = (
    Cue(
        "name_title",
        (*NAMES, Sort.WORD, Sort.given, Sort.surname, Sort.strange, Sort.both),
        BESIDE,
        ("Ms. «Peña» came.", "Mr. «Hill» agreed.", "I rang mrs «okafor» today.", "Judge «Bowen» wants it."),
        ("Mr. and Mrs.", "The judge ordered it.", "Her sister said so."),
        left=("title.",),
        terms=True,
    ),
    Cue(
        "name_letter",
        (Sort.LETTER,),
        INITIALS,
        ("My client «T» left.", "Mrs. «K» came.", 'ur client "«L»" is', "My mom «JT» said"),
        ("The teacher IEP.", "The patient PT visit.", "the client F2F"),
        left=("kin", "role", "title.", "named"),
    ),
    Cue(
        "name_letter_said",
        (Sort.LETTER,),
        INITIALS,
        ("Then «K» said so.", "«JT» missed it.", "I met «R»'s mother."),
        ("The ER called.", "Plan B works.", "Vitamin D started."),
        left=("mid", "begins"),
        right=("tells", "owns"),
    ),
    Cue(
        "name_letter_a",
        (Sort.ARTICLE,),
        INITIALS,
        ("Client «A» is late.", 'my client "«A»" left'),
        ("My mom A lot.", "My client I think left."),
        left=("kin", "role"),
        right=("be", "ends", "comma", "quoted"),
    ),
    Cue(
        "name_labelled",
        NAMES,
        LABELLED,
        ("Guardian: «Dmitri» came.", "Present: «Rose», «Faith», «Bjork».", "Child: «Biniam» 14"),
        ("Mother: Anxious about school.", "Client: Reports low mood."),
        left=("label:", "listed"),
        right=("ends", "comma", "paren", "name", "aged"),
    ),
    Cue(
        "name_named",
        (*NAMES, Sort.given, Sort.surname, Sort.strange, Sort.both),
        BESIDE,
        ("Her dog walker, named «Quilby», left.", "a boy called «Summer»", "a girl named «hope»."),
        ("She called for help.", "It is known that he left.", "He was called lazy."),
        left=("named",),
        terms=True,
    ),
    Cue(
        "name_kin",
        (*NAMES, Sort.WORD),
        BESIDE,
        ("Her son «Chance» sleeps.", "My client «Hill» is late.", "his partner «Zhanelle» left."),
        ("Her mother Medicaid card.", "The client Monday.", "Her foster Dad."),
        left=("kin", "role"),
        terms=True,
        headings=False,
    ),
    Cue(
        "name_kin_small",
        (Sort.given, Sort.surname, Sort.strange),
        BESIDE,
        ("her son «quilbert» sleeps", "my client «jonquisha» again", "his cousin «okafor»"),
        ("her son masturbates", "the client dissociated", "her mom homeschooled"),
        left=("whose kin",),
    ),
    Cue(
        "name_kin_listed",
        (Sort.surname,),
        BESIDE,
        ("old man «gunderson», who left", "bio mom «okafor» called"),
        ("the old man dissociates", "her mom texts"),
        left=("kin", "role"),
    ),
    Cue(
        "name_kin_said",
        (Sort.both, Sort.either),
        BESIDE,
        ("her son «will» said so", "dad «will» is sweet", "my client «hope» cried"),
        ("her son will say so", "the kid might", "her mother will cry"),
        left=("whose kin", "kin", "role"),
        right=("tells", "owns", "be"),
    ),
    Cue(
        "name_kin_between",
        (Sort.both,),
        BESIDE,
        ("the little one, «faith», has a pump",),
        ("her mom, hopefully, calls",),
        left=("kin,",),
        right=("comma",),
    ),
    Cue(
        "name_given",
        (Sort.GIVEN,),
        FIRST_NAMES,
        ("«Kendra» left.", "We asked «Tobias» first."),
        ("Try Zoloft.", "Linehan would say so."),
    ),
    Cue(
        "name_surname",
        (Sort.SURNAME,),
        SURNAMES,
        ("«Ferraro» came late.", "We asked «Okafor» first."),
        ("Bowen would map it.",),
    ),
    Cue(
        "name_strange_said",
        (Sort.STRANGE,),
        UNKNOWN,
        ("«Nkxumo» says that it is fine.", "«Quilby»'s mother called.", "«Quilby», 14, left."),
        ("Recieved a call.", "Prolly fine."),
        right=("says", "owns", "aged", "apposed"),
    ),
    Cue(
        "name_strange",
        (Sort.STRANGE,),
        UNKNOWN,
        ("We met «Quilby» at noon.", "I saw «Nkxumo», who left."),
        ("Psychoed helped.", "We use the PHQ.", "He bought a Hilux."),
        left=("mid",),
        direct=False,
    ),
    Cue(
        "name_word_said",
        (Sort.BOTH,),
        BESIDE,
        ("«Rich» sounds exhausted.", "«Hope» told me.", "«Grace»'s mother rang.", "«Angel», 14, left."),
        ("Will she come?", "Hope is there.", "May we talk?", "Mark the date.", "Summer was hard."),
        right=("tells", "owns", "aged", "apposed"),
        terms=True,
    ),
    Cue(
        "name_surname_said",
        (Sort.EITHER,),
        BESIDE,
        ("At noon «Hill» said that it is fine.",),
        ("He said so.", "The School said no."),
        left=("mid",),
        right=("tells", "aged", "apposed"),
    ),
    Cue(
        "name_apposed",
        (Sort.EITHER, Sort.WORD),
        BESIDE,
        ("all asked; «Fortune», the cousin, left",),
        ("The Plan, the client thinks, works.", "On Monday, her mother called."),
        left=("mid",),
        right=("apposed",),
    ),
    Cue(
        "name_after_initial",
        NAMES,
        BESIDE,
        ("we met «P. Lively» there",),
        ("with D. She left.",),
        left=("initial",),
    ),
    Cue(
        "name_word",
        (Sort.BOTH,),
        WORDLY,
        ("We asked «Rich» first.", "her husband, «Faith», left."),
        ("We told you: Hope for the best.", "Goals For The Summer", "See you in May or April."),
        left=("mid",),
        headings=False,
    ),
    Cue(
        "name_small",
        (Sort.given,),
        FIRST_NAMES,
        ("agree, «marisol» needs housing", "ask «tanisha» again"),
        ("imo the mom is tired", "meds and appt"),
    ),
    Cue(
        "name_small_said",
        (Sort.surname, Sort.strange),
        BESIDE,
        ("i told «okafor» says no", "«mee» still there"),
        ("the telehealth says no",),
        left=("to", "begins"),
        right=("says", "owns"),
    ),
    Cue(
        "name_small_begun",
        (Sort.surname,),
        BESIDE,
        ("«nasra» passed the test",),
        ("telehealth helps her",),
        left=("begins",),
        right=("verbish",),
    ),
    Cue(
        "name_small_ended",
        (Sort.surname,),
        BESIDE,
        ("i talked to «okafor».", "call «okafor», then wait"),
        ("we went to rehab.",),
        left=("to",),
        right=("ends", "comma", "paren"),
    ),
    Cue(
        "name_word_small",
        (Sort.both,),
        BESIDE,
        ("told «grace» said so", "w/ «rose»'s mom"),
        ("we will see", "with hope they left", "i hope she called"),
        left=("to",),
        right=("tells", "owns"),
        direct=False,
    ),
)


def sort_of(token: Token, *, shouting: bool) -> Sort:
    """What a word can be. `shouting`: the whole line is in capitals, so that they say nothing."""
    shape = token.shape
    if token.coded or shape is Shape.INITIALS:
        return Sort.other
    if shape is Shape.LETTER:
        return Sort.ARTICLE if token.word in ("a", "i") else Sort.LETTER
    if shape is Shape.CAPITALS and token.end - token.start == TWO:
        known = token.word in ABBREVIATIONS or token.allowed or token.flags & Flag.EVERYDAY
        return Sort.other if known else Sort.LETTER
    if shape is Shape.CAPITALS and "-" in token.word:
        return Sort.other
    if shape is Shape.CAPITALS and not shouting:
        return spoken_loud(token)
    return capital(token) if shape is Shape.CAPITAL else small(token)


TWO = 2
LEAST_LOUD = 4
LEAST_SMALL = 4
LEAST_STRANGE = 3


def spoken_loud(token: Token) -> Sort:
    """A word in capitals in a sentence that is not: an acronym, unless nothing but a name looks like it."""
    flags = token.flags
    if flags & Flag.FIRST and not flags & ENGLISH and token.end - token.start >= LEAST_LOUD:
        return Sort.GIVEN
    return Sort.EITHER if flags & (Flag.FIRST | Flag.LAST) else Sort.other


def capital(token: Token) -> Sort:
    flags = token.flags
    first, last, word = flags & Flag.FIRST, flags & Flag.LAST, flags & Flag.WORD
    if first and not flags & Flag.EVERYDAY and (flags & Flag.USUAL or not word):
        return Sort.GIVEN
    if flags & Flag.USUAL:
        return Sort.BOTH
    if last and not word and not (token.begins and flags & Flag.KNOWN):
        return Sort.SURNAME
    if first or last:
        return Sort.EITHER
    if flags:
        return Sort.WORD
    return Sort.STRANGE if token.end - token.start >= LEAST_STRANGE else Sort.other


def small(token: Token) -> Sort:
    flags = token.flags
    length = token.end - token.start
    english = flags & ENGLISH
    if flags & Flag.FIRST and not english:
        return Sort.given if flags & Flag.USUAL and length >= LEAST_STRANGE else Sort.surname
    if flags & Flag.USUAL:
        return Sort.given if not flags & Flag.WORD and length >= LEAST_SMALL else Sort.both
    if flags & Flag.LAST and not english:
        return Sort.surname
    if flags & (Flag.FIRST | Flag.LAST):
        return Sort.either
    if flags:
        return Sort.word
    return Sort.strange if length >= LEAST_STRANGE and not token.word.endswith(ENDINGS) else Sort.other


ENGLISH = Flag.WORD | Flag.KNOWN
ENDINGS = (
    "ing",
    "ed",
    "es",
    "ly",
    "tion",
    "ness",
    "ment",
    "ive",
    "ally",
    "wise",
    "ic",
    "al",
    "able",
    "ist",
    "n't",
)


def beside(tokens: list[Token], at: int) -> tuple[set[str], set[str]]:
    """What stands left and right of a word: classes of its neighbours, and marks."""
    token = tokens[at]
    return set(left_of(tokens, at)), set(right_of(tokens, at, token))


def left_of(tokens: list[Token], at: int) -> Iterable[str]:
    token = tokens[at]
    if token.begins:
        yield "begins"
    if not at:
        return
    last = tokens[at - 1]
    between = token.between
    if not token.begins and ("article" not in last.classes or between != " "):
        yield "mid"
    lettered = at > 1 and "lettered" in tokens[at - 2].classes
    if last.shape is Shape.INITIALS and between in (" ", ". ") and not lettered:
        yield "initial"
    if between == ", " and ("kin" in last.classes or last.word == "one"):
        yield "kin,"
    if between.startswith(":") and "label" in last.classes and "\n" not in between:
        yield "label:"
    if "title" in last.classes and between in (" ", ". "):
        if last.word in ABBREVIATED or (between == " " and token.capital):
            yield "title."
    if between not in NAMING:
        return
    yield from last.classes if last.end - last.start > 1 or last.word == "w" else ()
    if at > 1 and last.classes & {"kin", "role"} and not last.begins and "whose" in tokens[at - 2].classes:
        yield "whose kin"
    if last.word == "is" and at > 1 and tokens[at - 2].word in ("name", "name's", "nickname", "surname"):
        yield "named"


ABBREVIATED = frozenset(
    "mr mrs ms mx dr prof rev fr sr sgt det lt capt cpl hon sra srta hr fru mme mlle".split()
)
NAMING = frozenset((" ", ' "', ' ("', ', "', " (", "/", "/ ", ", named "))


def right_of(tokens: list[Token], at: int, token: Token) -> Iterable[str]:
    if token.possessive:
        yield "owns"
    if at + 1 == len(tokens):
        yield "ends"
        return
    following = tokens[at + 1]
    between = following.between
    if "'s" in between or token.possessive:
        yield "owns"
    if between[:1] == ",":
        yield "comma"
    if between.strip(" ")[:1] in ("(", ")"):
        yield "paren"
    if between[:1] == '"':
        yield "quoted"
    if AGED.match(between):
        yield "aged"
    if between == ", " and "whose" in following.classes and at + 2 < len(tokens):
        if tokens[at + 2].classes & {"kin", "role"}:
            yield "apposed"
    if following.begins:
        yield "ends"
    elif between == " ":
        yield from following.classes
        if following.capital:
            yield "name"
        elif following.flags & Flag.EVERYDAY and following.word.endswith(("ed", "s")):
            yield "verbish"


AGED = re.compile(r",? \(?\d{1,3}(?![\d:/%-])")


SCORED = frozenset(("at", "was", "of", "came", "is", "went", "dropped", "score", "scores", "fell", "rose"))


def is_author(tokens: list[Token], at: int) -> bool:
    """Beside a word of theory, an author's name names the theory."""
    if tokens[at].word not in AUTHORS:
        return False
    token = tokens[at]
    after = {name for token in tokens[at + 1 : at + 3] if not token.begins for name in token.classes}
    before = tokens[at - 1].classes if at and not token.begins else frozenset()
    scored = bool(before & {"whose"}) and at + 1 < len(tokens) and tokens[at + 1].word in SCORED
    alone = token.between == " (" and at + 1 < len(tokens) and tokens[at + 1].between[:1] == ")"
    return alone or scored or "theory" in after or bool(before & {"following", "article"})
