"""Words that are still being written, sent to be looked through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints

from consult.forms.drafts import Typed
from consult.forms.reading import Form
from consult.forms.suggestions import Id, Kept

BEFORE = "text-"
MOST_FIELDS = 40
Name = Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z_0-9]+$")]


class LookAgainForm(Form):
    """The texts of one document, each sent as `text-<field>`, and what was kept in them."""

    model_config = ConfigDict(str_strip_whitespace=False)

    case: Id = ""
    """Where the words would go: what was kept there still holds."""
    first: Literal["", "yes"] = ""
    """Not empty: rules and word lists alone, at once."""
    kept: Kept = Field(default_factory=list)
    texts: Annotated[dict[Name, Typed], Field(max_length=MOST_FIELDS)] = Field(default_factory=dict)


def with_texts(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, with all its texts in one place."""
    texts = {name.removeprefix(BEFORE): sent[name] for name in sent if name.startswith(BEFORE)}
    kept = sent.getlist("kept") if hasattr(sent, "getlist") else sent.get("kept", [])
    return {name: sent.get(name, "") for name in ("case", "first")} | {"kept": kept, "texts": texts}
