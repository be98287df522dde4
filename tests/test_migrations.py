"""Migrations: the tables they make are the models' tables, up and down, with data, on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, select, text

from consult import migrations
from consult.core import db
from consult.domain.consultation import suggestions
from consult.models.suggestions import Kind
from tests import people
from tests.people import RUTH, actor
from tests.stories import posted
from tests.test_backups import everything


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


EARLIER = [script.revision for script in ScriptDirectory.from_config(migrations.config("")).walk_revisions()][
    1:
]


@pytest.mark.parametrize("earlier", EARLIER)
def test_an_installation_of_any_earlier_version_comes_up_to_date_with_all_it_holds(
    empty_database: str, earlier: str
) -> None:
    migrations.upgrade(empty_database)
    engine = db.connect(empty_database)
    people.fill()
    case = posted()
    engine.dispose()
    migrations.downgrade(empty_database, earlier)
    before = counts(empty_database)
    migrations.upgrade(empty_database)
    after = counts(empty_database)
    assert before.items() <= after.items()
    engine = db.connect(empty_database)
    suggestions.post_suggestion(actor(RUTH), case.id, kind=Kind.IDEA, body="Ask about mornings.", kept={})
    assert everything(empty_database)["suggestions"]
    engine.dispose()


def counts(url: str) -> dict[str, int]:
    """How many rows each table has, whatever the tables are."""
    engine = create_engine(url)
    with engine.connect() as connection:
        names = set(inspect(connection).get_table_names()) - {"alembic_version"}
        found = {name: connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0 for name in names}
    engine.dispose()
    return found


def test_a_migration_that_breaks_leaves_everything_as_it_was(
    empty_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrations.upgrade(empty_database, EARLIER[-1])
    before = counts(empty_database)

    create = op.create_table

    def breaks(name: str, *about: Any, **how: Any) -> Any:
        if name == "strikes":
            raise ConnectionError
        return create(name, *about, **how)

    with monkeypatch.context() as patch:
        patch.setattr(op, "create_table", breaks)
        with pytest.raises(ConnectionError):
            migrations.upgrade(empty_database)
    assert counts(empty_database) == before
    migrations.upgrade(empty_database)
