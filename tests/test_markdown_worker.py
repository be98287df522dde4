"""Markdown in processes of its own: whatever a text does to them, everyone else goes on."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from consult.core.markdown import LONGEST, Renderer, escaped, render
from consult.core.markdown_worker import serve
from consult.core.worker import Message

# A worker that is ready, and then stalls on every text.
STALLED = (
    sys.executable,
    "-c",
    "import time; from consult.core.markdown_worker import serve; serve(lambda text: time.sleep(60))",
)


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    made = Renderer()
    yield made
    made.close()


def framed(message: dict[str, str]) -> bytes:
    data = json.dumps(message).encode()
    return len(data).to_bytes(4, "big") + data


def test_a_worker_answers_until_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    said = io.BytesIO()
    asked = io.BytesIO(framed({"text": "*a*"}) + framed({"wrong": "*b*"}) + framed({"text": "c"}))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(asked))
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(said))
    monkeypatch.setattr("signal.alarm", lambda _: None)  # the test's own time limit uses it
    serve(render)
    answers = [{}, {"html": render("*a*")}, {}, {"html": render("c")}]
    assert said.getvalue() == b"".join(framed(answer) for answer in answers)


def test_the_worker_gives_what_rendering_here_gives(renderer: Renderer) -> None:
    texts = ["**a** [school]", "", "שרה 👩‍👧 \ud800", "[" * LONGEST, "> - " * 5_000]
    assert [renderer(text) for text in texts] == [render(text) for text in texts]
    assert renderer("*" * (LONGEST + 1)) == escaped("*" * (LONGEST + 1))


def test_a_stalled_worker_costs_its_text_the_markdown_and_others_nothing() -> None:
    renderer = Renderer(command=STALLED, limit=0.3)
    began = time.monotonic()
    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(renderer, ["*a*"] * 8))
    renderer.close()
    assert answers == [escaped("*a*")] * 8
    assert time.monotonic() - began < 30  # eight texts, one after the other for each of two workers


def test_a_worker_that_was_ended_is_started_again(renderer: Renderer) -> None:
    assert renderer("*a*") == render("*a*")
    for worker in renderer._workers:
        if worker._process:
            worker._process.kill()
            worker._process.wait()
    assert renderer("*a*") == escaped("*a*")
    assert renderer("*a*") == render("*a*")
    renderer.close()
    assert renderer("*a*") == render("*a*")


@pytest.mark.parametrize(
    "command",
    [
        ["/does/not/exist"],
        [sys.executable, "-c", "pass"],
        [sys.executable, "-c", "import time; time.sleep(60)"],
        [sys.executable, "-c", "from consult.core.markdown_worker import serve; serve(lambda text: 1 / 0)"],
        [sys.executable, "-c", "print('\\0\\0\\0\\2xx'); import time; time.sleep(60)"],
    ],
)
def test_whatever_the_worker_does_the_words_are_shown(command: list[str]) -> None:
    renderer = Renderer(command=command, limit=0.3, start_limit=0.3)
    assert renderer("*a*") == escaped("*a*")
    renderer.close()


def test_a_caller_who_is_stopped_leaves_no_answer_for_the_next(renderer: Renderer) -> None:
    worker = renderer._workers[-1]

    def interrupted(message: Message, until: float) -> Message:
        raise KeyboardInterrupt

    assert renderer("*a*") == render("*a*")
    worker.ask = interrupted  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        renderer("*b*")
    assert worker._process is None
    del worker.ask
    assert renderer("*c*") == render("*c*")


def test_many_at_once_share_two_workers(renderer: Renderer) -> None:
    before = threading.active_count()
    with ThreadPoolExecutor(12) as people:
        texts = [f"*{n}*" for n in range(100)]
        assert list(people.map(renderer, texts)) == [render(text) for text in texts]
    assert threading.active_count() < before + 5


def test_the_worker_is_small_and_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    look = "import sys, consult.core.markdown_worker; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert not {"flask", "sqlalchemy", "pydantic", "gevent"} & set(done.stdout.split())
    monkeypatch.setenv("CONSULT_SECRET", "canary")
    tell = "import os; from consult.core.markdown_worker import serve; serve(lambda text: str(os.environ))"
    renderer = Renderer(command=[sys.executable, "-c", tell])
    answer = renderer("")
    renderer.close()
    assert "PYTHONPATH" in answer
    assert "canary" not in answer


UNDER_GEVENT = """
from gevent import monkey
monkey.patch_all()
import sys, time, gevent
from consult.core.markdown import Renderer, escaped, render

gaps, last = [], time.perf_counter()
def heart():
    global last
    while True:
        gevent.sleep(0.005)
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

gevent.spawn(heart)
good, bad = Renderer(), Renderer(limit=0.5, command=sys.argv[1:])
texts = [f"*{n}* " + "[" * 5000 for n in range(30)]
jobs = [gevent.spawn(good, text) for text in texts] + [gevent.spawn(bad, "*a*") for _ in range(8)]
gevent.joinall(jobs, timeout=20)
assert [job.value for job in jobs] == [render(text) for text in texts] + [escaped("*a*")] * 8
with gevent.Timeout(0.1, False):
    bad("*b*")
assert all(worker._process is None for worker in bad._workers)
print(sorted(gaps)[-3])
"""


def test_under_gevent_the_other_greenlets_go_on() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", UNDER_GEVENT, *STALLED],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[1],
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert float(done.stdout) < 0.3
