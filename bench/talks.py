"""A talk in a room, the same on every server: what a post and a delivery cost it, and how long they take."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.load import Client, Event, Load
from bench.processes import Process

ROUNDS = 3
POSTS = 40
"""Of a round."""
WARM_UP = 10
SETTLES = 1.0
"""Seconds."""
Row = dict[str, float]


@dataclass(frozen=True, slots=True)
class Server:
    """A server as the generator meets it: one process, or several that are one."""

    name: str
    processes: tuple[Process, ...]
    client: Callable[[int], Client]
    """The page of somebody, by number."""
    join: Callable[[int], Event]
    """Into a room, by number."""
    post: Callable[[int, str, int], Event]
    """In a room, with a mark in it, as many bytes as wanted where that can be chosen."""

    def cpu(self) -> float:
        """CPU seconds of the server's own processes."""
        return sum(process.cpu() for process in self.processes)

    def helpers_cpu(self) -> float:
        """CPU seconds of the workers beside them."""
        return sum(process.helpers_cpu() for process in self.processes)


@dataclass(frozen=True, slots=True)
class Plan:
    """How many rooms of how many, and how brisk the talk is in all of them together."""

    members: int
    rooms: int = 1
    every: float = 0.1
    """Seconds between two posts."""
    posts: int = POSTS
    first_room: int = 0
    """Rooms of another plan are not used again: a long case costs more than a new one."""


class Talk:
    """One server's rooms, filled, and what is measured there round by round."""

    def __init__(self, load: Load, server: Server, plan: Plan) -> None:
        self.load, self.server, self.plan = load, server, plan
        self.clients = [server.client(number) for number in range(plan.members * plan.rooms)]
        self.frame = 0.0
        """Bytes of one delivery."""
        self._costs: list[tuple[float, float]] = []
        self._delivered: list[float] = []
        self._acked: list[float] = []
        self._missing = self._disorder = 0
        self._generator: list[float] = []
        orders: list[list[int]] = [[] for _ in range(plan.rooms)]
        for number, client in enumerate(self.clients):
            client.order = orders[number % plan.rooms]
        before = server.cpu()
        load.connect(self.clients)
        rooms = {client: self._room(number) for number, client in enumerate(self.clients)}
        load.ask_all(self.clients, lambda client: server.join(rooms[client]))
        load.rest(SETTLES)
        self.joining = (server.cpu() - before) / len(self.clients) * 1000

    def warm_up(self, size: int) -> None:
        """A few posts that are not counted; they tell how large a delivery is."""
        before = sum(client.got for client in self.clients)
        self._say(WARM_UP, size, 0.02)
        deliveries = WARM_UP * self.plan.members
        if self.server.name == "consult":
            self.server.processes[0].begin()
        self.frame = (sum(client.got for client in self.clients) - before) / deliveries

    def round(self, size: int) -> None:
        """So many posts, evenly in time, whatever the server takes."""
        load, posts = self.load, self.plan.posts
        del load.took[:]
        load.disorder = 0
        own, begun = time.process_time(), time.perf_counter()
        costs = self.server.cpu(), self.server.helpers_cpu()
        self._acked += self._say(posts, size, self.plan.every)
        self._costs.append((self.server.cpu() - costs[0], self.server.helpers_cpu() - costs[1]))
        self._generator.append((time.process_time() - own) / (time.perf_counter() - begun))
        self._delivered += load.took
        self._missing += posts * self.plan.members - len(load.took)
        self._disorder += load.disorder

    def end(self) -> Row:
        """Close all pages; the figures."""
        self.load.close(self.clients)
        posts = self.plan.posts
        cost = statistics.median(cost for cost, _helpers in self._costs)
        helpers = statistics.median(helpers for _cost, helpers in self._costs)
        return {
            "cpu_s_per_10k": cost / (posts * self.plan.members) * 10_000,
            "cpu_ms_per_post": cost / posts * 1000,
            "helpers_ms_per_post": helpers / posts * 1000,
            "ack_p50_ms": statistics.median(self._acked) * 1000,
            "ack_p99_ms": p99(self._acked) * 1000,
            "delivered_p50_ms": statistics.median(self._delivered) * 1000,
            "delivered_p99_ms": p99(self._delivered) * 1000,
            "missing": self._missing,
            "out_of_order": self._disorder,
            "frame_bytes": self.frame,
            "joining_cpu_ms": self.joining,
            "generator_cpu": max(self._generator),
        }

    def _say(self, posts: int, size: int, every: float) -> list[float]:
        """Post by one member after the other; seconds until each ack."""
        load, acked, refused = self.load, list[float](), list[object]()
        first = time.perf_counter() + 0.1
        wanted = len(load.took) + posts * self.plan.members

        def say(number: int) -> None:
            client = self.clients[number * 7 % len(self.clients)]
            room, sent = self._room(self.clients.index(client)), time.perf_counter()

            def heard(answer: dict[str, object]) -> None:
                acked.append(time.perf_counter() - sent)
                if not answer.get("ok"):
                    refused.append(answer)

            load.post(client, lambda mark: self.server.post(room, mark, size), heard)

        for number in range(posts):
            load.at(first + number * every, lambda number=number: say(number))  # type: ignore[misc]
        gc.disable()
        load.until(lambda: len(acked) == posts, posts * every + 60, "Not every post was acknowledged")
        if refused:
            raise RuntimeError(f"{len(refused)} posts were refused: {str(refused[0])[:200]}")
        late = time.perf_counter() + 20
        load.until(lambda: len(load.took) >= wanted or time.perf_counter() > late, 30, "")
        load.rest(0.1)  # what comes twice
        gc.enable()
        return acked

    def _room(self, number: int) -> int:
        return self.plan.first_room + number % self.plan.rooms


def compare(servers: Sequence[Server], plan: Plan) -> dict[str, Row]:
    """The same talk on each, round by round in turn, with deliveries as large as those of the first one."""
    load = Load()
    try:
        talks = [Talk(load, server, plan) for server in servers]
        size = 0
        for talk in talks:
            talk.warm_up(size or 1000)
            size = size or int(talk.frame)
        for _ in range(ROUNDS):
            for talk in talks:
                talk.round(size)
        return {talk.server.name: talk.end() for talk in talks}
    finally:
        load.end()


def p99(values: Sequence[float]) -> float:
    """What all but one in a hundred stay below."""
    return sorted(values)[int(len(values) * 0.99)]
