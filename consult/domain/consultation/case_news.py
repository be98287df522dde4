"""News of an open case: which parts of the page a change touches, for its room or for one who was away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from consult.core.db import Sessions
from consult.core.errors import NotFound
from consult.core.events import Event, Happened
from consult.core.unit import reading
from consult.domain.cases.chips import Chip
from consult.domain.consultation import case_articles, suggestion_views
from consult.domain.consultation.case_articles import Article
from consult.domain.consultation.case_pages import (
    MOST,
    Mine,
    mine_of,
    read_chip,
    read_line,
    read_slot,
    read_slots,
)
from consult.domain.consultation.open_cases import Drawn, Key, OpenCase, Slot, open_case, read_open_case
from consult.domain.consultation.suggestion_views import SuggestionView
from consult.models.actor import Actor

SILENT = frozenset({"case.stepped_back", "case.people_changed", "case.danger_seen"})
"""These show nothing on the page, and who did it is nobody's to know."""
NAMELESS = frozenset({"case.hidden", "case.shown"})
"""These show, and who did it is nobody's to know."""
TOO_FAR = MOST
"""Who is further behind than a page shows reads it anew: it would have a hole else."""
AT_ONCE = "case.struck"
"""After this nothing waits, not even for somebody who selects words: the old ones may stand nowhere."""
REWORDS = frozenset({"suggestion.posted", "suggestion.edited", "suggestion.taken_back"})
"""After these a quote may be marked in the case, or no longer."""


@dataclass(frozen=True, slots=True)
class Note:
    """What happened, for whoever wants to say it aloud: ids and a kind, no words."""

    kind: str
    by: str | None
    about: str


@dataclass(frozen=True, slots=True)
class News:
    """The parts that changed, as they are now; the same for everyone but for `mine`."""

    case: OpenCase
    seq: int
    chip: Chip | None = None
    count: int = 0
    article_key: Key | None = None
    article: Article | None = None
    slots: Sequence[Slot] = ()
    views: dict[str, SuggestionView] = field(default_factory=dict)
    note: Note | None = None
    reload: bool = False
    at_once: bool = False
    mine: Mine | None = None


def what_changed(happened: Happened, drawn: Drawn) -> News:
    """What the case's room is sent for an event on its stream."""
    with Sessions() as session:
        line = read_open_case(session, happened.stream.removeprefix("case:"))
        if happened.kind in SILENT:
            return News(line, happened.seq)
        by = None if happened.kind in NAMELESS else happened.actor_id
        note = Note(happened.kind, by, happened.about_id)
        changed = [(happened.kind, happened.about_id)]
        if happened.kind.startswith("suggestion."):
            slot, count = read_slot(session, line, happened.about_id)
            if slot is not None and not slot.quoted:  # nothing else of the page can have changed
                return _news(session, line, happened.seq, [slot], changed, drawn, count=count, note=note)
        slots, _earlier = read_slots(session, line)
        return _news(session, line, happened.seq, slots, changed, drawn, note=note)


def catch_up(actor: Actor, case_id: str, since: int, drawn: Drawn) -> News:
    """Everything after a number, for one viewer, in one snapshot. Raises NotFound."""
    with reading(actor) as read:
        session = read.session
        row = read_line(read, case_id)
        if row is None:
            raise NotFound
        line, last = open_case(row), row.last_seq or 0
        slots, _earlier = read_slots(session, line)
        mine = mine_of(session, actor, line, row, slots)
        if not 0 <= last - since <= TOO_FAR:
            return News(line, last, reload=True, mine=mine)
        asked = {"stream": f"case:{case_id}", "since": since}
        changed = session.connection().execute(_SINCE, asked).all()
        return _news(session, line, last, slots, [(kind, id_) for kind, id_ in changed], drawn, mine=mine)


_SINCE = (
    select(Event.kind, Event.about_id)
    .where(
        Event.stream == bindparam("stream"), Event.seq > bindparam("since"), Event.kind.not_in(sorted(SILENT))
    )
    .order_by(Event.seq)
)


def _news(  # noqa: PLR0913 - what a piece of news is made of
    session: Session,
    line: OpenCase,
    seq: int,
    slots: Sequence[Slot],
    changed: Sequence[tuple[str, str]],
    drawn: Drawn,
    *,
    count: int | None = None,
    note: Note | None = None,
    mine: Mine | None = None,
) -> News:
    about = {id_ for kind, id_ in changed if kind.startswith("suggestion.")}
    if not changed:
        return News(line, seq, mine=mine)
    case_changed = any(kind.startswith("case.") for kind, _id in changed)
    reworded = {id_ for kind, id_ in changed if kind in REWORDS}
    touched = [slot for slot in slots if slot.id in about or (case_changed and slot.tied)]
    missing = [slot.id for slot in touched if not drawn(slot.key)]
    chip = read_chip(session, line)
    key = None
    if case_changed or any(slot.quoted and slot.id in reworded for slot in slots):
        key = case_articles.article_key(line, slots, chip)
    return News(
        line,
        seq,
        chip,
        sum(not slot.gone for slot in slots) if count is None else count,
        key,
        case_articles.read_article(session, line, chip) if key is not None and not drawn(key) else None,
        touched,
        suggestion_views.read_views(session, line, missing) if missing else {},
        note,
        at_once=any(kind == AT_ONCE for kind, _id in changed),
        mine=mine,
    )
