"""Rows for dates in numbers, told from scores, fractions and versions."""
# ruff: noqa: PLR2004 - the numbers of the calendar

from __future__ import annotations

import re

from consult.deid.rows import Rule, rx, said, words
from consult.deid.rules.months import (
    EXACT,
    MONTHLY,
    WEEKDAY,
    a_numbered_day,
    a_numbered_month,
    before,
    calendar,
    counted,
    expected,
    months_of,
)

THREE = r"\d{1,2}[./-]\d{1,2}[./-](?:(?:19|20)\d{2}|\d{2})"
SPACED = r"\d{1,2}(?: [./-] |\. )\d{1,2}(?: [./-] |\. ?)(?:19|20)\d{2}"
ISO = r"(?:19|20)\d{2}[./-](?:0?[1-9]|1[0-2])[./-](?:0?[1-9]|[12]\d|3[01])"
COMPACT = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"

# "7/10" is a score and "1/2" a half: after these words it is a date all the same.
EVENTS = (
    "hearing|court|trial|intake|seen|admitted|admission|discharged|discharge|appointment|appt|birthday|bday|"
    "b-day|born|dob|moved|date|dated|due|released|removed|placed|placement|scheduled|starting|effective|died|"
    "death|week of|arrested|evaluation|eval|doi"
)
ON = re.compile(
    rf"(?:\b(?:on|since|until|till|{EVENTS})(?: is| was| on| for)?[ :]{{1,2}}(?:the |about |around )?"
    rf"|\b{WEEKDAY})$",
    re.IGNORECASE,
)
# A cheap look first: a text full of fractions has no words beside them.
BY_A_WORD = re.compile(r"[^\W\d_]{2}")
PERHAPS_ON = re.compile(r"\b(?:by|before|after|through|thru) $", re.IGNORECASE)
# What scores are usually out of, beyond the number of months.
SCORES = {15, 20, 21, 24, 25, 27, 28, 30}


PAIR = re.compile(r"(\d+)/(\d+)")


def day_in_numbers(match: re.Match[str]) -> bool:
    """Not "the 5-10-15 rule": without slashes or a full year, something must speak for a date."""
    if not calendar(match) or counted(match):
        return False
    first, second, year = re.findall(r"\d+", match[0])[:3]
    written_out = "/" in match[0] or len(year) == 4 or "0" in {first[0], second[0], year[0]}
    return written_out or max(int(first), int(second)) > 12 or int(year) > 17 or expected(match)


def month_in_numbers(match: re.Match[str]) -> bool:
    """`03/2024`, `2024-03`, but not the school year 2009-10."""
    first, second = re.findall(r"\d+", said(match))
    return len(first) < len(second) or (int(first) + 1) % 100 != int(second)


def day_of_month(match: re.Match[str]) -> bool:
    """`3/14` where a date is expected, or where it can hardly be a score."""
    text = said(match)
    pair = PAIR.match(text)
    assert pair is not None  # the pattern begins with one
    first, second = int(pair[1]), int(pair[2])
    if (first, second) == (24, 7) or not months_of(pair[0]) or counted(match):
        return False
    led = before(match)
    if (BY_A_WORD.search(led) and ON.search(led)) or re.search(r"\b0\d", text):
        return True
    return first <= 12 < second and (second not in SCORES or PERHAPS_ON.search(led) is not None)


RULES = (
    Rule(
        "date_in_numbers",
        "date",
        direct=True,
        pattern=rx(rf"(?<![\w./-])(?:{SPACED}|{THREE}(?: ?- ?{THREE})?)(?![\w%]|[./-]\d)"),
        reason=EXACT,
        replacement=a_numbered_day,
        examples=(
            "DOB: «04/02/23»",
            "Intake «3/14/2024».",
            "Since «11-20-2023» none.",
            "Am «14.3.24» und «14. 3. 2024».",
            "«14/03/2024-20/03/2024»",
        ),
        counter=(
            "In 45/13/2024 none.",
            "Version 1.2.3.",
            "From 3.14.2024.1 on.",
            "For 5-10-15 minutes.",
            "The 5-10-15 rule.",
            "It is 99.99.99.",
        ),
        check=day_in_numbers,
        number=4,
    ),
    Rule(
        "date_spaced",
        "date",
        direct=True,
        pattern=rx(
            r"\b(?:dob|d\.o\.b\.?|born|birth ?date|date of birth)[ :]{1,3}",
            r"(?P<id>\d{1,2} \d{1,2} (?:19|20)?\d{2})(?!\w)",
        ),
        reason=EXACT,
        replacement=a_numbered_day,
        examples=("DOB «06 03 2009»",),
        counter=("DOB 99 99 2009",),
        check=calendar,
        cues=words("dob d.o.b born birth date"),
    ),
    Rule(
        "date_iso",
        "date",
        direct=True,
        pattern=rx(rf"(?<![\w./-])(?:{ISO}|{COMPACT})(?!\d|[./-]\d)"),
        reason=EXACT,
        replacement=a_numbered_day,
        examples=(
            "It was delivered «2024-02-28».",
            "«2024-03-14»T10:00 in the log.",
            "«2024/3/14»",
            "Scan «20240314».",
        ),
        counter=("In 2024-13-14 none.", "Since 2019-2020."),
        number=6,
    ),
    Rule(
        "month_in_numbers",
        "date",
        direct=True,
        pattern=rx(
            r"(?<![\w/.-])(?:(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}|(?:19|20)\d{2}[-/](?:0[1-9]|1[0-2]))",
            r"(?![\w%]|[/.-]\d)",
        ),
        reason=MONTHLY,
        replacement=a_numbered_month,
        examples=("Since «03/2024» none.", "From «2024-03» on."),
        counter=("In 2009-10 she was at school.", "In 2023/24 too.", "13/2024 is none."),
        check=month_in_numbers,
        number=5,
    ),
    Rule(
        "date_short",
        "date",
        direct=True,
        pattern=rx(
            r"(?<![\w/.-])(?<!\$)(?P<id>\d{1,2}/\d{1,2}",
            r"(?:(?: ?- ?|,? (?:to|and|or|&|through|until) |, )\d{1,2}/\d{1,2}(?![/\d]|[.,]\d)){0,6})",
            r"(?![\w/%-]|[.,]\d)",
        ),
        reason=EXACT,
        replacement=a_numbered_day,
        examples=(
            "We met «3/14» in the rain.",
            "Seen on «3/5», and Tuesday «7/10».",
            "Due «1/2».",
            "It is «03/05» again.",
            "Away «3/14-3/20».",
            "Seen «9/3 and 9/10».",
            "The week of «3/4».",
            "Done by «4/30».",
        ),
        counter=(
            "Her mood is 7/10.",
            "From 8/10 to 4/10.",
            "She is there 24/7, on 24/7 call.",
            "It was 50/50.",
            "Half: 1/2 or 3/4.",
            "MoCA 22/30, 12/27.",
            "Missed 3/14 sessions.",
            "BP 120/80.",
            "She does 16/8 fasting.",
        ),
        check=day_of_month,
        number=2,
    ),
)
