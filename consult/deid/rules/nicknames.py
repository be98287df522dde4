"""Rows for what people are called: "goes by Bug", "Big Mike", "named him Sincere", "Bug (legal: ...)"."""

from __future__ import annotations

import re

from consult.deid.kinds import N_
from consult.deid.lexicon import ALLOWED_PHRASES, Flag, flags
from consult.deid.names.classes import ABBREVIATIONS, BY_WORD, STATES
from consult.deid.names.sorts import MOSTLY_NAMES
from consult.deid.rows import Rule, exactly, rx, said, words

NICK = N_("What somebody is called.")
NAME = N_("[name]")
INITIALS = N_("Initials. Whoever knows the person knows them.")


def is_nick(match: re.Match[str]) -> bool:
    """No pronoun, no term of the field."""
    name = said(match).strip("\"' ").lower()
    short = said(match).istitle() and len(name) <= LONGEST_SHORT
    if match.re.groupindex.get("verb") and match["verb"] and flags(name) & Flag.EVERYDAY:
        return False
    return name not in PRONOUNS and (short or name not in ALLOWED_PHRASES) and name.split()[0] not in PRONOUNS


LONGEST_SHORT = 3
"""A term as short as this is written in capitals: "ACE", but "Ace" is somebody."""

PRONOUNS = frozenset(
    words(
        "he she they it this that the a an his her my our your their what who me him them us i we "
        "you as in on at to no not for all well now then so and or but bus car foot train phone "
        "mail email text name names default using having being getting going doing by of first "
        "last several many other different both"
    )
)


def is_called(match: re.Match[str]) -> bool:
    """Behind "Big" or "Lil": a name, or a word in no dictionary."""
    word = match["second"].lower()
    known = flags(word)
    rare = known & (Flag.FIRST | Flag.LAST) and not known & (Flag.EVERYDAY | Flag.PROPER)
    return word not in ALLOWED_PHRASES and bool(rare or not known or word in MOSTLY_NAMES)


def is_called_small(match: re.Match[str]) -> bool:
    """ "a kid called lil smoke", but "his lil sister"."""
    word = match["second"].lower()
    return not BY_WORD.get(word, frozenset()) & {"kin", "role"} and word not in NOBODY and word[-1] != "s"


NOBODY = frozenset(words("man men bit bits people guys guys dude dudes one ones while things school house"))


def is_labelled(match: re.Match[str]) -> bool:
    classes = BY_WORD.get(said(match).lower(), frozenset())
    return not classes & {"kin", "role", "months"} and said(match).lower() not in ALLOWED_PHRASES


def are_letters(match: re.Match[str]) -> bool:
    """Two small letters in brackets that are short for nothing."""
    word = said(match)
    short = word in ABBREVIATIONS | STATES | ALLOWED_PHRASES or BY_WORD.get(word)
    return not short and not flags(word) & Flag.EVERYDAY


SAYS = "said|says|told|tells|asked|asks|came|comes|went|left|called|calls|texted|wants|wanted|lives|died"
PEOPLE = "client|ct|pt|kid|teen|boy|girl|mom|mother|dad|father|son|daughter|sister|brother|friend|student"

RULES = (
    Rule(
        "nick_quoted",
        "name",
        direct=True,
        pattern=re.compile(
            r"(?<![\w'-])(?P<id>[A-Z][\w'-]{1,30} [\"(]{1,2}[A-Z][\w'-]{0,30}(?: [A-Z][\w'-]{0,30})?"
            r"[\")]{1,2} [A-Z][\w'-]{1,30})"
        ),
        reason=NICK,
        replacement=NAME,
        examples=('«Heather "Big Tone" Whitfield» is 19.',),
        counter=('We use the "Plan" here.',),
        check=is_nick,
    ),
    Rule(
        "nick_called",
        "name",
        direct=True,
        pattern=rx(
            r"\b(?:go(?:es|ing)? by|went by|a\.?k\.?a\.?|nick-?named?(?: is| was)?|alias|street name(?: is)?|"
            r"answers to|known as|(?:calls?|called) (?:him|her|them)(?:self|selves)?|"
            r"(?:everyone|everybody|people|all|they|friends) calls?|"
            r"(?:named|naming|christened) (?:him|her|them)|"
            r"call (?:me|him|her))[ :,]{1,2}\"?"
            r"(?P<id>(?-i:[A-Z][\w'-]*(?: [A-Z][\w'-]*)?)|(?<=\")[^\"\n]{2,24}(?=\"))"
        ),
        reason=NICK,
        replacement=NAME,
        examples=(
            "He goes by «Big Tone» there.",
            'aka "«lil man»"',
            "They call him «Peanut».",
            "a man everyone calls «Skip», works",
            "She named him «Sincere».",
        ),
        counter=(
            "He goes by bus.",
            "They call him a liar.",
            "She called her mother.",
            "They call DCF first.",
        ),
        check=is_nick,
        cues=words("go went aka a.k nick alias street answers known call named naming christened"),
        reach=10,
    ),
    Rule(
        "nick_small",
        "name",
        direct=True,
        pattern=rx(
            r"\b(?:goes|went|go|going) by (?P<id>(?-i:[a-z]{3,16}(?: or (?:just )?[a-z]{3,16})?))(?= (?:then|"
            r"now|at|in|with|to|on|and|online|but)\b|[.,;!?\n)]|\Z)"
        ),
        reason=NICK,
        replacement=NAME,
        examples=("she went by «lexi or bug» then", "he goes by «peanut», i think"),
        counter=("he goes by bus.", "weeks went by then"),
        check=is_nick,
        cues=words("go went"),
    ),
    Rule(
        "nick_sized",
        "name",
        direct=True,
        pattern=exactly(
            r"(?<![\w'-])(?P<id>(?:Big|Lil'?|Li'l|Little|Young|Old|Wee|Fat|Tall|Skinny|Slim) "
            r"(?P<second>[A-Z][a-z'-]{1,14}))(?![\w-])(?! [A-Z])"
        ),
        reason=NICK,
        replacement=NAME,
        examples=("Who remembers «Big Mike» there?", "«Lil Quan» found him."),
        counter=("In Little Italy.", "Big Brothers matched him.", "The Old Testament group."),
        check=is_called,
        cues=words("big lil li'l little young old wee fat tall skinny slim"),
    ),
    Rule(
        "nick_sized_small",
        "name",
        direct=True,
        pattern=rx(
            r"\b(?:named|called|calls (?:him|her)|name is|name's|goes by|aka|by the name of) "
            r"(?P<id>(?:big|lil'?|li'l|young|old|fat|baby|king|queen|lady) (?P<second>[a-z]{2,12}))\b"
        ),
        reason=NICK,
        replacement=NAME,
        examples=("picked up w/ a kid called «lil smoke» there",),
        counter=("he called lil sister names", "called old people names", "they called big meetings"),
        check=is_called_small,
        cues=words("named called calls name goes aka by"),
    ),
    Rule(
        "nick_labelled",
        "name",
        direct=True,
        pattern=rx(
            r"\b(?:student|client|ct|pt|patient|child|youth|resident|member|name|participant|consumer|"
            r"mother|father|mom|dad): (?P<id>(?-i:[A-Z][a-z]{1,14}))(?= \((?:legal(?:ly)?|a\.?k\.?a|"
            r"real|preferred|prefers|birth|given|nick|name|born|not (?:his|her|their) real|goes by|"
            r"he/|she/|they/))"
        ),
        reason=NICK,
        replacement=NAME,
        examples=("Student: «Bug» (legal: someone else)", "Client: «Storm» (they/them)"),
        counter=("Name: Mother (legal guardian)", "Student: Behavior (see plan)"),
        check=is_labelled,
        cues=words(
            "student client ct pt patient child youth resident member name participant consumer "
            "mother father mom dad"
        ),
    ),
    Rule(
        "nick_quoted_said",
        "name",
        direct=False,
        pattern=exactly(
            rf"\"(?P<id>[A-Z][\w'-]{{1,20}}(?: [A-Z][\w'-]{{0,20}})?)\""
            rf"(?= (?:{SAYS}|is coming|is going|is back|(?P<verb>[a-z]+(?:s|ed)))\b)"
        ),
        reason=NICK,
        replacement=NAME,
        examples=('Then "«Slim»" called again.', 'and "«Two Time»" came.', 'that "«Skeet»" supplies him'),
        counter=('The "Plan" is here.', '"No" says it all.'),
        check=is_nick,
        cues=('"',),
    ),
    Rule(
        "initial_small",
        "name",
        direct=True,
        pattern=exactly(
            r"(?<![\w/-])(?:mrs?|ms|miss|dr|coach|judge)\.? (?P<id>[b-hj-z])(?=[ ,;!?)\n]|'s|\.?\Z|\. )"
        ),
        reason=INITIALS,
        replacement=NAME,
        examples=("saw mrs «k» again", "so coach «b» said"),
        counter=("the mr. is late", "my client w/ ptsd", "a ct n mom"),
        cues=words("mr mrs ms miss dr coach judge"),
    ),
    Rule(
        "initial_owns",
        "name",
        direct=True,
        pattern=rx(
            r"(?<![\w/'.-])(?P<id>[b-hj-z])(?='s (?:mom|mum|dad|mother|father|sister|brother|aunt|uncle|gma|"
            r"grandma|bf|gf|ex|wife|husband|son|daughter|kids?|baby|teacher|worker|cousin)\b)"
        ),
        reason=INITIALS,
        replacement=NAME,
        examples=("so «z»'s mom wants a letter",),
        counter=("today's mom group", "the d's on his card"),
        cues=tuple(f"{letter}'s " for letter in "bcdefghjklmnopqrstuvwxyz"),
    ),
    Rule(
        "initial_client",
        "name",
        direct=True,
        pattern=rx(
            rf"(?<![\w/-])(?:{PEOPLE}) (?P<id>[defghjklmoptz])(?=(?: (?:again|says|said|is|was|has|and|who|"
            r"told|wants|got|left|came|still|from|in|at|on)\b)|[,;!?\n]|'s|\Z)"
        ),
        reason=INITIALS,
        replacement=NAME,
        examples=("client «z» again, client «j» is late",),
        counter=("my client w/ ptsd", "the kid d/c'd", "client x 3 weeks", "dad b there"),
        cues=tuple(PEOPLE.split("|")),
    ),
    Rule(
        "initials_small",
        "name",
        direct=True,
        pattern=rx(rf"\b(?:{PEOPLE}),? [(\"]+(?P<id>(?-i:[a-z]{{2}}))[)\"]+(?= [a-z])"),
        reason=INITIALS,
        replacement=NAME,
        examples=("the kid («lj») had my number",),
        counter=("the mom (bf) is here", "the client (si) called", "her son (ot) left"),
        check=are_letters,
        cues=tuple(PEOPLE.split("|")),
    ),
)
