"""A lean load generator: thousands of Socket.IO clients on one thread, never the bottleneck.

It knows just enough of WebSocket and Socket.IO: frames are found by their headers, and of an event only the
number of the post in it is read. What it used itself stands beside every figure.
"""

from __future__ import annotations

import heapq
import itertools
import json
import select
import socket
import time
from array import array
from collections.abc import Callable, Iterable
from typing import Any

TEXT, CLOSE, PING = 0x81, 0x88, 0x89
EVENT, ACK, ENTERED, OPENED, ASKED = b"42", b"43", b"40", b"0{", b"2"
MARK = b"post-"
DIGITS = 5
PATIENCE = 0.2
"""Seconds for each page, on a busy machine."""
AT_ONCE = 50
"""Handshakes under way at the same moment."""
Event = tuple[str, dict[str, Any]]
Heard = Callable[[Any], None]


class Client:
    """One browser's page, as far as a server can tell."""

    __slots__ = ("cookie", "got", "heard", "host", "order", "port", "ready", "rest", "socket")

    def __init__(self, port: int, cookie: str = "", host: str = "") -> None:
        self.port, self.cookie = port, cookie
        self.host = host or f"http://127.0.0.1:{port}"
        self.rest = b""
        self.ready = False
        self.heard = 0
        """Posts."""
        self.order: list[int] = []
        """In which posts came first in its room: one list for the whole room."""
        self.got = 0
        """Bytes."""

    def open(self) -> None:
        """Connect, and ask for the WebSocket; what follows comes through the loop."""
        self.socket = socket.socket()
        self.socket.connect(("127.0.0.1", self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        lines = (
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
            f"Host: {self.host.partition('//')[2]}",
            f"Origin: {self.host}",
            f"Cookie: {self.cookie}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        )
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.socket.setblocking(False)  # noqa: FBT003 - the socket's own interface

    def send(self, packet: bytes) -> None:
        """Send a text frame. Its mask is zero: allowed, and nothing to compute."""
        size = len(packet)
        head = bytes([TEXT, 0x80 | size]) if size < 126 else bytes([TEXT, 0xFE]) + size.to_bytes(2, "big")  # noqa: PLR2004
        frame = head + b"\0\0\0\0" + packet
        if self.socket.send(frame) != len(frame):
            raise RuntimeError("A server of the benchmark takes nothing in any more.")


class Load:
    """The loop of all clients."""

    def __init__(self) -> None:
        self._poll = select.epoll()
        self._clients: dict[int, Client] = {}
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count()
        self._marks = itertools.count()
        self._asked: dict[int, Heard] = {}
        self._then: dict[Client, Callable[[], None]] = {}
        self._sent: dict[int, float] = {}
        self.took = array("d")
        """Seconds from each post to each page that heard of it."""
        self.disorder = 0
        """Posts that came twice, or in another order than to the rest of the room."""
        self.lost = 0
        """Connections that ended by themselves."""

    # --- what a bench says ---

    def connect(self, clients: Iterable[Client]) -> None:
        """Open all of them, a few at a time."""
        waiting = list(clients)[::-1]
        opening: set[Client] = set()

        def step() -> bool:
            for client in [client for client in opening if client.ready]:
                opening.discard(client)
            while waiting and len(opening) < AT_ONCE:
                opening.add(client := waiting.pop())
                self.open(client)
            return not waiting and not opening

        self.until(step, 60 + len(waiting) * PATIENCE, "Not everybody could connect")

    def open(self, client: Client, then: Callable[[], None] | None = None) -> None:
        """Open one, and go on; `then` is called when it is in."""
        client.rest, client.ready = b"", False
        client.open()
        if then:
            self._then[client] = then
        self._clients[client.socket.fileno()] = client
        self._poll.register(client.socket.fileno(), select.EPOLLIN)

    def close(self, clients: Iterable[Client]) -> None:
        """Leave without a word, as a cut line does."""
        for client in clients:
            if self._clients.pop(client.socket.fileno(), None):
                self._poll.unregister(client.socket.fileno())
            client.socket.close()

    def end(self) -> None:
        """Close whatever is open."""
        self.close(list(self._clients.values()))
        self._poll.close()

    def stall(self, client: Client) -> None:
        """Read nothing of what it is sent from now on."""
        self._poll.unregister(client.socket.fileno())
        self._clients.pop(client.socket.fileno())

    def ask(self, client: Client, event: Event, then: Heard) -> None:
        """Send an event; `then` gets what it is answered."""
        number = next(self._numbers)
        self._asked[number] = then
        client.send(b"42%d" % number + json.dumps(event, separators=(",", ":")).encode())

    def ask_all(self, clients: Iterable[Client], event: Callable[[Client], Event]) -> list[Any]:
        """Ask every one the same, a few at a time, and wait for all answers; each must be a yes."""
        waiting = list(clients)[::-1]
        count = len(waiting)
        answers: list[Any] = []

        def step() -> bool:
            while waiting and count - len(waiting) - len(answers) < AT_ONCE:
                client = waiting.pop()
                self.ask(client, event(client), answers.append)
            return len(answers) == count

        self.until(step, 60 + count * PATIENCE, "Not everybody was answered")
        if refused := [answer for answer in answers if not answer.get("ok")]:
            raise RuntimeError(f"{len(refused)} were refused: {str(refused[0])[:200]}")
        return answers

    def post(self, client: Client, event: Callable[[str], Event], then: Heard) -> None:
        """Send an event with a mark in its words, and note when."""
        mark = next(self._marks)
        wanted = event(f"{MARK.decode()}{mark:0{DIGITS}d}")
        self._sent[mark] = time.perf_counter()
        self.ask(client, wanted, then)

    def at(self, moment: float, act: Callable[[], None]) -> None:
        """Do something at a moment of `time.perf_counter`."""
        heapq.heappush(self._due, (moment, next(self._numbers), act))

    def until(self, done: Callable[[], bool], patience: float, what: str) -> None:
        """Let the clients live until something is so."""
        limit = time.perf_counter() + patience
        lost = self.lost
        while not done():
            self._turn(0.05)
            if self.lost > lost:
                raise RuntimeError(f"{what}: the server hung up.")
            if time.perf_counter() > limit:
                raise RuntimeError(f"{what} within {patience:.0f} seconds.")

    def rest(self, seconds: float) -> None:
        """Let the clients live for a while."""
        limit = time.perf_counter() + seconds
        while (left := limit - time.perf_counter()) > 0:
            self._turn(min(left, 0.05))

    # --- the loop ---

    def _turn(self, patience: float) -> None:
        if self._due:
            patience = max(0.0, min(patience, self._due[0][0] - time.perf_counter()))
        for number, _events in self._poll.poll(patience):
            client = self._clients.get(number)
            if client is not None:
                self._read(client)
        while self._due and self._due[0][0] <= time.perf_counter():
            heapq.heappop(self._due)[2]()

    def _read(self, client: Client) -> None:
        try:
            data = client.socket.recv(1 << 16)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        now = time.perf_counter()
        if not data:
            self.lost += 1
            self.close([client])
            return
        client.got += len(data)
        if client.rest:
            data = client.rest + data
        begin, end = 0, len(data)
        if data.startswith(b"HTTP"):
            begin = data.find(b"\r\n\r\n") + 4
            if not data.startswith(b"HTTP/1.1 101"):
                raise RuntimeError(f"A page may not come in: {data[:40]!r}")
        while (frame := _frame(data, begin, end)) is not None:
            self._hear(client, data, data[begin], *frame, now)
            begin = frame[1]
        client.rest = data[begin:]

    def _hear(self, client: Client, data: bytes, kind: int, start: int, end: int, now: float) -> None:
        packet = data[start : min(start + 2, end)]
        if packet == EVENT:
            mark = _mark(data, start, end)
            if mark is not None and mark in self._sent:
                if client.heard == len(client.order):
                    client.order.append(mark)
                self.disorder += client.order[client.heard] != mark
                client.heard += 1
                self.took.append(now - self._sent[mark])
        elif packet == ACK:
            bracket = data.index(b"[", start, end)
            self._asked.pop(int(data[start + 2 : bracket]))(json.loads(data[bracket:end])[0])
        elif packet == ENTERED:
            client.ready = True
            self._then.pop(client, _nothing)()
        elif packet == OPENED:
            client.send(b"40")
        elif packet == ASKED and kind == TEXT:
            client.send(b"3")
        elif kind == PING:
            client.socket.send(bytes([0x8A, 0x80, 0, 0, 0, 0]))


def _nothing() -> None:
    """What follows when nobody said what."""


def _frame(data: bytes, begin: int, end: int) -> tuple[int, int] | None:
    """Where the next frame's words begin and end; None while it is not all there."""
    if end - begin < 2:  # noqa: PLR2004
        return None
    size, start = data[begin + 1], begin + 2
    if size > 125:  # noqa: PLR2004 - the length follows, in two bytes or in eight
        start += 2 if size == 126 else 8  # noqa: PLR2004
        size = int.from_bytes(data[begin + 2 : start], "big")
    return (start, start + size) if start + size <= end else None


def _mark(data: bytes, start: int, end: int) -> int | None:
    """The number of the post that a frame brings, wherever it stands."""
    while (start := data.find(MARK, start, end)) >= 0:
        start += len(MARK)
        digits = data[start : start + DIGITS]
        if digits.isdigit():
            return int(digits)
    return None
