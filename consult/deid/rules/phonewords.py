"""Rows for telephone numbers that are spelled: figure by figure, in words, with letters for figures."""
# ruff: noqa: PLR2004 - the lengths of telephone numbers

from __future__ import annotations

import re
from itertools import pairwise

from consult.deid.kinds import N_
from consult.deid.rows import Rule, digits, rx, said, stems, words

PHONE = N_("Phone number. Always removed.")
SPOKEN = "zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple"


def dialled(match: re.Match[str]) -> bool:
    """Neither counting up nor counting down, one by one."""
    parts = [FIGURES.get(part, part) for part in re.findall(r"\w+", said(match).lower())]
    figures = [int(part) for part in parts if part.isdigit()]
    if max(figures, default=0) > 9:
        return True
    return {(later - earlier) % 10 for earlier, later in pairwise(figures)} not in ({1}, {9})


FIGURES = dict(
    zip(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
        "0123456789",
        strict=True,
    )
)


def spelled(match: re.Match[str]) -> bool:
    """As many figures as a telephone number has, two of them or more in words."""
    parts = re.findall(r"\w+", said(match))
    spoken = [part for part in parts if not part.isdigit()]
    figures = digits(said(match)) + len(spoken)
    return 7 <= figures <= 16 and len(spoken) > 1 and dialled(match)


RULES = (
    Rule(
        "phone_spaced",
        "phone",
        direct=True,
        pattern=rx(r"(?<![\d.,])(?<!\d[ -])\d(?:[ .,-]\d){9,10}(?![ .,-]?\d)"),
        reason=PHONE,
        replacement=N_("[phone number]"),
        examples=(
            "He wrote «5-5-9-5-5-5-0-1-4-1».",
            "It is «5 5 9 5 5 5 0 1 4 1».",
            "Cell «4.1.9.5.5.5.0.1.8.2»",
        ),
        counter=("Rate it: 0 1 2 3 4 5 6 7 8 9 10.", "Ratings were 7 6 5 4.", "Count 1-2-3-4-5-6-7-8-9-0."),
        check=dialled,
        number=10,
    ),
    Rule(
        "phone_in_words",
        "phone",
        direct=True,
        pattern=rx(
            rf"(?<![\w$.,/-])(?:\d{{3,4}}[ ,.-]{{1,3}})?(?:{SPOKEN})",
            rf"(?:[ ,.-]{{1,3}}(?:{SPOKEN}|\d{{1,4}}(?!\d)|hundred)){{2,14}}(?!\w)",
        ),
        reason=PHONE,
        replacement=N_("[phone number]"),
        examples=(
            "Call «five five five, oh one four four» tonight.",
            "Her number is «five five five 0 1 4 4».",
            "u can call me, «740 five five five 0126»",
        ),
        counter=("One two three, go.", "Count: one, two, three, four, five, six, seven, eight."),
        check=spelled,
        cues=stems(SPOKEN),
        reach=8,
    ),
    Rule(
        "phone_misspelled",
        "phone",
        direct=True,
        pattern=rx(r"(?<![\w.-])(?=[\d .-]{0,11}[oil])[\doil]{3}[ .-][\doil]{3}[ .-][\doil]{4}(?!\w|[-.]\d)"),
        reason=PHONE,
        replacement=N_("[phone number]"),
        examples=("ask 4 miss bev, «479 555 o147»",),
        counter=("See 479 555 oil.",),
        check=lambda match: digits(match[0]) >= 7,
        number=6,
    ),
    Rule(
        "phone_extension",
        "phone",
        direct=False,
        pattern=rx(
            r"\b(?:ext|extn|extension)\b[.: #]{1,3}(?:(?:is|no\.?|number) ){0,2}",
            r"(?P<id>\d{2,6})(?![\w%]|[-.,/]\d)(?! (?:days?|weeks?|months?|hours?|beds?|rooms?|years?)\b)",
        ),
        reason=PHONE,
        replacement=N_("[phone number]"),
        examples=("The desk has extension «4471».", "Ask for ext. «212», please."),
        counter=("An extension of 30 days.", "The extension 30 days long."),
        cues=words("ext"),
    ),
)
