"""What a log line may hold: our own sentences, and of everything else only that it happened.

Our messages name kinds, places and random codes, never what somebody wrote (a test walks the sources for it).
Libraries are not asked to keep that promise: of their lines only level, name and the kind of a fault go out.
"""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

from consult.core import clock

OURS = "consult"


class Lines(logging.Formatter):
    """One line for a person."""

    def format(self, record: logging.LogRecord) -> str:
        shown = fields(record)
        return " ".join(str(value) for value in shown.values())


class JsonLines(logging.Formatter):
    """One object a line, for a machine. Fields: at, level, logger, said, fault."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(fields(record), ensure_ascii=False)


def fields(record: logging.LogRecord) -> dict[str, Any]:
    """Everything of a record that may be written down."""
    shown = {"at": clock.now().isoformat(timespec="milliseconds"), "level": record.levelname.lower()}
    shown["logger"] = record.name
    if record.name.partition(".")[0] == OURS:
        shown["said"] = record.getMessage()
    if record.exc_info and record.exc_info[0]:
        shown["fault"] = record.exc_info[0].__name__
    return shown


def install(form: str) -> None:
    """Write warnings and worse to standard error, as `text` or `json`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else Lines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
