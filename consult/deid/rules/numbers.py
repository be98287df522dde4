"""Rows for the numbers that the state, insurers, banks and boards give to a person."""

from __future__ import annotations

from consult.deid.kinds import N_
from consult.deid.rows import Rule, exactly, rx, said, stems, words
from consult.deid.rules.codes import (
    CODE,
    ENDING,
    GAP,
    NUMBER,
    YEARS,
    bank_account,
    coded,
    issued,
    link,
    payment_card,
)

SSN = N_("Social security number. Always removed.")
PLAN = N_("Health plan number. Always removed.")
ACCOUNT = N_("Account or card number. Always removed.")
LICENCE = N_("Licence or certificate number. It is listed under a name.")

# Cues that say enough by themselves, and cues that need the word "number" or a code that can be nothing else.
PLANS = (
    "medicaid|medicare|medi-cal|caresource|aetna|anthem|cigna|humana|molina|tricare|bcbs|blue cross|"
    "blue shield|united ?healthcare|uhc|centene|ambetter|wellcare|amerigroup|nhs|mbi|hicn|insurance|insurer|"
    "subscriber|beneficiary|policyholder|health plan|enrollee|ins|recip(?:ient)?|cin|ahcccs|masshealth|"
    "tenncare|"
    "soonercare|badgercare|peachcare|husky health|apple health|health ?net|oscar|magellan|optum|beacon|"
    "oregon health|"
    "fidelis|healthfirst|metroplus|emblem|passport plan|wellpoint|carefirst|highmark|premera|gms|hcn|"
    "medicard|payor|"
    "kvnr|versichertennummer|krankenkasse|carte vitale|healthcard|ohip|ahv"
)
LOOSE_PLANS = "member(?:ship)?|policy|plan|group|coverage|payer|chip|kaiser|rx"
ACCOUNTS = (
    "account|acct|a/c|routing|checking|savings|debit card|credit card|bank card|metro ?card|bus card|"
    "gift card|library card|oyster|opus card|ebt|sort|iban|venmo|paypal"
)
CARDS = "card|visa|mastercard|amex"
BOARDS = "lsw|lcsw|licsw|lisw|lmsw|lpcc?|lmft|rn"
LICENCES = (
    "driver'?s'? licen[cs]e|driving licen[cs]e|licen[cs]ed?|lic|dl|oln|cdl|certificate|certification|"
    f"certified|cert|passport|permit|visa|npi|dea|{BOARDS}|bar|badge|alien|a-number|a#|uscis|green card|"
    "medallion|guild card|union card|state id|id card|military id|tax id|ein|notary"
)

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
            r"\b(?:sin|social insurance|tfn|tax file|bsn|nino|ni number)\b[^\d\n]{0,20}",
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
        pattern=rx(r"(?<!\w)[x*#•]{3}[- ]?[x*#•]{2}[- ]?(?P<id>\d{4})(?!\w)"),
        reason=SSN,
        replacement=N_("[last four digits]"),
        examples=("It says xxx-xx-«7262».", "It says ***-**-«7262»."),
        counter=("It says xx-7262.",),
        cues=words("xx ** ## ••"),
        reach=1,
    ),
    Rule(
        "plan",
        "plan_number",
        direct=True,
        pattern=rx(rf"\b(?:{PLANS})\b", link("policy|member|plan|group|subscriber|insurance"), CODE),
        reason=PLAN,
        replacement=N_("[health plan number]"),
        examples=(
            "Insurance: CareSource ID «1210804945»",
            "She will hit her deductible; Medicaid ID «94727675112».",
            "Medicare number is «1EG4-TE5-MK73».",
            "NHS number «943 476 5919»",
            "medicaid num is «ar 88 0031 775» if you need it",
            "PAYOR: Fidelis «7 4410 0937 1»; none second.",
            "GMS card number «G110 482 A».",
            "She holds the card, Passport plan «PHP 3300-718-2».",
        ),
        counter=(
            "Medicaid 2024 renewals were a mess.",
            "Medicare since 1999.",
            "Insurance: 80% of 12 visits.",
            "Medicaid ID is lost.",
        ),
        check=coded(5),
        cues=stems(PLANS),
    ),
    Rule(
        "plan_loose",
        "plan_number",
        direct=True,
        pattern=rx(
            rf"\b(?:{LOOSE_PLANS})\b(?: (?:policy|plan|member|insurance))?{GAP}", NUMBER, link(), CODE
        ),
        reason=PLAN,
        replacement=N_("[health plan number]"),
        examples=(
            "Her member ID «XJH63106262» is valid.",
            "Policy no. «H-448-120-77»",
            "Group number: «00234»",
            "Policy # is «7784120».",
        ),
        counter=("Group 2024 of 12 people.", "The plan is 12 weeks.", "The policy number is lost."),
        check=coded(4),
        cues=stems(LOOSE_PLANS),
    ),
    Rule(
        "plan_ending",
        "plan_number",
        direct=True,
        pattern=rx(
            rf"\b(?:{PLANS}|{LOOSE_PLANS})\b[^\d\n]{{0,20}}\b{ENDING}",
            r"(?: (?:in|with|on|are|is|of))?[ :]{1,3}(?P<id>\d{3,5})(?![\w%])",
        ),
        reason=PLAN,
        replacement=N_("[last digits]"),
        examples=("Her policy ends in «4471».", "Medicaid, last four: «8812»"),
        counter=("The group ended in 12 weeks.", "Our plan ends 2024 or so."),
        check=coded(3),
        cues=stems(f"{PLANS}|{LOOSE_PLANS}"),
    ),
    Rule(
        "plan_medicare",
        "plan_number",
        direct=True,
        pattern=exactly(
            r"(?<![\w-])(?:[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-?"
            r"[AC-HJKMNP-RT-Y]{2}\d{2})(?![\w-])",
        ),
        reason=PLAN,
        replacement=N_("[health plan number]"),
        examples=("It is «1EG4-TE5-MK73».", "It is «1EG4TE5MK73»."),
        counter=("It is 1EG4-TE5-MK7.",),
    ),
    Rule(
        "iban",
        "account",
        direct=True,
        pattern=exactly(r"(?<!\w)(?:[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)(?!\w)"),
        reason=ACCOUNT,
        replacement=N_("[account number]"),
        examples=("Pay to «DE89 3704 0044 0532 0130 00».", "Pay to «GB82WEST12345698765432»."),
        counter=("Pay to DE89 3704 0044 0532 0130 01.",),
        check=bank_account,
    ),
    Rule(
        "card",
        "account",
        direct=True,
        pattern=rx(r"(?<![\w.-])(?:\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,7}|3\d{3}[ -]?\d{6}[ -]?\d{5})(?![\w-])"),
        reason=ACCOUNT,
        replacement=N_("[card number]"),
        examples=("He used «4111 1111 1111 1111».", "He used «378282246310005»."),
        counter=("He used 4111 1111 1111 1112.",),
        check=payment_card,
        number=13,
    ),
    Rule(
        "card_named",
        "account",
        direct=True,
        pattern=rx(
            r"\b(?:card|visa|mastercard|amex|discover|ebt)\b[^\d\n]{0,20}",
            r"(?P<id>\d{4}([ -]?)\d{4}\2\d{4}\2\d{3,4})(?![\w-])",
        ),
        reason=ACCOUNT,
        replacement=N_("[card number]"),
        examples=("Her card «5424 1802 7998 0471» is gone.",),
        counter=("The card of 2019 2020 2021 is gone.",),
        cues=words("card visa amex discover ebt"),
    ),
    Rule(
        "account_pin",
        "account",
        direct=True,
        pattern=rx(
            r"\b(?:pin(?: code| number)?|pass ?code)(?: is| was)?[ :=]{1,2}(?P<id>\d{4,8})(?![\w%]|[-./]\d)",
            r"(?! (?:people|times|steps))",
        ),
        reason=ACCOUNT,
        replacement=N_("[number]"),
        examples=("The PIN is «4471», he told me.",),
        counter=("Pin 12 notes to it.",),
        cues=words("pin passcode"),
    ),
    Rule(
        "account_four",
        "account",
        direct=True,
        pattern=rx(r"\b(?:acct|a/c|account)\b[ .:#-]{1,3}(?P<id>\d{4})(?= ?[.,;)\n]|$)"),
        reason=ACCOUNT,
        replacement=N_("[last digits]"),
        examples=("From her checking acct *«7781».",),
        counter=("An account 2019.", "On account 12."),
        check=lambda match: not YEARS.fullmatch(said(match)),
        cues=words("acct a/c account"),
    ),
    Rule(
        "account",
        "account",
        direct=True,
        pattern=rx(rf"\b(?:{ACCOUNTS})\b", link("card|account"), CODE),
        reason=ACCOUNT,
        replacement=N_("[account number]"),
        examples=(
            "There were withdrawals from acct. «0075882084».",
            "From account number «66246-4116».",
            "Routing number «021000021», checking «448120771».",
            "EBT card «5077080012»",
            "The metro card, «6003 4418 207», is on it.",
        ),
        counter=(
            "On account of 12 sessions.",
            "The account of 2019.",
            "Savings of 1200 a month.",
            "Her checking account is 400 short.",
        ),
        check=coded(6),
        cues=stems(ACCOUNTS),
    ),
    Rule(
        "account_number",
        "account",
        direct=True,
        pattern=rx(rf"\b(?:{ACCOUNTS})\b{GAP}", NUMBER, link(), CODE),
        reason=ACCOUNT,
        replacement=N_("[account number]"),
        examples=("Account number «4471».", "Acct # «88-120»", "Sort code: «12-34-56»."),
        counter=("Account no longer open since 2019.",),
        # A sort code looks like a date.
        check=lambda match: "sort" in match[0].lower() or coded(4)(match),
        cues=stems(ACCOUNTS),
    ),
    Rule(
        "account_ending",
        "account",
        direct=True,
        pattern=rx(
            rf"\b(?:{ACCOUNTS}|{CARDS})\b[^\d\n]{{0,25}}",
            rf"(?:\b(?:{ENDING}|starting|starts|beginning|begins)(?: (?:in|with|on|are|is|of))?[ :]{{1,3}}",
            r"|[ :](?=x{1,4}\d|\*{1,8}\d|\.{3}))(?:\*{1,8}|\.{3})?(?P<id>x{0,4}\d{3,5})(?![\w%])",
        ),
        reason=ACCOUNT,
        replacement=N_("[last digits]"),
        examples=(
            "From a checking account ending in «2674».",
            "Her card ends in «4242».",
            "acct «x4471»",
            "The debit card starting «4147»",
        ),
        counter=("The account ended in 12 weeks.", "On that account, at the end 3 people came."),
        cues=stems(f"{ACCOUNTS}|{CARDS}"),
    ),
    Rule(
        "account_masked",
        "account",
        direct=True,
        pattern=rx(r"(?<![\w-])(?P<id>x{1,8}[- ]?\d{4}|(?:\*{2,8}|\.{3,4}) ?\d{4})(?![\w%]|[-./]\d)"),
        reason=ACCOUNT,
        replacement=N_("[last digits]"),
        examples=("In the joint acct, Dad sees all («x7719»).", "checking «xxxx8812»"),
        counter=("It is 2x1000.", "So... 12 of them."),
        check=lambda match: not YEARS.fullmatch(said(match)[-4:]),
        cues=words("x ** ..."),
    ),
    Rule(
        "licence_alien",
        "licence",
        direct=True,
        pattern=exactly(r"(?<![\w-])A(?:[ -]?\d{3}){3}(?![\w-])"),
        reason=LICENCE,
        replacement=N_("[number]"),
        examples=("One digit apart («A241 555 018» is the younger).",),
        counter=("A 241 of them.",),
        number=9,
        reach=2,
    ),
    Rule(
        "licence",
        "licence",
        direct=True,
        pattern=rx(
            rf"\b(?:{LICENCES})(?![a-z])",
            link(f"card|licen[cs]e|{BOARDS}"),
            CODE,
        ),
        reason=LICENCE,
        replacement=N_("[licence number]"),
        examples=(
            "License check: driver's license «RV4544871».",
            "DL# «267-887-8761»",
            "LSW license «S.7208203»",
            "Her passport is «C01234567».",
            "Licensed as LCSW «88120».",
            "Badge no. «4471».",
            "He drives a taxi, medallion «4K81».",
            "Alien number «A 203 555 118», that is A#«203-555-118».",
            "License no. «33.012345», RN license «RN.441120».",
        ),
        counter=(
            "She is licensed since 2019.",
            "A visa for 12 months.",
            "Bar 4 of them.",
            "The permit of 2020 ran out.",
            "The driver's license is gone. 12 weeks later she drove.",
        ),
        check=coded(4),
        cues=stems(LICENCES),
    ),
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
