"""Two web processes on one PostgreSQL and one doorbell, and people with open pages at either of them."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import tempfile
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import redis as redis_client

from consult import startup
from consult.core import db, keys
from consult.live import bell
from consult.models.actor import Actor
from consult.settings import with_key
from tests import people, servers
from tests.cluster import Cluster, Process
from tests.live.real import until
from tests.live.wires import CLOSE, TEXT, Wire


class Doorbell:
    """A Redis that can be stopped, started anew at the same address, and paused."""

    def __init__(self) -> None:
        self.port = servers.free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.said = bytearray()
        """Everything that anybody said to it, as MONITOR tells."""
        self._stack = ExitStack()
        self._pid = 0

    def start(self) -> None:
        self._stack.enter_context(servers.redis(self.port))
        with self.client() as client:
            self._pid = int(client.info("server")["process_id"])
        monitor = socket.create_connection(("127.0.0.1", self.port))
        monitor.sendall(b"MONITOR\r\n")
        assert monitor.recv(5) == b"+OK\r\n"
        threading.Thread(target=self._listen, args=(monitor,), daemon=True).start()

    def stop(self) -> None:
        self.resume()
        self._stack.close()

    def pause(self) -> None:
        os.kill(self._pid, signal.SIGSTOP)

    def resume(self) -> None:
        os.kill(self._pid, signal.SIGCONT)

    def client(self) -> redis_client.Redis:
        return redis_client.Redis.from_url(self.url)

    def _listen(self, monitor: socket.socket) -> None:
        with monitor:
            while data := monitor.recv(1 << 16):
                self.said += data


class Page:
    """An open page of somebody, at one process. It reads whatever comes, and leaves only when cut off."""

    def __init__(self, process: Process, token: str) -> None:
        self.process, self.token = process, token
        cookie = f"consult-{process.environment['PORT']}={token}"
        self._wire = Wire(process.url, cookie)
        self._wire.socket.settimeout(60)
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.is_cut = False
        self._answers: dict[int, dict[str, Any]] = {}
        self._lock = threading.Lock()
        self._calls = 1000
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def say(self, name: str, **data: Any) -> dict[str, Any]:
        """Say something; the answer."""
        with self._lock:
            self._calls += 1
            call = self._calls
            self._wire.say(f"42{call}{json.dumps([name, data])}")
        assert until(lambda: call in self._answers or self.is_cut), name
        return self._answers.get(call, {"ok": False, "error": "cut"})

    def open(self, case_id: str, since: int = 0) -> dict[str, Any]:
        return self.say("case:join", case=case_id, since=since)

    def post(
        self, case_id: str, body: str = "Walk past the gate one evening.", once: str = ""
    ) -> dict[str, Any]:
        given = {"case": case_id, "body": body, "client_id": once or str(uuid.uuid4())}
        return self.say("suggestion:post", **given)

    def told(self, name: str = "news") -> list[dict[str, Any]]:
        """Everything of a kind that was sent to this page."""
        return [data for kind, data in list(self.heard) if kind == name]

    def seqs(self, case_id: str) -> list[int]:
        return [news["seq"] for news in self.told() if news["stream"] == f"case:{case_id}"]

    def present(self) -> dict[str, str]:
        """Who is shown as here now, and what they write."""
        last = (self.told("presence") or [{"here": [], "writing": []}])[-1]
        writing = {one["id"]: one["kind"] for one in last["writing"]}
        return {one["id"]: writing.get(one["id"], "") for one in last["here"]}

    def close(self) -> None:
        """Leave without a word."""
        with contextlib.suppress(OSError):
            self._wire.socket.shutdown(socket.SHUT_RDWR)
        self._reader.join(10)
        self._wire.close()

    def _read(self) -> None:
        try:
            while True:
                opcode, payload = self._wire.read()
                self._take(payload.decode() if opcode == TEXT else "")
                if opcode == CLOSE:  # it does not answer: somebody who means it cuts the connection
                    continue
        except (EOFError, OSError):
            self.is_cut = True

    def _take(self, text: str) -> None:
        if text == "2":
            with self._lock:
                self._wire.say("3")
        elif text.startswith("43"):
            number, _bracket, answer = text[2:].partition("[")
            self._answers[int(number)] = json.loads(f"[{answer}")[0]
        elif text.startswith("42"):
            name, data = json.loads(text[2:])
            self.heard.append((name, data))


@dataclass
class Two:
    """The processes, what they share, and who is signed in."""

    a: Process
    b: Process
    doorbell: Doorbell
    cluster: Cluster
    pages: list[Page] = field(default_factory=list)

    def page(self, process: Process, person_id: str, token: str = "") -> Page:
        """A page of somebody, with a sign-in of its own."""
        self.pages.append(Page(process, token or people.signed_in(person_id)[0]))
        return self.pages[-1]

    def send(self, process: Process, who: tuple[str, Actor], path: str, **form: str) -> dict[str, Any]:
        """Send a form as a page without a socket does; the answer as JSON, or nothing."""
        token, actor = who
        body = {"csrf": keys.digest("csrf", actor.sign_in_id or ""), "client_id": str(uuid.uuid4())} | form
        headers = {
            "Cookie": f"consult-{process.environment['PORT']}={token}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
            "Origin": process.url,
        }
        line = HTTPConnection("127.0.0.1", int(process.environment["PORT"]), timeout=30)
        line.request("POST", path, urlencode(body), headers)
        answer = line.getresponse()
        text = answer.read()
        line.close()
        assert answer.status < 400, (answer.status, text[:300])
        return dict(json.loads(text)) if text.startswith(b"{") else {}

    def read(self, process: Process, who: tuple[str, Actor], path: str) -> str:
        """A page, as somebody reads it."""
        line = HTTPConnection("127.0.0.1", int(process.environment["PORT"]), timeout=30)
        line.request("GET", path, headers={"Cookie": f"consult-{process.environment['PORT']}={who[0]}"})
        text = line.getresponse().read().decode()
        line.close()
        return text


@contextmanager
def two() -> Iterator[Two]:
    """Both processes running, with the cast; the tests' own process is a third one that rings, too."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="consult-two-")))
        (home / "key").touch(mode=0o600)
        (home / "key").write_bytes(people.KEY)
        doorbell = Doorbell()
        doorbell.start()
        stack.callback(doorbell.stop)
        database = stack.enter_context(servers.postgres())
        cluster = Cluster(home, database, doorbell.url, web=2, front=False)
        startup.prepare(cluster.settings)
        people.fill()
        db.Sessions.kw["bind"].dispose()
        for process in cluster.web:
            stack.callback(process.stop)
        with ThreadPoolExecutor() as both:
            list(both.map(Process.start, cluster.web))
        first, second = cluster.web
        yield Two(first, second, doorbell, cluster)


@contextmanager
def at(running: Two) -> Iterator[Two]:
    """One test's time with them: on their database, and with its pages closed at the end."""
    startup.connect(with_key(running.cluster.settings))
    still = bell.ring_for(running.cluster.settings)
    try:
        yield running
    finally:
        for page in running.pages:
            page.close()
        running.pages.clear()
        still()
        db.Sessions.kw["bind"].dispose()


def soon(condition: Callable[[], Any]) -> bool:
    """Within the five seconds in which everything has to arrive, with or without the doorbell."""
    return until(condition, 5.0)


@contextmanager
def another(running: Two) -> Iterator[bell.Bell]:
    """One more process of this installation, that says whatever a test wants."""
    made = bell.Bell(running.doorbell.url)
    made.start()
    yield made
    made.stop()
