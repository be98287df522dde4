"""What the check must always find, and what its author chose to write instead. Never the words found."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consult.core import clock
from consult.core.db import Base
from consult.core.ids import new_id


class NeverWord(Base):
    """A word or phrase that must be found, as a keyed hash: who has the database alone learns nothing.

    Its owner is the organisation (found in everything), a person (found in all that they write) or a case
    (found in all that is written about it).
    """

    __tablename__ = "never_words"
    __table_args__ = (UniqueConstraint("owner", "digest"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    owner: Mapped[str]
    digest: Mapped[str]
    by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)


class StandIn(Base):
    """What a presenter wrote in a find's place: offered to them again in that case, and to nobody else."""

    __tablename__ = "stand_ins"
    __table_args__ = (UniqueConstraint("case_id", "person_id", "digest"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    digest: Mapped[str]
    """Keyed hash of what was found, in small letters."""
    words: Mapped[str]
    """The replacement. It passed the check itself."""
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)
