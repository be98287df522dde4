"""Alembic's entry: one connection, one transaction, batch mode so that SQLite can alter tables."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.pool import NullPool

import consult.models  # noqa: F401 - makes all tables known
from consult.core.db import UTC, Base
from consult.core.words import SharedText

LOCK = 0x436F6E73756C74
"""A number of our own, for the database's advisory lock."""


def plain_types(kind: str, thing: object, _context: object) -> str | Literal[False]:
    """Write a column's plain type into a revision: it must read the same when our own types change."""
    if kind == "type" and isinstance(thing, UTC):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, SharedText):
        return "sa.Text()"
    return False


def open_engine() -> Engine:
    """The database, set up so that a migration happens as a whole or not at all."""
    engine = create_engine(context.config.attributes["url"], poolclass=NullPool)
    if engine.dialect.name == "sqlite":  # whose driver else begins nothing before it changes a table

        @event.listens_for(engine, "connect")
        def prepare(connection: Any, _entry: object) -> None:
            connection.isolation_level = None
            connection.execute("PRAGMA foreign_keys=OFF")

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


engine = open_engine()
with engine.begin() as connection:
    if (
        connection.dialect.name == "postgresql"
    ):  # several processes may start at once: one changes the tables, the others wait and find it done
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=plain_types,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
