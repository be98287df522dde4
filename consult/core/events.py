"""What happened: rows with ids and kinds, never clinical words, and who listens after the commit."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Index, UniqueConstraint, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from consult.core.db import Base, Sessions, dumps

log = logging.getLogger(__name__)

HOUSE = "house"
"""A stream that every process follows: what each of them keeps in memory may have changed."""
FOR_ALL = ("person.", "organisation.", "group.", "case.struck")
"""Kinds that are counted there too: names, zones, and words that may lie nowhere any more."""
MOST_AT_ONCE = 200
"""Events read in one go."""


class Stream(Base):
    """A counter for what happened in one place (a case, a group, a plan, a person)."""

    __tablename__ = "streams"

    name: Mapped[str] = mapped_column(primary_key=True)
    last_seq: Mapped[int]


class Event(Base):
    """One thing that happened. Its number in its stream is given last, so commit order is its order."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("stream", "seq"), Index("ix_events_about", "about_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    stream: Mapped[str]
    seq: Mapped[int]
    kind: Mapped[str]
    actor_id: Mapped[str | None]
    about_id: Mapped[str]
    fields: Mapped[list[str]]
    at: Mapped[dt.datetime]


class Receipt(Base):
    """The first answer to a write, kept under the sender's own id for it: sent again, it stays one."""

    __tablename__ = "receipts"

    person_id: Mapped[str] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(primary_key=True)
    about_id: Mapped[str]
    at: Mapped[dt.datetime]


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as listeners get it, after its commit."""

    stream: str
    seq: int
    kind: str
    actor_id: str | None
    about_id: str
    fields: tuple[str, ...] = ()


Listener = Callable[[Happened], None]
_listeners: list[Listener] = []
_near: list[Listener] = []


def listen(listener: Listener, *, here_only: bool = False) -> Callable[[], None]:
    """Hear of everything from now on; call the answer to stop. `here_only`: not of what others committed."""
    listeners = _near if here_only else _listeners
    listeners.append(listener)
    return lambda: listeners.remove(listener)


def tell(happened: Happened) -> None:
    """Tell everybody of what was committed in this process; what is counted for all once more, only once."""
    if happened.stream != HOUSE:
        _tell(_listeners, happened)
    _tell(_near, happened)


def tell_from_elsewhere(happened: Happened) -> None:
    """Tell those who also care for what another process committed."""
    _tell(_listeners, happened)


def _tell(listeners: list[Listener], happened: Happened) -> None:
    """What a listener does wrong is logged and undoes nothing."""
    for listener in listeners.copy():
        try:
            listener(happened)
        except Exception as problem:  # noqa: BLE001 - the change is already committed
            log.error("listener: %s on %s", type(problem).__name__, happened.kind)  # noqa: TRY400


def heads_of(streams: Collection[str]) -> dict[str, int]:
    """How far a few streams are; without those in which nothing happened yet."""
    query = select(Stream.name, Stream.last_seq).where(Stream.name.in_(streams))
    with Sessions() as session:
        return {row.name: row.last_seq for row in session.execute(query)}


def moved(known: Mapping[str, int]) -> dict[str, int]:
    """Those streams that are further than these numbers, and how far: one question, however many they are."""
    with Sessions() as session:
        query = _MOVED[session.get_bind().dialect.name]
        return {row.name: row.last_seq for row in session.execute(query, {"known": dumps(known)})}


_MOVED = {
    "sqlite": text(
        "SELECT name, last_seq FROM json_each(:known) JOIN streams ON name = key WHERE last_seq > value"
    ),
    "postgresql": text(
        "SELECT name, last_seq FROM json_each_text(CAST(:known AS json)) JOIN streams ON name = key"
        " WHERE last_seq > CAST(value AS integer)"
    ),
}


def read_after(stream: str, seq: int) -> list[Happened]:
    """What happened in a stream after a number, in order, `MOST_AT_ONCE` at most."""
    query = select(Event.seq, Event.kind, Event.actor_id, Event.about_id, Event.fields)
    query = query.where(Event.stream == stream, Event.seq > seq).order_by(Event.seq).limit(MOST_AT_ONCE)
    with Sessions() as session:
        return [
            Happened(stream, number, kind, actor_id, about_id, tuple(fields))
            for number, kind, actor_id, about_id, fields in session.execute(query)
        ]


def newest() -> int:
    """A number that is another one whenever anything was recorded anywhere, by whatever process."""
    with Sessions() as session:
        return session.scalar(select(func.max(Event.id))) or 0
