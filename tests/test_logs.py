"""What a log line holds: our sentences; of libraries only that something happened, never what was said."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from consult.core import logs

SECRET = "Danny 555-201-7788"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What was written to standard error as JSON lines."""
    root, out = logging.getLogger(), io.StringIO()
    before, level = list(root.handlers), root.level
    monkeypatch.setattr("sys.stderr", out)
    logs.install("json")
    yield out
    root.handlers[:] = before
    root.setLevel(level)


def lines(written: io.StringIO) -> list[dict[str, str]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_library_is_not_quoted(written: io.StringIO) -> None:
    logging.getLogger("engineio.server").error("received %s", SECRET)
    assert SECRET not in written.getvalue()
    assert lines(written)[0] | {"at": ""} == {"at": "", "level": "error", "logger": "engineio.server"}


def test_a_fault_is_named_without_its_words(written: io.StringIO) -> None:
    try:
        int(SECRET)
    except ValueError:
        logging.getLogger("consult.live").exception("fault %s", "abc")
    assert SECRET not in written.getvalue()
    line = lines(written)[0]
    assert (line["said"], line["fault"], set(line)) == (
        "fault abc",
        "ValueError",
        {"at", "level", "logger", "said", "fault"},
    )


def test_text_is_one_line_as_well(written: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    logs.install("text")
    logging.getLogger("consult.jobs").warning("mail server: %s", "OSError")
    assert not written.getvalue()
    assert capsys.readouterr().err.endswith("warning consult.jobs mail server: OSError\n")
