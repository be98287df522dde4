"""Rows for organisations that everybody knows, and for those with a number or a saint."""

from __future__ import annotations

from consult.deid.kinds import N_
from consult.deid.rows import Rule, exactly, rx, words
from consult.deid.rules.barewords import NOT_NAMES
from consult.deid.rules.capitals import is_first_name
from consult.deid.rules.organisations import NAMED
from consult.deid.rules.placewords import GENERIC, ORDINARY, TRIMMED

CONSOLES = frozenset(words("PS1 PS2 PS3 PS4 PS5"))
HOLY = frozenset(
    words("heart family trinity cross name redeemer spirit rosary angels child innocents ghost saviour")
)


PLAIN = frozenset(words("own small big tiny empty back front")) | (
    GENERIC | ORDINARY | TRIMMED | NOT_NAMES
) - {"new", "life", "first"}


def holy(name: str) -> bool:
    """Is this what a church could be called, behind "st"?"""
    word = name.split()[1].removesuffix("'s")
    if name.startswith(("st ", "st. ", "saint ")) and name.endswith("'s"):
        return True
    return is_first_name(word) or is_first_name(word.removesuffix("s")) or word in HOLY


RULES = (
    Rule(
        "saint_small",
        "organisation",
        direct=False,
        pattern=rx(
            r"\b(?:at|to|from|attends|near|outside|by|school,|church,|parish,|hospital,) ",
            r"(?P<id>(?-i:st|saint|sacred|holy|blessed)\.? (?-i:[a-z]{4,}(?:'s)?))(?![\w'-])",
        ),
        reason=NAMED,
        replacement=N_("[organisation]"),
        examples=(
            "the kid goes to «st marks» and hates it",
            "a bed at «st. anne's» tonight",
            "their school, «saint columba's», is shut",
        ),
        counter=("she went to holy communion", "at st the corner"),
        check=lambda match: holy(match["id"]),
        cues=words("at to from attends near outside by school, church, parish, hospital,"),
    ),
    Rule(
        "church_small",
        "organisation",
        direct=False,
        pattern=rx(
            r"\b(?:at|from|to|of|with|attends|near|outside) (?:the )?(?P<id>(?-i:[a-z][a-z'-]{2,14} "
            r"(?:[a-z]{3,14} )?"
            r"(?:tabernacle|ministries|cathedral|chapel|synagogue|gurdwara|masjid|basilica)))(?![\w'-])"
        ),
        reason=NAMED,
        replacement=N_("[church]"),
        examples=("a pastor from «new life tabernacle» drives her",),
        counter=(
            "from the local synagogue",
            "at the hospital chapel",
            "near an old chapel",
            "from her own chapel",
        ),
        check=lambda match: not all(it in PLAIN for it in match["id"].split()[:-1]),
        cues=words("tabernacle ministries cathedral chapel synagogue gurdwara masjid basilica"),
        reach=44,
    ),
    Rule(
        "charity",
        "organisation",
        direct=False,
        pattern=rx(
            r"\b(?:(?:the )?salvation army(?: shelter)?|(?:catholic|lutheran|jewish|episcopal|"
            r"islamic|methodist) (?:charities|(?:(?:social|family|community|legal|immigration|refugee|"
            r"child(?:ren)?'?s)"
            r"(?: and family)? )?services|legal(?: aid| services)?|relief)|(?:saint|st)\.? vincent "
            r"de paul|volunteers of america|"
            r"covenant house|"
            r"habitat for humanity|(?:goodwill )?easter ?seals|united way)(?!\w)"
        ),
        reason=NAMED,
        replacement=N_("[organisation]"),
        examples=(
            "I asked «Catholic Charities» for a voucher.",
            "Staying at «the Salvation Army shelter» for now.",
            "if anyone's at «catholic legal» lmk",
        ),
        counter=(
            "A Catholic family.",
            "A catholic service.",
            "She is Catholic.",
            "charities help",
            "an army of helpers",
        ),
        cues=words(
            "salvation catholic lutheran jewish episcopal islamic methodist saint st volunteers covenant "
            "habitat united goodwill easter"
        ),
        reach=4,
    ),
    Rule(
        "school_number",
        "organisation",
        direct=True,
        pattern=exactly(
            r"(?<!\w)(?:P\.?S\.?|I\.?S\.?|M\.?S\.?|J\.?H\.?S\.?|School|Public School) ?(?:No\.? ?|#)?"
            r"\d{1,3}(?!\w|[-/.:]\d)"
        ),
        reason=NAMED,
        replacement=N_("[school]"),
        examples=(
            "Her IEP moved with her to «P.S. 114».",
            "He is at «PS 9» now.",
            "A teacher at «School 17».",
        ),
        counter=("The school has 114 pupils.", "MS 3 years ago", "PS 11/12", "She sold her PS5."),
        check=lambda match: not match[0].startswith("MS ") and match[0] not in CONSOLES,
        cues=words("p i m j school public"),
    ),
    Rule(
        "union_local",
        "organisation",
        direct=True,
        pattern=exactly(
            r"(?<!\w)(?:(?:[A-Z]{2,6} )?Local (?:No\.? ?|#)?\d{1,4}"
            r"|(?:SEIU|UAW|IBEW|AFSCME|CWA|UFCW|IATSE|NUHW|ILWU|USW|UNITE HERE) \d{2,4})(?!\w)"
        ),
        reason=NAMED,
        replacement=N_("[organisation]"),
        examples=(
            "He belongs to «Local 412».",
            "«UAW Local 12» pays.",
            "The union, «SEIU 1199», sends rides.",
        ),
        counter=("The local 12 o'clock bus.", "Local people"),
        cues=words("local seiu uaw ibew afscme cwa ufcw iatse nuhw ilwu usw unite"),
        reach=8,
    ),
    Rule(
        "lodge",
        "organisation",
        direct=False,
        pattern=rx(
            r"\b(?:(?:at|from|to|by|outside|behind|near) (?:the |our |his |her )?)?"
            r"(?P<id>(?:(?<=[tmoyedr] )|(?<=the )|(?<=our ))(?:vfw|american legion|elks lodge|moose lodge|"
            r"knights of columbus|odd fellows|kiwanis|royal british legion|rsl|jcc)"
            r"|headspace (?-i:[A-Z][a-z]+))(?!\w)"
        ),
        reason=NAMED,
        replacement=N_("[organisation]"),
        examples=("Coffee at the «VFW» with Gunny.", "Fourth: «headspace Sunshine», any hour."),
        counter=("a legion of helpers", "The headspace is better."),
        cues=words("at from to by outside behind near headspace"),
    ),
)
