"""What pages cost the server that stall, lie, come back all at once, or only look on."""

from __future__ import annotations

import random
import socket
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import subject
from bench.load import Client, Load
from bench.processes import Process, consult, peak_memory, reset_peak
from bench.subject import Subject

PRESENT = 100
"""People who let others see that they are there."""
CUT = 1000
CATCH_UP = 50
JOINING = 40
STALLED = 5
ASKS = 39
"""Catch-ups that a stalled page asks for: as many as a page may in five seconds."""
LONG_CASE = 200
HOSTILE = 200_000_000
SENT_OF_IT = 64_000_000
CASES = {"joined": CATCH_UP, "cut": 0, "present": 0, "long": LONG_CASE}


def measure() -> dict[str, Any]:
    """All of it on one server, from the gentlest to the rudest."""
    with tempfile.TemporaryDirectory() as folder:
        facts = subject.fill(Path(folder), people=CUT, showing=PRESENT)
        facts.rooms.extend(facts.case(count) for count in CASES.values())
        with consult(facts.settings.port, facts.env) as process:
            figures: dict[str, Any] = {}
            for part in (_at_start, _cut, _joining, _presence, _stalled, _hostile):
                try:
                    figures |= part(Load(), facts, process)
                except RuntimeError as problem:
                    figures[part.__name__.strip("_")] = f"not measured: {problem}"
            return figures | {"end_mb": process.memory()}


def _at_start(load: Load, facts: Subject, process: Process) -> dict[str, float]:
    """After somebody has joined and posted: everything that is loaded late is there, workers too."""
    [page] = _pages(load, facts, process, 1)
    load.ask_all([page], lambda _page: facts.join(1))
    load.ask_all([page], lambda _page: facts.post(1, "A first line."))
    load.close([page])
    return {"start_mb": process.memory(), "start_workers_mb": process.helpers_memory()}


def _joining(load: Load, facts: Subject, process: Process) -> dict[str, float]:
    """Join a case, and hear what came while one was away."""
    pages = _pages(load, facts, process, JOINING, first=PRESENT)
    head = load.ask_all(pages[:1], lambda _page: facts.join(0))[0]["seq"]
    before = process.cpu()
    load.ask_all(pages[1:], lambda _page: facts.join(0, head - CATCH_UP))
    cost = process.cpu() - before
    load.close(pages)
    return {"join_and_catch_up_cpu_ms": cost / (JOINING - 1) * 1000}


def _presence(load: Load, facts: Subject, process: Process) -> dict[str, float]:
    """A room in which everybody lets the others see that they are there, and their pages' signs of life."""
    pages = _pages(load, facts, process, PRESENT)
    before, got = process.cpu(), sum(page.got for page in pages)
    load.ask_all(pages, lambda _page: facts.join(2))
    load.rest(1)
    came, told = process.cpu() - before, sum(page.got for page in pages) - got
    before = process.cpu()
    sign = "presence:here", {"case": facts.rooms[2]}
    load.ask_all(pages, lambda _page: sign)
    signs = process.cpu() - before
    load.close(pages)
    load.rest(1)
    return {
        "presence_join_cpu_ms": came / PRESENT * 1000,
        "presence_join_kb": told / PRESENT / 1024,
        "presence_sign_cpu_ms": signs / PRESENT * 1000,
    }


def _cut(load: Load, facts: Subject, process: Process) -> dict[str, float]:
    """A thousand look on. All lines but one are cut at once, and everybody comes back as browsers do."""
    before = process.memory(), process.cpu()
    pages = _pages(load, facts, process, CUT)
    seq = load.ask_all(pages, lambda _page: facts.join(1))[-1]["seq"]
    load.rest(1)
    looking_on = (process.memory() - before[0]) / CUT * 1024
    coming = (process.cpu() - before[1]) / CUT * 1000
    stays, away = pages[0], pages[1:]
    load.close(away)
    begun = time.perf_counter()
    head = load.ask_all([stays] * 5, lambda _page: facts.post(1, "Meanwhile."))[-1]["seq"]
    back: list[Any] = []
    delays = random.Random(1)
    for page in away:
        load.at(begun + delays.uniform(1, 5), lambda page=page: _return(load, page, facts, seq, back))  # type: ignore[misc]
    load.until(lambda: len(back) == len(away), 120, "Not everybody came back")
    took = time.perf_counter() - begun
    load.close(pages)
    load.rest(2)
    behind = sum(told.get("seq") != head for told in back)
    return {
        "idle_connection_kb": looking_on,
        "connect_and_join_cpu_ms": coming,
        "cut_back_s": took,
        "cut_behind": behind,
    }


def _return(load: Load, page: Client, facts: Subject, since: int, back: list[Any]) -> None:
    load.open(page, lambda: load.ask(page, facts.join(1, since), back.append))


def _stalled(load: Load, facts: Subject, process: Process) -> dict[str, float]:
    """Pages that ask for a long case again and again and read nothing of it. One that reads goes first."""
    [reader, *stalled] = _pages(load, facts, process, STALLED + 1)
    for _ in range(ASKS // 2):
        load.ask_all([reader], lambda _page: facts.join(3))
        load.rest(0.1)
    reset_peak(process.pid)
    before = process.memory()
    for page in stalled:
        load.stall(page)
        page.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        for _ in range(ASKS):
            load.ask(page, facts.join(3), _unheard)
    load.rest(5)
    grown = process.memory() - before
    for page in stalled:
        page.socket.close()
    load.close([reader])
    load.rest(2)
    return {"stalled_page_mb": grown / STALLED, "stalled_peak_mb": peak_memory(process.pid) - before}


def _hostile(load: Load, facts: Subject, process: Process) -> dict[str, float]:
    """A frame that says it is of 200 MB, and as much of it as the server takes."""
    [page] = _pages(load, facts, process, 1)
    load.stall(page)
    reset_peak(process.pid)
    before = process.memory()
    page.socket.settimeout(2)
    sent = 0
    try:
        page.socket.sendall(b"\x81\xff" + HOSTILE.to_bytes(8, "big") + b"\0\0\0\0")
        while sent < SENT_OF_IT:
            sent += page.socket.send(b"x" * 65536)
    except OSError:
        pass  # it hung up, or takes no more
    page.socket.close()
    load.rest(1)
    return {"hostile_frame_mb": peak_memory(process.pid) - before, "hostile_taken_mb": sent / 1_000_000}


def _pages(load: Load, facts: Subject, process: Process, count: int, first: int = 0) -> list[Client]:
    server = facts.server(process)
    pages = [server.client(first + number) for number in range(count)]
    load.connect(pages)
    return pages


def _unheard(_answer: Any) -> None:
    """Nobody reads it."""
