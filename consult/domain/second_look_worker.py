"""The process in which the model runs: `{"text": ...}` in, `{"tags": [[start, end, sort, sure]]}` out."""

from __future__ import annotations

import os

from consult.core import worker
from consult.deid.model.files import Unavailable, verified

NICE = 5
"""Pages go first where they share a core."""


def main() -> None:
    """Load the model, then serve. Without the very files that were measured, say so and end."""
    os.nice(NICE)
    try:
        folder = verified()
        from consult.deid.model.looking import tags_of  # noqa: PLC0415 - wants packages that may be missing
        from consult.deid.model.network import Network  # noqa: PLC0415

        network = Network(folder)
    except (Unavailable, ImportError):
        worker.serve(dict, refused="The model is not there, or is not the one that was measured.")
        return
    worker.serve(lambda message: {"tags": tags_of(network, message["text"])})


if __name__ == "__main__":
    main()
