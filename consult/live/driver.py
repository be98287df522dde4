"""The wire under the live door: a WebSocket of our own, small, bounded, text only.

Takes the place of the engine's driver and of its queue. Frames are read by wsproto; a frame is refused from
its header, before it is in memory. Servers that hide their connection get the stock driver.
"""

from __future__ import annotations

import base64
import contextlib
import errno
import hashlib
import logging
import socket
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import engineio
import engineio.socket
import socketio
from engineio.exceptions import EngineIOError
from engineio.packet import Packet
from wsproto.connection import Connection, ConnectionState, ConnectionType
from wsproto.events import CloseConnection, Event, Ping, TextMessage
from wsproto.extensions import Extension
from wsproto.frame_protocol import CloseReason, FrameDecoder, FrameProtocol, Opcode, RsvBits

from consult.live.outbox import LAST_WORDS, NORMAL, PONG, Outbox, framed
from consult.live.traffic import Traffic
from consult.live.wire import wire_of

log = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024
"""Of one message from a browser, however many fragments it comes in."""
LEAST_PART = 64
"""What a fragment counts at least: many tiny ones are large in memory."""
AT_ONCE = 16 * 1024
"""Bytes read in one go."""
KERNEL = 128 * 1024
"""Bytes that the kernel may keep for one browser: what is more waits where we can count it."""
MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
KINDS = frozenset("134")
"""What a browser may say to the engine: that it goes, that it is alive, a message."""
INNER: tuple[tuple[Any, str], ...] = (
    (engineio.Server, "create_queue"),
    (engineio.Server, "_handle_connect"),
    (engineio.Server, "start_background_task"),
    (engineio.socket.Socket, "_websocket_handler"),
    (engineio.socket.Socket, "receive"),
    (engineio.socket.Socket, "close"),
    (socketio.Manager, "get_participants"),
    (socketio.Server, "_send_eio_packet"),
)
"""Inner parts of the libraries that we lean on."""


class Limits(Extension):
    """Looks at each header before anything of the frame is kept."""

    name = "limits"
    _size = 0

    def enabled(self) -> bool:
        return True

    def offer(self) -> bool:
        return False

    def frame_inbound_header(
        self, proto: FrameDecoder | FrameProtocol, opcode: Opcode, rsv: RsvBits, payload_length: int
    ) -> CloseReason | RsvBits:
        if opcode is Opcode.BINARY:
            return CloseReason.UNSUPPORTED_DATA
        if opcode is Opcode.TEXT:
            self._size = 0
        if not opcode.iscontrol():
            self._size += max(payload_length, LEAST_PART)
        if self._size > MOST_BYTES:
            return CloseReason.MESSAGE_TOO_BIG
        return RsvBits(False, False, False)  # noqa: FBT003 - three bits


class Line:
    """What one browser says: whole messages, until it is over."""

    def __init__(self, wire: Any, outbox: Outbox, traffic: Traffic) -> None:
        self._wire, self._outbox, self._traffic = wire, outbox, traffic
        self._protocol = Connection(ConnectionType.SERVER, [Limits()])
        self._parts: list[str] = []
        self._heard: deque[str] = deque()
        self._code: int | None = None
        """What the connection ends with, once that is known."""
        self._is_over = False

    def greet(self, key: str) -> None:
        """Say yes to the handshake."""
        token = base64.b64encode(hashlib.sha1(key.encode() + MAGIC, usedforsecurity=False).digest())
        answer = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        self._wire.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL)
        self._wire.sendall(answer + b"Sec-WebSocket-Accept: " + token + b"\r\n\r\n")
        self._outbox.attach(self._wire)

    def wait(self) -> str | None:
        """The next message; None: it is over."""
        while not self._is_over and not self._outbox.ends:
            if self._heard:
                text = self._heard.popleft()
                if text[:1] in KINDS:
                    return text
                self._refuse(CloseReason.POLICY_VIOLATION)
            if self._code is not None:
                break
            self._read()
        self._leave()
        return None

    def _read(self) -> None:
        try:
            data = self._wire.recv(AT_ONCE)
        except OSError:
            data = b""
        if not data:
            self._is_over = True
            return
        self._protocol.receive_data(data)
        for event in self._protocol.events():
            self._take(event)

    def _take(self, event: Event) -> None:
        if isinstance(event, TextMessage):
            if event.data:
                self._parts.append(event.data)
            if event.message_finished:
                self._heard.append("".join(self._parts))
                self._parts.clear()
        elif isinstance(event, Ping):
            self._outbox.push(framed(bytes(event.payload), PONG))
        elif isinstance(event, CloseConnection) and self._has_left:
            self._code = event.code
        elif isinstance(event, CloseConnection):
            self._refuse(event.code)

    def _refuse(self, code: int) -> None:
        self._code = code
        self._traffic.refused_frames += 1

    @property
    def _has_left(self) -> bool:
        """Did they say goodbye?"""
        return self._protocol.state is not ConnectionState.OPEN

    def _leave(self) -> None:
        """Say goodbye; to who did not, listen no more until they have left too, or for a moment."""
        self._outbox.goodbye(NORMAL if self._code is None else self._code)
        until = time.monotonic() + LAST_WORDS
        with contextlib.suppress(OSError):  # a timeout too
            while not self._is_over and not self._has_left and (left := until - time.monotonic()) > 0:
                self._wire.settimeout(left)
                self._is_over = not self._wire.recv(AT_ONCE)


@dataclass(slots=True)
class Stock:
    """The engine's own driver and queue, for servers that hide their connections or encrypt them."""

    driver: Any
    queue: Any
    is_known: bool = False

    def talk(
        self, handler: Any, server: Any, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Any:
        """Talk until it is over, as if there were no other driver."""
        if not self.is_known:
            self.is_known = True
            log.warning(
                "This server hides or encrypts its connections: the live door costs more, and is not bounded."
            )
        queue, session = self.queue(), handler.__self__
        for packet in session.queue.early:
            queue.put(packet)
        session.queue = queue
        return self.driver(handler, server)(environ, start_response)


class Driver:
    """Made by the engine for each handshake. Of the handler it only wants to know whose it is."""

    def __init__(self, traffic: Traffic, stock: Stock, handler: Any, server: Any) -> None:
        self._traffic, self._stock, self._handler, self._server = traffic, stock, handler, server

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Talk until it is over."""
        session, wire = self._handler.__self__, wire_of(environ)
        if wire is None or hasattr(wire, "_sslobj"):  # what is below TLS is not for us to write on
            return self._stock.talk(self._handler, self._server, environ, start_response)
        try:
            line = Line(wire, session.queue, self._traffic)
            line.greet(environ.get("HTTP_SEC_WEBSOCKET_KEY", ""))
            self._talk(line, session)
        finally:
            session.close(wait=False, abort=True, reason=self._server.reason.TRANSPORT_CLOSE)
            session.queue.finish()
            self._server.sockets.pop(session.sid, None)
        # Else the server would look for another request on this connection.
        raise ConnectionResetError(errno.ECONNRESET, "The WebSocket is over.")

    def _talk(self, line: Line, session: Any) -> None:
        session.connected = session.upgraded = True
        with contextlib.suppress(EngineIOError):  # closed meanwhile
            while (text := line.wait()) is not None:
                session.receive(Packet(encoded_packet=text))


def missing() -> str:
    """The first inner part that is not there, if any."""
    return next((name for of, name in INNER if not hasattr(of, name)), "")


def install(server: Any, traffic: Traffic) -> bool:
    """Put the driver in its place. False, with a warning, when the libraries are not as we know them."""
    engine = traffic.engine = server.eio
    if absent := missing():
        log.warning(
            "The live door does not know this Socket.IO (%s): it costs more, and is not bounded.", absent
        )
        return False
    parts = engine._async  # noqa: SLF001 - the library has no other way
    engine._async = parts | {  # noqa: SLF001 - the same
        "websocket": partial(Driver, traffic, Stock(parts["websocket"], parts["queue"])),
        "queue": partial(Outbox, engine.start_background_task, traffic),
    }
    return True
