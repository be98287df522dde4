"""Sentences of the science: numbers as people read them, translated whole."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import consult.science
from consult.science.words import Sentence, number, signed


@pytest.mark.parametrize(
    ("value", "shown"),
    [(3, "3"), (3.0, "3"), (36.3104, "36.3"), (-7, "−7"), (-0.04, "0"), (0, "0"), (123456, "123456")],
)
def test_numbers_are_short(value: float, shown: str) -> None:
    assert number(value) == shown


def test_changes_have_their_sign() -> None:
    assert [signed(one) for one in (2, -7, 0, 0.04)] == ["+2", "−7", "0", "0"]


def test_a_sentence_is_translated_whole_with_the_words_in_its_gaps() -> None:
    words = {"{measure} at {score}": "{score} bei {measure}", "Scale": "Skala"}
    sentence = Sentence("{measure} at {score}", {"measure": "Scale", "score": 4})
    assert sentence.said(lambda key: words.get(key, key)) == "4 bei Skala"
    assert sentence.english == "Scale at 4"


def test_the_science_imports_nothing_but_itself_and_the_standard_library() -> None:
    for path in Path(consult.science.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert name.startswith("consult.science") or name.split(".")[0] in sys.stdlib_module_names
