"""Rows for what gives away a date without saying it: "the 27th", a birthday, a holiday."""

from __future__ import annotations

from consult.deid.kinds import N_
from consult.deid.rows import Rule, rx, stems
from consult.deid.rules.months import A_DATE, ORDINALS, WEEKDAY

HINT = N_("Could give away a date. “Around then” works too.")

NUMBERED = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)"
HOLIDAYS = (
    r"halloween|thanksgiving|christmas|xmas|easter|good friday|palm sunday|ash wednesday|new year'?s|"
    r"fourth of july|4th of july|independence day|labor day|memorial day|valentine'?s|mother'?s day|"
    r"father'?s day|veterans'? day|presidents'? day|mlk day|martin luther king day|columbus day|"
    r"indigenous peoples'? day|juneteenth|st\.? patrick'?s|boxing day|mardi gras|cinco de mayo|hanukkah|"
    r"chanukah|passover|purim|yom kippur|rosh hashanah|sukkot|ramadan|eid|eid al-fitr|eid al-adha|diwali|"
    r"holi|kwanzaa|nowruz|lunar new year|chinese new year|three kings|super bowl|d[ií]a de los muertos|"
    r"day of the dead|candlemas|shrove tuesday|fat tuesday|holy week|maundy thursday|palm sunday|"
    r"pentecost|whitsun|"
    r"corpus christi|epiphany|all saints'?|all souls'?|advent sunday|orthodox christmas|pesach|shavuot|"
    r"simchat torah|"
    r"tisha b'?av|lag b'?omer|tu b'?shevat|laylat al-qadr|ashura|mawlid|vaisakhi|baisakhi|navratri|"
    r"dussehra|deepavali|"
    r"raksha bandhan|janmashtami|onam|pongal|ganesh chaturthi|bodhi day|vesak|losar|t[eế]t|songkran|"
    r"mid-?autumn festival|"
    r"moon festival|chuseok|seollal|obon|guy fawkes|bonfire night|canada day|victoria day|bastille day|"
    r"australia day|"
    r"anzac day|waitangi day|king'?s day|koningsdag|groundhog day|april fool'?s?|black friday|earth day|"
    r"flag day|"
    r"election day|inauguration day|tax day|leap day|patriots'? day|grandparents'? day|women'?s day|"
    r"children'?s day|"
    r"midsummer|sinterklaas|nikolaus|weihnachten|heiligabend|silvester|ostern|pfingsten|no[eë]l|navidad|"
    r"nochebuena|"
    r"nochevieja|semana santa|p[aâ]ques|las posadas|d[ií]a de (?:los )?reyes|d[ií]a de las madres"
)

FOLLOWED = (
    r"(?= ?[.,;:!?)\n]|$| (?:and|or|at|with|when|because|but|she|he|they|we|i|it|to|so|after|before|then|"
    r"my|his|her|"
    r"as|in|if|that|who|while|from|until|for|mom|dad|nobody|everyone|there|again|around|about|works?|was|"
    r"is)\b)"
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
            r"thru|through|"
            r"called|came|left|moved|started|starts|happened|back|you|out|court|hearing|appointment|as of|"
            r"(?:night|morning|evening|afternoon|day|week|weekend|hours) of) ",
            rf"(?P<id>(?:the )?{NUMBERED}(?: of (?:the|this|next|last|that|each|every) month)?)",
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
        ),
        counter=("On the 14th floor.", "By the 3rd session.", "In the 5th grade.", "Of the 4th."),
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
            rf"\b(?:{HOLIDAYS})(?: (?:eve|day|sunday|monday|morning|night|weekend|break))?"
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
        ),
        counter=("A holiday is near.", "A new year begins."),
        cues=("4th of july", *stems(HOLIDAYS)),
    ),
)
