"""Keeping the demo young: when the day has changed, everything in it moves on by whole days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, Column, Date, Table, bindparam, func, select, update
from sqlalchemy.orm import Session

from consult.core import clock
from consult.core.db import UTC, Base, Sessions
from consult.core.events import Event
from consult.core.unit import acting
from consult.models.actor import SYSTEM
from consult.models.people import THE_ORGANISATION, Organisation

FILLED, REFRESHED = "demo.filled", "demo.refreshed"
REAL = frozenset({"sign_ins", "links", "attempts"})
"""Tables that tell of the people at the keyboard: their moments stay true."""
A_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_demo() -> bool:
    """Was this database filled with the invented organisation?"""
    return _young_at() is not None


def refresh() -> None:
    """Move every moment and date on to today, so that what was due today is due today again.

    Nothing that has happened lands after now. Within one day nothing moves.
    """
    young_at = _young_at()
    if young_at is None:
        return
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        organisation = unit.session.get_one(Organisation, THE_ORGANISATION)
        days = (
            clock.today(organisation.timezone) - young_at.astimezone(ZoneInfo(organisation.timezone)).date()
        )
        if not days:
            unit.unchanged("still young")
            return
        for table in Base.metadata.sorted_tables:
            if table.name not in REAL:
                _move(unit.session, table, days)
        unit.record(REFRESHED, on=organisation)


def _young_at() -> dt.datetime | None:
    """When the stories were last told as of their own day."""
    with Sessions() as session:
        return session.scalar(select(func.max(Event.at)).where(Event.kind.in_([FILLED, REFRESHED])))


def _move(session: Session, table: Table, days: dt.timedelta) -> None:
    movers = [(column, mover) for column in table.columns if (mover := _mover(column, days, clock.now()))]
    keys = list(table.primary_key)
    if not movers:
        return
    rows = session.execute(select(*keys, *(column for column, _mover in movers))).all()
    change = (
        update(table)
        .where(*(key == bindparam(f"key_{key.name}") for key in keys))
        .values({column: bindparam(f"new_{column.name}", type_=column.type) for column, _mover in movers})
    )
    if changes := [_changed(row, keys, movers) for row in rows]:
        session.connection().execute(change, changes)


def _changed(
    row: Sequence[Any],
    keys: Sequence[Column[Any]],
    movers: Sequence[tuple[Column[Any], Callable[[Any], Any]]],
) -> dict[str, Any]:
    values = row[len(keys) :]
    changed = {f"key_{key.name}": value for key, value in zip(keys, row, strict=False)}
    moved = zip(movers, values, strict=True)
    return changed | {
        f"new_{column.name}": None if value is None else mover(value) for (column, mover), value in moved
    }


def _mover(column: Column[Any], days: dt.timedelta, now: dt.datetime) -> Callable[[Any], Any] | None:
    if isinstance(column.type, UTC):
        return lambda moment: moment + days if moment > now else min(moment + days, now)
    if isinstance(column.type, Date):
        return lambda date: date + days
    return (lambda body: _moved(body, days)) if isinstance(column.type, JSON) else None


def _moved(body: Any, days: dt.timedelta) -> Any:
    """Dates in stored bodies too: the versions of a plan keep when its steps are due."""
    if isinstance(body, dict):
        return {key: _moved(value, days) for key, value in body.items()}
    if isinstance(body, list):
        return [_moved(value, days) for value in body]
    if isinstance(body, str) and A_DATE.fullmatch(body):
        return (dt.date.fromisoformat(body) + days).isoformat()
    return body
