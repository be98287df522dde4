"""Words that others may read are a type of their own, so that none can pass unchecked.

`Clear` is text that went through the identifier check. Only `consult.domain.screening` makes one
(a test looks for others), and a `SharedText` column stores nothing else.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text
from sqlalchemy.types import TypeDecorator

from consult.core.errors import Careless


class Clear(str):
    """Text that passed the identifier check and may be stored where others read it."""

    __slots__ = ()


class SharedText(TypeDecorator[Clear]):
    """A column for words that others read. Refuses text that was not checked."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Any) -> str | None:
        if value is None:
            return None
        if not isinstance(value, Clear):
            raise Careless("Words that others read must pass the identifier check first.")
        return str(value)

    def process_result_value(self, value: str | None, _dialect: Any) -> Clear | None:
        return None if value is None else Clear(value)
