"""Into the plan: two presses, one step, and everybody hears of it once."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, func, select

from consult.core.db import Sessions
from consult.core.errors import NotFound, Refused, Unreadable
from consult.core.events import Event
from consult.domain.consultation.replies import reply
from consult.domain.plans.adoption_sheets import adoption_sheet, first_sentence
from consult.domain.plans.adoptions import adopt, adopt_many, undo_adoption
from consult.domain.plans.outcomes import record_outcome
from consult.domain.plans.plans import change_plan
from consult.domain.screening import Identifying
from consult.domain.strikes.strikes import strike
from consult.models.cases import Case
from consult.models.notices import Notice
from consult.models.outcomes import Verdict
from consult.models.plans import Plan, PlanVersion, Step
from consult.models.suggestions import Adoption, Kind, Reply, ReplyReason, ReplyWord
from tests.people import INES, JONAH, NOOR, RUTH, TOMAS, actor
from tests.plans import a_plan, an_adopted_idea, an_idea, goals_of, shown_on
from tests.stories import PHONE, posted

ONCE = "5b0c6a1e-0000-4000-8000-00000000000b"


def told(kind: str) -> list[str]:
    with Sessions() as session:
        return list(session.scalars(select(Notice.person_id).where(Notice.kind == kind)))


def test_an_idea_becomes_a_step_that_knows_where_it_came_from(database: Engine) -> None:
    _case, plan, idea, step = an_adopted_idea()
    title = goals_of(plan)[0].title
    with Sessions() as session:
        row = session.scalars(select(Adoption)).one()
        assert (row.words, row.goal, row.level_then, row.verdict) == (
            "Walk past the gate",
            title,
            -2,
            None,
        )
        assert row.as_suggested == idea.body
        assert session.scalars(select(Reply.word)).one() == "will_try"
        assert (
            session.scalars(select(PlanVersion.why).order_by(PlanVersion.number.desc())).first()
            == "Step from Ruth’s idea"
        )
        kinds = set(session.scalars(select(Event.kind).where(Event.about_id.in_([step.id, idea.id]))))
    assert (step.plan_id, step.suggestion_id, step.suggested_by_id) == (plan.id, idea.id, RUTH)
    assert {"plan.step_added", "suggestion.adopted"} <= kinds
    assert told("adopted") == [RUTH]


def test_without_a_plan_adopting_makes_one_under_the_case_s_name(database: Engine) -> None:
    case = posted()
    step = adopt(actor(INES), an_idea(case).id, words="Walk past the gate")
    with Sessions() as session:
        plan = session.get_one(Plan, step.plan_id)
        assert (plan.codename, plan.owner_id, step.goal_id) == (case.codename, INES, None)
        assert session.get_one(Case, case.id).plan_id == plan.id


@pytest.mark.parametrize("client_id", [ONCE, None])
def test_added_five_times_it_is_one_step(database: Engine, client_id: str | None) -> None:
    idea = an_idea(posted())
    steps = {
        adopt(actor(INES), idea.id, words="Walk past the gate", client_id=client_id).id for _ in range(5)
    }
    assert len(steps) == 1
    assert told("adopted") == [RUTH]


@pytest.mark.parametrize(
    ("who", "problem"), [(TOMAS, Refused), (JONAH, Refused), (RUTH, Refused), (NOOR, NotFound)]
)
def test_only_the_presenter_puts_it_in_the_plan(database: Engine, who: str, problem: type[Exception]) -> None:
    idea = an_idea(posted())
    for attempt in (
        lambda: adopt(actor(who), idea.id, words="Walk past the gate"),
        lambda: adopt_many(actor(who), idea.case_id, [idea.id]),
        lambda: undo_adoption(actor(who), idea.id),
        lambda: adoption_sheet(actor(who), idea.id),
    ):
        with pytest.raises(problem):
            attempt()
    with Sessions() as session:
        assert session.scalar(select(func.count(Step.id))) == 0


def test_a_question_or_a_strength_does_not_become_a_step(database: Engine) -> None:
    case = posted()
    for kind in (Kind.QUESTION, Kind.STRENGTH):
        with pytest.raises(Refused):
            adopt(actor(INES), an_idea(case, kind=kind).id, words="Ask who is at home")


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (Kind.VIEW, "changes_how_i_see_it"),
        (Kind.BLIND_SPOT, "changes_how_i_see_it"),
        (Kind.WATCH_OUT, "acting_on_it"),
    ],
)
def test_make_it_a_step_replies_in_the_words_of_its_kind(database: Engine, kind: Kind, word: str) -> None:
    adopt(actor(INES), an_idea(posted(), kind=kind).id, words="Ask about the mornings at home")
    with Sessions() as session:
        assert session.scalars(select(Reply.word)).one() == word


def test_the_sheet_comes_filled_in_with_the_goal_that_was_named(database: Engine) -> None:
    case = posted()
    plan = a_plan(case)
    idea = an_idea(case, goal=shown_on(case)[1].id)
    sheet = adoption_sheet(actor(INES), idea.id)
    assert sheet.words == "Walk past the gate one evening."
    assert [goal.id for goal in sheet.goals] == [goal.id for goal in goals_of(plan)]
    assert (sheet.goal_id, sheet.named_goal_is_gone) == (goals_of(plan)[1].id, False)


def test_a_goal_dropped_meanwhile_is_asked_about_again(database: Engine) -> None:
    from dataclasses import replace  # noqa: PLC0415

    from tests.plans import GOAL  # noqa: PLC0415

    case = posted()
    plan = a_plan(case)
    idea = an_idea(case, goal=shown_on(case)[0].id)
    first = goals_of(plan)[0]
    gone = replace(GOAL, id=first.id, dropped=True, why_dropped="The school changed its plan")
    change_plan(actor(INES), plan.id, base_version=1, goals=[gone])
    sheet = adoption_sheet(actor(INES), idea.id)
    assert (sheet.goal_id, sheet.named_goal_is_gone, len(sheet.goals)) == ("", True, 1)
    with pytest.raises(Unreadable) as problem:
        adopt(actor(INES), idea.id, words="Walk past the gate", goal_id=first.id)
    assert "goal_id" in problem.value.fields
    with Sessions() as session:
        assert session.scalar(select(func.count(Adoption.id))) == 0


def test_several_ideas_go_in_at_once_with_what_their_sheets_propose(database: Engine) -> None:
    case = posted()
    ideas = [
        an_idea(case),
        an_idea(case, "Write one line together each week."),
        an_idea(case, "Call midweek for ten minutes."),
    ]
    steps = adopt_many(actor(INES), case.id, [idea.id for idea in ideas], client_id=ONCE)
    again = adopt_many(actor(INES), case.id, [idea.id for idea in ideas], client_id=ONCE)
    assert [step.words for step in steps] == [first_sentence(idea.html) for idea in ideas]
    assert [step.position for step in steps] == [1, 2, 3]
    assert {step.id for step in again} == {step.id for step in steps}
    with Sessions() as session:
        (version,) = session.scalars(select(PlanVersion))
    assert version.why == "3 steps from consultation"


def test_an_idea_of_another_case_is_not_slipped_in(database: Engine) -> None:
    one, other = posted(), posted(RUTH)
    theirs = an_idea(other, who=TOMAS)
    with pytest.raises(NotFound):
        adopt_many(actor(INES), one.id, [an_idea(one).id, theirs.id])


def test_undo_takes_the_step_out_and_brings_the_reply_back(database: Engine) -> None:
    case = posted()
    idea = an_idea(case)
    reply(actor(INES), idea.id, word=ReplyWord.NOT_NOW, reason=ReplyReason.NOT_SAFE_NOW)
    step = adopt(actor(INES), idea.id, words="Walk past the gate")
    undo_adoption(actor(INES), idea.id, client_id=ONCE)
    undo_adoption(actor(INES), idea.id, client_id=ONCE)
    with Sessions() as session:
        row = session.scalars(select(Reply)).one()
        assert (row.word, row.reason) == ("not_now", "not_safe_now")
        assert session.scalars(select(Adoption)).all() == []
        assert session.get_one(Step, step.id).state == "dropped"
    assert told("adopted") == []
    assert adopt(actor(INES), idea.id, words="Walk past the gate").id != step.id


def test_undo_of_a_first_word_leaves_no_reply(database: Engine) -> None:
    _case, _plan, idea, _step = an_adopted_idea()
    undo_adoption(actor(INES), idea.id)
    with Sessions() as session:
        assert session.scalars(select(Reply)).all() == []


def test_with_an_outcome_it_stays(database: Engine) -> None:
    _case, _plan, idea, step = an_adopted_idea()
    record_outcome(actor(INES), step.id, verdict=Verdict.HELPED)
    with pytest.raises(Refused):
        undo_adoption(actor(INES), idea.id)


def test_words_that_identify_are_stopped_until_kept(database: Engine) -> None:
    idea = an_idea(posted())
    with pytest.raises(Identifying) as problem:
        adopt(actor(INES), idea.id, words=f"Call {PHONE}")
    kept = {mark.digest: "needed" for mark in problem.value.marks}
    assert adopt(actor(INES), idea.id, words=f"Call {PHONE}", kept=kept).words == f"Call {PHONE}"


def test_the_first_sentence_is_short_and_plain() -> None:
    assert (
        first_sentence("<p>Yes. <strong>Walk</strong> past the gate. Then home.</p>")
        == "Yes. Walk past the gate."
    )
    assert (
        first_sentence("<ul><li>Ask &lt;who&gt; is at home</li><li>Then listen</li></ul>")
        == "Ask <who> is at home"
    )
    long = first_sentence("<p>" + "word " * 100 + "</p>")
    assert len(long) <= 200
    assert long.endswith("word…")


def test_what_was_struck_in_one_case_of_a_plan_does_not_come_back_by_adoption_from_another(
    database: Engine,
) -> None:
    plan = a_plan()
    first, second = posted(plan_id=plan.id, situation="lantern keeper waits."), posted(plan_id=plan.id)
    strike(actor(INES), first.id, phrases=["lantern keeper"])
    idea = an_idea(second, "Ask lantern keeper.")
    with pytest.raises(Identifying):
        adopt(actor(INES), idea.id, words="Ask lantern keeper.")
    with pytest.raises(Identifying):
        adopt_many(actor(INES), second.id, [idea.id])
