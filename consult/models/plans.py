"""The treatment plan, written with the client: goals, steps, barriers, and how it changed."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, false, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.core import clock
from consult.core.db import Base
from consult.core.guard import Guarded
from consult.core.ids import new_id
from consult.core.words import Clear
from consult.models.people import Person


class PlanKind(StrEnum):
    """Ongoing work, or a crisis (concerns, strengths, goals and steps first; history may wait)."""

    ONGOING = "ongoing"
    CRISIS = "crisis"


class Responsible(StrEnum):
    """Who does a step."""

    CLIENT = "client"
    WORKER = "worker"
    FAMILY = "family_or_network"
    AGENCY = "agency"
    COLLEAGUE = "colleague"


class StepState(StrEnum):
    """Where a step stands."""

    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    BLOCKED = "blocked"
    DROPPED = "dropped"


class BarrierLevel(StrEnum):
    """Where an obstacle lies: not only in the person."""

    PERSONAL = "personal"
    RELATIONAL = "relational"
    SERVICE = "service"
    SYSTEMIC = "systemic"


class Plan(Guarded, Base):
    """A worker's plan with one client. Its words pass the identifier check like all that may be shared."""

    __tablename__ = "plans"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    codename: Mapped[str]
    owner_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(default=PlanKind.ONGOING)
    concerns: Mapped[Clear]
    strengths: Mapped[Clear]
    client_words: Mapped[Clear]
    supports: Mapped[Clear]
    review_on: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    changed_seq: Mapped[int] = mapped_column(default=0)

    owner: Mapped[Person] = relationship()
    goals: Mapped[list[Goal]] = relationship(order_by="Goal.position", back_populates="plan")
    steps: Mapped[list[Step]] = relationship(order_by="Step.position", back_populates="plan")
    barriers: Mapped[list[Barrier]] = relationship(order_by="Barrier.position")

    @property
    def stream(self) -> str:
        """Where what happens to the plan is counted."""
        return f"plan:{self.id}"

    @classmethod
    def visible_to(cls, actor: Any) -> ColumnElement[bool]:
        """Its worker, and the colleagues who work on it with them."""
        if actor.id is None:
            return false()
        with_me = select(PlanPerson.plan_id).where(PlanPerson.person_id == actor.id)
        return or_(cls.owner_id == actor.id, cls.id.in_(with_me))


class PlanPerson(Base):
    """A colleague who works on the plan with its owner, and may change it."""

    __tablename__ = "plan_people"

    plan_id: Mapped[str] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    since: Mapped[dt.datetime] = mapped_column(default=clock.now)

    person: Mapped[Person] = relationship()


class PlanVersion(Base):
    """The whole plan as it read at one moment: who changed it, when, and why."""

    __tablename__ = "plan_versions"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plans.id"))
    number: Mapped[int]
    by_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    why: Mapped[Clear]
    body: Mapped[dict[str, Any]]
    """`{"sheet": {field: words}, "steps": {id: {field: words}}}`, all checked (`plan_versions`)."""
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)

    by: Mapped[Person] = relationship()


class Barrier(Base):
    """Something in the way, and on which level it lies."""

    __tablename__ = "barriers"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plans.id"), index=True)
    position: Mapped[int]
    level: Mapped[str]
    words: Mapped[Clear]


class Goal(Base):
    """What the client wants to reach, with five attainment levels, -2 to +2, in words."""

    __tablename__ = "goals"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plans.id"), index=True)
    position: Mapped[int]
    title: Mapped[Clear]
    domain: Mapped[str] = mapped_column(default="")
    level_m2: Mapped[Clear]
    level_m1: Mapped[Clear]
    level_0: Mapped[Clear]
    level_p1: Mapped[Clear]
    level_p2: Mapped[Clear]
    baseline: Mapped[int] = mapped_column(default=-1)
    level: Mapped[int] = mapped_column(default=-1)
    """The latest rating; the baseline until the first."""
    risen_at: Mapped[dt.datetime | None]
    """When the level last rose."""
    dropped_at: Mapped[dt.datetime | None]
    why_dropped: Mapped[Clear | None]

    plan: Mapped[Plan] = relationship(back_populates="goals")

    def words_for(self, level: int) -> str:
        """What a level means for this goal, in the words agreed with the client."""
        words = (self.level_m2, self.level_m1, self.level_0, self.level_p1, self.level_p2)
        return words[level + 2]


class Step(Guarded, Base):
    """Something that will be done: for which goal, by whom, until when, and how we will know."""

    __tablename__ = "steps"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plans.id"), index=True)
    goal_id: Mapped[str | None] = mapped_column(ForeignKey("goals.id"))
    position: Mapped[int]
    words: Mapped[Clear]
    responsible: Mapped[str] = mapped_column(default=Responsible.WORKER)
    due_on: Mapped[dt.date | None]
    measure: Mapped[str] = mapped_column(default="goal")
    """How we will know: goal, score or note."""
    talked_through: Mapped[str] = mapped_column(default="next_meeting")
    """Talked through with the person: yes or next_meeting."""
    state: Mapped[str] = mapped_column(default=StepState.TODO)
    suggestion_id: Mapped[str | None] = mapped_column(ForeignKey("suggestions.id"), index=True)
    suggested_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[dt.datetime] = mapped_column(default=clock.now)

    plan: Mapped[Plan] = relationship(back_populates="steps")
    goal: Mapped[Goal | None] = relationship()
    suggested_by: Mapped[Person | None] = relationship()

    @property
    def stream(self) -> str:
        """A step is news of its plan."""
        return f"plan:{self.plan_id}"

    @classmethod
    def visible_to(cls, actor: Any) -> ColumnElement[bool]:
        """Whoever may see the plan."""
        return cls.plan_id.in_(select(Plan.id).where(Plan.visible_to(actor)))
