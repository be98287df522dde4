"""Names whose letters were set apart, by chance or to hide them: "M_a_r_l_a", "D(a)nny", "Dan<b>ny</b>"."""

from __future__ import annotations

import re

from consult.deid.lexicon import NAME, Flag, flags

# What looks blank inside a word, and is no space: fillers of Hangul, the empty Braille cell.
BLANK = "\u3164\uffa0\u2800"
ODD = rf"_|\\~^+*·{BLANK}"
TAG = r"</?(?:b|i|u|s|em|strong|span|sub|sup|mark|small|big|del|ins|wbr|font|code|tt)\b[^<>\n]{0,40}>"
LETTER = r"[^\W\d_]"
# Letters one by one, with the same between each two.
SINGLE = re.compile(
    rf"(?<![\w.@/-]){LETTER}(?P<gap>[-./ {ODD}]|[{BLANK}]{{2,4}})(?:{LETTER}(?P=gap)){{1,14}}{LETTER}"
    r"(?![\w@]|[-.]\w)"
)
# A few letters set apart within a word.
WITHIN = re.compile(
    rf"(?<![\w.@/-])(?:[(\[{{]|{TAG})?{LETTER}{{1,16}}"
    rf"(?:(?:[{ODD}]|{TAG}|[(\[{{](?={LETTER}{{1,3}}[)\]}}])|(?<={LETTER})[)\]}}]){{1,4}}{LETTER}{{1,16}}){{1,6}}"
    rf"(?:[)\]}}]|{TAG})?(?![\w@]|\.\w)"
)
MARKS = re.compile(rf"{TAG}|[^\w]|_|[{BLANK}]")
UNSEEN = "\u200b"


def whole(text: str) -> str:
    """The text with such words whole: what set the letters apart is there still, but nobody sees it."""
    return WITHIN.sub(joined, SINGLE.sub(joined, text))


def joined(word: re.Match[str]) -> str:
    """Joined where that makes a name, or an English word of something that was none: "child(ren)"."""
    plain = MARKS.sub("", word[0])
    known = flags(plain.lower())
    first = flags(MARKS.split(word[0].lstrip("([{"), maxsplit=1)[0].lower())
    english = word.re is WITHIN and known & Flag.EVERYDAY and (first & Flag.EVERYDAY or not first & NAME)
    strange = word.re is SINGLE and not known and word["gap"] in ODD and len(plain) >= LEAST
    lettered = word.re is SINGLE and plain.isupper() and len(plain) <= LEAST
    if lettered or not (known & NAME or english or strange):
        return word[0]
    return MARKS.sub(lambda mark: UNSEEN * len(mark[0]), word[0])


LEAST = 4
