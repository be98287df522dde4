"""The move from SQLite to PostgreSQL: while people write, broken off, said again; row for row the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event

from consult import migrations
from consult.core import db
from consult.exchange import copying, moving
from consult.exchange.moving import Elsewhere, Moved
from tests import people
from tests.stories import posted
from tests.test_backups import everything, suggest


@pytest.fixture
def here(tmp_path: Path) -> Iterator[str]:
    """A small installation on SQLite."""
    url = f"sqlite:///{tmp_path / 'consult.db'}"
    migrations.upgrade(url)
    engine = db.connect(url)
    people.fill()
    suggest(posted().id)
    yield url
    engine.dispose()


@pytest.fixture
def there(another_database: object) -> Iterator[str]:
    with another_database as url:  # type: ignore[attr-defined]
        yield url


def test_everything_is_there_and_the_old_one_is_untouched(here: str, there: str, tmp_path: Path) -> None:
    before = everything(here)
    moved = moving.move(here, there)
    assert moved.same == sum(map(len, before.values()))
    assert everything(there) == everything(here) == before
    engine = db.connect(there)
    suggest(posted().id)
    engine.dispose()


def test_what_people_write_meanwhile_comes_with_the_next_run(here: str, there: str) -> None:
    moving.move(here, there)
    engine = db.connect(here)
    suggest(posted().id)
    engine.dispose()
    moved = moving.move(here, there)
    assert moved.added > 0
    assert everything(there) == everything(here)
    assert moving.move(here, there) == Moved(0, 0, 0, moved.same)


def test_a_run_that_breaks_off_is_followed_by_another(
    here: str, there: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = copying.put
    tables: list[object] = []

    def breaks(*about: object) -> tuple[int, int]:
        if len(tables) == 12:
            raise ConnectionError
        tables.append(about)
        return put(*about)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(copying, "put", breaks)
        with pytest.raises(ConnectionError):
            moving.move(here, there)
    moving.move(here, there)
    assert everything(there) == everything(here)


def test_what_was_deleted_here_goes_there_too(here: str, there: str) -> None:
    moving.move(here, there)
    engine = create_engine(here)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM sign_ins")
        connection.exec_driver_sql("DELETE FROM receipts")
    engine.dispose()
    moving.move(here, there)
    assert everything(there) == everything(here)


def test_another_organisation_is_not_overwritten(here: str, there: str) -> None:
    migrations.upgrade(there)
    engine = db.connect(there)
    people.fill()
    engine.dispose()
    before = everything(there)
    with pytest.raises(Elsewhere):
        moving.move(here, there)
    assert everything(there) == before


def test_the_source_is_only_read(here: str, there: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said: dict[str, list[str]] = {here: [], there: []}

    def listening(url: str) -> object:
        engine = db.engine_for(url)

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            said[url].append(statement)

        event.listen(engine, "before_cursor_execute", note)
        return engine

    monkeypatch.setattr(moving, "engine_for", listening)
    moving.move(here, there)
    assert said[here]
    assert all(statement.startswith(("SELECT", "BEGIN")) for statement in said[here])


def test_each_table_follows_those_that_it_points_to() -> None:
    place = {table.name: number for number, table in enumerate(copying.TABLES)}
    for table in db.Base.metadata.sorted_tables:
        assert all(place[key.column.table.name] < place[table.name] for key in table.foreign_keys)
