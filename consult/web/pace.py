"""Not too often: budgets of one process for what costs work and stores nothing."""

from __future__ import annotations

from limits import RateLimitItem
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from consult.core.errors import TooMany
from consult.core.texts import _


class Pace:
    """Counts how often somebody did something."""

    def __init__(self) -> None:
        self._limits = FixedWindowRateLimiter(MemoryStorage())

    def slow_down(self, limit: RateLimitItem, key: str) -> None:
        """Count one time. Raises TooMany beyond the limit."""
        if not self._limits.hit(limit, key):
            raise TooMany(_("That was a lot at once. Wait a moment, then send again."), limit.get_expiry())
