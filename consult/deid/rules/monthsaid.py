"""Rows for months without a day: tied to a person, a month is a date."""

from __future__ import annotations

import re

from consult.deid.rows import Rule, rx
from consult.deid.rules.months import MONTH, MONTHLY, MONTHS, OTHER_MONTH, PART, VERBS, a_season

# Months that are neither somebody's name nor another word.
UNMISTAKABLE = "january|february|july|september|october|november|december"


def month_after(match: re.Match[str]) -> bool:
    """In small letters, "in may" and "last march" are months, "by may" and "this may" are not."""
    return match["month"] not in VERBS or LED.match(match[0]) is not None


LED = re.compile(r"in|since|until|till?|last|next|early|late|mid|during", re.IGNORECASE)

RULES = (
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
            r"\b(?:in|since|until|till|til|by|during|last|next|this|past|coming|upcoming|following|through|"
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
            "took til «feb» to get seen",
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
            rf"end of|start of|mid|through|thru|til|'til|as of|from|(?:it|that|this|visit|hearing|court|"
            rf"trial|placement) (?:was|is)|was|"
            rf"between) (?P<id>(?-i:(?=[A-Z])(?i:{MONTH})))(?! \d)(?=[ ]?[.,;:)\n]|$| (?:on|to|until|and|"
            rf"she|he|they|we|when|he's|she's|it)\b)",
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
            r"admission|hospital|was (?:hard|bad|calm|good|rough|better|worse|the|when|quiet)|is (?:hard|"
            r"bad|always|the|when))\b)",
        ),
        reason=MONTHLY,
        replacement=a_season,
        examples=("«Jun» court, then «Jul» review.", "«April» was hard."),
        counter=("May visit 2 times.", "March hearing aids out."),
        check=lambda match: match["month"] not in {"May", "March"},
        cues=MONTHS,
    ),
)
