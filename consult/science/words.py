"""How the science speaks: a sentence as a key of the catalogue and the values that fill it.

This package knows no catalogue. `Sentence.english` is the sentence as it stands; who shows it to people
calls `Sentence.said(gettext)` with the translator of the house. Tables of words are marked with `N_`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Value = str | float
"""What may fill a gap: a number, or words. Words that are a key of the catalogue are translated as well."""


def N_(text: str) -> str:  # noqa: N802 - gettext's customary name for "collect, translate later"
    """Mark words for the catalogue here, without knowing the catalogue."""
    return text


@dataclass(frozen=True, slots=True)
class Sentence:
    """One plain sentence: its key in the catalogue (which is its English) and what fills its gaps."""

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def english(self) -> str:
        """The sentence without a translator."""
        return self.said(lambda key: key)

    def said(self, translate: Callable[[str], str]) -> str:
        """The sentence in the language of `translate`, which takes a key and gives the text for it."""
        filled = {
            name: number(value) if isinstance(value, int | float) else translate(value) if value else ""
            for name, value in self.values.items()
        }
        return translate(self.key).format(**filled)


class Unfit(ValueError):
    """Something cannot be reckoned with; `sentence` says to people what to do about it."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.english)
        self.sentence = sentence


def number(value: float) -> str:
    """A number as people read it: no needless decimals, at most one, and a real minus sign."""
    shown = f"{round(value, 1):g}" if abs(value) < 1e5 else f"{value:.0f}"  # noqa: PLR2004 - `g` counts digits
    return ("0" if shown == "-0" else shown).replace("-", "−")


def signed(value: float) -> str:
    """A change as people read it: `+2`, `−7`, `0`."""
    shown = number(value)
    return shown if shown.startswith("−") or shown == "0" else f"+{shown}"


def finite(*values: float) -> None:
    """Refuse what is no number at all: raises ValueError for NaN and infinities."""
    if not all(map(math.isfinite, values)):
        raise ValueError("A value here is no finite number.")


def reaches(value: float, mark: float) -> bool:
    """Is a value at a mark or above it? Tenths that a computer cannot hold exactly do not decide."""
    return value >= mark or math.isclose(value, mark, rel_tol=1e-9, abs_tol=1e-9)
