"""Rows for names: what a word is by itself, and which words beside it make a name of it.

To add one, add a row: `what` it may be (`Sort`), what must stand `left` and `right` of it (classes of
consult.deid.names.classes, or the marks `owns`, `ends`, `begins`, `comma`), and examples.
"""

from __future__ import annotations

from dataclasses import dataclass

from consult.deid.kinds import N_
from consult.deid.names.sorts import NAMES, Sort

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
        right=("ends", "comma", "paren", "name", "aged", "numbered"),
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
        "name_kin_is",
        (Sort.given, Sort.surname, Sort.strange),
        BESIDE,
        ("mom is «rosheen», i think", "his judge is «okafor»."),
        ("mom is exausted.", "her dad is abusive."),
        left=("kin is",),
        right=("ends", "comma", "paren"),
        direct=False,
    ),
    Cue(
        "name_kin_ended",
        (Sort.strange,),
        BESIDE,
        ("her hospice, daughter «aqugauq».", "cousin «rosheen», who left"),
        ("her mom dissociated.", "the kid mumbles, again."),
        left=("kin",),
        right=("ends", "comma", "paren"),
        direct=False,
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
        (Sort.both,),
        BESIDE,
        ("her son «will» said so", "dad «will» is sweet", "my client «hope» cried"),
        ("her son will say so", "the kid might", "her mother will cry"),
        left=("whose kin", "kin", "role"),
        right=("tells", "owns", "be"),
    ),
    Cue(
        "name_kin_in",
        (Sort.both,),
        BESIDE,
        ("living w his godmom «patience» in town",),
        ("living with his mom and grace", "the son will in time"),
        left=("whose kin",),
        right=("where",),
    ),
    Cue(
        "name_kin_between",
        (Sort.both, Sort.BOTH, Sort.EITHER),
        BESIDE,
        ("the little one, «faith», has a pump", "and the baby, «Blessing», stays"),
        ("her mom, hopefully, calls", "Her aunt, Monday, left."),
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
        right=("says", "owns", "aged", "numbered", "apposed"),
    ),
    Cue(
        "name_strange",
        (Sort.STRANGE,),
        UNKNOWN,
        ("We met «Quilby» at noon.", "I saw «Nkxumo», who left."),
        ("Psychoed helped.", "We use the PHQ.", "He bought a Hilux."),
        left=("mid", "begins"),
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
        "name_small_to",
        (Sort.surname,),
        BESIDE,
        ("i talked to «okafor».", "call «tuyet» in attendance"),
        ("we went to rehab.",),
        left=("to",),
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
