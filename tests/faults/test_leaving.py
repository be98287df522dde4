"""Removed while everybody posts, at two processes: nothing of theirs is stored, nothing reaches them."""

from __future__ import annotations

import random
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from http.client import HTTPConnection

import pytest
from sqlalchemy import select

from consult.core import db
from consult.domain.people import memberships, organisations, sign_ins
from consult.models.groups import Membership
from consult.models.suggestions import Suggestion
from tests.cluster import Process
from tests.faults.crowd import LONG, PAUSE, Signed, crowd, post_form
from tests.live.processes import Page, Two, at, soon, two
from tests.live.wires import Wire
from tests.people import JONAH, SAM, TOMAS, actor, signed_in
from tests.stories import posted

SEED = 20_261_122
ROUNDS, LEAVERS = (29 if LONG else 3), 7

pytestmark = pytest.mark.timeout(900 if LONG else 90)


@pytest.fixture(scope="module")
def running() -> Iterator[Two]:
    with two() as made:
        organisations.forget()
        yield made


@pytest.fixture
def here(running: Two) -> Iterator[Two]:
    with at(running) as ready:
        yield ready


class Leaver:
    """Somebody with a page at both processes, who posts by both doors until they are out."""

    def __init__(self, here: Two, who: Signed, case_id: str) -> None:
        self.who, self.case_id = who, case_id
        self.pages = [here.page(process, who.actor.id or "", who.token) for process in (here.a, here.b)]
        for page in self.pages:
            assert page.open(case_id)["ok"]
        self.threads = [
            threading.Thread(target=self._by_socket, args=(self.pages[0],)),
            threading.Thread(target=self._by_form, args=(here.b,)),
        ]

    def stored(self) -> set[str]:
        """What the database has of theirs."""
        with db.Sessions() as session:
            mine = (Suggestion.case_id == self.case_id, Suggestion.author_id == self.who.actor.id)
            return set(session.scalars(select(Suggestion.id).where(*mine)))

    def leave(self) -> None:
        """Be removed by the facilitator."""
        with db.Sessions() as session:
            query = select(Membership.id).where(Membership.person_id == self.who.actor.id)
            membership_id = session.scalars(query).one()
        memberships.end_membership(actor(JONAH), membership_id)

    def _by_socket(self, page: Page) -> None:
        while page.post(self.case_id)["ok"]:
            time.sleep(PAUSE)

    def _by_form(self, process: Process) -> None:
        while post_form(process, self.who, self.case_id, str(uuid.uuid4()))["ok"]:
            time.sleep(PAUSE)


def test_who_is_removed_while_all_post_says_and_hears_nothing_more(here: Two) -> None:
    case, chance = posted(), random.Random(SEED)
    reader = here.page(here.b, SAM)
    reader.open(case.id)
    for number in range(ROUNDS):
        several = crowd(LEAVERS + 2, f"r{number:04}")
        leavers = [Leaver(here, who, case.id) for who in several[:LEAVERS]]
        stays = [
            here.page(process, "", who.token)
            for process, who in zip((here.a, here.b), several[-2:], strict=True)
        ]
        over = threading.Event()
        talk = [threading.Thread(target=go_on, args=(page, case.id, over)) for page in stays]
        for thread in [*talk, *(thread for one in leavers for thread in one.threads)]:
            thread.start()
        stored = {}
        for one in chance.sample(leavers, LEAVERS):
            time.sleep(chance.uniform(0, 0.1))  # any moment will do, and this one is random
            one.leave()
            stored[one.who.token] = one.stored()
        pages = [page for one in leavers for page in one.pages]
        assert soon(partial(are_told, pages))
        heard = [len(page.heard) for page in pages]
        last = max(page.post(case.id)["seq"] for page in (here.page(here.a, TOMAS), here.page(here.b, TOMAS)))
        over.set()
        for thread in [*talk, *(thread for one in leavers for thread in one.threads)]:
            thread.join()
        assert soon(partial(has_heard, reader, case.id, last))
        assert [len(page.heard) for page in pages] == heard, "delivered after the end"
        assert {one.who.token: one.stored() for one in leavers} == stored, "stored after the end"
        for page in here.pages:
            if page is not reader:
                page.close()
        here.pages[:] = [reader]
    assert reader.seqs(case.id) == sorted(set(reader.seqs(case.id)))


def are_told(pages: list[Page]) -> bool:
    return all(page.told("gone") for page in pages)


def has_heard(page: Page, case_id: str, seq: int) -> bool:
    return seq in page.seqs(case_id)


def go_on(page: Page, case_id: str, over: threading.Event) -> None:
    """Post now and then."""
    while not over.wait(0.1):
        page.post(case_id)


def test_a_cookie_from_before_the_sign_out_opens_nothing_at_either(here: Two) -> None:
    token, tomas = signed_in(TOMAS)
    pages = [here.page(process, TOMAS, token) for process in (here.a, here.b)]
    assert [read(process, token) for process in (here.a, here.b)] == [200, 200]
    here.send(here.a, (token, tomas), "/sign-out")
    assert soon(lambda: all(page.is_cut for page in pages))
    for process in (here.a, here.b):
        assert read(process, token) == 303
        answer = post_form(process, Signed(token, tomas), "anything", str(uuid.uuid4()))
        assert (answer["ok"], answer["error"]) == (False, "signed_out")
        with pytest.raises(ConnectionRefusedError, match="403"):
            Wire(process.url, cookie(process, token))
    other, again = signed_in(TOMAS)
    sign_ins.sign_out_everywhere(again)
    assert [read(process, other) for process in (here.a, here.b)] == [303, 303]


def cookie(process: Process, token: str) -> str:
    return f"consult-{process.environment['PORT']}={token}"


def read(process: Process, token: str) -> int:
    """How a page is answered."""
    with closing(HTTPConnection("127.0.0.1", int(process.environment["PORT"]), timeout=30)) as line:
        line.request("GET", "/cases", headers={"Cookie": cookie(process, token)})
        return line.getresponse().status
