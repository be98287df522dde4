"""One file with everything of one moment, taken while people write; and the way back, into either database.

Inside: lines of JSON, compressed; a head, then each table with rows, count and digest, then the end.
Sealed with a passphrase it holds the installation's key too, so that the file alone is enough. Without one it
leaves the key out, for the key and the data must not lie in one readable place.
"""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import hashlib
import io
import json
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    MetaData,
    Table,
    insert,
    inspect,
)
from sqlalchemy.types import NullType

import consult
from consult import migrations
from consult.core import clock, db
from consult.core.db import UTC, dumps
from consult.exchange import copying
from consult.exchange.copying import Row
from consult.exchange.sealing import Opener, Sealer, is_sealed

FORMAT = 1
LONGEST_LINE = 16 * 1024 * 1024


Out = IO[bytes] | gzip.GzipFile


class BadBackup(Exception):
    """The file is none of ours, broken, or does not fit here; the message says which."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a file holds: when it was taken, which tables, how many rows; the key, if it was sealed."""

    made_at: str
    revision: str
    rows: int
    key: bytes


def back_up(url: str, path: Path, *, key: bytes = b"", passphrase: str = "") -> Backup:
    """Write the file, mode 0600, and read it back once. It has its name only when all of it is there."""
    if path.exists():
        raise BadBackup(f"{path} is there already.")
    part = path.with_name(f"{path.name}.part")
    try:
        with _writing(part, passphrase) as out:
            _write(url, out, key if passphrase else b"")
        made = check(part, passphrase)
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    return made


def check(path: Path, passphrase: str = "") -> Backup:
    """Read the whole file and compare counts and digests. Raises BadBackup, WrongPassphrase."""
    with _reading(path, passphrase) as lines:
        head = _head(lines)
        rows = sum(1 for _name, row in _rows(lines) if row is not None)
    return Backup(head["made_at"], head["revision"], rows, base64.b64decode(head["key"]))


def restore(path: Path, url: str, passphrase: str = "") -> Backup:
    """Fill an empty database with it, and bring the tables up to today. Raises BadBackup, WrongPassphrase."""
    made = check(path, passphrase)
    engine = db.engine_for(url)
    try:
        if inspect(engine).has_table("organisations"):
            raise BadBackup("There is an installation already. Restore into an empty place.")
        migrations.upgrade(url, made.revision)
        with _reading(path, passphrase) as lines, engine.connect() as connection:
            _head(lines)
            _fill(connection, lines)
        migrations.upgrade(url)
    finally:
        engine.dispose()
    return made


# --- the lines of the file ---


def _write(url: str, out: Out, key: bytes) -> None:
    engine = db.engine_for(url)
    try:
        if not migrations.is_current(engine):
            raise BadBackup("The tables are of another version. Start the server once, then back up.")
        with copying.snapshot(engine) as source:
            head = {"consult": consult.__version__, "format": FORMAT, "revision": migrations.newest()}
            head |= {"made_at": clock.now().isoformat(), "key": base64.b64encode(key).decode()}
            _line(out, head)
            for table in copying.TABLES:
                _write_table(out, source, table)
            _line(out, {"end": len(copying.TABLES)})
    finally:
        engine.dispose()


def _write_table(out: Out, source: Connection, table: Table) -> None:
    columns = {column.name: _kind(column.type) for column in table.columns}
    _line(out, {"table": table.name, "columns": columns, "key": [one.name for one in table.primary_key]})
    digest, count = hashlib.sha256(), 0
    for row in copying.rows(source, table):
        digest.update(_line(out, [_plain(row[name]) for name in columns]))
        count += 1
    _line(out, {"rows": count, "sha256": digest.hexdigest()})


def _fill(connection: Connection, lines: Iterator[bytes]) -> None:
    table: Table | None = None
    some: list[Row] = []
    for found, row in _rows(lines):
        if row is None or len(some) == copying.AT_ONCE:
            _insert(connection, table, some)
            some = []
        table = found
        if row is not None:
            some.append(row)
    _insert(connection, table, some)
    copying.go_on_numbering(connection)


def _insert(connection: Connection, table: Table | None, some: list[Row]) -> None:
    if table is not None and some:
        connection.execute(insert(table), some)
        connection.commit()


def _rows(lines: Iterator[bytes]) -> Iterator[tuple[Table, Row | None]]:
    """Each table with None when it begins, then with each row. Raises BadBackup when anything is missing."""
    tables = 0
    while "table" in (about := _read(next(lines, b""))):
        table = _table(about)
        yield table, None
        digest, count = hashlib.sha256(), 0
        while isinstance(values := _read(line := next(lines, b"")), list):
            digest.update(line)
            count += 1
            yield table, _row(table, values)
        if values != {"rows": count, "sha256": digest.hexdigest()}:
            raise BadBackup(f"The table {table.name} is not whole.")
        tables += 1
    if about != {"end": tables} or next(lines, b""):
        raise BadBackup("The file is not whole.")


def _head(lines: Iterator[bytes]) -> dict[str, Any]:
    head = _read(next(lines, b""))
    if not isinstance(head, dict) or "format" not in head:
        raise BadBackup("This is no backup of Consult.")
    if head["format"] != FORMAT:
        raise BadBackup(f"This backup was made by Consult {head['consult']}, in a form that we do not know.")
    return head


def _line(out: Out, value: Any) -> bytes:
    line = dumps(value).encode() + b"\n"
    out.write(line)
    return line


def _read(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        raise BadBackup("The file is not whole.") from None


# --- values ---

KINDS: dict[str, Any] = {"moment": UTC(), "day": Date(), "json": JSON(), "truth": Boolean(), "": NullType()}
"""How a column's values are written: moments and days as ISO 8601, the rest as JSON has them."""


def _kind(column_type: Any) -> str:
    for name, known in (("moment", UTC), ("day", Date), ("json", JSON), ("truth", Boolean)):
        if isinstance(column_type, known):
            return name
    return ""


def _table(about: dict[str, Any]) -> Table:
    """A table as it was when the file was made, whatever our models say today."""
    keys, kinds = about["key"], about["columns"].items()
    columns = [Column(name, KINDS[kind], primary_key=name in keys) for name, kind in kinds]
    return Table(about["table"], MetaData(), *columns)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _row(table: Table, values: list[Any]) -> Row:
    return {
        column.name: _value(column.type, value) for column, value in zip(table.columns, values, strict=True)
    }


def _value(column_type: Any, value: Any) -> Any:
    if value is not None and isinstance(column_type, UTC):
        return dt.datetime.fromisoformat(value)
    if value is not None and isinstance(column_type, Date):
        return dt.date.fromisoformat(value)
    return value


# --- the file ---


@contextmanager
def _writing(path: Path, passphrase: str) -> Iterator[Out]:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        below: Any = Sealer(file, passphrase) if passphrase else file
        with gzip.GzipFile(fileobj=below, mode="wb", mtime=0) as packed:
            yield packed
        if passphrase:
            below.close()
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _reading(path: Path, passphrase: str) -> Iterator[Iterator[bytes]]:
    with path.open("rb") as file:
        sealed = is_sealed(file.peek(32))
        if sealed and not passphrase:
            raise BadBackup("This backup is sealed: it needs its passphrase.")
        below: Any = io.BufferedReader(Opener(file, passphrase)) if sealed else file
        with gzip.GzipFile(fileobj=below, mode="rb") as packed:
            yield _lines(packed)


def _lines(packed: gzip.GzipFile) -> Iterator[bytes]:
    try:
        while line := packed.readline(LONGEST_LINE):
            yield line
    except (EOFError, OSError, zlib.error):
        raise BadBackup("The file is not whole.") from None
