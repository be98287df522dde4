"""Rows for organisations by where they stand: in a list of resources, behind "rang" and "quit", as "ANMC"."""

from __future__ import annotations

import re

from consult.deid import lexicon
from consult.deid.kinds import N_
from consult.deid.lexicon import Flag, flags
from consult.deid.rows import Rule, exactly, rx, words
from consult.deid.rules.barewords import BARE, NOT_NAMES, STOPS
from consult.deid.rules.capitals import is_first_name, is_proper, is_word
from consult.deid.rules.chains import EMPLOYERS
from consult.deid.rules.organisations import CUED, NAMED
from consult.deid.rules.placewords import GENERIC, ORDINARY, STATES, TITLES, TRIMMED

ORGANISATION = N_("[organisation]")
CAP = r"(?-i:[A-ZÀ-Þ][\w'’&-]*)"
RUN = rf"(?:(?-i:The) )?{CAP}(?:(?: (?:of|for|on|in|and|&|de|del|la|the|to|n'|at))? {CAP}){{0,4}}"
OFFERED = (
    "food|meals?|groceries|clothes|clothing|beds?|linens?|bedding|furniture|counsel+ing|diapers|nappies|"
    "showers?|"
    "laundry|legal|detox|vocational|dental|rides?|transport|transportation|childcare|tutoring|pantry|respite|"
    "formula|baby items|hygiene|wheelchairs?|glasses|english classes|esl|mediation|shelters?|housing help|"
    "rent help|utilities|debt advice|day centre|day center|drop-?in|toys|coats|job help|employment|"
    "resources?|"
    "walk-?in|hot meals?|lunch|breakfast|support group"
)
CONTACTED = (
    r"t/?c to|call(?:ed)? to|calls? to|vm (?:for|to)|rang|phoned|emailed|quit|joined|volunteers? (?:with|"
    r"for|at)|"
    r"volunteering (?:with|for|at)|referred (?:her|him|them|us)? ?to|referral (?:sent )?to|transferred "
    r"(?:from|to)|"
    r"applied (?:at|to|with)|linked (?:her |him |them )?(?:with|to|up with)|signed up (?:with|at|for)|"
    r"enrolled (?:in|with|at)|waitlisted (?:at|with|for)|employed (?:by|with|at)|laid off from|fired from|"
    r"collateral (?:from|with)|faxed(?: \w+)? to|discharged (?:from|to)|stepped down (?:from|to)|accepted "
    r"(?:at|by|to)|"
    r"served by|run by|donated by|thanks to|funded by|contracted with|someone (?:at|from|with)|(?:is|was|"
    r"are) (?:from|with|at)|staff "
    r"(?:at|from|of)"
)
UNTOLD = GENERIC | ORDINARY | TRIMMED | TITLES | BARE | NOT_NAMES
PAIR = 2
LETTERED = frozenset(words("cctv faqs imax nato fifa hmrc dvla moca phqs gads asap fyi rsvp"))
OWNERS = frozenset(words("mom dad mum god gran grandma grandpa nana nan men women children child people"))


def parts_of(name: str) -> list[str]:
    return [it.strip(".'").removesuffix("'s") for it in name.lower().split() if it != "&"]


def named(match: re.Match[str]) -> bool:
    """Several words, or one that is no English word; neither a term nor what everybody has."""
    name = match["id"]
    parts = parts_of(name)
    low = " ".join(parts)
    if low in EMPLOYERS:
        return True
    person = is_first_name(parts[0]) and (len(parts) <= PAIR or is_first_name(parts[-1]))
    if low in lexicon.ALLOWED_PHRASES or low in STATES or parts[0] in TITLES or person:
        return False
    if any(" ".join(parts[at:]) in lexicon.ALLOWED_PHRASES for at in range(len(parts))):
        return False
    telling = [it for it in parts if it not in UNTOLD and it not in STOPS and len(it) > 1]
    if len(parts) == 1:
        free = bool(telling) and not is_word(low) and not is_proper(low) and not name.isupper()
        return free and not flags(low) & Flag.KNOWN and low not in EMPLOYERS
    small = [it for it in name.split() if it[0].islower() and it not in JOINING]
    return bool(telling) and not small and not all(it.isupper() for it in name.split())


JOINING = frozenset(words("of for on in and de del la the to n' at"))


def listed(match: re.Match[str]) -> bool:
    """Behind the word for what it offers, as the whole item: "Linens: Bright Threads, ask for ..."."""
    parts = parts_of(match["id"])
    return named(match) and len(parts) > 1 and parts[0] not in STOPS - {"the", "second"}


def lettered(match: re.Match[str]) -> bool:
    """Letters that stand for no term: "at ANMC"."""
    name = match["id"]
    low = name.lower()
    loud = match.string[max(0, match.start() - 12) : match.start("id")]
    loud += match.string[match.end() : match.end() + 12]
    if (
        flags(low) not in {0, Flag.LAST}
        or low in lexicon.ALLOWED_PHRASES
        or low.removesuffix("s") in lexicon.ALLOWED_PHRASES
    ):
        return False
    return loud.upper() != loud and low not in UNTOLD | LETTERED


def evoking(match: re.Match[str]) -> bool:
    """Words of hope, or no English ones, before the word for what it is."""
    parts = match["id"].split()[:-1]
    if parts[0] in STOPS or parts[0] in TITLES or match["id"] in lexicon.ALLOWED_PHRASES:
        return False
    strange = any(not flags(it) & (Flag.EVERYDAY | Flag.WORD | Flag.KNOWN | Flag.PROPER) for it in parts)
    plain = len(parts) == 1 and parts[0] in PLAIN
    return (strange and not is_first_name(parts[0])) or (not plain and all(it in EVOKING for it in parts))


# With nothing else before the word for it, these only praise it.
PLAIN = frozenset(
    words("good new open bright holy peace light start point door doors river rivers stone oak pine")
)


EVOKING = frozenset(
    words(
        "good samaritan hope grace harbor harbour haven light bright new dawn day start horizons horizon "
        "beginnings "
        "open arms door doors sacred heart holy mercy peace star hearts bridge bridges rainbow lighthouse "
        "phoenix "
        "serenity unity victory promise sunrise sunset oasis cornerstone crossroads turning point "
        "stepping stones "
        "stone river rivers oak oaks willow cedar maple pine lotus samaritans shepherd angels pathways "
        "journey"
    )
) - {"day"}


def casa(match: re.Match[str]) -> bool:
    """ "Goes to la posada", but "speaks to la abuela" and "by el niño" name nothing."""
    word = match["id"].split()[-1]
    family = word in COMMON or word in lexicon.ALLOWED_PHRASES or word in NOT_NAMES
    return not family and not flags(word) & Flag.EVERYDAY


COMMON = frozenset(
    words(
        "familia migra abuela abuelo mama papa madre padre nina nino escuela iglesia casa calle vida "
        "virgen gente "
        "policia corte salud muerte crisis senora senor jefa jefe hija hijo verdad leche comida doctora "
        "doctor"
    )
)

RULES = (
    Rule(
        "organisation_offering",
        "organisation",
        direct=False,
        pattern=rx(
            rf"(?<![\w'’-])(?:{OFFERED})(?: ?[/&,] ?[a-z]{{3,12}})?: ?(?P<id>{RUN})(?= ?(?:[.,;(\n–-]|$))",
        ),
        reason=CUED,
        replacement=ORGANISATION,
        examples=(
            "Beds/linen: «Slate Recycling», ask for her",
            "Food: «Jesus Cares Centre», Thursdays",
            "Clothes: «The Giving Closet».",
            "Hot meals: «Manna on Main», noon",
        ),
        counter=(
            "Food: Client reports enough.",
            "Legal: Probation, two years.",
            "Meals: None",
            "Employment: Part Time",
            "Housing help: Section 8.",
            "Transport: Bus.",
        ),
        check=listed,
        cues=words(
            "food meal groc clothe clothi bed linen furn counsel diaper napp "
            "shower laundry legal detox vocational dental ride transport childcare tutor pantry respite "
            "formula baby "
            "hygiene wheel glasses english esl mediation shelter housing rent util debt day drop toys coats "
            "job employ "
            "resource walk hot lunch breakfast support"
        ),
    ),
    Rule(
        "organisation_contacted",
        "organisation",
        direct=False,
        pattern=rx(rf"(?<![\w'’-])(?:{CONTACTED}) (?P<id>{RUN})(?![\w'’-])"),
        reason=CUED,
        replacement=ORGANISATION,
        examples=(
            "T/c to «Turning Leaf» re: bed",
            "He quit «Jiffy Lube» in a huff.",
            "I rang «Mind in Salford» for him.",
            "She volunteers with «Dress for Success».",
        ),
        counter=(
            "I rang Denise and Maria.",
            "He quit Monday.",
            "referred to Family Court",
            "Thanks to Medicaid it is paid.",
            "signed up for Step Down",
            "He joined Mom there.",
        ),
        check=named,
        cues=(
            *words(
                "t/c tc call vm rang phoned emailed quit joined volunteer referr transfer applied linked "
                "signed enrolled "
                "waitlisted employed laid fired collateral faxed discharged stepped accepted served run "
                "donated thanks "
                "funded contracted someone staff"
            ),
            *(f"{it} {at}" for it in ("is", "was", "are") for at in ("from", "with", "at")),
        ),
    ),
    Rule(
        "organisation_holds",
        "organisation",
        direct=False,
        pattern=rx(
            rf"(?<![\w'’-])(?P<id>{CAP}(?: {CAP}){{1,3}}) (?:has (?:her|him|them|us|me|no beds|a waitlist|"
            rf"a wait list|"
            r"an opening|a bed|a spot)|(?:is|was|are) (?:full|closed|taking)|will hold|won't take|wont take|"
            r"turned (?:her|him|them)|called back|rang back|holds? (?:the|a|her|his)|takes (?:walk|"
            r"medicaid))\b"
        ),
        reason=CUED,
        replacement=ORGANISATION,
        examples=("«Stepping Forward» has her on the list.", "«Three Gates» is full until spring."),
        counter=("Her Mother has her on weekends.", "Foster Parent has him.", "The School is closed."),
        check=lambda match: named(match) and not TITLES.intersection(parts_of(match["id"])),
        cues=(
            *(" has her", " has him", " has them", " has us", " has me", " has no ", " has a ", " has an "),
            *(
                " full",
                " closed",
                " taking",
                " will ",
                " wo",
                " turned ",
                " called ",
                " rang ",
                " hold",
                " takes ",
            ),
        ),
        reach=44,
    ),
    Rule(
        "organisation_saints",
        "organisation",
        direct=True,
        pattern=exactly(
            r"(?<![\w'-])(?:Sts?|SS|Saints?)\.? [A-Z][a-zà-ÿ'-]+ (?:and|&) (?:(?:St|Saint)\.? "
            r")?[A-Z][a-zà-ÿ'-]+(?![\w'-])"
        ),
        reason=NAMED,
        replacement=ORGANISATION,
        examples=("The bag sits at «Sts. Vladimir and Olga».", "Keys at «St Olave and St Brigid»."),
        counter=("St. Paul is cold and Maria left.",),
        cues=words("st sts ss saint saints"),
    ),
    Rule(
        "organisation_owned",
        "organisation",
        direct=False,
        pattern=exactly(
            r"(?<![\w'-])(?P<id>[A-Z][a-z]+'s (?:Table|House|Place|Kitchen|Closet|Cupboard|Pantry|Haven|"
            r"Home|Garden|"
            r"Farm|Hope|Gift|Wish|Promise|Corner|Kids|Pals|Nest|Center|Centre|Project|Heart|Hands|Bridge|"
            r"Porch))"
            r"(?! (?:is on|was on|and Mom|at|on))(?![\w'-])"
        ),
        reason=CUED,
        replacement=ORGANISATION,
        examples=("«Rosie's Table» feeds them on Sundays.", "A bed at «Kenny's Nest» came up."),
        counter=("Rosie's table is set.", "At Mom's House rules hold."),
        check=lambda match: match["id"].lower().partition("'")[0] not in UNTOLD | OWNERS,
        cues=("'s ",),
        reach=18,
    ),
    Rule(
        "organisation_letters",
        "organisation",
        direct=False,
        pattern=exactly(
            r"(?<![\w'-])(?:@ ?|at |at the |from |per |via |[Pp]er |[Tt]ransferred to |admitted to "
            r")(?P<id>[A-Z]{4,6})"
            r"(?![\w'’/&.-]*[\w'’/&-]| [A-Z0-9])"
        ),
        reason=CUED,
        replacement=ORGANISATION,
        examples=(
            "in from hosp @ «ANMC», 1420 hrs",
            "Client receives methadone at «BAART».",
            "Per «CAMBA» worker, ok",
        ),
        counter=("seen at HOME", "from PTSD", "PLAN AT HOME WITH MOM", "from DSMV 5"),
        check=lettered,
        cues=("@", "at ", "from ", "per ", "via ", "transferred ", "admitted "),
    ),
    Rule(
        "organisation_evoking",
        "organisation",
        direct=False,
        pattern=rx(
            r"(?<![\w'-])(?:from|at|to|by|with|w/|through|thru|near|outside|via) (?:the "
            r")?(?P<id>(?-i:[a-z'-]{3,14} "
            r"(?:[a-z'-]{3,14} )?(?:center|centre|parish|academy|elementary|foundation|recovery|house|"
            r"shelter|clinic|"
            r"church|mission|ministry|school|primary|hospital|treatment|homes|manor|project)))(?![\w'-])"
        ),
        reason=CUED,
        replacement=ORGANISATION,
        examples=(
            "maybe ask someone from the «good samaritan center» to come",
            "a bed thru «new horizons recovery» in time",
        ),
        counter=(
            "from the local community center",
            "at the rec center",
            "to a good school",
            "from the new house",
            "at the open house",
            "by day treatment",
        ),
        check=evoking,
        cues=words(
            "center centre parish academy elementary foundation recovery house shelter clinic church "
            "mission ministry "
            "school primary hospital treatment homes manor project"
        ),
        reach=40,
    ),
    Rule(
        "organisation_la",
        "organisation",
        direct=False,
        pattern=rx(
            r"(?<![\w'-])(?:at|to|from|used|called|call|via|outside) (?P<id>(?-i:(?:la|las|los|el|casa) "
            r"(?:de )?(?:la )?"
            r"[a-zà-ÿ]{4,14}))(?![\w'-])"
        ),
        reason=CUED,
        replacement=ORGANISATION,
        examples=("statements go to «la posada» not home", "we used «casa esperanza» for the groceries"),
        counter=("she spoke to la abuela", "he is from la today", "to la with him"),
        check=casa,
        cues=words("la las los el casa"),
        reach=10,
    ),
)
