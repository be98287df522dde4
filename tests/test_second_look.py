"""The model in a process of its own: whatever happens to it, the first look holds and everyone goes on."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from consult.core.worker import Message, Refused
from consult.deid.model import files
from consult.domain.second_look import SecondLook

NADIA = "Her sister, Nadia Lopez-Ruiz, said it."
SERVE = "from consult.core.worker import serve; import os, time; serve({})"


def command(answer: str) -> tuple[str, str, str]:
    """A worker that is ready, and then answers like this."""
    return sys.executable, "-c", SERVE.format(answer)


NAME = 'lambda message: {"tags": [[12, 17, "name", 0.9]] if "Nadia" in message["text"] else []}'
STALLED = command("lambda message: time.sleep(60)")


@pytest.fixture
def look() -> Iterator[SecondLook]:
    made = SecondLook()
    yield made
    made.close()


def found(look: SecondLook, **texts: str) -> dict[str, list[str]] | None:
    looked = look.look(texts)
    if looked is None:
        return None
    return {name: [texts[name][hit.start : hit.end] for hit in hits] for name, hits in looked.items()}


def test_every_field_is_looked_at_and_remembered(look: SecondLook) -> None:
    assert look.remembered({"a": NADIA}) == {"a": []}
    long = "They talked about it. " * 60 + NADIA
    assert found(look, a=NADIA, b=long, c="") == {
        "a": ["Nadia Lopez-Ruiz"],
        "b": ["Nadia Lopez-Ruiz"],
        "c": [],
    }
    assert look.remembered({"x": f"{NADIA}\n\nMore."})["x"][0].start == 12


def test_only_what_changed_is_asked_again() -> None:
    look = SecondLook(command=command(NAME))
    asked: list[str] = []
    ask = look._worker.ask

    def noted(message: Message, until: float) -> Message:
        asked.append(message["text"])
        return ask(message, until)

    look._worker.ask = noted  # type: ignore[method-assign]
    first, second = f"{NADIA}\n\nOne.", f"{NADIA}\n\nTwo."
    assert look.look({"a": first, "b": first}) is not None
    assert look.look({"a": second}) is not None
    assert asked == [NADIA, "One.", "Two."]
    look.close()


def test_what_is_remembered_has_a_bound_and_holds_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consult.domain.second_look.REMEMBERED", 2)
    look = SecondLook(command=command(NAME))
    look.look({"a": f"One.\n\nTwo.\n\n{NADIA}"})
    assert len(look._seen) == 2
    assert "Nadia" not in repr(look._seen)
    assert look.remembered({"a": NADIA})["a"]
    look.close()


def test_a_model_that_was_ended_is_started_again(look: SecondLook) -> None:
    assert found(look, a=NADIA) == {"a": ["Nadia Lopez-Ruiz"]}
    process = look._worker._process
    assert process
    process.kill()
    process.wait()
    assert found(look, a=f"{NADIA} Again.") == {"a": ["Nadia Lopez-Ruiz"]}


def test_a_text_that_ends_the_model_is_left_to_the_first_look() -> None:
    look = SecondLook(command=command("lambda message: os._exit(1)"))
    assert look.look({"a": NADIA}) is None
    assert look.can_look
    assert look._worker._process is None
    look.close()


def test_a_text_that_takes_too_long_costs_itself_and_no_other() -> None:
    look = SecondLook(command=STALLED, limit=0.2, patience=0.5)
    began = time.monotonic()
    with ThreadPoolExecutor(8) as people:
        assert list(people.map(lambda n: look.look({"a": str(n)}), range(8))) == [None] * 8
    assert time.monotonic() - began < 30
    assert look.can_look
    look.close()


def test_who_comes_when_many_wait_goes_on_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consult.domain.second_look.MOST_WAITING", 0)
    look = SecondLook(command=("/does/not/exist",))
    assert look.look({"a": NADIA}) is None
    assert look.can_look


@pytest.mark.parametrize(
    "broken",
    [
        ("/does/not/exist",),
        (sys.executable, "-c", "pass"),
        (sys.executable, "-c", "import time; time.sleep(60)"),
        (sys.executable, "-c", "print('\\0\\0\\0\\2xx'); import time; time.sleep(60)"),
        (sys.executable, "-c", "from consult.core.worker import serve; serve(dict, refused='Not there.')"),
    ],
)
def test_a_model_that_does_not_start_is_left_alone_for_a_while(
    broken: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    look = SecondLook(command=broken, start_limit=0.3)
    assert look.look({"a": NADIA}) is None
    assert not look.can_look
    monkeypatch.setattr(look, "_ask", lambda *_: pytest.fail("asked again"))
    assert look.look({"a": NADIA}) is None
    assert "does not start" in caplog.text
    monkeypatch.setattr("consult.domain.second_look.monotonic", lambda: time.monotonic() + 61)
    assert look.can_look
    look.close()


@pytest.mark.parametrize(
    "answer",
    [
        '{"tags": [[1]]}',
        '{"tags": [[0, 99, "name", 1]]}',
        '{"tags": [[0, 1, "x", 1]]}',
        '{"tags": 3}',
        "{}",
        "1 / 0",
    ],
)
def test_an_answer_without_sense_is_no_answer(answer: str) -> None:
    look = SecondLook(command=command(f"lambda message: {answer}"))
    assert look.look({"a": NADIA}) is None
    look.close()


def test_nothing_of_a_text_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    look = SecondLook(command=command('lambda message: {"tags": message["text"]}'))
    assert look.look({"a": NADIA}) is None
    assert caplog.text
    assert "Nadia" not in caplog.text
    look.close()


def test_a_caller_who_is_stopped_leaves_no_answer_for_the_next(look: SecondLook) -> None:
    def interrupted(_message: object, _until: float) -> None:
        raise KeyboardInterrupt

    assert found(look, a=NADIA)
    look._worker.ask = interrupted  # type: ignore[assignment, method-assign]
    with pytest.raises(KeyboardInterrupt):
        look.look({"a": "Another."})
    assert look._worker._process is None
    del look._worker.ask
    assert found(look, a=f"{NADIA} Then.") == {"a": ["Nadia Lopez-Ruiz"]}
    assert look._waiting == 0


def test_without_the_extra_no_process_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "find_spec", lambda _name: None)
    look = SecondLook(command=("/does/not/exist",))
    assert not look.can_look
    assert look.look({"a": NADIA}) is None


def test_with_imports_blocked_the_worker_says_so(tmp_path: Path) -> None:
    (tmp_path / "onnxruntime.py").write_text("raise ImportError('blocked')")
    block = "import sys; sys.path.insert(0, sys.argv[1])"
    run = f"{block}; from consult.domain.second_look_worker import main; main()"
    look = SecondLook(command=(sys.executable, "-c", run, str(tmp_path)))
    with pytest.raises(Refused, match="not the one that was measured"):
        look._worker.ask({"text": NADIA}, time.monotonic() + 5)
    look.close()


def test_the_worker_knows_nothing_of_the_house() -> None:
    run = "import sys, consult.domain.second_look_worker; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    assert not {"flask", "sqlalchemy", "pydantic", "gevent", files.PACKAGE, "arcjet"} & set(
        done.stdout.split()
    )


UNDER_GEVENT = """
from gevent import monkey
monkey.patch_all()
import logging, sys, time, gevent
from consult.domain.second_look import SecondLook

logging.disable()
gaps, last = [], time.perf_counter()
def heart():
    global last
    while True:
        gevent.sleep(0.005)
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

gevent.spawn(heart)
good, bad = SecondLook(), SecondLook(limit=0.3, patience=0.3, command=sys.argv[1:])
texts = [f"{n} came, and Nadia Lopez-Ruiz said that it went well." for n in range(12)]
jobs = [gevent.spawn(good.look, {"a": text}) for text in texts]
jobs += [gevent.spawn(bad.look, {"a": "b"}) for _ in range(4)]
gevent.joinall(jobs, timeout=40)
assert all(job.value["a"] for job in jobs[:12]), [job.value for job in jobs]
assert [job.value for job in jobs[12:]] == [None] * 4
print(sorted(gaps)[-3])
"""


def test_under_gevent_the_other_greenlets_go_on() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", UNDER_GEVENT, *STALLED],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
        cwd=Path(__file__).parents[1],
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert float(done.stdout) < 0.3
