"""How it went: the loop closes on the step, the goal, the case and for the one who had the idea."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine, func, select

from consult.core import clock
from consult.core.db import Sessions
from consult.core.errors import NotFound, Unreadable
from consult.core.events import Event
from consult.domain.cases.loops import loop_points
from consult.domain.plans.outcomes import outcome_sheet, put_off, record_outcome
from consult.domain.plans.plans import share_plan
from consult.domain.screening import Identifying
from consult.models.cases import Case, CaseState
from consult.models.notices import Notice
from consult.models.outcomes import NotDone, Outcome, Verdict
from consult.models.plans import Goal, Plan, Step
from consult.models.suggestions import Adoption, Suggestion
from tests.people import INES, JONAH, KIM, MEI, NOOR, RUTH, TOMAS, actor
from tests.plans import an_adopted_idea, goals_of, shown_on
from tests.stories import PHONE

ONCE = "5b0c6a1e-0000-4000-8000-00000000000c"
TODAY = dt.date(2025, 10, 6)


def notes() -> list[tuple[str, str]]:
    with Sessions() as session:
        rows = session.execute(select(Notice.person_id, Notice.about_id).where(Notice.kind == "outcome"))
        return [(row[0], row[1]) for row in rows]


def test_it_shows_on_the_step_the_goal_the_case_and_the_idea(database: Engine) -> None:
    case, _plan, idea, step = an_adopted_idea()
    line = "They walked past and waved."
    record_outcome(actor(INES), step.id, verdict=Verdict.HELPED, level=-1, line=line)
    with Sessions() as session:
        assert session.get_one(Step, step.id).state == "done"
        goal = session.get_one(Goal, step.goal_id)
        assert (goal.level, goal.risen_at is not None) == (-1, True)
        adoption = session.scalars(select(Adoption)).one()
        assert (adoption.verdict, adoption.level_then, adoption.level_now, adoption.line) == (
            "helped",
            -2,
            -1,
            line,
        )
        told = select(Event.kind).where(Event.stream == f"case:{case.id}").order_by(Event.seq)
        kinds = list(session.scalars(told))
        assert session.get_one(Suggestion, idea.id).changed_seq == len(kinds)
    assert shown_on(case)[0].level == -1
    assert sorted(kinds[-2:]) == ["case.goals_changed", "suggestion.outcome"]
    assert loop_points("idea", "will_try", adoption)[-1].label == "Helped, up 1"
    assert notes() == [(RUTH, idea.id)]


def test_recorded_five_times_by_one_press_it_is_one_outcome(database: Engine) -> None:
    *_rest, step = an_adopted_idea()
    for _time in range(5):
        record_outcome(actor(INES), step.id, verdict=Verdict.HELPED, level=-1, client_id=ONCE)
    with Sessions() as session:
        assert session.scalar(select(func.count(Outcome.id))) == 1
    assert len(notes()) == 1


def test_a_correction_counts_and_the_first_record_stays(database: Engine) -> None:
    *_rest, step = an_adopted_idea()
    record_outcome(actor(INES), step.id, verdict=Verdict.HELPED, level=0)
    record_outcome(actor(INES), step.id, verdict=Verdict.DID_NOT_HELP, level=-2)
    with Sessions() as session:
        adoption = session.scalars(select(Adoption)).one()
    assert (adoption.verdict, adoption.level_now) == ("did_not_help", -2)
    assert [row.verdict for row in outcome_sheet(actor(INES), step.id).earlier] == ["did_not_help", "helped"]


def test_what_made_it_worse_reaches_the_facilitator_quietly(database: Engine) -> None:
    *_rest, idea, step = an_adopted_idea()
    record_outcome(actor(INES), step.id, verdict=Verdict.MADE_IT_WORSE)
    assert sorted(notes()) == sorted([(RUTH, idea.id), (JONAH, idea.id)])


def test_it_still_flows_back_after_the_case_was_closed_but_not_once_withdrawn(database: Engine) -> None:
    case, _plan, idea, step = an_adopted_idea()
    _put(case, CaseState.CLOSED)
    record_outcome(actor(INES), step.id, verdict=Verdict.HELPED, level=0)
    assert notes() == [(RUTH, idea.id)]
    assert shown_on(case)[0].level == 0
    _put(case, CaseState.WITHDRAWN)
    record_outcome(actor(INES), step.id, verdict=Verdict.MADE_IT_WORSE)
    assert notes() == [(RUTH, idea.id)]


def _put(case: Case, state: CaseState) -> None:
    with Sessions() as session:
        session.info["unit"] = True
        session.get_one(Case, case.id).state = state
        session.commit()


def test_what_will_not_be_done_says_why_and_is_dropped(database: Engine) -> None:
    *_rest, step = an_adopted_idea()
    outcome = record_outcome(
        actor(INES), step.id, verdict=Verdict.WILL_NOT_BE_DONE, why_not=NotDone.CLIENT_CHOICE
    )
    assert outcome.why_not == "client_choice"
    with Sessions() as session:
        assert session.get_one(Step, step.id).state == "dropped"


def test_not_yet_moves_the_date_and_asks_nothing(database: Engine) -> None:
    *_rest, step = an_adopted_idea()
    assert put_off(actor(INES), step.id, until=None, today=TODAY).due_on == TODAY + dt.timedelta(7)
    picked = TODAY + dt.timedelta(3)
    assert put_off(actor(INES), step.id, until=picked, today=TODAY).due_on == picked
    with pytest.raises(Unreadable):
        put_off(actor(INES), step.id, until=TODAY, today=TODAY)
    assert notes() == []
    with Sessions() as session:
        assert session.scalars(select(Outcome)).all() == []


@pytest.mark.parametrize("who", [RUTH, TOMAS, JONAH, NOOR, KIM])
def test_who_does_not_work_on_the_plan_finds_no_step(database: Engine, who: str) -> None:
    *_rest, step = an_adopted_idea()
    for attempt in (
        lambda: record_outcome(actor(who), step.id, verdict=Verdict.HELPED),
        lambda: put_off(actor(who), step.id, until=None, today=TODAY),
        lambda: outcome_sheet(actor(who), step.id),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_colleague_on_the_plan_records_too(database: Engine) -> None:
    _case, plan, idea, step = an_adopted_idea()
    share_plan(actor(INES), plan.id, MEI)
    record_outcome(actor(MEI), step.id, verdict=Verdict.HELPED_A_LITTLE)
    assert notes() == [(RUTH, idea.id)]


def test_a_level_outside_the_ladder_changes_nothing(database: Engine) -> None:
    *_rest, step = an_adopted_idea()
    with pytest.raises(Unreadable):
        record_outcome(actor(INES), step.id, verdict=Verdict.HELPED, level=3)
    with Sessions() as session:
        assert session.scalars(select(Outcome)).all() == []


def test_the_line_passes_the_identifier_check(database: Engine) -> None:
    *_rest, step = an_adopted_idea()
    with pytest.raises(Identifying):
        record_outcome(actor(INES), step.id, verdict=Verdict.HELPED, line=f"Call {PHONE}")


def test_a_level_that_falls_is_not_a_rise(database: Engine) -> None:
    _case, plan, _idea, step = an_adopted_idea()
    then = clock.now()
    record_outcome(actor(INES), step.id, verdict=Verdict.HELPED, level=0)
    risen = goals_of(plan)[0].risen_at
    assert risen is not None
    assert risen >= then
    record_outcome(actor(INES), step.id, verdict=Verdict.DID_NOT_HELP, level=-1)
    assert goals_of(plan)[0].risen_at == risen
    with Sessions() as session:
        assert session.get_one(Plan, plan.id).version == 2
