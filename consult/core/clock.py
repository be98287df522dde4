"""The one clock. Everything that asks for the time asks here, so that a test can set it."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""A clock that nobody sets, and that goes on while the computer sleeps."""
TOO_FAR = dt.timedelta(days=1)


class Steady:
    """Follows a computer's clock that somebody sets anew, without a jump.

    What has to be made up for is made up for in time: two minutes in one forward, half a minute in one back.
    So nobody is signed out because a clock was set, and the time never goes backward. By more than a day the
    clock was wrong before, and is followed at once.
    """

    def __init__(
        self,
        wall: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        steady: Callable[[], float] = lambda: time.clock_gettime(STEADY),
    ) -> None:
        self._wall, self._steady = wall, steady
        self._lock = threading.Lock()
        self._told, self._at = wall(), steady()

    def __call__(self) -> dt.datetime:
        """The moment."""
        with self._lock:
            wall, at = self._wall(), self._steady()
            gone, self._at = dt.timedelta(seconds=at - self._at), at
            ahead = wall - (self._told + gone)
            if abs(ahead) > TOO_FAR:
                self._told = wall
            else:
                self._told += gone + min(max(ahead, -gone / 2), gone)
            return self._told


_source: Callable[[], dt.datetime] = Steady()


def now() -> dt.datetime:
    """The moment, aware and in UTC."""
    return _source()


def today(zone: str) -> dt.date:
    """The date where people are; `zone` is an IANA name such as "Europe/Berlin"."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def at(source: Callable[[], dt.datetime]) -> Iterator[None]:
    """Let another source tell the time for a while (tests, and the demo's invented past)."""
    global _source  # noqa: PLW0603 - the clock is the one thing that is global on purpose
    before, _source = _source, source
    try:
        yield
    finally:
        _source = before
