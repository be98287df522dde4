"""How cost grows: pages, their queries and a post, with more suggestions on a case, and with more cases."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from bench import multiply, pages, subject
from bench.load import Load
from bench.processes import Process, consult
from bench.subject import Subject
from consult.app import create_app
from consult.core.db import Sessions

SUGGESTIONS, LONG_SUGGESTIONS = (3, 50, 200, 300), (1000,)
CASES, LONG_CASES = (10, 1000), (10_000, 100_000)
POSTS = 20
MEMBER = 1
"""Whose pages are asked for: not the presenter of all these cases, a colleague."""


def measure(*, long: bool) -> dict[str, Any]:
    """A table by suggestions, and one by cases."""
    return {
        "suggestions": _by_suggestions(SUGGESTIONS + LONG_SUGGESTIONS * long),
        "cases": _by_cases(CASES + LONG_CASES * long),
    }


def _by_suggestions(counts: tuple[int, ...]) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        facts = subject.fill(Path(folder))
        facts.rooms.extend(facts.case(count) for count in counts)
        queries = {count: _queries(facts, f"/cases/{facts.rooms[room]}") for room, count in enumerate(counts)}
        with consult(facts.settings.port, facts.env) as process:
            return {
                str(count): _page(process, facts, f"/cases/{facts.rooms[room]}")
                | {"queries": queries[count]}
                | _post(process, facts, room)
                for room, count in enumerate(counts)
            }


def _by_cases(counts: tuple[int, ...]) -> dict[str, dict[str, float]]:
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        facts = subject.fill(Path(folder))
        facts.rooms.append(facts.case(1))
        multiplied = 1
        for count in counts:
            multiply.case(facts.rooms[0], count - multiplied)
            multiplied = count
            facts.rooms.append(facts.case(5))
            with consult(facts.settings.port, facts.env) as process:
                paths = {"home": "/", "list": "/cases", "case": f"/cases/{facts.rooms[-1]}"}
                row: dict[str, float] = {}
                for name, path in paths.items():
                    row[f"{name}_cpu_ms"] = _page(process, facts, path)["page_cpu_ms"]
                    row[f"{name}_queries"] = _queries(facts, path)
                figures[str(count)] = row | _post(process, facts, -1) | {"memory_mb": process.memory()}
    return figures


def _page(process: Process, facts: Subject, path: str) -> dict[str, float]:
    cookie = facts.cookie(MEMBER)
    pages.cost(process, path, cookie, pages.WARM_UP)
    return {"page_cpu_ms": min(pages.cost(process, path, cookie, pages.PER_ROUND) for _ in range(3))}


def _post(process: Process, facts: Subject, room: int) -> dict[str, float]:
    """Posts in a room of all ten, one after the other."""
    load, server = Load(), facts.server(process)
    people = [server.client(number) for number in range(subject.AUTHORS)]
    load.connect(people)
    load.ask_all(people, lambda _page: facts.join(room))
    before = process.cpu()
    for number in range(POSTS):
        load.ask_all([people[number % len(people)]], lambda _page, n=number: facts.post(room, f"Line {n}."))  # type: ignore[misc]
    cost = process.cpu() - before
    load.close(people)
    return {"post_cpu_ms": cost / POSTS * 1000}


def _queries(facts: Subject, path: str) -> int:
    """How often a page asks the database, in this process, the second time that it is drawn."""
    settings = facts.settings
    client = create_app(settings).test_client()
    client.set_cookie(settings.cookie, facts.tokens[MEMBER], domain="127.0.0.1")
    address = f"http://127.0.0.1:{settings.port}"
    client.get(path, base_url=address)
    with _counting() as asked:
        answer = client.get(path, base_url=address)
    if answer.status_code != 200:  # noqa: PLR2004
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return len(asked)


@contextmanager
def _counting() -> Any:
    engine: Engine = Sessions.kw["bind"]
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)
