"""Groups, who is in them, and who asks to be let in."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, or_, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.core import clock
from consult.core.db import Base
from consult.core.guard import Guarded
from consult.core.ids import new_id
from consult.core.words import Clear
from consult.models.people import Person


class GroupKind(StrEnum):
    """Advice among equals, or supervision with authority; never mixed in a log."""

    PEER_CONSULTATION = "peer_consultation"
    SUPERVISION = "supervision"


class Role(StrEnum):
    """What a person is in a group."""

    FACILITATOR = "facilitator"
    MEMBER = "member"
    OBSERVER = "observer"


class Group(Guarded, Base):
    """Colleagues who bring cases to each other."""

    __tablename__ = "groups"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[Clear]
    purpose: Mapped[Clear]
    kind: Mapped[str]
    colour: Mapped[int] = mapped_column(default=0)
    """0 to 5: the colour of its square in lists; its name always stands beside."""
    created_at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    closed_at: Mapped[dt.datetime | None]

    memberships: Mapped[list[Membership]] = relationship(back_populates="group")

    @property
    def stream(self) -> str:
        """Where what happens in the group (not in its cases) is counted."""
        return f"group:{self.id}"

    @classmethod
    def visible_to(cls, actor: Any) -> ColumnElement[bool]:
        """Its members; administrators know that it is there, with its members, never its cases."""
        if actor.is_system or actor.is_administrator:
            return true()
        return cls.id.in_(list(actor.groups))


class Membership(Guarded, Base):
    """One person in one group, from when to when, as what."""

    __tablename__ = "memberships"
    __table_args__ = (
        Index(
            "ux_memberships_now",
            "group_id",
            "person_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_memberships_person", "person_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    role: Mapped[str]
    since: Mapped[dt.datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[dt.datetime | None]

    group: Mapped[Group] = relationship(back_populates="memberships")
    person: Mapped[Person] = relationship()

    @property
    def stream(self) -> str:
        """Memberships are the group's news."""
        return f"group:{self.group_id}"

    @classmethod
    def visible_to(cls, actor: Any) -> ColumnElement[bool]:
        """Whoever may know of the group knows who is in it."""
        if actor.is_system or actor.is_administrator:
            return true()
        return cls.group_id.in_(list(actor.groups))


class JoinRequest(Guarded, Base):
    """Someone would be in a group; a facilitator of it says yes or no."""

    __tablename__ = "join_requests"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    role: Mapped[str]
    asked_by_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    answered_at: Mapped[dt.datetime | None]
    answered_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    answer: Mapped[bool | None]

    group: Mapped[Group] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    asked_by: Mapped[Person] = relationship(foreign_keys=[asked_by_id])

    @classmethod
    def visible_to(cls, actor: Any) -> ColumnElement[bool]:
        """Its facilitators, and the two people it is about."""
        facilitated = [group for group in actor.groups if actor.facilitates(group)]
        mine = or_(cls.person_id == actor.id, cls.asked_by_id == actor.id)
        return or_(cls.group_id.in_(facilitated), mine)
