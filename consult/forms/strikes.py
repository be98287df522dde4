"""What somebody sends who takes words out of a case. It is used and forgotten."""

from __future__ import annotations

from pydantic import Field, field_validator

from consult.core.texts import _
from consult.domain.strikes.phrases import clean, fold
from consult.domain.strikes.strikes import LONGEST, MOST, SHORTEST
from consult.forms.reading import Form

LONGEST_FIELD = MOST * (LONGEST + 2) * 2
"""Room for stray blanks and empty lines."""


class StrikeForm(Form):
    """Phrases to take out, one a line."""

    phrases: str = Field(max_length=LONGEST_FIELD)

    @field_validator("phrases")
    @classmethod
    def some_words(cls, value: str) -> str:
        """At most so many, none of them too short to mean one thing, and none longer than a sentence."""
        lines = lines_of(value)
        if not lines:
            raise ValueError(_("Write the words to remove."))
        if len(lines) > MOST:
            raise ValueError(_("Write {most} lines or fewer. The rest can follow.").format(most=MOST))
        if any(len(line) > LONGEST for line in lines):
            raise ValueError(_("Write {longest} characters or fewer in a line.").format(longest=LONGEST))
        if any(sum(map(str.isalnum, fold(clean(line)))) < SHORTEST for line in lines):
            raise ValueError(_("Write at least two letters or digits in each line."))
        return value

    def values(self) -> dict[str, list[str]]:
        """Keyword arguments for `strike` and `preview`."""
        return {"phrases": lines_of(self.phrases)}


def lines_of(typed: str) -> list[str]:
    """The phrases, each once."""
    lines = (" ".join(line.split()) for line in typed.splitlines())
    return list(dict.fromkeys(line for line in lines if line))
