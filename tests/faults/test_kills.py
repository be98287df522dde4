"""kill -9 at random moments under eight posters: whoever was told "sent" finds it there, once, in order."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from consult.domain.people import organisations
from tests.faults.crowd import LONG, at_work, when_more
from tests.live.outside import outside
from tests.live.processes import Two, at, two
from tests.stories import posted

SEED = 20_261_122
KILLS, FEWER = (200, 50) if LONG else (10, 5)


@pytest.mark.timeout(1800 if LONG else 180)
def test_nothing_acknowledged_is_lost_when_the_server_on_sqlite_is_killed(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    with outside(tmp_path) as server, at_work(posted().id, [server.process], SEED) as scene:
        for _ in range(KILLS):
            when_more(scene, 3)
            time.sleep(chance.uniform(0, 0.3))  # any moment will do, and this one is random
            server.process.stop()
            server.process.start()
        when_more(scene, 8)


@pytest.fixture
def running() -> Iterator[Two]:
    with two() as made, at(made) as ready:
        organisations.forget()
        yield ready


@pytest.mark.timeout(1800 if LONG else 180)
def test_nothing_acknowledged_is_lost_when_one_of_two_processes_is_killed(running: Two) -> None:
    chance = random.Random(SEED + 1)
    with at_work(posted().id, running.cluster.web, SEED + 100) as scene:
        for _ in range(FEWER):
            when_more(scene, 5)
            time.sleep(chance.uniform(0, 0.3))
            process = chance.choice(running.cluster.web)
            process.stop()
            when_more(scene, 3)  # the other one goes on
            process.start()
        when_more(scene, 8)
