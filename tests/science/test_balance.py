"""Balance: of voices, of barriers, of steps; worked by hand and for any amounts."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.science.balance import Level, barrier_balance, barriers, gini, voice_balance, worker_share

STEADY = settings(derandomize=True, deadline=None)
AMOUNTS = st.lists(st.integers(0, 1000), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("spoke", "expected"),
    [([3, 3, 3], 1), ([9, 0, 0], 1 / 3), ([1, 2, 3], 1 - 2 / 9), ([1, 3], 0.75), ([0, 4], 0.5)],
)
def test_voices_are_balanced_by_rule(spoke: list[float], expected: float) -> None:
    assert voice_balance(spoke) == pytest.approx(expected)


def test_without_voices_there_is_no_balance() -> None:
    assert voice_balance([]) is None
    assert voice_balance([5]) is None
    assert voice_balance([0, 0]) is None
    assert gini([]) is None
    for wrong in ([-1, 2], [math.nan, 1]):
        with pytest.raises(ValueError, match=r"0 or more|finite"):
            gini(wrong)


def test_barriers_are_balanced_when_both_sides_are_seen() -> None:
    both = barriers([Level.PERSONAL, Level.SERVICE])
    assert (both.both_sides, both.only) == (True, None)
    assert dict(both.counts) == {
        Level.PERSONAL: 1,
        Level.RELATIONAL: 0,
        Level.SERVICE: 1,
        Level.SYSTEMIC: 0,
    }
    near = barriers([Level.PERSONAL, Level.RELATIONAL])
    assert (near.both_sides, near.only) == (False, None)
    assert barriers([Level.SYSTEMIC] * 2).only is Level.SYSTEMIC
    assert barriers([Level.SYSTEMIC]).only is None
    assert barriers([]).only is None


def test_plans_without_barriers_say_nothing_about_balance() -> None:
    found = barrier_balance([[], [Level.PERSONAL, Level.SYSTEMIC], [Level.SERVICE], []])
    assert (found.count, found.n, found.value) == (1, 2, 0.5)
    assert barrier_balance([]).value is None


def test_the_worker_s_share_of_steps() -> None:
    found = worker_share(["worker", "client", "worker", "agency", "worker"])
    assert (found.count, found.n, found.value) == (3, 5, 0.6)
    assert worker_share([]).value is None


@STEADY
@given(AMOUNTS, st.integers(1, 100))
def test_neither_order_nor_unit_matters(amounts: list[int], by: int) -> None:
    other = gini([amount * by for amount in amounts[::-1]])
    assert other == (None if gini(amounts) is None else pytest.approx(gini(amounts)))


@STEADY
@given(AMOUNTS)
def test_it_lies_between_even_and_one_has_all(amounts: list[int]) -> None:
    found = gini(amounts)
    if found is not None:
        assert 0 <= found <= 1 - 1 / len(amounts) + 1e-12
        twice = gini(amounts * 2)
        assert twice == pytest.approx(found)


@STEADY
@given(AMOUNTS)
def test_giving_from_the_most_to_the_least_never_makes_it_more_uneven(amounts: list[int]) -> None:
    ordered = sorted(amounts)
    if ordered[-1] - ordered[0] >= 2:
        moved = [ordered[0] + 1, *ordered[1:-1], ordered[-1] - 1]
        before, after = gini(ordered), gini(moved)
        assert before is not None
        assert after is not None
        assert after <= before + 1e-12
