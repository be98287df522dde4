"""Who is on an open case now, and who is writing what kind of thing. Kept in memory, gone by itself."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from consult.core import clock
from consult.domain.people.sign_ins import Visitor

LEAVES_AFTER = dt.timedelta(seconds=20)
WRITES_FOR = dt.timedelta(seconds=6)


@dataclass(slots=True)
class _Here:
    """One person on one case, however many pages they have open."""

    name: str
    initials: str
    seen_at: dt.datetime
    sids: set[str] = field(default_factory=set)
    kind: str = ""
    writes_until: dt.datetime | None = None


class Presence:
    """Keeps who is where; calls `show` with a case whenever that changed."""

    def __init__(self, show: Callable[[str], None]) -> None:
        self._show = show
        self._lock = threading.Lock()
        self._cases: dict[str, dict[str, _Here]] = {}

    def arrive(self, case_id: str, visitor: Visitor, sid: str) -> None:
        """Somebody opened the case."""
        with self._lock:
            people = self._cases.setdefault(case_id, {})
            is_new = visitor.id not in people
            here = people.setdefault(visitor.id, _Here(visitor.name, visitor.initials, clock.now()))
            here.seen_at = clock.now()
            here.sids.add(sid)
        if is_new:
            self._show(case_id)

    def stay(self, case_id: str, visitor: Visitor, sid: str) -> None:
        """Somebody gave a sign."""
        self.arrive(case_id, visitor, sid)

    def write(self, case_id: str, visitor: Visitor, sid: str, kind: str) -> None:
        """Somebody is writing; an empty kind: no longer."""
        self.arrive(case_id, visitor, sid)
        with self._lock:
            here = self._cases[case_id][visitor.id]
            before = here.kind
            here.kind, here.writes_until = kind, clock.now() + WRITES_FOR if kind else None
        if kind != before:
            self._show(case_id)

    def go(self, case_id: str, person_id: str, sid: str) -> None:
        """A page was closed; with their last one, somebody is gone."""
        with self._lock:
            here = self._cases.get(case_id, {}).get(person_id)
            if here is None:
                return
            here.sids.discard(sid)
            if here.sids:
                return
            self._remove(case_id, person_id)
        self._show(case_id)

    def expire(self) -> None:
        """Forget who gave no sign for a while, and what was long enough being written."""
        now, changed = clock.now(), set()
        with self._lock:
            for case_id, people in list(self._cases.items()):
                for person_id, here in list(people.items()):
                    if here.seen_at + LEAVES_AFTER <= now:
                        self._remove(case_id, person_id)
                        changed.add(case_id)
                    elif here.writes_until is not None and here.writes_until <= now:
                        here.kind, here.writes_until = "", None
                        changed.add(case_id)
        for case_id in changed:
            self._show(case_id)

    def of(self, case_id: str) -> dict[str, Any]:
        """Who is on this case, and who writes, as browsers are told."""
        with self._lock:
            people = sorted(self._cases.get(case_id, {}).items(), key=lambda item: item[1].name)
            return {
                "here": [{"id": id_, "name": here.name, "initials": here.initials} for id_, here in people],
                "writing": [
                    {"id": id_, "name": here.name.split()[0], "kind": here.kind}
                    for id_, here in people
                    if here.kind
                ],
            }

    def _remove(self, case_id: str, person_id: str) -> None:
        self._cases[case_id].pop(person_id, None)
        if not self._cases[case_id]:
            del self._cases[case_id]
