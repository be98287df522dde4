"""Migrations: the tables they make are the models' tables, up and down, with data, on both databases."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, select, text

from consult import migrations
from consult.core import db
from tests import people


def test_migrations_make_exactly_the_tables_of_the_models(empty_database: str) -> None:
    migrations.upgrade(empty_database)
    engine = create_engine(empty_database)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.Base.metadata) == []
    engine.dispose()


def test_data_survives_an_upgrade_and_all_goes_down_again(empty_database: str) -> None:
    migrations.upgrade(empty_database)
    engine = db.connect(empty_database)
    people.fill()
    migrations.upgrade(empty_database)
    with db.Sessions() as session:
        assert session.scalar(select(text("count(*)")).select_from(text("people"))) == len(people.NAMES)
    engine.dispose()
    migrations.downgrade(empty_database, "base")
    left = create_engine(empty_database)
    assert set(inspect(left).get_table_names()) <= {"alembic_version"}
    left.dispose()
    migrations.upgrade(empty_database)
