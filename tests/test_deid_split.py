"""Letters that were set apart, by chance or to hide a name: what a reader sees is found whole."""

from __future__ import annotations

import pytest

from consult.deid import find


def found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in find(text)]


@pytest.mark.parametrize(
    "name",
    [
        "M_a_r_l_a",
        "M a r l a",
        "M\\a\\r\\l\\a",
        "M|a|r|l|a",
        "Mar_la",
        "Mar(l)a",
        "M[a]rla",
        "Mar\\la",
        "Mar<b>la",
        "Ma<i></i>rla",
        "Mar\u3164la",
        "Mar\u2800la",
        "Mar\uffa0\uffa0la",
    ],
)
def test_a_name_is_found_however_its_letters_are_set_apart(name: str) -> None:
    assert found(f"We saw {name} today.") == [name]


@pytest.mark.parametrize(
    "text", ["The child(ren) and parent(s) came.", "Plan (a) and (b).", "An A.B.A.B design."]
)
def test_brackets_and_points_in_words_are_no_names(text: str) -> None:
    assert found(text) == []


def test_a_blank_between_two_names_is_still_one() -> None:
    assert found("We saw Danny\u3164Okafor today.") == ["Danny\u3164Okafor"]
