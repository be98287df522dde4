"""Reading a form: one way for every door, with error texts from one table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from consult.core.errors import Unreadable
from consult.core.texts import N_, _

F = TypeVar("F", bound="Form")


class Form(BaseModel):
    """The base of all forms. Unknown fields are ignored; a form says itself what it takes."""

    model_config = ConfigDict(str_strip_whitespace=True, extra="ignore", frozen=True)

    client_id: UUID | None = None
    """The sender's own id for this write: sent again, it has its effect once."""

    @property
    def once(self) -> str | None:
        """The client id as actions take it."""
        return str(self.client_id) if self.client_id else None

    def values(self) -> dict[str, Any]:
        """The fields as keyword arguments for an action, without the client id."""
        return {name: getattr(self, name) for name in type(self).model_fields if name != "client_id"}


def read(form: type[F], data: Mapping[str, Any]) -> F:
    """Check what was sent. Raises Unreadable with one plain sentence for each field."""
    lists = {name for name, field in form.model_fields.items() if "list[" in str(field.annotation)}
    values = {name: _several(data, name) if name in lists else _one(data[name]) for name in data}
    try:
        return form.model_validate(values)
    except ValidationError as problem:
        raise Unreadable(_fields(problem)) from None


def _several(data: Mapping[str, Any], name: str) -> list[Any]:
    """All values of a field that may be sent several times (check boxes, chips)."""
    getlist = getattr(data, "getlist", None)
    if getlist is not None:
        return [_one(value) for value in getlist(name) if value != ""]
    value = data[name]
    return [_one(one) for one in value] if isinstance(value, list) else [_one(value)]


def _one(value: Any) -> Any:
    """A value without NULs: nobody types one, and no database takes it."""
    return value.replace("\0", "") if isinstance(value, str) else value


def _fields(problem: ValidationError) -> dict[str, str]:
    found: dict[str, str] = {}
    for error in problem.errors(include_url=False, include_input=False):
        name = str(error["loc"][0]) if error["loc"] else ""
        found.setdefault(name, in_words(error))
    return found


WORDS = {
    "missing": N_("Fill this in to go on."),
    "string_too_short": N_("Fill this in to go on."),
    "string_too_long": N_("Shorten this to {max_length} characters or fewer."),
    "too_long": N_("Choose {max_length} or fewer."),
    "too_short": N_("Choose at least one."),
    "enum": N_("Choose one from the list."),
    "literal_error": N_("Choose one from the list."),
    "date_from_datetime_parsing": N_("Write the date as day, month and year."),
    "date_parsing": N_("Write the date as day, month and year."),
    "int_parsing": N_("Write a whole number."),
    "greater_than_equal": N_("Write {ge} or more."),
    "less_than_equal": N_("Write {le} or less."),
    "uuid_parsing": N_("This page is out of step. Reload it, and send again."),
}


def in_words(error: ErrorDetails) -> str:
    """One sentence for what is wrong with a field, from the table above; never the input itself."""
    if error["type"] == "value_error":  # our own validators already speak to people
        return str(error["ctx"]["error"])
    text = _(WORDS.get(error["type"], N_("This does not fit here yet.")))
    return text.format(
        **{name: value for name, value in error.get("ctx", {}).items() if isinstance(value, int)}
    )
