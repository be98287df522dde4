"""Where the words stand: every row that would change, and how often, by phrase and by sort of place."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from consult.core import quotes
from consult.core.db import Base
from consult.core.markdown import escaped, renderer
from consult.domain import screening
from consult.domain.strikes.phrases import Phrases
from consult.domain.strikes.places import DRAWN, SHEETS, WORDS, Sort
from consult.domain.strikes.quoting import Section, Sections, is_touched, take_words
from consult.domain.strikes.scopes import Scope, rows_of
from consult.models.cases import CaseSection, CaseVersion
from consult.models.suggestions import Suggestion

Rows = Mapping[type[Base], list[Any]]
"""All rows that may hold words of a case, by table."""


@dataclass
class Found:
    """What was found, and in which rows; of each place, which phrase stands there."""

    places: Counter[tuple[int, Sort]] = field(default_factory=Counter)
    rows: dict[int, Base] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    """What stood there, as it was written: held while the strike runs, and kept nowhere."""

    def count(self, number: int, hidden: frozenset[Sort]) -> int:
        """In how many places a phrase stands, but for those of some sorts."""
        return sum(
            count for (one, sort), count in self.places.items() if one == number and sort not in hidden
        )

    def sorts(self) -> dict[Sort, int]:
        """In how many places of each sort."""
        every = {sort: sum(self.places[place] for place in self.places if place[1] == sort) for sort in Sort}
        return {sort: count for sort, count in every.items() if count}

    def note(self, row: Base, sort: Sort, phrases: Phrases, text: str) -> None:
        """Count what stands in one text of a row."""
        for start, end, number in phrases.spans(text):
            self.places[number, sort] += 1
            self.words.add(text[start:end])
            self.touch(row)

    def touch(self, row: Base) -> None:
        """This row changes."""
        self.rows[id(row)] = row


def rows_in(session: Session, scope: Scope) -> Rows:
    """Everything to look through."""
    return {model: list(session.scalars(rows_of(model, scope))) for model in {**WORDS, **SHEETS}}


def look_for(rows: Rows, phrases: Phrases) -> Found:
    """Everything that holds the phrases; nothing is changed."""
    found = Found()
    sections = _sections(rows, phrases, {})
    for row, sort, text in _texts(rows):
        found.note(row, sort, phrases, text)
    for suggestion in rows[Suggestion]:
        _note_quote(found, phrases, suggestion, sections)
    return found


def new_html(rows: Rows, phrases: Phrases) -> dict[str, str]:
    """The HTML of every text that will be drawn anew, by its words: before the transaction, it takes time."""
    made = {}
    for row, body, _html in _drawn(rows, phrases):
        words = phrases.without(getattr(row, body) or "")
        made[words] = _checked(phrases, words, renderer(words))
    return made


def take_out(rows: Rows, phrases: Phrases, html: Mapping[str, str]) -> Found:
    """Take the phrases out of every row, and say what was found."""
    found = look_for(rows, phrases)
    sections = _sections(rows, phrases, html)
    for suggestion in rows[Suggestion]:
        take_words(suggestion, phrases, sections)
    for row, body, name in list(_drawn(rows, phrases)):
        setattr(row, name, _html_for(phrases, phrases.without(getattr(row, body) or ""), html))
        found.touch(row)
    for model, columns in WORDS.items():
        for row, name in ((row, name) for row in rows[model] for name in columns):
            if phrases.stand_in(text := getattr(row, name)):
                new = phrases.without(text)
                setattr(row, name, screening.own(new))
    for model, (name, _sort, fields) in SHEETS.items():
        for row in rows[model]:
            _rewrite(row, name, list(fields(getattr(row, name))), phrases)
    return found


def _texts(rows: Rows) -> Iterator[tuple[Base, Sort, str]]:
    for model, columns in WORDS.items():
        for row in rows[model]:
            yield from ((row, sort, text) for name, sort in columns.items() if (text := getattr(row, name)))
    for model, (name, sort, fields) in SHEETS.items():
        for row in rows[model]:
            yield from ((row, sort, text) for _at, text in fields(getattr(row, name)))


def _note_quote(found: Found, phrases: Phrases, suggestion: Suggestion, sections: Sections) -> None:
    if suggestion.quote_words is None or not is_touched(suggestion, phrases, sections):
        return
    before = sum(found.places.values())
    found.note(suggestion, Sort.QUOTES, phrases, suggestion.quote_words)
    if sum(found.places.values()) == before:  # it holds a part of one
        found.places[0, Sort.QUOTES] += 1
        found.touch(suggestion)


def _drawn(rows: Rows, phrases: Phrases) -> Iterator[tuple[Any, str, str]]:
    """The rows whose HTML has to be made anew, with the names of words and HTML."""
    for model, (body, html) in DRAWN.items():
        for row in rows[model]:
            if phrases.stand_in(getattr(row, body)) or _shows(phrases, getattr(row, html) or ""):
                yield row, body, html


def _shows(phrases: Phrases, html: str) -> bool:
    """Does a reader see the words, or do they stand in an address?"""
    return phrases.stand_in(html) or any(map(phrases.stand_in, quotes.shown(html)))


def _checked(phrases: Phrases, words: str, html: str) -> str:
    """The HTML; or the words as they are, where drawing them would join what was apart."""
    return html if html and not _shows(phrases, html) else escaped(words) if words else ""


def _html_for(phrases: Phrases, words: str, html: Mapping[str, str]) -> str:
    """What was drawn before the transaction; for words that came since, the words as they are."""
    return html.get(words) or _checked(phrases, words, "")


def _sections(rows: Rows, phrases: Phrases, html: Mapping[str, str]) -> Sections:
    """The sections that change, as they are seen before and after."""
    numbers = {version.id: version.number for version in rows[CaseVersion]}
    return {
        (numbers[row.version_id], row.key): Section(
            quotes.shown(row.html), quotes.shown(_html_for(phrases, phrases.without(row.body), html))
        )
        for row, *_names in _drawn({**rows, **_ONLY_SECTIONS}, phrases)
    }


_ONLY_SECTIONS: Rows = {model: [] for model in DRAWN if model is not CaseSection}


def _rewrite(row: Any, name: str, texts: list[tuple[tuple[str, ...], str]], phrases: Phrases) -> None:
    """Write a column of JSON anew when words in it change."""
    if not any(phrases.stand_in(text) for _at, text in texts):
        return
    value: Any = copy.deepcopy(getattr(row, name))
    for (*way, last), text in texts:
        inner = value
        for key in way:
            inner = inner[key]
        inner[last] = phrases.without(text)
    setattr(row, name, value)
