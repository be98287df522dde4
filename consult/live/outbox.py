"""What one browser is still to get: sent at once while it keeps up, bounded when it does not.

Stands where the engine has its queue. The engine's writer takes from it only what could not be sent at once.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

from consult.live.traffic import Traffic

MOST_WAITING = 64
"""Messages that may wait behind the one on its way."""
MOST_BYTES = 1024 * 1024
"""And their bytes."""
LAST_WORDS = 1.0
"""Seconds in which a connection that ends may still take what waits for it."""
TEXT, CLOSE, PONG = 0x1, 0x8, 0xA
NO_CODE = 1005
"""Stands for a goodbye without a code, and is never sent."""
FINAL = 0x80
SHORT, LONG = 126, 65536
AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER: closing drops what the kernel still holds."""


class Wakes(Protocol):
    """An event of threads or of greenlets."""

    def set(self) -> None: ...
    def clear(self) -> None: ...
    def wait(self) -> Any: ...


class Backlog:
    """What the engine's writer gets instead of a packet: there is something to flush."""

    @staticmethod
    def encode() -> str:
        """Nothing: the outbox knows what to send."""
        return ""


BACKLOG = Backlog()


def framed(payload: bytes, opcode: int = TEXT) -> bytes:
    """A frame as servers send it: unmasked, so the same bytes for everybody."""
    size = len(payload)
    if size < SHORT:
        head = struct.pack("!BB", FINAL | opcode, size)
    elif size < LONG:
        head = struct.pack("!BBH", FINAL | opcode, 126, size)
    else:
        head = struct.pack("!BBQ", FINAL | opcode, 127, size)
    return head + payload


def text_frame(text: str) -> bytes:
    """A text frame. What is no character at all becomes a question mark: browsers end on bad text."""
    return framed(text.encode("utf-8", "replace"))


class Outbox:
    """Frames for one browser, in order and whole."""

    def __init__(self, wakes: Callable[[], Wakes], traffic: Traffic) -> None:
        self._lock = threading.Lock()
        self._wakes = wakes()
        self._traffic = traffic
        self._wire: Any = None
        self._send_now: Callable[[bytes, int], int] | None = None
        self.early: list[Any] = []
        """Packets of the engine's from before there was a connection."""
        self._waiting: deque[bytes | memoryview] = deque()
        self.queued = 0
        """Bytes that wait."""
        self.ends = False
        """Nothing more is taken; what waits is still sent, for a moment."""
        self._said_goodbye = False

    def attach(self, wire: Any) -> None:
        """From now on frames leave by this connection."""
        self._wire = wire
        # A greenlet's socket waits where the one below it says that it cannot take more.
        self._send_now = getattr(wire, "_sock", wire).send
        for packet in self.early:
            self.put(packet)
        self.early.clear()

    def push(self, frame: bytes) -> None:
        """Send a frame, or let it wait for its turn. Whoever has too much waiting is cut off."""
        with self._lock:
            if self.ends or self._add(frame):
                return
            behind = self.queued - len(self._waiting[0])
            is_slow = len(self._waiting) > MOST_WAITING + 1 or behind > MOST_BYTES
        if is_slow:
            self._traffic.closed_slow += 1
            self.cut()
        self._wakes.set()

    def goodbye(self, code: int) -> None:
        """Say that it is over, behind all that waits. Nothing comes after it."""
        with self._lock:
            if self._said_goodbye:
                return
            self._said_goodbye = self.ends = True
            self._add(framed(b"" if code == NO_CODE else struct.pack("!H", code), CLOSE))
        self._wakes.set()

    def _add(self, frame: bytes) -> bool:
        """Has it left at once? Else it waits."""
        rest = frame if self._waiting else self._send(frame)
        if rest:
            self._waiting.append(rest)
            self.queued += len(rest)
        return not rest

    def _send(self, frame: bytes) -> bytes | memoryview:
        """Send what the kernel takes without waiting; the rest."""
        assert self._send_now
        try:
            sent = self._send_now(frame, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return frame
        except OSError:
            self.ends = True  # whoever reads hears of it too
            return b""
        return memoryview(frame)[sent:] if sent < len(frame) else b""

    def flush(self) -> None:
        """Send all that waits, as fast as it is taken. Raises OSError when the connection is gone."""
        while True:
            with self._lock:
                if not self._waiting:
                    return
                head = self._waiting[0]
            sent = self._wire.send(head)
            with self._lock:
                if not self._waiting:
                    return  # cut off meanwhile
                self.queued -= sent
                if sent < len(head):
                    self._waiting[0] = memoryview(head)[sent:]
                else:
                    self._waiting.popleft()

    def cut(self) -> None:
        """Hang up now, whatever waits."""
        with self._lock:
            self.ends = True
            self._waiting.clear()
            self.queued = 0
        if self._wire is not None:
            with contextlib.suppress(OSError):
                self._wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
                self._wire.shutdown(socket.SHUT_RDWR)
        self._wakes.set()

    def cut_soon(self) -> None:
        """Hang up after a moment for the last words; it is no harm when they have gone by themselves."""
        limit = threading.Timer(LAST_WORDS, self.cut)
        limit.daemon = True
        limit.start()

    # --- as the engine knows it ---

    def put(self, packet: Any) -> None:
        """Send a packet of the engine's; None: it is over, when what waits has been sent."""
        if packet is not None and self._send_now is None:
            self.early.append(packet)
            return
        if packet is not None:
            self.push(text_frame(packet.encode()))
            return
        with self._lock:
            self.ends = True
            has_last_words = bool(self._waiting)
        self._wakes.set()
        if has_last_words:
            self.cut_soon()

    def get(self, block: bool = True, timeout: float | None = None) -> Backlog | None:  # noqa: FBT001, FBT002 - a queue's
        """Wait until something is to be flushed; None: it is over. A quiet connection is no dead one."""
        if not block:
            raise queue.Empty
        while True:
            with self._lock:
                if self._waiting:
                    return BACKLOG
                if self.ends:
                    return None
                self._wakes.clear()
            self._wakes.wait()

    def task_done(self) -> None:
        """A queue has this."""

    def join(self) -> None:
        """Nobody needs to stand by: what waits is sent, or cut off in time."""
