"""Rows for dates in words: a year alone is no date, a day or a month is."""

from __future__ import annotations

import re

from consult.deid.rows import Rule, rx
from consult.deid.rules import monthsaid
from consult.deid.rules.months import (
    DAY,
    EXACT,
    MONTH,
    MONTHLY,
    MONTHS,
    NTH,
    OTHER_MONTH,
    PART,
    VERBS,
    WEEKDAY,
    YEAR,
    a_day,
    a_season,
    counted,
    expected,
)

# "March 3, 4 and 5", but not "On March 14, 2 workers came".
MORE_DAYS = (
    rf"(?:(?: ?-|,? to|,? and|,? &|,|/) ?(?:{DAY}(?= ?[.,;:)\n'-]|,? (?:19|20)\d\d|$| and \d| & \d)"
    rf"|(?<=-){DAY}(?!\w|[.:]\d)|\d{{1,2}}(?:st|nd|rd|th)(?!\w))){{0,5}}"
)
NAMES = {"april", "june", "august", "may", "jan"}


def day_in_month(match: re.Match[str]) -> bool:
    """Neither the verbs "may" and "march" nor somebody called April."""
    if DATED.search(match[0]) or expected(match) or in_small(match):
        return True
    if match["month"] in VERBS or (match["month"] == "May" and not re.search(r"\d", match[0])):
        return False
    return match["month"].lower() not in NAMES or not counted(match)


def in_small(match: re.Match[str]) -> bool:
    """ "It was changed march 9, by the court": nobody marches, and the clause is over."""
    led = match.string[max(0, match.start() - 16) : match.start()]
    return (
        match["month"] in VERBS
        and re.search(r"\d$", match[0]) is not None
        and re.match(r" ?(?:[.,;)\n]|$)", match.string[match.end() : match.end() + 2]) is not None
        and re.search(r"(?:ed|was|were|since|on|him|her|them|home|back|out|in|court|died|born|left) $", led)
        is not None
    )


DATED = re.compile(r"\d(?:st|nd|rd|th)\b|(?:19|20)\d\d|'\d\d|\bof\b", re.IGNORECASE)


def month_in_year(match: re.Match[str]) -> bool:
    return match["month"] not in VERBS or not counted(match)


RULES = (
    Rule(
        "day_month",
        "date",
        direct=True,
        pattern=rx(
            rf"(?<![\w/.-]){WEEKDAY}?(?:the )?(?:{DAY}(?: ?- ?| to | and | & ))?(?:{DAY}|{NTH})",
            rf"(?:(?: day)? of |[ ./-]{{0,2}}){MONTH}(?:[ ,./-]{{0,2}}{YEAR}|[-/.]\d{{2}}(?!\d))?",
        ),
        reason=EXACT,
        replacement=a_day,
        examples=(
            "Seen on «14 March» again.",
            "It was «the 14th of March».",
            "On «Monday 14 March», and on «Tue, 5 Nov 2023».",
            "Since «the 22nd of May» it is calm.",
            "«14-Mar-2024»",
            "From «3-5 March 2024».",
            "On «the fourteenth of June».",
            "On «the 14th day of March».",
            "«14March2024»",
            "Born «2 may 1990».",
            "He left on «2 may».",
            "«5th Dec '23» was hard.",
            "«the twentieth of june two thousand twelve»",
        ),
        counter=(
            "Only 2 may attend.",
            "PHQ-9 in winter.",
            "They do 3 march routes.",
            "The 14 marched.",
            "GAD-7 of 12 marks it.",
        ),
        check=day_in_month,
        cues=MONTHS,
        reach=52,
    ),
    Rule(
        "month_day",
        "date",
        direct=True,
        pattern=rx(
            rf"(?<![\w/])(?<![a-z]-){WEEKDAY}?{MONTH}(?: the)?[ -]{{0,2}}(?:{DAY}|{NTH}\b)(?![:.]\d|"
            rf" ?[ap]\.?m\b)",
            rf"{MORE_DAYS}(?:,? ?(?:of )?{YEAR}|/(?:19|20)?\d\d(?!\d))?",
        ),
        reason=EXACT,
        replacement=a_day,
        examples=(
            "The hearing is «Sept. 9, 2023» at noon.",
            "A letter by «August 3».",
            "It was «March 14th 2024».",
            "Born «Jan 5th», she says.",
            "On «Thursday, June 12».",
            "«March 3-5, 2024» was bad.",
            "From «Jul 5-Jul 19» she was away.",
            "«Dec 24th-26th» at his dad's, «August 9-12» too.",
            "Due «november ninth twenty twenty-one».",
            "On «March 3, 4 and 5».",
            "On «May 5» she may 5 times.",
            "On «march the 3rd».",
            "He came «July fourth».",
            "«Dec 12 '22»",
            "«Oct-14»",
            "The guardian was changed «march 9», by the court.",
        ),
        counter=(
            "She may 5 times ask.",
            "They march 5 miles.",
            "In March 2024.",
            "April 2 times asked.",
            "March 14:30 was said.",
            "Room 3 in May.",
            "May first aid help?",
        ),
        check=day_in_month,
        cues=MONTHS,
        reach=12,
    ),
    Rule(
        "month_year",
        "date",
        direct=True,
        pattern=rx(
            rf"(?<![\w/-]){PART}?(?:{OTHER_MONTH} ?[/-] ?)?{MONTH}",
            rf"(?:,? ?(?:of )?{YEAR}| of \d\d(?![\w%]))",
        ),
        reason=MONTHLY,
        replacement=a_season,
        examples=(
            "A report in «February 2024».",
            "Since «June 2023» under another name.",
            "It began «mid-March 2020».",
            "«May of 2021»",
            "Since «june '22» he is calm.",
            "«Nov/Dec 2023» was hard.",
            "«late Sept 2022»",
        ),
        counter=("In 2024 it was calm.", "It may 2000 times."),
        check=month_in_year,
        cues=MONTHS,
        reach=36,
    ),
    Rule(
        "month_counted",
        "date",
        direct=True,
        pattern=rx(
            rf"(?<![\w/-]){MONTH} (?:eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty)",
            rf"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?(?:,? {YEAR})?(?= ?[.,;:)\n]|$|"
            rf" (?:at|and|she|he)\b)",
        ),
        reason=EXACT,
        replacement=a_day,
        examples=("Court is on «march fourteen».", "It was «june twenty-two, 2019»."),
        counter=("They march fifteen miles.", "She may twelve times ask."),
        check=day_in_month,
        cues=MONTHS,
    ),
    *monthsaid.RULES,
)
