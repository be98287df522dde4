"""Strikes: words were taken out of a case for good. Which ones is never kept, only that it was done."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.core import clock
from consult.core.db import Base
from consult.core.guard import Guarded
from consult.core.ids import new_id
from consult.models.cases import Case
from consult.models.people import Person


class Strike(Guarded, Base):
    """Somebody removed words from a case: who, when, and from how many places of which sort."""

    __tablename__ = "strikes"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    by_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    places: Mapped[dict[str, Any]]
    """How many, by sort (`consult.domain.strikes.places`)."""
    digests: Mapped[list[str]]
    """A keyed hash for each phrase: who has the phrase can prove it, who has the database learns nothing."""
    cleaned_at: Mapped[dt.datetime | None] = mapped_column(index=True)
    """When the bytes were gone from the database's files too; None while that is still being tried."""

    by: Mapped[Person] = relationship()

    @classmethod
    def visible_to(cls, actor: Any) -> ColumnElement[bool]:
        """Whoever may know of the case; `can_strike` says who may read about it."""
        return cls.case_id.in_(select(Case.id).where(Case.visible_to(actor)))
