"""Rows for ages over 89, which are all said as one."""

from __future__ import annotations

import re

from consult.deid.kinds import N_
from consult.deid.rows import Rule, rx, words

OLD = N_("Age over 89. So few people are that old that we only say “90 or older”.")
OVER = N_("[90 or older]")

AGE = r"(?:9\d|10\d|11\d|12[0-2])"
UNITS = "one|two|three|four|five|six|seven|eight|nine"
SPELLED = (
    rf"(?:ninety(?:[- ](?:{UNITS}))?|(?:a|one) hundred(?: and)?(?: (?:{UNITS}))?|hundred and (?:{UNITS}))"
)
EITHER = rf"(?:{AGE}|{SPELLED})"
# "90 or older" and "90+" are what may be said.
OPEN = r"(?!\w|\+| ?%|[.,]\d| (?:or|and) (?:older|over|above|up)|-\d)"
KIN = (
    "mother|father|mom|dad|grandmother|grandfather|grandma|grandpa|granny|gran|nana|nan|aunt|uncle|widow|"
    "widower|client|resident|patient|woman|man|lady|gentleman|husband|wife|veteran|caregiver|sister|"
    "brother|friend|neighbou?r|parent|grandparent|gma|gpa|gram|grams|pop-?pop|papaw|mamaw|mawmaw|pawpaw|"
    "meemaw|nonna|nonno|abuela|abuelo|abuelita|oma|opa|bubbe|zayde|lola|lolo|yiayia|papou|tutu|"
    "great-?aunt|great-?uncle|great-?grandmother|great-?grandfather|elder|babushka|dadi|nani|halmoni|mgm|"
    "pgm|mgf|pgf|oldest|eldest|grand?dad?|mother-in-law|father-in-law|great-?gran|great-?nan|great-?grandma|"
    "great-?grandad|bunica|bunicul|babcia|dziadek|mamie|papi|m[ée]m[ée]|p[ée]p[ée]|memere|pepere|memaw|"
    "mormor|"
    "farmor|morfar|farfar|baba|dede|nene|anneanne|ajji|thatha|paati|popo|gonggong|yeye|nainai|waipo|teta|"
    "jiddo|"
    "sitti|bibi|babu|gogo|v[óo]v[óôo]|halabeoji|harabeoji|obaachan|obachan|ojiisan|kupuna|khala|chacha|"
    "tatay|nanay"
)
THINGS = "Score|Total|Temp|Weight|Pulse|Index|Level|Result|Glucose|Rate|It\\b|This|That|There"
WHO = rf"(?:she|he|who|they|(?:{KIN})(?: [a-z]{{2,12}})?|(?-i:(?!{THINGS})(?:[A-Z][a-z'-]+|[A-Z]\.)))"
# A year of birth tells the age.
BORN = r"(?:18\d\d|190\d|191\d|192\d|193[0-5])"


def of_somebody(match: re.Match[str]) -> bool:
    """After "at", only "at 93 she" and "died at 93" are ages."""
    followed = re.compile(r",? (?:she|he|they|his|her|who)\b", re.IGNORECASE).match(match.string, match.end())
    led = match.string[max(0, match.start() - 12) : match.start()]
    died = re.search(r"\b(?:died|dies|passed|dead|death|away|oldest,?|eldest,?) $", led, re.IGNORECASE)
    return followed is not None or died is not None or not match[0].lower().startswith("at ")


RULES = (
    Rule(
        "age_years_old",
        "age_over_89",
        direct=True,
        pattern=rx(
            rf"(?<![\w.,$/-]){EITHER}(?:[ -]?(?:years?|yrs?|y)\.?[ -](?:old|of age|young)\b",
            r"|[ -]?(?:yo|y/o|y\.o\.?|y|yrs|year-olds?)(?!\w))",
        ),
        reason=OLD,
        replacement=OVER,
        examples=(
            "Mr. D. is a «97-year-old» and lives alone.",
            "She is «93 years old».",
            "A «94yo» veteran.",
            "He, «91 y/o», fell.",
            "She is «ninety-two years old».",
            "He is «a hundred and one years old».",
        ),
        counter=(
            "She is 89 years old.",
            "A 9-year-old.",
            "For 93 years.",
            "A 190-year-old house.",
            "1,093 years old.",
        ),
        cues=words("9 10 11 12 ninety hundred"),
        reach=4,
    ),
    Rule(
        "age_said",
        "age_over_89",
        direct=True,
        pattern=rx(
            r"\b(?:ages?|aged|turn(?:s|ed|ing)?|at)(?: of|:|,| is| was)?(?: about| around| nearly| almost)? ",
            rf"(?P<id>{EITHER}){OPEN}(?! (?:percent|points|degrees|days|weeks|hours|minutes))",
        ),
        reason=OLD,
        replacement=OVER,
        examples=(
            "Guardian: a grandmother, age «93», at home.",
            "aged «95»",
            "She turned «ninety» in spring.",
            "at the age of «101», he",
            "He died at «102» in his sleep.",
            "Before she tells her age, «ninety-one».",
        ),
        counter=(
            "age 9 to 12",
            "aged 90 or older",
            "aged 90+",
            "At 95% of the level.",
            "at 98.6 degrees",
            "age 93.5%",
        ),
        check=of_somebody,
        cues=words("age turn at"),
    ),
    Rule(
        "age_is",
        "age_over_89",
        direct=True,
        pattern=rx(
            rf"\b{WHO}(?:'?s|'ll be|,? (?:who )?(?:is|was|are|were|will be|just turned|has turned))",
            r"(?: now| already| almost| nearly| about| around| only)? ",
            rf"(?P<id>9\d|10\d|{SPELLED}){OPEN}",
            r"(?=[ ]?[.,;:!?)\n]|$| (?:and|but|now|with|who|so|when|this|next|in|on|years|n|or|she|he|&|na|"
            r"already|tho|lol|bless|still|yet|w|living|today)\b)",
        ),
        reason=OLD,
        replacement=OVER,
        examples=(
            "Mr. Delacroix is «91» and lives alone.",
            "She is «94».",
            "His mother's «ninety-one», now.",
            "hes «92» now",
            "papaw roy is «92» n no help",
            "Ms. B. is «ninety five».",
            "He’ll be «93» in spring.",
            "The oldest is «ninety».",
            "bunica vera is «91», shes their safe person",
        ),
        counter=(
            "Score is 91.",
            "She is 98 percent sure.",
            "She is 9.",
            "He was 95 pounds.",
            "The index is 92 and up.",
        ),
        cues=words("9 10 ninety hundred"),
        reach=60,
    ),
    Rule(
        "age_told",
        "age_over_89",
        direct=True,
        pattern=rx(
            rf"\b(?:{KIN}|she|he)\b[^.;:\n\d]{{0,40}} (?:is|was|turned|turns) (?P<id>ninety-(?:{UNITS}))"
            r"(?=[.,;!?)\n]|$| (?:and|but|now|with|who|so|when|this|last|in|years)\b)",
        ),
        reason=OLD,
        replacement=OVER,
        examples=("His mother, he tells me, is «ninety-six» and still selling cloth.",),
        counter=("The total is ninety-six.", "She says her score. It is ninety-two."),
        cues=words("ninety"),
        reach=70,
    ),
    Rule(
        "age_reached",
        "age_over_89",
        direct=True,
        pattern=rx(
            rf"\b{WHO}(?:'?s| is| was| are|'ll be)?(?: just| finally| nearly| almost)? "
            r"(?:hits?|hitting|reach(?:es|ed)|made it to|made|pushing|nearing|approaching|celebrated|going "
            r"on) "
            rf"(?P<id>9\d|10\d|{SPELLED}){OPEN}(?=[.,;!?)\n]|$| (?:and|but|now|with|who|so|when|this|last|"
            rf"in)\b)",
        ),
        reason=OLD,
        replacement=OVER,
        examples=("Grandpa Joe just hit «100».", "She's pushing «93» and still drives."),
        counter=("He hit 95 mph.", "She reached 90 days.", "He is pushing 9 of them."),
        cues=words("9 10 ninety hundred"),
        reach=60,
    ),
    Rule(
        "age_beside",
        "age_over_89",
        direct=True,
        pattern=rx(
            rf"\b(?:{KIN}|(?-i:[A-Z]\w*\.?))(?:,| \(|, \() ?(?:(?:now|about|already|almost|is|just|aged?) )?",
            rf"(?P<id>9\d|10\d|{SPELLED})(?=[,)])(?!, ?\d)",
        ),
        reason=OLD,
        replacement=OVER,
        examples=(
            "Guardian: a friend (maternal grandmother, «91»)",
            "Rose, «94», lives alone.",
            "Mrs. K., «91», too.",
            "with his gma («92», sharp as a tack)",
            "Her aunt («92») helps.",
            "The grandfather, now «ninety two», hit him.",
        ),
        counter=("Scores: 91, 92.", "The sum (91).", "In Room 91, 92.", "Totals, 91, 92"),
        cues=words("9 10 ninety hundred"),
        reach=36,
    ),
    Rule(
        "age_behind_stand_in",
        "age_over_89",
        direct=True,
        # Rules see line ends where a name was replaced.
        pattern=rx(r"\n(?:,| \(|, \() ?(?P<id>9\d|10\d)(?=[,)])(?!, ?\d)"),
        reason=OLD,
        replacement=OVER,
        examples=("The oldest, [person A], «93», moved in.", "Then [grandmother] («91») came."),
        counter=("The oldest, [person A], 83, moved in.", "In [place], 91, 92 and 93 count."),
    ),
    Rule(
        "age_of_kin",
        "age_over_89",
        direct=True,
        pattern=rx(
            rf"\b(?:{KIN}),? \(?(?P<id>9\d|10\d|{SPELLED})(?=[.;]|$| (?:this|now|and|who|with|years|next|"
            rf"but|still)\b)",
        ),
        reason=OLD,
        replacement=OVER,
        examples=("The great-grandmother, «94» this year, raised him.", "With his gran, «92» and frail."),
        counter=("Her mom, 64 this year.", "The client, 95 percent sure."),
        cues=words("9 10 ninety hundred"),
        reach=36,
    ),
    Rule(
        "age_of",
        "age_over_89",
        direct=True,
        pattern=rx(
            rf"\b(?:{KIN}) of (?:about |around |almost )?(?P<id>{EITHER}){OPEN}(?! (?:percent|people|days|"
            rf"dollars))"
        ),
        reason=OLD,
        replacement=OVER,
        examples=("A client of «ninety-nine».", "A woman of «93» lives there."),
        counter=("A client of 19.", "A friend of 95 people."),
        cues=words("9 10 11 12 ninety hundred"),
        reach=40,
    ),
    Rule(
        "age_short",
        "age_over_89",
        direct=True,
        pattern=rx(
            r"\b(?:pt|patient|client|resident|caller|an?|age|is|gm|gma|gf|mgm|pgm|mgf|pgf),? ?(?:is |"
            r"was )?(?:an? )?",
            r"(?P<id>(?:9\d|10\d) ?(?-i:[FM]))(?!\w)(?! (?:fever|temp|degrees|outside|today|or))",
        ),
        reason=OLD,
        replacement=OVER,
        examples=("Pt is «91F», living alone.", "A «94 M», falls."),
        counter=("Her fever was 101F.", "A 99F fever.", "Pt is 89F."),
        cues=words("9 10"),
        reach=22,
    ),
    Rule(
        "age_birthday",
        "age_over_89",
        direct=True,
        pattern=rx(r"\b(?P<id>(?:9\d|10\d)(?:st|nd|rd|th)|ninetieth|hundredth)(?= (?:birthday|b-?day)\b)"),
        reason=OLD,
        replacement=OVER,
        examples=("After her «94th» birthday.",),
        counter=("After her 14th birthday.", "The 94th visit."),
        cues=words("birthday bday b-day"),
        reach=10,
    ),
    Rule(
        "age_nineties",
        "age_over_89",
        direct=True,
        pattern=rx(r"\bin (?:her|his|their) (?P<id>(?:(?:early|mid|late)[ -])?(?:nineties|90'?s))\b"),
        reason=OLD,
        replacement=OVER,
        examples=("Her aunt is in her «early 90s».", "He, in his «nineties», drives."),
        counter=("In the 90s she moved.", "In her eighties."),
        cues=words("nineties 90s 90's"),
        reach=22,
    ),
    Rule(
        "age_word",
        "age_over_89",
        direct=True,
        pattern=rx(r"\b(?:(?:super)?centenarian|nonagenarian)\b"),
        reason=OLD,
        replacement=OVER,
        examples=("She lives with a «nonagenarian».",),
        counter=("She lives with an octogenarian.",),
        cues=words("genarian centenarian"),
        reach=5,
    ),
    Rule(
        "born_long_ago",
        "age_over_89",
        direct=True,
        pattern=rx(
            r"\b(?:born(?: in| around| about)?|b\.|dob:?|birth year:?|year of birth:?) ",
            rf"(?P<id>{BORN})(?!\d|[\w/.-]\d)",
        ),
        reason=N_("Year of birth that gives away an age over 89."),
        replacement=OVER,
        examples=("She was born in «1931».", "DOB: «1928»"),
        counter=("She was born in 1975.", "In 1931 the house was built."),
        cues=words("born b. dob birth year"),
    ),
)
