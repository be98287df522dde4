"""Real change: the worked results, a table of our own rows, and what must hold for any scores."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.science.change import (
    Better,
    Norms,
    Rule,
    Verdict,
    cut_offs,
    difference_error,
    judge,
    reliable_change_index,
    standard_error,
    threshold,
)
from consult.science.registry import PHQ9, WHO5

STEADY = settings(derandomize=True, deadline=None)
SCORES = st.integers(0, 40)
LOW, HIGH = Better.LOWER, Better.HIGHER


def verdict(before: float, after: float, rule: Rule, *, harmed: bool = False) -> Verdict | None:
    judged = judge(before, after, rule, harmed=harmed)
    return judged.verdict if judged else None


def test_the_classic_example_gives_its_three_cut_offs() -> None:
    found = cut_offs(Norms(40, 7.5), Norms(60, 7.5), HIGH)
    assert (found.a, found.b, found.c) == (55, 45, 50)
    assert cut_offs(Norms(40, 7.5), None, HIGH).c is None
    turned = cut_offs(Norms(60, 7.5), Norms(40, 7.5), LOW)
    assert (turned.a, turned.b, turned.c) == (45, 55, 50)


def test_the_classic_example_gives_its_errors_and_its_index() -> None:
    assert standard_error(7.5, 0.8) == pytest.approx(3.3541, abs=5e-5)
    assert difference_error(7.5, 0.8) == pytest.approx(4.7434, abs=5e-5)
    assert reliable_change_index(32.5, 47.5, 7.5, 0.8) == pytest.approx(3.1623, abs=5e-5)


def test_published_thresholds_come_out_of_published_norms() -> None:
    core = cut_offs(Norms(19.7, 7.7), Norms(4.7, 4.8), LOW)
    assert core.c == pytest.approx(10.46, abs=0.005)
    assert math.ceil(core.c or 0) == 11
    assert threshold(7.7, 0.9, 1.645) == pytest.approx(5.66, abs=0.005)
    assert threshold(7.7, 0.9) == pytest.approx(6.75, abs=0.005)
    assert 5.59 / threshold(1, 0.87) == pytest.approx(5.59, abs=0.01)


@pytest.mark.parametrize(
    ("before", "after", "a", "b", "c"),
    [
        # Scores go up; 9.30 points count (SD 7.5, reliability .80); cut-offs 55, 45 and 50.
        (32.5, 47.5, "improved", "recovered", "improved"),
        (40, 50, "improved", "recovered", "improved"),
        (40, 51, "improved", "recovered", "recovered"),
        (40, 56, "recovered", "recovered", "recovered"),
        (40, 49, "unchanged", "unchanged", "unchanged"),
        (48, 58, "recovered", "improved", "recovered"),
        (57, 67, "improved", "improved", "improved"),
        (40, 40, "unchanged", "unchanged", "unchanged"),
        (44, 52, "unchanged", "unchanged", "unchanged"),
        (49, 42, "unchanged", "unchanged", "unchanged"),
        (41, 30, "deteriorated", "deteriorated", "deteriorated"),
        (53, 43, "deteriorated", "harmed", "harmed"),
        (60, 44, "harmed", "harmed", "harmed"),
    ],
)
def test_rows_of_our_own_fall_into_their_classes(before: float, after: float, a: str, b: str, c: str) -> None:
    points = threshold(7.5, 0.8)
    found = cut_offs(Norms(40, 7.5), Norms(60, 7.5), HIGH)
    for cut_off, expected in ((found.a, a), (found.b, b), (found.c, c)):
        assert verdict(before, after, Rule(HIGH, points, cut_off), harmed=True) == expected
        turned = Rule(LOW, points, None if cut_off is None else 100 - cut_off)
        assert verdict(100 - before, 100 - after, turned, harmed=True) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (18, 9, Verdict.RECOVERED),
        (18, 12, Verdict.IMPROVED),
        (18, 13, Verdict.UNCHANGED),
        (20, 13, Verdict.IMPROVED),
        (18, 25, Verdict.DETERIORATED),
        (8, 14, Verdict.DETERIORATED),
        (9, 3, Verdict.IMPROVED),
        (16, 10, Verdict.IMPROVED),
    ],
)
def test_a_measure_of_the_registry_judges_by_its_own_numbers(
    before: int, after: int, expected: Verdict
) -> None:
    assert verdict(before, after, PHQ9.rule()) == expected


def test_harm_is_told_apart_only_on_request() -> None:
    assert verdict(8, 14, PHQ9.rule()) is Verdict.DETERIORATED
    assert verdict(8, 14, PHQ9.rule(), harmed=True) is Verdict.HARMED
    assert verdict(18, 25, PHQ9.rule(), harmed=True) is Verdict.DETERIORATED


def test_a_verdict_says_its_arithmetic_and_its_rule() -> None:
    judged, other = judge(18, 9, PHQ9.rule()), judge(30, 52, WHO5.rule())
    assert judged is not None
    assert other is not None
    assert judged.sentence.english == (
        "From 18 to 9 is −9; 6 would count, and 10 or more is clinical (PHQ-9, IAPT manual)."
    )
    assert other.sentence.english == (
        "From 30 to 52 is +22; 10 would count, and 50 or less is clinical (WHO-5, Topp and others 2015)."
    )
    plain = judge(4, 7, Rule(HIGH, 2))
    assert plain is not None
    assert plain.sentence.english == "From 4 to 7 is +3; 2 would count (this measure, worked out from norms)."


def test_without_a_score_or_a_threshold_there_is_no_verdict() -> None:
    assert judge(None, 9, PHQ9.rule()) is None
    assert judge(18, None, PHQ9.rule()) is None
    assert judge(18, 9, Rule(LOW, None, 10)) is None
    assert verdict(18, 9, Rule(LOW, 6)) is Verdict.IMPROVED


def test_numbers_that_make_no_sense_are_refused() -> None:
    for sd, reliability in ((0, 0.8), (-1, 0.8), (7, 1), (7, -0.1), (math.nan, 0.8)):
        with pytest.raises(ValueError, match=r"deviation|reliability|finite"):
            standard_error(sd, reliability)
    with pytest.raises(ValueError, match="above zero"):
        Rule(LOW, 0)
    with pytest.raises(ValueError, match="finite"):
        judge(math.nan, 3, PHQ9.rule())


def test_tenths_do_not_decide() -> None:
    assert verdict(0.1, 0.3, Rule(HIGH, 0.2)) is Verdict.IMPROVED


@STEADY
@given(SCORES, SCORES, SCORES, st.integers(1, 20))
def test_turning_the_scale_round_turns_nothing_else(before: int, after: int, cut: int, points: int) -> None:
    one = verdict(before, after, Rule(LOW, points, cut), harmed=True)
    assert one == verdict(40 - before, 40 - after, Rule(HIGH, points, 40 - cut), harmed=True)


@STEADY
@given(SCORES, SCORES, SCORES, st.integers(1, 20), st.integers(-50, 50))
def test_moving_the_whole_scale_changes_nothing(
    before: int, after: int, cut: int, points: int, by: int
) -> None:
    moved = verdict(before + by, after + by, Rule(LOW, points, cut + by))
    assert moved == verdict(before, after, Rule(LOW, points, cut))


@STEADY
@given(SCORES, SCORES, SCORES, st.integers(1, 20))
def test_a_better_score_never_gives_a_worse_class(before: int, after: int, cut: int, points: int) -> None:
    order = [Verdict.DETERIORATED, Verdict.UNCHANGED, Verdict.IMPROVED, Verdict.RECOVERED]
    rule = Rule(LOW, points, cut)
    lower, higher = verdict(before, after - 1, rule), verdict(before, after, rule)
    assert lower is not None
    assert higher is not None
    assert order.index(lower) >= order.index(higher)


@STEADY
@given(SCORES, SCORES, st.floats(0.1, 20), st.floats(0, 0.99))
def test_index_and_threshold_agree(before: int, after: int, sd: float, reliability: float) -> None:
    index, points = reliable_change_index(before, after, sd, reliability), threshold(sd, reliability)
    assert index == pytest.approx(-reliable_change_index(after, before, sd, reliability))
    assert abs(index) * points == pytest.approx(1.96 * abs(after - before))
