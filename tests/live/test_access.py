"""Every event, as everybody: against the table in `tests/access.toml`. A new event without a row fails."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask_socketio import SocketIOTestClient

from consult.live.front import HANDLERS
from tests.walks import TABLE, Walk, expected, filled, leaks
from tests.world import CANARIES, ROLES

EVENTS = {row: row.split(": ")[0].removeprefix("event ") for row in TABLE if row.startswith("event ")}
"""Each row that is about an event, and the event's name."""
ANSWERS = {"refused": "refused", "not_found": "unknown", "signed_out": "signed_out"}

DEEDS = {"suggestion:post", "suggestion:take_back"}

Enter = Callable[[str], SocketIOTestClient]


@pytest.fixture
def enter(walk: Walk) -> Iterator[Enter]:
    """`enter("guest")` opens a socket as that role."""
    app, opened = walk.app, list[SocketIOTestClient]()

    def open_one(role: str) -> SocketIOTestClient:
        cookie = walk.clients[role].environ_base["HTTP_COOKIE"]
        client = SocketIOTestClient(app, app.extensions["socketio"], headers={"Cookie": cookie})
        opened.append(client)
        return client

    yield open_one
    for client in opened:
        if client.is_connected():
            client.disconnect()


def say(walk: Walk, client: SocketIOTestClient, role: str, row: str, **other: Any) -> dict[str, Any]:
    """Say what a row says, as this role; the answer."""
    walk.app.extensions["live"].budgets.forget()  # how much at once is too much is tested elsewhere
    data = {"client_id": str(uuid.uuid4())} | filled(TABLE[row].get("send", {}), walk.world.ids_for(role))
    answer: dict[str, Any] = client.emit(EVENTS[row], data | other, callback=True)
    return answer


def test_every_event_has_a_row_and_every_row_an_event() -> None:
    assert set(EVENTS.values()) == set(HANDLERS)


@pytest.mark.parametrize("role", ROLES)
def test_every_event_answers_as_the_table_says(walk: Walk, enter: Enter, role: str) -> None:
    wrong = []
    for row in EVENTS:
        walk.put_back()
        client = enter(role)
        if not client.is_connected():
            seen = "signed_out"
        else:
            entered = say(walk, client, role, "event case:join")
            answer = say(walk, client, role, row)
            seen = "may" if answer["ok"] else ANSWERS.get(answer["error"], answer["error"])
            told = f"{entered}{answer}{client.get_received()}"
            wrong += [f"{row}: tells {word}" for word in leaks(told, role)]
            client.disconnect()
        if seen != expected(row, role):
            wrong.append(f"{row}: {seen} is not {expected(row, role)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("row", EVENTS)
def test_what_is_said_reaches_nobody_who_may_not_read_it(walk: Walk, enter: Enter, row: str) -> None:
    """Everybody tries to listen to both cases; then everyone who may says it."""
    sockets = {role: enter(role) for role in ROLES}
    walk.put_back()
    for client in sockets.values():
        for about in ("presenter", "named") if client.is_connected() else ():
            walk.app.extensions["live"].budgets.forget()
            given = {"case": walk.world.ids_for(about)["case_id"], "since": 0}
            client.emit("case:join", given, callback=True)
            client.get_received()
    for role, client in sockets.items():
        if expected(row, role) == "may":
            say(walk, client, role, row)
    for role, client in sockets.items():
        told = client.get_received() if client.is_connected() else []
        assert leaks(str(told), role) == [], role
        if not any(role in CANARIES[canary] for canary in ("heather", "marram")):
            assert told == [], role
        elif EVENTS[row] in DEEDS and "may" in TABLE[row] and role in CANARIES["heather"]:
            assert [packet for packet in told if packet["name"] == "news"], role
