"""Rows for the names that people go by online."""

from __future__ import annotations

import re

from consult.deid.kinds import N_
from consult.deid.rows import Rule, rx, said, stems, words

HANDLE = N_("Name used online. Anyone can look it up.")
USER = N_("[online name]")

SITES = (
    "instagram|insta|finsta|ig|snapchat|snap|tik ?tok|twitter|tumblr|discord|kik|telegram|whatsapp|"
    "facebook|fb|messenger|reddit|twitch|steam|xbox|psn|playstation|ps[45]|roblox|minecraft|fortnite|"
    "valorant|youtube|onlyfans|tinder|grindr|bumble|hinge|cash ?app|cashtag|venmo|zelle|paypal|wattpad|"
    "spotify|nintendo|skype|wechat|viber|gmail|hotmail|icloud|bluesky|mastodon|pinterest|bereal|lemon8|"
    "yubo|x\\.com"
)
ACCOUNTS = (
    "user ?names?|user ?id|user|handle|handles|gamer ?tags?|screen ?names?|account name|profile name|"
    "display name|log ?in|online as|posts as|posting as|posted as|streams as|streaming as|plays as|"
    "writes as|tweets as|goes by|calls (?:him|her|them)sel(?:f|ves)|alias|aka|a\\.k\\.a\\.|psn id|at-name|"
    "nick"
)
SAID = (
    "name|names|username|handle|account|accounts|acct|profile|tag|id|user|page|story|called|under|as|is|"
    "was|he's|she's"
)
NAME = r"@?[a-z0-9_](?:[\w.-]{0,34}[a-z0-9_])?(?:#\d{4})?"
# Written with an "at" for "where", not for "who".
PLACES = (
    "home|school|work|court|intake|bedtime|night|noon|church|hospital|camp|lunch|dinner|least|all|first|"
    "times|the|her|his|their|my|our|this|that|group|session|daycare|risk|office|visit|home|here|there|"
    "once|any|everyone|channel|all|team|colleagues"
)
NO_NAMES = re.compile(
    r"\d+(?:st|nd|rd|th|am|pm|yo|mg|k|x|s|min|hrs?|h|%|days?|weeks?|months?|years?)?|(?:phq|gad|pcl|icd|"
    r"dsm|covid|mp|ps|ace|cd|dvd|"
    r"ipad|iphone|windows|web|gen|year|week|day|age|aged|grade|room|step|goal|item|level|season|part|"
    r"chapter|top|under|over)"
    r"-?\d{0,4}\w?|\w+-?(?:in|innen)|[a-z]+(?:-[a-z]+)*-?\d?|(?:19|20)\d\d\w?|\W*",
    re.IGNORECASE,
)
ODD = re.compile(r"[a-z]{2}.*[\d_]|[\d_].*[a-z]{2}|[a-z]_|_[a-z]|[a-z]\.[a-z]{1,20}$|@", re.IGNORECASE)
CAPITALS_INSIDE = re.compile(r"[a-z][A-Z]")

GONE = frozenset(
    words(
        "none unknown lost deleted banned gone private public blocked same nothing never unclear yes "
        "later pending"
    )
)


def odd(match: re.Match[str]) -> bool:
    """Written as no word is: digits, underscores, points or capitals inside."""
    text = said(match)
    return CAPITALS_INSIDE.search(text) is not None or (
        ODD.search(text) is not None and NO_NAMES.fullmatch(text) is None
    )


def numbered(match: re.Match[str]) -> bool:
    """An underscore among letters, with digits or capitals inside: nothing else is written so."""
    text = said(match)
    odd = any(map(str.isdigit, text)) or CAPITALS_INSIDE.search(text) is not None
    return odd and sum(map(str.isalpha, text)) > 2 and "_" in text  # noqa: PLR2004 - a word


RULES = (
    Rule(
        "handle_at",
        "handle",
        direct=True,
        pattern=rx(
            rf"(?<![\w.@/+-])@(?!(?:{PLACES})\b)(?=[\w.-]{{0,20}}[a-z])[a-z0-9_][\w.-]{{1,34}}\w(?![\w@])"
        ),
        reason=HANDLE,
        replacement=USER,
        examples=(
            "Ask «@bigtone614» about it.",
            "She posts as «@mara_draws» there.",
            "Venmo «@Rob-Tillman-4»",
        ),
        counter=("We met @home, then @ school.", "At jo@mail.example.", "Seen @3pm.", "@10 of them."),
        check=lambda match: not re.fullmatch(r"@\d+(?:am|pm|ish|h|st|nd|rd|th)?", match[0], re.IGNORECASE),
        cues=words("@"),
    ),
    Rule(
        "handle_user",
        "handle",
        direct=True,
        pattern=rx(r"(?<![\w/.])/?u/(?=[\w-]{0,20}[a-z])[\w-]{3,20}(?![\w/])"),
        reason=HANDLE,
        replacement=USER,
        examples=("The thread is by «u/throwaway_mom3».",),
        counter=("Look at r/socialwork.", "An u/a and a thou/thee."),
        cues=words("u/"),
        reach=1,
    ),
    Rule(
        "handle_hash",
        "handle",
        direct=True,
        pattern=rx(
            r"(?<![\w#@./-])(?!(?:case|apt|acct|account|id|no|nr|chart|mrn|room|rm|unit|file|suite|ste|"
            r"docket|badge|policy|claim|ticket|form|item|ext|lot|dl|a|ssn?|member|group|"
            r"plan)#)(?=[\w.]{0,31}[a-z])[\w.]{2,32}#\d{4}(?!\w)",
        ),
        reason=HANDLE,
        replacement=USER,
        examples=("On there he is «night0wl#4412».",),
        counter=("Apt#4412", "Case#1234", "Step#12"),
        cues=words("#"),
        reach=34,
    ),
    Rule(
        "handle_site",
        "handle",
        direct=True,
        pattern=rx(
            rf"(?<![\w./@])(?:{SITES})(?!\w)[ :=,(\"'/-]{{1,4}}(?:(?:{SAID})(?!\w)[ :=,(\"'-]{{1,4}}){{0,4}}",
            rf"(?P<id>{NAME})(?![\w@])",
        ),
        reason=HANDLE,
        replacement=USER,
        examples=(
            "His insta is «jaybird_09», all public.",
            "Snap: «lil.moe.22»",
            "TikTok name «kiki_2010» has 400 followers.",
            "IG: «thereal.dre»",
            "Her Facebook, /«marla.dean.75», is public.",
            "On discord he's «night0wl#4412».",
            "Twitter handle: «DadOf3InMtl»",
        ),
        counter=(
            "Insta is bad for her.",
            "Snap: he left at 10pm.",
            "Discord grew.",
            "On Facebook since 2019.",
            "TikTok is 2 hours a day.",
        ),
        check=odd,
        cues=stems(SITES),
    ),
    Rule(
        "handle_near",
        "handle",
        direct=True,
        pattern=rx(
            rf"(?<![\w./@])(?:{SITES})(?!\w)(?: [a-z']{{1,12}},?){{1,5}} ",
            r"(?P<id>(?=[a-z_.]{0,30}[\d_])(?=[\d_.]{0,4}[a-z_.]{3})[a-z0-9_][\w.]{3,34}\w)(?![\w@-])",
        ),
        reason=HANDLE,
        replacement=USER,
        examples=(
            "He plays Fortnite at night as «xXReaperXx88» till 3.",
            "On WhatsApp she calls herself «Queen_B27».",
        ),
        counter=("On Facebook she wrote about covid19.", "Discord is on until 10pm at least."),
        check=odd,
        cues=stems(SITES),
    ),
    Rule(
        "handle_account",
        "handle",
        direct=True,
        pattern=rx(
            rf"(?<![\w./@])(?:{ACCOUNTS})(?:'s)?(?!\w)[ :=,(\"'-]{{1,4}}(?:(?:{SAID}|"
            rf"on \w{{2,12}})(?!\w)[ :=,(\"'-]{{1,4}}){{0,3}}",
            rf"(?P<id>{NAME})(?![\w@])",
        ),
        reason=HANDLE,
        replacement=USER,
        examples=(
            "Her username was «sunflower_1998».",
            "Gamertag «sk8rBoi2007»",
            "He goes by «kingtut_313» on there.",
            "She streams as «lunacy99».",
        ),
        counter=(
            "He goes by the book.",
            "Her username is lost.",
            "A good handle on it.",
            "The user of 12 sessions.",
        ),
        check=odd,
        cues=stems(ACCOUNTS),
    ),
    Rule(
        "handle_held",
        "handle",
        direct=True,
        pattern=rx(
            r"\b(?:account|profile|channel|page|player|handle|username)s? (?:(?:is|was|called|named|under|"
            r"as|from|by) ){0,2}",
            r"(?P<id>(?=[a-z_.]{0,30}[\d_])(?=[\d_.]{0,4}[a-z_.]{3})[a-z0-9_][\w.]{3,34}\w)(?![\w@-])",
        ),
        reason=HANDLE,
        replacement=USER,
        examples=("It is on the account «notyourgirl.99» now.",),
        counter=("On page 12a of it.", "Her account is 30days late.", "His profile was gone."),
        check=odd,
        cues=words("account profile channel page player handle username"),
    ),
    Rule(
        "handle_given",
        "handle",
        direct=True,
        pattern=rx(
            r"(?<![\w./@])(?:user ?name|user ?id|handle|gamer ?tag|screen ?name|psn|psn id|kik|snapchat|"
            r"insta(?:gram)?|discord|tik ?tok|roblox|gamer ?id)(?: name| tag| id)?(?: is)? ?[:=] ?",
            r"(?P<id>(?-i:[a-z][a-z0-9._-]{3,30}))(?= ?(?:[,;)\n]|\.(?:\s|$)|$))",
        ),
        reason=HANDLE,
        replacement=USER,
        examples=("Username: «silentfox»", "kik: «hotboi.ny»", "discord: «moonpie»"),
        counter=("Discord: he argues with all.", "Insta: Gone.", "Username: lost it"),
        check=lambda match: said(match) not in GONE,
        cues=words("user handle gamer screen psn kik snap insta discord tik roblox"),
    ),
    Rule(
        "handle_cash",
        "handle",
        direct=True,
        pattern=rx(
            r"\b(?:cash ?app|cashtag|cash)[ :,(]{1,3}(?:(?:is|name|tag|to|"
            r"at) ){0,2}(?P<id>\$[a-z][\w-]{2,20})(?!\w)"
        ),
        reason=HANDLE,
        replacement=USER,
        examples=("Cash app «$tinaboo88»",),
        counter=("Cash $20 in hand.", "Cash app took $20."),
        cues=words("cash"),
    ),
    Rule(
        "handle_dotted",
        "handle",
        direct=True,
        pattern=rx(
            r"\b(?:account|acct|profile|page|login|log-in|channel|playlist)(?: (?:is|was|called|named|"
            r"under|name))?[ :]{1,2}"
            r"\"?(?P<id>[a-z][a-z0-9]{1,20}(?:[._][a-z0-9]{2,20}){1,4}|[a-z]{3,20}\d{2,6})(?![\w@/-])"
        ),
        reason=HANDLE,
        replacement=USER,
        examples=("He deleted the account «hya.cinth.bones».", "The profile is «sadgirl2009» now."),
        counter=("Her account is closed.", "The page was up.and then gone 2.", "On page 12 and page2."),
        check=lambda match: (
            re.search(r"\.(?:and|but|so|then|she|he|it|the|they|we|i|now)$", match["id"]) is None
        ),
        cues=words("account acct profile page login log-in channel playlist"),
    ),
    Rule(
        "handle_shaped",
        "handle",
        direct=True,
        pattern=rx(r"(?<![\w@./#-])[a-z][a-z0-9.]{0,30}_[a-z0-9._]{0,30}[a-z0-9_](?![\w@/-]|\.\w)"),
        reason=HANDLE,
        replacement=USER,
        examples=("Look for «kiki_2010» there, or «BigPapa_E».",),
        counter=("Klient_innen kamen.", "Name: ____", "first_name"),
        check=numbered,
        cues=words("_"),
        reach=32,
    ),
)
