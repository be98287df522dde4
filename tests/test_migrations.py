"""Migrations: the tables they make are the models' tables, up and down, with data, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, select, text

from consult import migrations
from consult.core import db
from tests import people


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'consult.db'}"
    server: str = request.getfixturevalue("postgres_template")
    from tests.conftest import _named, _run  # noqa: PLC0415

    _run(server, "DROP DATABASE IF EXISTS consult_empty", "CREATE DATABASE consult_empty")
    return _named(server, "consult_empty")


def test_migrations_make_exactly_the_tables_of_the_models(url: str) -> None:
    migrations.upgrade(url)
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.Base.metadata) == []
    engine.dispose()


def test_data_survives_an_upgrade_and_all_goes_down_again(url: str) -> None:
    migrations.upgrade(url)
    engine = db.connect(url)
    people.fill()
    migrations.upgrade(url)
    with db.Sessions() as session:
        assert session.scalar(select(text("count(*)")).select_from(text("people"))) == len(people.NAMES)
    engine.dispose()
    migrations.downgrade(url, "base")
    left = create_engine(url)
    assert set(inspect(left).get_table_names()) <= {"alembic_version"}
    left.dispose()
    migrations.upgrade(url)
