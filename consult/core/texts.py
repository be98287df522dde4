"""The catalogue of everything that people read: one language an organisation, English first."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TRANSLATIONS = Path(__file__).parent.parent / "translations"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def speak(language: str) -> None:
    """Use another catalogue, `translations/<language>/LC_MESSAGES/consult.mo`; English where it is silent."""
    use(gettext.translation("consult", TRANSLATIONS, [language], fallback=True))


def use(catalogue: gettext.NullTranslations) -> None:
    """Use a catalogue that is already loaded (tests use one that marks every text)."""
    global _catalogue  # noqa: PLW0603 - one language per process
    _catalogue = catalogue


def _(text: str) -> str:
    """The text in the organisation's language."""
    return _catalogue.gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The text for this count in the organisation's language."""
    return _catalogue.ngettext(one, many, count)


def options(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    """A table of words (key to text) as choices on a page, in the organisation's language."""
    return [(str(key), _(text)) for key, text in words.items()]


def N_(text: str) -> str:  # noqa: N802 - gettext's customary name for "collect, translate later"
    """Mark a text for the catalogue where it is defined; it is translated where it is shown."""
    return text
