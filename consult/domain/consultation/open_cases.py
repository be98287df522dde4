"""The open case itself and its list of suggestions, as far as they are known without drawing them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from consult.models.cases import Case

Key = tuple[Any, ...]
"""Names one drawn part: the same key, the same HTML."""
Drawn = Callable[[Key], bool]


@dataclass(frozen=True, slots=True)
class OpenCase:
    """The case itself, as far as every page and message needs it."""

    id: str
    codename: str
    state: str
    version: int
    changed_seq: int
    presenter_id: str
    group_id: str | None
    plan_id: str | None
    urgency: str
    feels_stuck: bool
    epoch: int
    hidden_at: dt.datetime | None

    @property
    def room(self) -> str:
        """The live room, as `Case.room` names it."""
        return f"case:{self.id}:{self.epoch}"


class Slot(NamedTuple):
    """A suggestion's place in the list: what is needed of it without drawing it."""

    id: str
    kind: str
    author_id: str
    posted_seq: int
    key: Key
    gone: bool
    quoted: bool
    tied: bool
    """Does it read differently when the case changes?"""
    waits: str
    """Whose word it waits for: presenter, stand_in, both, or nobody's ("")."""


def read_open_case(session: Session, case_id: str) -> OpenCase:
    """The case itself, for those who already know that they may."""
    return open_case(session.connection().execute(_LINE, {"case_id": case_id}).one())


def open_case(row: Any) -> OpenCase:
    """The case from the first columns of a row."""
    return OpenCase(*row[: len(LINE)])


LINE = (
    Case.id,
    Case.codename,
    Case.state,
    Case.version,
    Case.changed_seq,
    Case.presenter_id,
    Case.group_id,
    Case.plan_id,
    Case.urgency,
    Case.feels_stuck,
    Case.epoch,
    Case.hidden_at,
)
"""The columns of an `OpenCase`, in its order."""
_LINE = select(*LINE).where(Case.id == bindparam("case_id"))
