"""Rows for social security numbers, and for what other countries have in their place."""

from __future__ import annotations

from consult.deid.kinds import N_
from consult.deid.rows import Rule, rx, said, words
from consult.deid.rules.codes import ENDING, YEARS, issued

SSN = N_("Social security number. Always removed.")

RULES = (
    Rule(
        "ssn_named",
        "ssn",
        direct=True,
        pattern=rx(
            r"\b(?:ssn?|s\.s\.n|social|soc|itin)\b[^\d\n]{0,30}(?P<id>\d{3}[-. ]?\d{2}[-. ]?\d{4})(?![\w-])"
        ),
        reason=SSN,
        replacement=N_("[social security number]"),
        examples=(
            "SSN on file «566-48-7262».",
            "Her social is «566487262», he says.",
            "Social security number: «900-12-3456»",
        ),
        counter=("Social work, 12 weeks.",),
        cues=words("ss s.s.n soc itin"),
    ),
    Rule(
        "ssn",
        "ssn",
        direct=True,
        pattern=rx(r"(?<![\w-])(?<!\d[ .])(?P<id>\d{3}([-. ])\d{2}\2\d{4})(?![\w-]|[ .]\d)"),
        reason=SSN,
        replacement=N_("[social security number]"),
        examples=("Born in spring, «440-29-8170».", "It is «440 29 8170».", "A taxpayer: «912-70-1234»."),
        counter=(
            "It is 000-12-3456.",
            "It is 666-12-3456.",
            "It is 440-00-1234.",
            "It is 440-29-0000.",
            "It is 901-20-3456.",
            "Part 440-29-8170-2 fits.",
        ),
        check=issued,
        number=9,
    ),
    Rule(
        "ssn_part",
        "ssn",
        direct=True,
        pattern=rx(
            rf"(?:\b(?:ssn?|social security|soc(?:ial)?)\b[^\d\n]{{0,20}}\b{ENDING}",
            rf"|\b{ENDING}(?: of)?(?: her| his| their| the)? (?:ssn?|soc(?:ial)?)\b|\bssn?\b)",
            r"[^\d\n]{0,20}(?P<id>\d{4})(?![\w%]|[-./ ]\d)",
        ),
        reason=SSN,
        replacement=N_("[last four digits]"),
        examples=(
            "Her SSN ends in «7262».",
            "The last four of her social are «7262».",
            "Last 4 SSN: «7262»",
            "SSN «7262» on file.",
        ),
        counter=("Social work since 2019.", "Social anxiety in 1500 people."),
        cues=words("ss soc end last final"),
    ),
    Rule(
        "ssn_after",
        "ssn",
        direct=True,
        pattern=rx(
            rf"\b{ENDING}(?: (?:in|with|on|are|is|of))?[ :]{{1,3}}(?P<id>\d{{4}})(?![\w%]|[-./]\d)",
            r"[^\d\n.;]{1,20}\b(?:ssn?|social|soc)\b",
        ),
        reason=SSN,
        replacement=N_("[last four digits]"),
        examples=("It ends in «4471», her social.",),
        counter=("It ended in 2019, her social worker left.", "It ends in week 12, her social life."),
        check=lambda match: not YEARS.fullmatch(said(match)),
        cues=words("end last final"),
    ),
    Rule(
        "ssn_abroad",
        "ssn",
        direct=True,
        pattern=rx(
            r"(?<![\w-])(?P<id>(?-i:[A-Z]{2}) ?\d{2} ?\d{2} ?\d{2} ?(?-i:[A-D])|"
            r"756\.\d{4}\.\d{4}\.\d{2})(?![\w-])",
        ),
        reason=SSN,
        replacement=N_("[social security number]"),
        examples=("National Insurance «QQ 12 34 56 C»", "NI no. «AB123456C».", "AHV «756.1234.5678.97»"),
        counter=("At 12 34 56 C.", "In AB 12 cases."),
        number=6,
        reach=3,
    ),
    Rule(
        "ssn_canada",
        "ssn",
        direct=True,
        pattern=rx(
            r"\b(?:sin|social insurance|tfn|tax file|bsn|nino|ni number)\b[^\d\n]{0,34}",
            r"(?P<id>\d{3}[- ]?\d{3}[- ]?\d{2,3})(?!\w)",
        ),
        reason=SSN,
        replacement=N_("[social security number]"),
        examples=("His SIN is «046 454 286».", "Tax file no. «123 456 782»"),
        counter=("A sin of 12 years.",),
        cues=words("sin social tfn tax bsn ni"),
    ),
    Rule(
        "ssn_masked",
        "ssn",
        direct=True,
        pattern=rx(r"(?<!\w)[x*#•]{3}[-/. ]?[x*#•]{2}[-/. ]?(?P<id>\d{4})(?!\w)"),
        reason=SSN,
        replacement=N_("[last four digits]"),
        examples=("It says xxx-xx-«7262».", "It says ***-**-«7262».", "as xxx/xx/«2240»"),
        counter=("It says xx-7262.",),
        cues=words("xx ** ## ••"),
        reach=1,
    ),
)

# What is said last, when no rule for accounts or plans knows better.
LAST = (
    Rule(
        "ssn_last",
        "ssn",
        direct=True,
        pattern=rx(
            r"\b(?:last|final) (?:four|4)(?: digits?| numbers?)?(?: (?:is|are|of it|reads|"
            r"being))?[ :,=(-]{1,3}",
            r"(?P<id>\d(?:[- ]?\d){3})(?![\w%]|[-./ ]\d)(?! (?:years|months|weeks|days|sessions|times|"
            r"people|dollars))",
        ),
        reason=SSN,
        replacement=N_("[last four digits]"),
        examples=("Last 4 is «8812», she says.", "Last four: «7719»", "The last four are «4-4-1-0»."),
        counter=("The last 4 weeks.", "The last 4 of 1200 people.", "The last four 2000 years."),
        cues=words("last final"),
    ),
)
