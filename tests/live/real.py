"""A real server on a real port with a real file, for what a test client would not see."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import websocket
from flask import Flask
from werkzeug.serving import make_server

from consult.app import create_app
from consult.core import db
from consult.domain.people import organisations
from consult.settings import Settings
from tests import people


@dataclass(frozen=True, slots=True)
class Server:
    """Where it is, and what it is."""

    app: Flask
    settings: Settings

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.settings.port}"

    def cookie(self, person_id: str) -> str:
        """A fresh sign-in, as a Cookie header."""
        return f"{self.settings.cookie}={people.signed_in(person_id)[0]}"

    def line(self, cookie: str) -> Line:
        """A connected socket, as a page of ours would have it."""
        return Line(self, cookie)


class Line:
    """A WebSocket that speaks just enough Socket.IO."""

    def __init__(self, server: Server, cookie: str) -> None:
        address = f"{server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket"
        self.wire = websocket.create_connection(address, cookie=cookie, origin=server.url, timeout=30)
        self._socket = self.wire.sock
        self.heard: list[list[Any]] = []
        self._calls = 0
        self.read("0")
        self.wire.send("40")
        self.read("40")

    def read(self, start: str) -> str:
        """The next frame that begins so; events on the way are kept, pings answered."""
        while True:
            frame = str(self.wire.recv())
            if frame.startswith(start):
                return frame
            if frame.startswith("42"):
                self.heard.append(json.loads(frame[2:]))
            elif frame == "2":
                self.wire.send("3")
            elif not frame:
                raise ConnectionError("closed")

    def call(self, name: str, data: dict[str, Any]) -> dict[str, Any]:
        """Say something; the answer."""
        self._calls += 1
        self.wire.send(f"42{self._calls}{json.dumps([name, data])}")
        answer: list[dict[str, Any]] = json.loads(self.read(f"43{self._calls}")[2 + len(str(self._calls)) :])
        return answer[0]

    def news(self) -> dict[str, Any]:
        """The next news."""
        while not (found := [data for name, data in self.heard if name == "news"]):
            self.heard.append(json.loads(self.read("42")[2:]))
        self.heard.clear()
        return dict(found[0])

    def close(self) -> None:
        self.wire.close()

    def hang_up(self) -> None:
        """Close without a word."""
        if self._socket is not None:
            self._socket.close()


@contextmanager
def serve(folder: Path) -> Iterator[Server]:
    """A server with the cast, on a free port, until the test is over."""
    engine = db.connect(f"sqlite:///{folder / 'real.db'}")
    db.Base.metadata.create_all(engine)
    people.fill()
    organisations.forget()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = Settings(data=folder, key=people.KEY, port=port)
    app = create_app(settings)
    server: Any = make_server("127.0.0.1", port, app, threaded=True)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Server(app, settings)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        engine.dispose()


def until(condition: Any, seconds: float = 10.0) -> bool:
    """Wait for something to become true; False when it did not in time."""
    done = threading.Event()
    for _ in range(int(seconds * 50)):
        if condition():
            return True
        done.wait(0.02)
    return bool(condition())
