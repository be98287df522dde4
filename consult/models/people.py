"""The organisation, its people, and how they prove who they are."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, false, or_, true
from sqlalchemy.orm import Mapped, mapped_column

from consult.core import clock
from consult.core.db import Base
from consult.core.guard import Guarded
from consult.core.ids import new_id

THE_ORGANISATION = "organisation"


class Organisation(Guarded, Base):
    """The one organisation or network of this installation."""

    __tablename__ = "organisations"

    id: Mapped[str] = mapped_column(primary_key=True, default=THE_ORGANISATION)
    name: Mapped[str]
    timezone: Mapped[str] = mapped_column(default="UTC")
    language: Mapped[str] = mapped_column(default="en")
    crisis_link: Mapped[str] = mapped_column(default="")
    crisis_contact: Mapped[str] = mapped_column(default="")
    """Whom to call, in the organisation's own words; shown wherever danger may be."""
    created_at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    allowed_words: Mapped[list[str]] = mapped_column(default=list)
    """Words that the check finds elsewhere and that are fine here: names of programmes and places of work."""
    finds_staff: Mapped[bool] = mapped_column(default=True)
    """Are colleagues' names found as names?"""
    is_strict: Mapped[bool] = mapped_column(default=False)
    """Does what could identify only together with other things stop the words too, not only warn?"""

    stream = "organisation"

    @classmethod
    def visible_to(cls, _actor: Any) -> ColumnElement[bool]:
        """Everyone knows where they are."""
        return true()


class Person(Guarded, Base):
    """Someone with an account."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    """As the person wrote it, lower case."""
    password_hash: Mapped[str | None]
    is_administrator: Mapped[bool] = mapped_column(default=False)
    safety_order: Mapped[int | None]
    """Place among the safety contacts who are asked when there is danger; None for everyone else."""
    disabled_at: Mapped[dt.datetime | None]
    created_at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    theme: Mapped[str] = mapped_column(default="")
    """light, dark, or empty: as the device says."""
    announcements: Mapped[str] = mapped_column(default="all")
    """all, about_me or off: what a screen reader is told of."""
    shows_presence: Mapped[bool] = mapped_column(default=True)
    single_keys: Mapped[bool] = mapped_column(default=True)

    @property
    def stream(self) -> str:
        """Where what happens to this person is counted."""
        return f"person:{self.id}"

    @property
    def initials(self) -> str:
        """Two letters for the round mark beside a name."""
        return initials(self.name)

    @classmethod
    def visible_to(cls, actor: Any) -> ColumnElement[bool]:
        """Colleagues of one organisation may know each other's names."""
        return true() if actor.id or actor.is_system else false()


def initials(name: str) -> str:
    """Two letters for a name: first and last word."""
    words = name.split()
    return (words[0][0] + (words[-1][0] if len(words) > 1 else words[0][1:2])).upper() if words else "?"


class SignIn(Guarded, Base):
    """One device's sign-in. The browser holds the token; here lies only its SHA-256."""

    __tablename__ = "sign_ins"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    device: Mapped[str] = mapped_column(default="")
    """A browser's family name ("Firefox on Linux"), so that its owner knows it again."""
    created_at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]

    @classmethod
    def visible_to(cls, actor: Any) -> ColumnElement[bool]:
        """One's own devices only."""
        return true() if actor.is_system else cls.person_id == actor.id


class Link(Guarded, Base):
    """A secret link that lets somebody in once: an invite, a new password, a demo sign-in."""

    __tablename__ = "links"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    """invite, reset, sign_in, email."""
    token_hash: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(default="")
    person_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    """Whom a reset, sign-in or change of e-mail is for."""
    group_id: Mapped[str | None] = mapped_column(ForeignKey("groups.id"))
    role: Mapped[str | None]
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"))
    """Where an invited guest goes straight to."""
    made_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]

    @classmethod
    def visible_to(cls, actor: Any) -> ColumnElement[bool]:
        """Who made it, administrators, and the facilitators of the group that it opens."""
        if actor.is_system or actor.is_administrator:
            return true()
        facilitated = [group for group in actor.groups if actor.facilitates(group)]
        return or_(cls.made_by_id == actor.id, cls.group_id.in_(facilitated))


class Attempt(Base):
    """Tries at something that can be guessed, counted per account and per network, never a lock."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_key_at", "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    """A keyed hash of the e-mail address or network prefix; neither is stored."""
    at: Mapped[dt.datetime]
