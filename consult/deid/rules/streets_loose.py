"""Rows for streets in looser shapes: "e 79th", "19 Tannery Wynd", "off Bayou Liberty", or said in words."""

from __future__ import annotations

import re

from consult.deid.kinds import N_
from consult.deid.rows import Rule, exactly, rx, said, words
from consult.deid.rules.capitals import is_first_name
from consult.deid.rules.placewords import GENERIC, ORDINARY, STATES
from consult.deid.rules.streets import LOOSE_TYPE, ROOM, STREET, STREET_NAME, TYPE

SIDES = r"(?:[nsew]\.?|ne|nw|se|sw|north|south|east|west|northeast|northwest|southeast|southwest)"
ORDINAL = r"\d{1,3}(?:st|nd|rd|th)"
NOT_STREETS = (
    r"(?! ?(?:grade|graders?|period|floor|time|week|day|visit|session|birthday|month|quarter|step|place|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|of)\b)"
)
# Ends of streets that are hardly known outside Britain and Ireland.
BRITISH = (
    r"wynd|brae|rise|vale|quay|croft|fold|mead|gdns|parade|chase|drove|gate|lea|strand|esplanade|"
    r"bypass|vennel|pend|causeway|wharf|garth|dene"
)
CAP = r"(?-i:[A-Z][\w'-]+)"
WATERS = (
    "Bayou|Via|Camino|Caminito|Arroyo|Rio|Río|Calle|Callejon|Loch|Lough|Corso|Piazza|Strada|Rua|Paseo|Vereda"
)
TREES = (
    "maple oak elm pine cedar walnut birch willow chestnut sycamore magnolia dogwood spruce poplar cypress "
    "hickory juniper laurel locust mulberry peachtree broadway beech alder aspen hawthorn linden"
)
UNITS = "one|two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
NUMBER = rf"(?:(?:{TENS})(?:[ -](?:{UNITS}))?|{TEENS}|{UNITS}|oh|zero|hundred|and)"
NTH = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w{3,6}teenth|"
    r"\w{3,5}tieth|hundredth)"
)


def nobody(match: re.Match[str]) -> bool:
    """A street, not a person, a plan or a state."""
    name = said(match).split()[-1].lower()
    return name not in ORDINARY and name not in GENERIC and name not in STATES


def nobody_numbered(match: re.Match[str]) -> bool:
    """ "1147 Vine #3", but no goal and no group with a number."""
    parts = re.findall(r"[A-Z][\w'-]+", match[0])
    return not any(it.lower() in GENERIC or it.lower() in ORDINARY for it in parts if it not in UNITED)


UNITED = frozenset(("Apt", "Unit", "Ste"))


def cornered(match: re.Match[str]) -> bool:
    """Two names with a capital, and neither of them somebody's."""
    both = [match["one"].lower(), match["other"].lower()]
    if any(it in ORDINARY or it in GENERIC for it in both):
        return False
    return not all(map(is_first_name, both)) or "corner" in match[0]


RULES = (
    Rule(
        "street_sided",
        "street",
        direct=True,
        pattern=rx(
            rf"(?<![\w$.,/'-])\d{{2,5}} {SIDES} {ORDINAL}(?: (?:street|avenue|place|(?:st|ave?|pl)\b\.?))?",
            rf"{ROOM}(?!\w)",
            NOT_STREETS,
        ),
        reason=STREET,
        replacement=N_("[street address]"),
        examples=(
            "i called 911 to «1120 n. 6th apt c» and left",
            "mail goes to «2217 s. 14th st» but she is not there",
        ),
        counter=("w 3rd grade teachers", "4th n 5th grade", "at 12 w 3rd period"),
        number=4,
    ),
    Rule(
        "street_sided_name",
        "street",
        direct=False,
        pattern=rx(
            r"\b(?:on|off|at|near|nr|by|down|around|past) ",
            rf"(?P<id>{SIDES} {ORDINAL}(?: (?:street|avenue|place|(?:st|ave?|pl)\b\.?))?)(?!\w)",
            NOT_STREETS,
        ),
        reason=STREET_NAME,
        replacement=N_("[street]"),
        examples=("the group home on «e 79th» again", "She waits off «E. 105th St» now."),
        counter=("by s 3rd visit", "on n 5th grade"),
        cues=words("on off at near nr by down around past"),
    ),
    Rule(
        "street_half_number",
        "street",
        direct=True,
        pattern=rx(
            rf"(?<![\w$.,/-])\d{{1,5}} ?(?:½|1/2),? (?:{SIDES} )?{CAP}(?: {CAP})?{ROOM}(?!\w)",
        ),
        reason=STREET,
        replacement=N_("[street address]"),
        examples=("The couch at her cousin's, «4418½ Budlong», is gone.",),
        counter=("She took 2½ tablets.", "It took 3½ hours."),
        check=lambda match: match[0].split()[-1].lower() not in ORDINARY | {"tablets", "hours", "years"},
        cues=("½", "1/2"),
        reach=8,
    ),
    Rule(
        "street_unit",
        "street",
        direct=True,
        pattern=rx(
            rf"(?<![\w$.,/-])\d{{2,5}} (?:{SIDES} )?{CAP}(?: {CAP})?,? "
            r"(?:#|(?:apt|unit|ste)\b\.? ?#?)(?=\w{0,3}\d|[a-z]\b)\w{1,4}(?![\w-])"
        ),
        reason=STREET,
        replacement=N_("[street address]"),
        examples=("The address on file is «1147 Vine #3» still.", "mail to «88 Quarry Unit 4»"),
        counter=("In 12 Family Unit sessions.", "In 2019 Goal #2 was met.", "At 10 Group #3 meets."),
        check=nobody_numbered,
        number=2,
    ),
    Rule(
        "street_flat",
        "street",
        direct=True,
        pattern=rx(
            rf"(?<![\w$.,/-])(?:(?:flat|unit|suite|apt|apartment|lot|room) #?\w{{1,5}}(?:,? |"
            rf"/))?\d{{1,5}}[a-z]?,? "
            rf"(?:{CAP} ){{1,3}}(?-i:(?=[A-Z])(?i:{TYPE}|{LOOSE_TYPE}|(?:{BRITISH})\b))(?!\w)"
            r"(?: (?-i:\d{1,4}[A-Z])(?!\w))?",
        ),
        reason=STREET,
        replacement=N_("[street address]"),
        examples=(
            "A flat at «Flat 6, 19 Tannery Wynd» in town.",
            "He lives at «2260 Brigham St 5C» now.",
            "Visit at «3 Kiln Brae» went well.",
        ),
        counter=("At 9 Dr. Beck came.", "By 5 Mom Will End it."),
        check=lambda match: not re.search(r"\b(?:Step|Family|Drug|Day|Week|Month)s?\b", match[0]),
        number=1,
        reach=20,
    ),
    Rule(
        "street_or_water",
        "street",
        direct=False,
        pattern=rx(
            r"\b(?:off|on|along|near|by|facing|down|to|at|from|of|in|around|past|behind) (?:the )?",
            rf"(?P<id>(?-i:{WATERS}) (?:(?:de|del|la|las|los|di|da|do|das) ){{0,2}}{CAP})(?![\w'-])",
        ),
        reason=STREET_NAME,
        replacement=N_("[street]"),
        examples=(
            "He lives by the boat launch off «Bayou Liberty» now.",
            "They sat in the hedge facing «Via Cascabel» again.",
        ),
        counter=("We met via Zoom.", "On Via Monday.", "by the bayou"),
        check=nobody,
        cues=tuple(it.lower() for it in WATERS.split("|")),
        reach=18,
    ),
    Rule(
        "street_tree",
        "street",
        direct=False,
        pattern=rx(
            r"\b(?:on|off|down|along) (?P<id>(?-i:",
            "|".join(it.title() for it in TREES.split()),
            r"))(?=[.,;:!?)\n]|$| (?:is|was|and|by|near|at|with|in|where|has|had|but|again|now|today|to|from|"
            r"that|last|this|above|behind|across|until|when|because|for)\b)",
        ),
        reason=STREET_NAME,
        replacement=N_("[street]"),
        examples=(
            "Her porch on «Poplar» is quiet.",
            "The bodega is just off «Willow».",
            "on «Magnolia» again",
        ),
        counter=("She stood on oak floors.", "On Oak Hill Academy's list."),
        cues=tuple(TREES.split()),
        reach=6,
    ),
    Rule(
        "crossing_plain",
        "street",
        direct=False,
        pattern=exactly(
            r"\b(?:corner of|intersection of|back at|light at|bus at|stop at|off at|"
            r"stand at|sits at|sleeps at) "
            r"(?P<id>(?P<one>[A-Z][a-z]{2,}) (?:and|&) (?P<other>[A-Z][a-z]{2,}))(?![\w'-])"
        ),
        reason=STREET_NAME,
        replacement=N_("[street corner]"),
        examples=("If he turns back at «Portage and Arlington», he texts.",),
        counter=("He smiled back at Denise and Maria.", "stop at Home and School"),
        check=cornered,
        cues=words("corner intersection back light bus stop off stand sits sleeps"),
    ),
    Rule(
        "street_said",
        "street",
        direct=True,
        pattern=rx(
            rf"(?<![\w-])(?:(?:suite|unit|apartment|flat|number) {NUMBER},? )?{NUMBER}(?: {NUMBER}){{0,5}} ",
            rf"(?:(?:north|south|east|west) (?:{NUMBER} ){{0,4}}{NTH}|{CAP}(?: {CAP})? ",
            rf"(?-i:(?=[A-Z])(?i:{TYPE})))(?!\w)",
        ),
        reason=STREET,
        replacement=N_("[street address]"),
        examples=(
            "I visited her at «forty one eleven east hundred and fifty third» today.",
            "That is «suite three, eighty eight Furby Street», period.",
        ),
        counter=("She is two west of here.", "One or two streets over.", "five East Side Drives"),
        cues=tuple(f"{it} " for it in f"{UNITS}|{TEENS}|{TENS}|suite|unit|flat|number".split("|")),
    ),
    Rule(
        "road_old_number",
        "street",
        direct=False,
        pattern=rx(
            r"\b(?:old|business|state|u\.?s\.?|rural|provincial) "
            r"(?:route|rte|highway|hwy|rd|road) \d{1,4}(?!\w)"
            r"|(?<![\w.])(?:(?<=on )|(?<=off )|(?<=near ))(?:[5-9]|1\d) "
            r"(?-i:Mile)(?! (?:Run|Walk|away|from))\b"
        ),
        reason=STREET_NAME,
        replacement=N_("[road]"),
        examples=(
            "They found him on «7 Mile», asleep.",
            "The motel off «Old Route 9» is full.",
            "Out on «Old Highway 61» there is one.",
        ),
        counter=("The old route is long.",),
        cues=words("old business state us u. rural provincial mile"),
        reach=4,
    ),
)
