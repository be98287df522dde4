"""Run on its own, with gevent: connections are cut and closed while a writer waits, as pywsgi closes them."""

from __future__ import annotations

# ruff: noqa: E402 - gevent comes first
from gevent import monkey

monkey.patch_all()

import sys

import gevent
from gevent import socket

from consult.live.outbox import Outbox, text_frame
from consult.live.traffic import Traffic

ROUNDS, AT_ONCE = 20, 50


def stalled() -> tuple[Outbox, socket.socket, socket.socket]:
    """One who reads nothing, and for whom something waits."""
    ours, theirs = socket.socketpair()
    outbox = Outbox(gevent.spawn, Traffic())
    outbox.attach(ours)
    while not outbox.queued:
        outbox.push(text_frame("x" * 10_000))
    return outbox, ours, theirs


def main() -> None:
    """Many at once, again and again, on the same few numbers of files."""
    for _ in range(ROUNDS):
        lines = [stalled() for _ in range(AT_ONCE)]
        gevent.sleep(0)  # the writers wait, and the loop has not yet heard of it
        for outbox, ours, theirs in lines:
            outbox.finish()
            ours._sock.close()  # type: ignore[attr-defined] # the one below
            theirs.close()
        gevent.sleep(0)
    sys.stdout.write("alive\n")


if __name__ == "__main__":
    main()
