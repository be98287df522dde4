"""`consult serve` in a process of its own, as for real use: on greenlets, with its memory and log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from consult import startup
from consult.core import db
from consult.settings import Settings
from tests import people, servers
from tests.cluster import Process


@dataclass(frozen=True, slots=True)
class Outside:
    """Where it is; this process reads and writes the same database."""

    settings: Settings
    process: Process

    @property
    def url(self) -> str:
        return self.process.url

    def cookie(self, person_id: str) -> str:
        """A fresh sign-in, as a Cookie header."""
        return f"{self.settings.cookie}={people.signed_in(person_id)[0]}"

    def memory(self) -> float:
        """What it holds, in MB."""
        return self._status("VmRSS")

    def peak(self) -> float:
        """The most that it ever held, in MB."""
        return self._status("VmHWM")

    def log(self) -> str:
        """Everything it printed."""
        return self.process.log.read_text()

    def _status(self, name: str) -> float:
        assert self.process.process
        status = Path(f"/proc/{self.process.process.pid}/status").read_text()
        return int(status.split(f"{name}:")[1].split()[0]) / 1024


@contextmanager
def outside(folder: Path) -> Iterator[Outside]:
    """A server with the cast, until the block ends."""
    settings = startup.prepare(Settings(data=folder, port=servers.free_port()))
    people.fill()
    startup.connect(settings)
    where = {"CONSULT_DATA": str(folder), "PORT": str(settings.port), "CONSULT_URL": ""}
    process = Process("serve", where, folder / "log")
    process.start()
    try:
        yield Outside(settings, process)
        ended = process.process.poll() if process.process else 0
        assert ended is None, f"The server ended by itself: {ended}"
    finally:
        process.stop()
        db.Sessions.kw["bind"].dispose()
