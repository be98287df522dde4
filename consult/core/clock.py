"""The one clock. Everything that asks for the time asks here, so that a test can set it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo


def _system() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


_source: Callable[[], dt.datetime] = _system


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
