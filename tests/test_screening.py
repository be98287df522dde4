"""The gate as a whole: how much it looks at in one go."""

from __future__ import annotations

import pytest

from consult.domain import screening


def test_the_gate_takes_no_more_than_it_can_look_at_in_one_go() -> None:
    half = "a" * (screening.MOST_AT_ONCE // 2)
    assert screening.clear({"one": half, "two": half})["one"] == half
    with pytest.raises(screening.TooLong) as told:
        screening.clear({"one": half, "two": half, "three": "a"})
    assert "50000 characters" in told.value.words
