"""What codes look like, and the checks that tell them from years, dates, doses and scores."""
# ruff: noqa: PLR2004 - the lengths of card and account numbers

from __future__ import annotations

import re
from collections.abc import Callable

from consult.deid.rows import digits, group, said
from consult.deid.rules.months import months_of

# A code: runs of letters and digits, joined by marks, or by single spaces where numbers are grouped.
CODE = (
    r"(?P<id>(?:(?!(?:id|no|nr|is|of|at|on|in|to|for|and|or|my|his|her|the|was|num)\b)[a-z]{1,3} )?"
    r"(?=\d(?:[ -]?\d){6})\d{1,6}(?:[ -]\d{1,7}){2,5}(?: ?(?-i:[A-Z]))?(?!\w|[ -]\d)|(?:(?!(?:id|no|nr|"
    r"ref|num)\b)(?-i:[A-Z]{1,4}) (?=\d))?"
    r"(?=[a-z./_:*~-]{0,16}\d)[a-z0-9]{1,20}(?:(?:[-./_:*~]|,(?=\d{3}[-/]))[a-z0-9]{1,20}){0,6}"
    r"(?: (?:(?-i:[A-Z]{1,3}) )?(?-i:[A-Z]{0,3})\d{3,12}){0,3}(?: \d\d(?= ?(?:[.,;:)\n]|$)))?"
    r"(?: (?-i:\d{0,4}[A-Z]{1,2})(?= ?(?:[.,;:)\n]|$)))?)(?![\w%])"
)
GAP = r"[ :=#.,()\"-]{0,4}"
LINKS = (
    "number|numbers|num|nos|no|nr|id|ids|ref|reference|code|card|file|record|is|was|are|under|as|on|"
    "listed|filed|with|in|of|the|her|his|their|my|your|our|has|reads|says|starting|starts|beginning|now|"
    "currently|still|new|old|full|whole|case"
)
NUMBER = r"(?:\b(?:number|numbers|num|no|nr|id|ids|ref|reference|code)\b|#)"
ENDING = r"(?:ending|ends|ended|end|last (?:four|4|three|3)(?: digits)?|final (?:four|4))"

DATELIKE = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{2,4}")
YEARS = re.compile(r"(?:19|20)\d{2}(?:[-/](?:19|20)?\d{2})?")
COUNTED = re.compile(
    r" (?:mg|mcg|ml|hours?|days?|weeks?|months?|years?|pages?|times|sessions?|visits?|people|words|"
    r"dollars|steps|minutes|points|miles|percent|[ap]\.?m)\b",
    re.IGNORECASE,
)
MEASURED = re.compile(
    r"(?!\d{4,}/\d\d$)\d+(?:[./]\d{1,3})?(?:mg|mcg|ml|kg|lbs?|am|pm|th|st|nd|rd|hrs?|h|min|k|s)?",
    re.IGNORECASE,
)


def link(extra: str = "") -> str:
    """What may stand between a cue and its code: "number", "is", "on file", a colon."""
    more = rf"|(?:{extra})\b(?![-.]\w){GAP}" if extra else ""
    return rf"{GAP}(?:(?:{LINKS})\b{GAP}{more}){{0,6}}"


def coded(least: int) -> Callable[[re.Match[str]], bool]:
    """A check: so many digits, or fewer beside letters; not a year, a date or an amount."""

    def check(match: re.Match[str]) -> bool:
        code = said(match)
        if (
            YEARS.fullmatch(code)
            or (DATELIKE.fullmatch(code) and months_of(code))
            or COUNTED.match(match.string, match.end(group(match)))
        ):
            return False
        if MEASURED.fullmatch(code):
            return code.isdigit() and len(code) >= least
        mixed = any(map(str.isalpha, code))
        return digits(code) >= (min(least, 3) if mixed else least) and len(code) >= least

    return check


def issued(match: re.Match[str]) -> bool:
    """Ranges that were given out, for social security and for taxpayer numbers."""
    area, group, serial = re.findall(r"\d+", said(match))
    if area[0] == "9":
        return group[0] in "56789" and serial != "0000"
    return area not in {"000", "666"} and group != "00" and serial != "0000"


def payment_card(match: re.Match[str]) -> bool:
    """The check digit of payment cards (Luhn)."""
    figures = [int(char) for char in reversed(said(match)) if char.isdigit()]
    doubled = (sum(divmod(2 * figure, 10)) for figure in figures[1::2])
    return 13 <= len(figures) <= 19 and len(set(figures)) > 1 and (sum(figures[::2]) + sum(doubled)) % 10 == 0


def bank_account(match: re.Match[str]) -> bool:
    """The check digits of an IBAN."""
    text = said(match).replace(" ", "")
    figures = "".join(str(int(char, 36)) for char in text[4:] + text[:4])
    return 15 <= len(text) <= 34 and int(figures) % 97 == 1
