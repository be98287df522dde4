"""Rows for streets, with a house number and without."""

from __future__ import annotations

import re

from consult.deid.kinds import N_
from consult.deid.rows import Rule, rx, said, words
from consult.deid.rules.months import ORDINALS

STREET = N_("Street address. Always removed.")
STREET_NAME = N_("Name of a street. Nothing smaller than a state is shared.")

# Types that are hardly anything else, and types that are also common words or rooms of a court.
TYPE = (
    r"(?:street|avenue|road|lane|drive|boulevard|parkway|highway|terrace|crescent|turnpike|expressway|"
    r"freeway|(?:str|ave?|rd|ln|dr|blvd|pkwy|hwy|ter|cres|tpke|st)\b\.?)"
)
LOOSE_TYPE = (
    r"(?:court|place|way|circle|trail|square|loop|alley|row|close|gardens?|grove|mews|walk|pike|plaza|"
    r"crossing|run|path|heights|hill|ridge|park|point|bend|cove|glen|green|view|landing|pass|manor|mill|"
    r"(?:ct|pl|cir|trl|sq|plz|aly|xing|cv)\b\.?)"
)
COMPASS = r"(?:north(?:east|west)?|south(?:east|west)?|east|west|[ns][ew]?|[ew])\b\.?"
SIDE = rf"(?:{COMPASS} )"
NAME = r"(?-i:(?:[A-Z][\w'-]*\.?|\d{1,3}(?:st|nd|rd|th)|(?:de|la|las|los|el|del|of|the)(?= [A-Zdl])))"
ROOM = (
    r"(?:,? ?(?:apt|apartment|unit|suite|ste|floor|fl|lot|bldg|building|trailer|rm|flat|#)\.? ?#?"
    r"[a-z]?-?\d{0,5}[a-z]?(?!\w))?"
)
# What stands before "street" or "road" in small letters without being its name.
SMALL_WORDS = (
    "the|a|an|down|up|of|from|different|minutes?|mins?|miles?|blocks?|hours?|days?|weeks?|months?|years?|old|"
    "in|on|at|and|or|to|people|kids|feet|times|more|other|main|busy|long|per|mg|percent|cars|steps?|"
    "sessions?|"
    "by|off|with|for|way|country|dirt|back|side|whole|same|next|quiet|memory|dead|this|that|her|his|their|"
    "our|my|no"
)
SMALL_NAME = rf"(?:(?!(?:{SMALL_WORDS})\b)[a-z]{{3,20}}|\d{{1,3}}(?:st|nd|rd|th))"
# How types begin, to know where to look.
TYPES = (
    *(
        " st",
        " ave",
        " road",
        " rd",
        " lane",
        " ln",
        " dr",
        " boul",
        " blvd",
        " park",
        " pkwy",
        " high",
        " hwy",
    ),
    *(" ter", " cres", " turn", " tpke", " expr", " free"),
)
NUMBERED = "avenue|route|rte|highway|hwy|county road|state road"
NO_STREETS = re.compile(
    r"\b(?:steps?|family|drug|juvenile|probate|district|county|superior|supreme|municipal|health) "
    r"(?:court|drive|way|path|park)\b",
    re.IGNORECASE,
)


SAYINGS = frozenset(("high road", "memory lane", "easy street", "sesame street", "silk road", "wall street"))


# Forms of immigration, unless somebody goes along them.
FORMS = re.compile(
    r"I-(?:9|20|90|94|102|129|130|131|140|360|485|526|539|589|601|730|751|765|821|864|912|914|918)[A-Z]?$"
)
ALONG = re.compile(r"\b(?:on|off|along|near|down|up|past|by|of) $", re.IGNORECASE)


def inhabited(match: re.Match[str]) -> bool:
    """Neither "12 Step Drive" nor "12 Family Court hearings"."""
    return NO_STREETS.search(match[0]) is None


def cornered(match: re.Match[str]) -> bool:
    """One of the two streets has a number, or the word is said."""
    return "corner" in match[0].lower() or re.search(r"\d(?:st|nd|rd|th)", match[0]) is not None


RULES = (
    Rule(
        "street",
        "street",
        direct=True,
        pattern=rx(
            rf"(?<![\w$.,/-])(?:\d{{1,6}}(?:-\d{{1,4}})?[a-z]?(?: ?½| 1/2)?,? {SIDE}?(?:{NAME} ){{1,4}}",
            rf"(?-i:(?=[A-Z])(?i:{TYPE}|{LOOSE_TYPE}))(?!\w)(?:,? {COMPASS}(?!\w))?",
            r"|\d{2,6} (?-i:[NSEW])\b\.? (?-i:[A-Z][a-z]{2,})",
            rf"|\d{{2,6}} (?:{NUMBERED}) (?-i:[A-Z]|\d{{1,4}})(?!\w)){ROOM}",
        ),
        reason=STREET,
        replacement=N_("[street address]"),
        examples=(
            "She lives at «5506 14th Avenue» in town.",
            "A visit at «77 Kilbourne Rd #12» tomorrow.",
            "He is at «208 Wabash Ave, Apt 3B».",
            "It is «1190 Larkspur Lane».",
            "«12 N. Main St.»",
            "Moved to «8 Old Mill Court» in spring.",
            "«410 Martin Luther King Jr. Blvd»",
            "«42 de la Cruz Ct» or «88 Highway 61», «123 N Main».",
            "«5506 14th Avenue NW»",
        ),
        counter=(
            "The 12 Step Drive was long.",
            "In 2 hours way off.",
            "12 Family Court hearings.",
            "At 9 Dr. Beck came.",
        ),
        check=inhabited,
        number=1,
    ),
    Rule(
        "street_small",
        "street",
        direct=True,
        pattern=rx(
            rf"(?<![\w$.,/-])(?:\d{{2,5}}|(?<=at )\d) {SMALL_NAME} (?:{SMALL_NAME} )?",
            rf"(?:street|avenue|road|lane|boulevard|drive|(?:st|ave|rd|ln|blvd)\b\.?)(?!\w){ROOM}",
        ),
        reason=STREET,
        replacement=N_("[street address]"),
        examples=(
            "she lives at «1190 larkspur lane» now",
            "its «77 kilbourne rd #12»",
            "meet at «5506 14th ave»",
        ),
        counter=(
            "It is 10 minutes down the road.",
            "She met 12 different street workers.",
            "For 20 years drive was low.",
            "After 10 miles road closed.",
        ),
        number=1,
    ),
    Rule(
        "street_abroad",
        "street",
        direct=True,
        pattern=rx(
            r"(?<!\w)(?:(?-i:[A-ZÄÖÜ][\wäöüß-]{2,30}(?:straße|strasse|str\.|weg|gasse|platz|allee|damm|ufer)",
            r"|[A-ZÄÖÜ][\wäöüß-]{2,30} (?:Straße|Strasse|Str\.|Weg|Gasse|Platz|Allee)) \d{1,4} ?[a-h]?",
            r"|\d{1,4}(?: (?:bis|ter))?,? (?:rue|boulevard|chemin|impasse|quai|allée|place) ",
            r"(?:(?:de|du|des|la|le|les) |[dl]'){0,3}(?-i:[A-ZÀ-Ý])[\w'-]+",
            r"|(?:calle|avenida|carrera|paseo|via|viale) (?:(?:de|del|la|las|los) ){0,2}",
            r"(?-i:[A-ZÀ-Ý])[\w'-]+,? \d{1,4})(?!\w)",
        ),
        reason=STREET,
        replacement=N_("[street address]"),
        examples=(
            "Sie wohnt in der «Lindenstraße 12».",
            "Elle habite «12 rue de la Paix».",
            "Vive en «Calle Mayor 12».",
        ),
        counter=("Sie geht den Weg 2 mal.", "The rue of 12."),
        cues=words(
            "str weg gasse platz allee damm ufer rue boulevard chemin impasse quai allée place calle avenida "
            "carrera paseo via"
        ),
        reach=40,
    ),
    Rule(
        "street_name",
        "street",
        direct=False,
        pattern=rx(
            r"\b(?:on|at|near|off|from|to|along|down|up|of|and|in|by) (?:the )?",
            rf"(?P<id>{SIDE}?(?:{NAME} ){{1,3}}(?-i:(?=[A-Z])(?i:{TYPE})))(?![\w'])",
        ),
        reason=STREET_NAME,
        replacement=N_("[street]"),
        examples=(
            "She lives alone on «14th Avenue».",
            "The grandmother on «Old Mill Road» helps.",
            "He sleeps off «Elm St.» at night.",
        ),
        counter=(
            "She went to Dr. Beck.",
            "He was at St. Brendan's Academy.",
            "On the road she cried.",
            "He is in Drive.",
        ),
        cues=TYPES,
        reach=70,
    ),
    Rule(
        "street_name_bare",
        "street",
        direct=False,
        pattern=rx(
            r"(?<![\w'-])(?!(?:the|a|this|that|her|his|our|their|no|on|in|at)\b)",
            r"(?-i:(?:[A-Z][\w'-]+|\d{1,3}(?:st|nd|rd|th)) (?:Street|Avenue|Boulevard|Road|Lane))(?![\w'])",
        ),
        reason=STREET_NAME,
        replacement=N_("[street]"),
        examples=("«Linden Street» is closed.", "In the «Wabash Avenue» flats."),
        counter=("The Street is long.", "Her road is long.", "The High Road is to say nothing."),
        check=lambda match: said(match).lower() not in SAYINGS,
        cues=words("street avenue boulevard road lane"),
        reach=30,
    ),
    Rule(
        "street_name_small",
        "street",
        direct=False,
        pattern=rx(
            rf"\b(?:on|near|off|along|down) (?P<id>{SMALL_NAME} ",
            r"(?:street|avenue|boulevard|ave|blvd|rd|st))(?!\w)",
        ),
        reason=STREET_NAME,
        replacement=N_("[street]"),
        examples=("she stays on «elm street» now", "he hangs out near «14th ave»"),
        counter=("on the street", "down memory lane", "on no street"),
        cues=words("street avenue boulevard ave blvd rd st"),
        reach=34,
    ),
    Rule(
        "crossing",
        "street",
        direct=False,
        pattern=rx(
            r"\b(?:corner of|at|near) (?P<id>(?-i:[A-Z][\w'-]+|\d{1,3}(?:st|nd|rd|th)) (?:and|&) ",
            r"(?-i:\d{1,3}(?:st|nd|rd|th)|[A-Z][\w'-]+))(?!\w)",
        ),
        reason=STREET_NAME,
        replacement=N_("[street corner]"),
        examples=("At the corner of «5th and Main».",),
        counter=("On the 4th and Monday.", "In a corner of it."),
        check=cornered,
        cues=("corner of", *ORDINALS),
        reach=30,
    ),
    Rule(
        "road_number",
        "street",
        direct=False,
        pattern=rx(
            r"\b(?:highway|hwy|route|(?:county|state|farm|ranch|farm to market|ranch to market) road|"
            r"interstate|"
            r"(?-i:I|US|SR|CR)(?=-\d)|(?-i:FM|RM)(?= \d{3}))",
            r" ?-?\d{1,4}[a-z]?(?!\w|-\d)",
        ),
        reason=STREET_NAME,
        replacement=N_("[road]"),
        examples=(
            "Off «Highway 61» there is a store.",
            "He walks along «I-95».",
            "Past «County Road 12».",
            "Off «Farm Road 1960» now.",
        ),
        counter=("The route is long.", "Step 12.", "The form is I-485.", "Her I-765 is pending."),
        check=lambda match: (
            not FORMS.match(match[0]) or ALONG.search(match.string[: match.start()][-10:]) is not None
        ),
        cues=words("highway hwy route county state farm ranch interstate i- us- sr- cr- fm rm"),
    ),
)
