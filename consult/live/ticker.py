"""The heartbeat of the live door: presence fades, heads are told, ended sign-ins are closed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask_socketio import SocketIO

    from consult.live.rooms import Rooms

log = logging.getLogger(__name__)

HEADS_EVERY = 15
"""Seconds."""


class Ticker:
    """Ticks once a second from the first handshake on."""

    def __init__(self, rooms: Rooms, socketio: SocketIO) -> None:
        self._rooms, self._socketio = rooms, socketio
        self._runs = False

    def start(self) -> None:
        """Begin, if it has not begun."""
        if not self._runs:
            self._runs = True
            self._socketio.start_background_task(self._run)

    def _run(self) -> None:
        seconds = 0
        while True:
            self._socketio.sleep(1)
            seconds += 1
            if self._rooms.sockets:
                self.tick(with_heads=seconds % HEADS_EVERY == 0)

    def tick(self, *, with_heads: bool) -> None:
        """One beat. What goes wrong in one is logged, and the next one comes."""
        try:
            self._rooms.presence.expire()
            if with_heads:
                self._rooms.heads()
                self._rooms.sweep()
        except Exception as problem:  # noqa: BLE001 - the heart goes on
            log.error("ticker: %s", type(problem).__name__)  # noqa: TRY400
