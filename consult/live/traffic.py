"""What goes over the wire, counted for whoever watches over the server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Traffic:
    """Counts since the start, and what is open now. Counting needs no lock: greenlets do not interrupt it."""

    engine: Any = None
    """The Engine.IO server; None before there is one."""
    deliveries: int = 0
    """Messages to one browser each: a post in a room of ten is ten."""
    closed_slow: int = 0
    """Connections closed because too much waited for them."""
    refused_frames: int = 0
    """Connections closed because of what they sent: too large, binary, against the protocol."""
    refused_handshakes: dict[str, int] = field(default_factory=dict)
    """What the gate sent away, by reason."""

    @property
    def sockets(self) -> int:
        """Connections that are open now."""
        return len(self.engine.sockets) if self.engine else 0

    @property
    def queued_bytes(self) -> int:
        """What waits in memory for browsers that are slower than the news."""
        boxes = [one.queue for one in list(self.engine.sockets.values())] if self.engine else []
        return sum(getattr(box, "queued", 0) for box in boxes)

    def refuse(self, why: str) -> None:
        """The gate sent somebody away."""
        self.refused_handshakes[why] = self.refused_handshakes.get(why, 0) + 1
