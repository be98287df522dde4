"""A room of ten: what one post costs the server, and how long until it is acknowledged and delivered."""

from __future__ import annotations

import json
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import websocket

from bench.processes import Process

MEMBERS = 10
POSTS = 150
PAUSE = 0.02
"""Seconds between two posts: a brisk talk, not a flood."""


@dataclass
class Member:
    """One client of a Socket.IO server, speaking the protocol by hand."""

    port: int
    cookie: str = ""
    heard: dict[str, float] = field(default_factory=dict)
    acks: dict[int, Any] = field(default_factory=dict)
    _number: int = 0

    def connect(self) -> None:
        """Open the WebSocket and enter the default namespace."""
        address = f"ws://127.0.0.1:{self.port}/socket.io/?EIO=4&transport=websocket"
        origin = f"http://127.0.0.1:{self.port}"
        self.socket = websocket.create_connection(address, cookie=self.cookie, origin=origin, timeout=20)
        self.socket.recv()
        self.socket.send("40")
        self.socket.recv()
        self._arrived = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def ask(self, event: str, data: dict[str, Any]) -> Any:
        """Send an event and wait for its ack."""
        self._number += 1
        number = self._number
        self.socket.send(f"42{number}{json.dumps([event, data])}")
        with self._arrived:
            if not self._arrived.wait_for(lambda: number in self.acks, timeout=20):
                raise RuntimeError(f"{event} was never acknowledged")
        return self.acks[number]

    def close(self) -> None:
        """Leave."""
        self.socket.close()

    def _read(self) -> None:
        while True:
            try:
                frame = self.socket.recv()
            except (websocket.WebSocketException, OSError):
                return
            at = time.perf_counter()
            if frame == "2":
                self.socket.send("3")
            elif isinstance(frame, str) and frame.startswith("43"):
                number, _, body = frame[2:].partition("[")
                with self._arrived:
                    self.acks[int(number)] = json.loads(f"[{body}")[0]
                    self._arrived.notify_all()
            elif isinstance(frame, str) and frame.startswith("42"):
                self.heard.setdefault(_mark(frame), at)


def _mark(frame: str) -> str:
    """The number that each post carries, wherever it stands in the frame."""
    start = frame.find("post-")
    return frame[start : start + 10] if start >= 0 else ""


def measure(
    server: Process,
    cookies: list[str],
    join: tuple[str, dict[str, Any]],
    post: Callable[[str], tuple[str, dict[str, Any]]],
) -> dict[str, float]:
    """Posts by the members of a room of ten, in turn: CPU ms a post, ack and delivery in ms (p50, p99)."""
    members = [Member(server.port, cookies[i % len(cookies)] if cookies else "") for i in range(MEMBERS)]
    for member in members:
        member.connect()
        if not member.ask(*join).get("ok"):
            raise RuntimeError("A member could not join.")
    _talk(members, "warm-", post, 20)
    before = server.cpu()
    sent, acked = _talk(members, "post-", post, POSTS)
    cpu = server.cpu() - before
    delivered = [
        (member.heard[mark] - at) * 1000
        for number, (mark, at) in enumerate(sent.items())
        for member in members
        if mark in member.heard and member is not members[number % MEMBERS]
    ]
    expected = POSTS * (MEMBERS - 1)
    for member in members:
        member.close()
    return {
        "cpu_ms_per_post": cpu / POSTS * 1000,
        "ack_p50_ms": statistics.median(acked),
        "ack_p99_ms": _p99(acked),
        "delivery_p50_ms": statistics.median(delivered),
        "delivery_p99_ms": _p99(delivered),
        "missing": expected - len(delivered),
    }


def _talk(
    members: list[Member], prefix: str, post: Callable[[str], tuple[str, dict[str, Any]]], count: int
) -> tuple[dict[str, float], list[float]]:
    sent: dict[str, float] = {}
    acked: list[float] = []
    for number in range(count):
        mark = f"{prefix}{number:05d}"
        sent[mark] = at = time.perf_counter()
        answer = members[number % MEMBERS].ask(*post(mark))
        acked.append((time.perf_counter() - at) * 1000)
        if not answer.get("ok"):
            raise RuntimeError(f"A post was refused: {answer}")
        time.sleep(PAUSE)
    time.sleep(0.5)  # the last delivery
    return sent, acked


def _p99(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.99)]
