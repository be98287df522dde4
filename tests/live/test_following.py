"""What a process hears of a stream: everything, in order, once; whatever the rings say."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from consult.core import events
from consult.core.events import HOUSE, Happened
from consult.core.unit import acting
from consult.domain.people import accounts
from consult.live import following as room
from consult.live.following import Following
from consult.models.actor import SYSTEM
from consult.models.people import Person
from tests.live.real import until
from tests.people import INES, KIM, RUTH, TOMAS, actor

HERE, THERE = f"person:{INES}", f"person:{RUTH}"


def happen(stream: str = HERE, count: int = 1) -> list[Happened]:
    """Something is committed: by this process, if `committed` is told of it, else by another one."""
    heard: list[Happened] = []
    stop = events.listen(heard.append, here_only=True)
    for _ in range(count):
        with acting(SYSTEM) as unit:
            unit.allow(unit.actor.is_system)
            unit.record("test.happened", on=stream, about=unit.session.get_one(Person, INES))
    stop()
    return heard


class Ear:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.heard: list[Happened] = []
        self.before: Callable[[Happened], None] = lambda _happened: None

    def __call__(self, happened: Happened) -> None:
        self.before(happened)
        self.heard.append(happened)

    @property
    def seqs(self) -> list[int]:
        return [happened.seq for happened in self.heard]


@pytest.fixture
def ear(database: Engine) -> Ear:
    return Ear()


@pytest.fixture
def following(ear: Ear) -> Following:
    happen(HERE, 3)
    made = Following(ear)
    made.follow(HERE)
    return made


def test_only_what_comes_after_the_beginning_is_told(following: Following, ear: Ear) -> None:
    assert not following.look()
    (fourth,) = happen()
    following.committed(fourth)
    happen(THERE)
    assert following.look() is False
    assert ear.heard == [fourth]


def test_a_commit_of_ours_is_told_after_what_another_process_did_before_it(
    following: Following, ear: Ear
) -> None:
    theirs, ours = happen(count=2)
    following.committed(ours)
    assert ear.heard == [theirs, ours]
    following.committed(ours)
    following.look()
    assert ear.heard == [theirs, ours]


def test_what_comes_while_something_is_told_waits_for_its_turn(following: Following, ear: Ear) -> None:
    first, second, third = happen(count=3)

    def meanwhile(happened: Happened) -> None:
        if happened == first:
            following.committed(third)
            following.committed(second)
            assert ear.heard == [], "the first one is still being told"

    ear.before = meanwhile
    following.committed(first)
    assert ear.heard == [first, second, third]


def test_many_threads_at_once_still_tell_each_thing_once_and_in_order(following: Following, ear: Ear) -> None:
    all_of_it = happen(count=40)
    slowly = threading.Event()

    def wait(_happened: Happened) -> None:
        slowly.wait(0.001)

    ear.before = wait

    def commit(part: list[Happened]) -> None:
        for one in part:
            following.committed(one)

    threads = [threading.Thread(target=commit, args=(all_of_it[start::3],)) for start in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ear.heard == all_of_it


def test_a_database_that_is_away_in_the_middle_loses_nothing(following: Following, ear: Ear) -> None:
    away = [True]

    def breaks(_happened: Happened) -> None:
        if away:
            raise OperationalError("SELECT", {}, Exception())

    ear.before = breaks
    first, second = happen(count=2)
    following.committed(first)
    assert ear.heard == []
    away.clear()
    following.committed(second)
    assert ear.heard == [first, second]


def test_one_thing_that_cannot_be_told_keeps_nothing_back(
    following: Following, ear: Ear, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = happen(count=2)

    def breaks(happened: Happened) -> None:
        if happened == first:
            raise ValueError("words of somebody")

    ear.before = breaks
    following.committed(first)
    following.committed(second)
    assert ear.heard == [second]
    assert "words of somebody" not in caplog.text


def test_long_absence_is_made_up_for_in_parts(following: Following, ear: Ear, queries: list[str]) -> None:
    happen(count=events.MOST_AT_ONCE + 5)
    queries.clear()
    assert following.look()
    assert ear.seqs == list(range(4, 4 + events.MOST_AT_ONCE + 5))
    assert len([one for one in queries if one.startswith("SELECT")]) == 3


def test_whom_nobody_cares_for_is_not_followed_any_more(following: Following, ear: Ear) -> None:
    following.follow(HERE, THERE)
    following.leave(HERE)
    assert HERE in following
    following.leave(HERE, THERE)
    assert HERE not in following
    for happened in happen():
        following.committed(happened)
    assert ear.heard == []
    following.leave(HERE)


def test_all_heads_are_one_question(following: Following, ear: Ear, queries: list[str]) -> None:
    following.follow(*(f"case:{number}" for number in range(500)))
    queries.clear()
    following.look()
    assert len([one for one in queries if one.startswith("SELECT")]) == 1


# --- rings ---


@pytest.fixture
def runs(following: Following, monkeypatch: pytest.MonkeyPatch) -> Iterator[Following]:
    """It answers rings, and looks by itself once only: what is heard then, a ring brought."""
    monkeypatch.setattr(room, "LOOK_EVERY", 3600.0)
    looked, look = threading.Event(), following.look

    def once() -> bool:
        found = look()
        looked.set()
        return found

    monkeypatch.setattr(following, "look", once)
    thread = threading.Thread(target=following.run, kwargs={"with_house": False})
    thread.start()
    assert looked.wait(10)
    yield following
    following.stop()
    thread.join()


def test_nobody_tells_what_others_write_for_ever(
    runs: Following, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_TURNS", 5)
    happened, tellers = happen(count=30), dict[int, str]()

    def goes_on(one: Happened) -> None:
        tellers[one.seq] = threading.current_thread().name
        if one.seq < happened[-1].seq:
            runs.committed(happened[one.seq + 1 - happened[0].seq])

    ear.before = goes_on
    runs.committed(happened[0])
    assert list(tellers.values()) == ["MainThread"] * 5, "as many turns as it may have"
    assert until(lambda: ear.heard == happened)
    assert set(list(tellers.values())[5:]) != {"MainThread"}


def test_a_ring_brings_what_another_process_did(runs: Following, ear: Ear) -> None:
    happened = happen(count=2)
    runs.rung(HERE, happened[-1].seq)
    assert until(lambda: len(ear.heard) == 2)
    assert ear.heard == happened


def test_forged_rings_cost_a_few_looks_and_show_nothing(
    runs: Following, ear: Ear, queries: list[str]
) -> None:
    runs.follow(THERE)
    for number in range(1000):
        for stream in (HERE, THERE, "case:unknown", "", "person:x; DROP TABLE", "é" * 60):
            runs.rung(stream, (10**9, -1, 0, 3)[number % 4])
    assert not threading.Event().wait(0.6)
    assert len([one for one in queries if one.startswith("SELECT")]) <= 8
    assert ear.heard == []
    happened = happen()
    runs.rung(HERE, 10**18)
    assert until(lambda: ear.heard == happened), "and what is true is still heard"


def test_a_ring_for_what_is_not_followed_costs_nothing(runs: Following, queries: list[str]) -> None:
    happen(THERE)
    queries.clear()
    for number in range(1000):
        runs.rung(THERE, number)
        runs.rung(HERE, 3)
    assert not threading.Event().wait(0.1)
    assert queries == []


def test_what_concerns_every_process_is_in_a_stream_that_each_follows(database: Engine, ear: Ear) -> None:
    following = Following(ear)
    following.follow(HOUSE)
    accounts.disable_person(actor(KIM), TOMAS)
    following.look()
    assert [(happened.kind, happened.about_id) for happened in ear.heard] == [("person.disabled", TOMAS)]
    assert ear.heard[0].stream == HOUSE
