"""`make bench`: every figure in one run, printed and written to var/bench.json.

Parts: check (the identifier check), compare (the same beside other tools), pages, rooms, pressure (pages that
stall, lie, come back all at once), growth, cluster. Without a name, all of them. What was measured before of
other parts is kept.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import resource
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import checking, cluster, growth, pages, pressure, report, rooms, scanning, subject

OUT = Path("var/bench.json")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part")
    parser.add_argument("--long", action="store_true", help="a room of 5,000, up to 100,000 cases")
    parser.add_argument(
        "--texts", nargs="*", type=Path, default=[], help="labelled texts, not the project's own"
    )
    parser.add_argument(
        "--docs", action="store_true", help="write the table into docs/performance.md, measure nothing"
    )
    asked = parser.parse_args()
    parts: dict[str, Callable[[], Any]] = {
        "check": check,
        "compare": lambda: scanning.compare(scanning.files(asked.texts)),
        "pages": pages.measure,
        "rooms": lambda: rooms.measure(long=asked.long),
        "pressure": pressure.measure,
        "growth": lambda: growth.measure(long=asked.long),
        "cluster": cluster.measure,
    }
    if unknown := set(asked.parts) - set(parts):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    figures = json.loads(OUT.read_text()) if OUT.exists() else {}
    if asked.docs:
        report.into_docs(figures)
        return
    _raise_file_limit()
    for name in asked.parts or parts:
        where = {"at": _now(), "machine": _machine()}
        measured = parts[name]()
        figures[name] = where | {"figures": measured}
        report.show(name, measured)
        OUT.parent.mkdir(exist_ok=True)
        in_order = {part: figures[part] for part in parts if part in figures}
        OUT.write_text(json.dumps(in_order, indent=2) + "\n")


def check() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        return checking.measure(subject.fill(Path(folder)).authors[0])


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="minutes")


def _machine() -> str:
    cores, version, load = os.cpu_count(), platform.python_version(), os.getloadavg()[0]
    return f"{platform.machine()}, {cores} cores, Python {version}, load {load:.1f} before"


def _raise_file_limit() -> None:
    """Thousands of pages are as many open files, for us and for the servers that we start."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


if __name__ == "__main__":
    main()
