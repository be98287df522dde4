"""Rows for numbers of which only the shape says that they lead somewhere."""
# ruff: noqa: PLR2004 - how many digits are many

from __future__ import annotations

import re

from consult.deid.kinds import N_
from consult.deid.rows import Rule, digits, exactly, rx, said, words
from consult.deid.rules.codes import CODE, COUNTED, DATELIKE, GAP, coded

RECORD = N_("Case or record number. Whoever has the files could look it up.")
LONG = N_("Long number. It may lead to the record of one person.")


CITED = re.compile(r"(?:apa|aacap|nice|who|nasw|samhsa|cswe|cdc|nih|dsm|cpt|hcpcs)\b", re.IGNORECASE)


def mixed(match: re.Match[str]) -> bool:
    """Letters and more digits than a year has."""
    return digits(match[0]) >= 5 and not match[0].isdigit()


RULES = (
    Rule(
        "record_lettered",
        "record",
        direct=True,
        pattern=exactly(
            r"(?<![\w./-])(?:\d:\d{2}-(?:cv|cr|mj|mc|bk|CV|CR|MJ|MC|BK)-\d{3,6}(?:-[A-Z]{2,4}){0,3}|"
            r"\d{1,3} (?!(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|"
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
        counter=(
            "No. 12 of 20.",
            "#1234 is short.",
            "Number 9.",
            "The number is 12 or 13.",
            "ID 2019.",
            "Ref. APA 2013.",
        ),
        check=lambda match: not CITED.match(said(match)) and coded(5)(match),
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
        "record_run",
        "record",
        direct=True,
        pattern=rx(r"(?<![\w./@#-])[a-z]{1,4}\d{7,14}(?![\w/@-]|\.\w)"),
        reason=LONG,
        replacement=N_("[number]"),
        examples=("denied again, «wac2290055512», in june",),
        counter=("cyp2d6 and h1n1", "at covid2019 times"),
        number=7,
        reach=4,
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
