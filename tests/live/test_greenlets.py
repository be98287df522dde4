"""Under gevent nothing may wait between BEGIN IMMEDIATE and COMMIT: it would stop every other writer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_nothing_switches_greenlets_inside_a_write(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.live.greenlets", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["clean", "seen"]


def test_no_connection_is_closed_while_a_writer_waits_on_it() -> None:
    """Else the event loop aborts, and the whole server with it."""
    command = [sys.executable, "-m", "tests.live.stalled"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr
