"""A browser that does what no browser does: raw frames, well or badly made, on a connection of its own."""

from __future__ import annotations

import json
import os
import socket
import struct
from collections.abc import Mapping
from typing import Any

TEXT, BINARY, CLOSE, PING, PONG, MORE = 0x1, 0x2, 0x8, 0x9, 0xA, 0x0
FINAL = 0x80


def frame(payload: bytes, opcode: int = TEXT, *, first: int | None = None, masked: bool = True) -> bytes:
    """A frame as a browser sends it. `first`: its whole first byte, else final and the opcode."""
    mask = os.urandom(4) if masked else b""
    body = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload)) if masked else payload
    return header(len(payload), opcode, first=first, masked=masked) + mask + body


def header(size: int, opcode: int = TEXT, *, first: int | None = None, masked: bool = True) -> bytes:
    """What stands before the mask."""
    start = FINAL | opcode if first is None else first
    mark = 0x80 if masked else 0
    if size < 126:
        return struct.pack("!BB", start, mark | size)
    if size < 65536:
        return struct.pack("!BBH", start, mark | 126, size)
    return struct.pack("!BBQ", start, mark | 127, size)


class Wire:
    """One connection, past the handshake and inside the namespace."""

    def __init__(self, url: str, cookie: str, *, receive_buffer: int = 0, enter: bool = True) -> None:
        host, _, port = url.removeprefix("http://").partition(":")
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(20)
        self._rest = b""
        self._calls = 0
        try:
            self.socket.connect((host, int(port)))
            self._greet(url, cookie, enter=enter)
        except BaseException:
            self.socket.close()
            raise

    def _greet(self, url: str, cookie: str, *, enter: bool) -> None:
        self.socket.sendall(handshake(url, cookie))
        while b"\r\n\r\n" not in self._rest:
            self._more()
        self.head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        if not self.head.startswith(b"HTTP/1.1 101"):
            raise ConnectionRefusedError(self.head.partition(b"\r\n")[0])
        if enter:
            self.say("40")
            self.until("40")

    def say(self, text: str) -> None:
        self.socket.sendall(frame(text.encode()))

    def call(self, name: str, data: Mapping[str, Any]) -> dict[str, Any]:
        """Say something; the answer, whatever comes before it."""
        self._calls += 1
        self.say(f"42{self._calls}{json.dumps([name, data])}")
        answer: list[dict[str, Any]] = json.loads(
            self.until(f"43{self._calls}[")[2 + len(str(self._calls)) :]
        )
        return answer[0]

    def until(self, start: str) -> str:
        """The next text that begins so; pings of the engine are answered on the way."""
        while True:
            opcode, payload = self.read()
            text = payload.decode() if opcode == TEXT else ""
            if text.startswith(start):
                return text
            if text == "2":
                self.say("3")
            if opcode == CLOSE:
                raise ConnectionAbortedError(code_of(payload))

    def read(self) -> tuple[int, bytes]:
        """The next frame: opcode and payload. Raises EOFError at the end."""
        while (found := self._take()) is None:
            self._more()
        return found

    def ending(self) -> int:
        """The code that the server closes with, whatever it says before; 0: it hung up without one."""
        try:
            while True:
                opcode, payload = self.read()
                if opcode == CLOSE:
                    return code_of(payload)
        except (EOFError, ConnectionError):
            return 0

    def is_cut(self) -> bool:
        """Did the server hang up? Reads and forgets what it had sent."""
        self.socket.settimeout(0.01)
        try:
            while self.socket.recv(1 << 16):
                pass
        except TimeoutError:
            return False
        except ConnectionError:
            return True
        return True

    def close(self) -> None:
        self.socket.close()

    def _more(self) -> None:
        data = self.socket.recv(1 << 16)
        if not data:
            raise EOFError
        self._rest += data

    def _take(self) -> tuple[int, bytes] | None:
        if len(self._rest) < 2:
            return None
        size, start = self._rest[1], 2
        if size > 125:
            start = 4 if size == 126 else 10
            size = int.from_bytes(self._rest[2:start], "big")
        if len(self._rest) < start + size or len(self._rest) < start:
            return None
        found = self._rest[0] & 0x0F, self._rest[start : start + size]
        self._rest = self._rest[start + size :]
        return found


def handshake(url: str, cookie: str, **other: str) -> bytes:
    """The request of a page of ours."""
    lines = {
        "Host": url.removeprefix("http://"),
        "Origin": url,
        "Cookie": cookie,
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
    } | other
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n{head}\r\n".encode()


def code_of(payload: bytes) -> int:
    """The code in a closing frame."""
    return int.from_bytes(payload[:2], "big") if payload else 1005
