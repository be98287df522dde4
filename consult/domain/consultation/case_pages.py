"""What the open case shows: the same for everyone who looks, and apart from it what is one person's own.

The number of queries does not grow with the case. Drawn parts are kept by their doors: `drawn` says which,
by key, and only what is missing is read in full, in the same snapshot.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Select, bindparam, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from consult.core import clock
from consult.core.db import UTC
from consult.core.errors import NotFound
from consult.core.events import Stream
from consult.core.guard import WHOEVER
from consult.core.unit import Unit, reading
from consult.domain.cases.case_facts import facts_of
from consult.domain.cases.chips import Chip, chip
from consult.domain.consultation import case_articles, suggestion_views
from consult.domain.consultation.case_articles import Article, GoalView
from consult.domain.consultation.open_cases import LINE, Drawn, Key, OpenCase, Slot, open_case
from consult.domain.consultation.suggestion_views import SuggestionView
from consult.models.actor import Actor
from consult.models.cases import Case, CasePerson, ReadMark
from consult.models.groups import Role
from consult.models.suggestions import Adoption, Kind, Reply, ReplyWord, Suggestion, Support
from consult.policy import WATCH_OUT_WAITS, can_suggest

MOST = 300
"""Suggestions on one page; a link leads to the earlier ones."""
WAITS = frozenset({Kind.IDEA, Kind.RESOURCE, Kind.QUESTION, Kind.VIEW, Kind.BLIND_SPOT, Kind.WATCH_OUT})
"""The kinds that the presenter owes a word."""


@dataclass(frozen=True, slots=True)
class Mine:
    """What only this viewer sees: never part of what goes to a room."""

    id: str
    viewer: tuple[str, ...]
    """What they are here: presenter, colleague, observer, facilitator, guest."""
    read: int
    read_at: dt.datetime | None
    supported: Sequence[str]
    counts: dict[str, int] | None
    """Nods to each suggestion; None until their own first word."""
    standing_in: Sequence[str]
    """Watch-outs that wait for this person's word as a stand-in."""

    def as_json(self) -> dict[str, Any]:
        """For the page's scripts, and for acks."""
        return {
            "me": self.id,
            "viewer": self.viewer,
            "read": self.read,
            "supported": self.supported,
            "counts": self.counts,
            "standing_in": self.standing_in,
        }


@dataclass(frozen=True, slots=True)
class CasePage:
    """An open case in one snapshot."""

    case: OpenCase
    seq: int
    slots: Sequence[Slot]
    earlier: int | None
    """Before which number there are more suggestions than fit here."""
    goals: Sequence[GoalView]
    mine: Mine
    kinds: Sequence[Kind]
    """What this viewer may give here."""
    chip: Chip
    article_key: Key
    article: Article | None
    views: dict[str, SuggestionView] = field(default_factory=dict)

    @property
    def standing(self) -> Sequence[Slot]:
        """The suggestions that were not taken back."""
        return [slot for slot in self.slots if not slot.gone]

    def unread(self) -> Sequence[Slot]:
        """What others added after this viewer's mark."""
        mine = self.mine
        return [slot for slot in self.standing if slot.posted_seq > mine.read and slot.author_id != mine.id]

    def waiting(self) -> Sequence[Slot]:
        """What waits for this viewer's reply."""
        if "presenter" in self.mine.viewer:
            return [slot for slot in self.standing if slot.waits in {"presenter", "both"}]
        return [slot for slot in self.standing if slot.id in self.mine.standing_in]


def read_case_page(
    actor: Actor, case_id: str, *, drawn: Drawn = lambda _key: False, before: int | None = None
) -> CasePage:
    """The open case for this viewer. Raises NotFound."""
    with reading(actor) as read:
        session = read.session
        row = read_line(read, case_id)
        if row is None:
            raise NotFound
        line = open_case(row)
        slots, earlier = read_slots(session, line, before)
        missing = [slot for slot in slots if not drawn(slot.key)]
        shown = read_chip(session, line)
        article_key = case_articles.article_key(line, slots, shown)
        return CasePage(
            line,
            row.last_seq or 0,
            slots,
            earlier,
            case_articles.read_goals(session, line.id),
            mine_of(session, actor, line, row, slots),
            kinds_for(actor, line),
            shown,
            article_key,
            None if drawn(article_key) else case_articles.read_article(session, line, shown),
            suggestion_views.read_views(session, line, [slot.id for slot in missing]) if missing else {},
        )


def kinds_for(actor: Actor, line: OpenCase) -> list[Kind]:
    """The kinds that this person may give on this case, in the order of the picker."""
    # The rule asks for what every case says of itself, and that is here.
    return [kind for kind in _PICKER if can_suggest(actor, cast("Case", line), kind)]


_PICKER = (
    Kind.IDEA,
    Kind.QUESTION,
    Kind.VIEW,
    Kind.BLIND_SPOT,
    Kind.WATCH_OUT,
    Kind.RESOURCE,
    Kind.STRENGTH,
)


def read_line(read: Unit[Actor], case_id: str) -> Any:
    """The case for this viewer, how far its stream is, and how far they have read; None: not for them."""
    return read.session.connection().execute(_case_query(), {"case_id": case_id, **read.actor.ids}).first()


@functools.cache
def _case_query() -> Select[*tuple[Any, ...]]:
    """Built once for everybody: to put it together costs more than to ask it."""
    named = aliased(CasePerson)
    mine = (named.case_id == Case.id) & (named.person_id == WHOEVER.id) & named.ended_at.is_(None)
    mark = (ReadMark.case_id == Case.id) & (ReadMark.person_id == WHOEVER.id)
    return (
        select(*LINE, Stream.last_seq, ReadMark.seq.label("read"), ReadMark.at.label("read_at"), named.role)
        .outerjoin(Stream, Stream.name == "case:" + Case.id)
        .outerjoin(ReadMark, mark)
        .outerjoin(named, mine)
        .where(Case.id == bindparam("case_id"), Case.visible_to(WHOEVER))
    )


def read_slots(session: Session, line: OpenCase, before: int | None = None) -> tuple[list[Slot], int | None]:
    """The places of the latest suggestions (those before a number, if one is given), oldest first."""
    query = _LATEST if before is None else _LATEST.where(Suggestion.posted_seq < before)
    rows = session.connection().execute(query, {"case_id": line.id, "a_day_ago": _a_day_ago()}).all()
    slots = [_slot(row, line) for row in reversed(rows[:MOST])]
    return slots, slots[0].posted_seq if len(rows) > MOST else None


def read_slot(session: Session, line: OpenCase, suggestion_id: str) -> tuple[Slot | None, int]:
    """One place among the latest suggestions, if it is there, and how many of those stand."""
    asked = {"case_id": line.id, "a_day_ago": _a_day_ago(), "suggestion_id": suggestion_id}
    row = session.connection().execute(_ONE, asked).first()
    if row is None or row.posted_seq < row.first_seq:
        return None, 0
    return _slot(row[:-2], line), row.standing


_SLOTS = (
    select(
        Suggestion.id,
        Suggestion.kind,
        Suggestion.author_id,
        Suggestion.posted_seq,
        Suggestion.changed_seq,
        Suggestion.taken_back_at.is_not(None).label("gone"),
        Suggestion.quote_version.is_not(None).label("quoted"),
        Suggestion.goal_id.is_not(None).label("has_goal"),
        (Suggestion.at <= bindparam("a_day_ago", type_=UTC)).label("is_old"),
        Reply.word,
        Adoption.id.is_not(None).label("adopted"),
    )
    .outerjoin(Reply, Reply.suggestion_id == Suggestion.id)
    .outerjoin(Adoption, Adoption.suggestion_id == Suggestion.id)
    .where(Suggestion.case_id == bindparam("case_id"))
)
_LATEST = _SLOTS.order_by(Suggestion.posted_seq.desc()).limit(MOST + 1)
_latest = (
    select(Suggestion.posted_seq, Suggestion.taken_back_at)
    .where(Suggestion.case_id == bindparam("case_id"))
    .order_by(Suggestion.posted_seq.desc())
    .limit(MOST)
    .correlate(None)
    .subquery()
)
_standing = select(func.count()).select_from(_latest).where(_latest.c.taken_back_at.is_(None))
_ONE = _SLOTS.add_columns(
    _standing.scalar_subquery().label("standing"),
    select(func.min(_latest.c.posted_seq)).scalar_subquery().label("first_seq"),
).where(Suggestion.id == bindparam("suggestion_id"))


def _a_day_ago() -> dt.datetime:
    return clock.now() - WATCH_OUT_WAITS


def _slot(row: Any, line: OpenCase) -> Slot:
    id_, kind, author_id, posted_seq, changed_seq, gone, quoted, has_goal, is_old, word, adopted = row
    # What quotes the case or names a goal of it is drawn anew when the case changes.
    tied = (quoted or has_goal) and not gone
    key = ("suggestion", id_, changed_seq, line.changed_seq if tied else 0)
    waits = ""
    if kind in WAITS and not gone and not adopted:
        waits = _waits(kind, word, is_old=is_old, mine=author_id == line.presenter_id)
    return Slot(id_, kind, author_id, posted_seq, key, gone, quoted, tied, waits)


def _waits(kind: str, word: str | None, *, is_old: bool, mine: bool) -> str:
    if kind == Kind.WATCH_OUT:
        if word == ReplyWord.ASK_SUPERVISOR:
            return "stand_in"
        if word is None and is_old:
            return "both"
    return "presenter" if word is None and not mine else ""


def read_chip(session: Session, line: OpenCase) -> Chip:
    """The state of the case as its chip says it."""
    return chip(facts_of(session, [line])[line.id])


def mine_of(session: Session, actor: Actor, line: OpenCase, row: Any, slots: Sequence[Slot]) -> Mine:
    """What this viewer alone sees. `row` is what `read_line` gave."""
    viewer = viewer_words(actor, line, row.role)
    nods = {}
    supported = []
    given = session.connection().execute(_NODS, {"case_id": line.id, "me": actor.id})
    for suggestion_id, count, mine in given:
        nods[suggestion_id] = count
        if mine:
            supported.append(suggestion_id)
    spoke = "presenter" in viewer or bool(supported) or any(slot.author_id == actor.id for slot in slots)
    stands_in = actor.facilitates(line.group_id) or actor.is_safety_contact
    standing_in = [
        slot.id
        for slot in slots
        if slot.waits in {"stand_in", "both"} and stands_in and slot.author_id != actor.id
    ]
    return Mine(
        actor.id or "", viewer, row.read or 0, row.read_at, supported, nods if spoke else None, standing_in
    )


_NODS = (
    select(
        Support.suggestion_id,
        func.count(),
        func.max(case((Support.person_id == bindparam("me"), 1), else_=0)),
    )
    .join(Suggestion, Suggestion.id == Support.suggestion_id)
    .where(Suggestion.case_id == bindparam("case_id"))
    .group_by(Support.suggestion_id)
)


def counts_show(session: Session, actor: Actor, line: OpenCase) -> bool:
    """Counts of nods show to the presenter, and to a colleague after their own first word."""
    if actor.id == line.presenter_id:
        return True
    gave = select(Suggestion.id).where(Suggestion.case_id == line.id, Suggestion.author_id == actor.id)
    nodded = (
        select(Support.id)
        .join(Suggestion, Suggestion.id == Support.suggestion_id)
        .where(Suggestion.case_id == line.id, Support.person_id == actor.id)
    )
    return session.execute(select(or_(gave.exists(), nodded.exists()))).scalar_one()


def viewer_words(actor: Actor, line: OpenCase, named: str | None) -> tuple[str, ...]:
    """What somebody is on this case, in the words that pages show and hide by."""
    if actor.id == line.presenter_id:
        return ("presenter",)
    role = actor.groups.get(line.group_id or "")
    words = ["colleague", "observer"] if role is Role.OBSERVER else ["colleague"]
    if actor.facilitates(line.group_id):
        words.append("facilitator")
    if named == "guest":
        words.append("guest")
    return tuple(words)
