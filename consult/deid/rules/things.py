"""Rows for what belongs to a person and carries a number: vehicles and devices."""
# ruff: noqa: PLR2004 - the lengths of plates

from __future__ import annotations

import re

from consult.deid.kinds import N_
from consult.deid.rows import Rule, digits, exactly, group, rx, said, stems, words
from consult.deid.rules.codes import CODE, coded, link

VEHICLE = N_("Vehicle number. It leads to the owner.")
DEVICE = N_("Number of a device. It leads to who uses it.")

DRIVEN = (
    "drives|driving|drove|car|truck|van|suv|sedan|pickup|vehicle|motorcycle|motorbike|minivan|jeep|honda|"
    "toyota|ford|chevy|chevrolet|nissan|hyundai|kia|dodge|subaru|bmw|vw|volkswagen|tesla|camry|civic|"
    "corolla|audi|mercedes|ranger|hilux|silverado|altima|sentra|accord|prius|tacoma|explorer|wrangler|"
    "cherokee|sonata|elantra|mazda|lexus|acura|volvo|suzuki|mitsubishi|buick|gmc|taxi|uber|moped|"
    "hatchback|coupe"
)
COLOURS = "silver|black|white|gr[ae]y|blue|red|green|tan|gold|maroon|beige|brown|purple|orange|yellow"
PLATES = (
    "licen[cs]e plates?|number plates?|license tags?|plates?|tags?|registration|reg|kennzeichen|"
    "nummernschild|rego|matr[ií]cula|immatriculation|targa|kenteken"
)
BESIDE = (
    "ends|partial|ending|with|reads|read|starts|car|truck|van|suv|trailer|caravan|boat|bike|motorcycle|"
    "vehicle|again|number|again|plate|tag|and|also|seen|from|state"
)
UPPER = r"(?-i:[A-Z0-9]{1,8}(?:[ -][A-Z0-9]{1,5}){0,2})"
LOWER = r"(?:[a-z]{1,4}[ -]?\d[a-z0-9]{1,6}|\d[a-z0-9]{1,6}(?:[ -][a-z0-9]{1,4})?)"
DEVICES = (
    "serial|s/n|imei|device|udi|monitor|bracelet|pump|pacemaker|cpap|bipap|implant|defibrillator|icd|"
    "wheelchair|scooter|hearing aids?|ventilator|concentrator|glucometer|dexcom|scram|tablet|laptop"
)

# As in "ICD F44.5": the classification, not the implant.
DIAGNOSIS = re.compile(r"[A-Z]\d{2}(?:\.\d{1,4})?")

WORDS = re.compile(
    r"(?:were|was|are|is|for|of|to|and|at|on|in|cost|from|with|than|only|has|had|like|over)\b", re.IGNORECASE
)


def plate(match: re.Match[str]) -> bool:
    """Four to eight letters and digits, neither a year nor an amount."""
    text = said(match)
    if WORDS.match(text):
        return False
    size = sum(map(str.isalnum, text))
    year = re.search(r"\b(?:19|20)\d{2}$", text)
    led = match.string[max(0, match.start() - 12) : match.start(group(match))]
    partial = re.search(r"\b(?:partial|end(?:s|ing)|part of)\b", led, re.IGNORECASE)
    joined = re.search(r"\d", text) and re.fullmatch(r"[A-Z0-9]{4,8}|[A-Z0-9]{2,4}[ -][A-Z0-9]{2,5}", text)
    return (
        (3 if partial else 4) <= size <= 8
        and (digits(text) >= 2 or bool(joined) or (bool(partial) and digits(text) > 0))
        and not year
        and not re.search(r"\d ?[ap]m$", text, re.IGNORECASE)
    )


def mixed_plate(match: re.Match[str]) -> bool:
    return plate(match) and sum(map(str.isalnum, said(match))) >= 5


def chassis(match: re.Match[str]) -> bool:
    return digits(said(match)) >= 3 and sum(map(str.isalpha, said(match))) >= 3


RULES = (
    Rule(
        "plate",
        "vehicle",
        direct=True,
        pattern=rx(rf"\b(?:{PLATES})\b", link(BESIDE), rf"(?P<id>{UPPER}|{LOWER})(?![\w-])"),
        reason=VEHICLE,
        replacement=N_("[licence plate]"),
        examples=(
            "A truck with plate «PL4-338».",
            "License plate: «8NZZ592»",
            "plates are «wbd 4770», he says",
            "Tag number «4471»",
            "a plate ending in «592»",
            "A partial plate, «8NZ», no more.",
            "Vanity plate «MOMZ4».",
            "The registration on the caravan was «DK 44 129».",
            "Kennzeichen «M-AB 1234»",
            "Texas plates «LKD 8872».",
            "A Hilux, rego «CB 61 XT», rolled over.",
        ),
        counter=(
            "The plates broke 2 times.",
            "Tag 12 of them.",
            "License plate of 2019.",
            "Registration 10 am.",
            "The plate of 3 CBT tools.",
            "The plates were 10 each.",
            "Plates and PTSD.",
        ),
        check=plate,
        cues=stems(PLATES),
    ),
    Rule(
        "plate_driven",
        "vehicle",
        direct=True,
        pattern=rx(
            rf"\b(?:{DRIVEN})\b[^.\n\d]{{0,30}}(?<![\w-])",
            r"(?P<id>(?-i:(?=[A-Z -]{0,6}\d)(?=[\d -]{0,6}[A-Z])[A-Z0-9]{2,4}[ -]?[A-Z0-9]{2,5}))(?![\w-])",
        ),
        reason=VEHICLE,
        replacement=N_("[licence plate]"),
        examples=("He drives a truck with «8NZZ592» and should not.", "A blue Honda, «WBD 4770»."),
        counter=(
            "He drives a Ford F150.",
            "A car, PHQ-9 17.",
            "Her van in LA 2019.",
            "He drives at 10AM.",
            "Her car has PTSD 2019.",
        ),
        check=mixed_plate,
        cues=stems(DRIVEN),
    ),
    Rule(
        "plate_on_it",
        "vehicle",
        direct=True,
        pattern=rx(
            rf"\b(?:{DRIVEN}|(?:{COLOURS}) (?-i:[A-Z])[a-z]+)\b[^.\n]{{0,40}}?(?: with|,| \(|:|"
            rf" -) ?(?:the )?(?:(?:plates?|tags?|reg) )?",
            r"(?P<id>(?-i:[A-Z]{2,3}[ -]?\d{3,4}|\d{3,4}[ -]?[A-Z]{2,3}|"
            r"[A-Z]{1,3}[ -]\d{2,3}[ -][A-Z]{2,3}))(?![\w-])",
        ),
        reason=VEHICLE,
        replacement=N_("[licence plate]"),
        examples=(
            "He drives a red F150 with «KVD 991».",
            "In a 2015 Ford Focus, «WBD 4770», at noon.",
            "A silver Malibu, «HZP 4417», again.",
        ),
        counter=("He drives with PTSD 300 miles.", "Her car, a 2012 Civic, broke.", "The van, MAY 2019."),
        check=mixed_plate,
        cues=(
            *stems(DRIVEN),
            *words(
                "silver black white gray grey blue red green tan gold maroon beige brown purple orange yellow"
            ),
        ),
    ),
    Rule(
        "plate_partial",
        "vehicle",
        direct=True,
        pattern=rx(
            r"\bpartial(?: plates?| tags?)?(?: (?:is|was|of|number))?[ :,(\"-]{1,4}",
            r"(?P<id>(?-i:(?=[A-Z]{0,3}\d)(?=\d{0,3}[A-Z])[A-Z0-9]{2,5}))(?![\w-])",
        ),
        reason=VEHICLE,
        replacement=N_("[licence plate]"),
        examples=("She gave them a partial - «7KL» - on a van.",),
        counter=("A partial response.", "Partial, PHQ9 of 12."),
        check=lambda match: not re.match(r"PHQ|GAD|PCL|ACE", said(match)),
        cues=words("partial"),
    ),
    Rule(
        "plate_small",
        "vehicle",
        direct=True,
        pattern=rx(
            rf"\b(?:{DRIVEN}|{PLATES})\b[^.\n]{{0,50}}? (?P<id>(?-i:(?!(?:phq|pcl|dbt|cbt|ssn|mrn|dsm|"
            r"lbs|hrs|mph|yrs|wks|mth|cps|dcf|dhs)\b)[bcdfghj-np-tv-z]{3}[ -]?\d{3,4}))(?![\w%/-])",
        ),
        reason=VEHICLE,
        replacement=N_("[licence plate]"),
        examples=(
            "n he drives a green ranger «hvk 2098».",
            "car: plate stickers expired on the grey one «mgk 318», ok",
        ),
        counter=("she drives for 300 miles", "his car weighs lbs 3000", "the van was 400"),
        cues=stems(f"{DRIVEN}|{PLATES}"),
    ),
    Rule(
        "plate_shaped",
        "vehicle",
        direct=True,
        pattern=exactly(r"(?<![\w-])(?:[A-Z]{2}\d{2} ?[A-Z]{3}|\d[A-Z]{3} ?\d{3})(?![\w-])"),
        reason=VEHICLE,
        replacement=N_("[licence plate]"),
        examples=("Outside all night: «LX19 KZT».", "It was «7KLM204»."),
        counter=("It was AB19 1CD.", "At 7AM 204 came.", "In LX19 he left."),
        number=1,
        reach=2,
    ),
    Rule(
        "vin",
        "vehicle",
        direct=True,
        pattern=exactly(r"(?<![\w-])(?:[A-HJ-NPR-Z0-9]{17})(?![\w-])"),
        reason=VEHICLE,
        replacement=N_("[vehicle number]"),
        examples=("The truck is «1HGCM82633A004352».",),
        counter=("The truck is 1HGCM82633A00435O.", "It is AAAAAAAAAAAAAAAAA.", "It is 12345678901234567."),
        check=chassis,
    ),
    Rule(
        "vin_named",
        "vehicle",
        direct=True,
        pattern=rx(r"\bvin\b", link("ends|ending|last (?:six|6|four|4)"), r"(?P<id>[a-z0-9-]{6,20})(?!\w)"),
        reason=VEHICLE,
        replacement=N_("[vehicle number]"),
        examples=(
            "VIN «1hgcm82633a004352»",
            "VIN ends, partial: VIN is «A004352».",
            "The VIN ends in «G512883».",
        ),
        counter=("VIN numbers are long.",),
        check=coded(6),
        cues=words("vin"),
    ),
    Rule(
        "mac_address",
        "device",
        direct=True,
        pattern=rx(r"(?<![\w:-])[\da-f]{2}(?:([:-])[\da-f]{2})(?:\1[\da-f]{2}){4}(?![\w:-])"),
        reason=DEVICE,
        replacement=N_("[device number]"),
        examples=("Her phone is «3c:22:fb:0a:9e:11».",),
        counter=("At 10:30:00 it was on.", "3c:22:fb:0a:9e"),
        cues=words(": -"),
        reach=2,
    ),
    Rule(
        "uuid",
        "device",
        direct=True,
        pattern=rx(r"(?<![\w-])[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}(?![\w-])"),
        reason=DEVICE,
        replacement=N_("[device number]"),
        examples=("The app says «0b9d3a52-6c1e-4f7a-9d3e-1f2a3b4c5d6e».",),
        counter=("The app says 0b9d3a52-6c1e.",),
        cues=words("-"),
        reach=8,
    ),
    Rule(
        "device_imei",
        "device",
        direct=True,
        pattern=rx(r"\bimei\b[^\d\n]{0,20}(?P<id>\d{2}[ -]?\d{6}[ -]?\d{6}[ -]?\d{1,2})(?!\w)"),
        reason=DEVICE,
        replacement=N_("[device number]"),
        examples=("IMEI is «35 209900 176148 1»",),
        counter=("The IMEI is 15 long.",),
        cues=words("imei"),
    ),
    Rule(
        "device_serial",
        "device",
        direct=True,
        pattern=rx(r"(?<!\w)(?-i:SN|S/N|s/n|sn(?=[:#])|Ser\.?(?: No\.?)?)[:# ]{1,3}(?:is )?", CODE),
        reason=DEVICE,
        replacement=N_("[device number]"),
        examples=("Pump reads SN: «T2-9910387».", "It says S/N «448-1207»."),
        counter=("SN is lost.", "He wasn: 12."),
        check=coded(4),
        cues=words("sn s/n ser"),
    ),
    Rule(
        "device",
        "device",
        direct=True,
        pattern=rx(
            rf"\b(?:{DEVICES})\b(?: (?:aid|monitor|bracelet))?", link("unit|serial|model|device|s/n"), CODE
        ),
        reason=DEVICE,
        replacement=N_("[device number]"),
        examples=(
            "His hospital bed (serial «SN-2C564471») came.",
            "ankle monitor unit «837407»",
            "CPAP serial «2BD33129»",
            "Hearing aid S/N: «448-120»",
            "IMEI «490154203237518»",
        ),
        counter=(
            "We monitor her 24/7.",
            "The device of 2019.",
            "A pump in 12 weeks.",
            "Serial 12 of 14.",
            "The monitor is on 2024-03-14.",
            "ICD F44.5 and ICD G40.909.",
        ),
        check=lambda match: coded(4)(match) and not DIAGNOSIS.fullmatch(said(match)),
        cues=stems(DEVICES),
    ),
)
