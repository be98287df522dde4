"""kill -9 at random moments under eight posters: whoever was told "sent" finds it there, once, in order."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import pytest

from consult import startup
from consult.core import db
from consult.domain.people import organisations
from consult.settings import with_key
from tests import people
from tests.cluster import Cluster, Process
from tests.faults.crowd import LONG, at_work, when_more
from tests.faults.database import postgres
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


@pytest.mark.timeout(1800 if LONG else 180)
def test_nothing_acknowledged_is_lost_when_postgresql_is_killed(tmp_path: Path) -> None:
    chance = random.Random(SEED + 2)
    with postgres() as database, ExitStack() as stack:
        cluster = Cluster(tmp_path, database.url, "", web=1, front=False)
        startup.prepare(cluster.settings)
        people.fill()
        db.Sessions.kw["bind"].dispose()
        startup.connect(with_key(cluster.settings))
        stack.callback(db.Sessions.kw["bind"].dispose)
        (web,) = cluster.web
        stack.callback(web.stop)
        web.start()
        with at_work(posted().id, [web], SEED + 200) as scene:
            for _ in range(FEWER):
                when_more(scene, 3)
                time.sleep(chance.uniform(0, 0.3))
                db.Sessions.kw["bind"].dispose()  # this process's own connections
                database.kill()
                assert refusal(web).startswith("503")
                database.start()
            when_more(scene, 8)  # it heals by itself
        assert web.log.read_text().count("fault") == 0


def refusal(web: Process) -> str:
    """What a page answers while the database is away."""
    line = HTTPConnection("127.0.0.1", int(web.environment["PORT"]), timeout=30)
    line.request("GET", "/sign-in")
    answer = line.getresponse()
    text = f"{answer.status} {answer.getheader('Retry-After')}"
    line.close()
    return text
