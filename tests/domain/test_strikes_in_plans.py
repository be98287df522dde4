"""Struck words and plans: what is planned with a client comes from a case, and goes back to it."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from consult.core.errors import Unreadable
from consult.domain import screening
from consult.domain.cases import drafts, postings
from consult.domain.plans import plans, steps
from consult.domain.plans.steps import StepDraft
from consult.domain.strikes.strikes import strike
from tests import plans as some
from tests.domain.test_strikes import LEAK, everything
from tests.people import INES, JONAH, actor
from tests.stories import posted


def test_struck_words_do_not_come_in_again_through_the_plan(database: Engine) -> None:
    case = posted(situation=f"Then {LEAK} waits at the gate.")
    plan = some.a_plan(case)
    strike(actor(JONAH), case.id, phrases=[LEAK])
    with pytest.raises(screening.Identifying):
        plans.change_plan(actor(INES), plan.id, base_version=1, fields={"concerns": f"{LEAK} is tired"})
    with pytest.raises(screening.Identifying):
        steps.add_step(actor(INES), plan.id, draft=StepDraft(f"Ask {LEAK}"), kept={})
    assert everything(database) == []


def test_words_that_were_kept_in_a_plan_are_asked_about_again_once_they_were_struck(database: Engine) -> None:
    case, name = posted(), {screening.find_digest("name", "Marisol"): "needed"}
    plan = some.a_plan(case)
    plans.change_plan(
        actor(INES), plan.id, base_version=1, fields={"concerns": "Marisol is tired"}, kept=name
    )
    strike(actor(INES), case.id, phrases=["Marisol"])
    with pytest.raises(screening.Identifying):
        plans.change_plan(actor(INES), plan.id, base_version=2, fields={"supports": "Marisol"})


def test_a_goal_that_was_written_before_does_not_bring_struck_words_to_the_case(database: Engine) -> None:
    case, plan = posted(), some.a_plan(None, plans.GoalDraft(f"{LEAK} gets to school"))
    some.an_idea(case, f"Ask {LEAK}.")
    strike(actor(INES), case.id, phrases=[LEAK])
    change = drafts.writing(actor(INES), case.id).body | {"plan_id": plan.id, "tried": "More.", "rare": "no"}
    drafts.save_draft(actor(INES), case.id, body=change, rev=0)
    with pytest.raises(Unreadable) as problem:
        postings.post_case(actor(INES), case.id)
    assert "Change the goal first" in problem.value.words
    assert some.shown_on(case) == []
    goal = plans.GoalDraft("Gets to school", id=some.goals_of(plan)[0].id)
    plans.change_plan(actor(INES), plan.id, base_version=1, goals=[goal])
    postings.post_case(actor(INES), case.id)
    assert [goal.title for goal in some.shown_on(case)] == ["Gets to school"]
