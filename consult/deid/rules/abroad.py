"""Rows for dates with the month in another language, where the words can hardly be anything else."""

from __future__ import annotations

import re

from consult.deid.rows import Rule, rx, stems, words
from consult.deid.rules.months import A_DATE, A_DAY, A_SEASON, EXACT, MONTHLY, season

# How the months begin in Spanish, Portuguese, French, German, Dutch and Italian.
BEGINNINGS = (
    ("ene", "jan", "gen"),
    ("feb", "fév", "fev"),
    ("mar", "mär", "mae", "maa"),
    ("abr", "avr", "apr"),
    ("may", "mai", "mag", "mei"),
    ("juni", "juin", "giu", "junho"),
    ("jul", "juil", "lug"),
    ("ago", "aoû", "aou", "aug"),
    ("sep", "set"),
    ("oct", "okt", "out", "ott"),
    ("nov",),
    ("dic", "déc", "dec", "dez"),
)
MONTH = (
    r"(?P<month>enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|setiembre|octubre|noviembre|"
    r"diciembre|janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|"
    r"d[ée]cembre|j[aä]nn?(?:uar|er)|februar|feber|m[äa]e?rz|juni|juli|oktober|dezember|janeiro|fevereiro|"
    r"mar[çc]o|maio|junho|julho|setembro|outubro|novembro|dezembro|januari|februari|maart|mei|augustus|"
    r"gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre)"
)
# Where to look: two or three letters that English words seldom hold.
CUES = words(
    "ener febr feve fév fevr marz maerz märz abri avri apri mayo maio mei mai magg juni juin junh juil jul "
    "lugl febb febe sete dice "
    "giug agos aoû aout "
    "augus sept seti sett octu octo okto outu otto novi nove dici déce dece deze janv jänn janu januar "
    "jane genn mars març marc maar"
)

# Jewish, Islamic, Ethiopian, Bengali and Hindu, Persian months that are no other word.
CALENDARS = (
    "nisan|iyyar|iyar|sivan|tammuz|elul|tishrei|tishri|cheshvan|heshvan|kislev|tevet|shevat|adar|muharram|"
    "safar|rajab|sha'?ban|shaaban|ramadan|ramzan|ramazan|shawwal|rabi[' ](?:al-)?(?:awwal|thani)|meskerem|"
    "tikimt|hidar|tahsas|yekatit|megabit|miazia|ginbot|hamle|nehase|pagume|boishakh|baisakh|joishtho|"
    "asharh|srabon|shrabon|bhadro|bhadra|ashwin|ashoj|kartik|poush|magh|falgun|phalgun|choitro|chaitra|"
    "farvardin|ordibehesht|khordad|mordad|shahrivar|aban|azar|bahman|esfand"
)


def number(match: re.Match[str]) -> int:
    """Which month a match names."""
    said = match["month"].lower()
    return next((at for at, begun in enumerate(BEGINNINGS, 1) if said.startswith(begun)), 6)


def a_day(match: re.Match[str]) -> str:
    """Instead of a day."""
    return A_DAY[season(number(match))]


def a_season(match: re.Match[str]) -> str:
    """Instead of a month."""
    return A_SEASON[season(number(match))]


RULES = (
    Rule(
        "day_abroad",
        "date",
        direct=True,
        pattern=rx(
            rf"(?<![\w/.-])(?:0?[1-9]|[12]\d|3[01])(?:er|º|°|ro|\.)? ?(?:de |di )?{MONTH}(?!\w)",
            r"(?:,? (?:de |del |di )?(?:19|20)\d{2}(?!\d))?",
        ),
        reason=EXACT,
        replacement=a_day,
        examples=(
            "El «14 de marzo» llegó tarde.",
            "Nació el «3 de agosto de 2011».",
            "Am «5. Oktober» war sie da.",
            "Le «12 février 2020» elle est partie.",
            "Le «1er mars», dit-il.",
            "A hearing: quarta, «18 de junho».",
        ),
        counter=("It costs 5 marks.", "At 12 maize fields.", "With 2 mayors."),
        cues=CUES,
        reach=14,
    ),
    Rule(
        "month_day_abroad",
        "date",
        direct=True,
        pattern=rx(
            rf"(?<!\w){MONTH} (?:0?[1-9]|[12]\d|3[01])(?:,? (?:de |del )?(?:19|20)\d{{2}})?(?![\w:%]|[.,]\d)"
        ),
        reason=EXACT,
        replacement=a_day,
        examples=("«Noviembre 2» es cuando murió.",),
        counter=("Mai 2 mal.", "Mars 3 is a ship.", "Juli 5 Euro."),
        check=lambda match: len(match["month"]) > 5,  # noqa: PLR2004 - the short ones are names
        cues=CUES,
    ),
    Rule(
        "month_abroad",
        "date",
        direct=False,
        pattern=rx(
            r"(?<!\w)(?:im|seit|ende|anfang|mitte|bis|ab|en|desde|hasta|depuis|fin|d[ée]but|em|desde|"
            r"sinds|a|nel|de) ",
            rf"(?P<id>{MONTH}(?: (?:de |del )?(?:19|20)\d{{2}})?)(?!\w)",
        ),
        reason=MONTHLY,
        replacement=a_season,
        examples=("Im «Dezember» ging es.", "Desde «marzo» está mejor.", "En «août» elle est partie."),
        counter=("A mayor came.", "En route to Mars.", "With mayo."),
        cues=CUES,
        reach=9,
    ),
    Rule(
        "day_other_calendar",
        "date",
        direct=True,
        pattern=rx(
            rf"(?<![\w/.-])(?:(?:[12]?\d|30)(?:st|nd|rd|th)?(?: of)? (?:{CALENDARS})(?:,? (?:1[34]|20|"
            rf"57)\d\d)?|(?:{CALENDARS}) ",
            r"(?:[12]?\d|30)(?:st|nd|rd|th)?(?![\d:])(?:,? (?:1[34]|20|57)\d\d)?|",
            rf"(?:{CALENDARS}) (?:1[34]|20|57)\d\d)(?!\w)",
        ),
        reason=EXACT,
        replacement=A_DATE,
        examples=(
            "It started after «17 Ramzan».",
            "Court is «27 Tammuz» or so.",
            "She died «Meskerem 2013» there.",
            "The year of water, «3rd Bhadro».",
        ),
        counter=("With 12 elders.", "Ramadan was calm."),
        cues=stems(CALENDARS),
        reach=12,
    ),
)
