"""Quotes that never jump: exact words, pinned to a place in one version, marked where they still stand.

Places are counted in what a reader sees, from 0. Paragraph n is the n-th `p` or `li` of a section's HTML. Its
text is the text content without lists nested in it, each run of white space one space, none at either end.
Start and end count code points (in a browser: `[...text.slice(0, offset)].length`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from typing import NamedTuple

from consult.core.errors import Answerable
from consult.core.markdown import render
from consult.core.texts import _
from consult.core.tidy import tidy

AROUND = 32  # characters before and after that must be the same, too


class Place(NamedTuple):
    """Where words stand in a section."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pin:
    """Words as they stood in the version that was quoted. Which version and section, the quote knows."""

    paragraph: int
    start: int
    end: int
    words: str
    prefix: str
    suffix: str

    @property
    def place(self) -> Place:
        """Where the words stand in the version that was quoted."""
        return Place(self.paragraph, self.start, self.end)


class Mark(NamedTuple):
    """A place to make visible, and the quote that it belongs to."""

    place: Place
    dom_id: str
    number: int


class NotThere(Answerable):
    """The words do not stand in the text, or more than once and nothing says which place is meant."""

    code = "not_there"
    status = 422

    @property
    def words(self) -> str:
        return _("Select the words again, so that we know which place you mean.")


def pin(text: str | list[str], words: str, paragraph: int | None = None, start: int | None = None) -> Pin:
    """Pin selected words. `text` is a section's Markdown, or what `shown` read from its stored HTML.

    The position is needed only where the words stand more than once.
    """
    texts = _texts(text)
    words = " ".join(tidy(words).split())
    anywhere = list(_places(texts, words))
    near = [place for place in anywhere if place.paragraph == paragraph]
    exact = [place for place in near if place.start == start]
    for places in (exact, near, anywhere):
        if len(places) == 1:
            return Pin(*places[0], words, *_around(texts, places[0]))
    raise NotThere


def place(pin: Pin, text: str | list[str]) -> Place | None:
    """Where a pin stands in a later version: the same words, the same surroundings, once; else nowhere."""
    texts = _texts(text)
    around = (pin.prefix, pin.suffix)
    places = [place for place in _places(texts, pin.words) if _around(texts, place) == around]
    return places[0] if len(places) == 1 else None


def paragraphs(text: str) -> list[str]:
    """What a reader sees of a Markdown text, paragraph by paragraph. With stored HTML `shown` is quicker."""
    return shown(render(text))


def shown(html: str) -> list[str]:
    """What a reader sees of a section's safe HTML, paragraph by paragraph."""
    reader = _Shown()
    reader.feed(html)
    reader.close()
    return [" ".join("".join(parts).split()) for parts in reader.texts]


def mark(html: str, marks: list[Mark]) -> str:
    """Wrap each place in `<mark>`, in pieces where quotes overlap or tags begin or end inside one.

    The first piece has the id, all have the number. `html` is what `render` or `escaped` gave.
    """
    if not marks:
        return html
    marker = _Marker(marks)
    marker.feed(html)
    marker.close()
    return "".join(marker.out)


def _texts(text: str | list[str]) -> list[str]:
    return paragraphs(text) if isinstance(text, str) else text


def _places(texts: list[str], words: str) -> Iterator[Place]:
    """Everywhere that the words stand, also where one place overlaps the next."""
    for number, text in enumerate(texts):
        start = text.find(words) if words else -1
        while start >= 0:
            yield Place(number, start, start + len(words))
            start = text.find(words, start + 1)


def _around(texts: list[str], place: Place) -> tuple[str, str]:
    text = texts[place.paragraph]
    return text[max(0, place.start - AROUND) : place.start], text[place.end : place.end + AROUND]


class _Reader(HTMLParser):
    """Knows at every piece of text which paragraph it belongs to."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.open: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"p", "li"}:
            self.open.append(self.count)
            self.count += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "li"}:
            self.open.pop()


class _Shown(_Reader):
    """Collects the text of each paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        if tag in {"p", "li"}:
            self.texts.append([])
        elif tag == "br" and self.open:
            self.texts[self.open[-1]].append(" ")

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[self.open[-1]].append(data)


class _Marker(_Reader):
    """Writes the HTML again, with marks in it."""

    def __init__(self, marks: list[Mark]) -> None:
        super().__init__()
        self.out: list[str] = []
        self._marks: dict[int, list[Mark]] = {}
        for one in sorted(marks):
            self._marks.setdefault(one.place.paragraph, []).append(one)
        self._named: set[str] = set()
        self._read: dict[
            int, tuple[int, bool]
        ] = {}  # of each paragraph: characters so far, white space after them

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self.out.append(self.get_starttag_text() or "")
        if tag == "br" and self.open:
            self._read[self.open[-1]] = (self._read.get(self.open[-1], (0, False))[0], True)

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        marks = self._marks.get(self.open[-1], []) if self.open else []
        if not marks:
            self.out.append(escape(data, quote=False))
            return
        for text, around in self._pieces(data, self.open[-1], marks):
            opened = [self._tag(one) for one in around]
            self.out += [*opened, escape(text, quote=False), "</mark>" * len(opened)]

    def _pieces(self, data: str, paragraph: int, marks: list[Mark]) -> Iterator[tuple[str, list[Mark]]]:
        """Cut text where marks begin and end, counting each run of white space as one."""
        cuts = sorted({edge for one in marks for edge in one.place[1:]})
        done, gap = self._read.get(paragraph, (0, False))
        piece, around = "", list[Mark]()
        for run in re.findall(r"\s+|\S+", data):
            if run.isspace():
                edges, gap = [done or -1], True  # where one space stands, if words follow
            else:
                done += 1 if gap and done else 0
                edges, gap = [done, *(cut for cut in cuts if done < cut < done + len(run))], False
            for begin, end in pairwise([*edges, edges[0] + len(run)]):
                inside = [one for one in marks if one.place.start <= begin < one.place.end]
                if inside != around and piece:
                    yield piece, around
                    piece = ""
                piece, around = piece + run[begin - edges[0] : end - edges[0]], inside
            done += 0 if gap else len(run)
        self._read[paragraph] = done, gap
        yield piece, around

    def _tag(self, one: Mark) -> str:
        named = "" if one.dom_id in self._named else f' id="{escape(one.dom_id)}"'
        self._named.add(one.dom_id)
        return f'<mark class="quoted"{named} data-quote="{one.number}">'
