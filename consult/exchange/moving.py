"""From the embedded SQLite to PostgreSQL: copied while the server runs, finished while it stands still.

Each run brings the new database up to the old one's moment and compares them row by row, so a run that was
broken off, or overtaken by what people went on writing, is followed by another. The old one is only read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from consult import migrations
from consult.core.db import engine_for
from consult.exchange import copying
from consult.models.people import Organisation


@dataclass(frozen=True, slots=True)
class Moved:
    """What one run did, in rows."""

    added: int
    changed: int
    dropped: int
    same: int


class NotTheSame(Exception):
    """The new database holds something else after copying; the message names the table."""


class Elsewhere(Exception):
    """The target holds another installation."""


def move(source_url: str, target_url: str, say: Callable[[str], None] = lambda _words: None) -> Moved:
    """Copy everything, and compare. Raises Elsewhere, NotTheSame. The source is never written to."""
    migrations.upgrade(target_url)
    source_engine, target_engine = engine_for(source_url), engine_for(target_url)
    source, target = copying.snapshot(source_engine), target_engine.connect()
    try:
        _refuse_another(source, target)
        dropped = sum(copying.drop_others(source, target, table) for table in reversed(copying.TABLES))
        added = changed = same = 0
        for table in copying.TABLES:
            new, other = copying.put(target, table, copying.rows(source, table))
            total = copying.count(source, table)
            if copying.differences(source, target, table):
                raise NotTheSame(f"The table {table.name} is not the same on both sides.")
            say(f"{table.name}: {total} rows, compared")
            added, changed, same = added + new, changed + other, same + total
        copying.go_on_numbering(target)
    finally:
        source.close()
        target.close()
        source_engine.dispose()
        target_engine.dispose()
    return Moved(added, changed, dropped, same)


def _refuse_another(source: Connection, target: Connection) -> None:
    ours, theirs = (connection.scalar(select(Organisation.created_at)) for connection in (source, target))
    if ours is None:
        raise Elsewhere("There is nothing to move: this installation is not set up.")
    if theirs is not None and theirs != ours:
        raise Elsewhere("Another organisation lives in that database. Name an empty one.")
