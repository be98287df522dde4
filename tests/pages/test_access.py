"""Every route, as everybody: against the table in `tests/access.toml`. A new route without a row fails."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from werkzeug.test import TestResponse

from consult.core.ids import new_id
from consult.web.visits import PUBLIC
from tests.walks import TABLE, Walk, expected, leaks, scrubbed
from tests.world import ROLES

RANDOM = {"Content-Security-Policy"}
"""Heads that hold random letters, where a canary may stand by chance."""
ELSEWHERE = re.compile(r'(?:href|src|action|poster|data)="((?:https?:)?//[^"]*)"')
"""What a page would fetch, or lead to, outside of this house."""


def test_every_route_has_a_row_and_every_row_a_route(walk: Walk) -> None:
    rows = {row.partition(":")[0] for row in TABLE if not row.startswith("event ")}
    assert rows == set(walk.routes())


def test_only_what_is_public_in_the_table_answers_the_signed_out(walk: Walk) -> None:
    public = {row.split(" ")[0] for row in TABLE if TABLE[row].get("public") or TABLE[row].get("nobody")}
    assert public == PUBLIC - {"metrics.show"}  # asks for its own token


@pytest.mark.parametrize("role", ROLES)
def test_every_route_answers_as_the_table_says(
    walk: Walk, role: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody receives a word of what is not theirs, and no page that is only read changes anything."""
    wrong = []
    for row, rule in walk.rows():
        answer = walk.ask(role, row, rule)
        if as_seen(answer) != expected(row, role):
            wrong.append(f"{row}: {answer.status_code} is not {expected(row, role)}")
        told = answer.get_data(as_text=True) + str([v for name, v in answer.headers if name not in RANDOM])
        wrong += [f"{row}: shows {word}" for word in leaks(told, role)]
        wrong += [f"{row}: calls {elsewhere}" for elsewhere in ELSEWHERE.findall(told)]
        if " GET" in row:
            wrong += [f"{row}: changes {table}" for table in walk.changed()]
    assert not wrong, "\n".join(wrong)
    assert caplog.text == ""


def as_seen(answer: TestResponse) -> str:
    """An answer in the words of the table."""
    if answer.status_code == 303 and "/sign-in?next=" in answer.headers["Location"]:
        return "signed_out"
    names = {401: "signed_out", 403: "refused", 404: "unknown"}
    return names.get(answer.status_code, "may" if answer.status_code < 400 else "problem")


@pytest.mark.parametrize("role", ["stranger", "removed", "recused", "guest", "administrator", "contact"])
def test_what_is_not_mine_answers_like_what_does_not_exist(walk: Walk, role: str) -> None:
    nothing = {name: new_id() for name in walk.world.ids_for("named")}
    different = []
    for row, rule in walk.rows():
        if expected(row, role) == "unknown":
            theirs, missing = walk.ask(role, row, rule), walk.ask(role, row, rule, nothing)
            if (theirs.status_code, scrubbed(theirs)) != (missing.status_code, scrubbed(missing)):
                different.append(row)
    assert not different, "\n".join(different)


@pytest.mark.parametrize("token", ["", "a token that belongs to nobody", "of another"])
def test_no_form_is_taken_without_its_own_token(walk: Walk, token: str) -> None:
    taken = []
    given = walk.world.csrf("facilitator") if token == "of another" else token
    for row, rule in walk.rows():
        role = next((one for one in ("presenter", "anonymous") if expected(row, one) == "may"), "")
        if " POST" in row and role:
            walk.put_back()
            path = walk.path(row, rule, walk.world.ids_for(role))
            answer = walk.clients[role].post(path, data={"csrf": given} if given else {})
            if answer.status_code != 400 or walk.changed():
                taken.append(f"{row}: {answer.status_code}")
    assert not taken, "\n".join(taken)


@contextmanager
def listening(*where: Any) -> Iterator[None]:
    """Listen to the database, for a while."""
    event.listen(*where)
    try:
        yield
    finally:
        event.remove(*where)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_our_own_faults_show_and_log_no_words(
    walk: Walk, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The database fails at the first look at anything of a case, with its words in the message."""

    def fail(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if any(f" {table}" in statement for table in ("cases", "suggestions", "plans", "steps")):
            raise RuntimeError("a message with heather in it")

    walk.app.testing = False
    faults = 0
    with listening(walk.engine, "before_cursor_execute", fail):
        for row, rule in walk.rows():
            if f" {method}" in row and "presenter" in TABLE[row].get("may", ""):
                answer = walk.ask("presenter", row, rule)
                assert answer.status_code < 400 or answer.status_code == 500, row
                faults += answer.status_code == 500
                assert "heather" not in answer.get_data(as_text=True), row
    assert faults > 10
    assert len(caplog.records) == faults
    assert {record.levelno for record in caplog.records} == {logging.ERROR}
    assert "heather" not in caplog.text
