"""Where the server's time goes: `python -m bench.profiled OUT COMMAND...` runs a command of ours, sampled.

A timer interrupts the program as it uses CPU. OUT gets what was running, most often first: by file, and by
function of ours with everything that it called. What was until then is forgotten at SIGUSR1.
"""

from __future__ import annotations

import atexit
import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

from gevent import monkey

monkey.patch_all()

EVERY = 0.001
"""Seconds of CPU."""
MOST = 40
ROOT = Path(__file__).parents[1]
STARTS = "bench/profiled.py"


class Samples:
    """What was running, each time that the timer went off."""

    def __init__(self) -> None:
        self.own: Counter[str] = Counter()
        self.whole: Counter[str] = Counter()
        self.count = 0

    def take(self, _signal: int, frame: FrameType | None) -> None:
        """Note the stack of this moment."""
        called, own = set(), _file(frame) if frame is not None else ""
        while frame is not None:
            file = _file(frame)
            if file == STARTS:
                return  # it starts, and nobody is served yet
            if file.startswith("consult/"):
                called.add(f"{file}:{frame.f_code.co_qualname}")
            frame = frame.f_back
        self.count += 1
        self.own[own] += 1
        self.whole.update(called)

    def begin(self) -> None:
        """Forget what was until now: only what comes next is looked at."""
        self.own.clear()
        self.whole.clear()
        self.count = 0

    def write(self, out: Path) -> None:
        """Percent of all samples."""
        lines = [f"{self.count} samples"]
        for title, counted in (("by itself", self.own), ("with what it called", self.whole)):
            lines += ["", title]
            lines += [f"{times / self.count:6.1%}  {name}" for name, times in counted.most_common(MOST)]
        out.write_text("\n".join(lines) + "\n")


def _file(frame: FrameType) -> str:
    """Its file, from the package on."""
    parts = Path(frame.f_code.co_filename).parts
    for place in ("site-packages", f"python3.{sys.version_info.minor}", ROOT.name):
        if place in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(place) :])
    return "/".join(parts[-2:])


def main() -> None:
    out, *command = sys.argv[1:]
    samples = Samples()
    signal.signal(signal.SIGPROF, samples.take)
    signal.signal(signal.SIGUSR1, lambda *_: samples.begin())
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    atexit.register(samples.write, Path(out))

    from consult.cli import main as consult  # noqa: PLC0415 - after the patching

    consult(command)


if __name__ == "__main__":
    main()
