"""The identifier check from the command line: scan texts, score it on labelled texts, explain what it finds.

Needs no data folder, no database and nothing of the web.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from consult.cli import scores
from consult.deid import CATEGORIES, Find, find, label
from consult.deid.model.files import Unavailable, verified
from consult.deid.scoring import Labelled, Score, Span

WRONG_INPUT = 2
"""Exit status for input that cannot be read, as argparse has it for options."""
LAYERS = {"1": (1,), "1,2": (1, 2)}
Look = Callable[[str], list[Find]]


class Unreadable(Exception):
    """A line is not what was asked for; the message says which and why, and never repeats it."""


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Teach the command line `deid` and what stands behind it."""
    about = "Find what could identify a person: scan, score, explain."
    acts = commands.add_parser("deid", help=about, description=about).add_subparsers(
        required=True, metavar="ACT"
    )
    parsers = {}
    for act in (scan, score, explain):
        about = str(act.__doc__)
        parsers[act.__name__] = parser = acts.add_parser(act.__name__, help=about, description=about)
        parser.add_argument(
            "--layers", choices=LAYERS, default="1", help="1: rules and word lists; 1,2: the model too"
        )
        parser.set_defaults(run=run, act=act)
    parsers["score"].add_argument("files", nargs="+", type=Path, metavar="FILE")
    parsers["score"].add_argument(
        "--missed", action="store_true", help="list what was missed and wrongly found: for invented texts"
    )
    parsers["explain"].add_argument("text")


def run(asked: argparse.Namespace) -> int:
    """Run one of them; what cannot be read, or is not installed, is told in one sentence."""
    try:
        asked.act(asked, looking(LAYERS[asked.layers]))
        sys.stdout.flush()
    except Unreadable as problem:
        print(f"consult: {problem}", file=sys.stderr)
        return WRONG_INPUT
    except BrokenPipeError:  # whoever read the answer has seen enough, such as `head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def scan(_asked: argparse.Namespace, look: Look) -> None:
    """Read JSON lines {"id", "text"} and write {"id", "spans"}, one line at once for each."""
    for given in lines(sys.stdin.buffer, "line"):
        spans = [
            {
                "start": hit.start,
                "end": hit.end,
                "category": CATEGORIES[hit.kind],
                "rule": hit.rule,
                "layer": hit.layer,
            }
            for hit in look(given["text"])
        ]
        print(json.dumps({"id": given["id"], "spans": spans}), flush=True)


def score(asked: argparse.Namespace, look: Look) -> None:
    """Compare with labelled texts: recall, leaks, false alerts."""
    total = Score()
    for path in asked.files:
        for labelled in labelled_texts(path):
            total.add(labelled, spans_of(look(labelled["text"])))
    print(f"Layers: {asked.layers}")
    for line in scores.table(total):
        print(line)
    if asked.missed:
        for line in scores.mistakes(total):
            print(line)


def explain(asked: argparse.Namespace, look: Look) -> None:
    """Say what is found in a text, and why."""
    hits = look(asked.text)
    for hit in hits:
        print(f"{asked.text[hit.start : hit.end]}  [{hit.start}:{hit.end}]")
        print(
            f"  {label(hit.kind)}, identifies {'by itself' if hit.direct else 'together with other things'}"
        )
        print(f"  {hit.reason}")
        print(f"  Could become: {hit.replacement}")
        print(f"  Rule {hit.rule}, layer {hit.layer}")
    if not hits:
        print("Nothing found. We can miss things.")
    print(f"Layers that looked: {asked.layers}")


def looking(layers: tuple[int, ...]) -> Look:
    """What looks at a text with these layers."""
    if layers == (1,):
        return find
    try:
        verified()
        from consult.deid.model.looking import Both  # noqa: PLC0415 - wants packages that may be missing

        return Both().find
    except (Unavailable, ImportError) as problem:
        raise Unreadable(str(problem)) from None


def labelled_texts(path: Path) -> Iterator[Labelled]:
    """The labelled texts of one file."""
    try:
        with path.open("rb") as file:
            for given in lines(file, f"{path}, line"):
                yield {"id": str(given["id"]), "text": given["text"], "spans": given["spans"]}
    except KeyError:
        raise Unreadable(f'{path} holds a text without labels: each line wants "spans".') from None
    except OSError as problem:
        raise Unreadable(f"{path} cannot be read: {problem.strerror}.") from None


def spans_of(hits: Iterable[Find]) -> list[Span]:
    """Finds as labelled texts have them."""
    return [{"start": hit.start, "end": hit.end, "category": CATEGORIES[hit.kind]} for hit in hits]


def lines(source: IO[bytes], place: str) -> Iterator[dict[str, Any]]:
    """JSON objects with an id and a text, one a line; empty lines are passed over."""
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
        except ValueError:
            raise Unreadable(f"{place} {number} is not JSON.") from None
        if not isinstance(given, dict) or "id" not in given or not isinstance(given.get("text"), str):
            raise Unreadable(f'{place} {number} is not an object with an "id" and a "text".')
        yield given
