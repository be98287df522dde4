"""Walking every door as every role, against the table in `tests/access.toml`."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import tomllib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from consult.app import create_app
from consult.core import db, keys
from consult.domain.home import attention
from consult.domain.people import organisations
from consult.settings import Settings
from tests import people, world
from tests.world import CANARIES, ROLES, World

TABLE: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "access.toml").read_text(encoding="utf-8")
)
"""By door: an endpoint with its method, or `event` with its name; after a colon what is special there."""
HOME = "http://127.0.0.1:5000"
SIGNED_OUT = {"anonymous", "disabled"}
BESIDE_THE_POINT = {"sign_ins"}
"""Tables that reading may write to: that somebody was there."""


def expected(row: str, role: str) -> str:
    """What the table says of a role: may, refused, signed_out or unknown."""
    wanted = TABLE[row]
    if wanted.get("nobody"):
        return "unknown"
    if role in SIGNED_OUT and not wanted.get("public"):
        return "signed_out"
    may, refused = wanted.get("may", "").split(), wanted.get("refused", "").split()
    if role in may or role in refused:
        return "may" if role in may else "refused"
    if "others" in refused and role not in SIGNED_OUT:
        return "refused"
    return "may" if wanted.get("public") or wanted.get("everyone") else "unknown"


class Walk:
    """The way of everybody through all doors of one app; the world is put back before each step."""

    def __init__(self, app: Flask, engine: Engine, template: sqlite3.Connection, built: World) -> None:
        self.app, self.engine, self.template, self.world = app, engine, template, built
        self.clients = {role: self._client(role) for role in ROLES}
        self._seen = -1
        self.put_back()
        self._before = self._sums()

    def rows(self) -> Iterator[tuple[str, str]]:
        """Each row of the table that is about a route, with the route's address."""
        routes = self.routes()
        for row in TABLE:
            name = row.partition(":")[0]
            if name in routes:
                yield row, routes[name]

    def routes(self) -> dict[str, str]:
        """`endpoint METHOD` of everything that the app answers, and the address."""
        return {
            f"{rule.endpoint} {method}": rule.rule
            for rule in self.app.url_map.iter_rules()
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        }

    def ask(self, role: str, row: str, rule: str, ids: dict[str, str] | None = None) -> TestResponse:
        """What this role is answered, in the world as it was built."""
        self.put_back()
        ids = self.world.ids_for(role) if ids is None else ids
        client, path = self.clients[role], self.path(row, rule, ids)
        if " GET" in row:
            query = filled(TABLE[row].get("query", {}), ids)
            return client.get(path, base_url=HOME, query_string=query, buffered=True)
        return self.send(role, path, filled(TABLE[row].get("send", {}), ids))

    def send(self, role: str, path: str, form: dict[str, Any]) -> TestResponse:
        """Send a form as this role, with its token."""
        form = {"csrf": self.world.csrf(role), "client_id": str(uuid.uuid4())} | form
        return self.clients[role].post(path, base_url=HOME, data=form)

    def path(self, row: str, rule: str, ids: dict[str, str]) -> str:
        """A route's address with these ids in it."""
        named = TABLE[row].get("address", {})
        return re.sub(
            r"<(?:[^<>]+:)?(\w+)>", lambda name: filled(named.get(name[1], f"{{{name[1]}}}"), ids), rule
        )

    def put_back(self) -> None:
        """The world as it was built, if anything was written since it was put back last."""
        if self._written() == self._seen:
            return
        with self._sqlite() as connection:
            self.template.backup(connection)
        self.forget()
        self._seen = self._written()

    def forget(self) -> None:
        """What the process remembers of another database."""
        organisations.forget()
        attention.forget()
        self.app.extensions["fragments"].forget()

    def changed(self) -> list[str]:
        """The tables that hold something else than before, but for those that are `BESIDE_THE_POINT`."""
        if self._written() == self._seen:
            return []
        now = self._sums()
        return [name for name in now if now[name] != self._before[name] and name not in BESIDE_THE_POINT]

    def where(self, words: str) -> set[str]:
        """Every `table.column` that holds these words."""
        if self._written() == self._seen:
            return set()
        with self._sqlite() as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return {
                f"{table}.{column[0]}"
                for (table,) in tables
                for rows in [connection.execute(f"SELECT * FROM {table}")]
                for row in rows.fetchall()
                for column, value in zip(rows.description, row, strict=True)
                if words in str(value)
            }

    def _sums(self) -> dict[str, str]:
        with self._sqlite() as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables}
        return {name: hashlib.sha256(repr(held).encode()).hexdigest() for name, held in rows.items()}

    def _written(self) -> int:
        """How many rows were ever written here."""
        with self._sqlite() as connection:
            return connection.total_changes

    @contextmanager
    def _sqlite(self) -> Iterator[sqlite3.Connection]:
        connection = self.engine.raw_connection()
        assert isinstance(connection.driver_connection, sqlite3.Connection)
        yield connection.driver_connection
        connection.close()

    def _client(self, role: str) -> FlaskClient:
        client = self.app.test_client(use_cookies=False)
        cookies = {"consult-visit": "a-visit"}
        if role in self.world.tokens:
            cookies[self.app.extensions["settings"].cookie] = self.world.tokens[role]
        client.environ_base["HTTP_COOKIE"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        return client


def leaks(told: str, role: str) -> list[str]:
    """The canaries in what somebody was told that are not for their role."""
    return [canary for canary, readers in CANARIES.items() if canary in told and role not in readers]


def filled(value: Any, ids: dict[str, str]) -> Any:
    """A value of the table with ids in the place of their names."""
    if isinstance(value, str):
        return value.format(**ids)
    if isinstance(value, list):
        return [filled(one, ids) for one in value]
    if isinstance(value, dict):
        return {filled(name, ids): filled(one, ids) for name, one in value.items()}
    return value


def scrubbed(answer: TestResponse) -> str:
    """The answer without what is new on each: nonces, tokens, client ids, and its own address."""
    heads = [f"{name}: {value}" for name, value in answer.headers if name != "Content-Length"]
    text = "\n".join(heads) + answer.get_data(as_text=True)
    text = re.sub(r'(nonce|value|content)="[^"]{16,}"|nonce-[\w-]+', "", text)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|/[\w-]{43}\b|[/=][a-z2-9]{16}\b", "", text)


@pytest.fixture(scope="session")
def long_walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """The world and an app, made once: all walks are one after the other."""
    first = db.connect("sqlite://")
    db.Base.metadata.create_all(first)
    organisations.forget()
    people.fill()
    built = world.build()
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    first.raw_connection().driver_connection.backup(copy)  # type: ignore[union-attr]
    first.dispose()
    engine = db.connect("sqlite://")
    yield Walk(
        create_app(Settings(data=tmp_path_factory.mktemp("walk"), key=people.KEY)), engine, copy, built
    )
    engine.dispose()
    copy.close()


@pytest.fixture
def walk(long_walk: Walk) -> Walk:
    """A walk through all doors of an app, in the world as it was built."""
    keys.use(people.KEY)
    db.Sessions.configure(bind=long_walk.engine)
    long_walk.app.testing = True
    long_walk.forget()
    long_walk.put_back()
    return long_walk
