"""A server that starts and stops: it finishes what was begun, and lets open lines go so that they return."""

from __future__ import annotations

import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import websocket

from consult import startup
from consult.core import db
from consult.settings import Settings, with_key
from tests import people, servers
from tests.cluster import Process

BODY = b"csrf=none&email=ines%40larkfield.example"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Process]:
    """`consult serve` on a file of its own, with the cast."""
    port = str(servers.free_port())
    startup.prepare(Settings(data=tmp_path, port=int(port)))
    people.fill()
    db.Sessions.kw["bind"].dispose()
    where = {"CONSULT_DATA": str(tmp_path), "PORT": port, "CONSULT_URL": f"http://127.0.0.1:{port}"}
    process = Process("serve", where, tmp_path / "log")
    process.start()
    yield process
    process.stop()


def begun(server: Process) -> socket.socket:
    """A form of which half has arrived."""
    wire = socket.create_connection(("127.0.0.1", int(server.environment["PORT"])), timeout=20)
    head = f"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(BODY)}\r\n"
    wire.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode() + BODY[:10])
    return wire


def line(server: Process, tmp_path: Path) -> websocket.WebSocket:
    """An open page of Ines's."""
    settings = Settings(data=tmp_path, port=int(server.environment["PORT"]), url=server.url)
    startup.connect(with_key(settings))
    cookie = f"{settings.cookie}={people.signed_in(people.INES)[0]}"
    db.Sessions.kw["bind"].dispose()
    address = f"{server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket"
    wire = websocket.create_connection(address, cookie=cookie, origin=server.url, timeout=20)
    wire.recv()
    wire.send("40")
    wire.recv()
    return wire


def test_a_stopping_server_finishes_what_was_begun_and_lets_lines_go(server: Process, tmp_path: Path) -> None:
    with begun(server) as half, closing(line(server, tmp_path)) as open_line:
        ended: list[int] = []
        stopping = threading.Thread(target=lambda: ended.append(server.stop(signal.SIGTERM)))
        stopping.start()
        until(lambda: refuses_newcomers(server))
        half.sendall(BODY[10:])
        assert half.recv(1 << 16).startswith(b"HTTP/1.1 4")  # an answer, if only that the token is wrong
        assert open_line.recv() != "41"  # after this word of Socket.IO's own a browser would stay away
        stopping.join(timeout=15)
        assert ended == [0]


def until(what: Callable[[], bool]) -> None:
    """Wait for something, not for ever."""
    deadline = time.monotonic() + 15
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def refuses_newcomers(server: Process) -> bool:
    """Does nobody listen there any more?"""
    try:
        socket.create_connection(("127.0.0.1", int(server.environment["PORT"])), timeout=5).close()
    except ConnectionRefusedError:
        return True
    return False


def test_two_processes_that_start_together_share_one_key(tmp_path: Path) -> None:
    keys: list[bytes] = []
    start = threading.Barrier(8)

    def begin() -> None:
        start.wait()
        keys.append(with_key(Settings(data=tmp_path)).key)

    together = [threading.Thread(target=begin) for _ in range(8)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["key"]
