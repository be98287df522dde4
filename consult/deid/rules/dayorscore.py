"""Telling `3/14`, the day, from `3/10`, the score."""
# ruff: noqa: PLR2004 - the numbers of the calendar

from __future__ import annotations

import re
from itertools import pairwise

from consult.deid.rows import said
from consult.deid.rules.months import WEEKDAY, before, counted, months_of

# "7/10" is a score and "1/2" a half: after these words it is a date all the same.
EVENTS = (
    "hearing|court|trial|intake|seen|admitted|admission|discharged|discharge|appointment|appt|birthday|"
    "bday|b-day|born|dob|moved|date|dated|due|released|removed|placed|placement|scheduled|starting|"
    "effective|died|death|week of|arrested|evaluation|eval|doi|admit|readmitted|d/c|d/c'd|dc'd|lmp|edd|"
    "onset|incident|signed|filed|served|closed|opened|relapsed|relapse|anniversary|funeral|wedding|"
    "surgery|clean|sober|expires|exp|eff|as of|birthdate|doa|dos|dol|service|update|given|next|last|rtc|"
    "rtn|review|wk of|visit|meeting|picked up|f/u|"
    "follow-?up|dose|again|tues|thurs|weds|set for|scheduled for|move-?out|move-?in|eviction"
)
ON = re.compile(
    rf"(?:\b(?:on|since|until|till|{EVENTS})(?:'s)?(?: is| was| on| for)?[ :]{{1,2}}"
    r"(?:the |about |around |abt |approx )?"
    rf"|\b(?:ct|crt) (?:is|was|on) |\b{WEEKDAY})$",
    re.IGNORECASE,
)
# A cheap look first: a text full of fractions has no words beside them.
BY_A_WORD = re.compile(r"[^\W\d_]{2}")
PERHAPS_ON = re.compile(
    r"\b(?:by|before|after|through|thru|in|from|saw (?:her|him|them)|the|up|out|off|home|back|away|"
    r"arrested|hospitalized) $",
    re.IGNORECASE,
)
# What follows a date, and no score.
THEN = re.compile(
    r",? (?:(?:at |@ ?)?\d{1,2}(?::\d\d)? ?[ap]\.?m\b|(?:hearing|court|appointment|appt|home visit|visit|"
    r"intake|meeting|incident|assessment|eval|evaluation|note|email|call|letter|order|report|relapse|"
    r"admission|trial|fire)\b)",
    re.IGNORECASE,
)
# Hours of fasting and eating, days and nights, sight: no days of a month.
SPLIT = {(24, 7), (16, 8), (18, 6), (20, 4), (20, 10), (14, 10), (20, 12), (1, 1), (1, 2)}
ENTRY = re.compile(r"(?<![\w/.])\d{1,2}/(?!10|5)\d{1,2} ?[-:] ?[^\W\d]")
LOG = re.compile(
    r" ?[-:] ?[^\W\d]| (?:tc|t/c|hv|call|called|met|seen|vm|lm|ftf|f2f|phone|text|email|no show|spoke)\b",
    re.IGNORECASE,
)
# "Came 10/3 at dinner" is a day, "came 2/3 visits" is none.
CAME = re.compile(r"\b(?:came|arrived|called|left|started|returned|fled) $", re.IGNORECASE)
WHERE = re.compile(
    r" ?(?:[.,;:)\n]|$)| (?:at|in|with|to|for|but|near|by|after|before|on|from|when)\b", re.IGNORECASE
)
FRACTIONS = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5)}
# What scores are usually out of, beyond the number of months.
SCORES = {15, 20, 21, 24, 25, 27, 28, 30}


PAIR = re.compile(r"(\d+)/(\d+)")
PAIR_ALONE = re.compile(r"(?<![\w/.$-])(\d{1,2})/(\d{1,2})(?![\w/%]|[.,]\d)")
WEEKLY = re.compile(rf"\b{WEEKDAY}$", re.IGNORECASE)
SCORED = re.compile(
    r"\b(?:attended|missed|completed|kept|made|scored|score|rated|only|about|mood|pain|suboxone|"
    r"subs|bup|buprenorphine|zubsolv|percocet|norco|vicodin|advair|symbicort|doses?) $",
    re.IGNORECASE,
)


def day_of_month(match: re.Match[str]) -> bool:
    """`3/14` where a date is expected, or where it can hardly be a score."""
    text = said(match)
    pairs = [(int(first), int(second)) for first, second in PAIR.findall(text)]
    first, second = pairs[0]
    led = before(match)
    if (first, second) == (24, 7) or not months_of(f"{first}/{second}") or SCORED.search(led):
        return False
    if (first, second) not in SPLIT and (first > 12 >= second or logged(match, second)):
        return not counted(match)
    if WEEKLY.search(led) or ((first, second) not in FRACTIONS and THEN.match(match.string, match.end())):
        return True
    if counted(match):
        return False
    expected = (BY_A_WORD.search(led) and ON.search(led)) or re.search(r"\b0\d", text)
    if expected or came(match, led, first, second) or running(pairs) or beside(match, first, second):
        return True
    return first <= 12 < second and (second not in SCORES or PERHAPS_ON.search(led) is not None)


def came(match: re.Match[str], led: str, first: int, second: int) -> bool:
    """Behind a verb of coming and going, and before a word for where or when."""
    moved = CAME.search(led) and (first, second) not in FRACTIONS and second != 10
    return bool(moved) and WHERE.match(match.string, match.end()) is not None


def logged(match: re.Match[str], second: int) -> bool:
    """At the beginning of a line of a log: "1/9 - t/c to the aunt"."""
    if second in {5, 10} or not LOG.match(match.string, match.end()):
        return False
    start, end = match.span()
    begins = start == 0 or match.string[start - 1] == "\n"
    around = match.string[max(0, start - 200) : start] + " " + match.string[end : end + 200]
    return begins or ENTRY.search(around) is not None


def beside(match: re.Match[str], first: int, second: int) -> bool:
    """Another day of the same month nearby: "11/2 no show. 11/9 no show."."""
    start, end = match.span("id")
    around = match.string[max(0, start - 50) : start] + " " + match.string[end : end + 50]
    return (first, second) not in FRACTIONS and any(
        int(other[1]) == first and int(other[2]) != second and second > 1
        for other in PAIR_ALONE.finditer(around)
        if (first, int(other[2])) not in FRACTIONS
    )


def running(pairs: list[tuple[int, int]]) -> bool:
    """Days of one month or two in a row, as in "1/12, 1/19, 2/2": scores share what they are out of."""
    months = [month for month, _ in pairs]
    days = [day for _, day in pairs]
    return (
        len(pairs) > 1
        and len(set(days)) == len(days)
        and max(months) <= 12
        and max(days) <= 31
        and all((later - earlier) % 12 in {0, 1} for earlier, later in pairwise(months))
        and not FRACTIONS.issuperset(pairs)
    )
