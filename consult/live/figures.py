"""How the live door does, in numbers without names: for the page of administrators and for monitoring."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from consult.live.bell import Bell
from consult.live.rooms import Rooms
from consult.live.traffic import Traffic

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)
"""Seconds, the upper ends of the classes that answering an event is counted in; then one without an end."""


@dataclass(frozen=True, slots=True)
class Figures:
    """This process, now and since its start."""

    sockets: int
    people: int
    cases: int
    queued_bytes: int
    deliveries: int
    closed_slow: int
    refused_frames: int
    refused_handshakes: dict[str, int]
    bell: bool | None
    """Does the doorbell answer? None: there is none."""
    answered: tuple[int, ...]
    """Events by how long their answer took, in the classes of BOUNDS."""
    answering: float
    """Seconds spent on all answers."""

    @property
    def slower_than_half_a_second(self) -> int:
        """Answers that a person felt."""
        return sum(self.answered[BOUNDS.index(0.5) + 1 :])


class Watch:
    """Looks at the parts of the live door, and times its answers."""

    def __init__(self, traffic: Traffic, rooms: Rooms, bell: Bell, *, has_bell: bool) -> None:
        self._traffic, self._rooms, self._bell, self._has_bell = traffic, rooms, bell, has_bell
        self._answered = [0] * (len(BOUNDS) + 1)
        self._answering = 0.0

    def around(self, hear: Callable[..., Any]) -> Callable[..., Any]:
        """The same answers, timed."""

        def timed(*said: Any) -> Any:
            begun = time.perf_counter()
            try:
                return hear(*said)
            finally:
                took = time.perf_counter() - begun
                self._answered[bisect_left(BOUNDS, took)] += 1
                self._answering += took

        return timed

    bounds = BOUNDS

    def figures(self) -> Figures:
        """All of it."""
        traffic, sockets = self._traffic, list(self._rooms.sockets.values())
        return Figures(
            sockets=traffic.sockets,
            people=len({socket.person_id for socket in sockets}),
            cases=len({case_id for socket in sockets for case_id in list(socket.cases)}),
            queued_bytes=traffic.queued_bytes,
            deliveries=traffic.deliveries,
            closed_slow=traffic.closed_slow,
            refused_frames=traffic.refused_frames,
            refused_handshakes=dict(traffic.refused_handshakes),
            bell=self._bell.answers if self._has_bell else None,
            answered=tuple(self._answered),
            answering=self._answering,
        )
