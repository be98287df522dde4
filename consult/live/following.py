"""How far this process has heard each stream that a page here cares about: in order, and each thing once.

A commit of our own, a ring from another process and a look at the heads all end in the same place: what comes
after the last thing heard is read and told. So a ring that is forged, lost or doubled neither shows nor hides
anything; it only decides when we look.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from consult.core import events
from consult.core.db import is_away
from consult.core.events import HOUSE, Happened

log = logging.getLogger(__name__)

LOOK_EVERY = 2.0
"""Seconds between two looks at all heads. It heals whatever a ring did not bring, with or without a bell."""
BREATH = 0.02
"""Seconds between two answers to rings, so that many at once cost one look."""
FOOLED = 0.25
"""Seconds after rings behind which there was nothing."""
AFTER_TROUBLE = 1.0
MOST_TURNS = 64
"""Times that one greenlet tells what came meanwhile, before it leaves the rest to another one."""


@dataclass(slots=True)
class _Line:
    """One stream: told up to `seq`, by one at a time."""

    stream: str
    seq: int
    wanted: int = 0
    ahead: dict[int, Happened] = field(default_factory=dict)
    """Commits of our own that wait for their turn."""
    is_behind: bool = False
    is_busy: bool = False


class Following:
    """The streams that somebody on this process cares about. Calls `hear` with what happens in them."""

    def __init__(self, hear: Callable[[Happened], None]) -> None:
        self._hear = hear
        self._lock = threading.Lock()
        self._lines: dict[str, _Line] = {}
        self._rung: set[str] = set()
        self._bell = threading.Event()
        self._has_trouble = self._is_over = False

    def __contains__(self, stream: str) -> bool:
        return stream in self._lines

    def follow(self, *streams: str) -> None:
        """Hear of whatever happens there from now on. What was before is to be looked at after this."""
        heads: dict[str, int] = {}
        while True:
            with self._lock:
                new = [stream for stream in streams if stream not in self._lines and stream not in heads]
                if not new:
                    for stream in streams:
                        line = self._lines.setdefault(stream, _Line(stream, heads.get(stream, 0)))
                        line.wanted += 1
                    return
            heads |= dict.fromkeys(new, 0) | events.heads_of(new)

    def leave(self, *streams: str) -> None:
        """One less who cares; with the last one we hear no more of it."""
        with self._lock:
            for stream in streams:
                line = self._lines.get(stream)
                if line is not None:
                    line.wanted -= 1
                    if not line.wanted:
                        del self._lines[stream]

    # --- three ways to hear of something ---

    def committed(self, happened: Happened) -> None:
        """Something was committed in this process."""
        line = self._lines.get(happened.stream)
        if line is not None:
            with self._lock:
                line.ahead[happened.seq] = happened
            self._catch_up(line)

    def rung(self, stream: str, seq: int) -> None:
        """Another process says that a stream got as far as this. Costs nothing yet; `run` looks."""
        line = self._lines.get(stream)
        if line is not None and seq > line.seq:
            with self._lock:
                self._rung.add(stream)
            self._bell.set()

    def look(self) -> bool:
        """Ask how far all followed streams are, in one query, and read what is new. Was anything?"""
        return self._look_at(list(self._lines))

    # --- for ever ---

    def run(self, *, with_house: bool) -> None:
        """Answer rings, and look by ourselves. `with_house`: other processes change things too."""
        next_look, rests = 0.0, 0.0
        while not self._is_over:
            self._bell.wait(max(next_look - time.monotonic(), 0))
            self._bell.clear()
            try:
                if with_house and HOUSE not in self:
                    self._enter_house()
                if time.monotonic() >= next_look:
                    next_look = time.monotonic() + LOOK_EVERY
                    self.look()
                rests = BREATH if self._answer() else FOOLED
            except Exception as problem:  # noqa: BLE001 - it goes on, whatever one look met
                self._note(problem)
                rests = AFTER_TROUBLE
            time.sleep(rests)

    def stop(self) -> None:
        """End `run`."""
        self._is_over = True
        self._bell.set()

    def _enter_house(self) -> None:
        """From here on we hear of what concerns all; what was kept in memory until now may be old."""
        self.follow(HOUSE)
        self._hear(Happened(HOUSE, 0, "organisation.caught_up", None, ""))

    def _answer(self) -> bool:
        with self._lock:
            rung, self._rung = self._rung, set()
        if len(rung) == 1:
            return self._read(self._lines.get(rung.pop()))
        return not rung or self._look_at(rung)

    def _note(self, problem: Exception) -> None:
        """Say so once, not every two seconds."""
        if not self._has_trouble:
            log.error("following: %s", type(problem).__name__)
        self._has_trouble = True

    # --- reading and telling ---

    def _look_at(self, streams: Iterable[str]) -> bool:
        known = {stream: line.seq for stream in streams if (line := self._lines.get(stream)) is not None}
        moved = events.moved(known) if known else {}
        self._has_trouble = False
        found = [self._read(self._lines.get(stream)) for stream in moved]
        return any(found)

    def _read(self, line: _Line | None) -> bool:
        """Look what is new in a stream. Was anything?"""
        if line is None:
            return False
        before, line.is_behind = line.seq, True
        self._catch_up(line)
        return line.seq > before

    def _catch_up(self, line: _Line) -> None:
        """Tell what comes next until nothing is left. Who finds another one at it, leaves it to them."""
        with self._lock:
            if line.is_busy:
                return
            line.is_busy = True
        try:
            for _turn in range(MOST_TURNS):
                if (batch := self._next_of(line)) is None:
                    return
                for happened in batch:
                    self._tell(line, happened)
            self._hand_over(line)
        except BaseException as problem:
            line.is_busy = False
            if not (isinstance(problem, Exception) and is_away(problem)):
                raise
            self._note(problem)  # the next look begins where this one stopped

    def _hand_over(self, line: _Line) -> None:
        """Somebody waits for an answer to what they wrote: what others go on writing is for `run` to tell."""
        with self._lock:
            line.is_busy, line.is_behind = False, True
            self._rung.add(line.stream)
        self._bell.set()

    def _next_of(self, line: _Line) -> list[Happened] | None:
        """What is to be told next, or None: then somebody else may begin."""
        with self._lock:
            line.ahead = {seq: happened for seq, happened in line.ahead.items() if seq > line.seq}
            if not line.wanted or not (line.ahead or line.is_behind):
                line.is_busy = False
                return None
            following = line.ahead.pop(line.seq + 1, None)
            if following is not None:
                return [following]
            line.is_behind = False  # before reading: who rings meanwhile is looked at again
        found = events.read_after(line.stream, line.seq)
        if len(found) == events.MOST_AT_ONCE:
            line.is_behind = True
        return found or [line.ahead[seq] for seq in sorted(line.ahead)]

    def _tell(self, line: _Line, happened: Happened) -> None:
        if happened.seq <= line.seq:
            return
        try:
            self._hear(happened)
        except Exception as problem:  # what is wrong with one thing must not keep the others back
            if is_away(problem):
                raise
            log.error("live: %s on %s", type(problem).__name__, happened.kind)  # noqa: TRY400
        line.seq = happened.seq
