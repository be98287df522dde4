"""Lists of cases: those that a person may read, and the drafts that only they know of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, select

from consult.core import clock
from consult.core.ago import ago
from consult.core.errors import NotFound
from consult.core.paging import Page, page_of, window
from consult.core.texts import N_, _, ngettext
from consult.core.unit import Unit, reading
from consult.domain.cases.case_facts import Replier, facts_of, has_chip, news_of, repliers_of
from consult.domain.cases.chips import ChipKind, chip
from consult.domain.cases.readiness import title_from
from consult.models.actor import Actor
from consult.models.askings import Asking
from consult.models.cases import Case, CaseState, CaseVersion, Draft
from consult.models.groups import Group
from consult.policy import can_see_plan_of

MOST_DRAFTS = 25


class Which(StrEnum):
    """The filters of the list."""

    OPEN = "open"
    NEEDS_FIRST_REPLY = "needs_first_reply"
    GETTING_REPLIES = "getting_replies"
    TRYING = "trying"
    MOVING = "moving"
    STUCK = "stuck"
    MINE = "mine"
    CLOSED = "closed"


FILTERS = {
    Which.OPEN: N_("All open"),
    Which.NEEDS_FIRST_REPLY: N_("Needs a first reply"),
    Which.GETTING_REPLIES: N_("Getting replies"),
    Which.TRYING: N_("Trying ideas"),
    Which.MOVING: N_("Moving"),
    Which.STUCK: N_("Stuck"),
    Which.MINE: N_("Mine"),
    Which.CLOSED: N_("Closed"),
}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list."""

    id: str
    codename: str
    title: str
    group: str
    mine: bool
    urgency: str
    state: ChipKind
    state_text: str
    people: Sequence[Replier]
    """Who gave something, the latest first; three are shown."""
    reply_count: int
    new_count: int
    moved_at: dt.datetime

    @property
    def news(self) -> str:
        """ "2 new", or nothing."""
        return _("{count} new").format(count=self.new_count) if self.new_count else ""

    @property
    def replies(self) -> str:
        """ "6 replies"."""
        if self.reply_count == 0:
            return _("No reply yet")
        text = ngettext("{count} reply", "{count} replies", self.reply_count)
        return text.format(count=self.reply_count)

    @property
    def when(self) -> str:
        """ "12 min ago"."""
        return ago(self.moved_at, clock.now())


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in its author's list."""

    id: str
    codename: str
    title: str
    saved_at: dt.datetime
    waits: bool

    @property
    def when(self) -> str:
        """ "12 min ago"."""
        return ago(self.saved_at, clock.now())


def list_cases(
    actor: Actor, *, group_id: str | None = None, which: str = Which.OPEN, page: int = 1
) -> Page[CaseLine]:
    """The cases that this person may read, the latest movement first."""
    if group_id is not None and group_id not in actor.groups:
        raise NotFound
    number, offset, limit = window(page)
    query = (
        select(Case, CaseVersion.title, Group.name)
        .join(CaseVersion, (CaseVersion.case_id == Case.id) & (CaseVersion.number == Case.version))
        # A group is named to its own people.
        .outerjoin(Group, and_(Group.id == Case.group_id, Group.id.in_(list(actor.groups))))
        .where(Case.visible_to(actor), _condition(actor, Which(which)))
        .order_by(Case.moved_at.desc(), Case.id)
    )
    if group_id is not None:
        query = query.where(Case.group_id == group_id)
    with reading(actor) as read:
        rows = read.session.execute(query.offset(offset).limit(limit)).all()
        lines = _lines(read, [row[0] for row in rows], [(row[1], row[2]) for row in rows])
    return page_of(lines, number)


def _condition(actor: Actor, which: Which) -> ColumnElement[bool]:
    if which is Which.OPEN:
        return Case.state == CaseState.OPEN
    if which is Which.MINE:
        return Case.presenter_id == actor.id
    if which is Which.CLOSED:
        return Case.state == CaseState.CLOSED
    return has_chip(ChipKind(which.value))


def _lines(
    read: Unit[Actor], cases: Sequence[Case], names: Sequence[tuple[str, str | None]]
) -> list[CaseLine]:
    facts, repliers = facts_of(read.session, cases), repliers_of(read.session, cases)
    news = news_of(read.session, read.actor, cases)
    lines = []
    for case, (title, group) in zip(cases, names, strict=True):
        said = chip(facts[case.id])
        lines.append(
            CaseLine(
                case.id,
                case.codename,
                title,
                group or "",
                case.presenter_id == read.actor.id,
                case.urgency,
                said.kind,
                said.text,
                repliers[case.id],
                facts[case.id].replies,
                news[case.id],
                case.moved_at,
            )
        )
    return lines


def plan_of(actor: Actor, case_id: str) -> str | None:
    """The presenter's plan behind a case, if there is one yet."""
    with reading(actor) as read:
        return read.load(Case, case_id, may=can_see_plan_of).plan_id


def my_drafts(actor: Actor) -> list[DraftLine]:
    """Drafts that were never posted, the latest first."""
    waits = select(Asking.id).where(Asking.case_id == Case.id, Asking.ended_at.is_(None))
    query = (
        select(Case.id, Case.codename, Draft.body, Draft.saved_at, waits.exists())
        .join(Draft, Draft.case_id == Case.id)
        .where(Case.presenter_id == actor.id, Case.state == CaseState.DRAFT)
        .order_by(Draft.saved_at.desc())
        .limit(MOST_DRAFTS)
    )
    with reading(actor) as read:
        rows = read.session.execute(query).all()
    return [
        DraftLine(id_, codename, _draft_title(body), saved_at, asked)
        for id_, codename, body, saved_at, asked in rows
    ]


def _draft_title(body: dict[str, str]) -> str:
    return body["title"].strip() or title_from(body["question"]) or _("No question yet")
