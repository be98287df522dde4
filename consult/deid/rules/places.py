"""Rows for parts of an address that have a shape: zip codes, post boxes, flats."""

from __future__ import annotations

from consult.deid.kinds import N_
from consult.deid.rows import Rule, exactly, rx, stems, words

ZIP = N_("Zip code. Nothing smaller than a state is shared.")
BOX = N_("Post box. Always removed.")
FLAT = N_("Part of an address.")
DIVISION = N_("Part of a town or a county. Nothing smaller than a state is shared.")

STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|ME|MI|MN|MO|MS|MT|NC|ND|NE|NH|NJ|NM|NV|"
    "NY|OH|OK|OR|PA|PR|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY"
)
STATE_NAMES = (
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|"
    "illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|"
    "mississippi|missouri|montana|nebraska|nevada|hampshire|jersey|mexico|york|carolina|dakota|ohio|oklahoma|"
    "oregon|pennsylvania|tennessee|texas|utah|vermont|virginia|washington|wisconsin|wyoming"
)
# As newspapers and older people write them.
STATES_SHORT = (
    r"Ala\.|Ariz\.|Ark\.|Calif\.?|Colo\.|Conn\.|Del\.|Fla\.|Ga\.|Ill\.|Ind\.|Kan\.|Kans\.|Ky\.|La\.|Mass\.?|Md\.|Me\.|"
    r"Mich\.?|Minn\.?|Miss\.|Mo\.|Mont\.|Neb\.|Nebr\.|Nev\.|N\.C\.|N\.D\.|N\.H\.|N\.J\.|N\.M\.|N\.Y\.|Okla\.?|Ore\.|Oreg\.|"
    r"Pa\.|Penn\.|R\.I\.|S\.C\.|S\.D\.|Tenn\.?|Tex\.|Va\.|Vt\.|Wash\.|W\.? ?Va\.|Wis\.|Wisc\.?|Wyo\.|D\.C\."
)
PROVINCES = (
    r"Ontario|Quebec|Québec|Manitoba|Alberta|Saskatchewan|Nova Scotia|British Columbia|New Brunswick|"
    r"Newfoundland|Nunavut|Yukon|Ont\.|Que\.|Alta\.|Sask\.|Man\.|B\.C\.|ON|AB|MB|SK|QC|BC|NS|NB|NL|NSW|QLD|"
    r"Queensland|Tasmania|England|Scotland|Wales|Ireland|Mexico|Guatemala|Honduras"
)
FIVE = r"(?P<id>\d{5}(?:-\d{4})?)(?![\w%]|[-.,]\d)"

ADDRESSED = (
    "address|c/o|lives|living|moved|moving|resides|residing|mail|apt|street|st|ave|avenue|road|rd|lane|box"
)

RULES = (
    Rule(
        "zip_state",
        "zip",
        direct=True,
        pattern=rx(
            rf"(?<![\w-])(?:(?-i:{STATES})|{STATE_NAMES}|(?-i:{STATES_SHORT})|(?<=, )(?:{STATES})),? ?", FIVE
        ),
        reason=ZIP,
        replacement=N_("[zip code]"),
        examples=(
            "She moved to Fresno, CA «93721».",
            "Dayton, OH «45402-1234»",
            "In California «93721».",
            "fresno, ca «93721»",
            "Browning, Mont. «59417»",
        ),
        counter=("In CA 937211 people.", "OR 12 of them.", "In Ohio 12,000 people.", "or 45402 people"),
        number=5,
        reach=18,
    ),
    Rule(
        "zip_named",
        "zip",
        direct=True,
        pattern=rx(
            r"\b(?:zip(?: ?codes?|s)?|gen(?:era)?l\.? delivery|postal code|post ?code|plz)\b[^\d\n]{0,20}",
            r"(?P<id>\d{5}(?:-\d{4})?|\d{3}(?:xx|\*\*)?)(?![\w%]|[-.,]\d)",
        ),
        reason=ZIP,
        replacement=N_("[zip code]"),
        examples=(
            "Lives in zip «93721».",
            "Zip code: «93721-1234»",
            "The zip starts with «937».",
            "mail goes to genl delivery «99621»",
        ),
        counter=("Zip it in 12 steps.",),
        cues=words("zip post plz gen"),
    ),
    Rule(
        "zip_plus_four",
        "zip",
        direct=True,
        pattern=rx(r"(?<![\w$.,-])\d{5}-\d{4}(?![\w%]|[-.,]\d)"),
        reason=ZIP,
        replacement=N_("[zip code]"),
        examples=("Mail to «93721-1234».",),
        counter=("From 12000-15000 steps.", "It is 123721-1234."),
        number=9,
    ),
    Rule(
        "zip_in_address",
        "zip",
        direct=True,
        pattern=rx(
            rf"\b(?:{ADDRESSED})\b[^\n]{{0,80}}, ", FIVE, r"(?! ?(?:people|steps|dollars|times|words))"
        ),
        reason=ZIP,
        replacement=N_("[zip code]"),
        examples=(
            "Current address is confidential, c/o the center, «99201».",
            "He moved to Duluth, «55803», in spring.",
        ),
        counter=("He lives well, 12,000 people do.", "He moved, 12000 people did."),
        cues=stems(ADDRESSED),
    ),
    Rule(
        "postcode",
        "zip",
        direct=True,
        pattern=exactly(
            r"(?<![\w-])(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d)(?![\w-])"
        ),
        reason=ZIP,
        replacement=N_("[postal code]"),
        examples=("In London, «SW1A 1AA».", "In Ottawa, «K1A 0B1»."),
        counter=("PHQ 9 AB.", "B12 2MG daily."),
        check=lambda match: not match[0].endswith("MG"),
    ),
    Rule(
        "po_box",
        "street",
        direct=True,
        pattern=rx(
            r"\b(?:p\.? ?o\.? ?box|post office box|pob|postfach|rural route|rr|r\.r\.) ?#?\d{1,6}",
            r"(?:,? box \d{1,6})?(?!\w)",
        ),
        reason=BOX,
        replacement=N_("[post box]"),
        examples=(
            "Mail goes to «PO Box 1187».",
            "It is «P.O. Box 22».",
            "«RR 2 Box 14»",
            "She wrote to «R.R. #2, Box 61» once.",
        ),
        counter=("A box of 12.", "RR is fast."),
        cues=words("box pob postfach rural rr r.r."),
        reach=14,
    ),
    Rule(
        "flat",
        "street",
        direct=False,
        pattern=rx(
            r"\b(?:apt|apartment|flat|trailer|lot)\.? ?#?",
            r"(?P<id>\d{1,5} ?-?[a-z]?(?!\w)|(?-i:[A-Z])-?\d{1,4}(?!\w))",
        ),
        reason=FLAT,
        replacement=N_("[number]"),
        examples=("She moved to apartment «4B».", "In Apt. «12» it is cold."),
        counter=("An apartment with 2 rooms.", "A lot of 12.", "Flat affect 2 weeks."),
        cues=words("apt apartment flat trailer lot"),
    ),
    Rule(
        "division",
        "place",
        direct=False,
        pattern=rx(
            r"\b(?:(?-i:Precinct|District|Ward|Exit|Township|Beat|Zone|Sector|Pct\.?)|precinct|(?<=off )exit|"
            r"mile marker) #?\d{1,3}[a-z]?(?!\w|[-/.:%]\d)"
        ),
        reason=DIVISION,
        replacement=N_("[place]"),
        examples=(
            "She votes in «Precinct 5» now.",
            "The councilman for «Ward 7» wrote.",
            "Off «Exit 12» by night.",
        ),
        counter=("On exit 12 people left.", "a ward 7 times", "the district 9 schools"),
        cues=words("precinct district ward exit township beat zone sector pct mile"),
    ),
    Rule(
        "ward_small",
        "place",
        direct=False,
        pattern=rx(
            r"\b(?:in|from|to|near|nr|around) (?:the )?",
            r"(?P<id>(?:lower|upper) (?:ninth|9th)(?: ward)?|"
            r"(?:third|fourth|fifth|sixth|seventh|eighth|ninth|"
            r"[3-9]th) ward)(?!\w)",
        ),
        reason=DIVISION,
        replacement=N_("[neighbourhood]"),
        examples=("they took 2 buses from «lower ninth» again", "He was raised in the «fifth ward» here."),
        counter=("the ninth visit", "in the lower half"),
        cues=words("ward ninth 9th"),
        reach=24,
    ),
    Rule(
        "side_of_town",
        "place",
        direct=False,
        pattern=rx(
            r"\b(?:in|on|from|to|near|around) (?:the )?",
            r"(?P<id>(?-i:(?:North|South|East|West|Old|Near|Lower|Upper|Far|Northwest|Northeast|Southwest|"
            r"Southeast) "
            r"(?:Side|Eastside|Westside|End|North|South|East|West|Ward|Bottoms?|Town|Bank|Ninth)|Eastside|Westside|"
            r"Southside|Northside))(?![\w'-])",
        ),
        reason=DIVISION,
        replacement=N_("[neighbourhood]"),
        examples=("He grew up on the «South Side» here.", "She rents in «Old North» now."),
        counter=("on the other side", "in the Old Testament", "from the East"),
        cues=words("north south east west old near lower upper far"),
        reach=16,
    ),
)
