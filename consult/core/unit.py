"""The unit of work: one transaction that refuses to commit unchecked or unrecorded changes."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Insert, Select, Update, bindparam, func, insert, inspect, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, make_transient_to_detached

from consult.core import clock
from consult.core.db import Sessions
from consult.core.errors import Careless, NotFound, Refused, Unreadable
from consult.core.events import FOR_ALL, HOUSE, Event, Happened, Receipt, Stream, tell
from consult.core.guard import WHOEVER, Acting, Guarded, No, Verdict
from consult.core.texts import _

A = TypeVar("A", bound=Acting)
G = TypeVar("G", bound=Guarded)
M = TypeVar("M")

_one_writer = threading.Lock()
"""SQLite has one writer: waiting here, in order, is cheaper than being told that it is locked."""


class Unit(Generic[A]):
    """What an action works with: it loads only what the actor may know of, and keeps the books."""

    def __init__(self, session: Session, actor: A, client_id: str | None = None, *, writing: bool) -> None:
        self.session = session
        self.actor = actor
        self.writing = writing
        self.checked = False
        self.idle: str | None = None
        self._client_id = client_id
        self._records: list[tuple[str, str, Any, tuple[str, ...]]] = []
        self._left: dict[Any, list[dict[str, Any]]] = {}

    def load(self, model: type[G], id_: str, *, may: Callable[[A, G], Verdict] | None = None) -> G:
        """The thing, if this actor may know of it and `may` allows. Raises NotFound or Refused."""
        thing = self.find(model, id_)
        if thing is None:
            raise NotFound
        if may is not None:
            self.allow(may(self.actor, thing))
        return thing

    def find(self, model: type[G], id_: str) -> G | None:
        """The thing, or None when it is not there or not for this actor's eyes."""
        rows: Any = model
        if model.__visible_by_ids__:
            query, asked = _for_whoever(rows, held=self.writing), {"id": id_, **self.actor.ids}
        else:
            query, asked = _by_id(rows, model.visible_to(self.actor), held=self.writing), {"id": id_}
        found: G | None = self.session.scalars(query, asked).first()
        return found

    def allow(self, verdict: Verdict) -> None:
        """Note that a permission was looked at. Raises Refused, with the reason, when it says no."""
        self.checked = True
        if not verdict:
            if isinstance(verdict, No):
                raise Refused(str(verdict))
            raise NotFound

    def again(self, model: type[M]) -> M | None:
        """What the same `client_id` made the first time, or None. With it the unit changes nothing."""
        if not self._client_id or not self.actor.id:
            return None
        if self.session.get_bind().dialect.name == "postgresql":
            self.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(self._client_id))))
        sent = {"person_id": self.actor.id, "client_id": self._client_id}
        about_id = self.session.connection().execute(_RECEIVED, sent).scalar()
        if about_id is None:
            return None
        found = self.session.get(model, about_id)
        if found is None:  # an id that stands for another thing: what is sent now would be answered, and lost
            raise Unreadable({}, _("This page is out of step. Reload it, and send again."))
        self.unchanged("sent again")
        return found

    def add(self, thing: M) -> M:
        """Put a new row in; its id is there at once."""
        self.session.add(thing)
        self.session.flush()
        return thing

    def put(self, thing: M) -> M:
        """Put in a new row that stays as it is: one statement, where `add` flushes all that has changed."""
        model: Any = type(thing)
        given = {name: value for name, value in thing.__dict__.items() if not name.startswith("_")}
        made = self.session.connection().execute(_insert(model), _empty(model) | given)
        stored: Any = made.last_inserted_params()
        thing.__dict__.update(stored)
        make_transient_to_detached(thing)
        return thing

    def leave(self, model: type[Any], **values: Any) -> None:
        """Put in a row at the end that nothing in this unit looks at; many of one kind in one go."""
        self._left.setdefault(model, []).append(values)

    def record(self, kind: str, *, on: Any, about: Any = None, fields: tuple[str, ...] = ()) -> None:
        """Say what happened: `noun.past`, on whose stream, about which row. Names of fields, never words."""
        stream = on if isinstance(on, str) else on.stream
        self._records.append((kind, stream, about if about is not None else on, fields))
        if kind.startswith(FOR_ALL):
            self._records.append((kind, HOUSE, about if about is not None else on, fields))

    def unchanged(self, _why: str) -> None:
        """Nothing is to be written (already so): commit is skipped, and no event is asked for."""
        self.idle = _why

    def finish(self) -> list[Happened]:
        """Number the events, as the transaction's last statements. Raises Careless when books are open."""
        if not self.checked:
            raise Careless("No permission was checked.")
        if self.idle is not None:
            return []
        if not self._records:
            raise Careless("No event was recorded.")
        self.session.flush()
        for model, rows in self._left.items():
            self.session.connection().execute(_insert(model), rows)
        told = self._leave_receipt()
        # Streams in one order everywhere, so that two writers never wait for each other in a ring.
        for kind, stream, about, fields in sorted(self._records, key=lambda row: row[1]):
            told.append(self._number(kind, stream, about, fields))
        return told

    def _leave_receipt(self) -> list[Happened]:
        if self._client_id and self.actor.id:
            about = self._records[0][2]
            row = {"person_id": self.actor.id, "client_id": self._client_id}
            self.session.connection().execute(_RECEIPT, row | {"about_id": about.id, "at": clock.now()})
        return []

    def _number(self, kind: str, stream: str, about: Any, fields: tuple[str, ...]) -> Happened:
        seq = next_seq(self.session, stream)
        actor_id, at = self.actor.id, clock.now()
        values = {"stream": stream, "seq": seq, "kind": kind, "actor_id": actor_id, "about_id": about.id}
        connection = self.session.connection()
        connection.execute(_EVENT, values | {"fields": list(fields), "at": at})
        numbers = _numbers(about, stream, seq)
        if numbers:
            model: Any = type(about)
            connection.execute(_renumber(model, *numbers), {"about_id": about.id} | numbers)
            about.__dict__.update(numbers)
        return Happened(stream, seq, kind, actor_id, about.id, fields)


@functools.cache
def _for_whoever(model: type[Guarded], *, held: bool) -> Select[Any]:
    return _by_id(model, model.visible_to(WHOEVER), held=held)


def _by_id(model: Any, visible: ColumnElement[bool], *, held: bool) -> Select[Any]:
    query = select(model).where(model.id == bindparam("id"), visible)
    # PostgreSQL: a removal and a write wait for each other. The key is left alone (key_share): who holds a
    # row that points here goes on, else two writers would wait in a ring.
    return query.with_for_update(key_share=True) if held else query


def _numbers(about: Any, stream: str, seq: int) -> dict[str, int]:
    """Lists and open pages tell old from new by a row's first and last number in its own stream."""
    if not hasattr(about, "changed_seq") or about.stream != stream:
        return {}
    return {"changed_seq": seq} | ({"posted_seq": seq} if getattr(about, "posted_seq", None) == 0 else {})


@functools.cache
def _insert(model: type[Any]) -> Insert:
    return insert(model)


@functools.cache
def _empty(model: type[Any]) -> dict[str, None]:
    """The columns that hold nothing where nothing is said."""
    table: Any = inspect(model).local_table
    return {column.key: None for column in table.columns if column.default is None}


@functools.cache
def _renumber(model: type[Any], *names: str) -> Update:
    table: Any = inspect(model).local_table
    return update(table).where(table.c.id == bindparam("about_id")).values({n: bindparam(n) for n in names})


def next_seq(session: Session, stream: str) -> int:
    """The stream's next number; holds the stream until the commit."""
    rise = _RISE[session.get_bind().dialect.name]
    return int(session.connection().execute(rise, {"name": stream, "last_seq": 1}).scalar_one())


# Built once: to put a statement together costs more than to run it, and every change runs these.
_EVENT, _RECEIPT = insert(Event), insert(Receipt)
_RECEIVED = select(Receipt.about_id).where(
    Receipt.person_id == bindparam("person_id"), Receipt.client_id == bindparam("client_id")
)
_RISE = {
    dialect.dialect.name: dialect.insert(Stream)
    .on_conflict_do_update(index_elements=["name"], set_={"last_seq": Stream.last_seq + 1})
    .returning(Stream.last_seq)
    for dialect in (sqlite, postgresql)
}


@contextmanager
def acting(actor: A, client_id: str | None = None) -> Iterator[Unit[A]]:
    """One change: begin, look, change, number the events, commit; then tell.

    Screening, rendering, mail and everything else that waits happens before or after, never inside:
    on SQLite nothing may switch greenlets between BEGIN IMMEDIATE and COMMIT.
    """
    with _turn(), Sessions() as session:
        session.info["unit"] = True
        session.connection(execution_options={"writing": True})
        unit = Unit(session, actor.refreshed(session), client_id, writing=True)
        yield unit
        told = unit.finish()
        if unit.idle is None:
            session.commit()
    for happened in told:
        tell(happened)


@contextmanager
def reading(actor: A) -> Iterator[Unit[A]]:
    """The same loading, without the right to write."""
    with Sessions() as session:
        yield Unit(session, actor, writing=False)


@contextmanager
def noting() -> Iterator[Session]:
    """A note that is no event (how far someone read): one short write of its own, in the writers' order."""
    with _turn(), Sessions() as session:
        session.connection(execution_options={"writing": True})
        yield session
        session.commit()


def _turn() -> AbstractContextManager[Any]:
    bind: Any = Sessions.kw.get("bind")
    return _one_writer if bind is not None and bind.dialect.name == "sqlite" else nullcontext()
