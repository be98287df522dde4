"""Finding chosen words wherever they stand, however they were typed there.

Capital letters, accents, white space, unseen characters, curly marks and Markdown make no difference. Only
whole words count, with or without a possessive behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, normalize

from consult.core.texts import N_, _
from consult.core.tidy import tidy
from consult.deid.plain import FOLDED, FOREIGN, UNSEEN, WORD, latin_throughout

REMOVED = N_("[removed]")
"""What stands where words were taken out."""

CUT = 400
"""Characters at the end of a text that was cut short, in which the beginning of a phrase may stand."""

_MARKS = "[\\s.,;:!?\"'*_…‘’‚“”„«»]+"
_EDGES = re.compile(f"^{_MARKS}|{_MARKS}$")
_POSSESSIVE = re.compile("(?<=\\w)['\u2019]s?$", re.IGNORECASE)
_UNSEEN = re.compile(f"[{UNSEEN}]")
# Where one line ends and the next begins in Markdown, and underscores that draw a word slanted.
_GAP = r"['_]*\s+(?:>\s*)*['_]*"
# Written without spaces between words: Thai, Lao, Burmese, Khmer, Japanese and Chinese.
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}


class Span(NamedTuple):
    """Where a phrase stands in a text, and which of the phrases it is."""

    start: int
    end: int
    phrase: int


class _Regex:
    """Several patterns as one, and whose each place is."""

    def __init__(self, patterns: Sequence[tuple[int, str]]) -> None:
        self._numbers = [number for number, _pattern in patterns]
        self._regex = re.compile("|".join(f"({pattern})" for _number, pattern in patterns))

    def places(self, folded: str, start: int = 0) -> Iterator[Span]:
        for it in self._regex.finditer(folded, start) if self._numbers else ():
            yield Span(it.start(), it.end(), self._numbers[(it.lastindex or 1) - 1])


class _Fold(dict[int, str]):
    """What a character counts as: small, without accent; nothing where a reader sees nothing."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(FOLDED[code])
        return folded


def _folded(char: str) -> str:
    if char in "*\\" or _UNSEEN.match(char) or category(char) in {"Cf", "Mn", "Me", "Mc"}:
        return ""
    if category(char)[0] not in "LN":
        return char
    bare = "".join(one for one in normalize("NFKD", char) if category(one)[0] != "M").casefold()
    return "".join(_LETTERS.get(one, one) for one in bare if category(one)[0] != "M")


_FOLD = _Fold()


class Phrases:
    """Some phrases to look for, all at once."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self.words = [clean(phrase) for phrase in phrases]
        self._removed = _(REMOVED)
        folded = [fold(words) for words in self.words]
        ordered = sorted(enumerate(folded), key=lambda one: -len(one[1]))
        self._whole = _Regex([(number, _pattern(words)) for number, words in ordered])
        begun = [(number, _beginnings(words)) for number, words in ordered]
        self._begun = _Regex([(number, f"(?:{regex})(?=…$)") for number, regex in begun if regex])
        self._own = fold(self._removed)

    def stand_in(self, text: str | None) -> bool:
        """Does one of them stand here?"""
        return bool(text) and bool(self.spans(text or ""))

    def spans(self, text: str) -> list[Span]:
        """Every place, in order; what was removed before is left alone."""
        folded = fold(text)
        found = list(self._whole.places(folded))
        if folded.endswith("…"):  # a text that was cut short may end within a phrase: only its end is tried
            done = found[-1].end if found else 0
            found += self._begun.places(folded, max(done, len(folded) - CUT))
        if not found:
            return []
        before = [it.span() for it in re.finditer(re.escape(self._own), folded)]
        at = [place for place, char in enumerate(_even(text)) for _one in _FOLD[ord(char)]]
        return [
            Span(*_wide(text, at[it.start], at[it.end - 1] + 1), it.phrase)
            for it in found
            if not any(start < it.end and it.start < end for start, end in before)
        ]

    def without(self, text: str) -> str:
        """The text with "[removed]" in each place."""
        spans = self.spans(text)
        if not spans:
            return text
        edges = [0, *(edge for start, end, _phrase in spans for edge in (start, end)), len(text)]
        kept = [text[start:end] for start, end in list(pairwise(edges))[::2]]
        return self._removed.join(kept)

    def within(self, text: str, start: int, end: int) -> str:
        """A stretch of a text, with "[removed]" for each phrase that it holds or cuts."""
        spans = [one for one in self.spans(text) if one.start < end and start < one.end]
        made, at = "", start
        for one in spans:
            made += text[at : max(one.start, at)] + self._removed
            at = one.end
        return made + text[at:end]

    def moved(self, text: str, place: int) -> int:
        """Where a place of the text is once the words before it were taken out."""
        before = [one for one in self.spans(text) if one.end <= place]
        return place + sum(len(self._removed) - (one.end - one.start) for one in before)


def clean(phrase: str) -> str:
    """A phrase as it is looked for: without marks around it and without a possessive."""
    words = _EDGES.sub("", " ".join(tidy(phrase).split()))
    return _POSSESSIVE.sub("", words)


def fold(text: str) -> str:
    """The text as it counts."""
    return _even(text).translate(_FOLD)


def _even(text: str) -> str:
    return WORD.sub(latin_throughout, text) if FOREIGN.search(text) else text


def _pattern(folded: str) -> str:
    body = _GAP.join(re.escape(word) for word in folded.split())
    before = "" if _joins(folded[:1]) else r"(?<![^\W_])"
    return before + body + ("" if _joins(folded[-1:]) else r"(?![^\W_])")


def _joins(char: str) -> bool:
    """May the next letter stand directly beside it, and still be another word?"""
    return not char.isalnum() or bool(_SPACELESS.match(char))


def _beginnings(folded: str) -> str:
    words = folded.split()
    return "|".join(_pattern(" ".join(words[:count])) for count in range(len(words) - 1, 0, -1))


def _wide(text: str, start: int, end: int) -> tuple[int, int]:
    """With the accents that stand behind, and with both marks of an emphasis of which one is inside."""
    while end < len(text) and category(text[end])[0] == "M":
        end += 1
    for mark in "*_":
        if mark in text[start:end]:
            while start and text[start - 1] == mark:
                start -= 1
            while end < len(text) and text[end] == mark:
                end += 1
    return start, end
