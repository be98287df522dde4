"""Rows for where somebody is, by the small words for it: "up by Regent", "by five points"."""

from __future__ import annotations

import re

from consult.deid import gazetteer, lexicon
from consult.deid.gazetteer import Grade
from consult.deid.kinds import N_
from consult.deid.rows import Rule, exactly, rx, said, words
from consult.deid.rules.barewords import BARE, NOT_NAMES
from consult.deid.rules.capitals import is_first_name, is_proper, is_word
from consult.deid.rules.places import ZIP
from consult.deid.rules.placewords import GENERIC, ORDINARY, STATES, TITLES, TRIMMED
from consult.deid.rules.streets import STREET, STREET_NAME, TYPE
from consult.deid.rules.zips import CODE

NEARBY = N_("Looks like the name of a place, by the words around it.")
HOOD = N_("Name of a place. Nothing smaller than a state is shared.")

HOME = (
    "house|apartment|apt|apts|place|duplex|unit|building|trailer|flat|encampment|motel|laundromat|bodega|"
    "store|"
    "bar|block|squat|walk-?up|tenement|bedsit|studio|garage|corner|stoop|porch|salon|clinic|shelter|church|"
    "shop"
)
ENDED = (
    r"(?=[.,;:!?)\n]|$| (?:and|but|with|near|by|at|where|who|since|when|which|"
    r"that|because|again|now|w/|until)\b)"
)
CAP = r"(?-i:[A-ZÀ-Þ][a-zà-ÿ][\w'-]{1,20})"
PEOPLES = (
    "Saigon|Italy|Haiti|Havana|Tokyo|Manila|India|Pakistan|Ethiopia|Armenia|Odessa|Mogadishu|Bangladesh|"
    "Senegal|"
    "Guyana|Portugal|Persia|Arabia|Mexico|Russia|Poland|Kabul|Cambodia|Beirut|Lagos|Brazil|Colombia|Ecuador|"
    "Taipei|Seoul|Bombay|Punjab|Jamaica|Somalia|Syria|Sweden|Bohemia|Warsaw|Athens|Canada|Ukraine|Burma|"
    "Phnom Penh"
)
FEWER = re.compile(
    r"\b(?:drop\w*|f[ae]ll\w*|r[io]se\w*|improv\w*|decreas\w*|increas\w*|score\w*|went|down|up|higher|lower|"
    r"changed?|moved|gained?|lost|reduc\w*|shift\w*)\b[^.\n]{0,16}$",
    re.IGNORECASE,
)
RATED = re.compile(r" (?:on|of|above|below|higher|lower|in|for|to|each|per|out|more|less)\b")


def placed(match: re.Match[str]) -> bool:
    """A name with a capital that is no person's, no day, no medicine and no term of the field."""
    name = said(match)
    if " the " in match[0] and all(map(is_word, name.lower().split())):
        return False
    parts = [it.removesuffix("'s") for it in name.lower().split()]
    low = " ".join(parts)
    if low in lexicon.ALLOWED_PHRASES or low in STATES or name.isupper() or name.endswith("'s"):
        return False
    if any(it in listed for it in parts for listed in (ORDINARY, TITLES, TRIMMED, BARE, NOT_NAMES)):
        return False
    return not is_first_name(parts[0]) and not all(it in GENERIC or is_proper(it) for it in parts)


def counted_not(match: re.Match[str]) -> bool:
    """Neither "rose by five points" nor "five points on the scale"."""
    led = match.string[max(0, match.start() - 24) : match.start()]
    by = match[0].lower().startswith("by ")
    return not (by and FEWER.search(led)) and not RATED.match(match.string, match.end())


def town_before(match: re.Match[str]) -> bool:
    """The one, two or three words before five digits are a known town that is no English word."""
    parts = match["town"].lower().split()
    for size in range(len(parts), 0, -1):
        name = " ".join(parts[-size:])
        if gazetteer.grade(name) in {Grade.NAME, Grade.PLACE} and not is_word(name):
            return True
    return False


def known_small(match: re.Match[str]) -> bool:
    """A town that a street is named for, and neither a first name nor an English word."""
    low = match["id"].lower()
    return (
        gazetteer.grade(low) >= Grade.NAME
        and not is_word(low)
        and not is_first_name(low)
        and low not in lexicon.ALLOWED_PHRASES
        and low not in STATES
    )


RULES = (
    Rule(
        "place_by",
        "place",
        direct=False,
        pattern=rx(
            r"\b(?:up|over|down|out|right|back|round|around|waits?|sleeps?|parks?|lives?|stays?|somewhere|"
            r"walk) "
            rf"(?:by|near|past|behind|off) (?:the )?(?P<id>{CAP}(?: {CAP})?)(?![\w'-])"
        ),
        reason=NEARBY,
        replacement=N_("[place]"),
        examples=("Home is up by «Regent», spotless.", "He parks down past «Holloway Cut» at night."),
        counter=(
            "Turn it in over by Friday.",
            "She came back by Christmas.",
            "He walked right past Denise.",
            "Sent down by Judge Amari.",
            "Look up by Medicaid number.",
            "Right by the Door there is a chair.",
        ),
        check=placed,
        cues=(" by ", " near ", " past ", " behind ", " off "),
        reach=10,
    ),
    Rule(
        "home_on",
        "street",
        direct=False,
        pattern=rx(
            rf"\b(?:{HOME})(?: (?:is|was|over|up|down|out|right)){{0,2}} (?:on|off) (?P<id>{CAP}(?: {CAP})?)",
            ENDED,
        ),
        reason=STREET_NAME,
        replacement=N_("[street]"),
        examples=(
            "There are eleven people in the house on «Arcade» and she cooks.",
            "They squat in a building over on «Garrison».",
        ),
        counter=(
            "The clinic on Monday.",
            "The house is on Medicaid.",
            "The shop on Zoom, again.",
            "A place on SNAP.",
            "the house on fire",
        ),
        check=placed,
        cues=(" on ", " off "),
        reach=34,
    ),
    Rule(
        "road_off_small",
        "street",
        direct=False,
        pattern=rx(
            r"\b(?:stays?|staying|stayed|lives?|living|somewhere|parked|parks|sleeps|sleeping|crashes|"
            r"crashing|over|"
            r"out|down|place|spot|tent|camp|room|motel|trailer) (?:on|off|nr|off of) "
            r"(?P<id>(?-i:[a-z]{4,16}))(?![\w'-])"
        ),
        reason=STREET_NAME,
        replacement=N_("[street]"),
        examples=("stays somewhere off «lancaster», wont say where",),
        counter=("stays on suboxone", "lives off disability", "she is out on bail", "crashes on couches"),
        check=known_small,
        cues=(" on ", " off ", " nr "),
        reach=14,
    ),
    Rule(
        "corners",
        "place",
        direct=False,
        pattern=rx(
            r"\b(?:at|by|near|nr|in|off|around|to|past|from|behind) "
            r"(?P<id>five points|(?:three|four|five|six|seven) (?:corners|ways|forks|bridges|oaks|"
            r"pines))(?![\w'-])"
        ),
        reason=HOOD,
        replacement=N_("[neighbourhood]"),
        examples=("works at the shop by «five points», drives a van", "dropped at «four corners»"),
        counter=("It rose by five points.", "At five points on the scale.", "in four ways of coping"),
        check=lambda match: (
            counted_not(match) and not (match["id"].endswith("ways") and match["id"].islower())
        ),
        cues=("five points", " corners", " ways", " forks", " bridges", " oaks", " pines"),
        reach=14,
    ),
    Rule(
        "little_country",
        "place",
        direct=True,
        pattern=exactly(
            rf"(?<![\w'-])(?:Little (?:{PEOPLES})|(?<=in )little (?:saigon|italy|haiti|havana|tokyo|manila|"
            rf"odessa)|(?:China|Korea|Japan|Greek|German|Pole|Viet|Thai|Phil|"
            rf"India|Dutch|"
            r"French|Swede|Irish|Uk|Afro)[Tt]own)(?![\w'-])"
        ),
        reason=HOOD,
        replacement=N_("[neighbourhood]"),
        examples=("The tenants' group in «Little Saigon» helps.", "A room in «Chinatown», shared."),
        counter=("A little India ink.", "Little Havanese dogs.", "In her town."),
        cues=("little ", "town"),
        reach=6,
    ),
    Rule(
        "address_rural",
        "street",
        direct=True,
        pattern=rx(
            r"(?<![\w$.,/-])(?:\d{1,5} )?(?:rt|rte|rr|route|hwy|highway|county (?:road|rd)|cr|fm|state "
            r"(?:route|rd)|sr)"
            r"\.? ?#?\d{1,4},? (?:box|lot|unit|trlr|apt|spc|space) ?#?(?=\w{0,4}\d)\w{1,5}(?!\w)"
            r"|(?<![\w$.,/-])\d{1,5} (?:rt|rte|rr|route|hwy|county (?:road|rd)|fm) \d{1,4}(?!\w)"
        ),
        reason=STREET,
        replacement=N_("[street address]"),
        examples=(
            "mailing forms to «412 rt 38 box 6» again",
            "Mail: «RR 2 Box 118».",
            "out at «2210 county rd 14»",
        ),
        counter=("Two rt 3 turns.", "On route 2 boxes fell.", "RR 16, HR 72."),
        cues=words("rt rr route hwy highway county cr fm state sr"),
        reach=6,
    ),
    Rule(
        "flat_in",
        "street",
        direct=True,
        pattern=rx(
            r"(?<![\w-])(?:flat|apt|apartment|unit|room|suite|villa|plot|door|house|lot|space) (?:no\.? "
            r"?)?#?(?=\w{0,4}\d)\w{1,5}, "
            rf"{CAP}(?: {CAP}){{0,3}} (?-i:(?=[A-Z])(?i:{TYPE}|court|house|enclave|towers?|apartments?|"
            rf"heights|gardens?|"
            r"mansions?|lodge|residency|nagar|colony|society|estate|terrace|point|manor|place|block|"
            r"building|park|view|mhp|rv park|village|estates|acres|pines))"
            rf"(?!\w)(?:, {CAP}(?: {CAP}){{0,2}} (?:cross|road|street|nagar|salai|main|layout|phase)|, "
            rf"(?:hwy|highway|route|rte|rt|county road|cr) \d{{1,4}})?(?!\w)"
        ),
        reason=STREET,
        replacement=N_("[street address]"),
        examples=(
            "The unit is «Apt 9, Linden Court», second stair.",
            "out at the trailer («Lot 14, Cedar Bluff MHP, Hwy 341»).",
            "They stay at «Flat 3C, Kaveri Enclave, Anna Salai Cross», with him.",
        ),
        counter=("Room 3, Family Court at nine.", "Unit 2, the Court said."),
        check=lambda match: not re.search(r"\b(?:Family|Drug|County|Juvenile|District|Superior)\b", match[0]),
        cues=words("flat apt apartment unit room suite villa plot door house lot space"),
    ),
    Rule(
        "zip_after_town",
        "zip",
        direct=True,
        pattern=rx(
            r"(?<![\w'-])(?P<town>[a-zà-ÿ][\w'.-]{2,20}(?: [a-zà-ÿ][\w'.-]{1,20}){0,2}),? "
            r"(?P<id>\d{5}(?:-\d{4})?)(?![\w%-]|[.,]\d| (?:people|dollars|steps|words|miles))"
        ),
        reason=ZIP,
        replacement=CODE,
        examples=("her mama stays in waycross «31501» and said come home", "Back in Fresno «93706» now."),
        counter=("Debts of 12000.", "She ran Boston 26200 steps.", "Walks daily 10000."),
        check=town_before,
        number=5,
        reach=44,
    ),
)
