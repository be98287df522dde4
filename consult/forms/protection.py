"""What is decided about a find in words that stand there already."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints, model_validator

from consult.domain.screening import REASON_LONGEST
from consult.forms.keeping import pressed_keep
from consult.forms.reading import Form


class KeepForm(Form):
    """One press: `digest:reason`."""

    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    reason: Annotated[str, StringConstraints(min_length=1, max_length=REASON_LONGEST)]

    @model_validator(mode="before")
    @classmethod
    def split(cls, data: dict[str, str]) -> dict[str, str]:
        """Both stand in one button; words of one's own stand beside it."""
        digest, _colon, reason = pressed_keep(data).partition(":")
        return {**data, "digest": digest, "reason": reason}
