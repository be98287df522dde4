"""The second look at words that are still being written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from limits import parse

from consult.blueprints import looking
from consult.deid.model.tags import Tag
from consult.domain import screening
from consult.domain.second_look import SecondLook, second_look
from consult.web.pace import Pace
from tests.people import INES, NOOR, actor
from tests.stories import posted

NAME = "Xiombeth Okonska-Vandersloot"
WORDS = f"👩‍👧 Then {NAME} came.\r\nCall 555-201-7788."
JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def _afresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(looking, "PACE", Pace())
    second_look.forget()
    yield
    second_look.close()


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model is not there."""
    made = SecondLook(command=("/does/not/exist",))
    monkeypatch.setattr(screening, "second_look", made)


def looked(visitor: Any, words: str = WORDS, **more: Any) -> Any:
    sent = {"text-situation": words} | more
    answer = visitor.post("/second-look", sent, headers=JSON)
    assert answer.status_code == 200, answer.json
    return answer.json


def test_the_answer_holds_the_marks_of_both_layers_as_a_browser_counts(visit: Any) -> None:
    answer = looked(visit(INES))
    assert answer["layers"] == [1, 2]
    typed = WORDS.replace("\r\n", "\n").encode("utf-16-le")
    found = {}
    for find in answer["finds"]:
        (place,) = find["places"]
        assert place["field"] == "situation"
        assert typed[place["start"] * 2 : place["end"] * 2].decode("utf-16-le") == find["words"]
        found[find["words"]] = find["direct"]
    assert found["555-201-7788"] is True
    assert any(NAME.endswith(words) or NAME.startswith(words) for words in found)


def test_without_the_model_the_first_layer_answers_and_says_that_it_was_alone(
    visit: Any, missing: None
) -> None:
    answer = looked(visit(INES))
    assert answer["layers"] == [1]
    assert "555-201-7788" in [find["words"] for find in answer["finds"]]
    assert screening.layers() == (1,)


def test_what_the_model_said_warns_and_does_not_block(visit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "The other day wuzzle came."
    monkeypatch.setattr(screening, "second_look", fake := SecondLook(command=("/does/not/exist",)))
    monkeypatch.setattr(fake, "_ask", lambda *_: (Tag(14, 20, "name", 0.99),))
    visit(INES)
    by = actor(INES)
    assert [mark.layer for mark in screening.look(by, {"body": words})] == []
    marks, layers = screening.look_again(by, {"body": words})
    assert layers == (1, 2)
    assert [(mark.words, mark.layer, mark.blocks) for mark in marks] == [("wuzzle", 2, False)]
    assert screening.look(by, {"body": words}) == marks, "known from now on"
    assert screening.clear(by, {"body": words})["body"] == words


def test_what_was_kept_and_the_case_are_heeded(visit: Any) -> None:
    ines = visit(INES)
    digest = next(find["digest"] for find in looked(ines)["finds"] if find["words"] == "555-201-7788")
    again = looked(ines, kept=[f"{digest}:needed"])
    assert next(find["kept"] for find in again["finds"] if find["digest"] == digest)
    case = posted(INES)
    assert looked(ines, case=case.id)["layers"] == [1, 2]
    answer = visit(NOOR).post("/second-look", {"text-body": "a", "case": case.id}, headers=JSON)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "sent",
    [
        {"text-body": "a" * 40_001},
        {"text-a": "a" * 30_000, "text-b": "a" * 30_000},
        {f"text-{number}": "a" for number in range(41)},
        {"text-<b>": "a"},
        {"case": "/" * 16},
    ],
)
def test_more_than_is_looked_at_is_told_in_words(visit: Any, sent: dict[str, str]) -> None:
    answer = visit(INES).post("/second-look", sent, headers=JSON)
    assert answer.status_code == 422
    assert answer.json["words"]


def test_nobody_asks_all_the_time(visit: Any, monkeypatch: pytest.MonkeyPatch, missing: None) -> None:
    monkeypatch.setattr(looking, "OFTEN", parse("2/minute"))
    ines = visit(INES)
    looked(ines)
    looked(ines)
    assert ines.post("/second-look", {"text-body": "a"}, headers=JSON).status_code == 429
    looked(visit(NOOR))
