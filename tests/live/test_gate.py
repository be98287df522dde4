"""The gate: only a WebSocket from a page of ours, of somebody signed in; and it closes for good."""

from __future__ import annotations

import http.client
import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import websocket
from flask import Flask
from sqlalchemy.exc import OperationalError

from consult.app import create_app
from consult.core import clock, markdown
from consult.domain.consultation import listening
from consult.domain.people import sign_ins
from consult.live import gate
from consult.live.gate import MOST_SOCKETS, PER_ADDRESS, PER_PERSON
from consult.settings import Settings
from tests import people
from tests.live.real import Server, serve, until
from tests.live.wires import Wire
from tests.people import INES, JONAH, MEI, RUTH, SAM, TOMAS, signed_in
from tests.stories import posted

HERE = "http://127.0.0.1:5000"
GOOD = {
    "Origin": HERE,
    "Host": "127.0.0.1:5000",
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
}
WS = "/socket.io/?EIO=4&transport=websocket"
FORGED: list[tuple[str, dict[str, str | None], str]] = [
    ("no cookie", {"Cookie": None}, WS),
    ("an unknown cookie", {"Cookie": "consult-5000=nonsense"}, WS),
    ("an empty cookie", {"Cookie": "consult-5000="}, WS),
    ("the cookie under another name", {"Cookie": "consult-5001={token}"}, WS),
    ("a cookie with something before it", {"Cookie": "consult-5000=x{token}"}, WS),
    ("no origin", {"Origin": None}, WS),
    ("a file", {"Origin": "file://"}, WS),
    ("our origin behind another", {"Origin": "https://evil.example, http://127.0.0.1:5000"}, WS),
    ("the null origin", {"Origin": "null"}, WS),
    ("another site", {"Origin": "https://evil.example"}, WS),
    ("another scheme", {"Origin": "https://127.0.0.1:5000"}, WS),
    ("another port", {"Origin": "http://127.0.0.1:5001"}, WS),
    ("no port", {"Origin": "http://127.0.0.1"}, WS),
    ("our name as a prefix", {"Origin": "http://127.0.0.1:5000.evil.example"}, WS),
    ("our name as a user", {"Origin": "http://127.0.0.1:5000@evil.example"}, WS),
    ("a slash behind", {"Origin": "http://127.0.0.1:5000/"}, WS),
    ("upper case", {"Origin": "HTTP://127.0.0.1:5000"}, WS),
    ("two origins", {"Origin": "http://127.0.0.1:5000 https://evil.example"}, WS),
    ("another host", {"Host": "evil.example"}, WS),
    ("the host of our other name", {"Host": "localhost:5000"}, WS),
    ("polling", {}, "/socket.io/?EIO=4&transport=polling"),
    ("polling, said twice", {}, "/socket.io/?EIO=4&transport=polling&transport=websocket"),
    ("no transport", {}, "/socket.io/?EIO=4"),
    ("no upgrade", {"Upgrade": None}, WS),
    ("a session of somebody", {}, f"{WS}&sid=abc"),
    ("another version of the protocol", {}, "/socket.io/?EIO=3&transport=websocket"),
    ("another version of the WebSocket", {"Sec-WebSocket-Version": "8"}, WS),
    ("no key", {"Sec-WebSocket-Key": None}, WS),
    ("a key that is none", {"Sec-WebSocket-Key": "hello"}, WS),
    ("a padded address", {}, "/socket.io/x/?EIO=4&transport=polling"),
]


def forged(app: Flask, changes: dict[str, str | None], path: str, method: str = "GET") -> int:
    token, _actor = signed_in(TOMAS)
    headers = GOOD | {"Cookie": f"consult-5000={token}"} | changes
    given = {name: value.replace("{token}", token) for name, value in headers.items() if value is not None}
    # A test client with a jar of its own would throw this cookie away.
    answer = app.test_client(use_cookies=False).open(path, method=method, headers=given, base_url=HERE)
    return answer.status_code


@pytest.mark.parametrize(("changes", "path"), [row[1:] for row in FORGED], ids=[row[0] for row in FORGED])
def test_a_forged_handshake_is_refused_and_costs_nothing(
    app: Flask, changes: dict[str, str | None], path: str
) -> None:
    threads = threading.active_count()
    assert forged(app, changes, path) == 403
    assert app.extensions["socketio"].server.eio.sockets == {}
    assert threading.active_count() <= threads


def test_the_same_handshake_without_a_fault_passes(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    came: list[str] = []
    monkeypatch.setattr(
        app.extensions["socketio"].server.eio, "_handle_connect", lambda *_: came.append("in")
    )
    with pytest.raises(TypeError):  # what stands behind the gate gave no answer here
        forged(app, {}, WS)
    assert came == ["in"]


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "DELETE"])
def test_other_methods_are_refused(app: Flask, method: str) -> None:
    assert forged(app, {}, WS, method) == 403


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serve(tmp_path) as running:
        yield running


def test_two_real_pages_hear_of_each_other(server: Server) -> None:
    case = posted()
    tomas, ines = server.line(server.cookie(TOMAS)), server.line(server.cookie(INES))
    for line in (tomas, ines):
        assert line.call("case:join", {"case": case.id, "since": 0})["ok"]
    given = {"case": case.id, "body": "Walk past the gate.", "client_id": str(uuid.uuid4())}
    assert tomas.call("suggestion:post", given)["seq"] == 2
    assert ines.news()["seq"] == 2
    tomas.close()
    ines.close()


def knock(server: Server, cookie: str) -> int:
    """The status of one more handshake."""
    line = http.client.HTTPConnection("127.0.0.1", server.settings.port, timeout=10)
    host = f"127.0.0.1:{server.settings.port}"
    line.request("GET", WS, headers=GOOD | {"Host": host, "Origin": server.url, "Cookie": cookie})
    status = line.getresponse().status
    line.close()
    return status


def test_one_person_has_ten_sockets_and_no_more(server: Server) -> None:
    cookie = server.cookie(TOMAS)
    lines = [server.line(cookie) for _ in range(MOST_SOCKETS)]
    assert knock(server, cookie) == 403
    assert knock(server, server.cookie(RUTH)) == 101
    lines.pop().close()
    assert until(lambda: knock(server, cookie) == 101)
    for line in lines:
        line.close()


def at(seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the gate's clock stand."""
    monkeypatch.setattr(gate, "time", SimpleNamespace(monotonic=lambda: seconds))


def test_who_comes_in_too_often_waits_a_minute(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    at(0, monkeypatch)
    cookie = server.cookie(TOMAS)
    assert {knock(server, cookie) for _ in range(PER_PERSON)} <= {101, 403}
    assert knock(server, cookie) == 429
    assert knock(server, server.cookie(RUTH)) == 101, "the others are not held up"
    at(60, monkeypatch)
    assert knock(server, cookie) in {101, 403}


def test_an_address_that_sends_strangers_is_not_listened_to_for_a_minute(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(0, monkeypatch)
    refused = app.extensions["traffic"].refused_handshakes
    refused.clear()
    for _ in range(PER_ADDRESS):
        assert forged(app, {"Origin": None}, WS) == 403
    asked: list[str] = []
    monkeypatch.setattr(listening, "who", asked.append)
    assert (forged(app, {}, WS), asked) == (429, []), "nobody is looked up"
    assert refused == {"stranger": PER_ADDRESS, "address": 1}
    at(60, monkeypatch)
    assert (forged(app, {"Cookie": "consult-5000=nonsense"}, WS), asked) == (403, ["nonsense"])


def test_behind_a_proxy_of_ours_each_address_counts_for_itself(
    database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "PER_ADDRESS", 3)
    app = create_app(Settings(key=people.KEY, trusted_proxies=1))
    for _ in range(3):
        assert forged(app, {"Origin": None, "X-Forwarded-For": "203.0.113.7"}, WS) == 403
    assert forged(app, {"Origin": None, "X-Forwarded-For": "203.0.113.7"}, WS) == 429
    assert forged(app, {"Origin": None, "X-Forwarded-For": "203.0.113.8"}, WS) == 403


def test_a_database_that_is_away_is_no_reason_to_send_somebody_away_for_good(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_token: str) -> None:
        raise OperationalError("", {}, sqlite3.OperationalError("disk I/O error"))

    monkeypatch.setattr(listening, "who", away)
    assert forged(app, {}, WS) == 503


@pytest.mark.parametrize("looks", [1, 2])
def test_a_database_that_goes_away_while_somebody_comes_in_lets_them_come_again(
    looks: int, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, who = [], listening.who

    def away(token: str) -> Any:
        asked.append(token)
        if len(asked) > looks:  # the first is the gate's
            raise OperationalError("", {}, sqlite3.OperationalError("disk I/O error"))
        return who(token)

    monkeypatch.setattr(listening, "who", away)
    with closing(Wire(server.url, server.cookie(TOMAS), enter=False)) as wire:
        wire.socket.settimeout(5)
        wire.say("40")
        with pytest.raises((EOFError, OSError)) as ended:
            wire.until("4")  # let in, or refused: after a refusal a browser would stay away
    assert not isinstance(ended.value, TimeoutError), "neither let in nor sent away"
    assert server.app.extensions["live"].rooms.sockets == {}
    monkeypatch.setattr(listening, "who", who)
    server.line(server.cookie(TOMAS)).close()


def test_a_socket_that_ignores_its_end_is_cut_off(server: Server) -> None:
    token, actor = signed_in(TOMAS)
    line = server.line(f"{server.settings.cookie}={token}")
    wire = line.wire.sock
    assert wire is not None
    sign_ins.sign_out(actor)
    assert server.app.extensions["live"].rooms.sockets == {}
    wire.settimeout(5)
    while wire.recv(1000):  # ends with nothing when the server hung up, else with an error after 5 s
        pass
    line.hang_up()


def test_a_message_that_is_too_long_ends_the_connection(server: Server) -> None:
    line = server.line(server.cookie(TOMAS))
    line.wire.send("42" + "x" * 70_000)
    with pytest.raises((OSError, websocket.WebSocketException)):
        line.call("case:join", {"case": "x", "since": 0})
    line.hang_up()


NONSENSE = (
    *("4", "49", "42", "42{", '42{"a":1}', "42[]", "42[1]", '42["connect",{}]', "41/other", "40/other,"),
    '451-["x",{"_placeholder":true,"num":0}]',
    *("4" + "[" * 5000, "42" + "[" * 30000, "430[]", "4999999999"),
)


def test_frames_without_sense_are_survived(server: Server) -> None:
    line = server.line(server.cookie(TOMAS))
    for frame in NONSENSE:
        line.wire.send(frame)
    for name in ("disconnect", "connect", "*", "nonsense"):
        assert line.call(name, {})["error"] == "unreadable", "a name of the library's own is no event"
    line.close()


def test_eight_post_at_once_while_drawing_is_slow(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    case = posted()
    slow = threading.Event()

    def stalled(text: str) -> str:
        slow.wait(0.5)
        return f"<p>{text}</p>"

    clients = [server.line(server.cookie(who)) for who in (INES, TOMAS, RUTH, MEI, JONAH, INES, TOMAS, RUTH)]
    monkeypatch.setattr(markdown, "renderer", stalled)
    begun, acks = clock.now(), []

    def post(client: Any, number: int) -> None:
        given = {"case": case.id, "body": f"Idea {number}.", "client_id": str(uuid.uuid4())}
        acks.append(client.call("suggestion:post", given))

    threads = [threading.Thread(target=post, args=(client, number)) for number, client in enumerate(clients)]
    for thread in threads:
        thread.start()
    reader = server.line(server.cookie(SAM))
    assert len(reader.call("case:join", {"case": case.id, "since": 0})["items"]) < 8, (
        "reading goes on meanwhile"
    )
    for thread in threads:
        thread.join()
    assert sorted(ack["seq"] for ack in acks) == list(range(2, 10))
    assert (clock.now() - begun).total_seconds() < 8 * 0.5, "they wait side by side"
    for client in (*clients, reader):
        client.close()
