"""Cases: what one worker shows to colleagues, version by version, and who may see it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, and_, false, or_, select, text
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from consult.core import clock
from consult.core.db import Base
from consult.core.guard import Guarded
from consult.core.ids import new_id
from consult.core.words import Clear
from consult.models.askings import Asking
from consult.models.groups import Group
from consult.models.people import Person


class CaseState(StrEnum):
    """The stored states; everything else that a chip says is worked out from facts."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Scope(StrEnum):
    """Who a case is for: its group, or named people only."""

    GROUP = "group"
    NAMED = "named"


class Urgency(StrEnum):
    """How soon help is needed. Imminent is a gate of its own."""

    ROUTINE = "routine"
    SOON = "soon"
    URGENT = "urgent"
    IMMINENT = "imminent"


class Consent(StrEnum):
    """How it is okay that colleagues read this."""

    AGREED = "client_informed_and_agrees"
    COVERED = "covered_by_service_consent"
    CHANGED = "changed_enough"
    ASK = "ask_my_facilitator"


class Case(Guarded, Base):
    """A de-identified case, presented by one worker to one group or to named people."""

    __tablename__ = "cases"
    __table_args__ = (Index("ix_cases_group_state", "group_id", "state"),)
    __visible_by_ids__ = True

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    codename: Mapped[str] = mapped_column(unique=True)
    presenter_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    group_id: Mapped[str | None] = mapped_column(ForeignKey("groups.id"))
    scope: Mapped[str] = mapped_column(default=Scope.GROUP)
    state: Mapped[str] = mapped_column(default=CaseState.DRAFT)
    urgency: Mapped[str] = mapped_column(default=Urgency.ROUTINE)
    consent: Mapped[str] = mapped_column(default="")
    safety_step: Mapped[Clear | None]
    """What was done about danger before the case was opened (urgency imminent)."""
    danger_at: Mapped[dt.datetime | None]
    """Since when the safety contacts are being asked, one after the other."""
    danger_seen_at: Mapped[dt.datetime | None]
    danger_seen_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    feels_stuck: Mapped[bool] = mapped_column(default=False)
    plan_id: Mapped[str | None] = mapped_column(ForeignKey("plans.id"), index=True)
    version: Mapped[int] = mapped_column(default=0)
    """Number of the version that colleagues see; 0 before the first posting."""
    created_at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    posted_at: Mapped[dt.datetime | None]
    moved_at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    """When something was last added; lists are ordered by it."""
    closed_at: Mapped[dt.datetime | None]
    closing: Mapped[Clear | None]
    """One sentence for the next person, written when the case was closed."""
    helped: Mapped[list[str]] = mapped_column(default=list)
    """Ids of the suggestions that helped, ticked when the case was closed."""
    withdrawn_at: Mapped[dt.datetime | None]
    hidden_at: Mapped[dt.datetime | None]
    """A reader could recognise the person: hidden from readers until presenter or facilitator decide."""
    epoch: Mapped[int] = mapped_column(default=1)
    """Rises when someone loses the right to listen; it is part of the live room's name."""
    changed_seq: Mapped[int] = mapped_column(default=0)
    checked_with: Mapped[str] = mapped_column(default="")
    """The rules and word lists with which its words were last looked at again."""

    presenter: Mapped[Person] = relationship(foreign_keys=[presenter_id])
    group: Mapped[Group | None] = relationship()

    @property
    def stream(self) -> str:
        """Where everything that shows on the open page is counted."""
        return f"case:{self.id}"

    @property
    def room(self) -> str:
        """The live room. A new epoch leaves behind everyone who may no longer listen."""
        return f"case:{self.id}:{self.epoch}"

    @classmethod
    def visible_to(cls, actor: Any) -> ColumnElement[bool]:
        """Its presenter; while it is posted its group or the people it names; never who stepped back.

        A case that is hidden while a doubt is looked at, only those among them who decide: the group's
        facilitators. A draft, also those who were asked about it.
        """
        if actor.id is None:
            return false()
        decides = or_(cls.hidden_at.is_(None), cls.group_id.in_(actor.facilitated))
        others = or_(and_(cls._is_shared_with(actor), decides), cls._is_asked(actor))
        return or_(cls.presenter_id == actor.id, and_(others, ~cls._stepped_back(actor)))

    @classmethod
    def readable_by(cls, actor: Any) -> ColumnElement[bool]:
        """Who reads a posted case beside its presenter, whether it is hidden at the moment or not."""
        return and_(cls._is_shared_with(actor), ~cls._stepped_back(actor))

    @classmethod
    def _is_shared_with(cls, actor: Any) -> ColumnElement[bool]:
        invited = select(CasePerson.id).where(
            CasePerson.case_id == cls.id, CasePerson.person_id == actor.id, CasePerson.ended_at.is_(None)
        )
        posted = cls.state.in_([CaseState.OPEN, CaseState.CLOSED])
        in_group = and_(cls.scope == Scope.GROUP, cls.group_id.in_(actor.group_ids))
        return and_(posted, or_(in_group, invited.exists()))

    @classmethod
    def _is_asked(cls, actor: Any) -> ColumnElement[bool]:
        """A draft that waits for this person's yes: as second reader in its group, or as a facilitator."""
        one = aliased(Asking)  # so that a query about askings may ask this too
        mine = or_(
            and_(one.reader_id == actor.id, cls.group_id.in_(actor.group_ids)),
            and_(one.reader_id.is_(None), cls.group_id.in_(actor.facilitated)),
        )
        asked = select(one.id).where(one.case_id == cls.id, one.ended_at.is_(None), mine)
        return and_(cls.state == CaseState.DRAFT, asked.exists())

    @classmethod
    def _stepped_back(cls, actor: Any) -> ColumnElement[bool]:
        stepped_back = select(Recusal.id).where(
            Recusal.case_id == cls.id, Recusal.person_id == actor.id, Recusal.undone_at.is_(None)
        )
        return stepped_back.exists()


class Draft(Base):
    """What its author is still writing: theirs alone, saved as they type, checked when it is posted.

    `body` maps the composer's field names to what was typed.
    """

    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), unique=True)
    body: Mapped[dict[str, Any]]
    rev: Mapped[int] = mapped_column(default=1)
    """Rises with every save, so that a second device never overwrites the first."""
    saved_at: Mapped[dt.datetime] = mapped_column(default=clock.now)


class CaseVersion(Base):
    """One posted wording of a case. Its sections hold the words."""

    __tablename__ = "case_versions"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    number: Mapped[int]
    title: Mapped[Clear]
    why: Mapped[Clear]
    """What changed, in the presenter's words; empty for the first."""
    about: Mapped[dict[str, Any]]
    """Chosen facts from fixed lists: age_band, client_unit, setting, question_type, domains."""
    rare: Mapped[str] = mapped_column(default="")
    """Could a neighbour recognise this? One of `consult.domain.cases.sections.RARE`, or empty."""
    rare_why: Mapped[Clear | None]
    """Why colleagues need what could be recognised."""
    engine: Mapped[str] = mapped_column(default="")
    """The version of the check that looked through these words before they were shown."""
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)

    sections: Mapped[list[CaseSection]] = relationship(order_by="CaseSection.position")


class CaseSection(Base):
    """One section of one version: the words, and the safe HTML made from them once."""

    __tablename__ = "case_sections"
    __table_args__ = (UniqueConstraint("version_id", "key"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    version_id: Mapped[str] = mapped_column(ForeignKey("case_versions.id"))
    key: Mapped[str]
    """One of `consult.domain.cases.sections.SECTIONS`."""
    position: Mapped[int]
    body: Mapped[Clear]
    html: Mapped[str]


class CaseGoal(Base):
    """A goal of the plan as the case shows it: checked words, level at the start and now; no dates."""

    __tablename__ = "case_goals"
    __table_args__ = (UniqueConstraint("case_id", "goal_id"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    goal_id: Mapped[str] = mapped_column(ForeignKey("goals.id"))
    position: Mapped[int]
    title: Mapped[Clear]
    baseline: Mapped[int]
    level: Mapped[int]


class CasePerson(Base):
    """Someone whom a case was opened for by name: `named` people, or a `guest` on this case only."""

    __tablename__ = "case_people"
    __table_args__ = (
        Index(
            "ux_case_people_now",
            "case_id",
            "person_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str]
    since: Mapped[dt.datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[dt.datetime | None]

    person: Mapped[Person] = relationship()


class Recusal(Base):
    """ "I may know this person": the case is hidden from them. Undone only within the same sign-in."""

    __tablename__ = "recusals"
    __table_args__ = (Index("ix_recusals_case_person", "case_id", "person_id"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    sign_in_id: Mapped[str | None]
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    undone_at: Mapped[dt.datetime | None]


class ReadMark(Base):
    """How far a person has read a case's stream; moves forward, except by "mark unread from here"."""

    __tablename__ = "read_marks"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    seq: Mapped[int]
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)


class Kept(Base):
    """What somebody decided about a find, and why: the audit. The words are never repeated here."""

    __tablename__ = "kept"
    __table_args__ = (Index("ix_kept_case_digest", "case_id", "digest"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    about_id: Mapped[str] = mapped_column(index=True)
    """The row whose words it stands in: a version, a suggestion, a step."""
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"))
    """Where what was kept holds for everything that is written next."""
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    action: Mapped[str] = mapped_column(default="kept")
    """kept, replaced (by what was proposed), changed (to words of their own), marked (by hand); struck: kept
    until the words were taken out of the case."""
    kind: Mapped[str]
    rule: Mapped[str] = mapped_column(default="")
    layer: Mapped[int] = mapped_column(default=1)
    engine: Mapped[str] = mapped_column(default="")
    """Version of the check that found it."""
    digest: Mapped[str]
    """Keyed hash of the check's version, the kind and the words, so that a find is not asked about twice."""
    reason: Mapped[str]
    why: Mapped[Clear | None]
    """The reason in their own words, where none of the list fits. Nothing that was found stands in it."""
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)
