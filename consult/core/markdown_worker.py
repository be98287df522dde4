"""The process in which Markdown is rendered: a text that stalls the renderer stalls nobody else.

Speaks over standard input and output, each message four bytes of length, then JSON: `{}` when ready, then
for each `{"text": ...}` one `{"html": ...}`, or `{}` where there is none. Ends when its input ends.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable

from consult.core.markdown import render

LONGEST_WORK = 10  # seconds; the server ends a stalled worker long before, unless it is gone itself


def serve(render: Callable[[str], str]) -> None:
    """Answer one text at a time until nobody asks any more. Tests serve with a renderer that stalls."""
    _send({})
    while size := sys.stdin.buffer.read(4):
        message = json.loads(sys.stdin.buffer.read(int.from_bytes(size, "big")))
        signal.alarm(LONGEST_WORK)
        try:
            answer = {"html": render(message["text"])}
        except Exception:  # noqa: BLE001 (whatever it is, the text is then shown as it was typed)
            answer = {}
        signal.alarm(0)
        _send(answer)


def _send(message: dict[str, str]) -> None:
    data = json.dumps(message).encode()
    sys.stdout.buffer.write(len(data).to_bytes(4, "big") + data)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    serve(render)
