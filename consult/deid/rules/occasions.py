"""Rows for what gives away a date without saying it: "the 27th", a birthday, a holiday."""

from __future__ import annotations

from consult.deid.kinds import N_
from consult.deid.rows import Rule, rx, stems, words
from consult.deid.rules.months import A_DATE, NTH, ORDINALS, WEEKDAY

HINT = N_("Could give away a date. “Around then” works too.")

NUMBERED = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)"
HOLIDAYS = (
    r"halloween|thanksgiving|christmas|xmas|easter|good friday|palm sunday|ash wednesday|new year'?s|"
    r"fourth of july|4th of july|independence day|labor day|memorial day|valentine'?s|mother'?s day|"
    r"father'?s day|veterans'? day|presidents'? day|mlk day|martin luther king day|columbus day|"
    r"indigenous peoples'? day|juneteenth|st\.? patrick'?s|boxing day|mardi gras|cinco de mayo|hanukkah|"
    r"chanukah|passover|purim|yom kippur|rosh hashanah|sukkot|ramadan|eid|eid al-fitr|eid al-adha|diwali|"
    r"holi|kwanzaa|nowruz|lunar new year|chinese new year|three kings|super bowl|d[ií]a de los muertos|"
    r"day of the dead"
)

RULES = (
    Rule(
        "nth",
        "date",
        direct=False,
        pattern=rx(
            r"\b(?:on|by|until|till|since|before|after|from|due|is|was|for|around|about|to) ",
            rf"(?P<id>the {NUMBERED}(?: of (?:the|this|next|last|that|each|every) month)?)",
            r"(?= ?[.,;:!?)\n]|$| (?:and|or|at|with|when|because|but|she|he|they|we|i|it|to|so|after|before|"
            r"as|in|if|that|who|while|from|until|for)\b)",
        ),
        reason=HINT,
        replacement=A_DATE,
        examples=(
            "They moved on «the 27th».",
            "Rent is due «the 1st of the month».",
            "Court on «the 14th», then home.",
        ),
        counter=("On the 14th floor.", "By the 3rd session.", "In the 5th grade.", "Of the 4th."),
        cues=ORDINALS,
        reach=20,
    ),
    Rule(
        "weekday_nth",
        "date",
        direct=False,
        pattern=rx(rf"\b{WEEKDAY}(?:the )?{NUMBERED}(?!\w)"),
        reason=HINT,
        replacement=A_DATE,
        examples=("They meet «Monday the 14th».", "«Fri 5th» at noon."),
        counter=("Monday at 14.", "On Fridays 5 come."),
        cues=ORDINALS,
        reach=18,
    ),
    Rule(
        "birthday",
        "date",
        direct=False,
        pattern=rx(rf"\b(?P<id>(?:[1-8]?\d(?:st|nd|rd|th)|{NTH}) (?:birthday|b-?day))\b"),
        reason=HINT,
        replacement=N_("[birthday]"),
        examples=("She left on her «14th birthday».", "before his «eighteenth birthday»"),
        counter=("A birthday is near.", "On her 94th birthday."),
        cues=words("birthday bday b-day"),
        reach=20,
    ),
    Rule(
        "holiday",
        "date",
        direct=False,
        pattern=rx(rf"\b(?:{HOLIDAYS})(?: (?:eve|day|sunday|monday))?(?:,? (?:of )?(?:19|20)\d\d)?(?!\w)"),
        reason=HINT,
        replacement=N_("[a holiday]"),
        examples=(
            "They separated around «Halloween».",
            "Since «Easter Sunday» he is calm.",
            "On «New Year’s Eve» it broke.",
            "«Christmas Eve 2022»",
        ),
        counter=("A holiday is near.", "A new year begins."),
        cues=stems(HOLIDAYS),
    ),
)
