"""Rows for telephone and fax numbers, from home and abroad."""
# ruff: noqa: PLR2004 - the lengths of telephone numbers

from __future__ import annotations

import re

from consult.deid.kinds import N_
from consult.deid.rows import Rule, digits, rx, said, stems, words
from consult.deid.rules import phonewords
from consult.deid.rules.phonewords import PHONE, dialled

FAX = N_("Fax number. Always removed.")

# Every repetition below is bounded or has a separator that its parts do not hold: time stays linear.
EXTENSION = r"(?:,? ?(?:ext|extn|extension|x)[.:]? ?#?\d{1,6}(?!\w))?"
AMERICAN = (
    r"(?:\+?1[ .-]{0,2})?\(?\d{3}\)?[ .\-/]{0,3}\d{3}(?:[ .-]{0,3}| ?/ ?)\d{4}(?!\d|[-.]\d)" + EXTENSION
)
FOREIGN = r"(?:\+|(?<!\d)00 ?(?=[1-9]))\d+(?:[ .\-/]{0,2}\(\d{1,4}\)[ .\-/]{0,2}\d+)?(?:[ .\-/]\d+){0,6}"
TRUNK = r"(?:\(0\) ?\d{2,5}|\(?0\d{1,5}\)?|\(0 \d{2,5}\))(?:[ .\-/]{1,3}\d{2,8}){1,5}(?!\d)" + EXTENSION
UNBROKEN = r"0[1-9]\d{8,9}(?!\d)"
SHORT = r"[2-9]\d{2}[-.]\d{4}(?!\d|[-.]\d)" + EXTENSION
ANY = rf"(?:{FOREIGN}|{AMERICAN}|{TRUNK}|{UNBROKEN}|{SHORT})"
START = r"(?<![\d.,$€£#/])(?<!\d[-+ ])(?<!\w-)"

REACHED = (
    "phone|phones|telephone|tel|cell|cellphone|mobile|call|calls|called|calling|text|texts|texted|texting|"
    "dial|dialed|whatsapp|signal|sms|ring|rings|rang|reach|reached|reachable|ph|number|numbers|contact|"
    "voicemail|landline|beeper|pager|handy"
)

DATELIKE = re.compile(
    r"\D*(?:\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)?\d{2}|(?:19|20)\d{2}[-./ ]\d{1,2}[-./ ]\d{1,2})(?!\d)"
)
YEARS = re.compile(r"\D*(?:19|20)\d{2}\D{1,3}(?:19|20)\d{2}\b")
COUNTED = re.compile(
    r" ?(?:%|(?:mg|mcg|ml|kg|lbs?|g|steps|calories|kcal|dollars|euros|usd|people|words|times|hours|days|"
    r"weeks|points)\b)",
    re.IGNORECASE,
)
ROUND = 50


def american(match: re.Match[str]) -> bool:
    """Separators in both places, or an area code and an exchange that exist."""
    number = re.sub(r"[ ,]*[ext].*", "", said(match), flags=re.IGNORECASE)
    area, exchange = re.sub(r"\D", "", number)[-10:-7], re.sub(r"\D", "", number)[-7:-4]
    if area[0] in "01":
        return re.search(r"[-./)]", number) is not None and SEPARATED.search(number) is not None
    return exchange[0] not in "01" or SEPARATED.search(number) is not None


SEPARATED = re.compile(r"\d{3}\D{1,3}\d{3}\D{1,3}\d{4}$")


def foreign(match: re.Match[str]) -> bool:
    """A country and enough digits behind it."""
    number = said(match)
    if number.startswith("+1"):
        return digits(number) == 11  # others are left to the rule for American numbers
    return digits(number) >= (8 if number[0] == "+" else 11)


def trunk(match: re.Match[str]) -> bool:
    """`0555 010 477`, five pairs, or all in one: neither a date nor a list of small numbers."""
    number = said(match)
    if number.isdigit():
        return True
    groups = re.findall(r"\d+", number)
    pairs = len(groups) == 5 and all(len(group) == 2 for group in groups)
    bracketed = re.match(r"\(0[ \d]*\)", number) is not None
    long = 9 <= digits(number) <= 13 and (bracketed or any(len(group) > 2 for group in groups[1:]))
    return pairs or (long and not DATELIKE.match(number))


def short(match: re.Match[str]) -> bool:
    """`555-0144`, but not `500-1000 steps`."""
    low, high = (int(part) for part in re.findall(r"\d+", said(match))[:2])
    counted = COUNTED.match(match.string, match.end())
    return not counted and not (low % ROUND == 0 and high % ROUND == 0)


def called(match: re.Match[str]) -> bool:
    """After words like "call her at", seven digits are enough."""
    number = said(match)
    if not 7 <= digits(number) <= 15 or DATELIKE.match(number) or YEARS.match(number):
        return False
    groups = re.findall(r"\d+", number)
    grouped = any(len(group) > 2 for group in groups) or max(map(len, groups)) == 1
    return grouped and dialled(match) and not COUNTED.match(match.string, match.end())


def faxed(match: re.Match[str]) -> bool:
    return digits(said(match)) >= 7 and not DATELIKE.match(said(match))


RULES = (
    Rule(
        "fax_before",
        "fax",
        direct=True,
        pattern=rx(r"\bfax(?:es|ed|ing)?\b[^\d\n+(]{0,40}(?P<id>", ANY, r")"),
        reason=FAX,
        replacement=N_("[fax number]"),
        examples=(
            "She asked that we fax records to «559-555-0166».",
            "Fax: «(937) 555-0136».",
            "Phone 559-555-0100, fax «559-555-0166».",
        ),
        counter=("She will fax it on 3/14/2024.", "I hate the fax. It has 2 trays."),
        check=faxed,
        cues=words("fax"),
    ),
    Rule(
        "fax_after",
        "fax",
        direct=True,
        pattern=rx(START, r"(?P<id>", ANY, r") ?[(\[]? ?fax\b(?![^\w\n]{0,6}[+(\d])"),
        reason=FAX,
        replacement=N_("[fax number]"),
        examples=("Send it to «559-555-0166» (fax).",),
        counter=("Send it on 3/14/2024 (fax).",),
        check=faxed,
        cues=words("fax"),
        reach=50,
    ),
    Rule(
        "phone",
        "phone",
        direct=True,
        pattern=rx(START, AMERICAN),
        reason=PHONE,
        replacement=N_("[phone number]"),
        examples=(
            "Call me: «218.555.0114».",
            "She no longer answers at «+1 509 555 0159», he says.",
            "His mother calls from «661 555 0194 ext. 480» nightly.",
            "It is «(937) 555-0122» or «9375550122».",
            "It is «1-800-555-0199», day and night.",
            "It is «661 5550127» or «419/555/0182».",
            "It is «５５９–５５５–０１４１».",
        ),
        counter=(
            "In 2019-2020 she had 1-2 visits.",
            "PHQ-9 17 14 12, GAD-7 12 10 9.",
            "It cost 1200000000.",
            "It is 0.2185550114.",
            "On 14 03 2024 10 people came.",
        ),
        check=american,
        number=7,
        reach=2,
    ),
    Rule(
        "phone_abroad",
        "phone",
        direct=True,
        pattern=rx(r"(?<![\w+])", FOREIGN, EXTENSION),
        reason=PHONE,
        replacement=N_("[phone number]"),
        examples=(
            "Her aunt is at «+49 30 901820».",
            "His brother: «+44 (0)20 7946 0958».",
            "Or «0049 171 1234567», or «00 33 6 12 34 56 78».",
            "He rings from «+52-55-5555-0100».",
        ),
        counter=("It went up by +2 and +3.", "A +1 is welcome."),
        check=foreign,
        number=8,
        reach=1,
    ),
    Rule(
        "phone_trunk",
        "phone",
        direct=True,
        pattern=rx(START, r"(?:", TRUNK, r"|", UNBROKEN, r")"),
        reason=PHONE,
        replacement=N_("[phone number]"),
        examples=(
            "I rang the aunt on «0555 010 477» before each visit.",
            "He is at «020 7946 0958».",
            "She is at «01 23 45 67 89» in Lyon.",
            "Or «030/901820» or «0171-1234567».",
            "Text «07700900123».",
            "In Berlin, «(0 30) 55 50 11 22».",
            "Ring «(0)7700 900 461» after six, or «0176 - 555 010 99».",
        ),
        counter=("On 01.02.2024 10:30 we met.", "He rated 0 2 4 6 8.", "Doses at 08 12 16."),
        check=trunk,
        number=9,
        reach=1,
    ),
    Rule(
        "phone_short",
        "phone",
        direct=True,
        pattern=rx(START, SHORT),
        reason=PHONE,
        replacement=N_("[phone number]"),
        examples=("Home is «555-0144», work «555.0145 x12».",),
        counter=("We met in 2019-2020.", "He walks 500-1000 steps.", "It costs $300.1234.", "The 504-plan."),
        check=short,
        number=7,
    ),
    Rule(
        "phone_called",
        "phone",
        direct=True,
        pattern=rx(
            rf"\b(?:{REACHED})\b[^\d\n+(]{{0,25}}",
            r"(?P<id>[+(]{0,2}\d[\d ().-]{5,20}\d)(?!\w|[-.,/]\d)",
        ),
        reason=PHONE,
        replacement=N_("[phone number]"),
        examples=("Call her at «555 0144».", "Her cell is «5550144» now.", "Tel. «555 010 477»"),
        counter=(
            "I called 3 times in 2019-2020.",
            "Call 988 or text 741741.",
            "She called on 12 03 2024.",
            "The number of steps was 1000000 steps.",
        ),
        check=called,
        cues=stems(REACHED),
    ),
    *phonewords.RULES,
)
