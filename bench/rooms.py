"""Live rooms of the real product beside bare Node and stock Flask-SocketIO, all in one run."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from bench import baselines, subject
from bench.processes import consult
from bench.talks import Plan, Server, compare

SHOWING = 10
"""People who let others see that they are there; what that costs has a row in `bench/pressure.py`."""
MANY_ROOMS = 50
PLANS = {
    "room_of_10": Plan(10),
    "room_of_100": Plan(100, first_room=1),
    "room_of_500": Plan(500, first_room=2),
    "room_of_1000": Plan(1000, first_room=3),
    "50_rooms_of_10": Plan(10, MANY_ROOMS, first_room=4),
}
LONG = {"room_of_5000": Plan(5000, every=1.0, posts=10, first_room=4 + MANY_ROOMS)}


def measure(*, long: bool) -> dict[str, Any]:
    """For each kind of room, a row for each server that could be started; and why others could not."""
    plans = PLANS | (LONG if long else {})
    people = max(plan.members * plan.rooms for plan in plans.values())
    with running_all(people, 5 + MANY_ROOMS) as (servers, missing):
        return {name: _compare(servers, plan) for name, plan in plans.items()} | missing


def _compare(servers: Sequence[Server], plan: Plan) -> Any:
    try:
        return compare(servers, plan)
    except RuntimeError as problem:
        return f"not measured: {problem}"


@contextmanager
def running_all(people: int, rooms: int) -> Iterator[tuple[Sequence[Server], dict[str, str]]]:
    """The product first, then the baselines."""
    missing = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        facts = subject.fill(folder, people=people, showing=SHOWING, rooms=rooms)
        servers = [facts.server(stack.enter_context(consult(facts.settings.port, facts.env)))]
        for baseline in (baselines.node, baselines.stock):
            try:
                servers.append(stack.enter_context(baseline()))
            except baselines.Missing as problem:
                missing[baseline.__name__] = f"not measured: {problem}"
        yield servers, missing
