"""`make bench`: every figure in one run, printed and written to var/bench.json.

Files are labelled texts, beside the project's own, for the comparison of identifier checks. With
`--check` only these are measured, and nothing is written.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import checking, pages, rooms, scanning, subject
from bench.processes import free_port, running

OUT = Path("var/bench.json")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("files", nargs="*", type=Path)
    asked = parser.parse_args()
    if asked.check:
        with tempfile.TemporaryDirectory() as folder:
            check = checking.measure(subject.fill(Path(folder)).writer)
        _print_check(check, scanning.compare(scanning.files(asked.files)))
        return
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        facts = subject.fill(Path(folder))
        env = {"CONSULT_DATA": folder, "PORT": str(facts.port)}
        with running([python, "-m", "consult.cli", "serve"], facts.port, env) as consult:
            at_start = consult.memory()
            figures = {
                "machine": _machine(),
                "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
                "pages": _pages(consult, facts),
                "room_of_10": _rooms(consult, facts),
                "check": checking.measure(facts.writer),
                "memory_mb": {"at_start": at_start, "after": consult.memory()},
            }
    figures["check_compared"] = scanning.compare(scanning.files(asked.files))
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=2))
    _print(figures)


def _machine() -> str:
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _pages(consult: Any, facts: Any) -> dict[str, Any]:
    port = free_port()
    with running([sys.executable, "-m", "bench.hello", str(port)], port) as hello:
        return pages.compare(hello, consult, facts.paths, facts.cookies[0])


def _rooms(consult: Any, facts: Any) -> dict[str, Any]:
    def bare(mark: str) -> tuple[str, dict[str, Any]]:
        return "post", {"html": f"<p>{mark} {'A line of ordinary length about a morning. ' * 3}"}

    figures = {"consult": rooms.measure(consult, facts.cookies, facts.join, facts.post)}
    port = free_port()
    with running([sys.executable, "-m", "bench.stock", str(port)], port) as stock:
        figures["stock_flask_socketio"] = rooms.measure(stock, [], ("join", {}), bare)
    port = free_port()
    with running(["node", "bench/node.mjs", str(port)], port) as node:
        figures["bare_node"] = rooms.measure(node, [], ("join", {}), bare)
    return figures


def _print(figures: dict[str, Any]) -> None:
    print(figures["machine"])
    for name, row in figures["pages"].items():
        print(f"  {name:<28} {row['cpu_ms']:7.2f} ms CPU  {row['times_hello']:6.1f} x hello")
    for name, row in figures["room_of_10"].items():
        line = "  ".join(f"{key} {value:.2f}" for key, value in row.items())
        print(f"  {name:<22} {line}")
    _print_check(figures["check"], figures["check_compared"])
    memory = figures["memory_mb"]
    print(f"  memory: {memory['at_start']:.0f} MB at start, {memory['after']:.0f} MB after the run")


def _print_check(costs: dict[str, float], compared: dict[str, dict[str, Any]]) -> None:
    for name, value in costs.items():
        print(f"  check {name:<22} {value:7.2f}")
    for file, rows in compared.items():
        print(f"  {file}")
        for name, row in rows.items():
            print(f"    {name:<12} {row if isinstance(row, str) else _scored(row)}")


def _scored(row: dict[str, float]) -> str:
    return (
        f"recall {row['recall']:.3f}  leak {row['leak']:.3f}"
        f"  false alerts {row['false_alerts_per_100_words']:.2f}/100 words"
        f"  clean {row['clean_alerted']:.0f} of {row['clean']:.0f}"
        f"  {row['characters_per_second']:,.0f} chars/s  {row['memory_mb']:.0f} MB"
    )


if __name__ == "__main__":
    main()
