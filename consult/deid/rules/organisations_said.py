"""Rows for organisations behind the word for what they are: "Employer: Castellan", "her school, Glan"."""

from __future__ import annotations

import re

from consult.deid import lexicon
from consult.deid.kinds import N_
from consult.deid.rows import Rule, rx, words
from consult.deid.rules.barewords import BARE, NOT_NAMES
from consult.deid.rules.capitals import is_first_name, is_proper, is_word
from consult.deid.rules.chains import EMPLOYERS
from consult.deid.rules.organisations import CUED
from consult.deid.rules.placewords import GENERIC, ORDINARY, STATES, TITLES, TRIMMED


def is_term(name: str) -> bool:
    """A term of the field; but shops that all know are where somebody works, too."""
    return name in lexicon.ALLOWED_PHRASES and name not in EMPLOYERS


PRONOUNS = frozenset(words("i we you he she it they who what that there here"))


def labelled(match: re.Match[str]) -> bool:
    name = match["id"].lower()
    parts = name.split()
    if parts[0].partition("'")[0] in PRONOUNS:
        return False
    if parts[0] in ORDINARY or is_term(name) or name in STATES:
        return False
    if match["id"][0].islower():
        return not any(map(is_word, parts)) or (len(parts) > 1 and not is_word(parts[0]))
    alone = len(parts) == 1 and match.string[match.end() : match.end() + 1] == ")"
    if alone and name not in UNNAMED and len(name) >= LEAST and not is_first_name(name):
        return not is_proper(name) and not name.endswith(ENDINGS)
    telling = [it for it in parts if it not in GENERIC and it not in TRIMMED]
    if " of " in name and len(parts) > PAIR and is_word(parts[-1]) and parts[-1] not in GENERIC:
        return True
    closed = match.string[match.end() : match.end() + 1] == ")" and parts[0] not in TRIMMED and len(parts) > 1
    several = (len(telling) > 1 or (telling and closed)) and match["id"].istitle()
    return bool(several) or not all(map(is_word, telling))


PAIR = 2
UNNAMED = GENERIC | ORDINARY | TRIMMED | TITLES | BARE | NOT_NAMES
ENDINGS = ("ing", "ed", "ly")


ABSTRACT = frozenset(
    words(
        "mode phase stage cycle zone effect model talk method rule wall system game line program plan "
        "police law"
    )
)


def employing(match: re.Match[str]) -> bool:
    """Behind the word for it: no term of the field, no day, no state, no generic word."""
    parts = [it.strip(".'") for it in match["id"].lower().split()]
    low = " ".join(parts)
    if is_term(low) or low in STATES or parts[0] in ORDINARY or parts[0] in TRIMMED:
        return False
    if parts[-1] in ABSTRACT and all(map(is_word, parts)):
        return False
    return any(it not in GENERIC for it in parts) and not (is_proper(low) and len(parts) == 1)


def apposed(match: re.Match[str]) -> bool:
    """ "The church, Ascension, pays": one English word may be its name, but nobody's."""
    name = match["id"]
    one = name.isalpha() and len(name) >= LEAST and not is_first_name(name.lower())
    low = name.lower()
    free = not any(low in listed for listed in (GENERIC, TRIMMED, ORDINARY, STATES, lexicon.ALLOWED_PHRASES))
    whose = OWNED.search(match.string[max(0, match.start() - 10) : match.start()])
    two = (
        len(parts := low.split()) > 1
        and not is_first_name(parts[0])
        and any(it not in GENERIC for it in parts)
    )
    if labelled(match) and (whose or match[0][0].islower()):
        return True
    return bool(whose and ((one and free) or (two and name.istitle())))


LEAST = 5  # letters
OWNED = rx(r"\b(?:the|her|his|my|our|their|your|a) $")

RULES = (
    Rule(
        "organisation_labelled",
        "organisation",
        direct=False,
        pattern=rx(
            r"(?<![\w'-])(?:school|yeshiva|madrasa|employer|workplace|job|church|parish|mosque|"
            r"congregation|daycare|clinic|"
            r"hospital|provider|shelter|facility|placement|agency|rehab|temple|preschool|college|company|"
            r"firm|"
            r"salon|shop|bar|gym|motel|hotel|restaurant|bakery|caf[eé]|factory|plant|warehouse|store|"
            r"works?|nursery|"
            r"pub|market|farm|hospice|care home|group home|sober house|day program|nursing home|dialysis)"
            r"(?: (?:of|from|where|for) (?:the|her|his|their) [a-z]{3,12})?(?: ?(?:name)? ?[:=] ?| "
            r"\()(?P<id>(?-i:[A-ZÀ-Þ][\w'.&-]*(?: (?:of|de|al|the|and|&|"
            r"[A-ZÀ-Þ][\w'.-]*)){0,4})"
            r"|(?<=\()(?-i:[a-z'-]+(?: [a-z'-]+){0,3})(?=\)))",
        ),
        reason=CUED,
        replacement=N_("[organisation]"),
        examples=(
            "YESHIVA: «Toras Moshe», asked to leave",
            "Employer: «Castellan Logistics»",
            "the mosque («dar al hijrah») put it up",
            "The daycare («Little Sprouts») reported it.",
            "Dad's company: «Vantage Roofing»",
            "from the salon («Diamond») on the corner",
            "write to the company of the father («Musashi Bearing»); there is one",
            "where his cousin works («Puma Drayton»), he said",
        ),
        counter=(
            "School: No concerns.",
            "Job: part time",
            "School: Grade 10",
            "the school (again) called",
            "the shelter (two nights)",
            "Placement: Foster care",
            "Hospital: None",
            "It works (Mom agrees).",
            "the bar (again)",
            "the clinic (Monday) and the shelter (Full)",
        ),
        check=labelled,
        cues=words(
            "school yeshiva madrasa employer workplace job church parish mosque congregation daycare clinic "
            "hospital provider shelter facility placement agency rehab temple preschool college company firm "
            "salon shop bar gym motel hotel restaurant bakery café cafe factory plant warehouse store work "
            "nursery "
            "pub market farm hospice care group sober day nursing dialysis"
        ),
    ),
    Rule(
        "employer_said",
        "organisation",
        direct=False,
        pattern=rx(
            r"\b(?:employer|employed by|employed with|self-employed at|works for|worked for|on payroll at) ",
            r"(?:is |was )?(?P<id>(?-i:[A-ZÀ-Þ][\w'.&-]*(?: (?:(?:and|&|of) )?[A-ZÀ-Þ][\w'.-]*){0,4}))",
        ),
        reason=CUED,
        replacement=N_("[workplace]"),
        examples=(
            "Employer «Cedar & Sons Upholstery» will hold his post.",
            "Employer «Kessler Tool and Die» wants a note.",
            "He is employed by «Orrin Quarries» in the north.",
        ),
        counter=("The employer Monday said no.", "Employer Assistance is open.", "She works for Medicaid."),
        check=employing,
        cues=words("employer employed self- works worked on"),
    ),
    Rule(
        "called_the",
        "organisation",
        direct=False,
        pattern=rx(
            r"\b(?:(?:people|everyone|everybody|folks|locals|kids|we all|they all) (?:just |all |only "
            r")?calls? (?:it )?|"
            r"(?:is|was|it's|place|building|house|block|cent(?:er|re)) (?:known|called|nicknamed)(?: as| "
            r"locally)? )",
            r"the (?P<id>(?-i:[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+){0,2}))",
        ),
        reason=CUED,
        replacement=N_("[place]"),
        examples=("The centre, which people just call the «Link», is far.", "A house known as the «Wyrm»."),
        counter=(
            "People call the police.",
            "Everyone calls the Warmline.",
            "People call it the Honeymoon Phase.",
        ),
        check=lambda match: employing(match) and "line" not in match["id"].lower(),
        cues=words(
            "people everyone everybody folks locals kids we they is was it's place building house block cent"
        ),
    ),
    Rule(
        "organisation_apposed",
        "organisation",
        direct=False,
        pattern=rx(
            r"\b(?:school|yeshiva|employer|church|parish|mosque|temple|daycare|preschool|clinic|shelter|"
            r"agency|gym|salon|"
            r"shop|restaurant|nursing home|care home|rehab|college|program|company|charity|packing line|"
            r"line work|employer|"
            r"factory|warehouse|hospice|motel|hotel|hostel|bar|pub|caf[eé]|bakery|group home|foster "
            r"agency|landlord|property manager|lender|credit union|contractor|diner|nursery|club|team|"
            r"studio|farm), ",
            r"(?P<id>(?-i:[A-ZÀ-Þ][\w'.&-]*(?: (?:of|by|de|al|the|and|&|"
            r"[A-ZÀ-Þ][\w'.-]*)){0,4}))(?=[,;)\n]|\.? ?$|\. )",
        ),
        reason=CUED,
        replacement=N_("[organisation]"),
        examples=(
            "Her school, «Bishop Challoner», excluded her.",
            "The church, «Ascension», has not gone to the police.",
            "She runs a salon, «Braids by Fatou», alone.",
            "Mother's job: packing line, «Sundown Fruit»",
        ),
        counter=(
            "At school, Mom, he is fine.",
            "In church, God, and home.",
            "Strengths: Humor, Church, Cooking, Faith.",
            "The program, however, ended.",
        ),
        check=apposed,
        cues=words(
            "school yeshiva employer church parish mosque temple daycare preschool clinic shelter agency gym "
            "salon shop restaurant nursing care rehab college program company charity packing line factory "
            "warehouse "
            "hospice motel hotel hostel bar pub café cafe bakery group foster landlord property "
            "lender credit contractor diner nursery club team studio farm"
        ),
    ),
)
