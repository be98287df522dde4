"""What a word can be: a given name, a surname, a word that is a name too, a stranger, or just a word."""

from __future__ import annotations

import re
from enum import StrEnum

from consult.deid.lexicon import NAME, Flag, misspelt
from consult.deid.lexicon import flags as flags_for
from consult.deid.names.classes import ABBREVIATIONS
from consult.deid.names.tokens import Shape, Token
from consult.deid.rows import words


class Sort(StrEnum):
    """What a word can be, by the lexicon and by how it is written: the value shows how."""

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
    seldom = "tolu"
    """In no dictionary but the largest, where it may be anything."""
    word = "table"
    other = "-"


NAMES = (Sort.GIVEN, Sort.SURNAME, Sort.STRANGE, Sort.BOTH, Sort.EITHER)


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
LONGEST_SELDOM = 6


def spoken_loud(token: Token) -> Sort:
    """A word in capitals in a sentence that is not: an acronym, unless nothing but a name looks like it."""
    flags = token.flags
    if flags & Flag.FIRST and not flags & ENGLISH and token.end - token.start >= LEAST_LOUD:
        return Sort.GIVEN
    return Sort.EITHER if flags & (Flag.FIRST | Flag.LAST) else Sort.other


def capital(token: Token) -> Sort:
    """A word with a capital: a name by the lists, a word, or one that nobody knows."""
    flags = token.flags
    rare_word = not flags & Flag.EVERYDAY and (flags & Flag.USUAL or not flags & Flag.WORD)
    if token.word in MOSTLY_NAMES or (flags & Flag.FIRST and rare_word):
        return Sort.GIVEN
    if flags & Flag.USUAL:
        return Sort.BOTH
    if flags & (Flag.FIRST | Flag.LAST):
        return Sort.SURNAME if flags & Flag.LAST and not flags & Flag.WORD else Sort.EITHER
    return Sort.WORD if flags else unknown(token)


def unknown(token: Token) -> Sort:
    """In no list: a stranger, unless it ends like an illness, or is a word misspelt."""
    short = token.end - token.start < LEAST_STRANGE or token.word in SLANG
    if short or not VOWEL.search(token.word):
        return Sort.other
    word = MEDICAL.search(token.word) or (token.begins and misspelt(token.word))
    return Sort.WORD if word else Sort.STRANGE


# English words too, but written with a capital they are hardly ever meant.
MOSTLY_NAMES = frozenset(
    [
        "maria",
        "martin",
        "peter",
        "jack",
        "harry",
        "victor",
        "heather",
        "sally",
        "mike",
        "carol",
        "derrick",
        "glen",
        "bob",
        "matt",
        "nick",
        "ken",
        "sherry",
        "ray",
        "jay",
        "warren",
        "lance",
        "marina",
        "christen",
        "jarred",
        "garret",
        "amir",
        "ian",
        "roger",
        "john",
        "timothy",
        "nancy",
        "anna",
        "donna",
        "ruth",
        "benjamin",
        "henry",
        "jerry",
        "kelly",
        "terry",
        "carl",
        "kyle",
        "jean",
        "ann",
        "christian",
        "louis",
        "jane",
        "abigail",
        "charlotte",
        "tammy",
        "logan",
        "tony",
        "jimmy",
        "dale",
        "jasmine",
        "sheila",
        "veronica",
        "troy",
        "brad",
        "ben",
        "rick",
        "ted",
        "josh",
        "phil",
        "greg",
        "doug",
        "kate",
        "rosemary",
        "walter",
        "oscar",
    ]
)

# Of these, the ones that nobody means as words even in small letters.
SURELY = frozenset(
    words(
        "maria martin mike ian timothy nancy anna donna ruth benjamin henry jerry kelly terry carl "
        "kyle ann louis jane abigail charlotte tammy logan tony jimmy sheila veronica brad ben doug "
        "greg kate walter hector amir"
    )
)
VOWEL = re.compile(r"[aeiouy\u00c0-\u024f\u1e00-\u1eff]")
# How drugs, findings and illnesses end, and names do not.
MEDICAL = re.compile(
    r".{2}(?:apine|azepam|azolam|olol|pril|sartan|statin|azole|mycin|cillin|oxacin|oxetine|tripty?line|idone|azine|"
    r"barbital|caine|dopa|gliptin|gliflozin|glutide|tinib|umab|prazole|setron|vir|thiazide|codone|morphone|phylline|"
    r"faxine|talopram|perone|ripiprazole|gabalin|racetam|trigine|emia|emic|itis|osis|otic|algia|opathy|thymi[ac]|"
    r"phreni[ac]|phasi[ac]|plegi[ac]|graphy|ectomy|uria|genic|ological|ologist|ology|therap(?:y|ies|ist)|nergic|"
    r"trophic|tropic|kinesia|somnia|philia|phobi[ac]|mania|cidal|ative|ational|ization|isation|iveness|fulness)$"
)


def small(token: Token) -> Sort:
    flags = token.flags
    english = flags & ENGLISH
    if token.word in SURELY or token.word in SLANG:
        return Sort.given if token.word in SURELY else Sort.other
    if flags & Flag.FIRST and not english:
        return Sort.given if flags & Flag.USUAL and len(token.word) >= LEAST_STRANGE else Sort.surname
    if flags & Flag.LAST and not english and not flags & Flag.USUAL:
        return Sort.surname
    return small_word(token) if flags else small_unknown(token)


def small_word(token: Token) -> Sort:
    """A word in small letters that is English, and perhaps a name too."""
    flags = token.flags
    if flags & Flag.USUAL:
        sure = not flags & Flag.WORD and len(token.word) >= LEAST_SMALL
        return Sort.given if sure else Sort.both
    if flags & NAME:
        return Sort.either
    rare = flags == Flag.KNOWN and LEAST_STRANGE <= len(token.word) <= LONGEST_SELDOM
    return Sort.seldom if rare and not token.word.endswith((*ENDINGS, "s")) else Sort.word


def small_unknown(token: Token) -> Sort:
    """In no list: "trevons" without apostrophe, or a stranger, if it is no word misspelt."""
    word = token.word
    if (word[-1] == "s" and of_person(word[:-1])) or (len(word) > LEAST_SMALL and ABROAD.search(word)):
        return Sort.given
    usual = word.endswith(ENDINGS) or DRAWN_OUT.search(word) or misspelt(word)
    usual = usual or not VOWEL.search(word)
    return Sort.strange if len(word) >= LEAST_STRANGE and not usual else Sort.other


def of_person(word: str) -> bool:
    """ "trevons mom", typed without apostrophe."""
    known = flags_for(word)
    return len(word) > LEAST_SMALL and known & GIVEN == GIVEN and not known & ENGLISH


GIVEN = Flag.FIRST | Flag.USUAL
# How words begin and end that no English one, and hardly a drug, does.
ABROAD = re.compile(
    r"^(?:zh|xi|xu|nk|mb|nd|nj|tsh|kw|mw)|q(?!u)|(?:ovich|ovna|evich|evna|enko|wicz|[oe]wsk[iy]|escu|oglu|shvili|"
    r"dottir|sson|inho|poulos|ullah|uddin|zadeh|pour|deep|preet|jeet|anjali|amma|wati|nder|oluwa\w*)$|^oluwa"
)
# As people type: no dictionary has them.
SLANG = frozenset(
    words(
        "hun hon luv bae supv supvs noone noones folx noob newb abt prob probs tbf ngl imho lmao "
        "lmfao rofl irl afaik ikr ffs wtf omfg nvm hmu obv obvs def deffo defo sesh convo convos yeet "
        "fams peeps every any som sum thanx thnx kno thot gud bcuz becuz becos rlly rly srsly lowkey "
        "highkey finna tryna boutta imma ima yalls whatevs mayb mebbe proly wud cud shud hafta lotta "
        "outta lemme gimme dunno aight okie okey welp mhm uhhuh yeh yah theres heres wheres whens "
        "hows teh hte taht adn jsut waht thier thats wasnt werent hadnt shouldnt havent youre ull "
        "youve weve theyve itll thatll ish tho thru tonite nite alrite sumone sumthing nuthin "
        "somethin anythin everythin goin doin nothin lookin talkin feelin gettin comin tellin bein "
        "kiddos kiddies littles bio bios admin mgmt hubs wifey bday hols uni sched eval evals assmt "
        "consult sup haha hahah hahaha hehe lolol ughh ughhh urself urselves themself goodnite cmon stepdown "
        "stepup callin cuttin havin makin workin tryin hav paystub paystubs everytime evry evryone fwd hx sx "
        "dx rx bx tx fx wks mos yrs appts mtg mtgs attn ppl pple thankyou thankx welll okk okayy nooo yesss"
    )
)
DRAWN_OUT = re.compile(r"(.)\1\1")
"""As in "sooo"."""

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


def is_name(token: Token) -> bool:
    return bool(token.flags & (Flag.FIRST | Flag.LAST))
