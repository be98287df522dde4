"""Two processes, one doorbell: everybody sees the same, in order and once, and nobody a moment too long."""

from __future__ import annotations

import functools
import json
import re
import threading
import uuid
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import func, select

from consult.core.db import Sessions
from consult.core.ids import new_id
from consult.core.unit import acting
from consult.domain.cases import closings, doubts, guests, recusals
from consult.domain.people import accounts, groups, memberships, passwords, people, sign_ins
from consult.models.actor import SYSTEM
from consult.models.cases import Case
from consult.models.groups import Group, GroupKind, Membership, Role
from consult.models.people import Person
from consult.models.suggestions import Suggestion
from tests.cluster import Process
from tests.live import processes
from tests.live.processes import Page, Two, soon
from tests.people import FAMILY, INES, JONAH, KIM, MEI, NOOR, RUTH, SAM, TOMAS, actor, signed_in
from tests.stories import posted

pytestmark = pytest.mark.timeout(90)


@pytest.fixture(scope="session")
def running() -> Iterator[Two]:
    with processes.two() as made:
        yield made


@pytest.fixture
def two(running: Two) -> Iterator[Two]:
    with processes.at(running) as made:
        yield made


def test_posts_at_both_are_shown_at_both_in_order_and_once(two: Two) -> None:
    case = posted()
    readers = [two.page(two.a, INES), two.page(two.b, SAM)]
    writers = [two.page(two.a, TOMAS), two.page(two.b, RUTH), two.page(two.a, MEI), two.page(two.b, JONAH)]
    for page in (*readers, *writers):
        assert page.open(case.id)["ok"]

    def write(page: Page) -> None:
        for number in range(6):
            assert page.post(case.id, f"Idea number {number}.")["ok"]

    threads = [threading.Thread(target=write, args=(page,)) for page in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wanted = list(range(2, 26))
    everybody = (*readers, *writers)
    assert soon(lambda: all(len(page.seqs(case.id)) >= len(wanted) for page in everybody))
    for page in everybody:
        assert page.seqs(case.id) == wanted


def test_the_same_post_by_both_doors_of_both_processes_is_one(two: Two) -> None:
    case, once, tomas = posted(), str(uuid.uuid4()), signed_in(TOMAS)
    reader = two.page(two.b, INES)
    reader.open(case.id)
    pages = [two.page(process, TOMAS, tomas[0]) for process in (two.a, two.b)]
    acks: list[dict[str, object]] = []

    def by_socket(page: Page) -> None:
        acks.append(page.post(case.id, once=once))

    def by_form(process: Process) -> None:
        body = "Walk past the gate."
        acks.append(two.send(process, tomas, f"/cases/{case.id}/suggestions", body=body, client_id=once))

    jobs = [(by_socket, page) for page in pages] + [(by_form, process) for process in (two.a, two.b)]
    threads = [threading.Thread(target=job, args=(where,)) for job, where in jobs * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(acks) == 8
    assert {(ack["id"], ack["seq"]) for ack in acks} == {(acks[0]["id"], 2)}
    assert soon(lambda: reader.seqs(case.id) == [2])
    with Sessions() as session:
        query = select(func.count()).select_from(Suggestion).where(Suggestion.case_id == case.id)
        assert session.scalar(query) == 1


# --- whoever has to leave, leaves everywhere ---

OLD, NEW = "four quiet words together", "a slow boat under warm lamps"


class Leaver:
    """Somebody new with a page of a case at both processes, whose time is over in a moment."""

    def __init__(self, two: Two, why: str, common: Case) -> None:
        self.why = why
        self.id, self.membership_id = newcomer("" if why == "a guest's time ends" else FAMILY)
        self.case = common if why not in ENDS_CASE else posted(group_id=self._group())
        if why == "a guest's time ends":
            guests.invite_guest(actor(INES), self.case.id, person_id=self.id)
        self.token, self.actor = signed_in(self.id)
        self.pages = [two.page(process, self.id, self.token) for process in (two.a, two.b)]
        for page in self.pages:
            assert page.open(self.case.id)["ok"], why

    def _group(self) -> str:
        if self.why != "the group is closed":
            return FAMILY
        kind, name = GroupKind.SUPERVISION, f"Thursday {self.id}"
        group = groups.make_group(actor(KIM), name=name, purpose="", kind=kind, facilitator_id=INES)
        with acting(SYSTEM) as unit:
            unit.allow(unit.actor.is_system)
            memberships.put_in(unit, unit.session.get_one(Group, group.id), self.id, Role.MEMBER)
        return group.id

    @property
    def is_out(self) -> bool:
        """Is the line itself cut, or this case gone from both pages?"""
        if self.why in ENDS_SIGN_IN:
            return all(page.is_cut for page in self.pages)
        return all(page.told("gone") for page in self.pages)


ENDS_SIGN_IN: dict[str, Callable[[Leaver], object]] = {
    "signs out": lambda one: sign_ins.sign_out(one.actor),
    "signs out everywhere": lambda one: sign_ins.sign_out_everywhere(one.actor),
    "changes the password": lambda one: people.change_password(
        actor(one.id), old=OLD, new=NEW, network="here"
    ),
    "is disabled": lambda one: accounts.disable_person(actor(KIM), one.id),
}
ENDS_READING: dict[str, Callable[[Leaver], object]] = {
    "is removed from the group": lambda one: memberships.end_membership(actor(JONAH), one.membership_id),
    "may know this person": lambda one: recusals.step_back(one.actor, one.case.id),
    "a guest's time ends": lambda one: guests.end_guest(actor(INES), one.case.id, one.id),
}
ENDS_CASE: dict[str, Callable[[Leaver], object]] = {
    "the case is withdrawn": lambda one: closings.withdraw_case(actor(INES), one.case.id),
    "the case is hidden": lambda one: doubts.raise_doubt(actor(SAM), one.case.id, part="The work they do."),
    "the group is closed": lambda one: groups.close_group(actor(INES), str(one.case.group_id)),
}


@functools.cache
def hashed() -> str:
    return passwords.hash_password(OLD)


def newcomer(group_id: str = "", name: str = "Robin Vale") -> tuple[str, str]:
    """A new account, in a group or in none: its id, and the membership's."""
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        id_ = new_id()
        unit.add(Person(id=id_, name=name, email=f"{id_}@larkfield.example", password_hash=hashed()))
        membership = Membership(group_id=group_id, person_id=id_, role=Role.MEMBER)
        if group_id:
            unit.add(membership)
        unit.record("account.made", on=f"person:{id_}", about=unit.session.get_one(Person, id_))
    return id_, membership.id


@pytest.mark.parametrize("doorbell", ["rings", "is paused"])
def test_who_may_no_longer_listen_is_out_at_both(two: Two, doorbell: str) -> None:
    ends, case = ENDS_SIGN_IN | ENDS_READING | ENDS_CASE, posted()
    stays = [two.page(process, INES) for process in (two.a, two.b)]
    for page in stays:
        page.open(case.id)
    leavers = [Leaver(two, why, case) for why in ends]
    if doorbell == "is paused":
        two.doorbell.pause()
    try:
        for one in leavers:
            ends[one.why](one)
        soon(lambda: all(one.is_out for one in leavers))
        assert [one.why for one in leavers if not one.is_out] == []
    finally:
        two.doorbell.resume()
    heard = {one.why: [len(page.heard) for page in one.pages] for one in leavers}
    seqs = [page.post(case.id, "Said afterwards.")["seq"] for page in stays]
    assert soon(lambda: all(set(seqs) <= set(page.seqs(case.id)) for page in stays))
    for one in leavers:
        for page in one.pages:
            assert page.post(one.case.id)["ok"] is False, one.why
    assert {one.why: [len(page.heard) for page in one.pages] for one in leavers} == heard


# --- the doorbell goes away, and comes back ---


def everybody_hears(two: Two, case_id: str, said: str) -> None:
    """What is posted at each process is acknowledged, and shown at both."""
    pages = {process: [page for page in two.pages if page.process is process] for process in (two.a, two.b)}
    acks = [pages[process][0].post(case_id, said) for process in (two.a, two.b)]
    assert [ack["ok"] for ack in acks] == [True, True], said
    last = max(ack["seq"] for ack in acks)
    assert soon(lambda: all(last in page.seqs(case_id) for page in two.pages)), said
    for page in two.pages:
        seqs = page.seqs(case_id)
        assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))


def test_a_doorbell_that_is_paused_stopped_and_started_empty_is_missed_by_nobody(two: Two) -> None:
    case = posted()
    tomas, ines = two.page(two.a, TOMAS), two.page(two.b, INES)
    for page in (tomas, ines):
        page.open(case.id)
    everybody_hears(two, case.id, "It rings.")
    two.doorbell.pause()
    everybody_hears(two, case.id, "It is silent.")
    two.doorbell.resume()
    two.doorbell.stop()
    everybody_hears(two, case.id, "It is gone.")
    two.doorbell.start()
    everybody_hears(two, case.id, "It is there, and knows nothing.")
    for page in two.pages:  # who is elsewhere is known by the doorbell alone
        page.say("presence:writing", case=case.id, kind="idea")
    assert soon(lambda: all({INES, TOMAS} <= page.present().keys() for page in two.pages))


def test_what_strangers_ring_is_not_even_looked_at(two: Two) -> None:
    case, hidden = posted(), posted(group_id=FAMILY)
    tomas, noor = two.page(two.b, TOMAS), two.page(two.b, NOOR)
    tomas.open(case.id)
    before = [len(page.heard) for page in two.pages]
    with two.doorbell.client() as client:
        (channel,) = client.pubsub_channels()
        for number in range(1000):
            ring = {"sender": "stranger", "rings": {f"case:{case.id}": 10**number, f"case:{hidden.id}": 3}}
            lie = {"sender": "stranger", "here": {case.id: {NOOR: ["idea", 6.0]}}, "asks": [case.id] * 9}
            shapes: tuple[object, ...] = (ring, lie, {"mine": [[TOMAS, case.id]]}, [], "x" * 10_000)
            seal = ("", "0" * 32, "é" * 32)[number % 3]
            client.publish(channel, seal + json.dumps(shapes[number % 5]))
    assert two.page(two.b, MEI).open(case.id)["presence"]["here"] != []
    assert tomas.post(case.id)["ok"]
    assert soon(lambda: tomas.seqs(case.id) == [2])
    assert noor.heard == []
    assert NOOR not in str(tomas.heard[before[0] :])


# --- who is there ---


def test_who_is_here_is_the_same_at_both_and_a_person_counts_once(two: Two) -> None:
    case = posted()
    ines = two.page(two.b, INES)
    assert [one["id"] for one in ines.open(case.id)["presence"]["here"]] == [INES]
    tomas = [two.page(process, TOMAS) for process in (two.a, two.b)]
    for page in tomas:
        page.open(case.id)
    ruth = two.page(two.a, RUTH)
    ruth.open(case.id)
    assert soon(lambda: all(sorted(page.present()) == [INES, RUTH, TOMAS] for page in two.pages))
    ruth.say("presence:writing", case=case.id, kind="question")
    assert soon(lambda: ines.present()[RUTH] == "question")
    assert ines.told("presence")[-1]["writing"] == [{"id": RUTH, "name": "Ruth", "kind": "question"}]
    ruth.say("presence:writing", case=case.id, kind="")
    assert soon(lambda: ines.present()[RUTH] == "")
    tomas[0].close()
    ruth.close()
    assert soon(lambda: sorted(ines.present()) == [INES, TOMAS])
    tomas[1].close()
    assert soon(lambda: sorted(ines.present()) == [INES])


def test_who_may_not_see_a_case_is_never_shown_on_it(two: Two) -> None:
    """Another process may be wrong, or late: whoever shows a name looks it up."""
    case = posted()
    ines = two.page(two.b, INES)
    ines.open(case.id)
    with processes.another(two) as other:
        other.say(here={case.id: {NOOR: ("idea", 6.0), KIM: ("", 0.0), TOMAS: ("idea", 6.0)}})
        assert soon(lambda: TOMAS in ines.present())
    assert sorted(ines.present()) == [INES, TOMAS]


def test_what_is_read_or_liked_on_one_page_is_so_on_the_other(two: Two) -> None:
    case, mei = posted(), signed_in(MEI)
    here, there = (two.page(process, MEI, mei[0]) for process in (two.a, two.b))
    for page in (here, there):
        page.open(case.id)
    tomas = two.page(two.a, TOMAS)
    tomas.open(case.id)
    assert here.say("case:read", case=case.id, seq=1)["read"] == 1
    assert soon(lambda: [mine["read"] for mine in there.told("mine")] == [1])
    given = tomas.post(case.id)["id"]
    assert here.say("suggestion:support", case=case.id, suggestion=given, on="yes")["ok"]
    assert soon(lambda: there.told("mine")[-1]["supported"] == [given])
    assert [mine for mine in tomas.told("mine") if mine["supported"]] == []


# --- what each process keeps in memory ---


def test_a_new_name_is_shown_by_the_other_process(two: Two) -> None:
    case = posted()
    id_, _membership = newcomer(FAMILY, "Robin Vale")
    robin, ines = signed_in(id_), signed_in(INES)
    page = two.page(two.a, id_, robin[0])
    page.open(case.id)
    assert page.post(case.id)["ok"]
    assert soon(lambda: "Robin Vale" in two.read(two.b, ines, f"/cases/{case.id}"))
    people.change_settings(
        robin[1], name="Robin Marsh", announcements="all", shows_presence=True, single_keys=True
    )
    assert soon(lambda: "Robin Vale" not in two.read(two.b, ines, f"/cases/{case.id}"))
    assert "Robin Marsh" in two.read(two.b, ines, f"/cases/{case.id}")


def test_what_needs_me_is_counted_anew_by_whichever_process_is_asked(two: Two) -> None:
    id_, _membership = newcomer(FAMILY)
    robin = signed_in(id_)
    case = posted(id_)
    before = needs(two.read(two.b, robin, "/cases"))
    page = two.page(two.a, TOMAS)
    page.open(case.id)
    assert page.post(case.id)["ok"]
    assert needs(two.read(two.b, robin, "/cases")) == before + 1


def needs(html: str) -> int:
    """The number beside Home."""
    found = re.search(r'id="needs-count">(\d+)', html)
    return int(found[1]) if found else 0


def test_nothing_that_anybody_wrote_or_is_called_was_ever_said_to_the_doorbell(two: Two) -> None:
    case = posted(situation="Mornings in the heather have become hard.")
    tomas, ines = two.page(two.a, TOMAS), two.page(two.b, INES)
    for page in (tomas, ines):
        page.open(case.id)
    tomas.say("presence:writing", case=case.id, kind="idea")
    assert tomas.post(case.id, "Walk past the marram gate.")["ok"]
    assert soon(lambda: ines.seqs(case.id) == [2])
    said = bytes(two.doorbell.said)
    assert case.id.encode() in said
    for words in (b"heather", b"marram", b"gate", b"Tomas", b"Brandt", b"Aldana", b"Robin", b"larkfield"):
        assert words not in said, words
    assert tomas.token.encode() not in said
