"""A crowd on one case while things break: people who post until they are told that it is there, and readers.

Everybody keeps the books of what they were told; `settle` compares them with the database.
"""

from __future__ import annotations

import json
import os
import random
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import select

from consult.core import db, keys
from consult.core.unit import acting
from consult.models.actor import SYSTEM, Actor
from consult.models.groups import Membership, Role
from consult.models.people import Person
from consult.models.suggestions import Suggestion
from tests import people
from tests.cluster import Process
from tests.live.processes import Page
from tests.live.real import until
from tests.people import FAMILY

LONG = os.environ.get("CONSULT_SOAK") == "1"
"""The long form: `make soak`."""
POSTERS, EACH = 8, 8
"""Threads that post, and people of each: one person may post thirty times a minute."""
READERS = 3
PAUSE = 0.04
"""Seconds between two posts of a thread."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody with a sign-in."""

    token: str
    actor: Actor


def crowd(count: int, name: str = "crowd") -> list[Signed]:
    """New members of the group, signed in. `name`: another five letters for each crowd in one house."""
    ids = [f"{name}{number:03}xxxxxxxx" for number in range(count)]
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        for number, id_ in enumerate(ids):
            unit.session.add(Person(id=id_, name=f"Colleague {number}", email=f"{id_}@larkfield.example"))
        unit.session.flush()
        members = [Membership(group_id=FAMILY, person_id=id_, role=Role.MEMBER) for id_ in ids]
        unit.session.add_all(members)
        unit.session.flush()
        unit.record("membership.began", on=members[0])
    return [Signed(*people.signed_in(id_)) for id_ in ids]


@dataclass
class Poster:
    """Posts by form and by socket in turns, the same post until somebody says that it is there."""

    people: Sequence[Signed]
    processes: Sequence[Process]
    case_id: str
    random: random.Random
    pause: float = PAUSE
    told: dict[str, int] = field(default_factory=dict)
    """Ids of what was acknowledged, with its number."""
    _pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    _posted: int = 0

    def run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            who = self.people[self._posted % len(self.people)]
            self._posted += 1
            once = str(uuid.uuid4())
            while not (answer := self._try(who, once)).get("ok"):
                if answer.get("error") == "too_many":
                    break
                if stop.wait(0.05):
                    return
            if answer.get("ok"):
                self.told[answer["id"]] = answer["seq"]
            stop.wait(self.pause)

    def close(self) -> None:
        for page in self._pages.values():
            page.close()

    def _try(self, who: Signed, once: str) -> dict[str, Any]:
        process = self.random.choice(self.processes)
        try:
            if self._posted % 2:
                return post_form(process, who, self.case_id, once)
            return self._page(process, who).post(self.case_id, once=once)
        except (OSError, EOFError, AssertionError, HTTPException, ValueError):
            return {"ok": False}  # gone in the middle of it: nobody knows yet whether it is there

    def _page(self, process: Process, who: Signed) -> Page:
        key = (process.url, who.token)
        page = self._pages.get(key)
        if page is not None and page.is_cut:
            page.close()
            page = None
        if page is None:
            page = self._pages[key] = Page(process, who.token)
        return page


def post_form(process: Process, who: Signed, case_id: str, once: str) -> dict[str, Any]:
    """A suggestion as a page without a socket sends it."""
    form = {
        "csrf": keys.digest("csrf", who.actor.sign_in_id or ""),
        "client_id": once,
        "body": "Try mornings.",
    }
    headers = {
        "Cookie": f"consult-{process.environment['PORT']}={who.token}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/json",
        "Origin": process.url,
    }
    line = HTTPConnection("127.0.0.1", int(process.environment["PORT"]), timeout=30)
    try:
        line.request("POST", f"/cases/{case_id}/suggestions", urlencode(form | {"kind": "idea"}), headers)
        answer: dict[str, Any] = json.loads(line.getresponse().read())
    finally:
        line.close()
    return answer


@dataclass
class Book:
    """What a page shows of a case, as it was told: in order, each number once."""

    seq: int = 0
    shown: list[tuple[int, str]] = field(default_factory=list)
    """Number and id of each suggestion, in the order in which they appeared."""
    faults: list[str] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)

    def take(self, told: dict[str, Any]) -> None:
        """Put the parts of an answer, or of the next news, in place."""
        if not told.get("ok") or told["seq"] < self.seq:
            return
        if told.get("reload"):
            self.faults.append(f"{self.seq} was too far behind {told['seq']}: a page would be read anew")
        for item in told["items"]:
            if item.get("into") == "suggestion-list" and item["id"] not in self._known:
                self._known.add(item["id"])
                seq = int(item["html"].partition('data-seq="')[2].partition('"')[0])
                if self.shown and seq < self.shown[-1][0]:
                    self.faults.append(f"{seq} came after {self.shown[-1][0]}")
                self.shown.append((seq, item["id"].removeprefix("suggestion-")))
        self.seq = told["seq"]


@dataclass
class Reader:
    """Keeps in step as a page does: in order, each number once, asking for what is missing."""

    process: Process
    who: Signed
    case_id: str
    book: Book = field(default_factory=Book)
    _page: Page | None = None
    _read: int = 0

    def run(self, stop: threading.Event) -> None:
        while not stop.wait(0.03):
            try:
                self.step()
            except (OSError, EOFError, AssertionError):
                self.close()

    def step(self) -> None:
        """Take what came; join anew when the line is cut; ask when a number is missing."""
        book = self.book
        if self._page is None or self._page.is_cut:
            self.close()
            self._page, self._read = Page(self.process, self.who.token), 0
            book.take(self._page.open(self.case_id, book.seq))
        news = self._page.told()
        for message in news[self._read :]:
            if message["seq"] > book.seq + 1:
                book.take(self._page.say("case:sync", case=self.case_id, since=book.seq))
            elif message["seq"] == book.seq + 1:
                book.take(message | {"ok": True})
        self._read = len(news)

    def close(self) -> None:
        if self._page is not None:
            self._page.close()
        self._page = None


@dataclass
class Scene:
    """Everybody at work."""

    posters: list[Poster]
    readers: list[Reader]
    case_id: str

    @property
    def acknowledged(self) -> int:
        return sum(len(poster.told) for poster in self.posters)

    def settle(self, within: float = 30.0) -> None:
        """Compare everybody's books with the database.

        What nobody waited for any more may still be written: all have to come to the same in the end.
        """
        until(lambda: all(reader.book.shown == stored_in(self.case_id) for reader in self.readers), within)
        stored = stored_in(self.case_id)
        told = {id_: seq for poster in self.posters for id_, seq in poster.told.items()}
        assert told.items() <= {id_: seq for seq, id_ in stored}.items(), "lost, or under another number"
        assert len({seq for seq, _id in stored}) == len(stored)
        for reader in self.readers:
            assert set(reader.book.shown) ^ set(stored) == set(), "a reader sees something else"
            assert reader.book.shown == stored
            assert reader.book.faults == []


def stored_in(case_id: str) -> list[tuple[int, str]]:
    """Number and id of each suggestion of a case, as the database has them."""
    with db.Sessions() as session:
        query = select(Suggestion.posted_seq, Suggestion.id).where(Suggestion.case_id == case_id)
        return sorted((seq, id_) for seq, id_ in session.execute(query))


@contextmanager
def at_work(
    case_id: str,
    processes: Sequence[Process],
    seed: int,
    signed: Sequence[Signed] = (),
    pause: float = PAUSE,
) -> Iterator[Scene]:
    """Let the crowd work until the block ends; readers go on until everything is compared."""
    signed = signed or crowd(POSTERS * EACH + READERS)
    posters = [
        Poster(
            signed[number * EACH : (number + 1) * EACH],
            processes,
            case_id,
            random.Random(seed + number),
            pause,
        )
        for number in range(POSTERS)
    ]
    readers = [
        Reader(processes[number % len(processes)], who, case_id)
        for number, who in enumerate(signed[-READERS:])
    ]
    scene = Scene(posters, readers, case_id)
    enough, over = threading.Event(), threading.Event()
    writing = [threading.Thread(target=poster.run, args=(enough,)) for poster in posters]
    reading = [threading.Thread(target=reader.run, args=(over,)) for reader in readers]
    for thread in (*writing, *reading):
        thread.start()
    try:
        yield scene
        enough.set()
        for thread in writing:
            thread.join()
        scene.settle()
    finally:
        enough.set()
        over.set()
        for thread in (*writing, *reading):
            thread.join()
        for poster in posters:
            poster.close()
        for reader in readers:
            reader.close()


def when_more(scene: Scene, count: int, within: float = 30.0) -> None:
    """Wait until this many more posts were acknowledged: what broke works again."""
    before = scene.acknowledged
    assert until(lambda: scene.acknowledged >= before + count, within), "nothing is acknowledged any more"
