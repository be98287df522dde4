"""Quiet notes to one person, and letters that wait to be sent."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.core import clock
from consult.core.db import Base
from consult.core.guard import Guarded
from consult.core.ids import new_id
from consult.models.cases import Case
from consult.models.people import Person


class Notice(Guarded, Base):
    """One quiet note. It names rows, never words; what it says is worked out when it is shown."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_person_read", "person_id", "read_at"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str]
    """One of `consult.domain.notices.KINDS`."""
    by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"))
    group_id: Mapped[str | None] = mapped_column(ForeignKey("groups.id"))
    about_id: Mapped[str] = mapped_column(default="")
    count: Mapped[int] = mapped_column(default=0)
    """How many things it is about, where it says so."""
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    shows_from: Mapped[dt.datetime] = mapped_column(default=clock.now)
    """Some news waits on purpose (a recusal, until the next day)."""
    read_at: Mapped[dt.datetime | None]

    by: Mapped[Person | None] = relationship(foreign_keys=[by_id])
    case: Mapped[Case | None] = relationship()

    @property
    def stream(self) -> str:
        """Notices are the person's own news."""
        return f"person:{self.person_id}"

    @classmethod
    def visible_to(cls, actor: Any) -> ColumnElement[bool]:
        """One's own, once it is time."""
        return and_(cls.person_id == actor.id, cls.shows_from <= clock.now())


class Letter(Base):
    """A mail that waits in the outbox, written in the transaction that caused it. Never case words."""

    __tablename__ = "letters"
    __table_args__ = (Index("ix_letters_waiting", "sent_at", "next_try_at"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    """reset, invite, news, danger, email_change, sign_in_attempts."""
    to_email: Mapped[str]
    path: Mapped[str]
    """Where its link leads, below the address of this installation."""
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    sent_at: Mapped[dt.datetime | None]
    given_up_at: Mapped[dt.datetime | None]
