"""What one browser is still to get: sent at once while it keeps up, bounded when it does not.

Stands where the engine has its queue. What cannot be sent at once waits, in order, for a writer that lives
only as long as something waits.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from consult.live.traffic import Traffic

MOST_WAITING = 64
"""Messages that may wait behind the one on its way."""
MOST_BYTES = 1024 * 1024
"""And their bytes."""
LAST_WORDS = 1.0
"""Seconds in which a connection that ends may still take what waits for it, and leave by itself."""
TEXT, CLOSE, PONG = 0x1, 0x8, 0xA
NORMAL, NO_CODE = 1000, 1005
"""Of goodbyes; the second stands for none, and is never sent."""
FINAL = 0x80
SHORT, LONG = 126, 65536
DROP = struct.pack("ii", 1, 0)
"""SO_LINGER: closing forgets what the kernel still holds."""


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

    def __init__(self, start: Callable[..., Any], traffic: Traffic) -> None:
        self._start, self._traffic = start, traffic
        self._lock = threading.Lock()
        self._wire: Any = None
        self._send_now: Callable[[bytes, int], int] | None = None
        self._writer: Any = None
        self._waiting: deque[bytes | memoryview] = deque()
        self.queued = 0
        """Bytes that wait."""
        self.ends = False
        """Nothing more is taken; what waits is still sent, for a moment."""
        self._said_goodbye = False
        self.early: list[Any] = []
        """Packets of the engine's from before there was a connection."""

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

    def goodbye(self, code: int) -> bool:
        """Say that it is over, behind all that waits. Nothing comes after it. Was it not said before?"""
        with self._lock:
            if self._said_goodbye:
                return False
            self._said_goodbye = self.ends = True
            if self._add(framed(b"" if code == NO_CODE else struct.pack("!H", code), CLOSE)):
                self._half_close()
        return True

    def cut(self) -> None:
        """Hang up, whatever waits."""
        with self._lock:
            self.ends, has_more = True, bool(self._waiting)
            self._waiting.clear()
            self.queued = 0
        if self._wire is None:
            return
        with contextlib.suppress(OSError):
            if has_more:
                self._wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, DROP)
            self._wire.shutdown(socket.SHUT_RDWR)

    def finish(self) -> None:
        """Hang up, and see the writer off: gevent aborts when a socket is closed on which somebody waits."""
        self.cut()
        if self._writer is not None:
            self._writer.join()

    def _add(self, frame: bytes) -> bool:
        """Has it left at once? Else it waits, and somebody writes."""
        rest = frame if self._waiting else self._send(frame)
        if not rest:
            return True
        if not self._waiting:
            self._writer = self._start(self._write)
        self._waiting.append(rest)
        self.queued += len(rest)
        return False

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

    def _write(self) -> None:
        """Send all that waits, as fast as it is taken."""
        head = self._after(0)
        while head:
            try:
                sent = self._wire.send(head)
            except OSError:
                self.cut()
                return
            head = self._after(sent)

    def _after(self, sent: int) -> bytes | memoryview:
        """What is to be sent next, when so much of the first is gone; nothing when that was all."""
        with self._lock:
            if not self._waiting:
                return b""  # cut off meanwhile
            self.queued -= sent
            if rest := memoryview(self._waiting[0])[sent:]:
                self._waiting[0] = rest
                return rest
            self._waiting.popleft()
            if self._waiting:
                return self._waiting[0]
            if self._said_goodbye:
                self._half_close()
            return b""

    def _half_close(self) -> None:
        with contextlib.suppress(OSError):
            self._wire.shutdown(socket.SHUT_WR)

    # --- as the engine knows it ---

    def put(self, packet: Any) -> None:
        """Send a packet of the engine's. None: it is over; who does not leave by themselves is cut off."""
        if packet is None:
            if self._send_now is not None and self.goodbye(NORMAL):
                limit = threading.Timer(LAST_WORDS, self.cut)
                limit.daemon = True
                limit.start()
        elif self._send_now is None:
            self.early.append(packet)
        else:
            self.push(text_frame(packet.encode()))

    def join(self) -> None:
        """Nobody needs to stand by: what waits is sent, or cut off in time."""
