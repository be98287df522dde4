"""The wire below the stock driver: how large a message may be, and how to hang up on whoever does not."""

from __future__ import annotations

import contextlib
import socket
from typing import Any


def limit_messages(engine: Any, most: int) -> None:
    """Let the driver close a connection whose message grows beyond `most` bytes, not keep it all."""
    stock = engine._async["websocket"]  # noqa: SLF001 - the library has no other way

    class Limited(stock):  # type: ignore[misc, valid-type] # chosen while running, by the kind of server
        """The stock driver, with a limit."""

        def __init__(self, handler: Any, server: Any) -> None:
            super().__init__(handler, server)
            self.server_args["max_message_size"] = most

    engine._async = engine._async | {"websocket": Limited}  # noqa: SLF001 - the same


def wire_of(environ: dict[str, Any]) -> socket.socket | None:
    """The connection of a request, as each server hides it; None where there is none (test clients)."""
    if "werkzeug.socket" in environ:
        found: socket.socket = environ["werkzeug.socket"]
        return found
    given = environ.get("wsgi.input")
    raw = getattr(given, "raw", None) or getattr(getattr(given, "rfile", None), "raw", None)
    return getattr(raw, "_sock", None)


def hang_up(wire: socket.socket) -> None:
    """End the connection, whatever the other side does; most often it has gone by itself."""
    with contextlib.suppress(OSError, ValueError):
        wire.shutdown(socket.SHUT_RDWR)
