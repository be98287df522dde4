"""Rows for dates in numbers, told from scores, fractions and versions."""
# ruff: noqa: PLR2004 - the numbers of the calendar

from __future__ import annotations

import re

from consult.deid.kinds import N_
from consult.deid.rows import Rule, rx, said, words
from consult.deid.rules.dayorscore import BY_A_WORD, EVENTS, ON, day_of_month
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
PAIRED = r"\d{1,2}/\d{1,2}"
SPACED = r"\d{1,2}(?: [./-] |\. )\d{1,2}(?: [./-] |\. ?)(?:19|20)\d{2}"
ISO = r"(?:19|20)\d{2}[./-](?:0?[1-9]|1[0-2])[./-](?:0?[1-9]|[12]\d|3[01])"
COMPACT = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"


def day_in_numbers(match: re.Match[str]) -> bool:
    """Not "the 5-10-15 rule": without slashes or a full year, something must speak for a date."""
    if not calendar(match) or counted(match):
        return False
    first, second, year = re.findall(r"\d+", match[0])[-3:]
    written_out = "/" in match[0] or len(year) == 4 or "0" in {first[0], second[0], year[0]}
    return written_out or max(int(first), int(second)) > 12 or int(year) > 17 or expected(match)


def month_in_numbers(match: re.Match[str]) -> bool:
    """`03/2024`, `2024-03`, but not the school year 2009-10."""
    first, second = re.findall(r"\d+", said(match))
    return len(first) < len(second) or (int(first) + 1) % 100 != int(second)


OF_SOMETHING = re.compile(
    r"[- ](?:\w{1,12} )?"
    r"(?:minutes?|mins?|hours?|hrs?|mg|mcg|ml|beds?|year|month|week|day|person|people|point)",
    re.IGNORECASE,
)


# A clock time behind it, as in a list of calls.
LOGGED = re.compile(r",? (?:at |@ ?)?\d{1,2}:\d{2}(?!\d)")


def hyphened(match: re.Match[str]) -> bool:
    """Where a date is expected, and with a zero before or a number that is no month."""
    first, second = (int(part) for part in said(match).split("-"))
    led = before(match)
    if LOGGED.match(match.string, match.end()) and months_of(f"{first}/{second}"):
        return True
    if not BY_A_WORD.search(led) or not (ON.search(led) or re.search(r"\babout $", led)):
        return False
    if not months_of(f"{first}/{second}") or counted(match) or OF_SOMETHING.match(match.string, match.end()):
        return False
    return re.search(r"\b0\d", said(match)) is not None or first <= 12 < second


# What leads to a day, and what does so even where the sentence ends behind it.
TO_A_DAY = re.compile(
    rf"(?:\b(?:{EVENTS}|on|since|until|till|by|before|after|as at|at|contact|came|left|called|und|and|am|"
    rf"vom|bis|"
    r"seit|zum|ab|den|dem|le|el|geb|call|letter|dates?|fled|home|off)(?:'s)?(?: is| was| on| for| again)?[ "
    r":]{1,2}"
    rf"(?:the )?|\b{WEEKDAY})$",
    re.IGNORECASE,
)
SURE_OF_A_DAY = re.compile(
    rf"(?:\b(?:{EVENTS}|on|since|until|due|am|vom|bis|seit)(?:'s)?(?: is| was| on| for)?[ :]{{1,2}}(?:the )?|"
    rf"\b{WEEKDAY})$",
    re.IGNORECASE,
)
GOES_ON = re.compile(r" ?[,;)(-]| [a-zäöü]")


OF_A_BOOK = re.compile(
    r" of (?:the|our|this|her|his|their|my) | in (?:the|our|this) (?:\w+ )?(?:manual|book|handbook|guide|"
    r"workbook|"
    r"policy|plan|report|module|protocol|guidelines|standards)\b"
)


def weekly(led: str) -> bool:
    return re.search(rf"\b{WEEKDAY}$", led, re.IGNORECASE) is not None


def dotted(match: re.Match[str]) -> bool:
    """ "Next contact 9.5., which": behind a word for when, and the sentence goes on or hardly ends so."""
    led = before(match)
    if OF_A_BOOK.match(match.string, match.end()) and not weekly(led):
        return False
    if counted(match) or not BY_A_WORD.search(led):
        return False
    on_it = GOES_ON.match(match.string[match.end() : match.end() + 2]) is not None
    return (TO_A_DAY if on_it else SURE_OF_A_DAY).search(led) is not None


RULES = (
    Rule(
        "date_in_numbers",
        "date",
        direct=True,
        pattern=rx(
            rf"(?<![\w./-])(?:{SPACED}|(?:{PAIRED} ?(?:-|to|thru|through) ?)?{THREE}(?: ?- ?{THREE})?)",
            r"(?![\w%]|[./-]\d)",
        ),
        reason=EXACT,
        replacement=a_numbered_day,
        examples=(
            "DOB: «04/02/23»",
            "Intake «3/14/2024».",
            "Since «11-20-2023» none.",
            "Am «14.3.24» und «14. 3. 2024».",
            "«14/03/2024-20/03/2024»",
            "Admitted «2/28-3/6/2023», twice.",
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
            "Nobody saw him between «3/1 and 3/9».",
            "I saw her «1/12, 1/19, 1/26».",
            "The «5/6» hearing, or «5/7» 9am.",
            "Admit: «2/11»",
            "«11/2» - no show. «11/9» - late.",
            "Fri «3/24» home visit.",
            "Last given «10/3», next «10/31».",
            "RTC «12/9».",
            "«1/9» - t/c to the aunt.",
            "The job ends «30/9», he says.",
            "He was picked up «11/24» in a car.",
            "Next: wk of «2/5». Next review «12/2».",
            "Ct is «7/1», he says.",
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
            "Mood between 3/10 and 5/10 in a week.",
            "Scores of 8/12 and 9/12.",
            "Session: 3/12",
            "3/5 goals met.",
            "Attended 11/14 groups, 3/4 homework.",
            "Sleep 7/10, mood 7/10.",
            "1/1 supervision, 2/1 staffing.",
            "7/10 - mood, 16/8 fasting, 20/20 seen.",
            "She dropped to 12/24 or so.",
            "On Suboxone 16/4, then nothing.",
        ),
        check=day_of_month,
        number=2,
    ),
    Rule(
        "date_hyphen",
        "date",
        direct=True,
        pattern=rx(r"(?<![\w/.$-])(?P<id>\d{1,2}-\d{1,2})(?![\w/%-]|[.,]\d)"),
        reason=EXACT,
        replacement=a_numbered_day,
        examples=(
            "Next court «05-17».",
            "Intake date: «06-11»",
            "On or about «4-19» he left.",
            "Eviction set for «9-30».",
            "Calls: «10-03» 14:10, «10-05» 09:20.",
        ),
        counter=(
            "Seen 2-3 times.",
            "On 2-15 minute checks.",
            "Since 4-6 weeks.",
            "Ages 9-12.",
            "On 10-20 mg.",
            "Court 2-3 weeks away.",
        ),
        check=hyphened,
        number=2,
    ),
    Rule(
        "date_dotted",
        "date",
        direct=True,
        pattern=rx(
            r"(?<![\w/.$€£-])(?:(?:0?[1-9]|[12]\d|3[01])\.(?: ?- ?|(?= und ) und ))?",
            r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?!\d)",
        ),
        reason=EXACT,
        replacement=a_numbered_day,
        examples=(
            "Am «14.3.» war sie da.",
            "Due on «1.12.», he says.",
            "Next contact «9.5.», which is a bad day for it.",
            "The landlord has given notice as at «31.3.», proceedings follow.",
            "home visit, jotted in car, wed «14.3.», cold",
            "She came «3.11.» and again «17.11.»",
            "Next review: «28.2.»",
        ),
        counter=(
            "It rose to 3.14 on Monday.",
            "From 2.5 to 3.5.",
            "Goal 2.1. is reached, see 3.2. for more.",
            "Scores rose by 1.5. That helps.",
            "She scored 3.5. then 4.",
            "About 1.5. hours later.",
            "On 3.2. in the manual we read more.",
        ),
        check=dotted,
        number=2,
    ),
    Rule(
        "date_zeros",
        "date",
        direct=True,
        pattern=rx(r"(?<![\w/.$-])(?P<id>0[1-9]\.[0-3]\d|[0-3]\d\.0[1-9])(?![\w/%]|[.,-]\d)"),
        reason=EXACT,
        replacement=a_numbered_day,
        examples=("Eviction hearing «06.30», he says.",),
        counter=("We met at 06.30 on Mondays.", "It rose to 12.05 in all.", "Ends 10.05 am."),
        check=lambda match: (
            BY_A_WORD.search(before(match)) is not None
            and ON.search(before(match)) is not None
            and calendar(match)
            and not counted(match)
        ),
        number=4,
    ),
    Rule(
        "date_compact",
        "date",
        direct=True,
        pattern=rx(r"\b(?:dob|d\.o\.b\.?|born|birth ?date)[ :]{1,3}(?P<id>\d{6}|\d{8})(?!\d|[-/.]\d)"),
        reason=EXACT,
        replacement=N_("[a date]"),
        examples=("DOB «031409»",),
        counter=("Born 1998.",),
        cues=words("dob d.o.b born birth"),
    ),
)
