"""Scored rounds: splits, lone voices, the order, and what must hold for any votes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.science.rounds import Dissent, in_order, reckon

STEADY = settings(derandomize=True, deadline=None)
VOTES = st.lists(st.one_of(st.none(), st.integers(1, 5)), max_size=12)
MIRROR = {
    Dissent.SPLIT: Dissent.SPLIT,
    Dissent.LONE_OBJECTOR: Dissent.LONE_SUPPORTER,
    Dissent.LONE_SUPPORTER: Dissent.LONE_OBJECTOR,
}


@pytest.mark.parametrize(
    ("votes", "dissent"),
    [
        ([1, 2, 4, 5], {Dissent.SPLIT}),
        ([1, 2, 3, 3, 4, 5], {Dissent.SPLIT}),
        ([1, 2, 3, 3, 3, 4, 5], set()),
        ([1, 4, 5, 5], {Dissent.LONE_OBJECTOR}),
        ([1, 3, 4, 4, 5], {Dissent.LONE_OBJECTOR}),
        ([1, 3, 4, 4], set()),
        ([2, 4, 5, 5], set()),
        ([1, 1, 2, 5], {Dissent.LONE_SUPPORTER}),
        ([1, 1, 4, 4, 5, 5], {Dissent.SPLIT, Dissent.LONE_OBJECTOR}),
        ([5, 5, 5, 5], set()),
        ([3, 3, 3, 3], set()),
    ],
)
def test_votes_part_by_rule(votes: list[int], dissent: set[Dissent]) -> None:
    assert reckon(votes).dissent == dissent


def test_dissent_is_said_in_one_sentence_without_names() -> None:
    split, against, favour = reckon([1, 2, 4, 5]), reckon([1, 4, 5, 5]), reckon([1, 1, 2, 5])
    said = [one.sentence.english if one.sentence else "" for one in (split, against, favour)]
    assert said == [
        "The group is split: of 4 votes, 2 lean against it and 2 lean towards it.",
        "Most would try it; advising against: 1 of 4. Worth hearing why.",
        "Most would not; in favour: 1 of 4. Worth hearing why.",
    ]


def test_below_four_votes_only_the_votes_are_told() -> None:
    found = reckon([1, 5, 5, None, None])
    assert found.counts == (1, 0, 0, 0, 2)
    assert (found.n, found.skipped, found.median, found.sentence) == (3, 2, None, None)
    assert found.dissent == set()
    assert reckon([3, 3, 3, 3, None]).skipped == 1


def test_one_vote_decides_little_about_the_order() -> None:
    rounds = {
        "one": reckon([5]),
        "many": reckon([5, 4, 5, 4]),
        "none": reckon([None]),
        "also none": reckon([]),
        "low": reckon([1, 2]),
    }
    assert in_order(rounds) == ["many", "one", "none", "also none", "low"]
    assert rounds["many"].place == 4
    assert rounds["none"].place == 3
    assert rounds["one"].place == pytest.approx(11 / 3)


@pytest.mark.parametrize("vote", [0, 6, -1])
def test_other_votes_are_refused(vote: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 5"):
        reckon([3, vote])


@STEADY
@given(VOTES)
def test_turning_all_votes_round_turns_the_dissent(votes: list[int | None]) -> None:
    one, other = reckon(votes), reckon([None if vote is None else 6 - vote for vote in votes])
    assert {MIRROR[dissent] for dissent in one.dissent} == other.dissent
    assert one.place + other.place == pytest.approx(6)
    assert one.counts == other.counts[::-1]


@STEADY
@given(VOTES, st.integers(0, 5))
def test_order_and_skips_of_votes_change_nothing(votes: list[int | None], skips: int) -> None:
    one, other = reckon(votes), reckon([*votes[::-1], *[None] * skips])
    assert (one.counts, one.place, one.dissent) == (other.counts, other.place, other.dissent)
    assert other.skipped == one.skipped + skips


@STEADY
@given(VOTES, st.data())
def test_a_higher_vote_never_lowers_the_place(votes: list[int | None], data: st.DataObject) -> None:
    cast = [vote for vote in votes if vote is not None]
    if cast:
        at = data.draw(st.integers(0, len(cast) - 1))
        raised = [*cast[:at], min(5, cast[at] + 1), *cast[at + 1 :]]
        assert reckon(raised).place >= reckon(cast).place
