"""Every route, as everybody: against the table in `tests/access.toml` (S8). A new route without a row fails."""

from __future__ import annotations

import re
import sqlite3
import tomllib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from consult.app import create_app
from consult.core import db, keys
from consult.core.ids import new_id
from consult.domain import attention, organisations
from consult.settings import Settings
from tests import people, world
from tests.world import CANARY, ROLES, World

TABLE: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent.parent / "access.toml").read_text(encoding="utf-8")
)
HOME = "http://127.0.0.1:5000"


@pytest.fixture(scope="module")
def snapshot() -> Iterator[tuple[sqlite3.Connection, World]]:
    """The world, built once; each request finds it as it was."""
    engine = db.connect("sqlite://")
    db.Base.metadata.create_all(engine)
    people.fill()
    built = world.build()
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    engine.raw_connection().driver_connection.backup(copy)  # type: ignore[union-attr]
    engine.dispose()
    yield copy, built
    copy.close()


@pytest.fixture
def here(snapshot: tuple[sqlite3.Connection, World], tmp_path: Path) -> Iterator[Walk]:
    """An app in the world, and the means to put the world back."""
    engine = db.connect("sqlite://")
    keys.use(people.KEY)
    organisations.forget()
    attention.forget()
    app = create_app(Settings(data=tmp_path, key=people.KEY))
    app.testing = True
    yield Walk(app, engine, *snapshot)
    engine.dispose()


class Walk:
    """One person's way through all routes."""

    def __init__(self, app: Flask, engine: Engine, template: sqlite3.Connection, built: World) -> None:
        self.app, self.engine, self.template, self.world = app, engine, template, built

    def routes(self) -> Iterator[tuple[str, str, str]]:
        """`(endpoint, method, rule)` of everything that the app answers."""
        for rule in self.app.url_map.iter_rules():
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule.endpoint, method, rule.rule

    def ask(self, role: str, row: str, rule: str, ids: dict[str, str]) -> TestResponse:
        """What this role is answered, in the world as it was built."""
        self._put_back()
        wanted = TABLE[row]
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda name: self._value(wanted, name[1], ids), rule)
        client, token = self._client(role)
        if row.endswith("GET"):
            return client.get(path, base_url=HOME, query_string=wanted.get("query"))
        send = {name: self._filled(value, ids) for name, value in wanted.get("send", {}).items()}
        form = {"csrf": token, "client_id": str(uuid.uuid4())} | send
        return client.post(path, base_url=HOME, data=form)

    def _put_back(self) -> None:
        connection = self.engine.raw_connection()
        self.template.backup(connection.driver_connection)  # type: ignore[arg-type]
        connection.close()

    def _value(self, wanted: dict[str, Any], name: str, ids: dict[str, str]) -> str:
        return self._filled(wanted.get("address", {}).get(name, f"{{{name}}}"), ids)

    def _filled(self, value: Any, ids: dict[str, str]) -> Any:
        return value.format(**ids) if isinstance(value, str) else value

    def _client(self, role: str) -> tuple[FlaskClient, str]:
        client = self.app.test_client()
        if role == "anonymous":
            client.set_cookie("consult-visit", "a visit", domain="127.0.0.1")
            return client, keys.digest("csrf", "a visit")
        token, csrf = self.world.tokens[role]
        client.set_cookie(self.app.extensions["settings"].cookie, token, domain="127.0.0.1")
        # Who is disabled counts as signed out, and so does their form's token.
        client.set_cookie("consult-visit", "a visit", domain="127.0.0.1")
        return client, keys.digest("csrf", "a visit") if role == "disabled" else csrf


def expected(row: str, role: str) -> str:
    """What the table says of a role: may, refused, public, signed_out or unknown."""
    wanted = TABLE[row]
    if wanted.get("public"):
        return "public"
    if role in {"anonymous", "disabled"}:
        return "signed_out"
    if wanted.get("everyone") or role in wanted.get("may", "").split():
        return "may"
    return "refused" if role in wanted.get("refused", "").split() else "unknown"


def scrubbed(answer: TestResponse) -> str:
    """The page without what is new on each answer: nonces, tokens, client ids."""
    text = answer.get_data(as_text=True)
    text = re.sub(r'(nonce|value|content)="[^"]{16,}"', r"\1", text)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|/[a-z2-9]{16}\b", "", text)


def test_every_route_has_a_row_and_every_row_a_route(here: Walk) -> None:
    routes = {f"{endpoint} {method}" for endpoint, method, _rule in here.routes()}
    assert routes == set(TABLE)


@pytest.mark.parametrize("role", ROLES)
def test_every_route_answers_as_the_table_says(here: Walk, role: str) -> None:
    wrong = []
    for endpoint, method, rule in here.routes():
        row = f"{endpoint} {method}"
        answer = here.ask(role, row, rule, here.world.ids_for(role))
        should = expected(row, role)
        seen = _as_seen(answer, method)
        if should == "public":
            fits = answer.status_code < 500  # noqa: PLR2004
        else:
            fits = seen == should
        if not fits:
            wrong.append(f"{row}: {answer.status_code} is not {should}")
        if should != "may" and not TABLE[row].get("public") and role != "presenter":
            leaks = CANARY in answer.get_data(as_text=True) and should != "refused"
            wrong += [f"{row}: shows the case"] if leaks else []
    assert wrong == []


def _as_seen(answer: TestResponse, method: str) -> str:
    if answer.status_code == 303 and "/sign-in" in answer.headers.get("Location", ""):  # noqa: PLR2004
        return "signed_out"
    return {401: "signed_out", 403: "refused", 404: "unknown"}.get(
        answer.status_code,
        "may" if answer.status_code < 400 else f"{method} {answer.status_code}",  # noqa: PLR2004
    )


@pytest.mark.parametrize("role", ["stranger", "removed", "recused", "administrator"])
def test_what_is_not_mine_answers_like_what_does_not_exist(here: Walk, role: str) -> None:
    nothing = {name: new_id() for name in here.world.ids}
    different = []
    for endpoint, method, rule in here.routes():
        row = f"{endpoint} {method}"
        if expected(row, role) != "unknown":
            continue
        theirs = here.ask(role, row, rule, here.world.ids)
        missing = here.ask(role, row, rule, nothing)
        if (theirs.status_code, scrubbed(theirs)) != (missing.status_code, scrubbed(missing)):
            different.append(row)
    assert different == []
