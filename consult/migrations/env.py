"""Alembic's entry: one connection, one transaction, batch mode so that SQLite can alter tables."""

from __future__ import annotations

from typing import Literal

from alembic import context
from sqlalchemy import create_engine, func, select
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


engine = create_engine(context.config.attributes["url"], poolclass=NullPool)
with engine.begin() as connection:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    else:  # several processes may start at once: one changes the tables, the others wait and find it done
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
