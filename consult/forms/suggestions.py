"""What people send about suggestions: giving, changing, replying, reading on."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints, field_validator, model_validator

from consult.core.texts import _
from consult.domain.consultation.replies import LONGEST as LONGEST_REPLY
from consult.domain.consultation.suggestions import LONGEST, LONGEST_QUOTE, Quote
from consult.forms.reading import Form
from consult.models.suggestions import Kind, ReplyReason, ReplyWord

Id = Annotated[str, StringConstraints(max_length=16, pattern=r"^[a-z0-9]*$")]
Kept = Annotated[list[Annotated[str, StringConstraints(max_length=120)]], Field(max_length=100)]
"""Finds that were kept: `digest:reason`."""


class WordsForm(Form):
    """Words for others, with the finds in them that were kept."""

    body: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
    kept: Kept = Field(default_factory=list)

    def values(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return super().values() | {"kept": kept_of(self.kept)}


def kept_of(values: list[str]) -> dict[str, str]:
    """Digests and reasons, as actions take them."""
    pairs = (value.partition(":") for value in values)
    return {digest: reason for digest, _colon, reason in pairs if digest and reason}


class SuggestionForm(WordsForm):
    """A suggestion. `quote` may stand alone; the browser adds where the words were selected."""

    kind: Kind = Kind.IDEA
    goal_id: Id = ""
    quote: Annotated[str, StringConstraints(max_length=LONGEST_QUOTE)] = ""
    quote_section: Annotated[str, StringConstraints(max_length=40)] = ""
    quote_paragraph: Annotated[int | None, Field(ge=0, le=10_000)] = None
    quote_start: Annotated[int | None, Field(ge=0, le=100_000)] = None
    quote_version: Annotated[int | None, Field(ge=1, le=100_000)] = None

    @field_validator("quote_paragraph", "quote_start", "quote_version", mode="before")
    @classmethod
    def empty_is_none(cls, value: Any) -> Any:
        return None if value == "" else value

    def values(self) -> dict[str, Any]:
        """Keyword arguments for `post_suggestion`."""
        words = super().values()
        quote = Quote(
            self.quote, self.quote_section, self.quote_paragraph, self.quote_start, self.quote_version
        )
        return {
            "kind": self.kind,
            "body": words["body"],
            "kept": words["kept"],
            "goal_id": self.goal_id or None,
            "quote": quote if self.quote else None,
        }


class ReplyForm(Form):
    """A word on a suggestion, why, and a line with it. One press may say why too: `not_now:not_safe_now`."""

    word: ReplyWord
    reason: ReplyReason | None = None
    body: Annotated[str, StringConstraints(max_length=LONGEST_REPLY)] = ""
    kept: Kept = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def split(cls, data: Any) -> Any:
        word, colon, reason = str(data.get("word", "")).partition(":")
        return {**data, "word": word, "reason": (reason if colon else data.get("reason")) or None}

    def values(self) -> dict[str, Any]:
        """Keyword arguments for `reply`."""
        return super().values() | {"kept": kept_of(self.kept)}


class SupportForm(Form):
    """A nod, or taking it away."""

    on: str = "yes"

    @field_validator("on")
    @classmethod
    def yes_or_no(cls, value: str) -> str:
        if value not in {"yes", "no"}:
            raise ValueError(_("Choose one from the list."))
        return value


class ReadingForm(Form):
    """How far somebody has read; or the suggestion from which on all is new again."""

    seq: Annotated[int | None, Field(ge=0)] = None
    unread_from: Id = ""
