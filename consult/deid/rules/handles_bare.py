"""Rows for names used online that stand without the word for what they are: "as ewe.lina_xo"."""

from __future__ import annotations

import re

from consult.deid.lexicon import Flag, flags
from consult.deid.rows import Rule, rx, words
from consult.deid.rules.handles import HANDLE, USER

FILES = (
    "com|org|net|edu|gov|info|pdf|docx?|xlsx?|jpe?g|png|heic|gif|mp[34]|mov|wav|m4a|txt|html?|csv|zip|ics|"
    "io|us|uk|"
    "ca|au|ie|de|fr|py|js|php|aspx?"
)
BEHIND_A_WORD = r"(?<![\w@./#:+$-])"
LEAST = 5  # letters
EXAMPLES = frozenset(("first.last", "first_name", "last_name", "user_name"))


def shaped(match: re.Match[str]) -> bool:
    """Letters joined by points or underscores, and no file, no version and no sentence run together."""
    text = match["id"]
    parts = [it for it in re.split(r"[._]+", text.lower()) if it]
    if sum(map(str.isalpha, text)) < LEAST or re.search(rf"\.(?:{FILES})$", text, re.IGNORECASE):
        return False
    both = "_" in text and "." in text
    ended = re.search(r"[a-z]\d{2,4}$", text, re.IGNORECASE) is not None and len(parts) > 1
    return both or ended


def owned(match: re.Match[str]) -> bool:
    """Behind a word for whom one writes to: something with a point, an underscore or digits inside."""
    text = match["id"]
    if re.search(rf"\.(?:{FILES})$", text, re.IGNORECASE) or sum(map(str.isalpha, text)) < LEAST:
        return False
    parts = [it for it in re.split(r"[._]+", text.lower()) if it]
    if text.lower() in EXAMPLES:
        return False
    if "_" in text:
        return True
    # A sentence that goes on without a space: "blocked him.then left".
    return len(parts) > 1 and not all(flags(it) & Flag.EVERYDAY for it in parts)


RULES = (
    Rule(
        "handle_joined",
        "handle",
        direct=True,
        pattern=rx(
            BEHIND_A_WORD,
            r"(?P<id>(?=[\w.]{0,30}[._])[a-z][a-z0-9]{0,20}(?:[._]{1,2}[a-z0-9]{1,20}){1,4}_?)(?![\w@/#-]|"
            r"\.\w)",
        ),
        reason=HANDLE,
        replacement=USER,
        examples=(
            'was "talking to some grown man" as «ewe.lina_xo». Then',
            "talks to a guy, «ghost.rider77», every night",
            "«m.ferreira84» liked it",
            "somebody called «lu_na.tic» wrote",
        ),
        counter=(
            "saved as scan_01.final.pdf",
            "see www.example.org",
            "e.g. this, i.e. that",
            "he left.then came",
            "v2.10 of it",
            "at 10.30 p.m. again",
        ),
        check=shaped,
        cues=(".", "_"),
        reach=24,
    ),
    Rule(
        "handle_written_to",
        "handle",
        direct=True,
        pattern=rx(
            r"(?<![\w-])(?:as|(?:un)?blocked|blocks|dms?|dmed|adds?|added|messag\w+|user ?name|follow(?:s|ed|"
            r"ing)?|"
            r"call(?:s|ed) (?:him|her|them)sel(?:f|ves)|account|profile|logged in as|posts? as|name|friended|"
            r"unfollowed|reported|online)(?: (?:is|was|from|by|on|to|with))?[ :?\"'(]{1,3}",
            r"(?P<id>[a-z0-9]{1,20}(?:[._]{1,2}[a-z0-9]{1,20}){1,4}_?)(?![\w@/#-]|\.\w)",
        ),
        reason=HANDLE,
        replacement=USER,
        examples=("blocked «cody_h_ttv» last week", "whats her username? «noor.writes»"),
        counter=(
            "saved as plan.docx",
            "as e.g. this",
            "he blocked her.then he left",
            "as 3.5 hours",
            "name: first.last",
        ),
        check=lambda match: (
            owned(match) and match["id"].lower() not in {"first.last", "first_name", "last_name"}
        ),
        cues=words(
            "as block unblock dm add messag user follow call account profile logged post name friended "
            "unfollowed "
            "reported online"
        ),
    ),
    Rule(
        "handle_live",
        "handle",
        direct=True,
        pattern=rx(r"(?<![\w:])live:\.?[a-z][\w.-]{2,30}\w"),
        reason=HANDLE,
        replacement=USER,
        examples=("skype «live:oksana.k»", "add «live:mara_77»"),
        counter=("Where they live: a flat.", "live: no"),
        cues=("live:",),
    ),
)
