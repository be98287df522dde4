"""Rows for days as people say them: "the last day of August", "sat (the 3rd)", feasts of many peoples."""

from __future__ import annotations

from consult.deid.rows import Rule, exactly, rx, stems, words
from consult.deid.rules.months import A_DATE, EXACT, MONTH, MONTHS, NTH, ORDINALS, a_day, counted
from consult.deid.rules.occasions import FOLLOWED, HINT, NUMBERED

WEEKDAYS = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}"
# Polish, Czech, Croatian, Russian and Ukrainian in Latin letters, Turkish, Swedish, Filipino, Swahili, Welsh.
MONTH_ELSEWHERE = (
    "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrze[sś]nia|pa[zź]dziernika|listopada|"
    "grudnia|ledna|[uú]nora|b[rř]ezna|dubna|kv[eě]tna|[cč]ervna|[cč]ervence|srpna|z[aá][rř][ií]|"
    "[rř][ií]jna|prosince|janvarya|yanvarya|fevralya|aprelya|iyunya|iyulya|avgusta|sentyabrya|oktyabrya|"
    "noyabrya|dekabrya|ocak|[sş]ubat|nisan|may[iı]s|haziran|temmuz|a[gğ]ustos|eyl[uü]l|ekim|kas[iı]m|"
    "aral[iı]k|januari|februari|augusti|maj|enero|pebrero|abril|hunyo|hulyo|agosto|setyembre|oktubre|"
    "nobyembre|disyembre|ionawr|chwefror|ebrill|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr"
)
PEOPLES = (
    "hmong|tamil|thai|khmer|cambodian|lao|burmese|karen|sinhala|sinhalese|nepali|tibetan|mongolian|korean|"
    "vietnamese|persian|iranian|kurdish|afghan|assyrian|ethiopian|eritrean|coptic|jewish|islamic|muslim|"
    "hindu|sikh|punjabi|gujarati|bengali|telugu|malayali|balinese|orthodox|julian|berber|amazigh|igbo|"
    "russian|ukrainian|serbian|greek|armenian|georgian|romanian|bulgarian|macedonian|egyptian|maori|māori"
)
FEASTS = (
    "puthandu|vishu|pi mai|pchum ben|thingyan|thadingyut|naadam|nauryz|navruz|genna|ganna|irreecha|"
    "sinulog|undas|flores de mayo|todos los santos|noche de san juan|lammas|ostara|mabon|lughnasadh|"
    "walpurgis(?:nacht)?|vappu|juhannus|midsommar|valborg|hola mohalla|gurpurab|guru nanak jayanti|"
    "mahavir jayanti|paryushan|buddha purnima|ram navami|rama navami|gudi padwa|maha ?shivratri|shivaratri|"
    "ivan kupala|kupala night|baba marta|naw-r[uú]z|ayyam-i-ha|ridv[aá]n|hinamatsuri|tanabata|setsubun|"
    "lantern festival|spring festival|dongzhi|double ninth|orange shirt day|truth and reconciliation day|"
    "republic day|heritage day|freedom day|mashujaa day|madaraka day|jamhuri day|yennayer|yaum arafah|"
    "day of arafa[ht]?|isra and mi'?raj|laylat al-mi'?raj|chaand raat|hari raya|aidilfitri|lebaran|nyepi|"
    "galungan|waisak|loy krathong|vu lan|cheung chau|krampusnacht|knecht ruprecht|slava|vidovdan|krsna slava|"
    "dormition|exaltation of the cross|lazarus saturday|forgiveness sunday|clean monday|meatfare|"
    "mother language day|"
    "candelaria|d[ií]a de la candelaria|d[ií]a de la raza|fiestas patrias|santa luc[ií]a|sankta lucia|"
    "martinmas|michaelmas|lady day|twelfth night|burns supper|calan mai|nos galan|diada|sant jordi"
)

RULES = (
    Rule(
        "day_roman",
        "date",
        direct=True,
        pattern=rx(
            r"(?<![\w/.-])(?:0?[1-9]|[12]\d|3[01])[. /-]{1,2}(?-i:XI{0,2}|IX|IV|VI{0,3}|I{1,3})[. /-]{1,2}",
            r"(?:(?:19|20)\d\d|(?<=[./-])\d\d)(?!\w)",
        ),
        reason=EXACT,
        replacement=A_DATE,
        examples=("D.O.B. «09.XI.1991», and «3 VII 2020».",),
        counter=("Bipolar I 2019.", "Room 3 IV 12.", "Type 2 II."),
        number=1,
    ),
    Rule(
        "day_elsewhere",
        "date",
        direct=True,
        pattern=rx(
            rf"(?<![\w/.-])(?:0?[1-9]|[12]\d|3[01])\.? (?:{MONTH_ELSEWHERE})(?: (?:19|20)\d\d)?(?!\w)|",
            r"(?<!\w)(?:(?-i:Ene|Abr|Ago|Dic|Dis|Okt|Hun|Hul|Peb|Nob|Mayo)|enero|pebrero|abril|hunyo|hulyo|"
            r"agosto|setyembre|oktubre|nobyembre|disyembre)\.? (?:[1-9]|[12]\d|3[01])(?:, (?:19|20)\d\d)?",
            r"(?![\w:%]|[.,]\d)",
        ),
        reason=EXACT,
        replacement=A_DATE,
        examples=(
            "Monday no sorry «22 lipca» per the letter.",
            "Closed «Ago 30», at last.",
            "«5 mayıs 2020»",
        ),
        counter=("Long ago 30 came.", "With 12 medis.", "Ago 30 years.", "Dis 2 times."),
        check=lambda match: not counted(match),
        number=1,
        reach=12,
    ),
    Rule(
        "day_part_of_month",
        "date",
        direct=True,
        pattern=rx(
            r"(?<!\w)(?:the )?(?:(?:very )?(?:first|second|third|fourth|last|final)|1st|2nd|3rd|4th) ",
            rf"(?:school ?day|day|night|morning|evening|week|weekend|{WEEKDAYS}) (?:of|in) {MONTH}(?!\w)",
        ),
        reason=EXACT,
        replacement=a_day,
        examples=("He saw it on «the last day of August».", "«First Monday in September» again."),
        counter=("The last day of summer.", "First night of many."),
        cues=MONTHS,
        reach=48,
    ),
    Rule(
        "nth_in_brackets",
        "date",
        direct=False,
        pattern=rx(rf"\b{WEEKDAYS}[^.;\n()]{{0,16}} \((?P<id>(?:the )?{NUMBERED})\)"),
        reason=HINT,
        replacement=A_DATE,
        examples=("He ran sat nite («the 3rd») and got picked up.",),
        counter=("He came third (the 3rd).", "On Monday she said it (the 3rd time)."),
        cues=ORDINALS,
        reach=36,
    ),
    Rule(
        "nth_spoken",
        "date",
        direct=False,
        pattern=rx(
            r"\b(?:visit|appointment|appt|court|hearing|review|meeting|intake|next|back|due|still|until|"
            r"til|till|since|by|you|is|was)(?: is| was)?(?: still)?,? ",
            r"(?P<id>the (?:(?:twenty|thirty)[ -]first|"
            r"twenty[ -](?:second|third|fourth|fifth|sixth|seventh|eighth|ninth)|(?:thir|four|fif|six|seven|"
            r"eigh|nine)teenth|twentieth|thirtieth))",
            FOLLOWED,
        ),
        reason=HINT,
        replacement=A_DATE,
        examples=(
            "Next visit «the twenty-first», bring mitts.",
            "The visit is still «the twenty second» at the home.",
        ),
        counter=(
            "It is the twenty-first century.",
            "By the thirteenth floor.",
            "She was the twentieth caller.",
        ),
        cues=("the t", "the f", "the s", "the e", "the n"),
        reach=28,
    ),
    Rule(
        "nth_of_month",
        "date",
        direct=False,
        pattern=rx(rf"(?<!\w)(?:the )?{NUMBERED} of (?:last|this|next|that|the same|each|every) month\b"),
        reason=HINT,
        replacement=A_DATE,
        examples=("«The 2nd of last month» he came.",),
        counter=("The first of many.", "Twice this month."),
        cues=ORDINALS,
        reach=6,
    ),
    Rule(
        "nth_birthday",
        "date",
        direct=False,
        pattern=rx(
            r"\b(?:on|before|after|since|until|around) (?:her|his|their|my) ",
            rf"(?P<id>(?:{NTH}|{NUMBERED}) b(?:irth|-)?day)\b",
        ),
        reason=HINT,
        replacement=A_DATE,
        examples=("On her «ninth birthday» she asked.", "After his «16th birthday» it stopped."),
        counter=("At each birthday.", "It was her first day."),
        cues=words("birthday bday b-day"),
        reach=40,
    ),
    Rule(
        "feast",
        "date",
        direct=False,
        pattern=rx(
            rf"(?<!\w)(?:(?:{FEASTS})|(?:{PEOPLES}) (?:lunar )?",
            r"(?:new year|christmas|easter|pentecost|epiphany)(?:'?s)?)",
            r"(?: (?:eve|day|night|week|weekend|break|party))?(?:,? (?:19|20)\d\d)?(?!\w)",
        ),
        reason=HINT,
        replacement=A_DATE,
        examples=(
            "They were away for «Hmong New Year».",
            "It died on «russian christmas» of all days.",
            "At «Vappu» he drank.",
        ),
        counter=("A Korean family.", "Her new year plan.", "The greek salad."),
        cues=(*stems(FEASTS), *stems(PEOPLES)),
    ),
    Rule(
        "feast_of_saint",
        "date",
        direct=False,
        pattern=exactly(
            r"(?<!\w)(?:(?:[Tt]he )?[Ff]east of ",
            r"(?:St\.? |Saint |the |Our |Santa |San )?[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3}|"
            r"(?:St\.?|Saint|San|Santa|Sankt|St) [A-Z][a-zà-ÿ]{2,16}(?:'s?|s')? (?:Day|Eve|Night|"
            r"day|eve))(?!\w)",
        ),
        reason=HINT,
        replacement=A_DATE,
        examples=(
            "Of her losses on «St. Lucy's Day».",
            "Since «St Stephen's Day».",
            "At «the Feast of the Assumption» she sang.",
        ),
        counter=("St. Mary's Hospital.", "A feast of food.", "The Saint of the day."),
        cues=words("feast st saint san sankt"),
        reach=4,
    ),
)
