"""How far somebody has read a case: forward by reading, back only by "mark unread from here"."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from consult.core import clock
from consult.core.events import Stream
from consult.core.unit import noting, reading
from consult.models.actor import Actor
from consult.models.cases import Case, ReadMark
from consult.models.suggestions import Suggestion


def mark_read(actor: Actor, case_id: str, seq: int | None = None) -> int:
    """Note that everything up to `seq` was read (all of it, without a number); never backwards."""
    with reading(actor) as read:
        case = read.load(Case, case_id)
        last = read.session.scalar(select(Stream.last_seq).where(Stream.name == case.stream)) or 0
        known = _mark(read.session, actor, case.id)
    wanted = last if seq is None else min(seq, last)
    if wanted <= known:
        return known
    _write(actor, case.id, wanted, forward_only=True)
    return wanted


def mark_unread(actor: Actor, case_id: str, suggestion_id: str) -> int:
    """Put the mark back, so that this suggestion and all after it are new again."""
    with reading(actor) as read:
        case = read.load(Case, case_id)
        suggestion = read.load(Suggestion, suggestion_id)
        known = _mark(read.session, actor, case.id)
    before = min(suggestion.posted_seq - 1, known)
    _write(actor, case.id, before, forward_only=False)
    return before


def _mark(session: Session, actor: Actor, case_id: str) -> int:
    query = select(ReadMark.seq).where(ReadMark.case_id == case_id, ReadMark.person_id == actor.id)
    return session.scalar(query) or 0


def _write(actor: Actor, case_id: str, seq: int, *, forward_only: bool) -> None:
    with noting() as session:
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        row = {"case_id": case_id, "person_id": actor.id, "seq": seq, "at": clock.now()}
        note = dialect.insert(ReadMark).values(**row)
        ahead = ReadMark.seq < note.excluded.seq if forward_only else None
        session.execute(
            note.on_conflict_do_update(
                index_elements=["case_id", "person_id"], set_={"seq": seq, "at": row["at"]}, where=ahead
            )
        )
