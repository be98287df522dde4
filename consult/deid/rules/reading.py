"""Reading a code of any shape behind its label: where it begins, and where the sentence goes on.

People group the digits of one number as they like: "3 0 6 2", "TQ#55.1873", "4417 xx xx 2093",
"five-one-one-eight". So no shapes are listed here: what follows is read until ordinary words come.
"""
# ruff: noqa: PLR2004 - how many digits make a code

from __future__ import annotations

import re
from dataclasses import dataclass

from consult.deid.lexicon import Flag, flags
from consult.deid.rows import digits, words
from consult.deid.rules.codes import COUNTED, DATELIKE, YEARS
from consult.deid.rules.months import months_of

REACH = 44  # characters from the label to its code, and the most that a code may hold
WORDS_BETWEEN = 8

LINKS = frozenset(
    words(
        "or up so an number numbers num nos no nr id ids ref reference code card file record case is was are "
        "under "
        "as on listed filed with in of the her his their my your our has have reads read says said "
        "starting starts now currently new old there here if they ask its it it's s left right still "
        "fwiw serial unit ser sn ends ended ending end last part four digits only and at off from kept "
        "shown stamped marked labelled labeled carries lists given got we i think to by this one be "
        "registered reported held not temp member plan policy reg tag plate vin dev device lic cert acct "
        "docket "
    )
)
NUMBER_WORD = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)"
ANNOUNCED = re.compile(r"#|\b(?:number|no|nr|num|id|ref|code|ser|sn)\b", re.IGNORECASE)
SPELLED = re.compile(rf"\b{NUMBER_WORD}(?:[ ,-]{{1,2}}{NUMBER_WORD}){{2,15}}\b", re.IGNORECASE)

FIRST_DIGIT = re.compile(r"[^\n;!?$€£\d]{0,44}?(?=\d)")
JOINED = re.compile(r"[^\W_]+(?:[./|#_*:~-]{1,2}[^\W_]+)*[./|#_*:~-]{0,2}(?:\([^\W_]{1,4}\)?)?$")
BESIDE = re.compile(r"\(?(?<!\w)((?:[A-Z]{1,4}[./-]){0,4}[A-Za-z]{1,4})\.?\)?(?: -)? $")
# One part of a code with what joins it to the part before.
PART = re.compile(r"( ?[./|*:#_()+…•~-]{0,4} ?| )([^\W_]+)")
GOES_ON = re.compile(r"[ ./|*:()#_…-]{1,3}(?:[A-Za-z]{1,3}[ ./-]{1,2}){0,3}[A-Za-z]{0,3}\d")
CLOSES = re.compile(r" ?(?:[.,;:)\"'?!\n]|$)")
LETTERS = "BCDEFGHJKLMNOPQRSTUVWXYZbdefghjklmpqtvz"  # no words by themselves, not even in a chat
SENTENCE = re.compile(r"[.:)]+ ")
MASK = re.compile("[xX]{1,4}")
AMOUNT = re.compile(
    r"\d+(?:mg|mcg|ml|kg|lbs?|am|pm|th|st|nd|rd|hrs?|h|min|k|x|s|yo|mo|wks?|y|oz|cm|ft|in)", re.IGNORECASE
)
# Scales, vital signs, codes of illnesses, forms and laws: numbers of which everybody may know.
KNOWN = re.compile(
    r"(?:phq|gad|pcl|audit|ace|moca|mmse|fsiq|wisc|wais|wppsi|vci|cbcl|bdi|bai|hr|bp|rr|spo2|temp|bmi|a1c|"
    r"dsm|icd|cows|ciwa|gaf|cgas|cans|asam|loc|suds|snap|asq|srs|bsid|vineland|rcads|tscc|form|wh|ds|sf|"
    r"cms|hb|sb|cfr|usc|title|section|ch|room|rm|step|goal|level|tier|axis|type|covid|zarit|cssrs|c-ssrs|"
    r"epds|des|mdq|ybocs|y-bocs|scared|basc|ados|abas|gds|age|aged|nov|dec|jan|feb|mar|apr|may|jun|jul|aug|"
    r"sept?|oct)(?![a-z])\W{0,2}\d{1,3}(?![\d-]|\.\d{3})|[A-TV-Z]\d\d\.\d{1,4}(?!\w)|I-\d{2,3}(?!\w)|"
    r"(?:cpt|hcpcs)\W{0,2}\w?\d{4,5}(?!\w)|(?:apa|aacap|nice|who|nasw|samhsa|cswe|cdc|nih)\W{0,2}(?:19|"
    r"20)\d\d(?!\w)",
    re.IGNORECASE,
)
THOUSANDS = re.compile(r"\d{1,3}(?: \d{3}){1,2}")
OF_MONEY = re.compile(r"\b(?:of|over|about|under|some|at|for|by|than|to) $")
DECIMAL = re.compile(r"\d\.$")
LAW = re.compile(r"\d{2,3}\.\d{2,4}(?:\([a-z\d]{1,3}\)?)*")
FOLLOWS = re.compile(
    r" ?(?:%|[-/]?\d|,\d{3}(?!\d)|[-,]? ?(?:of|to|out of|or|by|vs|x) \d|-(?:year|month|week|day|hour|minute|"
    r"point|item|bed|step|session|person|page|mile|inch|foot|lb|mg|ml)|'s\b|(?:mg|mcg|ml|am|pm|mph|degrees|"
    r"lb|"
    r"feet|inches|ft|bpm|kcal|calories|members|kids|children|beds|cases|clients|staff|units|items|tablets|"
    r"forms|blocks|clock)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Code:
    """A run of letters and digits that somebody grouped."""

    text: str
    start: int
    end: int
    near: bool
    """Only words like "number" and "is" stand between the label and the code."""
    announced: bool = False
    """One of them is "number" or the like."""

    @property
    def figures(self) -> int:
        return digits(self.text)

    @property
    def mixed(self) -> bool:
        return any(map(str.isalpha, self.text))

    @property
    def groups(self) -> list[str]:
        return re.findall(r"[^\W_]+", self.text)

    @property
    def numbered(self) -> bool:
        """A group that no count has: with a zero before it, or of three digits and more."""
        return any(
            (digits(group) >= 3 and not YEARS.fullmatch(group))
            or (group[0] == "0" and group[1:].isdigit() and len(group) > 1)
            for group in self.groups
        )


def code_behind(text: str, label: int) -> Code | None:
    """The code that a label announces, if a few words lead to it."""
    spelled = SPELLED.search(text, label, label + REACH * 2)
    if spelled and spelled.start() - label < REACH and linked(text[label : spelled.start()]) is True:
        return Code(spelled[0], *spelled.span(), near=True)
    digit = FIRST_DIGIT.match(text, label)
    if not digit:
        return None
    start = beginning(text, label, digit.end())
    near = linked(text[label:start])
    end = code_end(text, start)
    if near is None or not end or not plausible(text, start, end):
        return None
    announced = ANNOUNCED.search(text, max(0, label - 3), start) is not None
    return Code(text[start:end], start, end, near, announced)


def code_at(text: str, least: int, digit: int) -> Code | None:
    """The code that holds this digit as its first, with no label before it."""
    start = beginning(text, least, digit)
    if not plausible_start(text, start):
        return None
    end = code_end(text, start)
    if not end or not plausible(text, start, end):
        return None
    return Code(text[start:end], start, end, near=True)


def beginning(text: str, label: int, digit: int) -> int:
    """Where the code begins of which this is the first digit."""
    joined = JOINED.search(text[label:digit])
    start = label + joined.start() if joined else digit
    for _ in range(2):
        beside = BESIDE.search(text[label:start])
        if not beside or not loose(beside[1]) or (joined and not beside[1].isupper()):
            break
        start = label + beside.start(1)
    return start


def loose(letters: str) -> bool:
    """Letters that stand alone in a code: capitals, or what is no word that everybody uses."""
    letters = re.sub("[./-]", "", letters)
    small = letters.lower()
    if small in LINKS or MASK.fullmatch(letters):
        return small not in LINKS
    return letters.isupper() or (
        len(letters) <= 3
        and letters.islower()
        and not flags(small) & Flag.EVERYDAY
        and (len(letters) > 1 or small not in "ai")
    )


def linked(between: str) -> bool | None:
    """Whether words like "number" lead from label to code; None where the sentence is another one by then."""
    said = re.findall(r"[^\W\d_]+", between.lower())
    if len(said) > WORDS_BETWEEN or re.search(r"[a-z]{4,}\. |\. [A-Z][a-z]", between):
        return None
    strange = [word for word in said if word not in LINKS]
    # One word may be what the reader cannot know: a state, a court, a maker.
    return len(strange) <= 1 and not any(flags(word) & Flag.EVERYDAY for word in strange)


def code_end(text: str, start: int) -> int:
    """Where the code ends: before a word of the sentence, or 0 where none begins."""
    at, end = start, 0
    while part := PART.match(text, at, start + REACH):
        joined, word = part.groups()
        tight = " " not in joined
        after = part.end()
        if SENTENCE.match(joined) and word.isalpha():
            break
        if not (at == start or belongs(text, word, after, tight=tight)):
            break
        if AMOUNT.fullmatch(word) or (
            end and word.isdigit() and " " in joined and COUNTED.match(text, after)
        ):
            break
        at = after
        if part[2].isalpha() and end == 0 and not GOES_ON.match(text, after):
            break
        end = after
    return end


def belongs(text: str, word: str, after: int, *, tight: bool) -> bool:
    """Whether a part goes on with the code."""
    if any(map(str.isdigit, word)) or MASK.fullmatch(word):
        return True
    if len(word) > 4:
        return tight and len(word) <= 8 and not flags(word.lower())
    goes_on, closes = GOES_ON.match(text, after), CLOSES.match(text, after)
    if tight:
        return bool(goes_on or closes) or not flags(word.lower()) & Flag.EVERYDAY or len(word) == 1
    if len(word) == 1:
        return bool(closes) or word in LETTERS or (goes_on is not None and word not in "aI")
    return loose(word) and bool(goes_on or (closes and word.isupper() and len(word) <= 2))


def plausible_start(text: str, start: int) -> bool:
    """Neither in the middle of a word or an amount, nor "a" or "I" before a number."""
    return not (
        BEFORE_IT.search(text[max(0, start - 1) : start]) or re.match("[AI] ", text[start : start + 2])
    )


BEFORE_IT = re.compile(r"[\w$€£.,/@&-]$")


def plausible(text: str, start: int, end: int) -> bool:
    """Neither a year, a day, an amount, nor a score that everybody knows."""
    code = text[start:end]
    dated = DATELIKE.fullmatch(code) and months_of(code)
    led = text[max(0, start - 1) : start]
    return not (
        YEARS.fullmatch(code)
        or dated
        or led in {"$", "€", "£"}
        or (THOUSANDS.fullmatch(code) and OF_MONEY.search(text, max(0, start - 8), start))
        or DECIMAL.search(text, max(0, start - 2), start)
        or KNOWN.match(code)
        or COUNTED.match(text, end)
        or FOLLOWS.match(text, end)
        or LAW.fullmatch(code)
        or re.fullmatch(r"\d{1,2}(?::\d\d|/\d{1,2}(?:/\d{2,4})?)?|\d{1,3}\.\d{1,2}|\d{1,3}[-/]\d{1,3}", code)
    )
