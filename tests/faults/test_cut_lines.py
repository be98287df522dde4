"""Lines that are cut, dead or half closed: everybody is back in step, and nothing is lost on the way."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.faults.crowd import LONG, Signed, crowd, post_form, stored_in
from tests.faults.flock import Flock, flock
from tests.faults.wire_cutter import WireCutter, wire_cutter
from tests.live.outside import Outside, outside
from tests.live.real import until
from tests.live.wires import Wire
from tests.people import INES, TOMAS
from tests.stories import posted

SOCKETS = 1000 if LONG else 60
EACH = 9
"""Pages of one person; ten may be open."""
STORM = 20.0
"""Seconds after which everybody is back in step."""
SEED = 20_261_122

pytestmark = pytest.mark.timeout(300 if LONG else 90)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    with outside(tmp_path_factory.mktemp("house")) as running:
        yield running


def said(server: Outside, who: list[Signed], case_id: str) -> None:
    """Everybody of these posts once, past the line that is cut."""
    for one in who:
        assert post_form(server.process, one, case_id, str(uuid.uuid4()))["ok"]


def in_step(pages: Flock, case_id: str) -> bool:
    return until(lambda: pages.have(stored_in(case_id)), STORM)


def test_who_is_cut_off_with_everybody_else_is_back_in_step(server: Outside) -> None:
    case, people = posted(), crowd(-(-SOCKETS // EACH))
    cookies = [f"{server.settings.cookie}={one.token}" for one in people for _ in range(EACH)][:SOCKETS]
    port = server.settings.port
    with wire_cutter(port) as line, flock(server.url, line.port, cookies, case.id, SEED) as pages:
        assert until(lambda: all(bird.came == 1 for bird in pages.birds), 60)
        said(server, people[:3], case.id)
        assert in_step(pages, case.id)
        assert line.cut() == SOCKETS
        said(server, people[:5], case.id)  # nobody hears it: all have to ask for it
        assert in_step(pages, case.id), [len(bird.book.shown) for bird in pages.birds]
        assert all(bird.came == 2 for bird in pages.birds)
        assert all(bird.book.faults == [] for bird in pages.birds)
        assert status(server, people[0]) == 200
        assert until(lambda: sockets(server) == SOCKETS), "the old ones were let go"
    assert until(lambda: sockets(server) == 0)
    assert "fault" not in server.log()


def test_a_dead_line_hears_everything_when_it_comes_alive(server: Outside) -> None:
    case, people = posted(), crowd(4, "quiet")
    cookies = [f"{server.settings.cookie}={one.token}" for one in people]
    port = server.settings.port
    with wire_cutter(port) as line, flock(server.url, line.port, cookies, case.id, SEED) as pages:
        assert until(lambda: all(bird.came == 1 for bird in pages.birds))
        line.stall()
        said(server, people, case.id)
        assert not pages.have(stored_in(case.id))
        line.delay = 0.02
        line.flow()
        assert in_step(pages, case.id)
        assert all(bird.came == 1 for bird in pages.birds), "nobody had to come back"


def test_a_post_whose_answer_was_cut_off_is_sent_again_and_is_one(server: Outside) -> None:
    case = posted()
    cookie, once = server.cookie(TOMAS), str(uuid.uuid4())
    given = {"case": case.id, "body": "Walk past the gate.", "client_id": once}
    with wire_cutter(server.settings.port) as line:
        tomas = Through(line, server, cookie)
        line.stall()
        tomas.say(f"421{json.dumps(['suggestion:post', given])}")
        line.flow()
        assert until(lambda: len(stored_in(case.id)) == 1)
        line.cut()
        tomas.close()
        with closing(Through(line, server, cookie)) as again:
            answer = again.call("suggestion:post", given)
    assert [(answer["seq"], answer["id"])] == stored_in(case.id)


def test_who_closes_by_half_gives_up_their_place(server: Outside) -> None:
    with wire_cutter(server.settings.port) as line:
        lines = [Through(line, server, server.cookie(INES)) for _ in range(EACH)]
        assert until(lambda: sockets(server) == EACH)
        line.half_close()
        assert until(lambda: sockets(server) == 0)
        for one in lines:
            one.close()


class Through(Wire):
    """A connection that takes the way through the cutter, for a page of the server."""

    def __init__(self, line: WireCutter, server: Outside, cookie: str) -> None:
        self._server = server
        super().__init__(f"http://127.0.0.1:{line.port}", cookie)

    def _greet(self, _url: str, cookie: str, *, enter: bool) -> None:
        super()._greet(self._server.url, cookie, enter=enter)

    def close(self) -> None:
        self.socket.close()


def status(server: Outside, who: Signed) -> int:
    """How a page is answered."""
    line = HTTPConnection("127.0.0.1", server.settings.port, timeout=10)
    line.request("GET", "/", headers={"Cookie": f"{server.settings.cookie}={who.token}"})
    found = line.getresponse().status
    line.close()
    return found


def sockets(server: Outside) -> int:
    """How many connections the server holds open, but for our own question."""
    assert server.process.process
    place = f"{server.settings.port:04X}"
    table = Path("/proc/net/tcp").read_text().splitlines()[1:]
    return sum(line.split()[1].endswith(f":{place}") and line.split()[3] in {"01", "08"} for line in table)
