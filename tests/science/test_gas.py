"""Goal attainment: the formula's worked results, and what must hold for any goals."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.science.gas import Goal, Left, Rater, Rating, attainment, change, level_at, t_score, weight

STEADY = settings(derandomize=True, deadline=None)
LEVELS = st.integers(-2, 2)
WEIGHTS = st.floats(0, 1e6)
PAIRS = st.lists(st.tuples(LEVELS, WEIGHTS), min_size=1, max_size=8)


def near(value: float | None) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("n", "results"),
    [
        (1, [30.00, 40.00, 50, 60.00, 70.00]),
        (2, [25.19, 37.60, 50, 62.40, 74.81]),
        (3, [22.61, 36.31, 50, 63.69, 77.39]),
        (4, [20.98, 35.49, 50, 64.51, 79.02]),
        (5, [19.85, 34.92, 50, 65.08, 80.15]),
    ],
)
def test_goals_that_all_stand_alike_give_the_table(n: int, results: list[float]) -> None:
    for level, expected in zip(range(-2, 3), results, strict=True):
        assert t_score([level] * n) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(
    ("weights", "levels", "expected"),
    [
        ((3, 2, 1), (1, 0, -1), 54.4065),
        ((2, 1, 3), (1, 2, -1), 52.2033),
        ((3, 2, 1), (-1, -1, -1), 36.7804),
        ((1, 1, 1), (-1, -1, 0), 40.87),
    ],
)
def test_weighted_goals_give_the_worked_results(
    weights: tuple[int, ...], levels: tuple[int, ...], expected: float
) -> None:
    digits = 0.005 if expected == 40.87 else 0.00005
    assert t_score(levels, weights) == pytest.approx(expected, abs=digits)


def test_rho_may_be_none_or_all() -> None:
    assert t_score([1, 1], rho=0) == pytest.approx(50 + 10 * math.sqrt(2))
    assert t_score([1, 1], rho=1) == near(60)


def test_no_goals_give_no_t() -> None:
    assert t_score([]) is None
    assert attainment([]).t is None
    assert attainment([Goal(None), Goal(1, dropped=True)]).t is None
    assert change([Goal(None)]) is None
    assert change([Goal(1, baseline=None)]) is None


def test_a_goal_that_weighs_nothing_is_left_out_unless_all_do() -> None:
    some = attainment([Goal(2, 0), Goal(-1, 3), Goal(None), Goal(1, dropped=True)])
    assert some.t == near(40)
    assert some.levels == (-1,)
    assert some.left_out == ((0, Left.NO_WEIGHT), (2, Left.UNRATED), (3, Left.DROPPED))
    alike = attainment([Goal(1, 0), Goal(-1, 0)])
    assert (alike.t, alike.levels, alike.left_out) == (near(50), (1, -1), ())


def test_a_weight_is_importance_times_difficulty() -> None:
    assert [weight(3, 2), weight(None, 2), weight(2, None), weight(None, None), weight(0, 3)] == [
        6,
        2,
        2,
        1,
        0,
    ]
    with pytest.raises(ValueError, match="0 to 3"):
        weight(4, 1)


def test_many_goals_are_noticed_and_weights_are_told() -> None:
    assert attainment([Goal(0)] * 7).many
    assert not attainment([Goal(0)] * 6).many
    assert attainment([Goal(0, 2), Goal(0, 1)]).weighted
    assert not attainment([Goal(0, 2), Goal(0, 2)]).weighted


def test_change_is_t_now_less_t_at_the_start_over_the_same_goals() -> None:
    usual = change([Goal(0)])
    assert usual is not None
    assert usual.before == near(40)
    found = change([Goal(0, baseline=-1), Goal(0, baseline=-1), Goal(2, baseline=None), Goal(None)])
    assert found is not None
    assert [found.before, found.now] == pytest.approx([37.60, 50], abs=0.005)
    assert found.gain == pytest.approx(12.40, abs=0.005)


@pytest.mark.parametrize("wrong", [[3], [-3], [0, 5]])
def test_levels_outside_of_the_scale_are_refused(wrong: list[int]) -> None:
    with pytest.raises(ValueError, match="from −2 to"):
        t_score(wrong)


def test_weights_and_rho_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="as many weights"):
        t_score([1], [1, 2])
    with pytest.raises(ValueError, match="zero or more"):
        t_score([1], [-1])
    with pytest.raises(ValueError, match="finite"):
        t_score([1], [math.nan])
    with pytest.raises(ValueError, match="Rho"):
        t_score([1], rho=1.1)
    with pytest.raises(ValueError, match="zero or more"):
        Goal(1, -2)


def test_in_one_week_joint_goes_first_then_client_worker_family() -> None:
    week = [Rating(4, -1, Rater.FAMILY), Rating(4, 1, Rater.CLIENT), Rating(4, 0, Rater.WORKER)]
    assert level_at(week, 4) == 1
    assert level_at([*week, Rating(4, 2, Rater.JOINT)], 4) == 2
    assert level_at([*week, Rating(4, -2, Rater.CLIENT)], 4) == -2
    assert level_at([*week, Rating(5, 0, Rater.FAMILY)], 9) == 0
    assert level_at(week, 3, -1) == -1
    assert level_at(week, 3) is None


@STEADY
@given(PAIRS, st.floats(1e-3, 1e3))
def test_multiplying_all_weights_changes_nothing(pairs: list[tuple[int, float]], factor: float) -> None:
    levels, weights = zip(*pairs, strict=True)
    assert t_score(levels, [factor * one for one in weights]) == pytest.approx(
        t_score(levels, weights), abs=1e-6
    )


@STEADY
@given(PAIRS)
def test_turning_all_levels_round_mirrors_t_at_50(pairs: list[tuple[int, float]]) -> None:
    levels, weights = zip(*pairs, strict=True)
    one, other = t_score(levels, weights), t_score([-level for level in levels], weights)
    assert one is not None
    assert other is not None
    assert one + other == pytest.approx(100)


@STEADY
@given(PAIRS)
def test_the_order_of_goals_does_not_matter(pairs: list[tuple[int, float]]) -> None:
    levels, weights = zip(*pairs, strict=True)
    assert t_score(levels, weights) == near(t_score(levels[::-1], weights[::-1]))


@STEADY
@given(PAIRS, st.data())
def test_a_goal_that_rises_never_lowers_t(pairs: list[tuple[int, float]], data: st.DataObject) -> None:
    levels, weights = map(list, zip(*pairs, strict=True))
    at = data.draw(st.integers(0, len(levels) - 1))
    before = t_score(levels, weights)
    levels[at] = min(2, levels[at] + 1)
    after = t_score(levels, weights)
    assert before is not None
    assert after is not None
    assert after >= before - 1e-9


@STEADY
@given(PAIRS, st.integers(0, 8))
def test_goals_that_nobody_rated_change_nothing(pairs: list[tuple[int, float]], unrated: int) -> None:
    goals = [Goal(level, weight_) for level, weight_ in pairs]
    found = attainment(goals + [Goal(None, 3)] * unrated)
    assert found.t == near(attainment(goals).t)
    assert len(found.levels) + len(found.left_out) == len(goals) + unrated
