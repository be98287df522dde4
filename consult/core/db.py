"""The database: one engine, sessions, and the column types that hold for every table."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, DateTime, Engine, ExceptionContext, String, create_engine, event
from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool
from sqlalchemy.types import TypeDecorator

from consult.core.errors import Careless, StrayWrite
from consult.core.words import Clear, SharedText

PATIENCE = 15
"""Seconds that SQLite waits for another process to finish."""
refused = threading.Event()
"""Set when the database refused a write; whoever tries one on purpose (`domain/health.py`) clears it."""


class UTC(TypeDecorator[dt.datetime]):
    """A moment: aware and in UTC on the way in and on the way out (SQLite keeps no zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _dialect: Any) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise Careless("A moment without a zone.")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, _dialect: Any) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Base(DeclarativeBase):
    """All tables. Python's types decide the columns' types."""

    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own way to say it
        dt.datetime: UTC,
        Clear: SharedText,
        str: String,
        dict[str, Any]: JSON,
        list[str]: JSON,
    }


Sessions: sessionmaker[Session] = sessionmaker(expire_on_commit=False)


def connect(url: str) -> Engine:
    """Open the database and make every session use it.

    `sqlite:///path`, `sqlite://` (in memory, for tests) or `postgresql+psycopg://...`.
    """
    engine = engine_for(url)
    Sessions.configure(bind=engine)
    return engine


def engine_for(url: str) -> Engine:
    """The database opened beside the one that sessions use."""
    engine = _sqlite(url) if url.startswith("sqlite") else _postgres(url)

    @event.listens_for(engine, "handle_error")
    def note(context: ExceptionContext) -> None:
        asked = context.connection.get_execution_options() if context.connection is not None else {}
        if (
            asked.get("writing", False)
            and context.sqlalchemy_exception
            and is_away(context.sqlalchemy_exception)
        ):
            refused.set()

    return engine


def _sqlite(url: str) -> Engine:
    in_memory = url in {"sqlite://", "sqlite:///:memory:"}
    how: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {"pool_size": 20, "max_overflow": 20}
    engine = create_engine(
        url, connect_args={"check_same_thread": False, "timeout": PATIENCE}, hide_parameters=True, **how
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "checkin")
    def let_go(connection: Any, _entry: ConnectionPoolEntry) -> None:
        # After a commit that was refused nobody rolls back, and the next one would find it half done.
        if connection is not None and connection.in_transaction:
            connection.rollback()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # A writer takes the lock first, so that it can never fail half-way as "locked".
        if connection.get_execution_options().get("writing", False):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:  # waits for nothing and is refused nothing: the driver alone will do
            connection.connection.driver_connection.execute("BEGIN")

    return engine


def _postgres(url: str) -> Engine:
    return create_engine(url, hide_parameters=True, pool_size=20, max_overflow=20, pool_pre_ping=True)


def is_away(problem: BaseException) -> bool:
    """Is this the database being away, full, locked or read-only: and over after a while?"""
    if isinstance(problem, DBAPIError) and problem.connection_invalidated:
        return True
    if isinstance(problem, InternalError):  # PostgreSQL's own words for a database that takes no writes
        return getattr(problem.orig, "sqlstate", "") == "25006"
    return isinstance(problem, OperationalError | InterfaceError | PoolTimeout)


def scrub(tables: Sequence[str], *, patiently: bool) -> bool:
    """Take what was deleted or overwritten in these tables out of the database's files; False to try again.

    SQLite writes zeros over what was deleted (`secure_delete`), but its log keeps the old pages until it is
    cut, and it can be cut only while nobody reads from it. PostgreSQL needs a VACUUM, which takes its time.
    """
    engine: Engine = Sessions.kw["bind"]
    if engine.dialect.name == "sqlite":
        return _cut_log(engine)
    if patiently:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"VACUUM {', '.join(tables)}")
    return patiently


def _cut_log(engine: Engine) -> bool:
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA busy_timeout = 0")  # everybody would wait here
        is_busy = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        connection.cursor().execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
        connection.close()
    return not is_busy


@event.listens_for(Session, "before_flush")
def refuse_stray_writes(session: Session, _context: Any, _instances: Any) -> None:
    """Only a unit of work may write (`core/unit.py`); anything else is a mistake in our code."""
    if not session.info.get("unit"):
        raise StrayWrite("Write through an action in consult.domain.")


def dumps(value: Any) -> str:
    """JSON as it goes to browsers and columns: compact, accents kept."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
