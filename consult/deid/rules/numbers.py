"""Rows for the numbers that insurers and boards give to a person; with those of the state and of banks."""

from __future__ import annotations

from consult.deid.kinds import N_
from consult.deid.rows import Rule, exactly, rx, stems
from consult.deid.rules import accounts, security
from consult.deid.rules.codes import CODE, ENDING, GAP, NUMBER, coded, link

PLAN = N_("Health plan number. Always removed.")
LICENCE = N_("Licence or certificate number. It is listed under a name.")

# Cues that say enough by themselves, and cues that need the word "number" or a code that can be nothing else.
PLANS = (
    "medicaid|medicare|medi-cal|caresource|aetna|anthem|cigna|humana|molina|tricare|bcbs|blue cross|"
    "blue shield|united ?healthcare|uhc|centene|ambetter|wellcare|amerigroup|nhs|mbi|hicn|insurance|"
    "insurer|subscriber|beneficiary|policyholder|health plan|enrollee|ins|recip(?:ient)?|cin|ahcccs|"
    "masshealth|tenncare|soonercare|badgercare|peachcare|husky health|apple health|health ?net|oscar|"
    "magellan|optum|beacon|oregon health|fidelis|healthfirst|metroplus|emblem|passport plan|wellpoint|"
    "carefirst|highmark|premera|gms|hcn|medicard|payor|kvnr|versichertennummer|krankenkasse|carte vitale|"
    "healthcard|ohip|ahv"
)
LOOSE_PLANS = "member(?:ship)?|policy|plan|group|coverage|payer|chip|kaiser|rx"
BOARDS = "lsw|lcsw|licsw|lisw|lmsw|lpcc?|lmft|rn"
LICENCES = (
    "driver'?s'? licen[cs]e|driving licen[cs]e|licen[cs]ed?|lic|dl|oln|cdl|certificate|certification|"
    f"certified|cert|passport|permit|visa|npi|dea|{BOARDS}|bar|badge|alien|a-number|a#|uscis|green card|"
    "medallion|guild card|union card|state id|id card|military id|tax id|ein|notary"
)

RULES = (
    *security.RULES,
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
    *accounts.RULES,
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
    *security.LAST,
)
