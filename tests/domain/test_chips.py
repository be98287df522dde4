"""The chip of a case: one table of facts and words; and the database's filter agrees with it."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from consult.core import clock
from consult.domain.cases.cases import FILTERS, Which, list_cases
from consult.domain.cases.chips import ChipKind, Facts, chip
from consult.domain.cases.doubts import raise_doubt
from consult.domain.plans import adoptions, outcomes
from consult.models.outcomes import Verdict
from tests import plans
from tests.people import INES, TOMAS, actor
from tests.stories import posted

TABLE = [
    (Facts("draft", replies=3), "draft", "Draft"),
    (Facts("withdrawn", replies=3), "withdrawn", "Withdrawn"),
    (Facts("closed", trying=2, feels_stuck=True), "closed", "Closed"),
    (Facts("open", replies=1, hidden=True), "hidden", "Hidden"),
    (Facts("withdrawn", hidden=True), "withdrawn", "Withdrawn"),
    (Facts("open"), "needs_first_reply", "Needs a first reply"),
    (Facts("open", feels_stuck=True, weeks_still=7), "needs_first_reply", "Needs a first reply"),
    (Facts("open", replies=1), "getting_replies", "Getting replies"),
    (Facts("open", replies=1, weeks_still=7), "getting_replies", "Getting replies"),
    (Facts("open", replies=1, trying=1), "trying", "Trying 1 idea"),
    (Facts("open", replies=4, trying=2, helped=1), "trying", "Trying 2 ideas"),
    (Facts("open", replies=4, helped=1), "moving", "Moving"),
    (Facts("open", replies=4, risen=1, feels_stuck=True), "moving", "Moving"),
    (Facts("open", replies=4, feels_stuck=True), "stuck", "Feels stuck"),
    (Facts("open", replies=4, feels_stuck=True, weeks_still=1), "stuck", "Stuck 1 week"),
    (Facts("open", replies=4, trying=2, feels_stuck=True, weeks_still=7), "stuck", "Stuck 7 weeks"),
]


@pytest.mark.parametrize(("facts", "kind", "text"), TABLE)
def test_a_chip_says_what_the_facts_say(facts: Facts, kind: str, text: str) -> None:
    said = chip(facts)
    assert (said.kind, said.text) == (kind, text)


def test_every_filter_finds_exactly_the_cases_that_carry_its_chip(database: Engine) -> None:
    posted()
    plans.an_idea(posted(), "Walk past the gate.", who=TOMAS)
    plans.an_idea(posted(feels_stuck="yes"), "Walk past the gate.", who=TOMAS)
    for stuck in ("", "yes"):
        for verdict in (None, Verdict.HELPED, Verdict.DID_NOT_HELP):
            case = posted(feels_stuck=stuck)
            plan = plans.a_plan(case)
            step = adoptions.adopt(
                actor(INES),
                plans.an_idea(case, "Call midweek.", who=TOMAS).id,
                words="Call midweek.",
                goal_id=plan.goals[0].id,
            )
            if verdict:
                outcomes.record_outcome(actor(INES), step.id, verdict=verdict, level=-1)
    raise_doubt(actor(TOMAS), posted().id)
    assert chips_and_filters_agree(clock.now()) == set(ChipKind) - {"draft", "closed", "withdrawn"}
    in_seven_weeks = clock.now() + dt.timedelta(weeks=7)
    chips_and_filters_agree(in_seven_weeks)
    with clock.at(lambda: in_seven_weeks):
        assert "Stuck 7 weeks" in {
            line.state_text for line in list_cases(actor(INES), which=Which.STUCK).rows
        }


def chips_and_filters_agree(at: dt.datetime) -> set[ChipKind]:
    """Compare both at a moment; returns the chips that were seen."""
    with clock.at(lambda: at):
        lines = list_cases(actor(INES), which=Which.MINE).rows
        for which in set(FILTERS) - {Which.OPEN, Which.MINE, Which.CLOSED}:
            found = {line.id for line in list_cases(actor(INES), which=which).rows}
            assert found == {line.id for line in lines if line.state.value == which.value}, which
    return {line.state for line in lines}
