"""How much is too much: counted by this process, and what a person writes by all processes together."""

from __future__ import annotations

import logging
import threading
import time

from limits import RateLimitItem
from limits.storage import RedisStorage
from limits.strategies import FixedWindowRateLimiter

from consult.live.bell import client

log = logging.getLogger(__name__)

PATIENCE = 0.25
"""Seconds that one write waits for a Redis that does not answer."""
AGAIN_AFTER = 5.0
"""Seconds in which nobody asks it then; each process counts by itself."""
SWEEP_EVERY = 60.0
"""Seconds between two looks for windows that are over."""


class Counts:
    """How often in fixed windows of time, at this process.

    The library's own counts in memory start a timer with every hit, and then look through all keys.
    """

    def __init__(self) -> None:
        self._counts: dict[tuple[RateLimitItem, str], tuple[int, float]] = {}
        self._lock = threading.Lock()
        self._sweep_at = 0.0

    def hit(self, limit: RateLimitItem, key: str) -> bool:
        """Count one; False beyond the limit."""
        now = time.monotonic()
        with self._lock:
            if now >= self._sweep_at:
                self._counts = {one: kept for one, kept in self._counts.items() if kept[1] > now}
                self._sweep_at = now + SWEEP_EVERY
            count, until = self._counts.get((limit, key), (0, 0.0))
            if until <= now:
                count, until = 0, now + limit.get_expiry()
            self._counts[limit, key] = count + 1, until
        return count < limit.amount

    def forget(self) -> None:
        """Begin anew."""
        self._counts = {}


class Budgets:
    """Counts, and says when somebody is over a limit."""

    def __init__(self, redis_url: str = "") -> None:
        self._own = Counts()
        self._pool = client(redis_url, patience=PATIENCE).connection_pool if redis_url else None
        self._shared = FixedWindowRateLimiter(RedisStorage(redis_url, self._pool)) if redis_url else None
        self._again_at = 0.0

    def hit(self, limit: RateLimitItem, key: str) -> bool:
        """Count one; False beyond the limit at this process."""
        return self._own.hit(limit, key)

    def hit_everywhere(self, limit: RateLimitItem, key: str) -> bool:
        """Count one; False beyond the limit at all processes together, as long as they can count together."""
        if self._shared is not None and time.monotonic() >= self._again_at:
            try:
                return self._shared.hit(limit, key)
            except Exception as problem:  # noqa: BLE001 - whatever keeps it, there is another way to count
                log.warning("budgets: %s", type(problem).__name__)
                self._again_at = time.monotonic() + AGAIN_AFTER
        return self._own.hit(limit, key)

    def forget(self) -> None:
        """Begin anew, in a test."""
        self._own.forget()

    def close(self) -> None:
        """Let go of Redis."""
        if self._pool is not None:
            self._pool.disconnect()
