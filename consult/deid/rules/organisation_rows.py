"""Rows for organisations in small letters, behind a label, by number, and well-known ones."""

from __future__ import annotations

import re

from consult.deid import gazetteer
from consult.deid.gazetteer import Grade
from consult.deid.kinds import N_
from consult.deid.rows import Rule, rx, stems, words
from consult.deid.rules import organisations_abroad, organisations_known, organisations_said
from consult.deid.rules.barewords import NOT_NAMES
from consult.deid.rules.capitals import SHOUTED, is_first_name, is_proper, is_word
from consult.deid.rules.chains import EMPLOYERS
from consult.deid.rules.organisations import CUED, DENOMINATIONS, NAMED, NUMBERED
from consult.deid.rules.organisations_said import is_term
from consult.deid.rules.placewords import GENERIC, ORDINARY, STATES, STRONG, TRIMMED, WEAK

EMPLOYED = (
    r"\b(?:work|works|worked|working|jobs?|gigs?|shifts?|cleans|mops|cooks|cashier|barista|janitor|hired|"
    r"fired|laid off|quit|manager|boss|drives|employed|"
    r"interview|got on|stay|stays|staying|stayed|(?:does|did|doing) (?:tyres|tires|nails|hair|lashes|"
    r"security|"
    r"overnights|nights|inventory|dishes|roofing|drywall|maintenance|landscaping|deliveries|laundry|bodywork|"
    r"brakes|shifts|doubles|days|temp|catering|lawns|stock|prep|phones|data entry|welding|concrete))\b"
)
SMALL_NAME = r"[a-z][a-z'.-]{2,20}"
# With one of these before it, the name may be an English word: "east ridge middle".
LED = (
    "north|south|east|west|mt|mount|st|saint|lake|fort|san|santa|el|la|los|las|oak|pine|cedar|river|green|"
    "martin luther"
)
SMALL_TYPES = (
    r"baptist|methodist|presbyterian|lutheran|ame|pentecostal|elementary|elem|middle school|"
    r"high school|primary school|hospital|academy|baptist church|church|"
    r"shelter|"
    r"daycare|day care|preschool|clinic|rehab|recovery center|treatment center|community college|college|"
    r"university|mosque|temple|nursing home|jail|prison|middle|high|hs|charter|prep|apartments|tabernacle|"
    r"ministries|fellowship|synagogue|care home|hospice|realty|properties|roofing|landscaping|drop[- ]in"
)


def small_name(match: re.Match[str]) -> bool:
    """Lower-case names are believed when they are no English words: "lincoln high", not "local hospital"."""
    name, type_word = match["name"].lower(), match["type"].lower()
    if match["led"]:
        return match["cue"] is not None and name.split()[-1] not in GENERIC
    if type_word in DENOMINATIONS:
        return match["cue"] is not None and name in NUMBERED | {"greater"}
    whose = name.endswith("'s") and is_word(name.removesuffix("'s"))
    plain = name in GENERIC or name in TRIMMED or name in ORDINARY or name in STATES
    if whose or plain or match["name"] in EMPLOYERS:
        return False
    known = gazetteer.grade(name) >= Grade.NAME or (not is_word(name) and len(name) > SHOUTED - 2)
    if type_word in {"high", "hs", "middle", "prep", "temple", "charter", "college", "rehab", "jail"}:
        return known and match["cue"] is not None and not is_proper(name)
    return (known and not is_proper(name)) or (is_first_name(name) and match["cue"] is not None)


STOPS = (
    "and|or|but|so|if|because|with|without|as|on|in|to|from|by|at|for|until|till|since|when|while|where|"
    "who|that|which|she|"
    "he|they|it|is|are|was|were|has|have|had|n|bc|cuz|cause|after|before|during|again|now|today|tonight|"
    "last|next|this|"
    "every|the|a|an|his|her|my|our|their|then|than|not|no|w|u|ur|he's|she's|hes|shes|til|thru|nights|days|"
    "mornings|"
    "weekends|part|full|full-time|part-time|weekly|daily|off|down|up|over|out|around|still|also|near|"
    "behind|via|doing|"
    "making|says|said|been|will|can|just|only|of|too|most|pretty|really|like|i|we|you|two|three|four|five|"
    "six|"
    "seven|eight|nine|ten|blocks?|minutes|across|past|next"
)
SMALL_PART = rf"(?!(?:{STOPS})\b)[a-z][a-z'-]+"
NOT_WORKPLACES = frozenset(
    words(
        "a an the night nights home school least all times time first it his her my our their your this "
        "that these those some any different local him me them us you himself herself themselves myself "
        "yourself tips cash free minimum most once work risk war peace ease large best noon midnight dawn "
        "dusk lunch dinner breakfast bedtime odds loss square state county city government family friends "
        "someone somebody anyone one two three four five six seven eight nine ten her's what which each "
        "every both and or but so if because with without as on in to from by days weekends mornings "
        "evenings part full now no not day court church hospital clinic shelter college uni university "
        "jail prison rehab detox treatment group therapy intake baseline level step week hours weeks "
        "months years money pay rent food a's an's dad mom grandma grandpa sure real longer minutes being "
        "getting having going change good bad more less long short many few other another such better"
    )
)


def small_workplace(match: re.Match[str]) -> bool:
    """After "works at" stands a name, or a word for a time, a reason or a building."""
    first = match["id"].split()[0]
    if first in NOT_WORKPLACES or first in NOT_NAMES or first in GENERIC or is_term(match["id"]):
        return False
    if first in STRONG or first in WEAK or first.endswith("ing"):
        return False
    hired = re.match(EMPLOYED + r"|start", match[0], re.IGNORECASE)
    if " for " in match[0] or not hired:
        return not any(map(is_word, match["id"].split())) and not is_first_name(first)
    return True


RULES = (
    *organisations_abroad.RULES,
    *organisations_known.RULES,
    Rule(
        "organisation_small",
        "organisation",
        direct=True,
        pattern=rx(
            r"(?<![\w'-])(?:(?P<cue>at|to|from|goes|attends|of|near) )?(?:the )?",
            rf"(?P<id>(?P<name>(?P<led>(?:{LED}) )?(?-i:{SMALL_NAME})) (?P<type>(?-i:{SMALL_TYPES})))",
            r"(?![\w'-])",
        ),
        reason=NAMED,
        replacement=N_("[organisation]"),
        examples=(
            "enrolled at «lincoln elementary» since fall",
            "he goes to «lincoln high» but mostly skips",
            "shes at «mercy hospital» now",
            "hes at «east ridge middle» in the sped room",
            "a meeting at «first methodist» every tues",
            "hangs at the «pulaski drop in»",
            "she rents from «mcallister realty»",
        ),
        counter=(
            "she is at the hospital",
            "in the back room of her employer's care home",
            "a state hospital",
            "he goes to high school",
            "in the county jail",
        ),
        check=small_name,
        cues=stems(SMALL_TYPES),
        reach=32,
    ),
    Rule(
        "workplace_small",
        "organisation",
        direct=False,
        pattern=rx(
            rf"(?:{EMPLOYED}|\b(?:start|starts|started|clocks in|still|back))(?: [a-z]+){{0,2}}? (?:at|for|"
            rf"w/|@|(?<=off )from|(?<=fired )from|(?<=retired )from|(?<=go )from) (?:the )?",
            rf"(?P<id>(?-i:{SMALL_PART}(?: {SMALL_PART}){{0,2}}))(?![\w'-])",
        ),
        reason=CUED,
        replacement=N_("[workplace]"),
        examples=(
            "mo works at «earls» and cant keep leaving",
            "xiuying working at «golden wok» 6 days",
            "start at «episcopal homes» the 15th",
            "got a job at «holiday» last week",
            "the uncle (he does tyres at «vulcan rapid»)",
            "she has a cleaning gig w/ «maid brigade»",
            "dad got laid off from «sunpower» last week",
        ),
        counter=(
            "she works at a bakery",
            "he works at night",
            "working for tips",
            "works at least two shifts",
            "she works for herself",
            "still at home",
            "back at square one",
            "still at risk",
            "working for the state",
            "he works at it",
            "she works at the bakery two blocks from us",
            "he works at staying calm",
        ),
        check=small_workplace,
        cues=(" at ", " for ", " from ", " w/ ", " @ "),
        reach=30,
    ),
    *organisations_said.RULES,
)
