"""What only the long form runs."""

from __future__ import annotations

from tests.faults.crowd import LONG

collect_ignore = [] if LONG else ["test_mixed.py"]
"""Half an hour of all faults mixed: `make soak`."""
