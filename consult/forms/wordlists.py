"""What the check is told about this house, and by each for themselves: one phrase a line."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, StringConstraints

from consult.core.texts import _
from consult.core.tidy import tidy
from consult.domain.people.wordlists import LONGEST, MOST_ALLOWED, MOST_NEVER
from consult.forms.reading import Form
from consult.forms.suggestions import Id


def lines_of(text: str) -> list[str]:
    """The phrases that stand one a line, each once."""
    lines = (" ".join(line.split()) for line in tidy(text).splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def _no_line_too_long(text: str) -> str:
    if any(len(line) > LONGEST for line in lines_of(text)):
        raise ValueError(_("Shorten each line to {length} characters or fewer.").format(length=LONGEST))
    return text


def _few_enough(text: str) -> str:
    if len(lines_of(text)) > MOST_ALLOWED:
        raise ValueError(_("Write {most} lines or fewer.").format(most=MOST_ALLOWED))
    return text


Lines = Annotated[
    str,
    StringConstraints(max_length=(LONGEST + 2) * MOST_ALLOWED),
    AfterValidator(_no_line_too_long),
    AfterValidator(_few_enough),
]


SomeLines = Annotated[
    str,
    StringConstraints(min_length=1, max_length=(LONGEST + 2) * MOST_NEVER),
    AfterValidator(_no_line_too_long),
    AfterValidator(_few_enough),
]


class HouseWordsForm(Form):
    """What is fine here, whose names are found, and what stops words."""

    allowed: Lines = ""
    finds_staff: bool = False
    strictness: Literal["warn", "stop"] = "warn"

    def values(self) -> dict[str, Any]:
        """Keyword arguments for `change_words`."""
        strict = self.strictness == "stop"
        return {"allowed": lines_of(self.allowed), "finds_staff": self.finds_staff, "is_strict": strict}


class NeverForm(Form):
    """Words that must never slip through."""

    never: SomeLines

    @property
    def phrases(self) -> list[str]:
        """One phrase a line."""
        return lines_of(self.never)


class RemovalForm(Form):
    """A word that is typed again, or one of the entries that were added together."""

    removed: Annotated[str, StringConstraints(max_length=LONGEST)] = ""
    entry: Id = ""
