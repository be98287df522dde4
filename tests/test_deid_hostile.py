"""Finding identifiers in texts that are made to be slow: the time grows with their length, not its square."""

from __future__ import annotations

from re import _parser  # type: ignore[attr-defined]

import pytest

from consult.deid import find
from consult.deid.engine import MOST_PIECES, RULES, pieces
from consult.deid.plain import make_plain

HOSTILE = [
    *[
        "1-",
        "a@",
        " 1",
        "0 ",
        "1/",
        "1.",
        "(",
        "[",
        "[a ",
        "a.",
        "+1 ",
        "00 ",
        "5",
        "A1-",
        "may ",
        "Mar 1 ",
        "st ",
    ],
    *[
        "#",
        "# 1",
        "no. ",
        "case no ",
        "www.",
        "http://",
        "a:",
        "::",
        "é",
        "e\u0301",
        "\u200b",
        "  ",
        "9 ",
        "is 9",
    ],
    *[
        "Main St ",
        "12 Elm ",
        "the 1st ",
        "DE89 ",
        "A1",
        "at dot ",
        "lives, ",
        "Jan/",
        "1a",
        "a-",
        "fax ",
        "\n",
    ],
    *[
        "social 12 ",
        "xx",
        "X X ",
        "one ",
        "J. ",
        "12 E ",
        "MRN ",
        "4/4 and ",
        "id ",
        "\u0430a",
        "[at]",
        "a.com",
        "\t",
    ],
    *[
        "*",
        "**a",
        "_",
        "1/2 ",
        "3/4, ",
        "12 sep ",
        "12 Old ",
        "X, 9",
        "(at",
        "at 9 ",
        "0\n",
        "07700\n",
        "555\n",
        "+1\n",
    ],
    *[
        "serial L#1-",
        "case A.1, ",
        "ends five-",
        "one-",
        "MH 12 KD 0917 ",
        "1/9 - a\n",
        ". 1",
        "1 . ",
        "(a)",
        "a<b>",
        "a\\",
        "a_",
        "in ba ",
        "a.b_",
        "at xo road ",
        "xx 1 ",
    ],
]
LARGEST = 50_000  # characters, the most that one draft may hold


@pytest.mark.timeout(60)  # what grows with the square of a text would take minutes
@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_repeats_take_no_time(piece: str) -> None:
    text = piece * (LARGEST // len(piece))
    hits = find(text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)


@pytest.mark.timeout(60)
def test_many_different_codes_are_spread_in_one_pass() -> None:
    text = "".join(f"mrn {number} " for number in range(100_000, 199_999))[:LARGEST]
    assert len(find(text)) > 4000


@pytest.mark.timeout(30)  # each of thousands looked for in each of thousands of paragraphs takes longer
@pytest.mark.parametrize("piece", ["mrn {}\n\n", "@an{} ", "@an{}\n\n", "call 555-01{}\n\n"])
def test_many_that_begin_alike_are_spread_in_one_pass_through_many_paragraphs(piece: str) -> None:
    text = "".join(piece.format(number) for number in range(10_000, 19_999))[:LARGEST]
    assert len(find(text)) > 1000


def test_a_text_of_very_many_tiny_paragraphs_is_looked_at_some_at_a_time() -> None:
    text = "".join(f"{number:x}\n\n" for number in range(8000)) + "Call 555-010-4477."
    some = list(pieces(text))
    assert "".join(some) == text
    assert len(some) <= MOST_PIECES
    assert [text[hit.start : hit.end] for hit in find(text)][-1] == "555-010-4477"


@pytest.mark.parametrize("piece", ["1-", "9 ", "12 sep ", "[at] dot ", "x@x "])
def test_a_rule_looks_at_each_place_of_a_text_once(piece: str) -> None:
    plain = make_plain(piece * (2000 // len(piece)))
    for rule in RULES:
        places = list(rule.places(plain))
        assert places == sorted(set(places)), rule.name


WIDEST = 1000  # characters


def test_a_rule_that_is_tried_anywhere_reads_a_bounded_stretch() -> None:
    """Otherwise it would read "A1-A1-A1-" to the end, from each letter of it."""
    for rule in RULES:
        if not (rule.cues or rule.number):
            _least, most = _parser.parse(rule.pattern.pattern, rule.pattern.flags).getwidth()
            assert most <= WIDEST, rule.name
