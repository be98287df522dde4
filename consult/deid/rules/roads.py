"""Rows for streets without a house number and often without "street": "over on Fillmore", "Main & 3rd"."""

from __future__ import annotations

import re

from consult.deid import gazetteer, lexicon
from consult.deid.kinds import N_
from consult.deid.rows import Rule, exactly, rx, said, words
from consult.deid.rules import streets_loose, whereabouts
from consult.deid.rules.capitals import is_first_name, is_proper, is_word
from consult.deid.rules.placewords import GENERIC, ORDINARY, STATES
from consult.deid.rules.streets import NO_STREETS, STREET_NAME

# English words that streets are named for more often than anything else.
PLANTED = frozenset(
    words(
        "maple oak elm pine cedar walnut birch willow chestnut sycamore magnolia dogwood spruce poplar "
        "cypress hickory juniper laurel locust mulberry peach cherry main broadway market mlk church mill "
        "river lake park hill union central division spring vine high canal front water washington "
        "lincoln jefferson jackson madison monroe broad adams state capitol commerce industrial sunset ocean "
        "beech ash alder aspen olive orchard prospect pleasant"
    )
)
# "High" and "park" are streets when somebody writes a capital.
PLANTED_SMALL = PLANTED - frozenset(
    words(
        "church mill river lake park hill union central division high canal front water state market "
        "capitol commerce industrial ocean spring ash orchard prospect pleasant vine peach cherry olive "
        "sunset"
    )
)
BUILT = (
    r"house|place|apartment|apt|apts|shop|store|church|laundromat|shelter|trailer|motel|hotel|station|stop|"
    r"market|"
    r"bodega|bar|office|clinic|corner|spot|building|shooting|school|mosque|temple|pharmacy|walgreens|"
    r"mcdonald's|garage|"
    r"lot|duplex|unit|flat|room|encampment|camp|tent|light|overpass|block|projects|bakery|visit|salon|"
    r"barbershop|"
    r"library|warehouse|yard|gas station|depot|plant|diner|drop-in|park|porch|pantry|hall"
)
LIVED = (
    r"lives?|lived|living|park|parks|parked|sleeps?|slept|sleeping|walks?|walked|walking|ran|runs|drove|"
    r"drives|driving|"
    r"seen|somebody|hangs?|hanging|crash|crashes|crashing|stays|stayed|staying|picked up|found|busted|"
    r"arrested|shot|"
    r"robbed|works|worked|panhandles|deals|rents?|cousins?|aunt|uncle|grandma|grandmother|nana|family|"
    r"people|folks"
)
FILLED = (
    r"(?: (?:is|was|are|happened|him|her|them|me|out|over|back|right|just|up|down|way|located|he|she|"
    r"with \w+)){0,2}"
)
ORDINAL = r"\d{1,3}(?:st|nd|rd|th)"
ON = r"(?:on|off|off of|down|along|around|near|past|behind|up)"


def a_street(match: re.Match[str]) -> bool:
    """A name that is no medicine, no day, no person and no plan."""
    name, behind = said(match), rest(match)
    low = name.lower().removesuffix("'s")
    if re.match(ORDINAL, low):
        return not NOT_AVENUES.match(behind)
    if low == "mlk":
        return not behind.lower().startswith((" day", " weekend", "'s"))
    parts = low.split()
    fine = low in lexicon.ALLOWED_PHRASES or any(part in ORDINARY or part in STATES for part in parts)
    if name.endswith("'s") or (fine and low not in PLANTED):
        return False
    if low in (PLANTED_SMALL if name[0].islower() else PLANTED):
        return True
    if len(parts) == 1:
        known = is_word(low) or is_proper(low) or is_first_name(low) or low in GENERIC
        return not (known or name.isupper()) and len(low) >= LEAST
    return not all(part in GENERIC for part in parts) and not is_first_name(parts[0])


NOT_NAMED = re.compile(
    r"^(?:the|a|my|your|his|her|our|their|that|this|every|same|one|some|any|each|no|to|by|"
    r"of|busy|dead|main|other|dirt|back|side|quiet|for|at|in)\b"
)
NOT_AVENUES = re.compile(r" (?:of|grade|floor|birthday|time|day|week|month|step|visit|session|and)\b")
LEAST = 4  # letters


def rest(match: re.Match[str]) -> str:
    return match.string[match.end() : match.end() + 20]


def inhabited(match: re.Match[str]) -> bool:
    return NO_STREETS.search(match[0]) is None and said(match).split()[0].lower() not in GENERIC | {
        "memory",
        "easy",
    }


def crossed(match: re.Match[str]) -> bool:
    """Two streets: one is numbered, or is a tree or a president; no grades and no dates."""
    one, other = match["one"].lower(), match["other"].lower()
    if re.match(r" (?:grade|graders?|of|floor)\b", rest(match)) or {one, other} & ORDINARY:
        return False
    numbered = [bool(re.fullmatch(ORDINAL, it)) for it in (one, other)]
    if all(numbered):
        return "corner" in match[0].lower() or "&" in match[0]
    if any(numbered):
        name = other if numbered[0] else one
        return name in PLANTED or not (is_word(name) or is_proper(name))
    planted = [it for it in (one, other) if it in PLANTED]
    if match["type"] or (
        planted and AT_CORNER.search(match.string[max(0, match.start() - 12) : match.start()])
    ):
        return not any(
            is_word(it) or (is_proper(it) and not gazetteer.grade(it))
            for it in (one, other)
            if it not in PLANTED
        )
    return len(planted) == len((one, other))


AT_CORNER = rx(r"\b(?:at|near|by|on|off|corner of) $")


RULES = (
    *streets_loose.RULES,
    *whereabouts.RULES,
    Rule(
        "road_cued",
        "street",
        direct=False,
        pattern=rx(
            rf"\b(?:{BUILT}|{LIVED}|over|out|down){FILLED} {ON} ",
            rf"(?P<id>(?-i:[A-Z][a-zé][a-zé'-]+(?: [A-Z][a-z'-]+)?|MLK)|{ORDINAL})(?![\w'-])",
        ),
        reason=STREET_NAME,
        replacement=N_("[street]"),
        examples=(
            "Their place is over on «Fillmore», two doors down.",
            "The house is on «Fillmore».",
            "His uncle's shop is off «Kilbourne» now.",
            "She walks down «Maple» at night.",
            "The shooting happened on «MLK» again.",
            "We meet at the laundromat on «13th» now.",
        ),
        counter=(
            "She stays on Lexapro.",
            "He lives on Medicaid.",
            "The office is closed on Monday.",
            "They met over on Zoom.",
            "She stayed up on MLK Day.",
            "His place is on the 13th floor.",
        ),
        check=a_street,
        cues=words("on off down along around near past behind up"),
        reach=44,
    ),
    Rule(
        "road_cued_small",
        "street",
        direct=False,
        pattern=rx(
            rf"\b(?:{BUILT}|lives?|living|lived|park|parked|walking|sleeps|corner|seen|found){FILLED}"
            r" (?:on|off|nr|near) ",
            r"(?P<id>(?-i:[a-z][a-z'-]{3,15}))(?![\w'-])",
        ),
        reason=STREET_NAME,
        replacement=N_("[street]"),
        examples=("he was at the shelter on «currie» but left", "dont park on «dogwood», they tow"),
        counter=(
            "the house is on fire",
            "she lives on tips",
            "the store on main issues",
            "lives on suboxone",
        ),
        check=lambda match: a_street(match) and not (match["id"] == "main" and rest(match)[1:2].isalpha()),
        cues=(" on ", " off ", " nr ", " near "),
        reach=34,
    ),
    Rule(
        "crossing_named",
        "street",
        direct=False,
        pattern=exactly(
            rf"(?<![\w'-])(?P<id>(?P<one>[A-Z][a-z]+|{ORDINAL}|MLK)"
            r"(?P<type> (?:St|Ave|Rd|Blvd|Street|Avenue|Road)\.?)? ?(?:&|and|/|\+|@) ?"
            rf"(?P<other>[A-Z][a-z]+|{ORDINAL}|MLK))(?![\w'-])"
        ),
        reason=STREET_NAME,
        replacement=N_("[street corner]"),
        examples=("Somebody saw him down by «Main & 3rd» last night.", "At «14th and Maple» he got out."),
        counter=("In 7th and 8th grade.", "On the 4th and Monday.", "Mom and Dad", "The 1st and Last time"),
        check=crossed,
        cues=("&", " and ", "/", "+", "@"),
        reach=16,
    ),
    Rule(
        "avenue_number",
        "street",
        direct=False,
        pattern=rx(
            r"\b(?:on|off|near|at|by|around|past|down) (?P<id>(?:3[2-9]|[4-9]\d|1\d\d)(?:st|nd|rd|th))(?!\w)",
            r"(?! (?:percentile|day|visit|time|session|birthday|hour|minute|week|grade|floor|anniversary|"
            r"step|page|question|attempt|call|try|congress))",
        ),
        reason=STREET_NAME,
        replacement=N_("[street]"),
        examples=("Her salon is on «125th», she said.", "He was found near «63rd» and left."),
        counter=("On the 125th day.", "At 40th percentile.", "On 31st she came."),
        cues=("st", "nd", "rd", "th"),
        reach=16,
    ),
    Rule(
        "road_abroad",
        "street",
        direct=True,
        pattern=rx(
            r"(?<!\w)(?:(?-i:Calle|Avenida|Avda\.?|Carrera|Callejón|Colonia|Paseo|Rue|Via|Viale|Rúa|Ulica|"
            r"Jalan) ",
            r"(?:(?:de|del|di|du|des|la|las|los|le|les) ){0,2}(?-i:[A-ZÀ-Ý])[\w'-]+",
            r"|(?-i:[A-ZÄÖÜ])[a-zäöüß-]{3,24}(?:straße|strasse|gasse|allee|damm|ufer)",
            r"|(?:am|im|an der|auf dem) (?-i:[A-ZÄÖÜ])[a-zäöüß-]{3,24}(?:weg|platz))(?![\w-])",
        ),
        reason=STREET_NAME,
        replacement=N_("[street]"),
        examples=(
            "Ella vive en la «Calle Ocho» con su tía.",
            "Their shop is on «Avenida Central», the one with the mural.",
            "Er wohnt in der «Lindenstraße», bei seinem Onkel.",
        ),
        counter=("Via Zoom we met.", "On the way", "Er ist allein."),
        check=lambda match: not match[0].startswith("Via ") and " Zoom" not in match[0],
        cues=words(
            "calle avenida avda carrera callejón colonia paseo rue viale rúa ulica jalan straße strasse "
            "gasse allee damm ufer weg platz"
        ),
        reach=34,
    ),
    Rule(
        "road_quiet",
        "street",
        direct=False,
        pattern=rx(
            r"\b(?:on|off|down|along|in|at|up) (?:the )?(?P<id>(?-i:[A-Z][\w'-]+(?: [A-Z][\w'-]+)?) ",
            r"(?-i:Close|Mews|Row|Drive|Dr\.?|Way|Court|Ct\.?|Place|Pl\.?|Circle|Cir\.?|Trail|Loop|Alley|"
            r"Walk|Pike|"
            r"Square|Grove|Crescent|Terrace|Parade|Bend|Cove|Rise|Vale|Wynd|Gate|Fork|Hollow|Holler|Run|"
            r"Branch|Creek))"
            r"(?![\w'])",
        ),
        reason=STREET_NAME,
        replacement=N_("[street]"),
        examples=("Nan lives on «Carlisle Close», round the corner.", "They rent on «Tanglewood Way»."),
        counter=("She is in Family Court.", "He is on Step Way.", "in Drug Court", "She is on Memory Drive."),
        check=inhabited,
        cues=words(
            "close mews row drive dr way court ct place pl circle cir trail loop alley walk pike square "
            "grove crescent terrace parade bend cove rise vale wynd gate fork hollow holler run branch creek"
        ),
        reach=40,
    ),
    Rule(
        "road_small",
        "street",
        direct=True,
        pattern=rx(
            r"(?<![\w$.,/-])(?:(?P<on>on|off|near|down|along) (?=[a-z\d]))?",
            rf"(?P<id>(?:(?P<name>{ORDINAL})|(?-i:[a-z][a-z'-]{{2,15}})(?: (?-i:[a-z][a-z'-]{{2,15}}))?) ",
            r"(?:ave|avenue|blvd|rd|ln|st|street|pkwy))(?![\w'])",
        ),
        reason=STREET_NAME,
        replacement=N_("[street]"),
        examples=(
            "the trailer on «old mill rd», no heat",
            "the office near «8th ave» side",
            "out on «kilbourne ave»",
        ),
        counter=(
            "on the other side of the st",
            "on my street",
            "down the rd",
            "on a quiet street",
            "on his own street",
        ),
        check=lambda match: bool(match["name"] or (match["on"] and not NOT_NAMED.search(said(match)))),
        cues=words("ave blvd rd ln st pkwy"),
        reach=40,
    ),
)
