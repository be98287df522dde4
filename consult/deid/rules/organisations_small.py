"""Organisations as people write them in chats: "a bed at bright path", "she got hired at qdoba"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consult.deid import lexicon
from consult.deid.lexicon import Flag, flags, misspelt
from consult.deid.plain import Plain
from consult.deid.rows import Find, words
from consult.deid.rules.barewords import BARE, NOT_NAMES, STOPS
from consult.deid.rules.capitals import is_first_name
from consult.deid.rules.chains import CLEAR, EMPLOYERS
from consult.deid.rules.joined import OF_HEADS
from consult.deid.rules.organisations import CUED, NAMED, REPLACED, SIDED
from consult.deid.rules.placewords import GENERIC, ORDINARY, STATES, TITLES, TRIMMED

WORD = re.compile(r"[a-zß-öø-ÿ][\wß-öø-ÿ]*(?:['-]\w+)*")
AT = re.compile(r"(?<![\w'-])(?:at|@|from|for|by|with|w/|outside|behind|near|to) (?:the |a )?(?=\w)")
LONGEST = 3  # words, small ones not counted
LONGEST_CHAIN = 4
LEAST = 4  # letters of a word that nobody knows
BEFORE = 48

EMPLOYED = re.compile(
    r"\b(?:work|works|worked|working|jobs?|shifts?|hired|fired|let go|laid off|quit|manager|boss|"
    r"drives?|drove|"
    r"employed|interview\w*|got on|stocks?|stocking|stacks|bags?|mops|cleans|cook|cashier|paystub|pay stub|"
    r"nights|doubles|overtime|home|schedule|hours|career|driver|temp|gig|still|pay ?checks?|check|"
    r"appl(?:ied|ying)|application)\b[^.;\n]{0,28}$"
)
BUYING = re.compile(
    r"\b(?:b[ou]ught|buy\w*|shop\w*|picked up (?:some|food|groceries|meds|it)|got (?:it|them|one|"
    r"some)|sale|cheap\w*|sells?|sold|"
    r"return\w*|"
    r"gift cards?|run to|\$\d+)[^.;\n]{0,40}$"
)
JOB_AFTER = re.compile(
    r"\b(?:job|shifts?|warehouse|pay ?stubs?|manager|paychecks?|schedule|parking lot|let (?:her|him|them) go|"
    r"fired (?:her|him|them)|hired (?:her|him|them)|cut (?:her|his|their) hours)\b"
)
WHERE = frozenset(words("at @ outside behind near by"))

# Before "at": then English words may be a name. "A bed at silver lining", "still at regions".
STAYING = re.compile(
    r"\b(?:still|openings?|back|beds?|intakes?|wait ?lists?|waiting list|list|waitlisted|thing|program|kids|"
    r"staff|people|folks|"
    r"someone|somebody|anyone|anybody|worker|caseworker|cm|counsel+or|therapist|placed|placement|room|detox|"
    r"rehab|outpatient|inpatient|meeting|class|groups?|volunteers?|stepped down|stays|staying|stayed|stay|"
    r"spot|residents?|admitted|enrolled|lady|guy|nurse|team|crew|landed|works?|working|job|sleeps|sleeping|"
    r"resident|dosing|doses|dosed|hangs|hang|eats|prays|showed up|signed up|internship|housed|sheltered|"
    r"appt|graduated|(?:did|doing) time)"
    r"(?: (?:over|up|out|down|again|now|in|her|him|them|me|thru|through))? $"
)
BEING = re.compile(r"\b(?:he's|she's|hes|shes|they're|theyre|is|was|were|mom's|moms|dad's|dads|been) $")
REFERRED = re.compile(
    r"\b(?:referrals?|refer+ed|refer|stepped down|step down|discharged|transferred|linked|waitlisted)"
    r"(?: (?:her|him|them|me|mom|dad|us|out|down|over))? (?:to|from|at|for) $"
)
# Whoever helps somebody is "with" an organisation.
SERVED = re.compile(
    r"\b(?:advocate|worker|caseworker|case manager|navigator|enrolled|linked|connected|volunteers?|intake|"
    r"home visitor|doula|mentor)(?: (?:up|in|ms\.?|mr\.?|mrs\.?))?(?: (?!with|and|has|is)[\w.'-]{2,12})?,? $"
)
CALLED = re.compile(
    r"\b(?:(?:nbr|number|phone|contact) for|(?:place|program|house|shelter|clinic|church|school|spot|"
    r"group|rehab|"
    r"drop-in|agency|org|gym|bar|camp|daycare|nonprofit) (?:called|named)|resources?:) $"
)
HEADED = re.compile(
    r"(?<![\w'-])(?:referrals?|refer|stepped|step|discharged|transferred|linked|waitlisted|nbr|number|"
    r"phone|contact|"
    r"called|named|resources?:)(?: [a-z]{2,5})? (?=[a-z])|(?<![\w'-])resources?: (?=[a-z])"
)
ASKED = re.compile(
    r"(?<![\w'-])(?:call|called|calling|try|tried|ask|asked) (?:the )?(?P<id>(?:[a-z'-]+ ){0,2}[a-z'-]+)"
    r"(?=,? (?:they|for an? (?:bed|spot|room|slot|placement)|about beds))"
)
OFFERING = re.compile(
    r" (?:(?:has|have|had|got) (?:respite|beds?|an? (?:bed|opening|spot|wait ?list|van)|openings|"
    r"space|walk-ins)"
    r"|said (?:no beds|they're full|theyre full|no room)|staff (?!(?:in|at|on|of|for|to|and|or)\b)(?=[a-z])"
    r"|turned (?:her|him|them|us|me) away|'?s (?:housing|bed|wait) ?list)\b"
)
OF_TYPE = re.compile(
    r",? the (?:drop-in|shelter|clinic|rehab|sober house|school|church|charter|agency|nonprofit)\b"
)
# A name may end with these, though alone they are none.
ENDS = frozenset(
    words("house room place home club camp park church school market store shelter clinic gym bar")
)
# With one of these behind it, a word that is a first name too is none: "hope harbor", "grace house".
NO_PERSON = ENDS | frozenset(
    words(
        "harbor harbour haven bridge horizons beginnings path paths pathway pathways futures ridge view "
        "shores "
        "light heights steps promise passage start life center centre project landing garden gardens farm "
        "farms "
        "manor villa springs meadows recovery ministries tabernacle fellowship outreach services collective"
    )
)
UNTOLD = GENERIC | ORDINARY | TRIMMED | TITLES | BARE | NOT_NAMES
ENDINGS = ("ing", "ed")


def found(plain: Plain) -> Iterator[Find]:
    """All of them, and chains however they are written."""
    small = plain.small
    for cue in AT.finditer(small):
        yield from behind(plain, cue)
    for cue in HEADED.finditer(plain.text):
        until = small[max(0, cue.start() - BEFORE) : cue.end()]
        if REFERRED.search(until) or CALLED.search(until):
            yield from named(plain, cue.end(), 1)
    for asked in ASKED.finditer(plain.text):
        yield from named(plain, asked.start("id"), 1)
    for offering in OFFERING.finditer(small):
        start = backwards(plain.text, offering.start())
        if start is not None:
            yield from named(plain, start, 1)
    for job in JOB_AFTER.finditer(small):
        yield from chains_before(small, job.start())


def behind(plain: Plain, cue: re.Match[str]) -> Iterator[Find]:
    """What stands behind a word for where."""
    small, start = plain.small, cue.end()
    before = small[max(0, cue.start() - BEFORE) : cue.start()].rpartition("\n")[2]
    if end := chain(small, cue, before):
        yield find(start, end, NAMED)
    elif not plain.text[start].islower():
        return
    elif cue[0] in {"at ", "@ "}:
        yield from named(plain, start, strength(plain, cue, before))
    elif headed(small, start) or (cue[0] in {"with ", "w/ "} and SERVED.search(before)):
        yield from named(plain, start, 1)


def headed(small: str, start: int) -> bool:
    """ "Haven of hope"."""
    head = HEAD.match(small, start)
    return head is not None and head[1] in OF_HEADS


def find(start: int, end: int, reason: str) -> Find:
    """One of them."""
    told = REPLACED["workplace" if reason == NAMED else "organisation"]
    direct = reason == NAMED
    return Find(start, end, "organisation", direct, "organisation_in_chat", reason, told)


def chain(small: str, cue: re.Match[str], before: str) -> int | None:
    """Where a well-known chain ends that stands behind the cue."""
    word, the, _rest = (cue[0] + "  ").split(" ", 2)
    for end in reversed(ends(small, cue.end())):
        name = small[cue.end() : end]
        if name not in EMPLOYERS:
            continue
        working = EMPLOYED.search(before) and word in {"at", "@", "for", "from", "by", "with"}
        if name in CLEAR:
            somewhere = word in WHERE and not BUYING.search(before)
            return end if working or somewhere else None
        follower = WORD.match(small, end + 1)
        free = small[end : end + 1] != " " or not follower or follower[0] in STOPS
        return end if working and the != "a" and free else None
    return None


def chains_before(small: str, at: int) -> Iterator[Find]:
    """ "The wegmans job", "her Kroger shift"."""
    before = small[max(0, at - BEFORE) : at].rstrip()
    parts = before.split(" ")[-LONGEST_CHAIN:]
    for first in range(len(parts)):
        name = " ".join(parts[first:])
        if name in CLEAR:
            start = at - 1 - len(name)
            yield find(start, start + len(name), NAMED)
            return


def ends(small: str, at: int) -> list[int]:
    """Where the next words end, whatever they are."""
    found: list[int] = []
    while len(found) < LONGEST_CHAIN and (word := PART.match(small, at)):
        found.append(word.end())
        if small[word.end() : word.end() + 1] != " ":
            break
        at = word.end() + 1
    return found


PART = re.compile(r"[\w&][\w&'+-]*(?:\.\w+)*")


def strength(plain: Plain, cue: re.Match[str], before: str) -> int:
    """Do the words before say that a name stands behind "at"?"""
    said = before + " " if before and not before.endswith(" ") else before
    named_worker = is_first_name(said.rstrip().rpartition(" ")[2])
    sure = cue[0] == "@ " or STAYING.search(said) or BEING.search(said) or REFERRED.search(said + cue[0])
    return 1 if sure or named_worker or OF_TYPE.search(plain.small, cue.end(), cue.end() + BEFORE) else 0


def named(plain: Plain, start: int, strong: int) -> Iterator[Find]:
    """The words from here on, as far as they could be a name."""
    text = plain.text
    listed: list[str] = []
    last = end = at = start
    while len(listed) < LONGEST and (word := WORD.match(text, at)):
        if word[0] in STOPS:
            link = LINK.match(text, at)
            if not (listed and link):
                break
            at = link.end()
            continue
        if listed and word[0].endswith(("ing", "ed")) and word[0] in NOT_NAMES:
            break
        listed.append(word[0])
        last, end = end, word.end()
        if text[end : end + 1] != " ":
            break
        at = end + 1
    if len(listed) == LONGEST and flags(listed[-1]) & Flag.EVERYDAY and listed[-1] not in ENDS:
        listed.pop()
        end = last
    if listed and believed(listed, text[start:end], strong):
        yield find(start, end, CUED)


HEAD = re.compile(r"(\w+) of (?!the\b|my|her|his|their|our|that|this|it|a\b)")
# A name may begin with these, though they are people's names too.
BEGUN = frozenset(words("la el los las san santa st"))
LINK = re.compile(
    r"of (?:the )?(?=[a-z]{4})(?!them|that|this|those|these|their|course|course)|"
    r"for (?=(?:youth|kids|women|families|children|girls|boys|change|hope|healing)\b)|"
    r"at (?=[a-z]+ (?:ridge|park|"
    r"creek|hill|lake|grove|oaks|pines|woods|springs)\b)"
)


def believed(listed: list[str], name: str, strong: int) -> bool:
    """Is this a name? English words only where the words around them say so."""
    first = listed[0].removesuffix("'s")
    if name in lexicon.ALLOWED_PHRASES or name in STATES or never(first, alone=len(listed) == 1):
        return False
    if first.endswith("ing") and listed[-1] not in NO_PERSON:
        return False
    telling = [it for it in listed if it not in UNTOLD and it.removesuffix("s") not in UNTOLD]
    telling = [it for it in telling if it not in lexicon.ALLOWED_PHRASES]
    if any(strange(it) for it in telling[:2]):
        return True
    sure = strong or (len(listed) > 1 and listed[-1] in ENDS)
    someone = is_first_name(first) and first not in BEGUN and listed[-1] not in NO_PERSON
    if not telling or not sure or someone or first.endswith("ly"):
        return False
    if len(listed) > 1:
        return listed[-1] not in BARE or listed[-1] in NO_PERSON
    return not first.endswith(ENDINGS) and len(first) >= LEAST


def never(first: str, *, alone: bool) -> bool:
    """Does nothing begin with this word that has a name of its own?"""
    if first in SIDED and not alone:
        return False
    if first.partition("-")[0] in NUMBERS:
        return True
    if first in BARE or first in NOT_NAMES or first in TITLES or first in ORDINARY:
        return True
    return alone and (first in TRIMMED or is_first_name(first))


NUMBERS = frozenset(words("twenty thirty forty fifty sixty seventy eighty ninety"))


def strange(word: str) -> bool:
    """Neither English nor a slip of the pen."""
    known = flags(word.removesuffix("'s"))
    return len(word) >= LEAST and known in {0, Flag.LAST} and not misspelt(word) and not word.endswith("'s")


def backwards(text: str, end: int) -> int | None:
    """Where the words before this place begin, as far as they could be a name."""
    start = None
    at = end
    for _ in range(LONGEST + 1):
        word = BACK.search(text, max(0, at - 24), at)
        if not word or (word[1] in STOPS and word[1] not in {"of", "the"}) or word[1] in LEADS:
            break
        if word[1] not in {"of", "the"}:
            start = word.start(1)
        at = word.start(1) - 1
        if at < 0 or text[at] != " ":
            break
    return start


BACK = re.compile(r"(?<![\w'-])([a-z][a-z'-]*)$")
LEADS = frozenset(words("try call ask think heard know like hear says told know maybe yes yeah well"))
