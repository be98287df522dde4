"""The identifier check and its rivals on labelled texts: same texts, same score, each in its own process."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.processes import peak_memory
from consult.cli.deid import labelled_texts
from consult.deid.scoring import Labelled, Score

TEXTS = Path("tests/deid_texts")
WANTED = Path("bench/rivals.txt")
RIVALS = Path("var/rivals")
OURS = {"consult_1": ("--layers", "1"), "consult_1_2": ("--layers", "1,2")}
OTHERS = ("presidio", "scrubadub")
WARM_UP = {"id": "", "text": "Nothing here yet."}


def files(asked: Sequence[Path]) -> list[Path]:
    """What was asked for; else the open texts of the project."""
    return list(asked) or sorted(TEXTS.glob("open-*.jsonl"))


def compare(paths: Sequence[Path]) -> dict[str, dict[str, Any]]:
    """For each file and each tool: recall, leaks, false alerts, speed, memory."""
    commands = {
        name: [sys.executable, "-m", "consult.cli", "deid", "scan", *how] for name, how in OURS.items()
    }
    python, problem = environment()
    if python:
        commands |= {name: [str(python), "bench/rival.py", name] for name in OTHERS}
    figures = {}
    for path in paths:
        texts = list(labelled_texts(path))
        rows: dict[str, Any] = {name: measure(command, texts) for name, command in commands.items()}
        figures[path.name] = rows | ({} if python else dict.fromkeys(OTHERS, problem))
    return figures


def environment() -> tuple[Path | None, str]:
    """A Python in which the rivals are installed; made once, anew when what is wanted changes. Or why not."""
    python = RIVALS / "bin" / "python"
    stamp = RIVALS / hashlib.sha256(WANTED.read_bytes()).hexdigest()[:16]
    if stamp.exists():
        return python, ""
    uv = [sys.executable, "-m", "uv"]
    steps = (
        [*uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(RIVALS)],
        [*uv, "pip", "install", "--quiet", "--python", str(python), "-r", str(WANTED)],
    )
    for step in steps:
        if subprocess.run(step, check=False, capture_output=True).returncode:
            return None, f"not measured: {step[3]} of bench/rivals.txt did not work"
    stamp.touch()
    return python, ""


def measure(command: Sequence[str], texts: Sequence[Labelled]) -> dict[str, float] | str:
    """Scan all texts, one after the other, once the tool has loaded; its peak memory, in MB."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    scan: subprocess.Popen[str] = subprocess.Popen(command, text=True, **pipes)  # type: ignore[call-overload]
    score = Score()
    begun = time.perf_counter()
    try:
        ask(scan, WARM_UP)
        loaded = time.perf_counter()
        for labelled in texts:
            score.add(labelled, ask(scan, {"id": labelled["id"], "text": labelled["text"]})["spans"])
        took = time.perf_counter() - loaded
        peak = peak_memory(scan.pid)
    except (BrokenPipeError, ValueError):
        return "not measured: it ended"
    finally:
        scan.kill()
        scan.communicate()
    return {
        "recall": score.recall,
        "leak": score.leak,
        "false_alerts_per_100_words": score.false_alerts,
        "clean_alerted": score.clean_alerted,
        "clean": score.clean,
        "characters_per_second": sum(len(labelled["text"]) for labelled in texts) / took,
        "load_s": loaded - begun,
        "memory_mb": peak,
    }


def ask(scan: subprocess.Popen[str], text: dict[str, str]) -> Any:
    assert scan.stdin
    assert scan.stdout
    scan.stdin.write(json.dumps(text) + "\n")
    scan.stdin.flush()
    return json.loads(scan.stdout.readline())
