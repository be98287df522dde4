"""How much is too much: counted by this process, and what a person writes by all processes together."""

from __future__ import annotations

import logging
import time

from limits import RateLimitItem
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter

from consult.live.bell import client

log = logging.getLogger(__name__)

PATIENCE = 0.25
"""Seconds that one write waits for a Redis that does not answer."""
AGAIN_AFTER = 5.0
"""Seconds in which nobody asks it then; each process counts by itself."""


class Budgets:
    """Counts, and says when somebody is over a limit."""

    def __init__(self, redis_url: str = "") -> None:
        self._own = FixedWindowRateLimiter(MemoryStorage())
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
        self._own.storage.reset()

    def close(self) -> None:
        """Let go of Redis."""
        if self._pool is not None:
            self._pool.disconnect()
