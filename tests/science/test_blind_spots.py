"""What is not in a plan: each card, its edge, and that a full plan has none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.science.balance import Level
from consult.science.blind_spots import GoalShape, PlanShape, Spot, StepShape, blind_spots

STEADY = settings(derandomize=True, deadline=None)
FULL = PlanShape(
    domains=("housing", "family"),
    seen=frozenset({"housing", "family"}),
    client_words=True,
    strengths=1,
    supports=1,
    barriers=(Level.PERSONAL, Level.SYSTEMIC),
    goals=(GoalShape(1, has_measure=True, has_owner=True),),
    steps=(StepShape("client"), StepShape("worker", referral=True)),
    rated=3,
    rated_by_client=1,
    weeks_since_version=12,
)


def mine(count: int, of: int) -> tuple[StepShape, ...]:
    return (StepShape("worker"),) * count + (StepShape("client"),) * (of - count)


def sent(count: int, of: int) -> tuple[StepShape, ...]:
    return (StepShape("client", referral=True),) * count + (StepShape("client"),) * (of - count)


def test_a_full_plan_has_no_blind_spot() -> None:
    assert blind_spots(FULL) == []


@pytest.mark.parametrize(
    ("plan", "spot", "says"),
    [
        (replace(FULL, seen=frozenset({"family"})), Spot.DOMAINS, "entry: 1 of 2."),
        (replace(FULL, client_words=False), Spot.CLIENT_WORDS, "own words"),
        (replace(FULL, strengths=0), Spot.STRENGTHS, "No strength"),
        (replace(FULL, supports=0), Spot.SUPPORTS, "own life"),
        (replace(FULL, barriers=(Level.PERSONAL,) * 2), Spot.ONE_LEVEL, "lies in the person"),
        (replace(FULL, barriers=(Level.SYSTEMIC,) * 2), Spot.ONE_LEVEL, "lies in the system"),
        (
            replace(FULL, goals=(GoalShape(2, has_measure=False, has_owner=True),)),
            Spot.GOAL_MEASURE,
            "Goal 2 does not say",
        ),
        (
            replace(FULL, goals=(GoalShape(2, has_measure=True, has_owner=False),)),
            Spot.GOAL_OWNER,
            "For goal 2 nobody",
        ),
        (replace(FULL, steps=mine(3, 4)), Spot.MINE, "3 of 4 steps are yours."),
        (replace(FULL, steps=mine(2, 2)), Spot.MINE, "2 of 2 steps are yours."),
        (replace(FULL, steps=sent(2, 3), crisis=True), Spot.REFERRALS, "2 of 3 steps send"),
        (replace(FULL, rated_by_client=0), Spot.CLIENT_RATING, "(3) is the person’s own"),
        (replace(FULL, steps=(StepShape("client", planned_again=3),)), Spot.REPLANNED, "again 3 times"),
        (replace(FULL, weeks_since_version=13.4), Spot.OLD, "13 weeks ago"),
    ],
)
def test_each_gap_has_its_card(plan: PlanShape, spot: Spot, says: str) -> None:
    (card,) = blind_spots(plan)
    assert card.spot is spot
    assert says in card.sentence.english


@pytest.mark.parametrize(
    "plan",
    [
        replace(FULL, barriers=(Level.PERSONAL,)),
        replace(FULL, barriers=()),
        replace(FULL, steps=mine(7, 10)),
        replace(FULL, steps=mine(1, 1)),
        replace(FULL, steps=sent(1, 2), crisis=True),
        replace(FULL, steps=sent(3, 3), crisis=False),
        replace(FULL, steps=()),
        replace(FULL, rated=0, rated_by_client=0),
        replace(FULL, steps=(StepShape("client", planned_again=2),)),
    ],
)
def test_at_the_edge_there_is_no_card(plan: PlanShape) -> None:
    assert blind_spots(plan) == []


def test_an_empty_plan_is_asked_for_words_strengths_and_people_and_no_shares_of_nothing() -> None:
    cards = blind_spots(PlanShape(domains=("housing",)))
    assert [card.spot for card in cards] == [Spot.CLIENT_WORDS, Spot.STRENGTHS, Spot.SUPPORTS, Spot.DOMAINS]
    assert cards[-1].about == ("housing",)


@STEADY
@given(st.lists(st.sampled_from(list(Level)), max_size=6), st.integers(0, 12), st.integers(0, 12))
def test_the_order_of_barriers_and_steps_does_not_matter(levels: list[Level], a: int, b: int) -> None:
    steps = mine(a, a + b)
    one = replace(FULL, barriers=tuple(levels), steps=steps)
    other = replace(FULL, barriers=tuple(levels[::-1]), steps=steps[::-1])
    assert blind_spots(one) == blind_spots(other)


@STEADY
@given(st.integers(0, 12), st.integers(0, 12))
def test_a_step_that_the_person_takes_never_brings_a_card(a: int, b: int) -> None:
    before, after = mine(a, a + b), mine(a, a + b + 1)
    if a + b >= 2 and not blind_spots(replace(FULL, steps=before)):
        assert blind_spots(replace(FULL, steps=after)) == []
