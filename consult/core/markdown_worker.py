"""The process in which Markdown is rendered: a text that stalls the renderer stalls nobody else."""

from __future__ import annotations

from collections.abc import Callable

from consult.core import worker
from consult.core.markdown import render


def serve(render: Callable[[str], str]) -> None:
    """For each `{"text": ...}` one `{"html": ...}`. Tests serve with a renderer that stalls."""
    worker.serve(lambda message: {"html": render(message["text"])})


if __name__ == "__main__":
    serve(render)
