"""Rows for the numbers under which somebody keeps a file, and for numbers of which nobody knows more."""
# ruff: noqa: PLR2004 - as many digits as "22-JV-551" has

from __future__ import annotations

import re

from consult.deid.kinds import N_
from consult.deid.rows import Rule, digits, exactly, rx, said, stems, words
from consult.deid.rules.codes import CODE, COUNTED, DATELIKE, GAP, NUMBER, YEARS, coded, link

RECORD = N_("Case or record number. Whoever has the files could look it up.")
LONG = N_("Long number. It may lead to the record of one person.")

# Cues that say enough by themselves, and cues that need the word "number" or a code that can be nothing else.
FILES = (
    "mrn|m\\.r\\.n|emr|ehr|dockets?|cause no|cause number|cdcr|tdcj|idoc|fdoc|odrc|ndoc|aktenzeichen|"
    "gesch[aä]ftszeichen|case ref|cpin|sis number|household number|hmis|dkt|dckt|din|dcn|fin|csn|nhi|"
    "ppsn?|nysid|pfn|"
    "cii|jid|fir|uci|alias no|uic|cnr|arrest no"
)
LOOSE_FILES = (
    "case|cases|file|chart|record|records|claim|petition|complaint|warrant|referral|report|matter|incident|"
    "inmate|booking|doc|sid|sponsor|prisoner|offender|patient|client|consumer|student|employee|ticket|afis|"
    "docket|tro|restraining order|protective order|order|hotline|citation|summons|sar|foia|tribunal|crim|"
    "household|facts|sacwis|ward|worker|caseworker|provider|vendor|investigation"
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
    return (counted or bool(dated)) and digits(match[0]) >= 5 and any(piece.isalpha() for piece in pieces)


def mixed(match: re.Match[str]) -> bool:
    """Letters and more digits than a year has."""
    return digits(match[0]) >= 5 and not match[0].isdigit()


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
GENERAL = (
    Rule(
        "record_lettered",
        "record",
        direct=True,
        pattern=exactly(
            r"(?<![\w./-])(?:\d{1,3} (?!(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|"
            r"Dec)\b)[A-Z][A-Za-z]{0,4} ",
            r"\d{1,5}/\d{2}|(?:[A-Z]{1,3} \d{2} \d{4,6}|[A-Z]{2} (?:19|20)\d{2} \d{3,6})|(?:19|"
            r"20)\d{2} [A-Z]{1,3} \d{3,6}",
            r"|(?:19|20)\d{2} \d{5,6}(?: \d{2})?|(?:19|20)\d{2}[-/]\d{5,8}|\d{2}[-/]0\d{3,6}|"
            r"\d{2}[-/]\d{5,7})(?![\w/%-]|[.,]\d)",
        ),
        reason=RECORD,
        replacement=N_("[record number]"),
        examples=(
            "Az. «12 F 345/22»",
            "A report, «2024-118823».",
            "The report is «23-004418».",
            "It is «DV 2022 551».",
        ),
        counter=("On 12 Mar 3/22.", "From 10-12000 steps.", "In 2023-2024.", "DBT 12 1000 people."),
        check=lambda match: not COUNTED.match(match.string, match.end()) and digits(match[0]) >= 5,
        number=4,
        reach=10,
    ),
    Rule(
        "record_joined",
        "record",
        direct=True,
        pattern=rx(r"(?<![\w$€£.,/#+-])\d{1,6}(?:-\d{1,7}){2,4}(?![\w%/-]|[.,]\d)"),
        reason=LONG,
        replacement=N_("[number]"),
        examples=("It is «12-3-00451-7».", "Hers is «3391-7720-11»."),
        counter=("The 5-4-3-2-1 exercise.", "On 2024-03-14.", "In 10-12-15 minutes.", "4-7-8 breathing."),
        check=lambda match: digits(match[0]) >= 7 and not DATELIKE.fullmatch(match[0]),
        number=7,
    ),
    Rule(
        "record_any",
        "record",
        direct=True,
        pattern=rx(
            r"(?:\b(?:number|num|nr|id|ref|reference)\b|\bno\.|(?<![\w&])#)",
            GAP,
            r"(?:(?:is|was|reads) )?",
            CODE,
        ),
        reason=RECORD,
        replacement=N_("[number]"),
        examples=(
            "His student ID «448120».",
            "Ticket no. «88120-A».",
            "They call it #«44710».",
            "Our ref «CAD 4471», he says.",
        ),
        counter=("No. 12 of 20.", "#1234 is short.", "Number 9.", "The number is 12 or 13.", "ID 2019."),
        check=coded(5),
        cues=words("number num nr id ref no. #"),
    ),
    Rule(
        "record_underscored",
        "record",
        direct=True,
        pattern=rx(r"(?<![\w./@-])[a-z]{1,6}_\d{3,12}(?![\w/@-]|\.\w)"),
        reason=LONG,
        replacement=N_("[number]"),
        examples=("On the list, applicant «LH_2217».",),
        counter=("Look at goal_1 first.",),
        cues=words("_"),
        reach=7,
    ),
    Rule(
        "record_shaped",
        "record",
        direct=True,
        pattern=exactly(
            r"(?<![\w./-])(?!(?:[A-Z]{1,5}(?:19|20)\d\d|[A-Z]\d{2}[0-9A-Z]{1,4}|"
            r"\d{1,2}[A-Z]{1,3}\d{1,3})(?!\w))",
            r"(?=[A-Z]{0,4}\d)(?=\d{0,6}[A-Z])[A-Z0-9]{6,7}(?![\w/-]|\.\d)",
        ),
        reason=LONG,
        replacement=N_("[number]"),
        examples=("The nurse has «ZKC7749».", "DIN «19G0447»"),
        counter=("Since COVID19.", "In FY2023 and IEP2024.", "F43100 and S72001A."),
        check=lambda match: digits(match[0]) >= 4,
        number=2,
        reach=4,
    ),
    Rule(
        "record_mixed",
        "record",
        direct=True,
        pattern=exactly(r"(?<![\w-])(?:[A-Z0-9]{8,30})(?![\w-])"),
        reason=LONG,
        replacement=N_("[number]"),
        examples=("Tracking «1Z999AA10123456784».",),
        counter=("In COVID2019 too.", "EVERYONE CAME."),
        check=mixed,
    ),
    Rule(
        "record_long",
        "record",
        direct=True,
        pattern=rx(
            r"(?<![\w$€£.,#/+-])(?:(?-i:(?!(?:AT|DL|EBT|FBI|ID|IN|IS|MRN|NO|NPI|NR|OF|ON|OR|PO|SN|SO|SSN|"
            r"TO|VIN)\b)[A-Z]{2,3}) )?\d{7,20}(?![\w%]|[.,]\d)"
        ),
        reason=LONG,
        replacement=N_("[number]"),
        examples=("It was filed as «00366621».", "The machine is stamped «BN 6630217»."),
        counter=("It cost $1200000.", "In 123456 cases.", "Some 1200000 people."),
        check=lambda match: not COUNTED.match(match.string, match.end()),
        number=7,
        reach=4,
    ),
)
