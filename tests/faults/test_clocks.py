"""The computer's clock is set anew while people work: nobody is signed out, and order is by number."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from consult.core import clock
from consult.core.clock import Steady
from tests.faults.crowd import stored_in
from tests.live.sockets import Page
from tests.people import INES, TOMAS
from tests.stories import posted

pytestmark = pytest.mark.timeout(60)

START = dt.datetime(2026, 3, 29, 0, 30, tzinfo=dt.UTC)  # half an hour before summer time begins in Europe
HOURS = dt.timedelta(hours=2)
SECOND, MINUTE = dt.timedelta(seconds=1), dt.timedelta(minutes=1)


class Computer:
    """A computer whose clock somebody sets."""

    def __init__(self) -> None:
        self.wall, self.steady = START, 1000.0
        self.now = Steady(lambda: self.wall, lambda: self.steady)

    def wait(self, time: dt.timedelta) -> dt.datetime:
        """Let time go by."""
        self.wall += time
        self.steady += time.total_seconds()
        return self.now()


@pytest.fixture
def computer() -> Iterator[Computer]:
    made = Computer()
    with clock.at(made.now):
        yield made


def test_a_clock_that_is_right_is_told_as_it_is(computer: Computer) -> None:
    for _ in range(10):
        assert computer.wait(SECOND) == computer.wall


@pytest.mark.parametrize(("jump", "within"), [(HOURS, HOURS), (-HOURS, HOURS * 2)])
def test_what_was_set_is_made_up_for_without_a_jump(
    computer: Computer, jump: dt.timedelta, within: dt.timedelta
) -> None:
    computer.wall += jump
    before = computer.now()
    assert before == START
    for _ in range(within // MINUTE):
        assert MINUTE / 2 <= computer.wait(MINUTE) - before <= MINUTE * 2
        before = computer.now()
    assert before == computer.wall


def test_a_clock_that_was_wrong_by_years_is_followed_at_once(computer: Computer) -> None:
    computer.wall += dt.timedelta(days=2000)
    assert computer.now() == computer.wall


@pytest.mark.parametrize("jump", [HOURS, -HOURS, dt.timedelta(hours=11), dt.timedelta(hours=-11)])
def test_who_is_there_stays_signed_in_and_words_stay_in_order(
    jump: dt.timedelta, computer: Computer, visit: Any, app: Any
) -> None:
    case, ines = posted(), visit(INES)
    tomas, reader = Page(app, TOMAS), Page(app, INES)
    tomas.open(case.id)
    reader.open(case.id)
    told = [tomas.post(f"Idea {number}.") for number in range(2)]
    computer.wall += jump
    for number in range(2, 5):
        computer.wait(MINUTE)
        told.append(tomas.post(f"Idea {number}."))
        assert ines.get(f"/cases/{case.id}").status_code == 200
    assert [answer["ok"] for answer in told] == [True] * 5
    for message in reader.heard():
        reader.take(message)
    wanted = [f"suggestion-{answer['id']}" for answer in told]
    assert [name for name in reader.order if name in wanted] == wanted
    html = ines.get(f"/cases/{case.id}").text
    assert sorted(wanted, key=lambda name: html.index(f'id="{name}"')) == wanted
    computer.wait(dt.timedelta(minutes=31) * 2)
    assert ines.get(f"/cases/{case.id}").status_code == 303, "who is away is signed out as ever"


def test_a_process_whose_clock_is_behind_puts_its_words_behind_the_others(visit: Any, app: Any) -> None:
    case, tomas = posted(), Page(app, TOMAS)
    tomas.open(case.id)
    here = clock.now()
    ids = []
    for off in (dt.timedelta(0), -2 * MINUTE, MINUTE, -5 * MINUTE):
        with clock.at(partial(lambda moment: moment, here + off)):
            ids.append(tomas.post()["id"])
    assert [id_ for _seq, id_ in stored_in(case.id)] == ids
    said = {"suggestion": ids[0]}
    assert tomas.say("suggestion:edit", **said, body="Call midweek.", client_id=str(uuid.uuid4()))["ok"]
    with clock.at(lambda: here - MINUTE):
        assert tomas.say("suggestion:take_back", **said, client_id=str(uuid.uuid4()))["ok"]
    assert tomas.say("suggestion:put_back", **said, client_id=str(uuid.uuid4()))["ok"]
    html = visit(INES).get(f"/cases/{case.id}").text
    assert "Call midweek." in html, "the words that were taken back, not earlier ones"
    assert sorted(ids, key=lambda id_: html.index(f'id="suggestion-{id_}"')) == ids
