"""Rows for dates in words: a year alone is no date, a day or a month is."""

from __future__ import annotations

import re

from consult.deid.rows import Rule, rx, words
from consult.deid.rules.months import (
    DAY,
    EXACT,
    MONTH,
    MONTHLY,
    NTH,
    OTHER_MONTH,
    WEEKDAY,
    YEAR,
    a_day,
    a_season,
    counted,
    expected,
)

MONTHS = words("jan feb mar apr may jun jul aug sep oct nov dec")
PART = r"(?:(?:early|late|mid)[ -]|(?:the )?(?:start|end|middle|beginning|first half|second half) of )"
# "March 3, 4 and 5", but not "On March 14, 2 workers came".
MORE_DAYS = (
    rf"(?:(?: ?-|,? to|,? and|,? &|,|/) ?(?:{DAY}(?= ?[.,;:)\n'-]|,? (?:19|20)\d\d|$| and \d| & \d)"
    rf"|(?<=-){DAY}(?!\w|[.:]\d)|\d{{1,2}}(?:st|nd|rd|th)(?!\w))){{0,5}}"
)
# Months that are neither somebody's name nor another word.
UNMISTAKABLE = "january|february|july|september|october|november|december"
VERBS = {"may", "march"}
NAMES = {"april", "june", "august", "may", "jan"}


def day_in_month(match: re.Match[str]) -> bool:
    """Neither the verbs "may" and "march" nor somebody called April."""
    if DATED.search(match[0]) or expected(match):
        return True
    if match["month"] in VERBS or (match["month"] == "May" and not re.search(r"\d", match[0])):
        return False
    return match["month"].lower() not in NAMES or not counted(match)


DATED = re.compile(r"\d(?:st|nd|rd|th)\b|(?:19|20)\d\d|'\d\d|\bof\b", re.IGNORECASE)


def month_in_year(match: re.Match[str]) -> bool:
    return match["month"] not in VERBS or not counted(match)


def month_after(match: re.Match[str]) -> bool:
    """In small letters, "in may" and "last march" are months, "by may" and "this may" are not."""
    return match["month"] not in VERBS or LED.match(match[0]) is not None


LED = re.compile(r"in|since|until|till|last|next|early|late|mid|during", re.IGNORECASE)

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
            rf"(?<![\w/-]){WEEKDAY}?{MONTH}(?: the)?[ -]{{0,2}}(?:{DAY}|{NTH}\b)(?![:.]\d| ?[ap]\.?m\b)",
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
            "«Dec 24th-26th» at his dad's, «August 9-12» too.",
            "Due «november ninth twenty twenty-one».",
            "On «March 3, 4 and 5».",
            "On «May 5» she may 5 times.",
            "On «march the 3rd».",
            "He came «July fourth».",
            "«Dec 12 '22»",
            "«Oct-14»",
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
        "months_through",
        "date",
        direct=False,
        pattern=rx(
            r"\b(?:(?:from|between) (?=[a-z ]{3,40} (?:to|till|until|through|and) )|(?=[a-z]{3,9}\.? ?[/-]))",
            rf"(?P<id>{PART}?{MONTH}(?: (?:to|till|until|through|and) | ?[/-] ?){PART}?{OTHER_MONTH})(?!\w)",
        ),
        reason=MONTHLY,
        replacement=a_season,
        examples=(
            "It held from «March to May».",
            "Between «April and late June» she came.",
            "«Jan/Feb» was hard.",
        ),
        counter=("She went from May to him.",),
        cues=MONTHS,
        reach=44,
    ),
    Rule(
        "month_sure",
        "date",
        direct=False,
        pattern=rx(rf"(?<![\w'])(?=(?:{PART})?(?:{UNMISTAKABLE})){PART}?{MONTH}"),
        reason=MONTHLY,
        replacement=a_season,
        examples=("Since «January» she sleeps.", "«October» was hard, «november» too."),
        counter=("In sept she may.", "Oct. is short."),
        cues=MONTHS,
        reach=24,
    ),
    Rule(
        "month_led",
        "date",
        direct=False,
        pattern=rx(
            r"\b(?:in|since|until|till|by|during|last|next|this|past|coming|upcoming|following|through|"
            r"before|after|of|for|around) ",
            rf"(?P<id>{PART}?{MONTH})(?! \d)",
        ),
        reason=MONTHLY,
        replacement=a_season,
        examples=(
            "A neglect report in «March».",
            "Five visits since «early October».",
            "It stopped in «mid-November».",
            "By «Sept.» he slept.",
            "last «march» she moved",
            "in «may» she came",
        ),
        counter=("By may we mean can.", "This may help.", "All march on."),
        check=month_after,
        cues=MONTHS,
        reach=34,
    ),
    Rule(
        "month_part",
        "date",
        direct=False,
        pattern=rx(rf"(?<!\w){PART}{MONTH}(?! \d)"),
        reason=MONTHLY,
        replacement=a_season,
        examples=("It stopped «mid-November».", "«Early May» was hard.", "At «the end of June» he left."),
        counter=("A late maybe.", "Early marching."),
        cues=MONTHS,
        reach=24,
    ),
    Rule(
        "month_of_event",
        "date",
        direct=False,
        pattern=rx(rf"\b(?:the|her|his|their|our|my) (?P<id>(?-i:(?=[A-Z])(?i:{MONTH}))) (?=[a-z])"),
        reason=MONTHLY,
        replacement=a_season,
        examples=("At the «March» hearing he spoke.", "Their «Oct» visit was calm."),
        counter=("The march on the town.", "The Mayor spoke."),
        cues=MONTHS,
        reach=6,
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
    Rule(
        "month_listed",
        "date",
        direct=False,
        pattern=rx(rf"(?<![\w/'-]){OTHER_MONTH}(?:,? (?:and|or|&) |, ?| ?/ ?){MONTH}(?! \d)(?!\w)"),
        reason=MONTHLY,
        replacement=a_season,
        examples=("«Feb and Mar» were calm.", "«Nov, Dec» and so on."),
        counter=("She may and can.", "March and dance.", "March or may?"),
        check=lambda match: (
            match["month"].lower() not in {"may", "june", "april", "august", "jan"} or "." in match[0]
        ),
        cues=MONTHS,
    ),
    Rule(
        "month_of_some_year",
        "date",
        direct=False,
        pattern=rx(
            rf"(?<![\w/'-]){MONTH} (?:of (?:last|this|that|next|the same|the next) year|(?:last|this|"
            rf"next) year|before last)\b",
        ),
        reason=MONTHLY,
        replacement=a_season,
        examples=("It broke in «June of last year».", "Since «april this year» he is calm."),
        counter=("Some day of last year.", "She came last year."),
        cues=MONTHS,
    ),
    Rule(
        "month_comes",
        "date",
        direct=False,
        pattern=rx(
            rf"\b(?:each|every|come|starting|beginning|ending|ended|back in|around|about|early in|late in|"
            rf"end of|start of|"
            rf"mid|through|thru|til|'til|as of|from|(?:it|that|this|visit|hearing|court|trial|"
            rf"placement) (?:was|is)|"
            rf"was|between) (?P<id>(?-i:(?=[A-Z])(?i:{MONTH})))(?! \d)(?=[ ]?[.,;:)\n]|$| (?:on|to|until|"
            rf"and|she|he|they|we|when|he's|"
            rf"she's|it)\b)",
        ),
        reason=MONTHLY,
        replacement=a_season,
        examples=("Court was «April».", "It gets hard come «August», she says."),
        counter=("It was March on the town.", "Every may and can."),
        check=lambda match: match["month"] != "March" or not match.string[match.end() :].startswith(" on"),
        cues=MONTHS,
        reach=30,
    ),
    Rule(
        "month_then",
        "date",
        direct=False,
        pattern=rx(
            rf"(?<![\w'-])(?P<id>(?-i:(?=[A-Z])(?i:{MONTH})))(?= (?:court|hearing|review|visit|trial|"
            rf"appointment|appt|"
            r"intake|placement|incident|relapse|meeting|session|report|eval|fire|birthday|surgery|"
            r"admission|hospital|"
            r"was (?:hard|bad|calm|good|rough|better|worse|the|when|quiet)|is (?:hard|bad|always|the|"
            r"when))\b)",
        ),
        reason=MONTHLY,
        replacement=a_season,
        examples=("«Jun» court, then «Jul» review.", "«April» was hard."),
        counter=("May visit 2 times.", "March hearing aids out."),
        check=lambda match: match["month"] not in {"May", "March"},
        cues=MONTHS,
    ),
)
