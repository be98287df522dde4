"""Can we work, and what is left undone: short questions to the database."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from consult import migrations
from consult.core import clock, db
from consult.core.db import Sessions
from consult.core.unit import noting
from consult.models.notices import Letter
from consult.models.people import Attempt
from consult.models.strikes import Strike

LATE = dt.timedelta(hours=1)
PROBE, PROBES = "probe" * 400, 8
"""What is written on trial, and how often: some pages more than a file that is full can take."""
LITTLE = 50 * 1024 * 1024
"""Bytes on the disk: below it the server asks not to be given work."""


def can_read() -> bool:
    """Does the database answer?"""
    try:
        with Sessions() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def can_write() -> bool:
    """Does the database take a write? Tries one that leaves nothing: only so a full disk shows."""
    row = {"key": PROBE, "at": clock.now()}
    try:
        with noting() as session:
            session.execute(insert(Attempt), [row] * PROBES)
            session.execute(delete(Attempt).where(Attempt.key == PROBE))
    except SQLAlchemyError:
        return False
    db.refused.clear()
    return True


def takes_writes() -> bool:
    """Was nothing refused? After a refusal one is tried on purpose each time that somebody asks."""
    return not db.refused.is_set() or can_write()


def has_our_tables() -> bool:
    """Are the tables of this version?"""
    bind = Sessions.kw["bind"]
    in_memory = bind.url.database is None  # made from the models, for a test
    return in_memory or migrations.is_current(bind)


def has_room(folder: Path) -> bool:
    """Has the disk below this folder a little room left?"""
    return shutil.disk_usage(folder).free > LITTLE


def broken_rows() -> list[str]:
    """What SQLite finds wrong with its own file, without content; PostgreSQL checks by itself."""
    with Sessions() as session:
        if session.get_bind().dialect.name != "sqlite":
            return []
        said = [str(row[0]) for row in session.execute(text("PRAGMA integrity_check(20)"))]
        astray = session.execute(text("PRAGMA foreign_key_check")).all()
    return [line for line in said if line != "ok"] + sorted({f"{row[0]} points to nothing" for row in astray})


def letters_late() -> int:
    """Letters that should have left an hour ago."""
    late = (Letter.sent_at.is_(None), Letter.given_up_at.is_(None), Letter.at < clock.now() - LATE)
    with Sessions() as session:
        return session.scalar(select(func.count()).select_from(Letter).where(*late)) or 0


def strikes_late() -> int:
    """Removed words whose bytes still lie in the database's files after an hour."""
    late = (Strike.cleaned_at.is_(None), Strike.at < clock.now() - LATE)
    with Sessions() as session:
        return session.scalar(select(func.count()).select_from(Strike).where(*late)) or 0


def clock_off() -> float:
    """Seconds by which the database's clock is ahead of ours; 0 for a file on this computer."""
    with Sessions() as session:
        if session.get_bind().dialect.name != "postgresql":
            return 0.0
        theirs = session.scalar(select(func.clock_timestamp()))
    return (theirs - clock.now()).total_seconds() if theirs else 0.0
