"""What live rooms are compared with: bare Node and stock Flask-SocketIO, brought for the bench, into var/."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.load import Client, Event
from bench.processes import free_port, running
from bench.talks import Server

HERE = Path(__file__).parent
BROUGHT = Path("var/bench")
STOCK_WANTS = HERE / "baselines.txt"
QUIET = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]


class Missing(Exception):
    """A baseline cannot be had here; the words say why."""


@contextmanager
def node() -> Iterator[Server]:
    """A bare Node server, with the socket.io of the lock file."""
    program, port = _program("node"), free_port()
    server = str(shutil.copy(HERE / "node.mjs", node_modules()))
    with running([program, server, str(port)], port) as process:
        yield Server("node", (process,), lambda _number: Client(port), _join, _post)


@contextmanager
def stock() -> Iterator[Server]:
    """Flask-SocketIO as its documentation starts it, on gevent-websocket."""
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
    folder = _brought("stock", [*command, "--target", "{}", "-r", str(STOCK_WANTS)], STOCK_WANTS)
    port = free_port()
    env = {"PYTHONPATH": str(folder.resolve())}
    with running([sys.executable, "-m", "bench.stock", str(port)], port, env) as process:
        yield Server("stock", (process,), lambda _number: Client(port), _join, _post)


def node_modules() -> Path:
    """The packages of package.json, those for the bench too, in a folder of their own."""
    lock = [Path("package.json"), Path("package-lock.json")]
    return _brought("node", [_program("npm"), "ci", "--prefix", "{}", *QUIET], *lock, copied=True)


def _join(room: int) -> Event:
    return "join", {"room": str(room)}


def _post(room: int, mark: str, size: int) -> Event:
    return "post", {"room": str(room), "html": f"{mark} ".ljust(size - 40, "x")}


def _brought(name: str, command: list[str], *wants: Path, copied: bool = False) -> Path:
    """A folder filled by a package manager; again only when what is wanted has changed."""
    folder = BROUGHT / name
    digest = hashlib.sha256(b"\0".join(want.read_bytes() for want in wants)).hexdigest()
    stamp = folder / f"made-from-{digest[:16]}"
    if not stamp.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for want in wants if copied else ():
            shutil.copy(want, folder)
        if subprocess.run([word.format(folder) for word in command], check=False).returncode:
            raise Missing(f"{Path(command[0]).name} could not bring what {wants[0].name} names.")
        stamp.touch()
    return folder


def _program(name: str) -> str:
    """Beside this Python (from the wheel), or anywhere on the path."""
    places = [str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]
    found = shutil.which(name, path=os.pathsep.join(places))
    if not found:
        raise Missing(f"{name} is not here. Install Node.js.")
    return found
