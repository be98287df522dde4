"""What happened: rows with ids and kinds, never clinical words, and who listens after the commit."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consult.core.db import Base

log = logging.getLogger(__name__)


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


def listen(listener: Listener) -> Callable[[], None]:
    """Hear of everything from now on; call the answer to stop."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def tell(happened: Happened) -> None:
    """Tell the listeners. What a listener does wrong is logged and undoes nothing."""
    for listener in _listeners.copy():
        try:
            listener(happened)
        except Exception as problem:  # noqa: BLE001 - the change is already committed
            log.error("listener: %s on %s", type(problem).__name__, happened.kind)  # noqa: TRY400
