"""Rows for days as they are typed and dictated: "14 march home visit", "moved to 12/2", "on the ninth"."""
# ruff: noqa: PLR2004 - the numbers of the calendar

from __future__ import annotations

import re

from consult.deid.rows import Rule, rx, said, stems
from consult.deid.rules.months import (
    A_DATE,
    EXACT,
    MONTH,
    MONTHS,
    a_day,
    a_numbered_day,
    counted,
    months_of,
)
from consult.deid.rules.occasions import FOLLOWED, HINT

PUT_OFF = (
    "moved|rescheduled|postponed|pushed|continued|adjourned|bumped|brought forward|shifted|put off|set|"
    "booked|"
    "extended|delayed|deferred|listed"
)
MEETINGS = (
    "court|hearing|visit|review|meeting|intake|appt|appointment|trial|surgery|due|eviction|discharge|release|"
    "interview|wedding|funeral|exam|scan|rent|payday|flight|mediation|visitation|drop-?in|graduation|move"
)
EARLY = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
COUNT = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|"
    "eighteen|nineteen|(?:twenty|thirty)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
)
ROMAN = "xi{0,2}|ix|iv|vi{0,3}|i{1,3}"


def a_date(match: re.Match[str]) -> bool:
    """Possible in the calendar, and no count of anything."""
    return bool(months_of(said(match))) and not counted(match) and said(match) not in {"24/7", "1/2"}


def marching(match: re.Match[str]) -> bool:
    """A day that the month has: "14 march home visit"."""
    return int(match["day"]) <= 31


RULES = (
    Rule(
        "day_of_march",
        "date",
        direct=True,
        pattern=rx(
            r"(?<![\w/.:$-])(?P<id>(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>march))(?!\w| ?-)",
            r"(?! (?:in|for|against|on|along|together|every|out|past|around|through|over|down|up|their|"
            r"his|her)\b)",
        ),
        reason=EXACT,
        replacement=a_day,
        examples=("memo «14 march» home visit", "seen «14 march» and again", "on «3rd march» she left"),
        counter=("All 14 march in protest.", "they 3 march on", "the 14 marched"),
        check=marching,
        cues=("march",),
        reach=6,
    ),
    Rule(
        "day_put_off",
        "date",
        direct=True,
        pattern=rx(
            rf"\b(?:{PUT_OFF})(?: back| up| out| again| over| forward)? (?:to|until|till|til|for) (?:the )?",
            r"(?P<id>\d{1,2}[/.]\d{1,2})(?![\w/%-]|[.,]\d)",
        ),
        reason=EXACT,
        replacement=a_numbered_day,
        examples=(
            "asylum interview moved to «12/2».",
            "pushed back to «6/3», again",
            "continued until «11/9»",
        ),
        counter=(
            "goal moved to 7/15 sessions",
            "pushed to 24/7 care",
            "moved to 1/2 a pill",
            "set for 40/50",
        ),
        check=a_date,
        cues=stems(PUT_OFF),
    ),
    Rule(
        "day_dotted_short",
        "date",
        direct=True,
        pattern=rx(
            r"\b(?:from|of|since|dated|notes?|letter|on|until|till|for|by|seen|visit|court|hearing|intake) ",
            r"(?P<id>(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.)(?= [a-z(]|[,;)]|$)",
        ),
        reason=EXACT,
        replacement=a_numbered_day,
        examples=("notes from «3.11.» are missing", "the letter of «24.6.», again"),
        counter=("from 3.11 on", "item 3.11. Then"),
        check=a_date,
        number=2,
        reach=12,
    ),
    Rule(
        "day_roman_small",
        "date",
        direct=True,
        pattern=rx(
            r"(?<![\w/.-])(?P<id>(?:0?[1-9]|[12]\d|3[01])(?P<gap>[. /-]{1,2})"
            rf"(?-i:{ROMAN}|{ROMAN.upper()})(?P=gap)(?:(?:19|20)\d\d|'?\d\d))(?!\w)",
        ),
        reason=EXACT,
        replacement=A_DATE,
        examples=("he was born «17 ix 09»", "filed «3.iv.2021»"),
        counter=("room 3 iv. 12", "grade 3 i 12th", "2 i 10"),
        check=lambda match: not re.fullmatch(r"\d+ i \d+", match["id"], re.IGNORECASE),
        number=1,
    ),
    Rule(
        "nth_early",
        "date",
        direct=False,
        pattern=rx(
            rf"\b(?:{MEETINGS})(?:'s| is| was| set| moved)? (?:(?:for|on|by|til|until|to) )?(?P<id>the "
            rf"(?:{EARLY}))",
            FOLLOWED,
        ),
        reason=HINT,
        replacement=A_DATE,
        examples=(
            "Court on «the ninth».",
            "rent due by «the fifth», she says",
            "hearing is «the third» at noon",
        ),
        counter=(
            "Visit the first time.",
            "The review is the second of three.",
            "meeting the third floor team",
        ),
        cues=stems(MEETINGS),
    ),
    Rule(
        "month_day_counted",
        "date",
        direct=True,
        pattern=rx(
            rf"(?<![\w'-])(?P<id>(?!may|march){MONTH} (?:{COUNT}))(?![\w-]| (?:times?|days?|weeks?|"
            rf"months?|years?|of|"
            r"people|kids|visits?|sessions?|more|hours?|nights?|or|new|different|other)\b)"
        ),
        reason=EXACT,
        replacement=a_day,
        examples=("the fire was «january six»", "born on «october twenty two» at home"),
        counter=("In january six people came.", "since june two visits", "in may ten left"),
        cues=MONTHS,
    ),
)
