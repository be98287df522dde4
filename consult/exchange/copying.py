"""Rows of all tables as plain values, out of one database and into another, of whatever kind.

Tables come in an order in which each follows those that it points to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.engine import Engine

import consult.models  # noqa: F401 - makes all tables known
from consult.core.db import Base
from consult.core.words import SharedText

Row = dict[str, Any]
Key = tuple[Any, ...]
AT_ONCE = 500
"""Rows in memory."""

T = TypeVar("T")


def _tables() -> list[Table]:
    """Our tables, with words as plain text: what comes from a database was checked when it was written."""
    plain = MetaData()
    return [
        Table(
            table.name,
            plain,
            *[
                Column(
                    one.name,
                    Text() if isinstance(one.type, SharedText) else one.type,
                    primary_key=one.primary_key,
                )
                for one in table.columns
            ],
        )
        for table in Base.metadata.sorted_tables
    ]


TABLES: Sequence[Table] = _tables()


def snapshot(engine: Engine) -> Connection:
    """A connection that goes on seeing one moment, however many write meanwhile. The caller closes it."""
    connection = engine.connect()
    if engine.dialect.name == "postgresql":
        connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    connection.execute(text("SELECT count(*) FROM streams"))  # the moment is that of the first look
    return connection


def rows(connection: Connection, table: Table) -> Iterator[Row]:
    """Every row, by key."""
    query = select(table).order_by(*table.primary_key)
    for row in connection.execution_options(yield_per=AT_ONCE).execute(query).mappings():
        yield dict(row)


def put(connection: Connection, table: Table, found: Iterable[Row]) -> tuple[int, int]:
    """Make the table hold these rows; how many were new, how many other. Commits as it goes."""
    added = changed = 0
    for some in batches(found, AT_ONCE):
        there = _there(connection, table, [key_of(table, row) for row in some])
        new = [row for row in some if key_of(table, row) not in there]
        other = [row for row in some if there.get(key_of(table, row), row) != row]
        if new:
            connection.execute(insert(table), new)
        for row in other:
            connection.execute(update(table).where(_is(table, [key_of(table, row)])).values(row))
        connection.commit()
        added, changed = added + len(new), changed + len(other)
    return added, changed


def drop_others(source: Connection, connection: Connection, table: Table) -> int:
    """Delete what the source does not have (any more); how many that were."""
    gone = 0
    keys = [key_of(table, row) for row in connection.execute(select(*table.primary_key)).mappings()]
    for some in batches(keys, AT_ONCE):
        there = _there(source, table, some)
        if extra := [key for key in some if key not in there]:
            connection.execute(delete(table).where(_is(table, extra)))
        connection.commit()
        gone += len(extra)
    return gone


def differences(source: Connection, connection: Connection, table: Table) -> int:
    """Rows that are not the same on both sides; 0 is what one wants to hear."""
    wrong = 0
    for some in batches(rows(source, table), AT_ONCE):
        there = _there(connection, table, [key_of(table, row) for row in some])
        wrong += sum(there.get(key_of(table, row)) != row for row in some)
    return wrong + abs(count(connection, table) - count(source, table))


def count(connection: Connection, table: Table) -> int:
    """How many rows there are."""
    return int(connection.scalar(select(func.count()).select_from(table)) or 0)


def go_on_numbering(connection: Connection) -> None:
    """PostgreSQL counts its own numbers: they go on after the highest that came along."""
    if connection.dialect.name != "postgresql":
        return
    for table in TABLES:
        for column in table.primary_key:
            if isinstance(column.type, Integer):
                highest = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
                counter = func.pg_get_serial_sequence(table.name, column.name)
                connection.execute(select(func.setval(counter, highest, False)))  # noqa: FBT003 - SQL's
    connection.commit()


def key_of(table: Table, row: Any) -> Key:
    """What tells this row from all others."""
    return tuple(row[column.name] for column in table.primary_key)


def _there(connection: Connection, table: Table, keys: Sequence[Key]) -> dict[Key, Row]:
    found = connection.execute(select(table).where(_is(table, keys))).mappings()
    return {key_of(table, row): dict(row) for row in found}


def _is(table: Table, keys: Sequence[Key]) -> Any:
    columns = list(table.primary_key)
    if len(columns) == 1:
        return columns[0].in_([key[0] for key in keys])
    return tuple_(*columns).in_(keys)


def batches(many: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most `size`, in order."""
    left = iter(many)
    while some := list(islice(left, size)):
        yield some
