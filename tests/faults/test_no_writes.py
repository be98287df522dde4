"""A disk that is full, broken or read-only: what is acknowledged is there, and reading goes on."""

from __future__ import annotations

import datetime as dt
import json
import resource
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select

from consult.core import db
from consult.core.db import Sessions
from consult.domain.people import sign_ins
from consult.models.suggestions import Suggestion
from consult.settings import Settings
from tests.faults.crowd import LONG, Signed, crowd, post_form, stored_in
from tests.live.outside import Outside, outside
from tests.live.processes import Page as Far
from tests.live.real import serve, until
from tests.live.sockets import Page
from tests.people import INES, TOMAS
from tests.stories import posted
from tests.walks import Walk, expected

pytestmark = pytest.mark.timeout(300 if LONG else 60)

WRITES = ("INSERT", "UPDATE", "DELETE")
WORDS = "Walk past the gate one evening, go home, and call that a success. "


def pragma(engine: Engine, words: str) -> int:
    """Say one to the one connection of a database in memory."""
    connection = engine.raw_connection()
    row = connection.cursor().execute(f"PRAGMA {words}").fetchone()
    connection.close()
    return int(row[0]) if row else 0


@contextmanager
def full(engine: Engine) -> Iterator[None]:
    """Not a page more."""
    pragma(engine, f"max_page_count = {pragma(engine, 'page_count')}")
    yield
    pragma(engine, "max_page_count = 1000000")


@contextmanager
def read_only(engine: Engine) -> Iterator[None]:
    pragma(engine, "query_only = 1")
    yield
    pragma(engine, "query_only = 0")


@contextmanager
def broken(engine: Engine) -> Iterator[None]:
    """What is written meets an I/O error."""

    def fail(cursor: Any, statement: str, parameters: Any, _context: Any) -> None:
        if statement.lstrip().startswith(WRITES):
            raise sqlite3.OperationalError("disk I/O error")

    event.listen(engine, "do_execute", fail)
    event.listen(engine, "do_executemany", fail)
    yield
    event.remove(engine, "do_execute", fail)
    event.remove(engine, "do_executemany", fail)


@contextmanager
def broken_at_the_end(engine: Engine) -> Iterator[None]:
    """Everything goes well until the commit."""
    with pytest.MonkeyPatch.context() as patch:

        def fail(_connection: Any) -> None:
            raise sqlite3.OperationalError("disk I/O error")

        patch.setattr(engine.dialect, "do_commit", fail)
        yield


FAULTS = [full, read_only, broken, broken_at_the_end]
Fault = Callable[[Engine], Any]


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_written_is_a_503_that_keeps_the_words(
    fault: Fault, database: Engine, visit: Any, app: Any
) -> None:
    case, ines, tomas = posted(), visit(INES), visit(TOMAS)
    socket, acks = Page(app, TOMAS), 0
    socket.open(case.id)
    path, said = f"/cases/{case.id}/suggestions", WORDS * 25
    form = {"kind": "idea", "body": said, "client_id": str(uuid.uuid4())}
    with fault(database):
        while (answer := tomas.post(path, form)).status_code == 303:  # a full file has some room left
            form["client_id"] = str(uuid.uuid4())
            acks += 1
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert WORDS.strip() in answer.text
        told = socket.post(said)
        assert (told["ok"], told["error"]) == (False, "away")
        assert ines.get(f"/cases/{case.id}").status_code == 200
        assert socket.say("case:sync", case=case.id, since=0)["ok"]
        ready = ines.get("/readyz")
        assert (ready.status_code, ready.json["writes"], ready.json["database"]) == (503, False, True)
        assert stored(case.id) == acks
    assert ines.get("/readyz").json["writes"] is True, "nobody started anything anew"
    assert tomas.post(path, form).status_code == 303
    assert socket.post(said)["ok"]
    assert stored(case.id) == acks + 2


def stored(case_id: str) -> int:
    with Sessions() as session:
        return session.scalar(select(func.count()).where(Suggestion.case_id == case_id)) or 0


def test_whatever_can_be_read_can_be_read_from_a_database_that_takes_no_writes(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_ins, "TOUCH_EVERY", dt.timedelta(0))  # each page would note its reader
    doors = [
        (role, row, rule)
        for row, rule in walk.rows()
        for role in ("presenter", "administrator", "anonymous")
        if " GET" in row and row != "health.readyz GET" and expected(row, role) == "may"
    ]
    assert len(doors) > 60
    with read_only(walk.engine):
        answers = {door: walk.ask(*door).status_code for door in doors}
    assert [door for door, status in answers.items() if status >= 400] == []


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    with outside(tmp_path_factory.mktemp("house")) as running:
        yield running


@contextmanager
def no_file_grows(server: Outside) -> Iterator[None]:
    """As on a disk that is full: not a byte more, in whatever file, the log too."""
    assert server.process.process
    pid = server.process.process.pid
    _soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))
    yield
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))


def test_a_server_whose_disk_is_full_goes_on_reading_and_heals_by_itself(server: Outside) -> None:
    case, people = posted(), crowd(4)
    acks: list[dict[str, Any]] = []
    with ExitStack() as stack:
        page = stack.enter_context(closing(Far(server.process, people[0].token)))
        assert page.open(case.id)["ok"]
        for _ in range(3 if not LONG else 50):
            acks.append(post_form(server.process, people[1], case.id, str(uuid.uuid4())))
            assert until(lambda: get(server, people[1], "/readyz")[0] == 200)
            once = [str(uuid.uuid4()) for _ in people]
            with no_file_grows(server):
                for who, same in zip(people, once, strict=True):
                    refused = post_form(server.process, who, case.id, same)
                    assert (refused["ok"], refused["error"]) == (False, "away")
                assert page.post(case.id)["error"] == "away"
                code, told = get(server, people[0], "/readyz")
                assert (code, json.loads(told)["writes"]) == (503, False)
                assert get(server, people[1], f"/cases/{case.id}")[0] == 200
                assert get(server, people[1], "/")[0] == 200
            acks += [
                post_form(server.process, who, case.id, same) for who, same in zip(people, once, strict=True)
            ]
        assert all(ack["ok"] for ack in acks)
        assert sorted((ack["seq"], ack["id"]) for ack in acks) == stored_in(case.id)
        assert until(lambda: page.seqs(case.id) == [seq for seq, _id in stored_in(case.id)])
    assert "fault" not in server.log()


def get(server: Outside, who: Signed, path: str) -> tuple[int, bytes]:
    return answered(server.settings, f"{server.settings.cookie}={who.token}", path)


def answered(settings: Settings, cookie: str, path: str) -> tuple[int, bytes]:
    """How a page is answered."""
    line = HTTPConnection("127.0.0.1", settings.port, timeout=30)
    line.request("GET", path, headers={"Cookie": cookie})
    answer = line.getresponse()
    found = answer.status, answer.read()
    line.close()
    return found


def test_a_file_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    with serve(tmp_path) as server:
        case, cookie, both = posted(), server.cookie(INES), db.Sessions.kw["bind"]
        line = server.line(cookie)
        given = {"case": case.id, "body": WORDS, "client_id": str(uuid.uuid4())}
        only = db.engine_for(f"sqlite:///file:{tmp_path / 'real.db'}?mode=ro&uri=true")
        Sessions.configure(bind=only)
        try:
            assert line.call("suggestion:post", given)["error"] == "away"
            assert line.call("case:join", {"case": case.id, "since": 0})["ok"]
            assert answered(server.settings, cookie, f"/cases/{case.id}")[0] == 200
            code, told = answered(server.settings, cookie, "/readyz")
            assert (code, json.loads(told)["writes"]) == (503, False)
        finally:
            Sessions.configure(bind=both)
            only.dispose()
        assert line.call("suggestion:post", given)["ok"]
        assert json.loads(answered(server.settings, cookie, "/readyz")[1])["writes"] is True
        line.close()
        assert stored(case.id) == 1
