"""Measures: their numbers, each with its source; totals that fit; own measures; hints."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.science.change import Better
from consult.science.instruments import Band, Figure, Instrument, custom, other_direction, too_soon, usual
from consult.science.registry import CORE10, GAD7, K10, PCL5, PHQ9, REGISTRY, SCALE10, WHO5
from consult.science.words import Unfit

STEADY = settings(derandomize=True, deadline=None)
ALL = list(REGISTRY.values())


@pytest.mark.parametrize(
    ("key", "low", "high", "better", "reliable", "clinical", "risk"),
    [
        ("phq9", 0, 27, Better.LOWER, 6, 10, True),
        ("gad7", 0, 21, Better.LOWER, 4, 8, False),
        ("pcl5", 0, 80, Better.LOWER, 15, 33, False),
        ("who5", 0, 100, Better.HIGHER, 10, 50, False),
        ("core10", 0, 40, Better.LOWER, 6, 11, True),
        ("k10", 10, 50, Better.LOWER, 5, 22, False),
        ("auditc", 0, 12, Better.LOWER, None, 3, False),
        ("scale10", 0, 10, Better.HIGHER, 2, None, False),
    ],
)
def test_the_registry_holds_these_numbers(
    key: str,
    low: float,
    high: float,
    better: Better,
    reliable: float | None,
    clinical: float | None,
    risk: bool,  # noqa: FBT001
) -> None:
    one = REGISTRY[key]
    rule = one.rule()
    assert (one.low, one.high, one.better, one.risk_item) == (low, high, better, risk)
    assert (rule.reliable, rule.cut_off) == (reliable, clinical)


def test_other_sources_are_other_sets() -> None:
    assert (GAD7.rule("bischoff").reliable, GAD7.rule("bischoff").cut_off) == (6, 10)
    assert PHQ9.rule("five").reliable == 5
    assert [PCL5.rule(key).reliable for key in ("strict", "meaningful", "veterans")] == [15, 10, 18]
    assert REGISTRY["auditc"].rule("men").cut_off == 4
    with pytest.raises(KeyError):
        PHQ9.rule("mine")


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.key)
def test_every_number_has_a_source_and_every_measure_a_word_about_its_licence(one: Instrument) -> None:
    figures = [figure for chosen in one.sets for figure in (chosen.reliable, chosen.clinical) if figure]
    assert all(figure.source for figure in [*figures, one.interval_days])
    assert one.source
    assert one.licence
    assert one.bands_source or not one.bands
    assert all(variant.source for variant in one.variants)
    assert len({chosen.key for chosen in one.sets}) == len(one.sets)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.key)
def test_bands_cover_the_range_without_gaps(one: Instrument) -> None:
    if one.bands:
        totals = [total for band in one.bands for total in range(int(band.low), int(band.high) + 1)]
        assert totals == list(range(int(one.low), int(one.high) + 1))


def test_weak_numbers_are_provisional() -> None:
    weak = {
        (one.key, chosen.key)
        for one in ALL
        for chosen in one.sets
        if any(figure and figure.provisional for figure in (chosen.reliable, chosen.clinical))
    }
    assert weak == {
        ("phq9", "five"),
        ("k10", "practical"),
        ("auditc", "women"),
        ("auditc", "men"),
        ("scale10", "default"),
    }
    assert [one.key for one in ALL if not one.psychometric] == ["scale10"]


def test_scores_have_their_band_and_their_side() -> None:
    bands = [PHQ9.band(score) for score in (0, 4, 5, 14, 15, 27)]
    names = [band.name if band else None for band in bands]
    assert names == ["minimal", "minimal", "mild", "moderate", "moderately severe", "severe"]
    assert PHQ9.band(28) is None
    assert PHQ9.band(-1) is None
    assert [CORE10.is_clinical(score) for score in (10, 11)] == [False, True]
    assert [WHO5.is_clinical(score) for score in (50, 51)] == [True, False]
    assert SCALE10.is_clinical(3) is None


def test_variants_become_the_usual_score() -> None:
    assert usual(WHO5, 13, "raw") == 52
    assert usual(K10, 12, "us") == 22
    assert usual(K10, 22) == 22
    with pytest.raises(Unfit, match="raw total goes from 0 to 25"):
        usual(WHO5, 26, "raw")
    with pytest.raises(KeyError):
        usual(WHO5, 13, "us")


@pytest.mark.parametrize(
    ("total", "says"),
    [
        (28, "PHQ-9 goes from 0 to 27, and this is 28. Check the total."),
        (-1, "PHQ-9 goes from 0 to 27, and this is −1. Check the total."),
        (12.5, "Totals of PHQ-9 are whole numbers. Check the total."),
        (math.nan, "Write the total of PHQ-9 as a number from 0 to 27."),
        (math.inf, "Write the total of PHQ-9 as a number from 0 to 27."),
    ],
)
def test_a_total_that_cannot_be_is_refused_with_what_to_do(total: float, says: str) -> None:
    with pytest.raises(Unfit) as refused:
        usual(PHQ9, total)
    assert refused.value.sentence.english == says


def test_a_total_counted_the_other_way_round_is_asked_about() -> None:
    hint = other_direction(PHQ9, [6, 5, 4], 23)
    assert hint is not None
    assert hint.english == (
        "The last scores were about 5, this one is 23. On PHQ-9, lower is better."
        " Was it counted the other way round?"
    )
    assert other_direction(WHO5, [20], 84) is not None
    assert other_direction(K10, [18], 42) is not None
    assert other_direction(PHQ9, [], 23) is None
    assert other_direction(PHQ9, [14, 13], 13) is None
    assert other_direction(PHQ9, [18], 9) is None


@STEADY
@given(st.integers(0, 27), st.integers(0, 27))
def test_the_hint_is_the_same_seen_from_the_other_end(last: int, score: int) -> None:
    one = other_direction(PHQ9, [last], score)
    assert (one is None) == (other_direction(PHQ9, [27 - last], 27 - score) is None)


@STEADY
@given(st.integers(0, 27), st.integers(-4, 4))
def test_an_ordinary_change_gives_no_hint(last: int, by: int) -> None:
    assert other_direction(PHQ9, [last], last + by) is None


def test_a_score_that_comes_too_soon_is_asked_about() -> None:
    hint = too_soon(PHQ9, 3)
    assert hint is not None
    assert hint.english == "Days since the last score: 3. PHQ-9 looks back over 14."
    assert too_soon(PHQ9, 14) is None


def test_an_organisation_makes_its_own_measure() -> None:
    own = custom(
        "sleep",
        " Hours of sleep ",
        0,
        24,
        Better.HIGHER,
        reliable=1.5,
        clinical=5,
        bands=[Band(6, 24, "enough"), Band(0, 5.5, "too little")],
        whole=False,
    )
    assert own.name == "Hours of sleep"
    assert (own.rule().reliable, own.rule().cut_off) == (1.5, 5)
    assert own.thresholds().reliable == Figure(1.5, "the organisation’s own", provisional=True)
    assert usual(own, 6.5) == 6.5
    band = own.band(5.8)
    assert band is not None
    assert band.name == "too little"
    assert custom("daily", "Daily", 1, 5, Better.LOWER, interval_days=1).interval_days.value == 1
    assert custom("plain", "Plain", 1, 5, Better.LOWER).rule().reliable is None


@pytest.mark.parametrize(
    ("low", "high", "more", "says"),
    [
        (5, 5, {}, "highest total"),
        (math.nan, 5, {}, "highest total"),
        (0, 10, {"reliable": 0}, "real change"),
        (0, 10, {"reliable": 11}, "real change"),
        (5, 10, {"reliable": 6}, "real change"),
        (0, 10, {"clinical": 12}, "cut-off"),
        (0, 10, {"interval_days": 0}, "a day"),
        (0, 10, {"bands": [Band(0, 5, "a"), Band(5, 9, "b")]}, "overlap"),
        (0, 10, {"bands": [Band(0, 11, "a")]}, "within the range"),
    ],
)
def test_numbers_that_do_not_fit_together_are_refused(
    low: float, high: float, more: dict[str, object], says: str
) -> None:
    with pytest.raises(Unfit, match=says):
        custom("own", "Own", low, high, Better.LOWER, **more)  # type: ignore[arg-type]


def test_a_measure_has_a_name() -> None:
    assert custom("own", "x" * 60, 0, 10, Better.LOWER).name
    for name in ("", "  ", "x" * 61):
        with pytest.raises(Unfit, match="name"):
            custom("own", name, 0, 10, Better.LOWER)


@STEADY
@given(st.sampled_from(ALL), st.integers(-5, 105))
def test_every_total_is_either_refused_or_within_the_range(one: Instrument, total: int) -> None:
    for variant in ("", *(scoring.key for scoring in one.variants)):
        scoring = one.variant(variant)
        if scoring.low <= total <= scoring.high:
            assert one.low <= usual(one, total, variant) <= one.high
        else:
            with pytest.raises(Unfit):
                usual(one, total, variant)
