"""Rows for what gives away a date without saying it: "the 27th", a birthday, a holiday."""

from __future__ import annotations

from consult.deid.kinds import N_
from consult.deid.rows import Rule, rx, stems, words
from consult.deid.rules.months import A_DATE, ORDINALS, WEEKDAY

HINT = N_("Could give away a date. “Around then” works too.")

NUMBERED = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)"
HOLIDAYS = (
    r"halloween|thanksgiving|christmas|xmas|easter|good friday|palm sunday|ash wednesday|new year'?s|"
    r"fourth of july|4th of july|independence day|labor day|memorial day|valentine'?s|mother'?s day|"
    r"father'?s day|veterans'? day|presidents'? day|mlk day|martin luther king day|columbus day|"
    r"indigenous peoples'? day|juneteenth|boxing day|mardi gras|cinco de mayo|hanukkah|chanukah|passover|"
    r"purim|yom kippur|rosh hashanah|high holidays|nye|high holy days|sukkot|ramadan|ramzan|ramazan|diwali|"
    r"holi|kwanzaa|nowruz|"
    r"lunar new year|chinese new year|three kings|super bowl|dia de los muertos|day of the dead|candlemas|"
    r"shrove tuesday|fat tuesday|holy week|holy saturday|maundy thursday|pentecost|whitsun|corpus christi|"
    r"epiphany|ascension day|assumption day|all saints'?|all souls'?|advent sunday|pancake day|"
    r"orthodox (?:christmas|easter)|pascha|old new year|maslenitsa|victory day|white sunday|burns night|"
    r"(?:(?:spring|summer|may|august|easter) )?bank holiday|world book day|red nose day|"
    r"hogmanay|remembrance (?:day|sunday)|guy fawkes|bonfire night|samhain|beltane|imbolc|yule|pesach|"
    r"pesah|shavu[ou][ts]|sukkos|simchat torah|simchas torah|tisha b'?av|lag b'?aomer|tu b'?shevat|"
    r"yom hashoah|yom ha'?atzmaut|mimouna|sigd|laylat al-qadr|shab-e-barat|ashura|arba'?een|mawlid|milad|"
    r"mouloud|muharram|tabaski|korit[eé]|kurban bayram\w?|bayram|nooruz|norooz|newroz|chaharshanbe suri|"
    r"yalda|sizdah bedar|sham el[- ]nessim|fasika|meskel|timkat|timket|enkutatash|vaisakhi|baisakhi|"
    r"navratri|dussehra|deepavali|durga puja|pujo|kali puja|saraswati puja|chhath|lohri|makar sankranti|"
    r"ugadi|karva chauth|bihu|pohela boishakh|dashain|tihar|teej|raksha bandhan|rakhi|janmashtami|onam|"
    r"pongal|ganesh chaturthi|bodhi day|vesak|wesak|losar|tsagaan sar|tet|songkran|"
    r"mid[- ]?autumn(?: festival)?|moon festival|qingming|tomb[- ]sweeping day|dragon boat festival|"
    r"chuseok|seollal|obon|golden week|matariki|waitangi day|anzac day|australia day|sorry day|"
    r"naidoc week|canada day|victoria day|bastille day|king'?s day|koningsdag|sinterklaas|nikolaus|"
    r"groundhog day|april fool'?s?|black friday|earth day|flag day|election day|inauguration day|tax day|"
    r"leap day|patriots'? day|emancipation day|grandparents'? day|women'?s day|children'?s day|midsummer|"
    r"weihnachten|heiligabend|silvester|ostern|pfingsten|fasching|karneval|toussaint|navidad|nochebuena|"
    r"nochevieja|semana santa|carnaval|paques|las posadas|simbang gabi|inti raymi|dia de (?:los )?reyes|"
    r"dia de las madres|virgen de guadalupe"
)
# Those that begin in more than one way, and with which words to look for them.
OTHERS = (
    r"st\.? (?:patrick|padd[iy]e?|patt[iy]e?)'?s|(?:big |small )?eid(?:[ -](?:[au]l|e)[- ](?:fitr|adha|"
    r"azha|zuha|ghadir|milad))?|"
    r"día de los muertos|st\.? (?:george|andrew|david|nicholas|lucia|john)'?s day|(?:summer|"
    r"winter) solstice|(?:spring|fall|autumn) equinox|tết|(?:hungry )?ghost festival|noël|pâques|"
    r"día de (?:los )?reyes|día de las madres"
)

CUES = (
    *stems(HOLIDAYS),
    *(
        "tết",
        "pâques",
        "día de",
        "noël",
        "4th of july",
        "eid",
        "big eid",
        "small eid",
        "st. ",
        "ghost",
        "hungry ghost",
    ),
    *(
        f"st {name}"
        for name in ("patrick", "padd", "patt", "george", "andrew", "david", "nicholas", "lucia", "john")
    ),
    *(f"{time} solstice" for time in ("summer", "winter")),
    *(f"{time} equinox" for time in ("spring", "fall", "autumn")),
)
FOLLOWED = (
    r"(?= ?[.,;:!?)\n]|$| (?:and|or|at|with|when|because|but|she|he|they|we|i|it|to|so|after|before|then|"
    r"my|his|her|as|in|if|that|who|while|from|until|for|mom|dad|nobody|everyone|there|again|around|about|"
    r"works?|was|is|n|outside|inside|near|over|during|by|without|since|right|just|w/|&|not|no|all|only|"
    r"maybe|probably|please|pls|thx|(?!(?:morning|evening|meeting|hearing|sitting|screening|building|thing|"
    r"reading|landing|training|warning|showing|sibling|wing|session|filing|staffing|testing|"
    r"spring)\b)[a-z]{2,9}ing)"
    r"(?!\w))"
)
LATER = (
    r"(?:tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth|"
    r"twenty[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirty[ -]first)"
)

RULES = (
    Rule(
        "nth",
        "date",
        direct=False,
        pattern=rx(
            r"\b(?:on|by|until|till|til|since|before|after|from|due|is|was|for|around|about|to|between|"
            r"thru|through|called|came|left|moved|started|starts|happened|back|you|out|court|hearing|died|"
            r"passed|funeral|burial|"
            r"wake|surgery|review|arrested|admitted|discharged|released|seen|served|signed|filed|wedding|"
            r"appt|"
            r"appointment|as of|(?:night|morning|evening|afternoon|day|week|weekend|hours) of) ",
            rf"(?P<id>(?:the )?{NUMBERED}(?: of (?:the|this|next|last|that|each|every) (?:month|"
            rf"{NUMBERED}))?)",
            FOLLOWED,
        ),
        reason=HINT,
        replacement=A_DATE,
        examples=(
            "They moved on «the 27th».",
            "Rent is due «the 1st of the month».",
            "Court on «the 14th», then home.",
            "In the small hours of «the 19th».",
            "She called «the 3rd», again.",
            "On «27th» she left.",
            "Born on «the 9th of the 9th».",
            "He was seen on «the 21st» hitching north.",
            "He died «the 2nd», funeral «the 6th».",
        ),
        counter=(
            "On the 3rd morning.",
            "On the 14th floor.",
            "By the 3rd session.",
            "In the 5th grade.",
            "Of the 4th.",
        ),
        cues=ORDINALS,
        reach=20,
    ),
    Rule(
        "nth_later",
        "date",
        direct=False,
        pattern=rx(rf"\b(?:the (?:[12]\d|3[01])(?:st|nd|rd|th)|(?<=on )the {LATER})", FOLLOWED),
        reason=HINT,
        replacement=A_DATE,
        examples=("See you «the 27th».", "«The 14th» works for us.", "On «the fifteenth» she left."),
        counter=("The 14th floor.", "The 20th century.", "The 5th was hard.", "The twelfth."),
        cues=("the 1", "the 2", "the 3", "the t", "the e", "the f", "the s", "the n"),
    ),
    Rule(
        "weekday_nth",
        "date",
        direct=False,
        pattern=rx(rf"\b{WEEKDAY}(?:the )?{NUMBERED}(?!\w)"),
        reason=HINT,
        replacement=A_DATE,
        examples=("They meet «Monday the 14th».", "«Fri 5th» at noon."),
        counter=("Monday at 14.", "On Fridays 5 come."),
        cues=ORDINALS,
        reach=18,
    ),
    Rule(
        "holiday",
        "date",
        direct=False,
        pattern=rx(
            rf"\b(?:{HOLIDAYS}|{OTHERS})(?: (?:eve|day|sunday|monday|morning|night|weekend|break))?"
            r"(?:,? (?:of )?(?:19|20)\d\d)?(?!\w)"
        ),
        reason=HINT,
        replacement=N_("[a holiday]"),
        examples=(
            "They separated around «Halloween».",
            "Since «Easter Sunday» he is calm.",
            "On «New Year’s Eve» it broke.",
            "«Christmas Eve 2022»",
            "After «Eid» she felt lonelier, and on «Diwali».",
            "«Mother's Day» was a trigger.",
            "Over «4th of July weekend».",
            "Last «Eid al-Adha» he hid, and he turned 8 on «Tabaski».",
            "Not before «Pujo», nor at «mid-autumn».",
        ),
        counter=("A holiday is near.", "A new year begins."),
        cues=CUES,
    ),
    Rule(
        "carnival",
        "date",
        direct=False,
        pattern=rx(
            r"\b(?:around|since|before|after|during|until|till|at|over|last|every|by|for) "
            r"(?P<id>carnival(?: (?:week(?:end)?|season|sunday|monday|tuesday|time|break))?)\b"
            r"|\bcarnival (?:week(?:end)?|season|sunday|monday|tuesday|time|break)\b"
        ),
        reason=HINT,
        replacement=N_("[a holiday]"),
        examples=("Worried since «carnival week».", "It began around «Carnival»."),
        counter=("They met at the carnival.", "A carnival came to town."),
        cues=(
            *words("around since before after during unti till over last every carnival"),
            "at carn",
            "by carn",
            "for carn",
        ),
    ),
)
