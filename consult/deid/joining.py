"""A stand-in among the words around it: "her son Danny" becomes "her [son]", not "her son [son]".

The same rule stands in static/js/joining.js; tests/joining.json is the table that both must keep.
"""

from __future__ import annotations

import re

from consult.deid.names.persons import SAID

STAND_IN = re.compile(r"\[([^\[\]\n]+?)(?: \d+)?\]")
WORD = r"[^\W_]+(?:['’-][^\W_]+)*"
BETWEEN = r"[.,:]?[ \t\u00a0]+(?:(?:named|called)[ \t\u00a0]+)?$"
TITLE = re.compile(r"(?<![\w'’-])(?:mr|mrs|ms|miss|mx|sr|sra)\.?[ \t\u00a0]+$", re.IGNORECASE)
OWNS = re.compile(r"['’]s$", re.IGNORECASE)
REACH = 80
"""Characters before a find that may be looked at."""


def stretch(before: str, found: str, after: str, stand_in: str, meant: str = "") -> tuple[int, int]:
    """How many characters more are replaced, before a find and behind it; fewer than none behind "Rosa's"."""
    if not STAND_IN.fullmatch(stand_in.strip()):
        return 0, 0
    again = said_again(before, stand_in, meant)
    if OWNS.search(found):
        return again, -len("'s")
    aside = again and before[len(before) - again :].rstrip().endswith(",") and after.startswith(",")
    return again, len(",") if aside else 0


def said_again(before: str, stand_in: str, meant: str = "") -> int:
    """How many characters just before a find go with it, because its stand-in says them again.

    A "Mr." or "Ms." goes too. `meant` is what the last word stands for, as "mom" does for "mother".
    """
    shape = STAND_IN.fullmatch(stand_in.strip())
    if not shape:
        return 0
    role = shape[1].lower().split()
    whole = before[-REACH:]
    near = TITLE.sub("", whole)
    for count in range(len(role), 0, -1):
        if (found := _last(near, count)) and found[1].lower().split() == role[:count]:
            return len(whole) - found.start()
    found = _last(near, 1) if meant and role == meant.split() else None
    return len(whole) - (found.start() if found else len(near))


def meant_by(before: str) -> str:
    """What the last word before a name says its bearer is, if that is another word than the stand-in's."""
    found = _last(TITLE.sub("", before[-REACH:]), 1)
    return SAID.get(found[1].lower(), "") if found else ""


def _last(text: str, count: int) -> re.Match[str] | None:
    """The last so many words of a text that goes on behind them."""
    words = rf"{WORD}(?:[ \t\u00a0]+{WORD}){{{count - 1}}}"
    return re.search(rf"(?<![\w'’-])({words}){BETWEEN}", text)
