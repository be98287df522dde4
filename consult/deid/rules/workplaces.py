"""Places of work, study and care by what is said around them: "a junior at Jefferson"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consult.deid import gazetteer
from consult.deid.gazetteer import Grade
from consult.deid.rows import words
from consult.deid.rules.barewords import BARE, NOT_NAMES
from consult.deid.rules.capitals import (
    DEMONYM,
    Hit,
    Run,
    Word,
    ends_in_term,
    extent,
    is_first_name,
    is_term,
    is_word,
    phrase,
    possessive,
    shouted,
    tells,
    trimmed,
)
from consult.deid.rules.chains import CLEAR, EMPLOYERS
from consult.deid.rules.cues import (
    AT,
    AT_MEETING,
    AT_PEOPLE,
    AT_SCHOOL,
    AT_SERVICE,
    AT_WORK,
    BEFORE_NAMES,
    ROLE_OF,
    SOMEWHERE,
    last_word,
)
from consult.deid.rules.organisations import hit
from consult.deid.rules.organisations_said import ABSTRACT
from consult.deid.rules.organisations_small import JOB_AFTER, OFFERING, REFERRED
from consult.deid.rules.placewords import GENERIC, STATES, TITLES

RUNNING = re.compile(r"\b(?:runs?|ran|owns?|owned|opened|manages|managed|operates) (?:the |a )?$")
AFTER = re.compile(
    r" (?:has|have|had|got|said|staff|turned|jobs?|shifts?|warehouse|pay|manager|schedule|"
    r"parking|let|fired|hired|cut)|'s "
)
SPECIALTY = re.compile(r"(?:logy|iatry|iatrics|ics|therapy|ing|ment|tion|sion|ance|ence|ness|ity|ship|als?)$")
RUN = frozenset(words("run runs ran own owns owned opened manages managed operates"))
LEAST = 4  # letters
SERVICE = "service"
MET = "met"
TO_PEOPLE = ("back to ", "over to ", "left ", "leaving ", "kids to ")


def cued(run: Run, taken: set[int]) -> Iterator[Hit]:
    """What stands where the name of a workplace, a school or a service would: "a junior at Jefferson"."""
    first = 1 if run.opens and run.words[0].low in OPENING and len(run.words) > 1 else 0
    before = run.before(first)
    if taken.intersection((0, first)):
        return
    last = extent(run, first, taken)
    if last_word(before) not in BEFORE_NAMES:
        yield from told_behind(run, last, before)
        return
    name = run.words[first : last + 1]
    clear = phrase(name) in CLEAR or name[0].low in CLEAR
    kind = kind_by_cue(before, chain=clear)
    employer = clear or (kind == "workplace" and phrase(name) in EMPLOYERS)
    known = gazetteer.grade(phrase(name))
    town = known == Grade.PLACE or (known and kind != "school" and len(name) == 1)
    left = len(name) == 1 and is_first_name(name[0].low) and before.endswith(TO_PEOPLE)
    if kind is None or left or (town and not employer):
        return
    if employer or could_be_one(name, kind, before):
        told = "organisation" if kind in {SERVICE, MET} else kind
        yield hit(run, first, last, "organisation_cued", told, direct=employer)


def kind_by_cue(before: str, *, chain: bool) -> str | None:
    """What the words before it say that it is; the little word right before it says what to look for."""
    little = last_word(before.removesuffix("the ").removesuffix(" a "))
    if little in WORKED and AT_WORK.search(before):
        return "workplace"
    if little in LEARNT and not chain and AT_SCHOOL.search(before):
        return "school"
    if little == "at":
        if AT_MEETING.search(before):
            return MET
        if AT.search(before) and not AT_PEOPLE.search(before):
            return "workplace" if chain else "organisation"
    if chain and (SOMEWHERE.search(before) or (little == "at" and before.endswith(" the "))):
        return "workplace"
    serving = SERVING if little in LED_BY_SERVICE else AT_SERVICE
    cared = little in SERVED and serving.search(before)
    return SERVICE if cared or (little == "of" and ROLE_OF.search(before)) else None


WORKED = frozenset(words("at for from by"))
LEARNT = frozenset(words("at from to attend attends attended attending leaving left"))
LED_BY_SERVICE = frozenset(words("with w/ into"))
SERVING = re.compile(
    r"\b(?:advocate|worker|caseworker|cm|case manager|counsel+or|therapist|nurse|navigator|enrolled|services|"
    r"linked|connected|open|volunteers?|volunteering|intake|detox|placed|waitlisted|wait ?list|referral|"
    r"program|"
    r"mentor|tutor|chaplain|peer|hospice|doula|midwife|lawyer|attorney|coach|home visitor)\b[^.;\n]{0,24} "
    r"(?:with|w/) (?:the )?$|\b(?:went|go|goes|going|gone|moved|moves|moving|put|placed|checked|admitted|"
    r"signed|"
    r"committed|sectioned|taken|brought|booked|settled)\b[^.;\n]{0,12} into (?:the )?$"
)
SERVED = frozenset(words("at from to through by with w/ into"))
# A line or a sentence may begin with these, and the name stands behind.
OPENING = frozenset(words("at from attends attended attending works worked left leaving employer"))


def could_be_one(name: list[Word], kind: str, before: str) -> bool:
    """Neither a person, nor a word with a capital for weight, nor what the whole field knows."""
    if name[0].low in TITLES or is_term(name) or phrase(name) in STATES or ends_in_term(name, name[0]):
        return False
    if len(name) > 1:
        person = kind == SERVICE and is_first_name(name[0].low) and not is_word(name[-1].low)
        told = [it for it in name if tells(it) and not (name[0].low in GENERIC and shouted(it))]
        return bool(told) and not person and not all(map(shouted, name)) and name[-1].low not in ABSTRACT
    (word,) = name
    joined = "-" in word.low and is_word(word.low.rpartition("-")[2])
    if joined or not tells(word) or shouted(word) or DEMONYM.search(word.low) or word.text[-1].isdigit():
        return False
    if is_first_name(word.low):
        return kind == "school" or (kind == "workplace" and possessive(word))
    if not is_word(word.low) or kind in {"workplace", MET}:
        return True
    return bare(word) and (
        kind == "organisation" or (kind in {SERVICE, "school"} and REFERRED.search(before) is not None)
    )


def bare(word: Word) -> bool:
    """ "at Crossroads", but "at Intake" and "at Discharge" are no names."""
    return (
        word.low not in BARE
        and word.low not in NOT_NAMES
        and not SPECIALTY.search(word.low)
        and len(word.low) >= LEAST
    )


def told_behind(run: Run, last: int, before: str) -> Iterator[Hit]:
    """ "Turning Point staff", "Sonic let her go", "they run Lefty's Gyros"."""
    after = run.after(last).lower()
    runs = last_word(before.removesuffix("the ").removesuffix(" a ")) in RUN and RUNNING.search(before)
    if not (runs or AFTER.match(after)):
        return
    first = trimmed(run, last)
    name = run.words[first : last + 1]
    low = phrase(name)
    if name[0].low in TITLES or not any(map(tells, name)) or is_term(name) or all(map(shouted, name)):
        return
    if low in EMPLOYERS:
        if JOB_AFTER.match(after[1:]):
            yield hit(run, first, last, "organisation_cued", "workplace")
        return
    person = is_first_name(name[0].low) and not (len(name) > 1 and possessive(name[0]))
    if OFFERING.match(after) and not person and not (len(name) == 1 and (run.opens or not bare(name[0]))):
        yield hit(run, first, last, "organisation_cued", "organisation", direct=False)
    elif runs and not first and (len(name) > 1 or possessive(name[0])) and not person:
        yield hit(run, first, last, "organisation_cued", "workplace", direct=False)
