"""The server of `consult serve`: one process, one event loop, its own listener.

Imported only after gevent has patched the standard library (see `consult/cli/serving.py`).
"""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO

import gevent
from gevent.pywsgi import WSGIServer

from consult import jobs
from consult.app import create_app
from consult.settings import BadSettings, Settings

TRIES = 50
DRAIN = 10
"""Seconds in which a stopping server finishes what it was asked."""


def serve(listener: socket.socket, settings: Settings) -> None:
    """Answer until told to stop (SIGTERM, SIGINT); then finish what was begun."""
    app = create_app(settings)
    server = WSGIServer(listener, app, log=None, error_log=None)
    for signum in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(signum, server.stop, DRAIN)
    helper = gevent.spawn(jobs.run, settings)
    server.serve_forever(stop_timeout=DRAIN)
    helper.kill()


def listen(settings: Settings) -> tuple[socket.socket, Settings]:
    """A listening socket on the wanted port, or the next free one when nobody said how we are reached."""
    ports = [settings.port] if settings.url else range(settings.port, settings.port + TRIES)
    for port in ports:
        try:
            return _bind(settings.host, port), replace(settings, port=port)
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                raise
    raise BadSettings(f"Port {settings.port} is taken. Set PORT to a free one.")


def _bind(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Small live messages leave at once; accepted sockets inherit it.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.bind((host, port))
        listener.listen(1024)
        listener.setblocking(False)  # noqa: FBT003 - the socket's own interface
    except OSError:
        listener.close()
        raise
    return listener


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Hold the data folder's lock, so that a second server on one SQLite file is refused in words."""
    if settings.database_url:
        yield
        return
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _lock(settings.data / "serving"):
        yield


@contextmanager
def _lock(path: Path) -> Iterator[IO[str]]:
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise BadSettings(
                f"Another server (process {holder}) already serves {path.parent}. One SQLite database has one"
                " server. Stop the other one, or set CONSULT_DATA to another folder."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield file
