"""The server of `consult serve`: one process, one event loop, its own listener.

Imported only after gevent has patched the standard library (see `consult/cli/serving.py`).
"""

from __future__ import annotations

import errno
import fcntl
import os
import resource
import signal
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import gevent
from flask import Flask
from gevent.event import Event
from gevent.pywsgi import WSGIServer
from werkzeug.wsgi import ClosingIterator

from consult import jobs
from consult.app import create_app
from consult.settings import BadSettings, Settings

TRIES = 50
DRAIN = 10
"""Seconds in which a stopping server finishes what it was asked."""
GOODBYE = 1
"""Seconds for the last words on lines that stay open."""
MOST_FILES = 65_536


def serve(listener: socket.socket, settings: Settings) -> None:
    """Answer until told to stop (SIGTERM, SIGINT); then finish what was begun."""
    open_many_files()
    app = create_app(settings)
    desk = Desk(app)
    server = WSGIServer(listener, desk, log=None, error_log=None)
    helper = gevent.spawn(jobs.run, settings) if settings.jobs else None
    asked_to_stop = Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(signum, asked_to_stop.set)
    server.start()
    asked_to_stop.wait()
    server.close()  # takes nobody new; what was begun goes on
    if helper is not None:
        helper.kill()
    desk.finish(DRAIN)
    app.extensions["live"].rooms.farewell()
    gevent.sleep(GOODBYE)


class Taken(BadSettings):
    """A server runs on this data folder; the message says which."""


class Desk:
    """Stands around the app and counts the requests that are being answered."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._open = 0
        self._idle = Event()
        self._idle.set()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("HTTP_UPGRADE"):  # a line that stays open is no request that ends
            return self._app(environ, start_response)
        self._open += 1
        self._idle.clear()
        try:
            return ClosingIterator(self._app(environ, start_response), self._done)
        except BaseException:
            self._done()
            raise

    def finish(self, seconds: float) -> bool:
        """Wait until every request has its answer; False when that took too long."""
        return bool(self._idle.wait(seconds))

    def _done(self) -> None:
        self._open -= 1
        if not self._open:
            self._idle.set()


def open_many_files() -> None:
    """Raise this process's own limit of open files (often 1,024) as far as it may: every open page is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


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
            raise Taken(
                f"Another server (process {holder}) already serves {path.parent}. One SQLite database has one"
                " server. Stop the other one, or set CONSULT_DATA to another folder."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield file
