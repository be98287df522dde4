"""Rows for zip codes and parts of postal codes that stand in a sentence without being named."""

from __future__ import annotations

import re

from consult.deid.kinds import N_
from consult.deid.rows import Rule, rx, said, words
from consult.deid.rules.places import ZIP

CODE = N_("[zip code]")
# After these, a round number is still a zip code.
DWELLING = re.compile(
    r"(?:live[sd]?|living|stay(?:s|ed|ing)?|moved|moving|resid\w{1,4}|based|area)\b[^.\n]{0,24}$",
    re.IGNORECASE,
)


def dwelt_in(match: re.Match[str]) -> bool:
    """A number that is not round, or a word for living there before it."""
    code = said(match)
    led = match.string[max(0, match.start() - 30) : match.start("id")]
    return not code.endswith("00") or DWELLING.search(led) is not None


RULES = (
    Rule(
        "zip_lived_in",
        "zip",
        direct=True,
        pattern=rx(
            r"\b(?:(?:lives?|lived|living|stays?|staying|moved|somewhere|studio|apartment|flat|place|"
            r"house|home|room|shelter|over|out|back|down|up)(?: \w{2,8})? "
            r"(?:in|around|near|to|from|at|by)|in the|from the|around the) (?P<id>\d{5}(?:-\d{4})?)",
            r"(?! ?(?:people|steps|dollars|times|words|block|residents|of|on|for|miles|ft)\b)(?![\w%-]|"
            r"[.,]\d)",
        ),
        reason=ZIP,
        replacement=CODE,
        examples=(
            "She lives around «97214».",
            "He is somewhere in the «60629».",
            "They moved to «30310» in spring.",
            "A studio in «10463».",
        ),
        counter=("She owes around 15000.", "In the 12000 block.", "Debts went up to 12000 in spring."),
        check=dwelt_in,
        number=5,
        reach=32,
    ),
    Rule(
        "zip_area",
        "zip",
        direct=True,
        pattern=rx(r"(?<![\w$.,-])(?P<id>\d{5})(?= (?:area|zip|zip code|neighbou?rhood)\b)"),
        reason=ZIP,
        replacement=CODE,
        examples=("Anything in or near the «48227» area?",),
        counter=("Anything in the area of 12000?",),
        number=5,
    ),
    Rule(
        "zip_delivered",
        "zip",
        direct=True,
        pattern=rx(
            r"\b(?:gen(?:era|')?l\.? del(?:ivery|\.)?|post office|p\.?o\.? box(?: \d{1,6})?|"
            r"mail(?:ed|ing)?(?: goes)? to|",
            r"(?-i:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Kans|Ky|La|Mass|Md|Mich|Minn|"
            r"Miss|Mo|Mont|"
            r"Neb|Nebr|Nev|Okla|Ore|Oreg|Pa|Penn|Tenn|Tex|Va|Vt|Wash|Wis|Wisc|Wyo))[., ]{1,2}",
            r"(?P<id>\d{5}(?:-\d{4})?)(?![\w%-]|[.,]\d)",
        ),
        reason=ZIP,
        replacement=CODE,
        examples=("Mail goes to genl delivery «99621».", "PO Box 1127, Browning, Mont. «59417»."),
        counter=("Mail to 1200 people.", "The post office 3."),
        number=5,
        reach=24,
    ),
    Rule(
        "zip_spelled",
        "zip",
        direct=True,
        pattern=rx(
            r"\bzip(?: ?code)?(?: is| was)?[ :,]{1,3}(?P<id>(?:(?:zero|oh|one|two|three|four|five|"
            r"six|seven|eight|"
            r"nine)(?:[ -](?=\w)|\b)){5})",
        ),
        reason=ZIP,
        replacement=CODE,
        examples=("New one, zip «three oh one three four».", "zip is «two seven one oh one», she says."),
        counter=("Zip one of them.", "Zip three two."),
        cues=words("zip"),
    ),
    Rule(
        "zip_in_brackets",
        "zip",
        direct=True,
        pattern=rx(r"(?-i:[A-Z])[a-z'.-]{2,20} \((?P<id>\d{5}(?:-\d{4})?)\)"),
        reason=ZIP,
        replacement=CODE,
        examples=("They landed in Louisville («40214») with four children.",),
        counter=("She owes a lot (12000).",),
        number=5,
        reach=26,
    ),
    Rule(
        "zip_london",
        "zip",
        direct=True,
        pattern=rx(
            r"(?<![\w-])(?-i:(?:SE|SW|NW|EC|WC)\d{1,2}[A-Z]?)(?= (?:is where|flat|area|estate)|[.,;)\n]|$)"
        ),
        reason=ZIP,
        replacement=CODE,
        examples=("«SE15» is where they stay.", "A flat in «NW3», she says."),
        counter=("At SE 15 mg.", "The SW2 form of it."),
        cues=words("se sw nw ec wc"),
    ),
)
