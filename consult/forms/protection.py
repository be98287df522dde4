"""What is decided about a find in words that stand there already."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints, model_validator

from consult.forms.reading import Form


class KeepForm(Form):
    """One press: `digest:reason`."""

    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    reason: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]

    @model_validator(mode="before")
    @classmethod
    def split(cls, data: dict[str, str]) -> dict[str, str]:
        """Both stand in one button."""
        digest, _colon, reason = str(data.get("keep", "")).partition(":")
        return {**data, "digest": digest, "reason": reason}
