"""Databases, an app and clients for every test. Each test has a database of its own, really committed."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, event, text
from werkzeug.test import TestResponse

from consult.app import create_app
from consult.core import db, keys
from consult.domain.home import attention
from consult.domain.people import organisations
from consult.settings import Settings
from tests import people, servers
from tests.walks import long_walk, walk

__all__ = ["long_walk", "walk"]
"""Fixtures from next door."""


class Prepared:
    """A database with the tables and the cast in it, and how to put it back for the next test."""

    def __init__(self, engine: Engine, put_back: Callable[[Engine], None]) -> None:
        self.engine, self._put_back = engine, put_back
        db.Base.metadata.create_all(engine)
        people.fill()

    def fresh(self) -> Engine:
        """The database as it was, and the process without memories of what it was."""
        db.Sessions.configure(bind=self.engine)
        self._put_back(self.engine)
        organisations.forget()
        attention.forget()
        keys.use(people.KEY)
        return self.engine


@pytest.fixture(scope="session")
def sqlite() -> Iterator[Prepared]:
    """SQLite in memory. The engine stays, with the statements it compiled; each test has a new connection."""
    copy = sqlite3.connect(":memory:", check_same_thread=False)

    def put_back(engine: Engine) -> None:
        engine.dispose()
        connection = engine.raw_connection()
        copy.backup(connection.driver_connection)  # type: ignore[arg-type]
        connection.close()

    made = Prepared(db.connect("sqlite://"), put_back)
    made.engine.raw_connection().driver_connection.backup(copy)  # type: ignore[union-attr]
    yield made
    made.engine.dispose()
    copy.close()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL of our own."""
    with servers.postgres() as url:
        yield url


@pytest.fixture(scope="session")
def postgresql(postgres_server: str) -> Iterator[Prepared]:
    """A database on it. What a test wrote is deleted, and the cast is copied back: a few milliseconds."""
    with database_on(postgres_server) as address:
        made = Prepared(db.connect(address), put_back_postgres)
        tables = [table.name for table in db.Base.metadata.sorted_tables]
        with made.engine.begin() as connection:
            connection.exec_driver_sql("CREATE SCHEMA was")
            for name in tables:
                connection.exec_driver_sql(f"CREATE TABLE was.{name} AS TABLE {name}")
        yield made
        made.engine.dispose()


def put_back_postgres(engine: Engine) -> None:
    """Everything as it was, in one round trip; a test that left a transaction open loses it here."""
    names = [table.name for table in db.Base.metadata.sorted_tables]
    statements = ["SET LOCAL session_replication_role = replica", "SET LOCAL lock_timeout = '10s'"]
    statements += [f"DELETE FROM {name}" for name in names]
    statements += [f"INSERT INTO {name} SELECT * FROM was.{name}" for name in names]
    if engine.pool.checkedout():  # type: ignore[attr-defined]
        engine.dispose()
        statements.insert(0, LET_GO)
    with engine.begin() as connection:
        connection.exec_driver_sql(";".join(statements))


LET_GO = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@contextmanager
def database_on(server: str) -> Iterator[str]:
    """The address of a new, empty database on a server."""
    name = f"consult_{uuid.uuid4().hex}"
    head, _, tail = server.partition("?")
    _run(server, f"CREATE DATABASE {name}")
    yield f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{tail}" if tail else "")
    _run(server, f"DROP DATABASE {name} WITH (FORCE)")


def _run(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Engine:
    """The database of this test: SQLite, or what a test of the domain is parametrised with."""
    prepared: Prepared = request.getfixturevalue(getattr(request, "param", "sqlite"))
    return prepared.fresh()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of its own: an SQLite file, and PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'consult.db'}"
        return
    with database_on(request.getfixturevalue("postgres_server")) as address:
        yield address


@pytest.fixture
def another_database(postgres_server: str) -> AbstractContextManager[str]:
    """An empty database on PostgreSQL, beside a test's own: `with another_database as url`."""
    return database_on(postgres_server)


@pytest.fixture
def queries(database: Engine) -> Iterator[list[str]]:
    """Every SQL statement that runs: counting them is how we know that a page does not grow with its list."""
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(database, "before_cursor_execute", note)
    yield seen
    event.remove(database, "before_cursor_execute", note)


@pytest.fixture(scope="session")
def one_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The web application, made once: its routes and templates are compiled on the way."""
    return create_app(Settings(data=tmp_path_factory.mktemp("app"), key=people.KEY))


@pytest.fixture
def app(one_app: Flask, database: Engine) -> Iterator[Flask]:
    """The web application on this test's database, with nothing left of the test before."""
    one_app.testing = True
    one_app.extensions["fragments"].forget()
    one_app.extensions["live"].budgets.forget()
    yield one_app
    rooms = one_app.extensions["live"].rooms
    for sid in list(rooms.sockets):
        rooms.disconnect(sid)


class Visitor:
    """Somebody with a browser: keeps the cookie, and sends the token with every form."""

    def __init__(self, app: Flask, person_id: str | None = None) -> None:
        self.client: FlaskClient = app.test_client()
        self.csrf = ""
        if person_id is not None:
            token, actor = people.signed_in(person_id)
            self.client.set_cookie(app.extensions["settings"].cookie, token, domain="127.0.0.1")
            self.csrf = keys.digest("csrf", actor.sign_in_id or "")

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        return self.client.get(path, base_url="http://127.0.0.1:5000", **kwargs)

    def post(self, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> TestResponse:
        form = {"csrf": self.csrf, "client_id": str(uuid.uuid4())} | (data or {})
        return self.client.post(path, data=form, base_url="http://127.0.0.1:5000", **kwargs)


@pytest.fixture
def visit(app: Flask) -> Any:
    """`visit(INES)` is Ines with a browser; `visit()` is somebody who is not signed in."""
    return lambda person_id=None: Visitor(app, person_id)
