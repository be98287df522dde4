"""How long things take: a curve worked by hand, waits that go on, and what must hold for any waits."""

from __future__ import annotations

import math
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.science.times import Wait, curve, median_wait, middle, share_by

STEADY = settings(derandomize=True, deadline=None)
HAND = [Wait(1), Wait(2, ended=False), Wait(3), Wait(4, ended=False), Wait(5), Wait(6)]
WAITS = st.lists(st.builds(Wait, st.integers(0, 30), st.booleans()), max_size=30)


def test_a_curve_worked_by_hand() -> None:
    points = curve(HAND)
    assert [(one.time, one.waiting, one.ended) for one in points] == [
        (1, 6, 1),
        (3, 4, 1),
        (5, 2, 1),
        (6, 1, 1),
    ]
    assert [one.share for one in points] == pytest.approx([5 / 6, 5 / 8, 5 / 16, 0])
    # Greenwood after week 1: 1 / (6 * 5); log-log: share to the power of exp(+-1.96 sqrt(1/30) / |ln(5/6)|).
    power = math.exp(1.959964 * math.sqrt(1 / 30) / abs(math.log(5 / 6)))
    assert points[0].low == pytest.approx((5 / 6) ** power, rel=1e-5)
    assert points[0].high == pytest.approx((5 / 6) ** (1 / power), rel=1e-5)


def test_the_median_counts_those_that_still_wait() -> None:
    found = median_wait(HAND)
    assert (found.median, found.n, found.ended) == (5, 6, 4)
    assert found.low is not None
    assert found.low <= 5
    ended_only = median_wait([one for one in HAND if one.ended])
    assert ended_only.median == 3


def test_where_fewer_than_half_have_ended_there_is_no_median() -> None:
    found = median_wait([Wait(1), Wait(9, ended=False), Wait(9, ended=False)])
    assert (found.median, found.n, found.ended) == (None, 3, 1)
    assert median_wait([]).median is None


def test_who_stops_waiting_at_the_time_of_an_end_still_counts_as_waiting() -> None:
    (point,) = curve([Wait(2), Wait(2, ended=False)])
    assert point.share == 0.5
    assert median_wait([Wait(2), Wait(2, ended=False)]).median == 2


def test_the_share_within_a_time_counts_those_that_still_wait() -> None:
    found = share_by(HAND, 3)
    assert found is not None
    assert found.value == pytest.approx(3 / 8)
    assert 0 <= found.low <= found.value <= found.high <= 1
    until_the_end = share_by([Wait(1), Wait(4, ended=False)], 4)
    assert until_the_end is not None
    assert until_the_end.value == 0.5
    start = share_by(HAND, 0.5)
    assert start is not None
    assert start.value == 0
    assert share_by([*HAND[:3], Wait(4, ended=False)], 9) is None
    assert share_by([], 1) is None
    everyone = share_by(HAND, 99)
    assert everyone is not None
    assert everyone.value == 1


def test_a_plain_median_has_the_interval_of_its_ranks() -> None:
    found = middle([6, 1, 5, 2, 4, 3])
    assert found is not None
    assert (found.median, found.low, found.high, found.n) == (3.5, 1, 6, 6)
    ten = middle(range(1, 11))
    assert ten is not None
    assert (ten.low, ten.high) == (2, 9)
    few = middle([1, 2, 3])
    assert few is not None
    assert (few.median, few.low, few.high) == (2, None, None)
    assert middle([]) is None
    many = middle(range(10_000))
    assert many is not None
    assert many.low == 4901


def test_waits_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or longer"):
        Wait(-1)
    with pytest.raises(ValueError, match="finite"):
        Wait(math.inf)
    with pytest.raises(ValueError, match="finite"):
        middle([math.nan])


@STEADY
@given(WAITS)
def test_a_curve_only_falls_and_stays_within_its_band(waits: list[Wait]) -> None:
    points = curve(waits)
    shares = [1.0, *(one.share for one in points)]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= one.low <= one.share + 1e-12 <= one.high + 1e-9 <= 1 + 2e-9 for one in points)


@STEADY
@given(st.lists(st.integers(0, 30), min_size=1, max_size=30))
def test_when_all_have_ended_it_is_the_lower_plain_median(times: list[int]) -> None:
    ordered = sorted(times)
    assert median_wait(map(Wait, times)).median == ordered[(len(ordered) - 1) // 2]
    found = middle(times)
    assert found is not None
    assert found.median == median(times)


@STEADY
@given(WAITS, st.integers(1, 50))
def test_a_unit_twice_as_fine_doubles_the_median(waits: list[Wait], by: int) -> None:
    one, fine = median_wait(waits), median_wait([Wait(wait.time * by, wait.ended) for wait in waits])
    assert fine.median == (None if one.median is None else one.median * by)


@STEADY
@given(WAITS)
def test_one_that_waits_for_long_never_shortens_the_median(waits: list[Wait]) -> None:
    before, after = median_wait(waits).median, median_wait([*waits, Wait(99, ended=False)]).median
    assert after is None or (before is not None and after >= before)
