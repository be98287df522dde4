"""The page of quiet notes: what each says in words, grouped by case, unread first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.orm import aliased

from consult.core import clock
from consult.core.ago import ago
from consult.core.paging import Page, page_of, window
from consult.core.unit import acting, reading
from consult.domain.cases.loops import outcome_words
from consult.domain.home.ideas import shortened
from consult.domain.home.notice_words import Told, in_words
from consult.models.actor import Actor
from consult.models.cases import Case
from consult.models.groups import Group
from consult.models.notices import Notice
from consult.models.people import Person
from consult.models.suggestions import Adoption, Suggestion
from consult.policy import can_read_notice

TO_CASE = frozenset(
    [
        "suggestion",
        "watch_out",
        "reply",
        "answer",
        "adopted",
        "outcome",
        "closed",
        "consent_given",
        "consent_refused",
        "danger_seen",
        "stepped_back",
        "struck",
        "guest",
        "reading_given",
        "reading_refused",
        "doubt_changed",
        "doubt_settled",
        "doubt_ended",
    ]
)
UNNAMED = frozenset(["danger", "doubt_withdrawn"])
"""Told to people who may not know of the case, or not any more."""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One note as it is read."""

    id: str
    kind: str
    text: str
    at: dt.datetime
    unread: bool
    case_id: str | None
    group_id: str | None
    about_id: str
    codename: str
    """Of the case that it belongs to; empty where there is none, or none that may be named."""

    @property
    def when(self) -> str:
        """How long ago."""
        return ago(self.at, clock.now())

    @property
    def leads_to_case(self) -> bool:
        """Does it open the case's page?"""
        return self.kind in TO_CASE and self.case_id is not None


def notices_of(actor: Actor, page: int = 1) -> Page[NoticeLine]:
    """One's own notes, the latest first. A case that one may no longer see is not named."""
    number, offset, limit = window(page)
    about, mine = aliased(Person), aliased(Suggestion)
    query = (
        select(Notice, Person.name, about.name, Case.codename, Group, mine.body, Adoption)
        .outerjoin(Person, Person.id == Notice.by_id)
        .outerjoin(about, (about.id == Notice.about_id) & (about.id != actor.id))
        .outerjoin(Case, (Case.id == Notice.case_id) & (Case.visible_to(actor) | Notice.kind.in_(UNNAMED)))
        .outerjoin(Group, Group.id == Notice.group_id)
        .outerjoin(mine, _is_mine(mine, actor))
        .outerjoin(Adoption, Adoption.suggestion_id == Notice.about_id)
        .where(Notice.visible_to(actor), Notice.case_id.is_(None) | Case.id.is_not(None))
        .order_by(Notice.shows_from.desc(), Notice.id)
        .offset(offset)
        .limit(limit)
    )
    with reading(actor) as read:
        rows = read.session.execute(query).all()
    return page_of([_line(*row) for row in rows], number)


def _is_mine(suggestion: type[Suggestion], actor: Actor) -> ColumnElement[bool]:
    """What the reader wrote themselves, while it stands."""
    return and_(
        suggestion.id == Notice.about_id,
        suggestion.author_id == actor.id,
        suggestion.taken_back_at.is_(None),
    )


def _line(
    notice: Notice,
    name: str | None,
    about: str | None,
    codename: str | None,
    group: Group | None,
    words: str | None,
    adoption: Adoption | None,
) -> NoticeLine:
    outcome = ""
    if adoption is not None and adoption.verdict:
        outcome = outcome_words(adoption.verdict, adoption.level_then, adoption.level_now) + "."
    codename = "" if notice.kind in UNNAMED else codename or ""
    text = in_words(
        Told(
            notice.kind,
            name=name or "",
            about=about or "",
            themselves=notice.by_id == notice.about_id,
            codename=codename,
            group=group.name if group else "",
            closed=bool(group and group.closed_at and group.closed_at <= notice.at),
            words=shortened(words) if words else "",
            outcome=outcome,
            count=notice.count,
        )
    )
    return NoticeLine(
        notice.id,
        notice.kind,
        text,
        notice.shows_from,
        notice.read_at is None,
        notice.case_id,
        notice.group_id,
        notice.about_id,
        codename,
    )


def read_notices(actor: Actor, ids: Sequence[str], *, client_id: str | None = None) -> None:
    """Note that these were read; one's own only, and only forward."""
    with acting(actor, client_id) as unit:
        query = select(Notice).where(Notice.visible_to(actor), Notice.id.in_(ids), Notice.read_at.is_(None))
        found = unit.session.scalars(query.limit(500)).all()
        for notice in found:
            unit.allow(can_read_notice(unit.actor, notice))
        if not found:
            unit.allow(verdict=True)
            unit.unchanged("read already")
            return
        mine = Notice.id.in_([notice.id for notice in found])
        unit.session.execute(update(Notice).where(mine).values(read_at=clock.now()))
        unit.record("notices.read", on=found[0], about=found[0])


def read_all_notices(actor: Actor, *, client_id: str | None = None) -> None:
    """Note that everything was read (500 at a time)."""
    with reading(actor) as read:
        query = select(Notice.id).where(Notice.visible_to(actor), Notice.read_at.is_(None)).limit(500)
        ids = read.session.scalars(query).all()
    read_notices(actor, ids, client_id=client_id)
