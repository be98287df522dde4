"""A row for codes without any label, which only their groups of capitals and digits give away."""
# ruff: noqa: PLR2004 - how many groups make a code

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from consult.deid.kinds import N_
from consult.deid.lexicon import Flag, flags
from consult.deid.plain import Plain
from consult.deid.rows import Find, Rule, exactly
from consult.deid.rules.announced import sure
from consult.deid.rules.longnumbers import LONG
from consult.deid.rules.reading import KNOWN, LINKS, Code, code_at

BEFORE = 16  # characters of a code before its first digit
# What begins an amount, a law or a label, for which other rows know better.
OTHERS = frozenset(
    [
        "USD",
        "CAD",
        "AUD",
        "EUR",
        "GBP",
        "NZD",
        "RCW",
        "WAC",
        "ORS",
        "OAR",
        "ARS",
        "NRS",
        "MCL",
        "TCA",
        "CCR",
        "WIC",
        "PC",
        "IC",
        "FC",
        "WPM",
        "RPM",
        "GPA",
        "FY",
        "AM",
        "PM",
        "DOB",
        "MRN",
        "SSN",
        "EIN",
        "AO",
        "CO",
        "ZIP",
        "PO",
        "BOX",
        "TEL",
        "FAX",
        "CELL",
        "PH",
        "EXT",
        "REF",
        "CASE",
        "SN",
        "NPI",
        "VIN",
        "DL",
        "ID",
        "NO",
        "LOINC",
        "SD",
        "SE",
        "CI",
        "IQ",
        "PMC",
        "DOI",
        "ISBN",
    ]
)
# A day in numbers, a state with its zip code: others name them better.
NAMED = re.compile(r"(?:19|20)\d\d-\d\d-\d\d|D\.?O\.?B|[\d. ]+[IVX]+\b|[A-Z]{2} \d{5}(?:-\d{4})?$")


@dataclass(frozen=True, slots=True)
class Grouped(Rule):
    """A rule that reads a code around each number; the pattern only says how a digit looks."""

    def finds(self, plain: Plain) -> Iterator[Find]:
        done = 0
        for at in self.places(plain):
            code = code_at(plain.text, max(done, at - BEFORE), at) if at >= done else None
            if code and alone(code):
                told = str(self.replacement)
                yield Find(code.start, code.end, self.kind, self.direct, self.name, self.reason, told)
                done = code.end


def alone(code: Code) -> bool:
    """Sure by its groups, and no row of values as "VCI 112 PRI 108"."""
    groups = code.groups
    if not sure(code) or not code.mixed or len(groups) < 3 or "#" in code.text or NAMED.match(code.text):
        return False
    if any(map(str.islower, code.text)):
        return False
    letters = [group for group in groups if group.isalpha()]
    if any(valued(group) for group in letters):
        return False
    zero = any(len(group) > 1 and group[0] == "0" and group.isdigit() for group in groups)
    inside = [group for group in groups[:-1] if group.isalpha()]
    return zero or (len(inside) < 2 and not any(len(group) > 2 for group in inside))


def valued(letters: str) -> bool:
    """What begins a value, an amount or a law, or is a word."""
    return (
        letters in OTHERS
        or KNOWN.match(f"{letters} 1") is not None
        or (len(letters) > 1 and letters.lower() in LINKS)
        or (len(letters) > 2 and bool(flags(letters.lower()) & Flag.EVERYDAY))
    )


RULES = (
    Grouped(
        "record_grouped",
        "record",
        direct=True,
        pattern=exactly(r"\d"),
        reason=LONG,
        replacement=N_("[number]"),
        examples=(
            "The charge («CR 21 664 190 A») was dropped.",
            "Sealed as «AD 2021/0088-S», in spring.",
            "From the ward (SmartMonitor, «SM2 / 30 881»).",
            "A bike, «MH 12 KD 0917», at noon.",
        ),
        counter=(
            "FSIQ 84 VCI 112 PRI 108, WISC-V.",
            "BP 132/84, HR 72, RR 16, T 98.6, P 110 R 120.",
            "RCW 13.34.050 and ORS 419B.010.",
            "It cost CAD 20 000, and FY 2019 2020.",
            "Since 12 MAR 2021 10 000 came.",
            "F43.10 F32.1 and DSM-5 300.02.",
            "Methadone 85 mg, 28 doses, COWS 11.",
            "A deposit of 2x1 350.",
        ),
        number=1,
    ),
)
