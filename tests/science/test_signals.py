"""Signals: the table of worked courses, each rule's own limits, and what must hold for any plan."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from consult.science.facts import (
    Contact,
    GoalFacts,
    Measure,
    PlanFacts,
    Reading,
    StepFacts,
    StepState,
)
from consult.science.gas import Rater, Rating
from consult.science.registry import AUDITC, PHQ9, SCALE10, WHO5
from consult.science.signal_kinds import Kind, Reason, Snooze, Urgency
from consult.science.signals import Course, shown, signals, soft_gate
from consult.science.stalls import t_at

INSTRUMENTS = {"phq9": PHQ9, "who5": WHO5, "scale10": SCALE10, "auditc": AUDITC}


def measure(key: str, *scores: tuple[float, float]) -> Measure:
    one = INSTRUMENTS[key]
    return Measure(one.rule(), one.low, one.high, tuple(Reading(week, score) for week, score in scores))


def scored(*scores: tuple[float, float], key: str = "phq9", now: float | None = None) -> PlanFacts:
    return PlanFacts(scores[-1][0] if now is None else now, (measure(key, *scores),))


def kinds(plan: PlanFacts) -> list[str]:
    return [one.kind.value[:2].rstrip("_") for one in signals(plan)]


def says(plan: PlanFacts) -> str:
    found = shown(plan)
    return found.sentence.english if found else ""


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([(0, 18), (4, 17), (8, 19), (14, 16)], ["G2"]),
        ([(0, 18), (4, 14), (8, 11), (14, 9)], []),
        ([(0, 18), (4, 20), (8, 25)], ["G1"]),
        ([(0, 18), (3, 17), (6, 18)], []),
        ([(0, 8), (5, 9), (9, 8), (13, 9)], []),
        ([(0, 20), (6, 12), (12, 13), (20, 14)], ["G3"]),
        ([(0, 18), (4, 12)], []),
        ([(0, 18), (4, 13)], []),
        ([(0, 20), (6, 12), (8, 13)], []),
        ([(0, 18), (4, 12), (8, 17), (14, 16)], ["G2"]),
        ([(0, 18), (4, 12), (8, 17), (17, 16)], ["G2", "G3"]),
    ],
)
def test_worked_courses_give_their_signals(scores: list[tuple[float, float]], expected: list[str]) -> None:
    assert kinds(scored(*scores)) == expected
    first = shown(scored(*scores))
    assert (first.kind.value[:2] if first else None) == (expected[0] if expected else None)


def test_a_measure_where_higher_is_better_is_read_the_right_way_round() -> None:
    assert kinds(scored((0, 24), (6, 28), (12, 30), (16, 28), key="who5")) == ["G2"]


def test_each_signal_says_its_arithmetic() -> None:
    assert says(scored((0, 18), (4, 17), (8, 19), (14, 16))) == (
        "No real gain in 14 weeks: the best change in the last 8 weeks is +2, and 6 would count"
        " (PHQ-9, IAPT manual)."
    )
    assert says(scored((0, 18), (4, 20), (8, 25))) == (
        "The latest score is 25, the first was 18: worse by 7, and 6 would count (PHQ-9, IAPT manual)."
    )
    assert says(scored((0, 20), (6, 12), (12, 13), (20, 14))) == (
        "The best change is +8, from week 6; nothing better in the 14 weeks since, and the latest score, 14,"
        " is not yet where it could be (PHQ-9, IAPT manual)."
    )


def flat_goals(*last: int, now: float = 8) -> PlanFacts:
    goals = tuple(
        GoalFacts(at, (Rating(4, -1), Rating(8, level)), baseline=-1) for at, level in enumerate(last, 1)
    )
    return PlanFacts(now, goals=goals)


def test_goals_that_do_not_rise_for_eight_weeks_are_stuck_until_one_rises() -> None:
    flat, risen = flat_goals(-1, -1, -1), flat_goals(-1, -1, 0)
    assert kinds(flat) == ["G4"]
    assert says(flat) == (
        "Goal attainment is 36.3 (50 is as hoped) and has not risen in 8 weeks: it was 36.3 then,"
        " and was rated 2 times since."
    )
    assert t_at(list(risen.goals), 8) == pytest.approx(40.87, abs=0.005)
    assert kinds(risen) == []
    assert kinds(flat_goals(0, 0, 0)) == []
    at_hope = GoalFacts(1, (Rating(4, 0), Rating(8, 0)), baseline=0)
    assert kinds(PlanFacts(8, goals=(at_hope,))) == []
    ends = GoalFacts(1, (Rating(0, -1), Rating(8, -1)), baseline=-1)
    assert kinds(PlanFacts(8, goals=(ends,))) == ["G4"]
    once = GoalFacts(1, (Rating(4, -1),), baseline=-1)
    assert kinds(PlanFacts(8, goals=(once,))) == []
    rose_and_fell = GoalFacts(1, (Rating(4, 0), Rating(8, -1)), baseline=-1)
    assert kinds(PlanFacts(8, goals=(rose_and_fell,))) == []
    fell_and_rose = GoalFacts(1, (Rating(4, -2), Rating(8, -1)), baseline=-1)
    assert kinds(PlanFacts(8, goals=(fell_and_rose,))) == ["G4"]
    assert kinds(replace(flat, now=7)) == []


def test_one_goal_that_stays_at_the_bottom_is_enough() -> None:
    bottom = GoalFacts(2, (Rating(6, -2),), baseline=-2)
    good = GoalFacts(1, (Rating(3, 1), Rating(6, 2)), baseline=0)
    assert says(PlanFacts(9, goals=(good, bottom))) == (
        "Goal 2 has stood at −2 for 8 weeks or longer; 0 is as hoped."
    )
    assert kinds(PlanFacts(9, goals=(good, replace(bottom, dropped=True)))) == []
    assert kinds(PlanFacts(9, goals=(good, replace(bottom, since=2)))) == []
    assert kinds(PlanFacts(9, goals=(good, replace(bottom, ratings=())))) == []
    assert kinds(PlanFacts(9, goals=(good, replace(bottom, ratings=(Rating(2, -1), Rating(6, -2)))))) == []


def test_a_family_that_sees_it_otherwise_does_not_outweigh_the_person() -> None:
    ratings = (Rating(4, -1), Rating(8, -1, Rater.CLIENT), Rating(8, 1, Rater.FAMILY))
    assert kinds(PlanFacts(8, goals=(GoalFacts(1, ratings),))) == ["G4"]


def test_steps_that_are_late_are_watched() -> None:
    late, fresh = StepFacts(StepState.TODO, 5, due=6), StepFacts(StepState.BLOCKED, 5, due=8)
    plan = PlanFacts(9, steps=(late, late, fresh, StepFacts(StepState.DOING, 5, due=12)), began=5)
    assert says(plan) == "Of 3 open steps that are due, 2 are late by more than 2 weeks."
    dropped = replace(plan, steps=(late, replace(late, state=StepState.DROPPED), fresh))
    assert kinds(dropped) == []
    assert kinds(replace(plan, steps=(late, fresh, fresh))) == []
    just_due, two_weeks = replace(fresh, due=9), replace(fresh, due=7)
    assert kinds(replace(plan, steps=(late, late, just_due))) == ["G5"]
    assert kinds(replace(plan, steps=(late, two_weeks, fresh))) == []


def test_no_step_done_for_six_weeks_is_watched_when_one_is_open_for_so_long() -> None:
    waits = StepFacts(StepState.TODO, 0)
    goal = GoalFacts(1, (Rating(6, 0), Rating(7, 1)))
    plan = PlanFacts(7, steps=(waits,), goals=(goal,))
    assert says(plan) == "No step was done in the last 6 weeks; open for so long: 1."
    assert kinds(replace(plan, steps=(waits, StepFacts(StepState.DONE, 0, done=3)))) == []
    assert kinds(replace(plan, steps=(waits, StepFacts(StepState.DONE, 0, done=1)))) == ["G5"]
    assert kinds(replace(plan, steps=(replace(waits, since=2),))) == []
    assert kinds(replace(plan, steps=(replace(waits, since=1),))) == ["G5"]
    assert kinds(replace(plan, steps=())) == []


def test_no_data_is_never_called_stuck() -> None:
    empty = PlanFacts(7)
    assert says(empty) == "Nothing was rated or scored for 7 weeks, so nobody can tell whether it moves."
    assert [one.urgency for one in signals(empty)] == [Urgency.CANNOT_TELL]
    assert kinds(PlanFacts(5)) == []
    old = scored((0, 18), (4, 17), (8, 19), (14, 16), now=30)
    assert kinds(old) == ["G6"]
    assert kinds(scored((0, 20), (6, 12), (12, 13), (20, 14), now=30)) == ["G6"]
    assert kinds(replace(empty, active=False)) == []


def test_the_worker_s_own_word_counts_at_once() -> None:
    plan = replace(scored((0, 18), (2, 17)), feels_stuck=2)
    assert says(plan) == "In week 2 you said that you feel stuck. That is reason enough."
    assert kinds(replace(scored((0, 18), (4, 20), (8, 25)), feels_stuck=2)) == ["G1", "G7"]


def test_danger_goes_before_everything_and_cannot_be_put_off() -> None:
    readings = (Reading(0, 18), Reading(4, 20), Reading(8, 25, risk=True))
    plan = PlanFacts(8, (Measure(PHQ9.rule(), 0, 27, readings),))
    assert kinds(plan) == ["G9", "G1"]
    assert says(plan) == "In week 8 the risk item of PHQ-9 was positive. Safety comes first."
    off = [Snooze(Kind.RISK_ITEM, Urgency.DANGER, 8, Reason.WRONG_DATA)]
    quiet = shown(plan, off)
    assert quiet is not None
    assert quiet.kind is Kind.RISK_ITEM
    assert kinds(replace(plan, risk_answered=8)) == ["G1"]
    assert kinds(replace(plan, risk_answered=7)) == ["G9", "G1"]
    assert kinds(PlanFacts(1, imminent=True, active=False)) == ["G9"]
    later = (*readings, Reading(9, 25, risk=False))
    assert kinds(PlanFacts(9, (Measure(PHQ9.rule(), 0, 27, later),))) == ["G1"]


def test_missed_contacts_are_watched_where_they_are_written_down() -> None:
    contacts = [
        Contact(week, kept) for week, kept in ((1, False), (2, False), (3, True), (4, True), (5, True))
    ]
    assert kinds(PlanFacts(5, contacts=tuple(contacts))) == []
    assert says(PlanFacts(5, contacts=(*contacts[:3], Contact(5, kept=False)))) == (
        "Of the last 4 contacts, 3 were missed."
    )


def test_only_one_signal_is_shown_in_a_fixed_order() -> None:
    waits = StepFacts(StepState.TODO, 0)
    contacts = (Contact(1, kept=False), Contact(2, kept=False))
    plan = replace(
        scored((0, 20), (6, 12), (12, 21), (20, 26)),
        goals=(GoalFacts(1, (Rating(13, -1), Rating(19, -1))),),
        steps=(waits,),
        contacts=contacts,
        feels_stuck=20,
    )
    assert [one.kind.value.split("_")[0] for one in signals(plan)] == [
        "G1",
        "G7",
        "G2",
        "G3",
        "G4",
        "G5",
        "G10",
    ]


def test_a_signal_that_was_put_off_is_quiet_for_fourteen_days() -> None:
    plan = scored((0, 18), (4, 12), (8, 17), (17, 16))
    off = [Snooze(Kind.NO_GAIN, Urgency.STUCK, 17, Reason.EXPECTED_DIP)]
    assert shown(plan, off) is None
    assert shown(replace(plan, now=19 - 1 / 7), off) is None
    again = shown(replace(plan, now=19), off)
    assert again is not None
    assert again.kind is Kind.NO_GAIN
    assert shown(plan, [replace(off[0], week=18)]) is not None


def test_what_asks_for_more_comes_through_at_once() -> None:
    off = [Snooze(Kind.NO_GAIN, Urgency.STUCK, 8, Reason.CLIENT_CRISIS)]
    got_worse = shown(scored((0, 18), (4, 20), (8, 25)), off)
    assert got_worse is not None
    assert got_worse.kind is Kind.WORSE
    said_again = shown(PlanFacts(9, feels_stuck=9), off)
    assert said_again is not None
    assert said_again.kind is Kind.SELF
    assert shown(PlanFacts(9, feels_stuck=8), off) is None


def test_before_a_change_of_course_a_colleague_s_view_is_asked_for() -> None:
    stuck = scored((0, 18), (4, 17), (8, 19), (14, 16))
    fine = scored((0, 18), (4, 14), (8, 11), (14, 9))
    gate = soft_gate(stuck, Course.INTENSIFY)
    assert gate is not None
    assert gate.sentence.english == (
        "You are about to add intensive steps. No colleague has looked at this case in the last 90 days."
    )
    assert gate.kind is Kind.ENDING
    assert soft_gate(fine, Course.INTENSIFY) is None
    assert soft_gate(fine, Course.NEW_METHOD) is None
    assert soft_gate(PlanFacts(20), Course.NEW_METHOD) is None
    assert soft_gate(fine, Course.ENDING) is not None
    assert soft_gate(replace(stuck, consulted=2), Course.ENDING) is None
    assert soft_gate(replace(stuck, consulted=14 - 90 / 7), Course.ENDING) is not None


def test_a_scale_without_a_cut_off_is_quiet_near_its_best_end() -> None:
    assert kinds(scored((0, 9), (6, 9), (12, 9), key="scale10")) == []
    assert kinds(scored((0, 4), (6, 5), (12, 5), key="scale10")) == ["G2"]
    assert kinds(scored((0, 8), (6, 8), (12, 8), key="scale10")) == ["G2"]


def test_a_measure_without_a_threshold_gives_no_verdict() -> None:
    assert kinds(scored((0, 1), (6, 9), (12, 12), key="auditc")) == []


def test_of_two_scores_in_one_week_the_one_given_last_holds() -> None:
    assert kinds(scored((0, 18), (4, 25), (4, 17))) == []
    assert kinds(scored((0, 18), (4, 17), (4, 25))) == ["G1"]


def test_scores_of_weeks_to_come_do_not_count_yet() -> None:
    assert kinds(scored((0, 18), (4, 17), (9, 26), now=5)) == []


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        Reading(math.nan, 3)
    with pytest.raises(ValueError, match="finite"):
        PlanFacts(math.inf)
