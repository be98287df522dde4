"""What people send about a case as a whole: closing it, letting someone in, answering whether it is okay."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, field_validator

from consult.core.texts import _
from consult.domain.cases.sections import SENTENCE_LONGEST
from consult.forms.reading import Form
from consult.forms.suggestions import Id, Kept, kept_of

MOST_IDEAS = 100
EMAIL_LONGEST = 254


class ClosingForm(Form):
    """What helped, and one sentence for the next person."""

    helped: Annotated[list[Id], Field(max_length=MOST_IDEAS)] = Field(default_factory=list)
    sentence: str = Field("", max_length=SENTENCE_LONGEST)
    kept: Kept = Field(default_factory=list)

    def values(self) -> dict[str, Any]:
        """Keyword arguments for `close_case`."""
        return super().values() | {"kept": kept_of(self.kept)}


class AskedForm(Form):
    """Yes or no to a draft, by whoever was asked, and a line with it."""

    answer: Literal["yes", "no"]
    rev: int = Field(ge=0, le=1_000_000_000)
    """Which words they read."""
    line: str = Field("", max_length=SENTENCE_LONGEST)
    kept: Kept = Field(default_factory=list)

    def values(self) -> dict[str, Any]:
        """Keyword arguments for `askings.answer`."""
        yes = self.answer == "yes"
        return {"yes": yes, "line": self.line, "rev": self.rev, "kept": kept_of(self.kept)}


class DoubtForm(Form):
    """ "I could recognise this", and which part it is."""

    part: str = Field("", max_length=SENTENCE_LONGEST)
    kept: Kept = Field(default_factory=list)

    def values(self) -> dict[str, Any]:
        """Keyword arguments for `raise_doubt`."""
        return {"part": self.part, "kept": kept_of(self.kept)}


class DecisionForm(Form):
    """What becomes of a doubt, and why."""

    decision: Literal["open", "withdraw"]
    reason: str = Field("", max_length=SENTENCE_LONGEST)
    kept: Kept = Field(default_factory=list)

    def values(self) -> dict[str, Any]:
        """Keyword arguments for `decide_doubt`."""
        withdraw = self.decision == "withdraw"
        return {"withdraw": withdraw, "reason": self.reason, "kept": kept_of(self.kept)}


class GuestForm(Form):
    """A colleague from the list, or an e-mail address."""

    person_id: Id = ""
    email: str = Field("", max_length=EMAIL_LONGEST, validate_default=True)

    @field_validator("email")
    @classmethod
    def one_of_them(cls, email: str, info: ValidationInfo) -> str:
        """An address is asked for where nobody was chosen."""
        if info.data.get("person_id"):
            return ""
        if not email:
            raise ValueError(_("Choose a colleague, or write an e-mail address."))
        if "@" not in email[1:-1] or " " in email:
            raise ValueError(_("Write an e-mail address, such as name@example.org."))
        return email.lower()
