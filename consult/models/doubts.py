""" "I could recognise this": a reader's doubt that hides a case until it was looked at."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from consult.core import clock
from consult.core.db import Base
from consult.core.ids import new_id
from consult.core.words import Clear


class Decision(StrEnum):
    """What became of a doubt."""

    OPENED = "opened"
    """Open again as it was, with a reason."""
    CHANGED = "changed"
    """Open again with other words."""
    WITHDRAWN = "withdrawn"
    TAKEN_BACK = "taken_back"
    """By the person who had it, before anybody decided."""


class Doubt(Base):
    """One reader thinks that the person could be recognised. One at a time; who it is is shown to nobody."""

    __tablename__ = "doubts"
    __table_args__ = (
        Index(
            "ux_doubts_now",
            "case_id",
            unique=True,
            sqlite_where=text("decided_at IS NULL"),
            postgresql_where=text("decided_at IS NULL"),
        ),
        Index("ix_doubts_case_person", "case_id", "person_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    version: Mapped[int]
    """The version that was read."""
    part: Mapped[Clear]
    """Which part it is, in a line for presenter and facilitators only; may be empty."""
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    decision: Mapped[str] = mapped_column(default="")
    decided_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[dt.datetime | None]
    reason: Mapped[Clear | None]
    """Why it was decided so: for the reader who had the doubt, too."""
