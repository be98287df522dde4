"""A process of its own for work that must not stall the loop, and the line to it.

Both sides speak over one socket, each message four bytes of length, then JSON. All waiting here is on that
socket: under gevent everyone else's greenlets go on. The other side is `serve`.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

Message = Mapping[str, Any]

LONGEST_WORK = 10  # seconds; the server ends a stalled worker long before, unless it is gone itself


class Refused(OSError):
    """The worker does not start, or cannot work here; the sentence is ours."""


class Worker:
    """One process that does one thing at a time. Started when first asked, and again after it was stopped."""

    def __init__(self, command: Sequence[str], start_limit: float) -> None:
        self._command, self._start_limit = command, start_limit
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None

    def ask(self, message: Message, until: float) -> Message:
        """Its answer, or an OSError or ValueError when there is none in time; then stop it.

        Raises Refused (an OSError too) when it cannot work at all.
        """
        line = self._line
        if line is None:
            # On a busy machine a process takes its time to start. That is not the message's fault.
            begun = monotonic()
            line = self._start(begun + self._start_limit)
            until += monotonic() - begun
        data = json.dumps(message).encode()
        line.settimeout(_left(until))
        line.sendall(len(data).to_bytes(4, "big") + data)
        return _receive(line, until)

    def _start(self, until: float) -> socket.socket:
        self._line, theirs = socket.socketpair()
        try:
            self._run(theirs)
            hello = _receive(self._line, until)
        except (OSError, ValueError) as problem:
            raise Refused("The worker does not start.") from problem
        if "refused" in hello:
            raise Refused(str(hello["refused"]))
        return self._line

    def _run(self, theirs: socket.socket) -> None:
        with theirs:
            os.set_blocking(theirs.fileno(), True)  # under gevent sockets are made without blocking
            self._process = subprocess.Popen(  # noqa: S603 (our own command)
                self._command,
                stdin=theirs.fileno(),
                stdout=theirs.fileno(),
                stderr=subprocess.DEVNULL,  # a traceback may hold words of a case
                env=_environment(),
                start_new_session=True,  # Ctrl-C is for the server, which then ends its workers
            )

    def stop(self) -> None:
        """End the process. The next message starts another one."""
        process, self._process = self._process, None
        line, self._line = self._line, None
        if process:
            process.kill()
            process.wait()
        if line:
            line.close()


def serve(answer: Callable[[Any], Message], *, refused: str = "") -> None:
    """The worker's side: answer one message at a time over standard input and output, until nobody asks.

    Says `{}` when it is ready, or why it cannot work; `{}` too for a message that has no answer.
    """
    _send({"refused": refused} if refused else {})
    while not refused and (size := sys.stdin.buffer.read(4)):
        message = json.loads(sys.stdin.buffer.read(int.from_bytes(size, "big")))
        signal.alarm(LONGEST_WORK)
        try:
            answered = answer(message)
        except Exception:  # noqa: BLE001 (whatever it is, the one who asked has a way to go on)
            answered = {}
        signal.alarm(0)
        _send(answered)


def _send(message: Message) -> None:
    data = json.dumps(message).encode()
    sys.stdout.buffer.write(len(data).to_bytes(4, "big") + data)
    sys.stdout.buffer.flush()


def _environment() -> Mapping[str, str]:
    """What Python needs to run, and where this package is; no keys, no addresses."""
    kept = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME")
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "PYTHONPATH": str(Path(__file__).parents[2])
    }


def _receive(line: socket.socket, until: float) -> Message:
    size = int.from_bytes(_exactly(line, 4, until), "big")
    message: Message = json.loads(_exactly(line, size, until))
    return message


def _exactly(line: socket.socket, size: int, until: float) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        line.settimeout(_left(until))
        part = line.recv(size - len(parts))
        if not part:
            raise ConnectionError("The worker ended.")
        parts += part
    return bytes(parts)


def _left(until: float) -> float:
    return max(until - monotonic(), 0.001)
