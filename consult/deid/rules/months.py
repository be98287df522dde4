"""The words and numbers that dates are written with, and what may be said instead of a date."""

from __future__ import annotations

import re

from consult.deid.kinds import N_
from consult.deid.rows import group, said, words

EXACT = N_("Exact date. A season or “two weeks ago” works too.")
MONTHLY = N_("Month. A season works too.")

NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
OTHER_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:r?uary|urary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|jun(?:e|\.)?|jul(?:y|"
    r"\.)?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?![a-z])"
)
MONTH = rf"(?P<month>{OTHER_MONTH})"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%])"
NTH = (
    r"(?:(?:twenty|thirty)[ -]first|twenty[ -](?:second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
    r"fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
ORDINALS = ("0th", "1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "11th", "12th", "13th")
TENS = (
    r"(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
SPOKEN_YEAR = (
    rf"(?:(?:nineteen|twenty)[ -](?:(?:oh|o)[ -]?(?:one|two|three|four|five|six|seven|eight|nine)|{TENS})"
    rf"|two[ -]thousand(?:[ -](?:and[ -])?(?:{TENS}|one|two|three|four|five|six|seven|eight|nine))?)\b"
)
YEAR = rf"(?:(?:19|20)\d{{2}}(?!\d)|'\d{{2}}(?!\d)|{SPOKEN_YEAR})"

# Where to look for a month in words, what stands before a part of one, and which are verbs too.
MONTHS = words("jan feb mar apr may jun jul aug sep oct nov dec")
PART = r"(?:(?:early|late|mid)[ -]|(?:the )?(?:start|end|middle|beginning|first half|second half) of )"
VERBS = {"may", "march"}

COUNTED = re.compile(
    r",? (?:\w{1,20} )?(?:times?|sessions?|goals?|items?|groups?|meetings|classes|appointments|doses?|"
    r"shifts|nights|meals|homework|questions?|tasks?|correct|cases|pain|mg|visits?|hours?|minutes?|days?|"
    r"weeks?|months?|years?|miles?|kids?|children|people|steps?|percent|points?|blocks?|of (?:them|us|"
    r"you))\b",
    re.IGNORECASE,
)
EXPECTED = re.compile(
    r"\b(?:(?:on|since|until|till|by|before|after|from|due|dated|dob|born|for)[ :]{1,2}|(?:birthday|bday|"
    r"b-day|anniversary|court|hearing)(?:'s| is| was)? )"
    r"(?:the |about |around )?$",
    re.IGNORECASE,
)

SEASONS = ("winter", "spring", "summer", "autumn")
A_DAY = {
    "winter": N_("[a day in winter]"),
    "spring": N_("[a day in spring]"),
    "summer": N_("[a day in summer]"),
    "autumn": N_("[a day in autumn]"),
}
A_SEASON = {
    "winter": N_("[winter]"),
    "spring": N_("[spring]"),
    "summer": N_("[summer]"),
    "autumn": N_("[autumn]"),
}
A_DATE = N_("[a date]")

# A year of birth before this gives away an age over 89, so no year before it is repeated.
OLDEST_YEAR = 1940


def season(month: int) -> str:
    """The season of a month, in the northern half of the world."""
    return SEASONS[month % 12 // 3]


def named(match: re.Match[str]) -> int:
    """Which month a match names."""
    return NAMES.index(match["month"][:3].lower()) + 1


def a_day(match: re.Match[str]) -> str:
    """Instead of a day with a month in words."""
    return A_DAY[season(named(match))]


def a_season(match: re.Match[str]) -> str:
    """Instead of a month, with the year that was written beside it in full."""
    return seasonal(named(match), said(match))


def seasonal(month: int, text: str) -> str:
    name = season(month)
    year = re.search(r"(?:19|20)\d{2}", text)
    return f"[{name} {year[0]}]" if year and int(year[0]) >= OLDEST_YEAR else A_SEASON[name]


def a_numbered_day(match: re.Match[str]) -> str:
    """Instead of a date in numbers."""
    months = months_of(said(match))
    return A_DAY[season(months.pop())] if len(months) == 1 else A_DATE


def a_numbered_month(match: re.Match[str]) -> str:
    """Instead of a month and year in numbers."""
    text = said(match)
    return seasonal(min(int(part) for part in re.findall(r"\d+", text)), text)


def calendar(match: re.Match[str]) -> bool:
    """Whether a date in numbers exists in the calendar."""
    return bool(months_of(said(match)))


def months_of(text: str) -> set[int]:
    """The months that a date in numbers can mean: one, or two where day and month may change places."""
    if text.isdigit():
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    first, second, *rest = (int(part) for part in re.findall(r"\d+", text))
    year_first = first > 31 and rest  # noqa: PLR2004 - no month is longer
    pairs = {(second, rest[0])} if year_first else {(first, second), (second, first)}
    return {month for month, day in pairs if 1 <= month <= 12 and 1 <= day <= 31}  # noqa: PLR2004 - the calendar


def before(match: re.Match[str]) -> str:
    """The few characters before what is found."""
    start = match.start(group(match))
    return match.string[max(0, start - 24) : start]


def expected(match: re.Match[str]) -> bool:
    """Whether what stands before leads to a date."""
    return EXPECTED.search(before(match)) is not None


def counted(match: re.Match[str]) -> bool:
    """Whether what follows makes it a number of something."""
    return COUNTED.match(match.string, match.end()) is not None
