"""Steps: changed by two people at once, moved, dropped, taken up again, due on a day; and hints on them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import Engine, select

from consult.core.db import Sessions
from consult.domain.plans.plan_hints import hints_for
from consult.domain.plans.plan_merging import StaleWords
from consult.domain.plans.plan_pages import read_plan_page
from consult.domain.plans.plans import BarrierDraft, create_plan, share_plan
from consult.domain.plans.steps import StepDraft, add_step, change_step, due_date, set_step_state
from consult.models.plans import Plan, Responsible, Step, StepState
from consult.models.suggestions import Adoption
from tests.domain.test_plans import whys
from tests.people import INES, MEI, actor
from tests.plans import CALM, GOAL, a_plan, an_adopted_idea, goals_of

MONDAY = dt.date(2025, 10, 6)


def test_a_step_changed_by_two_people_keeps_both(database: Engine) -> None:
    _case, plan, _idea, step = an_adopted_idea()
    share_plan(actor(INES), plan.id, MEI)
    base = StepDraft(step.words, step.goal_id, due_on=step.due_on)
    change_step(actor(MEI), step.id, base_version=2, draft=replace(base, due_on=MONDAY), kept={})
    change_step(actor(INES), step.id, base_version=2, draft=replace(base, words="Walk by and wave"), kept={})
    with Sessions() as session:
        merged = session.get_one(Step, step.id)
        assert (merged.words, merged.due_on) == ("Walk by and wave", MONDAY)
        assert session.scalars(select(Adoption.words)).one() == "Walk by and wave"
    with pytest.raises(StaleWords):
        change_step(actor(MEI), step.id, base_version=3, draft=replace(base, words="Stroll past"), kept={})


def test_a_step_moved_to_another_goal_counts_from_there(database: Engine) -> None:
    _case, plan, _idea, step = an_adopted_idea()
    second = goals_of(plan)[1]
    change_step(actor(INES), step.id, base_version=2, draft=StepDraft(step.words, second.id), kept={})
    with Sessions() as session:
        row = session.scalars(select(Adoption)).one()
    assert (row.goal, row.level_then) == (CALM.title, -1)


def test_a_dropped_step_is_taken_up_again(database: Engine) -> None:
    plan = a_plan()
    step = add_step(actor(INES), plan.id, draft=StepDraft("Write one line"), kept={})
    was, dropped = set_step_state(actor(INES), step.id, state=StepState.DROPPED)
    assert (was, dropped.state) == ("todo", "dropped")
    set_step_state(actor(INES), step.id, state=StepState(was))
    assert whys(plan)[1:] == ["New step", "A step was dropped", "A step was taken up again"]


@pytest.mark.parametrize(
    ("when", "weekday", "days"),
    [
        ("this_week", 0, 4),
        ("this_week", 3, 1),
        ("this_week", 4, 2),
        ("this_week", 6, 0),
        ("next_session", 2, 7),
        ("two_weeks", 2, 14),
    ],
)
def test_a_choice_means_a_day(when: str, weekday: int, days: int) -> None:
    today = MONDAY + dt.timedelta(weekday)
    assert due_date(when, None, today) == today + dt.timedelta(days)


def test_hints_are_gentle_and_true(database: Engine) -> None:
    plan = create_plan(
        actor(INES),
        fields={"review_on": dt.date(2020, 1, 1)},
        goals=[GOAL, replace(CALM, levels=("", "", "Two hard mornings a week"))],
        barriers=[BarrierDraft("personal", "Sleep in pieces"), BarrierDraft("personal", "Stomach pain")],
    )
    for words in ("Call the school", "Write one line"):
        add_step(actor(INES), plan.id, draft=StepDraft(words), kept={})
    hints = read_plan_page(actor(INES), plan.id).hints
    assert [hint.split(".")[0] for hint in hints] == [
        "The review was planned for 1 Jan 2020",
        "All steps are yours",
        "Goal 1 has no words of its own for its levels yet",
        "All that is in the way lies in the person",
    ]
    mine = Step(state="todo", responsible=Responsible.WORKER)
    theirs = Step(state="todo", responsible=Responsible.CLIENT)
    assert "yours" not in " ".join(hints_for(Plan(goals=[], barriers=[]), [mine, theirs], MONDAY))
