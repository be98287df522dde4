"""The sentence above a plan: one rule after the other, and never against its own signal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.science.facts import GoalFacts, Measure, PlanFacts, Reading
from consult.science.gas import Rating
from consult.science.headline import Tone, headline, records, weeks_still
from consult.science.registry import PHQ9
from consult.science.signal_kinds import Kind, Urgency
from consult.science.signals import signals

STEADY = settings(derandomize=True, deadline=None)


def plan(
    *scores: tuple[float, float], now: float | None = None, goals: tuple[GoalFacts, ...] = ()
) -> PlanFacts:
    readings = tuple(Reading(week, score) for week, score in scores)
    at = now if now is not None else max(week for week, _ in scores)
    return PlanFacts(at, (Measure(PHQ9.rule(), 0, 27, readings),), goals)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (plan((0, 18), (4, 20), (8, 25)), "This is getting harder. Worth talking about soon."),
        (plan((0, 18), (4, 17), (8, 19), (14, 16)), "It moves a little, not yet enough to count"),
        (plan((0, 18), (4, 17), (8, 19), (14, 18)), "This plan has not moved in 10 weeks"),
        (plan((0, 20), (6, 12), (12, 13), (20, 14)), "This plan has not moved in 14 weeks"),
        (plan((0, 18), (4, 14), (8, 11), (14, 9)), "Things are starting to move"),
        (plan((0, 18), (4, 12)), "Things are starting to move"),
        (plan((0, 18), (4, 16)), "Too early to say"),
        (PlanFacts(30), "Too early to say"),
        (plan((0, 18), (2, 17), (4, 16)), "It moves a little, not yet enough to count"),
        (plan((0, 18), (3, 18), (6, 18)), "This plan has not moved in 6 weeks"),
    ],
)
def test_each_course_has_its_headline(facts: PlanFacts, says: str) -> None:
    assert headline(facts).sentence.english == says


def test_a_goal_that_is_where_it_was_hoped_is_named_by_its_number() -> None:
    goals = (GoalFacts(1, (Rating(3, -1),)), GoalFacts(2, (Rating(3, 0),)), GoalFacts(3, (Rating(3, 1),)))
    assert headline(PlanFacts(4, goals=goals)).sentence.english == "Goal 3 is where you hoped"
    dropped = (*goals[:2], replace(goals[2], dropped=True))
    assert headline(PlanFacts(4, goals=dropped)).sentence.english == "Goal 2 is where you hoped"


def test_where_nothing_new_was_recorded_nothing_is_said_about_movement() -> None:
    for scores in ([(0, 18), (2, 18), (4, 18)], [(0, 18), (4, 9)]):
        found = headline(plan(*scores, now=30))
        assert found.sentence.english == "Nothing new for 26 weeks"
        assert found.tone is Tone.EVEN
    closed = replace(plan((0, 18), (4, 9), now=30), active=False)
    assert headline(closed).sentence.english == "Things are starting to move"


def test_a_headline_about_a_stall_brings_its_arithmetic() -> None:
    found = headline(plan((0, 18), (4, 17), (8, 19), (14, 18)))
    assert found.because is not None
    assert found.because.english.startswith("No real gain in 14 weeks")
    assert found.tone is Tone.STILL


def test_weeks_without_movement_are_counted_from_the_last_new_best() -> None:
    assert weeks_still(PlanFacts(9)) == 0
    assert weeks_still(plan((2, 18), now=9)) == 7
    assert weeks_still(plan((0, 18), (4, 12), (8, 17), (14, 16))) == 10
    rated = (GoalFacts(1, (Rating(5, -1), Rating(7, 0), Rating(8, 0))),)
    assert weeks_still(plan((0, 18), (4, 12), now=9, goals=rated)) == 2
    assert weeks_still(PlanFacts(9, goals=(GoalFacts(1, (Rating(5, 0),), baseline=-1),))) == 4
    assert weeks_still(PlanFacts(9, goals=(GoalFacts(1, baseline=-1),))) == 0
    assert weeks_still(plan((0, 18), now=9, goals=(GoalFacts(1, (Rating(5, 0),), baseline=-1),))) == 4
    assert weeks_still(plan((0, 18), now=9, goals=(GoalFacts(1, (Rating(5, 0),), baseline=None),))) == 9


def test_records_are_scores_and_ratings() -> None:
    goals = (GoalFacts(1, (Rating(5, -1), Rating(7, 0))), GoalFacts(2, (Rating(5, 0),), dropped=True))
    assert records(plan((0, 18), (20, 3), now=9, goals=goals)) == 3


courses = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 27)), min_size=1, max_size=8)


@STEADY
@given(courses, st.integers(0, 9))
def test_headline_and_signal_never_say_two_things(course: list[tuple[int, int]], extra: int) -> None:
    facts = plan(*course, now=max(week for week, _ in course) + extra)
    found, tone = signals(facts), headline(facts).tone
    assert (tone is Tone.HARDER) == any(one.kind is Kind.WORSE for one in found)
    if any(one.urgency is Urgency.STUCK for one in found):
        assert tone is not Tone.GOOD
    assert 0 <= weeks_still(facts) <= facts.now
