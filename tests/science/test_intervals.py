"""Shares with their intervals: published values, small numbers, and what must hold for any count."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.science.intervals import FEWEST_OF_A_KIND, per_hundred, rate, shown_cells, wilson

STEADY = settings(derandomize=True, deadline=None)
COUNTS = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(5, 10, 0.2366, 0.7634), (0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (81, 263, 0.2553, 0.3662)],
)
def test_intervals_are_as_published(count: int, n: int, low: float, high: float) -> None:
    found = wilson(count, n)
    assert found is not None
    assert [found.low, found.high] == pytest.approx([low, high], abs=5e-5)
    assert found.value == count / n


def test_counts_that_make_no_sense_are_refused() -> None:
    for count, n in ((-1, 5), (6, 5)):
        with pytest.raises(ValueError, match="between 0 and n"):
            wilson(count, n)
    with pytest.raises(ValueError, match="confidence"):
        wilson(1, 5, 1)
    with pytest.raises(ValueError, match="confidence"):
        wilson(1, 5, 0)
    with pytest.raises(ValueError, match="0 or more"):
        per_hundred(-1, 5)
    with pytest.raises(ValueError, match="0 or more"):
        shown_cells([-1])


def test_nothing_is_shown_of_fewer_than_five_but_to_oneself() -> None:
    assert wilson(0, 0) is None
    assert rate(0, 0, own=True) is None
    assert rate(2, 4) is None
    assert rate(2, 4, own=True) is not None
    assert rate(2, 5) is not None
    assert rate(2, 9, fewest=FEWEST_OF_A_KIND) is None
    assert rate(2, 10, fewest=FEWEST_OF_A_KIND) is not None


@pytest.mark.parametrize(
    ("ns", "shown"),
    [
        ([5, 6, 7], [True, True, True]),
        ([4, 6, 7], [False, False, True]),
        ([4, 3, 7], [False, False, True]),
        ([0, 6, 7], [False, True, True]),
        ([4, 0, 7], [False, False, False]),
        ([4], [False]),
        ([], []),
    ],
)
def test_a_hidden_cell_cannot_be_worked_out_from_the_sum(ns: list[int], shown: list[bool]) -> None:
    assert list(shown_cells(ns)) == shown
    assert shown_cells([0, 2, 6], own=True) == (False, True, True)


def test_events_per_hundred_cases_have_an_interval_near_the_exact_one() -> None:
    found = per_hundred(10, 100)
    assert found is not None
    assert found.value == 10
    assert [found.low, found.high] == pytest.approx([4.795, 18.39], abs=0.02)
    none = per_hundred(0, 100)
    assert none is not None
    assert [none.low, none.high] == pytest.approx([0, 3.69], abs=0.06)
    assert per_hundred(3, 0) is None
    many = per_hundred(250, 100)
    assert many is not None
    assert many.value == 250


@STEADY
@given(COUNTS)
def test_an_interval_holds_its_share_and_is_mirrored_by_the_rest(counts: tuple[int, int]) -> None:
    count, n = counts
    one, rest = wilson(count, n), wilson(n - count, n)
    assert one is not None
    assert rest is not None
    assert 0 <= one.low <= one.value <= one.high <= 1
    assert math.isclose(one.low, 1 - rest.high, abs_tol=1e-9)


@STEADY
@given(COUNTS)
def test_more_of_the_same_makes_surer(counts: tuple[int, int]) -> None:
    count, n = counts
    few, many = wilson(count, n), wilson(2 * count, 2 * n)
    assert few is not None
    assert many is not None
    assert many.high - many.low <= few.high - few.low + 1e-12


@STEADY
@given(st.integers(0, 500), st.integers(1, 500))
def test_a_count_lies_within_its_interval(count: int, n: int) -> None:
    one, more = per_hundred(count, n), per_hundred(count + 1, n)
    assert one is not None
    assert more is not None
    assert one.low <= one.value <= one.high
    assert one.low <= more.low
    assert one.high <= more.high


@STEADY
@given(st.lists(st.integers(0, 20), max_size=6))
def test_never_is_exactly_one_cell_with_something_hidden_beside_shown_ones(ns: list[int]) -> None:
    shown = shown_cells(ns)
    hidden = [n for n, one in zip(ns, shown, strict=True) if n and not one]
    assert not any(shown) or len(hidden) != 1
    assert all(n >= 5 for n, one in zip(ns, shown, strict=True) if one)
