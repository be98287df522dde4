"""Two processes on PostgreSQL and Redis, beside one on the same two: what a delivery costs the Pythons."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bench import subject
from bench.processes import Process, consult, free_port
from bench.subject import Subject
from bench.talks import Plan, compare
from consult.settings import Settings
from tests import servers

MEMBERS = 500


def measure() -> dict[str, Any]:
    """A room of 500 on one process, then on two; directly, without a proxy between."""
    if "redis_url" not in {field.name for field in dataclasses.fields(Settings)}:
        return {"cluster": "not measured: there is no CONSULT_REDIS_URL in this version"}
    try:
        with ExitStack() as stack:
            database, redis = stack.enter_context(servers.postgres()), stack.enter_context(servers.redis())
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            facts = subject.fill(folder, people=MEMBERS, showing=0, rooms=2, database=database)
            rows = {}
            for room, (name, count) in enumerate({"one_process": 1, "two_processes": 2}.items()):
                with _processes(facts, redis, count) as processes:
                    plan = Plan(MEMBERS, first_room=room)
                    rows[name] = compare([facts.server(*processes)], plan)["consult"]
    except pytest.skip.Exception as problem:
        return {"cluster": f"not measured: {problem.msg}"}
    return {f"room_of_{MEMBERS}": rows}


@contextmanager
def _processes(facts: Subject, redis: str, count: int) -> Iterator[list[Process]]:
    with ExitStack() as stack:
        started = []
        for _ in range(count):
            port = free_port()
            env = facts.env | {"CONSULT_REDIS_URL": redis, "PORT": str(port)}
            started.append(stack.enter_context(consult(port, env)))
        yield started
