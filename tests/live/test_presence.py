"""Who is there: per person, bounded, gone by itself, the same at every process."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from consult.domain.consultation import listening
from consult.domain.people import people as settings_of
from consult.domain.people import sign_ins
from consult.domain.people.sign_ins import Visitor
from consult.live.presence import LEAVES_AFTER, MOST_SAID, MOST_SHOWN, WRITES_FOR, Presence
from tests.people import INES, KIM, NOOR, RUTH, TOMAS, actor, signed_in
from tests.stories import posted

CASE = "case"


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Process:
    """The presence of one process, and what it told."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.shown: list[str] = []
        self.said: list[str] = []
        self.presence = Presence(self.shown.append, self.said.append, self.clock)

    def pass_(self, seconds: float) -> None:
        """Time goes by, with a beat every second."""
        for _ in range(int(seconds)):
            self.clock.now += 1
            self.presence.beat()

    @property
    def here(self) -> list[str]:
        return [one["id"] for one in self.presence.of(CASE)["here"]]

    @property
    def writing(self) -> dict[str, str]:
        return {one["id"]: one["kind"] for one in self.presence.of(CASE)["writing"]}


@pytest.fixture
def process(database: Engine) -> Process:
    return Process()


def visitor(person_id: str, name: str = "") -> Visitor:
    found = sign_ins.who(signed_in(person_id)[0])
    assert found is not None
    return replace(found, actor=replace(found.actor, name=name)) if name else found


def test_a_person_with_many_pages_is_there_once_until_the_last_is_closed(process: Process) -> None:
    tomas = visitor(TOMAS)
    for sid in ("one", "two", "three"):
        process.presence.arrive(CASE, tomas, sid)
    assert process.here == [TOMAS]
    for sid in ("one", "two", "nobody's"):
        process.presence.go(CASE, TOMAS, sid)
    assert process.here == [TOMAS]
    process.presence.go(CASE, TOMAS, "three")
    assert process.here == []
    assert process.presence._cases == {}


def test_who_gives_no_sign_is_gone_and_who_stops_writing_has_stopped(process: Process) -> None:
    tomas = visitor(TOMAS)
    process.presence.arrive(CASE, tomas, "one")
    process.presence.write(CASE, tomas, "one", "idea")
    process.pass_(WRITES_FOR - 1)
    assert process.writing == {TOMAS: "idea"}
    process.presence.write(CASE, tomas, "one", "idea")
    process.pass_(WRITES_FOR - 1)
    assert process.writing == {TOMAS: "idea"}, "another sign"
    process.pass_(1)
    assert process.writing == {}
    process.pass_(LEAVES_AFTER)
    assert process.here == []


def test_a_case_is_told_of_once_a_second_however_much_happens(process: Process) -> None:
    tomas, ruth = visitor(TOMAS), visitor(RUTH)
    process.presence.arrive(CASE, tomas, "one")
    for number in range(200):
        process.presence.arrive(CASE, ruth, f"page {number}")
        process.presence.write(CASE, ruth, f"page {number}", ("idea", "question")[number % 2])
    assert (process.shown, process.said) == ([CASE], [CASE])
    process.presence.beat()
    assert (len(process.shown), len(process.said)) == (2, 2)
    process.presence.beat()
    process.presence.beat()
    assert len(process.shown) == 2, "nothing new"


def test_names_shown_and_people_said_are_bounded(process: Process) -> None:
    someone = visitor(TOMAS)
    for number in range(MOST_SAID + 50):
        one = replace(someone, actor=replace(someone.actor, id=f"p{number}", name=f"N {number}"))
        process.presence.arrive(CASE, one, f"s{number}")
    told = process.presence.of(CASE)
    assert (len(told["here"]), told["more"]) == (MOST_SHOWN, MOST_SAID + 50 - MOST_SHOWN)
    process.presence.write(CASE, replace(someone, actor=replace(someone.actor, id="p7")), "s7", "idea")
    said = process.presence.of_here(CASE)
    assert len(said) == MOST_SAID
    assert said["p7"] == ("idea", WRITES_FOR), "whoever writes is among them"


def test_another_process_is_believed_for_as_long_as_it_speaks(process: Process) -> None:
    presence = process.presence
    presence.hear(CASE, "other", {TOMAS: ("idea", 60.0), RUTH: ("", 0.0)}, {TOMAS: "Tomas Brandt"})
    assert process.here == [TOMAS], "Ruth's name was not to be had"
    assert process.said == [], "what others say is not said again"
    process.pass_(WRITES_FOR)
    assert process.writing == {}, "whatever the other said"
    process.pass_(LEAVES_AFTER - WRITES_FOR - 1)
    presence.hear(CASE, "other", {TOMAS: ("", 0.0)}, {})
    process.pass_(LEAVES_AFTER - 1)
    assert process.here == [TOMAS]
    process.pass_(1)
    assert process.here == []
    assert presence._cases == {}


def test_somebody_at_two_processes_is_there_until_both_have_let_go(process: Process) -> None:
    tomas = visitor(TOMAS)
    process.presence.arrive(CASE, tomas, "one")
    process.presence.hear(CASE, "other", {TOMAS: ("", 0.0)}, {})
    process.presence.go(CASE, TOMAS, "one")
    assert process.here == [TOMAS]
    assert process.presence.of_here(CASE) == {}
    assert process.presence.cases_here() == []
    process.presence.hear(CASE, "other", {}, {})
    assert process.here == []


def test_who_looks_no_more_says_so_to_the_others(process: Process) -> None:
    process.presence.arrive(CASE, visitor(TOMAS), "one")
    process.presence.go(CASE, TOMAS, "one")
    process.presence.drop(CASE)
    assert process.said == [CASE, CASE]


def test_who_asks_is_told_when_somebody_is_here(process: Process) -> None:
    process.presence.say_again(CASE)
    assert process.said == []
    process.presence.arrive(CASE, visitor(TOMAS), "one")
    process.presence.beat()
    process.presence.say_again(CASE)
    assert process.said == [CASE, CASE]


def test_names_are_looked_up_of_those_only_who_may_be_there_and_show_it(database: Engine) -> None:
    case = posted()
    settings_of.change_settings(
        actor(RUTH), name="Ruth Okafor", announcements="all", shows_presence=False, single_keys=True
    )
    names = listening.names_on(case.id, [INES, TOMAS, RUTH, NOOR, KIM, "nobody"])
    assert names == {INES: "Ines Aldana", TOMAS: "Tomas Brandt"}
