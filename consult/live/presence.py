"""Who is on an open case now, and who is writing what kind of thing. Kept in memory, gone by itself.

A person counts once, however many pages they have open at however many processes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from consult.domain.people.sign_ins import Visitor
from consult.models.people import initials

LEAVES_AFTER = 20.0
"""Seconds without a sign."""
WRITES_FOR = 6.0
MOST_SHOWN = 50
"""People by name; of more there is a number."""
MOST_SAID = 200
"""People of one case of whom other processes are told."""
Writing = tuple[str, float]


@dataclass(slots=True)
class _Here:
    """One person on one case."""

    name: str
    pages: dict[str, float] = field(default_factory=dict)
    """Their pages at this process, and when each gave a sign."""
    elsewhere: dict[str, float] = field(default_factory=dict)
    """The other processes that have them, and when each said so."""
    kind: str = ""
    writes_until: float = 0.0

    @property
    def is_gone(self) -> bool:
        return not self.pages and not self.elsewhere


class Presence:
    """Keeps who is where, and tells of each change: a case once a second at most.

    It calls `show` with the case for the pages here, and `say` for the other processes.
    """

    def __init__(
        self,
        show: Callable[[str], None],
        say: Callable[[str], None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._show, self._say, self._now = show, say, now
        self._lock = threading.RLock()
        self._cases: dict[str, dict[str, _Here]] = {}
        self._told: set[str] = set()
        """Cases told of since the last beat."""
        self._changed: dict[str, bool] = {}
        """Those that have changed again, and whether by somebody here."""

    # --- at this process ---

    def arrive(self, case_id: str, visitor: Visitor, sid: str) -> None:
        """Somebody opened the case, or gave a sign."""
        with self._lock:
            _person, is_new = self._sign(case_id, visitor, sid)
        if is_new:
            self._tell(case_id)

    def write(self, case_id: str, visitor: Visitor, sid: str, kind: str) -> None:
        """Somebody is writing; an empty kind: no longer."""
        with self._lock:
            here, is_new = self._sign(case_id, visitor, sid)
            wrote = here.kind
            self._writes(here, kind, WRITES_FOR)
        if kind or wrote or is_new:
            self._tell(case_id)

    def go(self, case_id: str, person_id: str, sid: str) -> None:
        """A page was closed; with their last one, somebody is gone."""
        with self._lock:
            here = self._cases.get(case_id, {}).get(person_id)
            if here is None or here.pages.pop(sid, None) is None or here.pages:
                return
            if here.is_gone:
                self._remove(case_id, person_id)
        self._tell(case_id)

    def drop(self, case_id: str) -> None:
        """Nobody here looks at this case any more."""
        with self._lock:
            self._cases.pop(case_id, None)
            self._changed.pop(case_id, None)
        self._say(case_id)

    def beat(self) -> None:
        """Once a second: forget who gave no sign for a while, and show what changed since the last time."""
        with self._lock:
            for case_id, people in list(self._cases.items()):
                for person_id, here in list(people.items()):
                    if self._fade(here):
                        self._changed[case_id] = True
                    if here.is_gone:
                        self._remove(case_id, person_id)
            changed, self._changed = self._changed, {}
            self._told.clear()
        for case_id, is_ours in changed.items():
            self._tell(case_id, is_ours=is_ours)

    # --- at other processes ---

    def of_here(self, case_id: str) -> dict[str, Writing]:
        """The people who are on a case at this process, and what they write for how many seconds more."""
        with self._lock:
            people = [(id_, one) for id_, one in self._cases.get(case_id, {}).items() if one.pages]
        people.sort(key=lambda item: (not item[1].kind, item[0]))
        return {id_: self._writing(one) for id_, one in people[:MOST_SAID]}

    def cases_here(self) -> list[str]:
        """The cases on which somebody is at this process."""
        with self._lock:
            return [
                case_id for case_id, people in self._cases.items() if any(p.pages for p in people.values())
            ]

    def unknown(self, case_id: str, person_ids: Collection[str]) -> list[str]:
        """Those of them who are not on this case yet."""
        with self._lock:
            return [id_ for id_ in person_ids if id_ not in self._cases.get(case_id, {})]

    def hear(
        self, case_id: str, process: str, people: Mapping[str, Writing], names: Mapping[str, str]
    ) -> None:
        """Another process says whom it has on a case; `names` of those whom we did not have."""
        with self._lock:
            before = self.of(case_id)
            for person_id, here in list(self._cases.get(case_id, {}).items()):
                if person_id not in people:
                    here.elsewhere.pop(process, None)
                if here.is_gone:
                    self._remove(case_id, person_id)
            for person_id, (kind, left) in people.items():
                known = self._cases.get(case_id, {}).get(person_id)
                if known is None and person_id not in names:
                    continue
                here = known or self._here(case_id, person_id, names[person_id])
                here.elsewhere[process] = self._now()
                if kind or not here.pages:
                    self._writes(here, kind, min(left, WRITES_FOR))
            is_same = before == self.of(case_id) and not any(kind for kind, _left in people.values())
        if not is_same:
            self._tell(case_id, is_ours=False)

    def say_again(self, case_id: str) -> None:
        """Another process asked."""
        if self.of_here(case_id):
            self._tell(case_id)

    # --- what is shown ---

    def of(self, case_id: str) -> dict[str, Any]:
        """Who is on this case, and who writes, as browsers are told."""
        with self._lock:
            people = sorted(self._cases.get(case_id, {}).items(), key=lambda item: item[1].name)
            shown = [(id_, here) for id_, here in people if here.kind][:MOST_SHOWN]
            listed = people[:MOST_SHOWN]
            return {
                "here": [{"id": id_, "name": p.name, "initials": initials(p.name)} for id_, p in listed],
                "more": len(people) - len(listed),
                "writing": [{"id": id_, "name": p.name.split()[0], "kind": p.kind} for id_, p in shown],
            }

    def _tell(self, case_id: str, *, is_ours: bool = True) -> None:
        with self._lock:
            if case_id in self._told:
                self._changed[case_id] = is_ours or self._changed.get(case_id, False)
                return
            self._told.add(case_id)
        self._show(case_id)
        if is_ours:
            self._say(case_id)

    def _sign(self, case_id: str, visitor: Visitor, sid: str) -> tuple[_Here, bool]:
        """Somebody is here, and whether it is their first page at this process."""
        here = self._here(case_id, visitor.id, visitor.name)
        is_new = not here.pages
        here.pages[sid] = self._now()
        return here, is_new

    def _here(self, case_id: str, person_id: str, name: str) -> _Here:
        return self._cases.setdefault(case_id, {}).setdefault(person_id, _Here(name))

    def _writes(self, here: _Here, kind: str, seconds: float) -> None:
        here.kind, here.writes_until = kind, self._now() + seconds

    def _writing(self, here: _Here) -> Writing:
        return here.kind, round(max(here.writes_until - self._now(), 0.0), 1) if here.kind else 0.0

    def _fade(self, here: _Here) -> bool:
        """Let go of what gave no sign for too long. Has it changed?"""
        now, was_here = self._now(), bool(here.pages)
        for places in (here.pages, here.elsewhere):
            for place, seen in list(places.items()):
                if seen + LEAVES_AFTER <= now:
                    del places[place]
        if here.kind and here.writes_until <= now:
            here.kind = ""
            return True
        return here.is_gone or (was_here and not here.pages)

    def _remove(self, case_id: str, person_id: str) -> None:
        self._cases[case_id].pop(person_id, None)
        if not self._cases[case_id]:
            del self._cases[case_id]
