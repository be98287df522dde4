"""Rows for the numbers under which somebody keeps a file, and for numbers of which nobody knows more."""
# ruff: noqa: PLR2004 - as many digits as "22-JV-551" has

from __future__ import annotations

import re

from consult.deid.kinds import N_
from consult.deid.rows import Rule, digits, exactly, rx, said, stems, words
from consult.deid.rules import longnumbers, nearby
from consult.deid.rules.codes import CODE, GAP, NUMBER, YEARS, coded, link
from consult.deid.rules.longnumbers import RECORD

# Cues that say enough by themselves, and cues that need the word "number" or a code that can be nothing else.
FILES = (
    "mrn|uhid|m\\.r\\.n|emr|ehr|dockets?|cause no|cause number|cdcr|tdcj|idoc|fdoc|odrc|ndoc|aktenzeichen|"
    "gesch[aä]ftszeichen|case ref|cpin|sis number|household number|hmis|dkt|dckt|din|dcn|fin|csn|nhi|mdoc|"
    "kdoc|adoc|wdoc|vdoc|ndoc|gdc no|doccs|bop|"
    "ppsn?|nysid|pfn|cii|jid|fir|uci|alias no|uic|cnr|arrest no"
)
LOOSE_FILES = (
    "case|cases|file|chart|record|records|claim|petition|complaint|warrant|referral|report|matter|"
    "incident|inmate|booking|doc|sid|sponsor|prisoner|offender|patient|client|consumer|student|employee|"
    "ticket|afis|docket|tro|restraining order|protective order|order|hotline|citation|summons|sar|foia|"
    "tribunal|crim|household|facts|sacwis|ward|worker|caseworker|provider|vendor|investigation"
)
# Dockets are written like "JC-2023-06141", "22-JV-551", "2023JV000123".
JOINED = r"[A-Z0-9]{1,8}(?:[-/][A-Z0-9]{1,8}){1,5}"
RUN_TOGETHER = r"(?:(?:19|20)\d{2}[A-Z]{1,4}\d{3,8}|\d{2}[A-Z]{2,4}\d{4,8})"


def docketed(match: re.Match[str]) -> bool:
    """Letters and a number that is no year, joined."""
    pieces = re.split("[-/]", match[0])
    if len(pieces) == 1:
        return True
    numbers = [piece for piece in pieces if piece.isdigit()]
    counted = any(len(number) > 2 and not YEARS.fullmatch(number) for number in numbers)
    # "CH/2023/44", but not the school year "IEP-2023-24".
    dated = (
        len(numbers) == 2 and YEARS.fullmatch(numbers[0]) and (int(numbers[1]) - int(numbers[0])) % 100 != 1
    )
    many = len(pieces) > 3 and digits(match[0]) > 5
    return (
        (counted or bool(dated) or many)
        and digits(match[0]) >= 5
        and any(piece.isalpha() for piece in pieces)
    )


RULES = (
    Rule(
        "record",
        "record",
        direct=True,
        pattern=rx(rf"\b(?:{FILES})(?![a-z])", link(), CODE),
        reason=RECORD,
        replacement=N_("[record number]"),
        examples=(
            "MRN «00366621»",
            "MRN: «5217376»",
            "Juvenile court (docket «22-JV-551») wants a letter.",
            "MRN is «448-12».",
            "mrn «4471b»",
        ),
        counter=("The docket is full until 2025.", "MRN is missing."),
        check=coded(4),
        cues=stems(FILES),
    ),
    Rule(
        "record_number",
        "record",
        direct=True,
        pattern=rx(rf"\b(?:{LOOSE_FILES})(?: (?:file|record|case|report|court))?{GAP}", NUMBER, link(), CODE),
        reason=RECORD,
        replacement=N_("[record number]"),
        examples=(
            "chart #«707935»",
            "Juvenile court (Case No. «23-CV-07188») wants a letter.",
            "CPS case #«2239929»",
            "Chart no. «77-81-20»",
            "Case number is «D-101-JR-2023-00123».",
            "File no. «4471»",
            "Case No. «23 CV 07188»",
            "Inmate ID «A4471»",
            "Worker no. «C119»",
        ),
        counter=(
            "Case no 12 of them.",
            "The report number 3.",
            "Client no longer came in 2019.",
            "Case goal 2 has not moved in 12 weeks.",
        ),
        check=coded(4),
        cues=stems(LOOSE_FILES),
    ),
    Rule(
        "record_named",
        "record",
        direct=True,
        pattern=rx(rf"\b(?:{LOOSE_FILES})[ :#(,\"]{{1,3}}", CODE),
        reason=RECORD,
        replacement=N_("[record number]"),
        examples=(
            "It is case «2239929».",
            "In the petition «22-J-0419» it says so.",
            "File: «88120»",
            "The warrant («W22-8834»)",
            "File «4471/22» at court.",
        ),
        counter=(
            "The case 2 weeks ago.",
            "Case 2024-03-14.",
            "The 2019-2020 report 2020-2021.",
            "The client 3 times said so.",
            "File 12/14.",
        ),
        check=coded(5),
        cues=stems(LOOSE_FILES),
    ),
    Rule(
        "record_small",
        "record",
        direct=True,
        pattern=rx(
            rf"\b(?:{FILES}|{LOOSE_FILES})[ :#(]{{1,3}}(?:(?:no|nr|number|num|is|was|ref)\b\.? ?){{0,2}}",
            r"(?!(?:no|nr|is|was|of|at|in|on|to|id|and|the|for|ref)\b)",
            r"(?P<id>(?:\d{2}|\d{4})[ -][a-z]{1,4}[ -]\d{2,6}|[a-z]{1,3}[ -]?\d{2,4}[ -]\d{3,6})",
            r"(?![\w%]|[-./]\d)",
        ),
        reason=RECORD,
        replacement=N_("[record number]"),
        examples=("there is a no contact, case «19 dr 0088», n he knows", "docket no «jv 21 1187»"),
        counter=("Case 12 of 20.", "The report is 12 mg 100 times.", "Case 14 may 2021."),
        check=lambda match: (
            not re.search(
                r"(?<![a-z])(?:mg|mcg|ml|of|or|to|may|mar|jan|feb|apr|jun|jul)\b", said(match), re.IGNORECASE
            )
        ),
        cues=stems(f"{FILES}|{LOOSE_FILES}"),
    ),
    Rule(
        "record_yearly",
        "record",
        direct=True,
        pattern=rx(
            rf"\b(?:{LOOSE_FILES}|fir|suit|criminal|civil|writ|misc|appeal|application)(?: (?:case|appeal|"
            rf"suit|petition))?",
            r" (?:no|nos|number|nr)\b[.: ]{1,3}(?P<id>\d{1,6}(?:/(?:(?:19|20)\d\d|\d\d)| of (?:19|"
            r"20)\d\d))(?![\w%/-])",
        ),
        reason=RECORD,
        replacement=N_("[record number]"),
        examples=("The sister's matter, FIR No. «311/19», is old.", "Civil suit no. «45 of 2019»"),
        counter=("Case no 12 of 20.", "Referral number 3/20."),
        check=lambda match: digits(said(match)) >= 4,
        cues=words(
            "case file chart record claim petition complaint matter incident docket fir suit criminal "
            "civil writ misc appeal"
        ),
    ),
    Rule(
        "record_court",
        "record",
        direct=True,
        pattern=exactly(rf"(?<![\w./-])(?:{JOINED}|{RUN_TOGETHER})(?![\w-])"),
        reason=RECORD,
        replacement=N_("[record number]"),
        examples=(
            "The hearing is in «JC-2023-06141».",
            "It is «23-CV-08888» or «2023JV000123».",
            "See «D-101-JR-2023-00123».",
            "It is «CH/2023/44», and «FC-22/119».",
            "It is «69DU-JV-24-77».",
        ),
        counter=(
            "PHQ-9 of 17, PCL-5 of 51, COVID-19, ICD-10.",
            "WISC-V and DSM-5-TR.",
            "In 2024 IEP 504 plans.",
            "FY-2023-2024",
            "IEP-2023-24",
        ),
        check=docketed,
    ),
)

# What is said last, when nothing above knows better.
GENERAL = (*longnumbers.RULES, *nearby.RULES)
