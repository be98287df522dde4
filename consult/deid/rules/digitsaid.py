"""Rows for social security numbers and last digits, however they are spaced or spelled."""

from __future__ import annotations

from consult.deid.kinds import N_
from consult.deid.rows import rx, stems
from consult.deid.rules.accounts import ACCOUNT
from consult.deid.rules.announced import Labelled, ending
from consult.deid.rules.security import SSN

FIRST = (
    Labelled(
        "read_ssn",
        "ssn",
        direct=True,
        pattern=rx(r"\b(?:ssn?|social(?: security)?|soc|itin)\b"),
        reason=SSN,
        replacement=N_("[social security number]"),
        examples=("SSN «4 4 0 - 1 8 - 2 2 9 3», he spelled.",),
        counter=("Social skills, 12 sessions.", "SS 943 a month."),
        cues=stems("ss|soc|itin"),
        enough=lambda code: code.near and code.figures == 9 and not code.mixed,  # noqa: PLR2004 - as it has
    ),
    Labelled(
        "read_ssn_ending",
        "ssn",
        direct=True,
        pattern=rx(r"\b(?:ssn|social|soc)\b[^\d\n;]{0,20}\b(?:last[ -](?:four|4|part)|ends|ending)(?!\w)"),
        reason=SSN,
        replacement=N_("[last four digits]"),
        examples=("SSN, last four only, «3 0 6 2», is written.", "her social ends «three-eight-oh-one»"),
        counter=("Social hour ends at 12.", "A social, the last 4 weeks."),
        cues=stems("ssn|soc"),
        enough=ending,
    ),
)

# For codes of which only the end is said, when the label before it says no more.
ENDINGS = (
    Labelled(
        "read_ending",
        "account",
        direct=True,
        pattern=rx(r"\b(?:(?:ends|ended|ending)(?: in| with| on)?|last[ -](?:four|4|part|digits))(?!\w)"),
        reason=ACCOUNT,
        replacement=N_("[last digits]"),
        examples=(
            "Savings frozen (ends in «five-one-one-eight»).",
            "An AirTag that ended «HJ9Q7P», and more.",
            "The slip, last part «5-5-8-3».",
        ),
        counter=(
            "It ended in 12 weeks.",
            "The last 4 weeks.",
            "It ends in 2025.",
            "The lease ends 31/8.",
            "It ended 21-15.",
        ),
        cues=stems("ends|ended|ending|last"),
        enough=ending,
    ),
)
