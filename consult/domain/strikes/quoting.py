"""Quotes after a strike: those that held struck words say "[removed]" and stand nowhere; the others move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from consult.core import quotes
from consult.core.quotes import NotThere, Pin
from consult.domain import screening
from consult.domain.strikes.phrases import Phrases
from consult.models.suggestions import Suggestion


class Section(NamedTuple):
    """What a reader sees of a section of one version, paragraph by paragraph: before and after."""

    before: list[str]
    after: list[str]


Sections = Mapping[tuple[int, str], Section]
"""The sections that change, by number of version and key."""


def is_touched(suggestion: Suggestion, phrases: Phrases, sections: Sections) -> bool:
    """Does its quote hold struck words, or a part of them?"""
    return _words(suggestion, phrases, sections) != suggestion.quote_words


def take_words(suggestion: Suggestion, phrases: Phrases, sections: Sections) -> bool:
    """Bring a quote in step with its version; True when words of it were removed."""
    if suggestion.quote_words is None:
        return False
    words = _words(suggestion, phrases, sections)
    if words is not None and words != suggestion.quote_words:
        suggestion.quote_words = screening.own(words)
        _lose(suggestion)
        return True
    section = sections.get(_key(suggestion))
    if section is not None and suggestion.quote_start is not None:
        _move(suggestion, phrases, section)
    return False


def _key(suggestion: Suggestion) -> tuple[int, str]:
    return suggestion.quote_version or 0, suggestion.quote_section or ""


def _words(suggestion: Suggestion, phrases: Phrases, sections: Sections) -> str | None:
    words, section = suggestion.quote_words, sections.get(_key(suggestion))
    paragraph, start, end = suggestion.quote_paragraph, suggestion.quote_start, suggestion.quote_end
    if words is None:
        return None
    if section is None or paragraph is None or start is None or end is None:
        return phrases.without(words)
    text = section.before[paragraph] if paragraph < len(section.before) else ""
    # As it stands in the version, so that a quote that begins in the middle of a name does not keep its end.
    return phrases.within(text, start, end) if text[start:end] == words else phrases.without(words)


def _move(suggestion: Suggestion, phrases: Phrases, section: Section) -> None:
    words, paragraph = suggestion.quote_words or "", suggestion.quote_paragraph or 0
    text = section.before[paragraph] if paragraph < len(section.before) else ""
    start = phrases.moved(text, suggestion.quote_start or 0)
    try:
        pin = quotes.pin(section.after, words, paragraph, start)
    except NotThere:
        _lose(suggestion)
        return
    _put(suggestion, pin)


def _put(suggestion: Suggestion, pin: Pin) -> None:
    suggestion.quote_paragraph, suggestion.quote_start, suggestion.quote_end = pin.place
    suggestion.quote_before, suggestion.quote_after = screening.own(pin.prefix), screening.own(pin.suffix)


def _lose(suggestion: Suggestion) -> None:
    """It stands nowhere: shown with the number of the version that it was taken from."""
    suggestion.quote_paragraph = suggestion.quote_start = suggestion.quote_end = None
    suggestion.quote_before, suggestion.quote_after = screening.own(""), screening.own("")
