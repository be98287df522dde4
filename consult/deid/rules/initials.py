"""Rows for initials and families: "K.M.", "client T", "the Okonkwos"."""

from __future__ import annotations

import re

from consult.deid.kinds import N_
from consult.deid.lexicon import ALLOWED_PHRASES, Flag, flags
from consult.deid.names.classes import ABBREVIATIONS, BY_WORD, STATES
from consult.deid.rows import Rule, said, words

INITIALS = N_("Initials. Whoever knows the person knows them.")
NICK = N_("What somebody is called.")
FAMILY = N_("The name of a family.")
NAME = N_("[name]")

LAST_WORD = re.compile(r"([^\W\d_]+)['\"(,./ ]*\Z")
FOLLOWING = re.compile(r"\.? (?:coli|diff|pylori|cause|vera|lifting|america)\b", re.IGNORECASE)


def is_person(match: re.Match[str]) -> bool:
    """Letters with points that are no abbreviation."""
    letters = re.sub(r"[. -]", "", said(match)).lower()
    return letters not in ABBREVIATIONS and not FOLLOWING.match(match.string, match.end())


def is_one(match: re.Match[str]) -> bool:
    """One letter with a point: in a sentence, not a point of a list, not "vitamin D."."""
    text, start, end = match.string, match.start("id"), match.end("id")
    before = LAST_WORD.search(text, max(0, start - 24), start)
    word = before[1].lower() if before else ""
    classes = BY_WORD.get(word, frozenset())
    person = bool(classes & {"kin", "role", "title"})
    if "lettered" in classes or (text[start] in "IA" and not person) or FOLLOWING.match(text, end):
        return False
    follows = text[end : end + 2].lstrip(" ")[:1]
    goes_on = follows.islower() or follows in tuple(",;:)'?!\"/")
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip(" -*>"):
        return goes_on and follows != ")" and not text[end : end + 3].startswith(" (")
    return goes_on or person or bool(classes & {"to", "label", "named"})


def are_initials(match: re.Match[str]) -> bool:
    """The letters are how the words before them begin, and one of these words is no English one."""
    words = re.findall(r"[A-Z][\w']*", match["name"])
    begun = "".join(word[0] for word in words)
    strange = any(not flags(word.lower()) & (Flag.EVERYDAY | Flag.WORD) for word in words)
    return begun.endswith(match["id"]) and strange


def is_reversed(match: re.Match[str]) -> bool:
    """Surname, comma, first name, in capitals: neither is a word or a term."""
    words = [word.lower() for word in re.findall(r"[A-Z'-]{3,}", said(match))]
    known = Flag.WORD | Flag.KNOWN | Flag.PROPER
    lettered = all(len(word) <= ABBREVIATED and not flags(word) & Flag.LAST for word in words)
    return not lettered and not any(word in ALLOWED_PHRASES or flags(word) & known for word in words)


ABBREVIATED = 4  # letters that an abbreviation has at most


def is_speaker(match: re.Match[str]) -> bool:
    """Two letters before a colon: no abbreviation of the field and no state."""
    return said(match).lower() not in ABBREVIATIONS | ALLOWED_PHRASES | STATES


def is_family(match: re.Match[str]) -> bool:
    """A plural of a name, or a name before "family"."""
    word = said(match)
    low = word.lower()
    if low in ALLOWED_PHRASES or low.removesuffix("s") in ALLOWED_PHRASES:
        return False
    singular = {low.removesuffix("s"), low.removesuffix("es")} if "fam" not in match.re.groupindex else {low}
    known = [flags(one) for one in singular]
    english = flags(low) & (Flag.WORD | Flag.KNOWN) or any(one & Flag.EVERYDAY for one in known)
    name = any(one & (Flag.FIRST | Flag.LAST) and not one & Flag.EVERYDAY for one in known)
    if word[0].isupper():
        return name or not (english or any(known) or flags(low))
    return name and not english and not any(one & (Flag.WORD | Flag.KNOWN) for one in known)


RULES = (
    Rule(
        "initials",
        "name",
        direct=True,
        pattern=re.compile(r"(?<![\w.@/-])(?P<id>(?:[^\W\d_]\.[ -]?){1,3}[^\W\d_]\.)(?![\w@])"),
        reason=INITIALS,
        replacement=NAME,
        examples=("Worker presents «J.T.», 27.", "«K. M.» agreed.", "so «t.j.» violated"),
        counter=("In the U.S. at 5 p.m., e.g. here.", "A Ph.D. and an M.S.W., i.e. study."),
        check=is_person,
    ),
    Rule(
        "initial",
        "name",
        direct=True,
        pattern=re.compile(r"(?<![\w.@/'-])(?P<id>[A-Z]\.)(?=[ ,;:)'?!\"/\n]|\Z)"),
        reason=INITIALS,
        replacement=NAME,
        examples=(
            "Could «L.» be masking?",
            "Client: «K.», 16",
            "Present: all, «R.», minutes",
            "I met with «D.»",
        ),
        counter=(
            "Vitamin D. Then rest.",
            "A. First point\nB. Second point",
            "It was hepatitis C. She left.",
            "It is E. coli again.",
            "So did I. Then it ended.",
        ),
        check=is_one,
    ),
    Rule(
        "initials_of",
        "name",
        direct=True,
        pattern=re.compile(
            r"(?<![\w'-])(?P<name>(?:[A-Z][\w'-]{1,30} ){1,3}[A-Z][\w'-]{1,30}) \(\"?(?P<id>[A-Z]{2,4})\"?\)"
        ),
        reason=INITIALS,
        replacement=NAME,
        examples=("We saw «Xanthe Quilby-Roe» («XQR») there.",),
        counter=("In the Problem Solving (PST) group.", "The Health Plan (HP) pays."),
        check=are_initials,
    ),
    Rule(
        "reversed",
        "name",
        direct=True,
        pattern=re.compile(
            r"(?<![\w'-])(?P<id>[A-Z][A-Z'-]{2,30}, [A-Z][A-Z'-]{2,30}(?: [A-Z]\b\.?)?)(?![\w'-])"
        ),
        reason=NICK,
        replacement=NAME,
        examples=("Pt «DANILEVSKAYA, ZLATA G.» left.",),
        counter=("SNAP, TANF and WIC.", "STOP, WAIT and see.", "Uses CBT, DBT.", "Labs: TSH, BMP."),
        check=is_reversed,
    ),
    Rule(
        "initial_speaker",
        "name",
        direct=False,
        pattern=re.compile(
            r"(?m)(?:^|(?<=, ))(?P<id>[A-Z]{2})(?=: [A-Z\"]| \((?:late|chair|minutes|notes|absent))"
        ),
        reason=INITIALS,
        replacement=NAME,
        examples=("«TK»: They finish late.",),
        counter=("HX: Two moves.", "PT: Starts Monday.", "TX: Austin."),
        check=is_speaker,
    ),
    Rule(
        "family_plural",
        "name",
        direct=True,
        pattern=re.compile(r"\b[Tt]he (?P<id>(?:[OD]')?[A-Za-z][\w-]{2,24}s)\b(?!-|'s)"),
        reason=FAMILY,
        replacement=N_("[family]"),
        examples=("I met the «Okonkwos» today.", "out by the «pettigrews» place"),
        counter=(
            "The families and the Feds.",
            "I met the parents.",
            "The goals are met.",
        ),
        check=is_family,
        cues=words("the"),
    ),
    Rule(
        "family_named",
        "name",
        direct=True,
        pattern=re.compile(
            r"(?<![\w'-])(?P<id>[A-Z][\w'-]{2,24})(?= (?P<fam>family|household|kids|children|sibs|siblings|"
            r"twins|brothers|sisters|boys|girls|residence|clan)\b)"
        ),
        reason=FAMILY,
        replacement=NAME,
        examples=("In the «Whelan» family.",),
        counter=("In the Extended family system.", "Family kids.", "Two Blended families."),
        check=is_family,
    ),
)
