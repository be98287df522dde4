"""Figures as Markdown tables: printed after each part, and kept in docs/performance.md."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bench.goals import GOALS, Figures

DOCS = Path("docs/performance.md")
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
ROOM = {
    "s CPU /10k deliveries": "cpu_s_per_10k",
    "ms CPU /post": "cpu_ms_per_post",
    "workers": "helpers_ms_per_post",
    "ack p50": "ack_p50_ms",
    "p99": "ack_p99_ms",
    "delivered p50": "delivered_p50_ms",
    "p99 ": "delivered_p99_ms",
    "missing": "missing",
    "out of order": "out_of_order",
    "ms CPU /join": "joining_cpu_ms",
    "generator": "generator_cpu",
}
SIZES = 10, 1000
COMPARED = {
    "recall": "recall",
    "leak": "leak",
    "false alerts /100 words": "false_alerts_per_100_words",
    "clean alerted": "clean_alerted",
    "of": "clean",
    "chars/s": "characters_per_second",
    "MB": "memory_mb",
}


def show(part: str, figures: Any) -> None:
    """Print the tables of one part."""
    print(f"\n## {part}\n\n{tables(part, figures)}", flush=True)


def into_docs(figures: Figures) -> None:
    """Put the goals and all tables where people read them."""
    before, _begin, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
    _old, _end, after = rest.partition(END)
    shown = [f"### Goals\n\n{_goals(figures)}"]
    for part, measured in figures.items():
        when = f"{measured['at'][:10]}, {measured['machine']}"
        shown.append(f"### {part.capitalize()}\n{when}.\n\n{tables(part, measured['figures'])}")
    tables_now = "\n".join(shown)
    DOCS.write_text(f"{before}{BEGIN}{tables_now}{END}{after}", encoding="utf-8")


def tables(part: str, figures: Any) -> str:
    """The tables of one part."""
    if part == "rooms":
        return f"{_rooms(figures, ROOM)}\n{_apart(figures)}"
    if part in {"compare", "cluster"}:
        return _rooms(figures, COMPARED if part == "compare" else ROOM)
    if part == "growth":
        return "\n".join(_wide(name, rows) for name, rows in figures.items())
    if part == "pages":
        return _wide(part, figures)
    return _table(["", part], [[name, _plain(value)] for name, value in figures.items()])


def _goals(figures: Figures) -> str:
    rows = []
    for goal in GOALS:
        try:
            measured = goal.measured(figures)
        except (LookupError, TypeError):
            rows.append([goal.what, f"<= {goal.most:g} {goal.unit}", "not measured", ""])
        else:
            met = "yes" if measured <= goal.most else "**no**"
            rows.append([goal.what, f"<= {goal.most:g} {goal.unit}", f"{_plain(measured)} {goal.unit}", met])
    return _table(["figure", "goal", "measured", "met"], rows)


def _rooms(figures: Mapping[str, Any], columns: Mapping[str, str]) -> str:
    """A row for each thing measured in each place; what was not measured says why."""
    rows = []
    for place, found in figures.items():
        for name, row in found.items() if isinstance(found, dict) else [("", found)]:
            values = [row] if isinstance(row, str) else [_plain(row[column]) for column in columns.values()]
            rows.append([place, name, *values])
    return _table(["", "", *columns], rows)


def _apart(figures: Mapping[str, Any]) -> str:
    """What a post costs by itself, and each delivery on top of it: from two rooms of different size."""
    small, large = (figures.get(f"room_of_{members}") for members in SIZES)
    if not isinstance(small, dict) or not isinstance(large, dict):
        return ""
    rows = []
    for name in small.keys() & large.keys():
        first, second = small[name]["cpu_ms_per_post"], large[name]["cpu_ms_per_post"]
        delivery = (second - first) / (SIZES[1] - SIZES[0])
        rows.append([name, _plain(first - delivery * SIZES[0]), _plain(delivery * 10)])
    return _table(["apart", "ms CPU of a post", "s CPU of 10k deliveries"], sorted(rows))


def _wide(name: str, figures: Mapping[str, Any]) -> str:
    """A row for each name, a column for each figure."""
    columns = list(dict.fromkeys(key for row in figures.values() if isinstance(row, dict) for key in row))
    rows = [
        [what, row] if isinstance(row, str) else [what, *(_plain(row.get(column, "")) for column in columns)]
        for what, row in figures.items()
    ]
    return _table([name, *columns], rows)


def _table(head: Iterable[str], rows: Iterable[list[str]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *(row + [""] * (len(head) - len(row)) for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _plain(value: object) -> str:
    if not isinstance(value, int | float) or math.isinf(value):
        return str(value)
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"  # noqa: PLR2004
