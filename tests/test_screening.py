"""The gate as a whole: how much it looks at in one go."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from consult.domain import screening
from consult.models.actor import SYSTEM


def test_the_gate_takes_no_more_than_it_can_look_at_in_one_go(database: Engine) -> None:
    half = "a" * (screening.MOST_AT_ONCE // 2)
    assert screening.clear(SYSTEM, {"one": half, "two": half})["one"] == half
    with pytest.raises(screening.TooLong) as told:
        screening.clear(SYSTEM, {"one": half, "two": half, "three": "a"})
    assert "50000 characters" in told.value.words
