"""`consult deid`: the check from the command line."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from consult.cli import main
from consult.cli.scores import mistakes, table
from consult.deid.scoring import Score

CALL = "Call 555-201-7788 today"


def run(*arguments: str) -> int:
    """What the command would leave to the shell."""
    with pytest.raises(SystemExit) as ended:
        main(["deid", *arguments])
    return int(ended.value.code or 0)


def given(monkeypatch: pytest.MonkeyPatch, *lines: str | bytes) -> None:
    text = b"\n".join(line.encode() if isinstance(line, str) else line for line in lines)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))


def labelled(path: Path, *texts: dict[str, object]) -> str:
    path.write_text("\n".join(map(json.dumps, texts)))
    return str(path)


def test_scanning_answers_each_line_at_once_and_wants_nothing_of_the_house(tmp_path: Path) -> None:
    look = (
        "import sys; from consult.cli import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", look, "deid", "scan"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    environment = {"PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, text=True, **pipes) as scan:  # type: ignore[call-overload]
        for number in (1, 2):
            scan.stdin.write(json.dumps({"id": number, "text": CALL}) + "\n")
            scan.stdin.flush()
            answer = json.loads(scan.stdout.readline())
            (span,) = answer["spans"]
            assert answer["id"] == number
            assert (CALL[span["start"] : span["end"]], span["category"], span["layer"]) == (
                "555-201-7788",
                "PHONE",
                1,
            )
        scan.stdin.close()
        imported = scan.stderr.read().split()
    assert scan.returncode == 0
    assert not {"gevent", "flask", "sqlalchemy", "pydantic", "onnxruntime"} & set(imported)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 3 is not JSON."),
        (b"\xff\xfe", "line 3 is not JSON."),
        ("[]", 'line 3 is not an object with an "id" and a "text".'),
        ('{"id": 1, "text": 2}', 'line 3 is not an object with an "id" and a "text".'),
    ],
)
def test_a_line_that_cannot_be_read_ends_the_scan_with_its_number(
    line: str | bytes, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch, json.dumps({"id": "a", "text": CALL}), "", line)
    assert run("scan") == 2
    told = capsys.readouterr()
    assert told.err == f"consult: {said}\n"
    assert json.loads(told.out)["id"] == "a"


def test_a_score_counts_recall_leaks_and_false_alerts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = {"start": 5, "end": 17, "category": "PHONE"}
    missed = {"start": 0, "end": 4, "category": "NAME", "sub": "nick"}
    file = labelled(
        tmp_path / "texts.jsonl",
        {"id": "one", "text": CALL, "spans": [found, missed]},
        {"id": "two", "text": CALL, "spans": []},
    )
    assert run("score", file, "--missed") == 0
    told = capsys.readouterr().out
    assert "recall              0.500  1 of 2\n" in told
    assert "structured kinds    1.000  1 of 1\n" in told
    assert "0.500  1 of 2 texts miss something" in told
    assert "per 100 words, 1 in all" in told
    assert "1 of 1 got an alert" in told
    assert "  nick              0.000  0 of 1\n" in told
    assert "missed  one  NAME nick  Call" in told
    assert "wrong   two  PHONE  555-201-7788" in told


def test_a_score_of_nothing_divides_by_nothing() -> None:
    assert "recall" in "".join(table(Score()))
    assert list(mistakes(Score())) == [""]


def test_files_without_labels_or_that_are_not_there_are_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("score", labelled(tmp_path / "a.jsonl", {"id": "one", "text": CALL})) == 2
    assert "each line wants" in capsys.readouterr().err
    assert run("score", str(tmp_path / "b.jsonl")) == 2
    assert "cannot be read: No such file" in capsys.readouterr().err


def test_explaining_says_what_why_and_what_could_stand_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", CALL) == 0
    told = capsys.readouterr().out
    assert "555-201-7788  [5:17]\n  Phone number, identifies by itself\n" in told
    assert "layer 1" in told
    assert told.endswith("Layers that looked: 1\n")
    assert run("explain", "They slept well.") == 0
    assert capsys.readouterr().out.startswith("Nothing found. We can miss things.")
