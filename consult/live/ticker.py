"""The heartbeat of the live door: presence fades, heads are told, ended sign-ins are closed."""

from __future__ import annotations

import logging
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consult.live.bell import Bell
    from consult.live.neighbours import Neighbours
    from consult.live.rooms import Rooms

log = logging.getLogger(__name__)

HEADS_EVERY = 15
"""Seconds."""
SAYS_EVERY = 8
"""Seconds between telling the other processes who is here."""


class Ticker:
    """Ticks once a second from the first time that somebody comes, and lets everything run that goes on.

    `with_house`: other processes change things too.
    """

    def __init__(self, rooms: Rooms, neighbours: Neighbours, bell: Bell, *, with_house: bool) -> None:
        self._rooms, self._neighbours, self._bell = rooms, neighbours, bell
        self._with_house = with_house
        self._runs = self._is_over = False

    def start(self) -> None:
        """Begin, if it has not begun. Greenlets, where the server has them."""
        if self._runs:
            return
        self._runs = True
        follow = partial(self._rooms.following.run, with_house=self._with_house)
        for run in (self._run, follow):
            threading.Thread(target=run, daemon=True).start()
        self._bell.start(self._rooms.take)

    def stop(self) -> None:
        """End all of it."""
        self._is_over = True
        self._rooms.following.stop()
        self._bell.stop()

    def _run(self) -> None:
        seconds = 0
        while not self._is_over:
            time.sleep(1)
            seconds += 1
            self.tick(seconds)

    def tick(self, seconds: int) -> None:
        """One beat. What goes wrong in one is logged, and the next one comes."""
        try:
            if seconds % SAYS_EVERY == 0:
                self._neighbours.say_all(self._rooms)
            if self._rooms.sockets:
                self._rooms.presence.beat()
                if seconds % HEADS_EVERY == 0:
                    self._rooms.heads()
                    self._rooms.sweep()
        except Exception as problem:  # noqa: BLE001 - the heart goes on
            log.error("ticker: %s", type(problem).__name__)  # noqa: TRY400
