"""Many open pages on one thread: each keeps its book, and comes back by itself when its line is cut."""

from __future__ import annotations

import asyncio
import json
import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.faults.crowd import Book
from tests.live.wires import CLOSE, TEXT, frame, handshake

FIRST, LONGEST, SPREAD = 2.0, 5.0, 0.5
"""Seconds before the first and before later tries to come back, and how much they vary: as in the page."""
AGAIN, SOON = frozenset({"away", "too_many"}), 1.0
"""After which answers a page asks again, and after how many seconds."""
PATIENCE = 20
"""Seconds for a handshake."""


@dataclass
class Bird:
    """One page of somebody."""

    cookie: str
    book: Book = field(default_factory=Book)
    came: int = 0
    """How often it came in."""
    refused: str = ""
    """Why the last answer was no."""
    last: str = ""
    """How the last thing that it heard began."""
    heard_at: float = 0.0


class Flock:
    """All of them, on one case."""

    def __init__(self, url: str, port: int, cookies: Sequence[str], case_id: str, seed: int) -> None:
        self.birds = [Bird(cookie) for cookie in cookies]
        self._url, self._port, self._case_id = url, port, case_id
        self._chance = random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._over = asyncio.Event()
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._fly()))

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()
        self._loop.close()

    def have(self, shown: list[tuple[int, str]]) -> bool:
        """Does every page show exactly this?"""
        return all(bird.book.shown == shown for bird in self.birds)

    def behind(self, shown: list[tuple[int, str]]) -> list[str]:
        """Whoever shows something else, and why."""
        return [
            f"{len(bird.book.shown)} of {len(shown)} up to {bird.book.seq}, came {bird.came} times,"
            f" {bird.refused}, heard {time.monotonic() - bird.heard_at:.0f} s ago: {bird.last}"
            for bird in self.birds
            if bird.book.shown != shown
        ]

    async def _fly(self) -> None:
        tasks = [asyncio.create_task(self._live(bird)) for bird in self.birds]
        await self._over.wait()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _live(self, bird: Bird) -> None:
        tries = 0
        while True:
            before = bird.came
            try:
                await self._visit(bird)
            except (OSError, EOFError, TimeoutError) as problem:
                bird.last = repr(problem)
                tries = 1 if bird.came > before else tries + 1
            wait = min(FIRST * 2 ** (tries - 1), LONGEST)
            await asyncio.sleep(wait * self._chance.uniform(1 - SPREAD, 1 + SPREAD))

    async def _visit(self, bird: Bird) -> None:
        """Until the line breaks."""
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            async with asyncio.timeout(PATIENCE):
                writer.write(handshake(self._url, bird.cookie))
                head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 101"):
                raise ConnectionRefusedError(head[:12])
            say(writer, "40")
            while True:
                self._hear(bird, await next_text(reader), writer)
        finally:
            writer.transport.abort()

    def _hear(self, bird: Bird, text: str, writer: asyncio.StreamWriter) -> None:
        book, bird.last, bird.heard_at = bird.book, text[:80], time.monotonic()
        if text == "2":
            say(writer, "3")
        elif text.startswith("40"):
            self._ask(writer, "case:join", book)
        elif text.startswith("43"):
            number, _bracket, answer = text[2:].partition("[")
            told = json.loads(f"[{answer}")[0]
            bird.came += number == "1" and told["ok"]
            bird.refused = told.get("error", "")
            book.take(told)
            if bird.refused in AGAIN:
                asyncio.get_running_loop().call_later(SOON, self._again, bird, writer)
        elif text.startswith("42"):
            name, message = json.loads(text[2:])
            if name == "news" and message["seq"] == book.seq + 1:
                book.take(message | {"ok": True})
            elif name in {"news", "head"} and message["seq"] > book.seq:
                self._ask(writer, "case:sync", book)

    def _again(self, bird: Bird, writer: asyncio.StreamWriter) -> None:
        if not writer.transport.is_closing():
            self._ask(writer, "case:join", bird.book)

    def _ask(self, writer: asyncio.StreamWriter, name: str, book: Book) -> None:
        given: dict[str, Any] = {"case": self._case_id, "since": book.seq}
        say(writer, f"42{1 if name == 'case:join' else 2}{json.dumps([name, given])}")


def say(writer: asyncio.StreamWriter, text: str) -> None:
    """Send a frame."""
    writer.write(frame(text.encode()))


async def next_text(reader: asyncio.StreamReader) -> str:
    """The next text frame."""
    while True:
        start = await reader.readexactly(2)
        size = start[1]
        if size > 125:
            size = int.from_bytes(await reader.readexactly(2 if size == 126 else 8), "big")
        payload = await reader.readexactly(size)
        if start[0] & 0x0F == CLOSE:
            raise EOFError
        if start[0] & 0x0F == TEXT:
            return payload.decode()


@contextmanager
def flock(url: str, port: int, cookies: Sequence[str], case_id: str, seed: int) -> Iterator[Flock]:
    """Pages of whoever has these cookies, which reach the server through this port."""
    made = Flock(url, port, cookies, case_id, seed)
    made.start()
    try:
        yield made
    finally:
        made.stop()
