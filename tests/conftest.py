"""Databases, an app and clients for every test. Each test has a database of its own, really committed."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, event, text
from werkzeug.test import TestResponse

from consult.app import create_app
from consult.core import db, keys
from consult.domain import organisations
from consult.settings import Settings
from tests import people, servers
from tests.walks import long_walk, walk

__all__ = ["long_walk", "walk"]
"""Fixtures from next door."""


@pytest.fixture(scope="session")
def sqlite_template() -> Iterator[sqlite3.Connection]:
    """An in-memory database with the tables and the cast, copied for each test (a millisecond)."""
    engine = db.connect("sqlite://")
    db.Base.metadata.create_all(engine)
    people.fill()
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    engine.raw_connection().driver_connection.backup(copy)  # type: ignore[union-attr]
    engine.dispose()
    yield copy
    copy.close()


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """A PostgreSQL of our own whose database `cast` holds the tables and the cast."""
    with servers.postgres() as url:
        _run(url, "DROP DATABASE IF EXISTS consult_cast", "CREATE DATABASE consult_cast")
        engine = db.connect(_named(url, "consult_cast"))
        db.Base.metadata.create_all(engine)
        people.fill()
        engine.dispose()
        yield url


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The database of this test: SQLite, or what a test of the domain is parametrised with."""
    kind = getattr(request, "param", "sqlite")
    if kind == "postgresql":
        yield from _postgres(request.getfixturevalue("postgres_template"))
        return
    template: sqlite3.Connection = request.getfixturevalue("sqlite_template")
    engine = db.connect("sqlite://")
    connection = engine.raw_connection()
    template.backup(connection.driver_connection)  # type: ignore[arg-type]
    connection.close()
    organisations.forget()
    keys.use(people.KEY)
    yield engine
    engine.dispose()


def _postgres(url: str) -> Iterator[Engine]:
    name = f"consult_{uuid.uuid4().hex}"
    _run(url, f"CREATE DATABASE {name} TEMPLATE consult_cast STRATEGY wal_log")
    engine = db.connect(_named(url, name))
    organisations.forget()
    keys.use(people.KEY)
    yield engine
    engine.dispose()
    _run(url, f"DROP DATABASE {name} WITH (FORCE)")


def _named(url: str, name: str) -> str:
    head, _, tail = url.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{tail}" if tail else "")


def _run(url: str, *statements: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of its own: an SQLite file, and PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'consult.db'}"
    server: str = request.getfixturevalue("postgres_template")
    _run(server, "DROP DATABASE IF EXISTS consult_empty WITH (FORCE)", "CREATE DATABASE consult_empty")
    return _named(server, "consult_empty")


@pytest.fixture
def queries(database: Engine) -> Iterator[list[str]]:
    """Every SQL statement that runs: counting them is how we know that a page does not grow with its list."""
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(database, "before_cursor_execute", note)
    yield seen
    event.remove(database, "before_cursor_execute", note)


@pytest.fixture
def app(database: Engine, tmp_path: Path) -> Flask:
    """The web application on this test's database."""
    made = create_app(Settings(data=tmp_path, key=people.KEY))
    made.testing = True
    return made


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
