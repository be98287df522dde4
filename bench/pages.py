"""Pages: CPU of the server for a page, as a multiple of a bare Flask page on the same kind of server."""

from __future__ import annotations

import http.client
import statistics
import sys
import tempfile
from pathlib import Path

from bench import subject
from bench.processes import Process, consult, free_port, running

WARM_UP = 20
ROUNDS = 7
PER_ROUND = 60
CASES = (50, 200)


def measure() -> dict[str, dict[str, float]]:
    """The product's pages, signed in, and the bare one."""
    with tempfile.TemporaryDirectory() as folder:
        facts = subject.fill(Path(folder))
        paths = {f"case_{count}_suggestions": f"/cases/{facts.case(count)}" for count in CASES}
        paths |= {"home": "/", "cases": "/cases"}
        port = free_port()
        with (
            consult(facts.settings.port, facts.env) as product,
            running([sys.executable, "-m", "bench.hello", str(port)], port) as hello,
        ):
            return _compare(hello, product, paths, facts.cookie(0))


def _compare(
    hello: Process, product: Process, paths: dict[str, str], cookie: str
) -> dict[str, dict[str, float]]:
    """Each page and the bare one in turn, several rounds; medians, so that a busy moment counts little."""
    cost(hello, "/", count=WARM_UP)
    for path in paths.values():
        cost(product, path, cookie, WARM_UP)
    seen: dict[str, list[float]] = {name: [] for name in paths}
    bare: list[float] = []
    for _ in range(ROUNDS):
        bare.append(cost(hello, "/", count=PER_ROUND * 10))
        for name, path in paths.items():
            seen[name].append(cost(product, path, cookie))
    hello_ms = statistics.median(bare)
    figures = {"hello": {"cpu_ms": hello_ms, "times_hello": 1.0}}
    for name, rounds in seen.items():
        middle = statistics.median(rounds)
        figures[name] = {"cpu_ms": middle, "times_hello": middle / hello_ms}
    return figures


def cost(server: Process, path: str, cookie: str = "", count: int = PER_ROUND) -> float:
    """CPU milliseconds of one answer, over `count` requests on one kept connection."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    before = server.cpu()
    for _ in range(count):
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{path} answered {answer.status}")
    connection.close()
    return (server.cpu() - before) / count * 1000
