"""The page of quiet notes: what each says in words, grouped by case, unread first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update

from consult.core import clock
from consult.core.ago import ago
from consult.core.paging import Page, page_of, window
from consult.core.texts import N_, _
from consult.core.unit import acting, reading
from consult.domain.cases.loops import outcome_words
from consult.models.actor import Actor
from consult.models.cases import Case
from consult.models.groups import Group
from consult.models.notices import Notice
from consult.models.people import Person
from consult.models.suggestions import Adoption
from consult.policy import can_read_notice

WORDS = {
    "suggestion": N_("{name} gave a suggestion on {codename}."),
    "watch_out": N_("{name} raised a safety point on {codename}. It needs a reply today."),
    "reply": N_("{name} replied to your suggestion on {codename}."),
    "answer": N_("{name} answered your question on {codename}."),
    "adopted": N_("{name} will try your idea on {codename}. It is in the plan."),
    "outcome": N_("{name} tried your idea on {codename}. {outcome}"),
    "closed": N_("{name} closed {codename}. What helped is written there."),
    "consent_asked": N_("{name} asks whether {codename} is okay to show."),
    "consent_given": N_("{name} says that {codename} is okay to show. You can post it."),
    "consent_refused": N_("{name} asks you to change {codename} before it is shown."),
    "danger": N_("{name} says that someone may be in danger."),
    "danger_seen": N_("{name} has {codename} in hand."),
    "stepped_back": N_("One colleague stepped back from {codename}."),
    "guest": N_("{name} opened {codename} for you."),
    "join_asked": N_("{name} asks about joining {group}."),
    "joined": N_("{name}: there is a new colleague in {group}."),
    "left": N_("{name}: somebody left {group}."),
    "password_reset": N_("{name} made a new-password link for you or for a colleague in your group."),
    "plan_shared": N_("{name} asks you to work on a plan with them."),
}
"""What each kind of notice says; a test holds it against `notices.KINDS`."""

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
        "guest",
    ]
)


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
    query = (
        select(Notice, Person.name, Case.codename, Group.name, Adoption)
        .outerjoin(Person, Person.id == Notice.by_id)
        .outerjoin(Case, (Case.id == Notice.case_id) & (Case.visible_to(actor) | (Notice.kind == "danger")))
        .outerjoin(Group, Group.id == Notice.group_id)
        .outerjoin(Adoption, Adoption.suggestion_id == Notice.about_id)
        .where(Notice.visible_to(actor), Notice.case_id.is_(None) | Case.id.is_not(None))
        .order_by(Notice.shows_from.desc(), Notice.id)
        .offset(offset)
        .limit(limit)
    )
    with reading(actor) as read:
        rows = read.session.execute(query).all()
    return page_of([_line(*row) for row in rows], number)


def _line(
    notice: Notice, name: str | None, codename: str | None, group: str | None, adoption: Adoption | None
) -> NoticeLine:
    outcome = ""
    if adoption is not None and adoption.verdict:
        outcome = outcome_words(adoption.verdict, adoption.level_then, adoption.level_now) + "."
    text = _(WORDS[notice.kind]).format(
        name=(name or _("A colleague")).split()[0],
        codename=codename or "",
        group=group or "",
        outcome=outcome,
    )
    return NoticeLine(
        notice.id,
        notice.kind,
        text.strip(),
        notice.shows_from,
        notice.read_at is None,
        notice.case_id,
        notice.group_id,
        notice.about_id,
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
