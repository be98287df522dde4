"""`consult doctor`: what is wrong is said in words, and an installation that is well hears so."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert

from consult import migrations, startup
from consult.cli.doctor import look_over
from consult.core import clock, db
from consult.core.unit import noting
from consult.models.notices import Letter
from consult.settings import Settings
from tests import cluster, people, servers


@pytest.fixture
def well(tmp_path: Path) -> Iterator[Settings]:
    """An installation on SQLite with nothing wrong."""
    settings = startup.prepare(Settings(data=tmp_path))
    people.fill()
    yield settings
    db.Sessions.kw["bind"].dispose()


def wrong(settings: Settings) -> dict[str, str]:
    """What is wrong, by name."""
    found = {name: complaint for name, complaint in look_over(settings) if complaint}
    db.Sessions.kw["bind"].dispose()
    return found


def test_an_installation_that_is_well_hears_so(well: Settings) -> None:
    assert wrong(well) == {}


def test_nothing_there_is_said_before_anything_is_made(tmp_path: Path) -> None:
    assert set(wrong(Settings(data=tmp_path / "none"))) == {"key", "database"}
    assert not (tmp_path / "none").exists()


def test_a_key_that_others_can_read(well: Settings) -> None:
    (well.data / "key").chmod(0o644)
    assert "chmod 600" in wrong(well)["key"]


def test_tables_of_another_version(well: Settings) -> None:
    db.Sessions.kw["bind"].dispose()
    migrations.downgrade(well.database, "0003")
    assert "another version" in wrong(well)["tables"]


def test_a_row_that_points_to_nothing(well: Settings) -> None:
    with closing(sqlite3.connect(well.data / "consult.db")) as careless:
        careless.execute("DELETE FROM groups")
        careless.commit()
    assert "memberships points to nothing" in wrong(well)["rows"]


def test_letters_that_do_not_leave(well: Settings) -> None:
    yesterday = clock.now() - dt.timedelta(days=1)
    with noting() as session:
        letter = {"id": "late", "kind": "news", "to_email": "a@b.example", "path": "", "tries": 0}
        session.execute(insert(Letter).values(**letter, at=yesterday, next_try_at=yesterday))
    assert wrong(well)["mail"].startswith("1 letters")


def test_a_database_that_is_away(well: Settings) -> None:
    away = replace(well, database_url=f"postgresql+psycopg://nobody@127.0.0.1:{servers.free_port()}/none")
    assert "does not answer" in wrong(away)["database"]


def test_a_doorbell_that_is_away_costs_seconds_only(well: Settings) -> None:
    assert (
        "works without it"
        in wrong(replace(well, redis_url=f"redis://127.0.0.1:{servers.free_port()}/0"))["doorbell"]
    )


def test_the_command_ends_with_1_when_something_is_wrong(well: Settings) -> None:
    def doctor() -> subprocess.CompletedProcess[str]:
        environment = {"CONSULT_DATA": str(well.data)}
        command = [*cluster.CONSULT, "doctor"]
        return subprocess.run(
            command, cwd=cluster.ROOT, env=environment, capture_output=True, text=True, check=False
        )

    assert doctor().returncode == 0
    (well.data / "key").chmod(0o644)
    assert (doctor().returncode, "wrong  key" in doctor().stdout) == (1, True)
