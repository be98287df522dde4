"""A PostgreSQL that can be killed and started again, and keeps what it acknowledged as a real one does."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests import servers

PATIENCE = 10.0
"""Seconds."""
KEEPS = {
    "listen_addresses": "",
    "fsync": "off",  # the machine stays up: only processes die here
    "synchronous_commit": "on",
    "restart_after_crash": "off",
}


class Postgres:
    """One server in one folder."""

    def __init__(self, home: Path) -> None:
        self._home, self._programs = home, servers.postgres_programs(home)
        self.url = f"postgresql+psycopg://postgres@/postgres?host={home}"
        self._process: subprocess.Popen[bytes] | None = None
        command = [str(self._programs / "initdb"), "-A", "trust", "--no-sync", "-U", "postgres", "-E", "UTF8"]
        accents = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        servers.as_nobody([*command, *accents, "-D", str(home / "data")], home)

    def start(self) -> None:
        """Start it, and wait until it answers: after a crash it first reads its log again.

        What the killed one had started ends a moment after it, and until then a new one refuses to begin.
        """
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self._start()
            except RuntimeError:
                ended = self._process is not None and self._process.poll() is not None
                if not ended or time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def _start(self) -> None:
        settings = KEEPS | {"unix_socket_directories": str(self._home)}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command = [str(self._programs / "postgres"), "-D", str(self._home / "data"), *options]
        log = self._home / "log"
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                command, cwd=self._home, user=servers.nobody(), stdout=out, stderr=out, start_new_session=True
            )

        def answers() -> None:
            psycopg.connect(host=str(self._home), user="postgres", dbname="postgres").close()

        servers.wait(self._process, answers, psycopg.OperationalError, log)

    def kill(self) -> None:
        """kill -9 for it and all its children."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A running one, gone when the block ends."""
    with servers.folder() as home:
        made = Postgres(home)
        try:
            made.start()
            yield made
        finally:
            made.kill()
