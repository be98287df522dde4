"""Rows for where a person is found online: email, web and computer addresses."""

from __future__ import annotations

import ipaddress
import re

from consult.deid.kinds import N_
from consult.deid.rows import Rule, digits, rx, said, words

EMAIL = N_("Email address. Always removed.")
URL = N_("Web address. It can lead straight to a person.")
IP = N_("Address of a computer. Always removed.")

# Endings that are common and no English word; those that are words count with a path behind them only.
ENDINGS = (
    "com|org|net|edu|gov|mil|info|biz|dev|xyz|example|uk|de|fr|ca|au|nz|eu|ie|nl|ch|es|mx|br|jp|io|ai|tv"
)
WORDLY = (
    "me|be|it|in|is|to|us|am|my|no|ly|gl|so|at|cc|ws|gd|gg|app|name|health|care|clinic|family|social|"
    "online|site|website|space|store|shop|blog|live|news|cloud|page|link"
)
MAILERS = (
    "gmail|googlemail|yahoo|hotmail|outlook|icloud|aol|proton|protonmail|gmx|live|msn|comcast|verizon|me"
)

DOMAIN = r"(?:[a-z0-9](?:[a-z0-9-]{0,62})?\.)+"
PATH = r"[^\s<>\"'()\[\]{}|\\^]*[^\s<>\"'()\[\]{}|\\^.,;:!?*_]"
AT = r"(?: ?[(\[{<] ?(?:at|@|ät|a) ?[)\]}>] ?| at[ -](?:sign|symbol) )"
DOT = r"(?: ?[(\[{<] ?(?:dot|\.) ?[)\]}>] ?| dot | ?\. ?)"

# What marks a web address, and an email address that is spelled out.
DOMAINS = (*(f".{it}" for it in ENDINGS.split("|")), *(f".{it}/" for it in WORDLY.split("|")))
SPELLED = (
    "dot",
    "(at",
    "[at",
    "{at",
    "<at",
    "(@",
    "[@",
    "(ä",
    "(a",
    "at-",
    "at s",
    *words("gmail yahoo hotmail outlook icloud aol proton gmx"),
)

# What stands behind an "at" that only means "where".
PLACES = frozenset(
    words(
        "home school work court intake bedtime night noon church camp lunch dinner least risk office "
        "group the"
    )
)


def computer(match: re.Match[str]) -> bool:
    """A real address, and not a clock time or a bit of code that looks like one."""
    text = said(match)
    if match["dot"]:
        text = re.sub(r"(?: ?:|/)\d+$", "", text).replace(" ", "")
    if ":" in text and (digits(text) < 2 or len(text) < 6):  # noqa: PLR2004 - "fe80::1" is among the shortest
        return False
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


RULES = (
    Rule(
        "email",
        "email",
        direct=True,
        pattern=rx(
            rf"\w[\w.+%'-]{{0,63}}(?: ?@ ?{DOMAIN}(?:{ENDINGS})(?![\w-])|@(?:{MAILERS})(?![\w.-])",
            r"|@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[^\W\d_]{2,24})",
        ),
        reason=EMAIL,
        replacement=N_("[email address]"),
        examples=(
            "Write to «mruelas85@gmail.com».",
            "Write to «Jo.Lene_f+kids@mail.county.example», she answers.",
            "It is «josé.müller@familie.example».",
            "He gave me «tee.hend @ yahoo.com» as his address.",
            "It was tee.hend, I mean «thend@gmail», I think.",
        ),
        counter=("We met @ school.then we left.", "She scored 5 @ intake.", "Ask @bigtone614 about it."),
        cues=words("@"),
        reach=70,
    ),
    Rule(
        "email_spelled",
        "email",
        direct=True,
        pattern=rx(
            r"(?<![\w.+%'-])(?:[b-hj-z] (?=\w))?(?:\w{1,30} ?(?:[(\[]dot[)\]]|dot|underscore|dash|\.|_) "
            r"?){0,3}[\w.+%-]{1,64}",
            rf"(?:{AT}[\w-]{{1,60}}(?:{DOT}[\w-]{{2,30}}){{1,3}}",
            rf"| at (?:[\w-]{{1,60}} dot ){{1,3}}(?:{ENDINGS})",
            rf"| at (?:{MAILERS})(?:\.| dot )(?:{ENDINGS})|(?<=\d) (?:at )?(?:{MAILERS}) (?:dot )?com)(?!\w)",
        ),
        reason=EMAIL,
        replacement=N_("[email address]"),
        examples=(
            "She is at home, «kbarnes at ohiofamily dot org».",
            "Mail «k.barnes (at) familylink (dot) org» for it.",
            "Mail «kbarnes[at]familylink.org» for it.",
            "It is «jo dot lene at gmail dot com».",
            "at her work that is «x delgado at heb dot com» there",
            "its «bigmike77 gmail com» no caps",
            "It is «jolene77 at gmail.com».",
            "Or «lena(dot)k(at)web(dot)de».",
            "Or «r.okoro (a) outlook . com».",
            "It is «a.novak at-sign posteo dot de».",
        ),
        counter=("She is at home dot dot dot.", "Look at the score.", "We met (at school) today."),
        cues=SPELLED,
        reach=170,
    ),
    Rule(
        "email_mailer",
        "email",
        direct=True,
        pattern=rx(
            rf"(?<![\w.+%@/-])(?=[\w.+-]{{0,40}}[\d_.])[\w.+-]{{3,40}} at (?:{MAILERS})(?! ?[.(\[]?\w)"
        ),
        reason=EMAIL,
        replacement=N_("[email address]"),
        examples=("Write to «deb_ortiz at hotmail», he said.",),
        counter=("She works at Yahoo.", "Look at gmail.", "Nobody at hotmail answers."),
        check=lambda match: (
            match[0].rpartition(" at ")[2].lower() not in {"live", "me", "verizon", "comcast"}
        ),
        cues=words("gmail googlemail yahoo hotmail outlook icloud aol proton gmx msn"),
        reach=48,
    ),
    Rule(
        "email_short",
        "email",
        direct=True,
        pattern=rx(r"(?<![\w.+%@/-])(?=[\w.+-]{0,40}[a-z]{2})[\w.+-]{2,40}@(?=[a-z])[\w-]{2,40}(?![\w.@-])"),
        reason=EMAIL,
        replacement=N_("[email address]"),
        examples=("He said «mkhan@uni», I think.",),
        counter=("Meet@home is at 3.", "She@work is calm.", "At 5@night.", "See @bigtone614."),
        check=lambda match: match[0].lower().rpartition("@")[2] not in PLACES,
        cues=words("@"),
        reach=42,
    ),
    Rule(
        "url",
        "url",
        direct=True,
        pattern=rx(r"(?:(?<![a-z])(?:https?|ftp)://|(?<![\w.@-])www\.)(?=\w|\[?[\da-f:])", PATH),
        reason=URL,
        replacement=N_("[web address]"),
        examples=(
            "See «https://www.facebook.com/jolene.f.77».",
            "It was in the paper («www.daytonnews.example/story/48812»).",
            "Her page is [here](«http://jolene.example/a?b=c#d»).",
        ),
        counter=("The http of it all.", "www is a word."),
        cues=words("http ftp www."),
    ),
    Rule(
        "url_bare",
        "url",
        direct=True,
        pattern=rx(
            rf"(?<![\w.@-]){DOMAIN}",
            rf"(?:(?:{ENDINGS})(?![\w-])(?!\.\w)(?::\d{{2,5}})?(?:/(?:{PATH})?)?|(?:{WORDLY})/{PATH})",
            rf"|(?<![\w.@-])(?:[a-z0-9-]{{3,60}}\.){{2,4}}(?:{WORDLY})(?![\w.@-])",
        ),
        reason=URL,
        replacement=N_("[web address]"),
        examples=(
            "They raise money at «gofundme.com/f/help-the-ruelas-family».",
            "He posts on «reddit.com».",
            "The link was «youtu.be/a1b2c3», he said.",
            "Her lawyer: «womens-cell.example.in», behind the court.",
        ),
        counter=(
            "She felt better.then it got worse. Take.care of it.",
            "Use e.g. a diary.",
            "Version 2.0 of it, and/or the first.",
            "It is 3.5/week.",
        ),
        cues=DOMAINS,
        reach=130,
    ),
    Rule(
        "url_spelled",
        "url",
        direct=True,
        pattern=rx(
            r"(?<![\w-])(?!(?:the|a|an|in|on|at|their|her|his|"
            r"of)\b)[\w-]{2,40} dot (?:[\w-]{2,40} dot ){0,2}",
            rf"(?:{ENDINGS})(?: slash [\w-]{{1,40}}){{0,4}}(?!\w)",
        ),
        reason=URL,
        replacement=N_("[web address]"),
        examples=("It is «linkedin dot com slash in slash tomreeves».",),
        counter=("In the dot com years.", "Connect each dot in it.", "A polka dot dress."),
        cues=words("dot"),
        reach=46,
    ),
    Rule(
        "ip",
        "ip",
        direct=True,
        pattern=rx(
            r"(?<![\w.:-])(?P<id>\d{1,3}(?P<dot>\.| \. )\d{1,3}(?:(?P=dot)\d{1,3}){2}(?: ?:\d{2,5}|"
            r"/\d{1,2})?",
            r"(?![\d-]| ?\.\d)",
            r"|(?=[\da-f]{0,4}:[\da-f]{0,4}:)[\da-f:]{2,39}(?:(?:\.\d{1,3}){3})?(?![\w:]))",
        ),
        reason=IP,
        replacement=N_("[computer address]"),
        examples=(
            "He logs in from «203.0.113.137» at night.",
            "It came from «2001:db8::8a2e:375».",
            "IP «fe80::1»",
            "It is «::ffff:10.0.0.1».",
            "From our VPN, «198.51.100.23:443», or «198 . 51 . 100 . 9», at night, or «10.44.0.9/24».",
        ),
        counter=(
            "We met at 10:30:00.",
            "Section 1.2.3 applies.",
            "It was 999.1.1.1 then.",
            "std::vector, ab::1",
        ),
        check=computer,
        cues=words("::"),
        number=4,
        reach=4,
    ),
)
