"""The loop of an idea: three points with words, one of them current."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from consult.domain.cases.loops import Point, loop_points, my_loop_points

MONDAY = dt.date(2025, 10, 6)


@dataclass
class Adopted:
    verdict: str | None = None
    level_then: int | None = None
    level_now: int | None = None


def said(points: list[Point]) -> list[tuple[str, str]]:
    assert sum(point.current for point in points) == (1 if points else 0)
    return [(point.label, point.state) for point in points]


def test_a_new_idea_waits_for_a_reply() -> None:
    waiting = [("Suggested", "done"), ("Reply", "waiting"), ("Outcome", "later")]
    assert said(loop_points("idea", None, None)) == waiting
    assert said(my_loop_points("idea", None, None, None, MONDAY))[1] == ("Your reply", "waiting")


def test_will_try_waits_for_the_plan_and_then_for_the_outcome() -> None:
    assert said(loop_points("resource", "will_try", None))[1:] == [
        ("In plan", "waiting"),
        ("Outcome", "later"),
    ]
    assert said(loop_points("idea", "will_try", Adopted()))[1:] == [
        ("In plan", "done"),
        ("Outcome", "waiting"),
    ]


@pytest.mark.parametrize(
    ("adopted", "last"),
    [
        (Adopted("helped", -2, -1), ("Helped, up 1", "helped")),
        (Adopted("helped_a_little", -1, -1), ("Helped a little", "helped")),
        (Adopted("helped", None, None), ("Helped", "helped")),
        (Adopted("did_not_help", -1, -1), ("Did not help", "not_helped")),
        (Adopted("made_it_worse", 0, -2), ("Made it worse, down 2", "not_helped")),
        (Adopted("will_not_be_done"), ("Will not be done", "not_helped")),
    ],
)
def test_an_outcome_is_told_in_words(adopted: Adopted, last: tuple[str, str]) -> None:
    for points in (
        loop_points("idea", "will_try", adopted),
        my_loop_points("idea", "will_try", adopted, MONDAY, MONDAY),
    ):
        assert said(points) == [("Suggested", "done"), ("In plan", "done"), last]
        assert points[-1].current


def test_nothing_goes_round_where_nothing_becomes_a_step() -> None:
    assert loop_points("question", None, None) == []
    assert loop_points("strength", "thanks", None) == []
    assert loop_points("idea", "not_now", None) == []


def test_a_view_made_a_step_has_its_loop() -> None:
    assert said(loop_points("view", "changes_how_i_see_it", Adopted()))[2] == ("Outcome", "waiting")


@pytest.mark.parametrize(
    ("days", "middle", "last"),
    [
        (0, "In plan", ("Outcome today", "waiting")),
        (4, "In plan, due Friday", ("Outcome", "later")),
        (1, "In plan, due tomorrow", ("Outcome", "later")),
        (14, "In plan, due 20 Oct", ("Outcome", "later")),
        (-1, "In plan", ("Outcome, due yesterday", "waiting")),
        (-3, "In plan", ("Outcome, due 3 Oct", "waiting")),
    ],
)
def test_the_worker_sees_when(days: int, middle: str, last: tuple[str, str]) -> None:
    points = my_loop_points("idea", "will_try", Adopted(), MONDAY + dt.timedelta(days), MONDAY)
    assert said(points)[1][0] == middle
    assert said(points)[2] == last
