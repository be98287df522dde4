"""Rows for odd codes near a word for what has one: "the fob, logged as 0x4F-A2"."""
# ruff: noqa: PLR2004 - how many digits make a code

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from consult.deid.kinds import N_
from consult.deid.lexicon import Flag, flags
from consult.deid.plain import Plain
from consult.deid.rows import Find, Rule, digits, rx, stems
from consult.deid.rules.longnumbers import RECORD
from consult.deid.rules.numbers import LICENCE
from consult.deid.rules.reading import AMOUNT, KNOWN
from consult.deid.rules.things import DEVICE, VEHICLE

REACH = 44  # characters between the word and the code
WHOLE = 28  # and of the code
SENTENCE_ENDS = re.compile(r"[.!?;]\s|\n")
TOKEN = re.compile(
    r"(?<![\w$€£@/.?~-])#?[A-Za-z0-9?*]{1,14}(?:[-/.:~_|]{1,2}[A-Za-z0-9?*]{1,14}){0,6}(?![\w@%])"
)
# Two or three short groups with a space or a hyphen between them, as on a plate; more than these are tried
# shorter.
PLATE = re.compile(
    r"(?<![\w$€£@/.?-])(?=(?P<three>[A-Za-z0-9?*]{1,4}(?:[ -][A-Za-z0-9?*]{1,5}){2}(?![\w@%]|[-.]\d))?)"
    r"[A-Za-z0-9?*]{1,4}[ -][A-Za-z0-9?*]{1,5}(?![\w@%]|[-.]\d)"
)
MEASURED = re.compile(
    r"[\d./:x-]+(?:mg|mcg|ml|kg|lbs?|am|pm|a|p|th|st|nd|rd|hrs?|h|mins?|m|k|x|s|yo|y|mos?|wks?|w|d|oz|cm|"
    r"ft|in|"
    r"bpm|g|q|pts?|mph|ish|yrs?)(?:/\w+)?",
    re.IGNORECASE,
)
# A scale, an illness, a form or a law: letters, and few digits behind a hyphen or a point.
PUBLIC = re.compile(
    r"[A-Za-z]{2,8}[-/]?\d{1,2}(?:[-/]?[A-Za-z]{1,3})?|[A-TV-Z]\d\d(?:\.\w{1,4})?|"
    r"[A-Z]{1,2}-\d{1,4}[A-Z]{0,2}|"
    r"[A-Z]{2,5}-\d{3}|"
    r"[A-Z]{2}\d{1,4}|(?:FY|SY|AY|IEP)[-']?\d\d(?:[-/]\d\d)?|[HTSGJ]\d{4}|CYP\w+|\d{3}[A-Z]|v\d[\d.]*\w?"
)
BIT = re.compile(r"[A-Za-z]+|\d+")

DEVICES = (
    "fob|sensor|tablet|cgm|dexcom|libre|meter|inhaler|keycard|key card|chromebook|laptop|ipad|router|hotspot|"
    "camera|gps|pump|pacemaker|monitor|bracelet|anklet|pendant|walker|wheelchair|scooter|aid|hearing aid|"
    "cpap|"
    "concentrator|oxygen|ventilator|implant|device|serial|lift|glucometer|prosthe|stimulator|nebuli"
)
VEHICLES = "plate|tag|rego|reg|registration|partial|licen|kenteken|matr|targa|kennzeichen"
LICENCES = (
    "passport|visa|permit|licence|license|certificate|cert|birth paper|paper|seria|serie|badge|id card|"
    "residence card|green card|credential"
)
FILES = (
    "ref|reference|file|case|dossier|docket|receipt|notice|ticket|application|voucher|claim|incident|event|"
    "report|complaint|order|warrant|booking|petition|matter|tracking|confirmation|intake|referral|chart|"
    "record|"
    "exhibit|evidence|subpoena|citation|summons|inmate|offender|doc|number|no|nr|id|code|wristband|specimen|"
    "sample"
)
# What a word may go on with, so that "tagged" and "reporting" are none.
PLURAL = r"(?:s|es|ses|sis|zers?|ser|zer|r[ií]cula|[cs]e plates?|ulator)?(?![\w'])"


def odd(text: str) -> bool:
    """Letters and digits in one, neither an amount nor what everybody knows."""
    letters = sum(map(str.isalpha, text))
    if digits(text) < 3 or not letters or not 5 <= letters + digits(text) <= 24:
        return False
    if AMOUNT.fullmatch(text) or MEASURED.fullmatch(text) or KNOWN.match(text) or PUBLIC.fullmatch(text):
        return False
    bits = [bit.lower() for bit in BIT.findall(text) if bit.isalpha()]
    return not any(len(bit) > 3 and flags(bit) & (Flag.EVERYDAY | Flag.WORD) for bit in bits)


def on_a_plate(text: str) -> bool:
    """Three to eight letters and digits in groups that are no words, amounts or names of scales."""
    groups = re.split("[ -]", text)
    size = sum(map(str.isalnum, text))
    unread = "?" in text or "*" in text
    if not (3 if unread else 4) <= size <= 9 or not digits(text) or not any(map(str.isalpha, text)):
        return False
    if any(AMOUNT.fullmatch(group) for group in groups) or KNOWN.match(text) or text.endswith("?"):
        return False
    if any(group.isalpha() and (len(group) > 3 or not shown(group)) for group in groups):
        return False
    mixed = any(any(map(str.isalpha, group)) and digits(group) for group in groups)
    return (unread or digits(text) > 1) and (mixed or text.upper() == text)


def shown(letters: str) -> bool:
    """Capitals, or letters that are no word."""
    return letters.isupper() or not flags(letters) & (Flag.EVERYDAY | Flag.WORD)


@dataclass(frozen=True, slots=True)
class Near(Rule):
    """A rule of which the pattern is a word, and what is found is the first odd code behind it."""

    shape: re.Pattern[str] = TOKEN
    enough: Callable[[str], bool] = odd

    def finds(self, plain: Plain) -> Iterator[Find]:
        done = 0
        for at in self.places(plain):
            word = self.pattern.match(plain.text, at) if at >= done else None
            found = self.behind(plain.text, word.end()) if word else None
            if found:
                told = str(self.replacement)
                yield Find(*found, self.kind, self.direct, self.name, self.reason, told)
                done = found[1]

    def behind(self, text: str, start: int) -> tuple[int, int] | None:
        """Where the code stands, if the sentence still goes on there."""
        ended = SENTENCE_ENDS.search(text, start, start + REACH)
        until = ended.start() if ended else start + REACH
        token = self.shape.search(text, start, until + WHOLE)
        while token and token.start() <= until:
            for part in (*token.groups(), token[0]):
                if part and self.enough(part):
                    return token.start(), token.start() + len(part)
            token = self.shape.search(text, token.start() + 1, until + WHOLE)
        return None


RULES = (
    Near(
        "plate_near",
        "vehicle",
        direct=True,
        pattern=rx(rf"(?<!\w)(?:{VEHICLES}){PLURAL}"),
        reason=VEHICLE,
        replacement=N_("[licence plate]"),
        examples=(
            "The plate of his bus: «TX-418-R».",
            "a black van with tag «rx7 b41q», always",
            "And the plate you wrote, «B-104-RMN», delete.",
            "A tag partly seen, «RSK-4?7».",
            "The partial they have is «DX? 44».",
            "plate «7?K 44» off the camera, tag is «GV-81» now",
        ),
        counter=(
            "The tag says 4 for 20 dollars.",
            "A plate of 3 eggs.",
            "Partial since PHQ-9 of 17.",
            "His registration is at 10 am in room 4 B.",
            "Reg 2 hours at 30 min.",
        ),
        cues=stems(VEHICLES),
        shape=PLATE,
        enough=on_a_plate,
    ),
    Near(
        "device_near",
        "device",
        direct=True,
        pattern=rx(rf"(?<!\w)(?:{DEVICES}){PLURAL}"),
        reason=DEVICE,
        replacement=N_("[device number]"),
        examples=(
            "The sensor on her arm, «FSL3/08817420», beeps.",
            "The gate fob was logged as «FOB:0x4F-A2-17» at nine.",
            "The tablet that we lent is «TAB-0092».",
        ),
        counter=(
            "A tablet of 100mg/5ml at 10am.",
            "The camera showed a 12-step group and a 90-day chip.",
            "The monitor is for COVID-19 and F43.10.",
            "An aid in the 1990s, I-130 and PHQ-9 in hand.",
        ),
        cues=stems(DEVICES),
    ),
    Near(
        "licence_near",
        "licence",
        direct=True,
        pattern=rx(rf"(?<!\w)(?:{LICENCES}){PLURAL}"),
        reason=LICENCE,
        replacement=N_("[licence number]"),
        examples=("The passport she handed in was «x4471882-b».",),
        counter=(
            "A permit for 12-step rooms.",
            "A certificate of CBT-101 or DSM-5-TR.",
            "Visa form I-864EZ.",
        ),
        cues=stems(LICENCES),
    ),
    Near(
        "record_near",
        "record",
        direct=True,
        pattern=rx(rf"(?<!\w)(?:{FILES}){PLURAL}"),
        reason=RECORD,
        replacement=N_("[record number]"),
        examples=(
            "The ref that the hotline gave is «NHTH~440981».",
            "denied again (receipt «wac2290055512»)",
            "Their file says «HS-2291b», ours is older.",
        ),
        counter=(
            "The case was PCL-5 51 and 20mg/day.",
            "In the report of FY2023 at 24hrs.",
            "The order is 2-3x/wk, 45min.",
            "The number of CYP2D6 tests.",
        ),
        cues=stems(FILES),
    ),
)
