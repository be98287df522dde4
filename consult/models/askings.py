"""A draft that waits for somebody's yes before colleagues read it: one table for all that is asked."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.core import clock
from consult.core.db import Base
from consult.core.ids import new_id
from consult.core.words import Clear
from consult.models.people import Person


class What(StrEnum):
    """What is asked."""

    CONSENT = "consent"
    """Is it okay to show this, though the person was not asked? Any facilitator of the group answers."""
    READING = "reading"
    """Does anything here point to a person? One colleague reads it before it opens."""


class Answer(StrEnum):
    """What became of it. Empty while it waits."""

    YES = "yes"
    NO = "no"
    STEPPED_BACK = "stepped_back"
    """Whoever was asked may know the person; nobody else is left who could answer."""


class Asking(Base):
    """Somebody is asked about exactly these words of a draft; when the words change, the question is void."""

    __tablename__ = "askings"
    __table_args__ = (Index("ix_askings_case_ended", "case_id", "ended_at"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    what: Mapped[str]
    reader_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"), index=True)
    """The second reader; None where every facilitator of the group may answer."""
    rev: Mapped[int]
    """The draft's number of saves when it was asked: the answer holds for these words only."""
    asked_at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    answer: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    answered_at: Mapped[dt.datetime | None]
    line: Mapped[Clear | None]
    """What was written with the answer, for the presenter."""
    ended_at: Mapped[dt.datetime | None]
    """Since when it opens the draft to nobody: answered with no, taken back, posted, or the words changed."""
    settled_at: Mapped[dt.datetime | None]
    """Since when its answer need not be shown any more: asked anew, taken back, posted."""
    version: Mapped[int] = mapped_column(default=0)
    """The version that was posted with this yes; 0 for none."""

    reader: Mapped[Person | None] = relationship(foreign_keys=[reader_id])
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])
