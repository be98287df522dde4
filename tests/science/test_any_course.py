"""Signals of any course: turned round, moved, mended, gone quiet."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from consult.science.change import Better, Rule
from consult.science.facts import Limits, Measure, PlanFacts, Reading
from consult.science.registry import PHQ9
from consult.science.signal_kinds import Kind, Signal, Urgency
from consult.science.signals import signals
from consult.science.stalls import no_gain, worse

STEADY = settings(derandomize=True, deadline=None)
LIMITS = Limits()


courses = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 27)), min_size=1, max_size=8, unique_by=lambda x: x[0]
)
R = PHQ9.rule()


def kinds(plan: PlanFacts) -> list[Kind]:
    return [one.kind for one in signals(plan)]


def plan_of(course: list[tuple[int, int]], rule: Rule = R, extra: int = 0) -> PlanFacts:
    readings = tuple(Reading(week, score) for week, score in course)
    return PlanFacts(max(week for week, _ in course) + extra, (Measure(rule, 0, 27, readings),))


@STEADY
@given(courses, st.integers(0, 9))
def test_turning_a_measure_round_turns_no_signal(course: list[tuple[int, int]], extra: int) -> None:
    turned = Rule(Better.HIGHER, R.reliable, 27 - (R.cut_off or 0))
    mirrored = [(week, 27 - score) for week, score in course]
    assert kinds(plan_of(course, extra=extra)) == kinds(plan_of(mirrored, turned, extra))


@STEADY
@given(courses, st.integers(0, 9))
def test_the_order_in_which_scores_are_given_does_not_matter(
    course: list[tuple[int, int]], extra: int
) -> None:
    assert signals(plan_of(course, extra=extra)) == signals(plan_of(course[::-1], extra=extra))


@STEADY
@given(courses, st.integers(0, 9), st.integers(1, 50))
def test_counting_weeks_from_another_start_changes_no_signal(
    course: list[tuple[int, int]], extra: int, by: int
) -> None:
    moved = replace(plan_of([(week + by, score) for week, score in course], extra=extra), began=by)
    assert kinds(moved) == kinds(plan_of(course, extra=extra))


@STEADY
@given(courses, st.integers(0, 9), st.data())
def test_a_better_later_score_never_brings_a_warning(
    course: list[tuple[int, int]], extra: int, data: st.DataObject
) -> None:
    course = sorted(course)
    at = data.draw(st.integers(0, len(course) - 1))
    week, score = course[at]
    better = [*course[:at], (week, max(0, score - 3)), *course[at + 1 :]]
    if at:
        for rule in (worse, no_gain):
            held, holds = (
                rule(plan_of(course, extra=extra), LIMITS),
                rule(plan_of(better, extra=extra), LIMITS),
            )
            assert held is not None or holds is None


@STEADY
@given(courses, st.integers(0, 60))
def test_without_anything_new_for_long_nobody_can_tell(course: list[tuple[int, int]], extra: int) -> None:
    found = signals(plan_of(course, extra=extra))
    if extra > LIMITS.window:
        assert Urgency.STUCK not in {one.urgency for one in found}
    if extra >= LIMITS.no_data:
        assert found[-1].kind is Kind.NO_DATA


@STEADY
@given(courses, st.integers(0, 9))
def test_every_sentence_is_whole(course: list[tuple[int, int]], extra: int) -> None:
    found: tuple[Signal, ...] = signals(plan_of(course, extra=extra))
    for one in found:
        assert "{" not in one.sentence.english
        assert one.sentence.english.endswith(".")
        assert one.sentence.said(lambda key: f"<{key}>").startswith("<")
