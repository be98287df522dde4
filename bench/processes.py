"""Start a server, wait until it answers, and read what it used: CPU seconds and memory, from /proc."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60.0
PROFILE = os.environ.get("PROFILE", "")
"""A file: then the product is sampled, and where its time went is written there."""


@dataclass(frozen=True, slots=True)
class Process:
    """A running server."""

    pid: int
    port: int

    def cpu(self) -> float:
        """CPU seconds, user and system, of the server process alone."""
        return _cpu(self.pid)

    def helpers_cpu(self) -> float:
        """CPU seconds of the processes that it started and that still run."""
        return sum(map(_cpu, _children(self.pid)))

    def memory(self) -> float:
        """Resident memory in MB."""
        return _status(self.pid, "VmRSS")

    def begin(self) -> None:
        """From here on the profile counts, if there is one."""
        if PROFILE:
            os.kill(self.pid, signal.SIGUSR1)

    def helpers_memory(self) -> float:
        """Resident memory of those that it started, in MB."""
        return sum(_status(child, "VmRSS") for child in _children(self.pid))


def peak_memory(pid: int) -> float:
    """The most that a process was resident with, in MB."""
    return _status(pid, "VmHWM")


def reset_peak(pid: int) -> None:
    """From now on, the most is what it is now."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def _status(pid: int, name: str) -> float:
    return int(Path(f"/proc/{pid}/status").read_text().split(f"{name}:")[1].split()[0]) / 1024


def _cpu(pid: int) -> float:
    """From the clock that the kernel keeps for each process, to the nanosecond."""
    return time.clock_gettime((~pid << 3) | 2)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []


@contextmanager
def running(command: Sequence[str], port: int, env: Mapping[str, str] | None = None) -> Iterator[Process]:
    """Run a server until the block ends."""
    server = subprocess.Popen(
        command, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(server, port)
        yield Process(server.pid, port)
    finally:
        server.terminate()
        try:
            server.wait(timeout=60)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def consult(port: int, env: Mapping[str, str]) -> AbstractContextManager[Process]:
    """The product, as anybody starts it; sampled, when a profile is wanted."""
    program = ["bench.profiled", PROFILE] if PROFILE else ["consult.cli"]
    return running([sys.executable, "-m", *program, "serve"], port, env)


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("A server of the benchmark did not start.") from None
            time.sleep(0.05)
        else:
            return


def free_port() -> int:
    """A port that nobody uses now, and none of those that connections going out are given."""
    while True:
        port = random.randrange(15_000, 30_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
