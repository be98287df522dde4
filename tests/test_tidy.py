"""Words as people paste them: made even, and otherwise kept to the letter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.core.tidy import tidy

STEADY = settings(derandomize=True, deadline=None)
LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\u200e", "\u2067"


@pytest.mark.parametrize(
    ("text", "even"),
    [
        ("a\r\nb\rc\vd\x85e\u2028f", "a\nb\nc\nd\ne\nf"),
        ("a\fb\u2029c", "a\n\nb\n\nc"),
        ("e\u0301", "\u00e9"),
        ("\ufeffa\x00b\x1b\u200bc\u2060d\xade\x7f\ud800", "abcde"),
        ("J\u200do\u200cn \u200d\u200c", "Jon "),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200d", "क्\u200d"),
        (
            "👩\u200d👧 🏴\U000e0067\U000e0062\U000e007f a\U000e0067",
            "👩\u200d👧 🏴\U000e0067\U000e0062\U000e007f a",
        ),
        ("\u202d555-0100\u202c", "555-0100\u202c"),
        (f"{LEFT_TO_RIGHT}{RIGHT_TO_LEFT}שרה\u2069", f"{LEFT_TO_RIGHT}{RIGHT_TO_LEFT}שרה\u2069"),
        ("\ta \u00a0 b\u3000c  ", "\ta \u00a0 b\u3000c  "),
    ],
)
def test_text_is_made_even_and_otherwise_kept_to_the_letter(text: str, even: str) -> None:
    assert tidy(text) == even


@STEADY
@given(st.text(st.sampled_from("ae\u0301é\u200c\u200dक्\r\n\v 👩\ufe0f🏴\U000e0067\U000e007f\u202eשK\u212a")))
def test_making_even_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
