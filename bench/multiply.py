"""Copies of one case, by the thousand: what an organisation has after years, made in seconds."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, Table, select

from consult.core.db import Base, Sessions
from consult.core.ids import new_id
from consult.models.cases import CaseState

BATCH = 2000
OPEN_IS_EVERY = 20
"""Most cases of an organisation are closed."""
Row = dict[str, Any]
Rows = dict[Table, list[Row]]


def case(case_id: str, times: int) -> None:
    """Copy a case with its words, suggestions and events; past all actions, for it is measured, not used."""
    engine: Engine = Sessions.kw["bind"]
    with engine.connect() as connection:
        rows = _rows(connection, case_id)
    for first in range(0, times, BATCH):
        many: Rows = {table: [] for table in rows}
        for number in range(first, min(first + BATCH, times)):
            for table, copies in _copy(rows, case_id, number).items():
                many[table] += copies
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            for table, copies in many.items():
                connection.execute(table.insert(), copies)


def _rows(connection: Connection, case_id: str) -> Rows:
    """All rows of a case, parents first."""
    tables = Base.metadata.tables
    cases, versions, sections = tables["cases"], tables["case_versions"], tables["case_sections"]
    suggestions, streams, events = tables["suggestions"], tables["streams"], tables["events"]
    its_versions = select(versions.c.id).where(versions.c.case_id == case_id)
    wanted = {
        cases: cases.c.id == case_id,
        versions: versions.c.case_id == case_id,
        sections: sections.c.version_id.in_(its_versions),
        suggestions: suggestions.c.case_id == case_id,
        streams: streams.c.name == f"case:{case_id}",
        events: events.c.stream == f"case:{case_id}",
    }
    return {
        table: [dict(row) for row in connection.execute(select(table).where(which)).mappings()]
        for table, which in wanted.items()
    }


def _copy(rows: Rows, case_id: str, number: int) -> Rows:
    """The same rows under other ids."""
    old = {row["id"] for table, many in rows.items() if table.name != "events" for row in many if "id" in row}
    fresh = {one: new_id() for one in old}
    fresh[f"case:{case_id}"] = f"case:{fresh[case_id]}"
    copies = {table: [_under(row, fresh) for row in many] for table, many in rows.items()}
    for table, many in copies.items():
        for row in many:
            if table.name == "events":
                del row["id"]
            if table.name == "cases":
                row["codename"] += f" {fresh[case_id]}"
                if number % OPEN_IS_EVERY:
                    row |= {"state": CaseState.CLOSED, "closed_at": row["moved_at"]}
    return copies


def _under(row: Row, fresh: dict[str, str]) -> Row:
    return {key: fresh.get(value, value) if isinstance(value, str) else value for key, value in row.items()}
