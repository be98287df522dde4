"""Suggestions: what colleagues give, what the presenter says to it, and what became of it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.core import clock
from consult.core.db import Base
from consult.core.guard import Guarded
from consult.core.ids import new_id
from consult.core.words import Clear
from consult.models.cases import Case
from consult.models.people import Person


class Kind(StrEnum):
    """Kinds of suggestion. `resonance` only where a meeting phase invites it."""

    IDEA = "idea"
    QUESTION = "question"
    VIEW = "view"
    BLIND_SPOT = "blind_spot"
    STRENGTH = "strength"
    RESOURCE = "resource"
    WATCH_OUT = "watch_out"
    RESONANCE = "resonance"


class ReplyWord(StrEnum):
    """The presenter's word on a suggestion; which ones fit is a matter of its kind."""

    WILL_TRY = "will_try"
    NOT_NOW = "not_now"
    TRIED_BEFORE = "tried_before"
    NO = "no"
    CHANGES_HOW_I_SEE_IT = "changes_how_i_see_it"
    HAD_THOUGHT_OF_IT = "had_thought_of_it"
    NOT_THIS_TIME = "not_this_time"
    ANSWERED = "answered"
    ACTING_ON_IT = "acting_on_it"
    ALREADY_COVERED = "already_covered"
    ASK_SUPERVISOR = "ask_supervisor"
    THANKS = "thanks"


_IDEA = (ReplyWord.WILL_TRY, ReplyWord.NOT_NOW, ReplyWord.TRIED_BEFORE, ReplyWord.NO)
_VIEW = (ReplyWord.CHANGES_HOW_I_SEE_IT, ReplyWord.HAD_THOUGHT_OF_IT, ReplyWord.NOT_THIS_TIME)
REPLIES: dict[Kind, tuple[ReplyWord, ...]] = {
    Kind.IDEA: _IDEA,
    Kind.RESOURCE: _IDEA,
    Kind.VIEW: _VIEW,
    Kind.BLIND_SPOT: _VIEW,
    Kind.QUESTION: (ReplyWord.ANSWERED,),
    Kind.WATCH_OUT: (ReplyWord.ACTING_ON_IT, ReplyWord.ALREADY_COVERED, ReplyWord.ASK_SUPERVISOR),
    Kind.STRENGTH: (ReplyWord.THANKS,),
    Kind.RESONANCE: (ReplyWord.THANKS,),
}
"""The words that fit each kind (PRODUCT 3)."""

BECOMES_A_STEP = frozenset({Kind.IDEA, Kind.RESOURCE, Kind.VIEW, Kind.BLIND_SPOT, Kind.WATCH_OUT})


class ReplyReason(StrEnum):
    """Why not: optional, after the press."""

    CLIENT_DOES_NOT_WANT = "client_does_not_want"
    NOT_SAFE_NOW = "not_safe_now"
    NOT_FEASIBLE = "not_feasible"
    OUTSIDE_ROLE = "outside_role"
    DOES_NOT_FIT = "does_not_fit"
    OTHER = "other"


class Suggestion(Guarded, Base):
    """A colleague's contribution to a case, of one kind."""

    __tablename__ = "suggestions"
    __table_args__ = (Index("ix_suggestions_case_seq", "case_id", "posted_seq"),)
    __visible_by_ids__ = True

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    author_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str]
    body: Mapped[Clear]
    html: Mapped[str]
    goal_id: Mapped[str | None] = mapped_column(ForeignKey("case_goals.id"))
    quote_version: Mapped[int | None]
    quote_section: Mapped[str | None]
    quote_paragraph: Mapped[int | None]
    quote_start: Mapped[int | None]
    quote_end: Mapped[int | None]
    quote_words: Mapped[Clear | None]
    quote_before: Mapped[Clear | None]
    quote_after: Mapped[Clear | None]
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)
    edited_at: Mapped[dt.datetime | None]
    taken_back_at: Mapped[dt.datetime | None]
    posted_seq: Mapped[int] = mapped_column(default=0)
    """Its number in the case's stream when it came: the order of the list."""
    changed_seq: Mapped[int] = mapped_column(default=0)

    case: Mapped[Case] = relationship()
    author: Mapped[Person] = relationship()
    reply: Mapped[Reply | None] = relationship(back_populates="suggestion")
    adoption: Mapped[Adoption | None] = relationship(back_populates="suggestion")

    @property
    def stream(self) -> str:
        """A suggestion is news of its case."""
        return f"case:{self.case_id}"

    @classmethod
    def visible_to(cls, actor: Any) -> ColumnElement[bool]:
        """Whoever may see the case."""
        return cls.case_id.in_(select(Case.id).where(Case.visible_to(actor)))


class SuggestionEdit(Base):
    """What a suggestion said before it was edited or taken back: the trace."""

    __tablename__ = "suggestion_edits"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    suggestion_id: Mapped[str] = mapped_column(ForeignKey("suggestions.id"), index=True)
    kind: Mapped[str]
    body: Mapped[Clear]
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)


class Reply(Base):
    """The presenter's word on a suggestion (or that of whoever stands in, for a watch-out)."""

    __tablename__ = "replies"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    suggestion_id: Mapped[str] = mapped_column(ForeignKey("suggestions.id"), unique=True)
    by_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    word: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    body: Mapped[Clear | None]
    """The answer to a question, or a line of one's own with any other word."""
    html: Mapped[str] = mapped_column(default="")
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)

    suggestion: Mapped[Suggestion] = relationship(back_populates="reply")
    by: Mapped[Person] = relationship()


class Support(Base):
    """ "Helpful" (or "same question"): one person's nod. Counts show only after one's own word."""

    __tablename__ = "supports"
    __table_args__ = (UniqueConstraint("suggestion_id", "person_id"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    suggestion_id: Mapped[str] = mapped_column(ForeignKey("suggestions.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)


class Adoption(Base):
    """A suggestion in the plan, as colleagues see it: the step's words, the goal, the outcome; no dates."""

    __tablename__ = "adoptions"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    suggestion_id: Mapped[str] = mapped_column(ForeignKey("suggestions.id"), unique=True)
    step_id: Mapped[str] = mapped_column(ForeignKey("steps.id"), unique=True)
    words: Mapped[Clear]
    """The step as adopted."""
    as_suggested: Mapped[Clear]
    """The suggestion's own words at that moment."""
    goal: Mapped[Clear | None]
    level_then: Mapped[int | None]
    level_now: Mapped[int | None]
    verdict: Mapped[str | None]
    line: Mapped[Clear | None]
    """The worker's line about the outcome."""
    reply_before: Mapped[str] = mapped_column(default="")
    """The presenter's word and reason ("not_now not_feasible") before the adoption: undo brings them back."""
    at: Mapped[dt.datetime] = mapped_column(default=clock.now)

    suggestion: Mapped[Suggestion] = relationship(back_populates="adoption")
