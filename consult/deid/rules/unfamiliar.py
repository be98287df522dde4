"""Rows for places that no list has, in small letters: "she will not leave tondo", "on dewsbury road"."""

from __future__ import annotations

import re

from consult.deid import gazetteer, lexicon
from consult.deid.gazetteer import Grade
from consult.deid.kinds import N_
from consult.deid.lexicon import Flag, flags, misspelt
from consult.deid.names.classes import BY_WORD
from consult.deid.names.sorts import ENDINGS as ENGLISH_ENDINGS
from consult.deid.names.sorts import MEDICAL, SLANG, VOWEL
from consult.deid.rows import Rule, rx, stems, words
from consult.deid.rules.barewords import BARE, NOT_NAMES, STOPS
from consult.deid.rules.placewords import GENERIC, ORDINARY
from consult.deid.rules.streets import STREET_NAME

UNLISTED = N_("A word in no dictionary, where a place could stand.")
PLACE = N_("[place]")
SMALL = r"(?-i:[a-zà-ÿ][a-zà-ÿ'-]{3,15})"
WHOLE = r"(?![\w'’/@&-]|\.\w)"
MOVED = (
    r"(?:mov\w+|go|goes|going|went|gone|back|home|over|out|up|down|fled|flew|came|travel\w*|return\w*|drove|"
    r"drives|sent|relocat\w+|deported|bus|train|flight|trip|trips)"
)
NOT_PLACES = SLANG | BARE | NOT_NAMES | STOPS | GENERIC | ORDINARY
KNOWN_AS_WORD = Flag.EVERYDAY | Flag.WORD


def unlisted(word: str) -> bool:
    """In no dictionary, no slip of the pen, no drug and no word of chats."""
    if word in lexicon.ALLOWED_PHRASES or word in NOT_PLACES or word in BY_WORD or "'" in word:
        return False
    if word in LATIN or DRUG.search(word):
        return False
    if gazetteer.grade(word) == Grade.PLACE and not flags(word) & (KNOWN_AS_WORD | Flag.PROPER):
        return True
    strange = flags(word) in {0, Flag.LAST} and not any(flags(part) for part in word.split("-")[1:])
    usual = word.endswith(ENGLISH_ENDINGS) or MEDICAL.search(word) or DRAWN.search(word)
    return strange and not usual and VOWEL.search(word) is not None and not misspelt(word)


LATIN = frozenset(words("vivo vitro situ utero loco absentia camera extremis toto medias tandem denial genl"))
DRUG = re.compile(
    r"(?:done|zine|pine|tine|mine|pam|lam|pril|lol|line|cet|zol|xil|tril|via|quel|mictal|xone)$"
)
DRAWN = re.compile(r"(.)\1\1|(.)\2$")


def somewhere(match: re.Match[str]) -> bool:
    return unlisted(match["id"])


def rarely(match: re.Match[str]) -> bool:
    """A town whose name few use as a word: "ring her in mallow"."""
    word = match["id"]
    known = flags(word)
    named = gazetteer.grade(word) == Grade.WORD and not known & (Flag.EVERYDAY | Flag.USUAL)
    return named and word not in lexicon.ALLOWED_PHRASES and word not in NO_TOWN and word not in NOT_PLACES


NO_TOWN = frozenset(
    words(
        "doing perm gratis natal sublimity corona haiku tequila startup hideout hometown cheddar cayenne "
        "caraway "
        "alfalfa redwood jasper samba tamale scone farina hominy aloha angora utopia valence medulla bloomer "
        "roundup arroyo citadel calypso madras mesquite mulberry saline sultana muscat monochrome mono"
    )
)


def roaded(match: re.Match[str]) -> bool:
    """A name before the word for a street: of nobody knows what, of a town, a tree or a person."""
    name, kind = match["name"], match["type"]
    known = flags(name)
    if name in NOT_PLACES or name in BY_WORD or name in lexicon.ALLOWED_PHRASES or "'" in name:
        return False
    if known & Flag.EVERYDAY:
        return False
    proper = not known & Flag.WORD or bool(known & (Flag.USUAL | Flag.LAST)) or gazetteer.grade(name) > 0
    return proper and (kind not in LOOSE or not known & KNOWN_AS_WORD)


def paired(match: re.Match[str]) -> bool:
    """Two words before it, the second as in the names of streets: "bunker hill road"."""
    name, second = match["name"], match["second"]
    if name in NOT_PLACES or BY_WORD.get(name, frozenset()) - {"title"} or "'" in name or name == "memory":
        return False
    return second in HILLS or unlisted(second)


HILLS = frozenset(
    words(
        "hill mill park lake river creek church bridge springs spring forest ridge farm ferry grove "
        "point wood"
    )
)
LOOSE = frozenset(words("way place court park row hill green close drive view gardens house"))

RULES = (
    Rule(
        "place_unlisted",
        "place",
        direct=False,
        pattern=rx(
            rf"(?<![\w'-])(?:in|near|nr|from|leave|leaving|around|outside|past|downtown|{MOVED} to) "
            rf"(?P<id>{SMALL})",
            WHOLE,
        ),
        reason=UNLISTED,
        replacement=PLACE,
        examples=(
            "she will not leave «tondo» for anybody",
            "the barangay in «payatas» gave them rice",
            "he went back to «zumbrota» w her",
        ),
        counter=(
            "we learned it in vivo",
            "she wants to recieve help",
            "in therapy from meds",
            "leave everyoneee out",
            "from trazadone to quetiapine",
        ),
        check=somewhere,
        cues=(
            *(
                "in ",
                "near ",
                "nr ",
                "from ",
                "leave ",
                "leaving ",
                "around ",
                "outside ",
                "past ",
                "downtown ",
            ),
            *stems(MOVED[3:-1]),
        ),
    ),
    Rule(
        "place_seldom_word",
        "place",
        direct=False,
        pattern=rx(
            rf"(?<![\w'-])in (?P<id>{SMALL})(?= ?(?:[.,;:!?)\n]|$)| (?:before|after|first|who|when|and|"
            rf"with|w|she|"
            r"he|where|since|now|today|tomorrow|til|till|again)\b)"
        ),
        reason=UNLISTED,
        replacement=PLACE,
        examples=("ring siobhan in «mallow» before ye do anything",),
        counter=("i was in doing and then", "she is in limbo, again", "in arrears."),
        check=rarely,
        cues=words("in"),
    ),
    Rule(
        "road_unlisted",
        "street",
        direct=False,
        pattern=rx(
            r"(?<![\w'-])(?:(?:corner|end|top|bottom|side) of|(?:squatting|squats|camped|camping|busking|"
            r"begging|"
            rf"panhandl\w+) (?:on|at|off)|walks?|up|down|along|off|behind) (?:(?:upper|lower|old|east|"
            rf"west) )?"
            rf"(?P<id>{SMALL})",
            WHOLE,
        ),
        reason=STREET_NAME,
        replacement=N_("[street]"),
        examples=(
            "sells bread at the corner of «kalayaan» period",
            "stays in a tent behind «gratiot»",
            "he's squatting on lower «ormonda»",
        ),
        counter=("at the end of treatment", "off meds", "she walks alone", "down bad", "behind everyoneee"),
        check=somewhere,
        cues=words(
            "corner end top bottom side squat camped camping busk begging panhandl walk up down along "
            "off behind"
        ),
    ),
    Rule(
        "road_small_paired",
        "street",
        direct=False,
        pattern=rx(
            r"(?<![\w'-])(?:on|off|up on|down|along) "
            rf"(?P<id>(?P<name>{SMALL}) (?P<second>[a-z]{{4,14}}) (?:road|lane|avenue|boulevard|street|"
            rf"drive))",
            r"(?![\w'-])",
        ),
        reason=STREET_NAME,
        replacement=N_("[street]"),
        examples=("lives up on «bunker hill road»", "they are on «sheikh zarbo road» again"),
        counter=("on that whole road", "on some random street", "down memory hill drive"),
        check=paired,
        cues=words("road lane avenue boulevard street drive"),
        reach=44,
    ),
    Rule(
        "road_small_named",
        "street",
        direct=False,
        pattern=rx(
            r"(?<![\w'-])(?:on|off|at|in|to|from|near|nr|down|along|up|past|behind|of) "
            rf"(?P<id>(?:(?:old|upper|lower|east|west|north|south|st) )?(?P<name>{SMALL}) (?P<type>road|"
            rf"lane|drive|"
            r"crescent|terrace|avenue|street|boulevard|way|place|court|park|row|hill|green|close|gardens|"
            r"mews|grove))",
            r"(?![\w'-])",
        ),
        reason=STREET_NAME,
        replacement=N_("[street]"),
        examples=(
            "she's moved to her nan's on «dewsbury road» full stop",
            "a flat at «harehills lane» now",
            "walks to «old ferrara street» for bread",
        ),
        counter=(
            "on the road",
            "down memory lane",
            "in some way",
            "at no place",
            "in drug court",
            "to a better place",
            "on another street",
        ),
        check=roaded,
        cues=words(
            "road lane drive crescent terrace avenue street boulevard way place court park row hill green "
            "close "
            "gardens mews grove"
        ),
        reach=36,
    ),
)
