"""What was promised, beside what was measured."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Goal:
    """One promise: a figure that is to stay at or below a limit."""

    what: str
    most: float
    unit: str
    measured: Callable[[Figures], float]
    """Raises LookupError or TypeError where that part was not measured."""


def room(name: str, figure: str, other: str = "") -> Callable[[Figures], float]:
    """A figure of the product in a room, or how many times that of another server it is."""

    def read(figures: Figures) -> float:
        rows = figures["rooms"]["figures"][name]
        own: float = rows["consult"][figure]
        return own / rows[other][figure] if other else own

    return read


def at(part: str, *path: str) -> Callable[[Figures], float]:
    """A figure by its path."""

    def read(figures: Figures) -> float:
        found = figures[part]["figures"]
        for key in path:
            found = found[key]
        return float(found)

    return read


def _astray(figures: Figures) -> float:
    rooms = figures["rooms"]["figures"].values()
    rows = [room["consult"] for room in rooms if isinstance(room, dict)]
    return float(sum(row["missing"] + row["out_of_order"] for row in rows))


def _times_one_process(figures: Figures) -> float:
    rows = figures["cluster"]["figures"]["room_of_500"]
    if rows["two_processes"]["missing"] or rows["two_processes"]["out_of_order"]:
        return math.inf
    return float(rows["two_processes"]["cpu_s_per_10k"] / rows["one_process"]["cpu_s_per_10k"])


def _more_queries(figures: Figures) -> float:
    rows = figures["growth"]["figures"]["suggestions"]
    return float(rows["300"]["queries"] - rows["3"]["queries"])


def _whole_post(figures: Figures) -> float:
    return sum(room("room_of_10", f"{whose}_ms_per_post")(figures) for whose in ("cpu", "helpers"))


GOALS = (
    Goal(
        "500 pages, 10 posts/s: CPU of a delivery",
        1.3,
        "x Node",
        room("room_of_500", "cpu_s_per_10k", "node"),
    ),
    Goal("the same, beside stock", 0.5, "x stock", room("room_of_500", "cpu_s_per_10k", "stock")),
    Goal("the same: delivered, p99", 1.5, "x Node", room("room_of_500", "delivered_p99_ms", "node")),
    Goal("room of 10: CPU of a post, workers too", 5, "ms", _whole_post),
    Goal("room of 10: delivered, p99", 3, "x Node", room("room_of_10", "delivered_p99_ms", "node")),
    Goal("room of 5,000, 1 post/s: delivered, p99", 500, "ms", room("room_of_5000", "delivered_p99_ms")),
    Goal("deliveries missing or out of order, in all rooms", 0, "", _astray),
    Goal("the server's memory at start", 130, "MB", at("pressure", "start_mb")),
    Goal("memory of an idle connection", 60, "kB", at("pressure", "idle_connection_kb")),
    Goal("memory of a page that stalls", 1.5, "MB", at("pressure", "stalled_page_mb")),
    Goal("memory of a hostile frame", 0.2, "MB", at("pressure", "hostile_frame_mb")),
    Goal("join, and catch up on 50 events: CPU", 3, "ms", at("pressure", "join_and_catch_up_cpu_ms")),
    Goal("1,000 lines cut at once: all in step after", 20, "s", at("pressure", "cut_back_s")),
    Goal("a case with 50 suggestions: CPU", 12, "x hello", at("pages", "case_50_suggestions", "times_hello")),
    Goal(
        "a case with 200 suggestions: CPU", 25, "x hello", at("pages", "case_200_suggestions", "times_hello")
    ),
    Goal("queries of a page: more with 300 suggestions than with 3", 0, "", _more_queries),
    Goal("two processes: CPU of a delivery", 1.3, "x one", _times_one_process),
    Goal("checking a suggestion of 120 characters", 2, "ms", at("check", "suggestion_ms")),
    Goal("checking a paragraph of 500 characters, layer 1", 5, "ms", at("check", "paragraph_1_ms")),
    Goal("the same, both layers", 60, "ms", at("check", "paragraph_1_2_ms")),
    Goal("an edit in a case of 3,000 words, layer 1", 30, "ms", at("check", "edit_1_ms")),
    Goal("the same, both layers", 150, "ms", at("check", "edit_1_2_ms")),
    Goal("loading the check", 0.5, "s", at("check", "load_s")),
    Goal("memory of layer 1", 60, "MB", at("check", "memory_mb")),
)
