"""Everything at once, for a long time: two processes, PostgreSQL and the doorbell, and all faults mixed.

Only in the long form (`make soak`). CONSULT_SOAK_MINUTES says how long. Every minute is a case of its own, at
the end of which everybody's books are compared with the database.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from consult import startup
from consult.core import db
from consult.domain.people import memberships, organisations
from consult.live import bell
from consult.models.groups import Membership
from consult.settings import with_key
from tests import people
from tests.cluster import Cluster, Process
from tests.faults.crowd import EACH, POSTERS, READERS, Signed, at_work, crowd, stored_in, when_more
from tests.faults.database import Postgres, postgres
from tests.faults.flock import Flock, flock
from tests.faults.wire_cutter import WireCutter, wire_cutter
from tests.live.processes import Doorbell
from tests.live.real import until
from tests.live.wires import Wire
from tests.people import JONAH, actor
from tests.stories import posted

MINUTES = int(os.environ.get("CONSULT_SOAK_MINUTES", "30"))
SEED = 20_261_122
A_CASE = 60.0
"""Seconds of work on one case."""
PAUSE = 1.0
"""Seconds between two posts of a thread: nobody may be so long away that a page would be read anew."""
PATIENCE = 60.0
PAGES = 10
"""Open pages behind each line that is cut."""
WARM = 3
"""Cases after which memory may not grow."""
MEMORY, FILES, THREADS = 40.0, 30, 8
"""MB, open files and threads, by which the process that is never killed may differ from then on."""

pytestmark = pytest.mark.timeout(600 + MINUTES * 180)


@dataclass
class House:
    """Everything that can break."""

    cluster: Cluster
    database: Postgres
    doorbell: Doorbell
    lines: list[WireCutter]
    crowd: list[Signed]
    chance: random.Random
    broke: Counter[str]

    @property
    def stays(self) -> Process:
        """The process that is never killed: its memory is looked at."""
        return self.cluster.web[0]

    @property
    def falls(self) -> Process:
        return self.cluster.web[1]


def crash(house: House) -> None:
    house.falls.stop()
    time.sleep(house.chance.uniform(0, 3))
    house.falls.start()


def restart(house: House) -> None:
    house.falls.stop(signal.SIGTERM)
    house.falls.start()


def lose_the_database(house: House) -> None:
    db.Sessions.kw["bind"].dispose()
    house.database.kill()
    time.sleep(house.chance.uniform(0, 2))
    house.database.start()


def silence_the_bell(house: House) -> None:
    house.doorbell.pause()
    time.sleep(house.chance.uniform(0.5, 3))
    house.doorbell.resume()


def forget_the_bell(house: House) -> None:
    house.doorbell.stop()
    time.sleep(house.chance.uniform(0, 3))
    house.doorbell.start()


def forge_rings(house: House) -> None:
    with house.doorbell.client() as client:
        for channel in client.pubsub_channels():
            for number in range(100):
                client.publish(channel, "0" * 32 + json.dumps({"sender": "x", "rings": {"case:x": number}}))


def knock(house: House) -> None:
    for number in range(20):
        for process in house.cluster.web:
            with contextlib.suppress(OSError, EOFError):
                Wire(process.url, f"consult-{process.environment['PORT']}=nonsense{number}").socket.close()


def cut(house: House) -> None:
    for line in house.lines:
        line.cut()


def stall(house: House) -> None:
    line = house.chance.choice(house.lines)
    line.stall()
    time.sleep(house.chance.uniform(0.5, 4))
    line.flow()


def slow(house: House) -> None:
    for line in house.lines:
        line.delay = house.chance.uniform(0, 0.3)


def half_close(house: House) -> None:
    house.chance.choice(house.lines).half_close()


FAULTS: list[Callable[[House], None]] = [
    crash, restart, lose_the_database, silence_the_bell, forget_the_bell, forge_rings,
    knock, cut, stall, slow, half_close,
]  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with ExitStack() as stack:
        database, doorbell = stack.enter_context(postgres()), Doorbell()
        doorbell.start()
        stack.callback(doorbell.stop)
        cluster = Cluster(tmp_path, database.url, doorbell.url, web=2, front=False)
        (tmp_path / "key").touch(mode=0o600)
        (tmp_path / "key").write_bytes(people.KEY)
        startup.prepare(cluster.settings)
        people.fill()
        db.Sessions.kw["bind"].dispose()
        startup.connect(with_key(cluster.settings))
        organisations.forget()
        stack.callback(bell.ring_for(cluster.settings))
        stack.callback(db.Sessions.kw["bind"].dispose)
        for process in cluster.web:
            stack.callback(process.stop)
            process.start()
        ports = [int(process.environment["PORT"]) for process in cluster.web]
        lines = [stack.enter_context(wire_cutter(port)) for port in ports]
        signed = crowd(POSTERS * EACH + READERS + 2 * PAGES)
        yield House(cluster, database, doorbell, lines, signed, random.Random(SEED), Counter())


def test_with_all_faults_mixed_nothing_is_lost_and_memory_stays(house: House) -> None:
    used = []
    for number in range(max(MINUTES, 1)):
        organisations.forget()
        house.crowd = [Signed(*people.signed_in(one.actor.id or "")) for one in house.crowd]
        a_case(house, number)
        used.append(use_of(house.stays))
        print(f"case {number}: {used[-1]} {dict(house.broke)}", flush=True)  # noqa: T201 - half an hour is long
    before, after = used[min(WARM, len(used)) - 1], used[-1]
    assert after[0] - before[0] < MEMORY, used
    assert after[1] - before[1] <= FILES, used
    assert after[2] - before[2] <= THREADS, used
    for process in house.cluster.web:
        assert "Traceback" not in process.log.read_text()
        assert "fault " not in process.log.read_text()


def a_case(house: House, number: int) -> None:
    """A minute of work while things break; then all books are compared."""
    case, web = posted(), house.cluster.web
    workers, readers = house.crowd[: -2 * PAGES], house.crowd[-2 * PAGES :]
    leaver = crowd(1, f"l{number:04}")[0]
    with pages(house, case.id, readers) as flocks, out_later(house, case.id, leaver) as leaving:
        with at_work(case.id, web, SEED + number * 1000, workers, PAUSE) as scene:
            end, last = time.monotonic() + A_CASE, 0
            while time.monotonic() < end:
                when_more(scene, 5, PATIENCE)
                fault = house.chance.choice(FAULTS)
                fault(house)
                house.broke[fault.__name__] += 1
                if not last and time.monotonic() > end - A_CASE / 2:
                    when_more(scene, 3, PATIENCE)
                    last = remove(leaver, case.id)
            assert last, "nobody was removed"
            for line in house.lines:
                line.delay = 0
            when_more(scene, 8, PATIENCE)
        shown = stored_in(case.id)
        until(lambda: all(one.have(shown) for one in flocks), PATIENCE)
        assert [behind for one in flocks for behind in one.behind(shown)] == []
        assert [bird.book.faults for one in flocks for bird in one.birds if bird.book.faults] == []
        assert all(bird.book.seq <= last for bird in leaving.birds), "delivered after the end"


@contextmanager
def pages(house: House, case_id: str, signed: Sequence[Signed]) -> Iterator[list[Flock]]:
    """Open pages at both processes, behind lines that are cut."""
    with ExitStack() as stack:
        made = []
        for number, (process, line) in enumerate(zip(house.cluster.web, house.lines, strict=True)):
            mine = signed[number * PAGES : (number + 1) * PAGES]
            cookies = [f"consult-{process.environment['PORT']}={one.token}" for one in mine]
            made.append(stack.enter_context(flock(process.url, line.port, cookies, case_id, SEED + number)))
        yield made


@contextmanager
def out_later(house: House, case_id: str, leaver: Signed) -> Iterator[Flock]:
    """Pages of somebody who will be removed."""
    port = int(house.stays.environment["PORT"])
    with flock(house.stays.url, port, [f"consult-{port}={leaver.token}"] * 2, case_id, SEED) as made:
        yield made


def remove(leaver: Signed, case_id: str) -> int:
    """Remove them from the group; the number up to which they may have heard, five seconds later."""
    with db.Sessions() as session:
        query = select(Membership.id).where(Membership.person_id == leaver.actor.id)
        membership_id = session.scalars(query).one()
    memberships.end_membership(actor(JONAH), membership_id)
    time.sleep(5)  # the bound without the doorbell
    return max(seq for seq, _id in stored_in(case_id))


def use_of(process: Process) -> tuple[float, int, int]:
    """MB, open files and threads of a process whose pages were closed."""
    assert process.process
    place = Path(f"/proc/{process.process.pid}")
    time.sleep(1)
    status = (place / "status").read_text()
    memory = int(status.split("VmRSS:")[1].split()[0]) / 1024
    return memory, len(list((place / "fd").iterdir())), int(status.split("Threads:")[1].split()[0])
