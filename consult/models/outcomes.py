"""Outcomes: what happened to a step, and where its goal stands now."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.core import clock
from consult.core.db import Base
from consult.core.ids import new_id
from consult.core.words import Clear
from consult.models.people import Person
from consult.models.plans import Step


class Verdict(StrEnum):
    """How it went."""

    HELPED = "helped"
    HELPED_A_LITTLE = "helped_a_little"
    DID_NOT_HELP = "did_not_help"
    MADE_IT_WORSE = "made_it_worse"
    WILL_NOT_BE_DONE = "will_not_be_done"


class NotDone(StrEnum):
    """Why a step will not be done."""

    CLIENT_CHOICE = "client_choice"
    RISK = "risk"
    MEANS = "means"
    SITUATION_CHANGED = "situation_changed"
    FORGOTTEN = "forgotten"


class Outcome(Base):
    """One record of how a step went; the latest one counts, earlier ones stay as history."""

    __tablename__ = "outcomes"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    step_id: Mapped[str] = mapped_column(ForeignKey("steps.id"), index=True)
    by_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    verdict: Mapped[str]
    why_not: Mapped[str] = mapped_column(default="")
    goal_id: Mapped[str | None] = mapped_column(ForeignKey("goals.id"))
    level_before: Mapped[int | None]
    level: Mapped[int | None]
    rated_by: Mapped[str] = mapped_column(default="worker")
    """client, worker or family."""
    line: Mapped[Clear | None]
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)

    step: Mapped[Step] = relationship()
    by: Mapped[Person] = relationship()
