"""Plans: written with the client, changed by two people at once, and nobody's words lost."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from sqlalchemy import Engine, func, select

from consult.core.db import Sessions
from consult.core.errors import NotFound, Refused, Stale, Unreadable
from consult.core.events import Event
from consult.domain.plans.outcomes import record_outcome
from consult.domain.plans.plan_cases import refresh_case_goals
from consult.domain.plans.plan_merging import StaleWords
from consult.domain.plans.plan_pages import list_plans, read_plan_page
from consult.domain.plans.plan_versions import compare
from consult.domain.plans.plans import (
    BarrierDraft,
    GoalDraft,
    change_plan,
    create_plan,
    share_plan,
    unshare_plan,
)
from consult.domain.plans.steps import StepDraft, add_step, change_step, set_step_state
from consult.domain.screening import Identifying
from consult.models.cases import Case
from consult.models.notices import Notice
from consult.models.outcomes import Verdict
from consult.models.plans import Barrier, Goal, Plan, PlanVersion, StepState
from tests.people import INES, JONAH, KIM, MEI, NOOR, RUTH, actor
from tests.plans import CALM, GOAL, a_plan, an_adopted_idea, an_idea, goals_of, shown_on
from tests.stories import PHONE, posted

ONCE = "5b0c6a1e-0000-4000-8000-00000000000e"


def now(plan: Plan) -> Plan:
    with Sessions() as session:
        return session.get_one(Plan, plan.id)


def whys(plan: Plan) -> list[str]:
    with Sessions() as session:
        query = select(PlanVersion.why).where(PlanVersion.plan_id == plan.id).order_by(PlanVersion.number)
        return [str(why) for why in session.scalars(query)]


def test_from_a_case_it_takes_the_codename_and_the_case_shows_its_goals(database: Engine) -> None:
    case = posted()
    plan = a_plan(case)
    assert plan.codename == case.codename
    assert [(row.title, row.baseline, row.level) for row in shown_on(case)] == [
        (GOAL.title, -2, -2),
        (CALM.title, -1, -1),
    ]
    with Sessions() as session:
        assert session.get_one(Case, case.id).plan_id == plan.id
        kinds = session.scalars(select(Event.kind).where(Event.stream == f"case:{case.id}"))
        assert "case.goals_changed" in kinds.all()


def test_before_a_case_it_gets_a_codename_of_its_own(database: Engine) -> None:
    one, other = a_plan(), a_plan()
    assert len(one.codename.split()) == 2
    assert one.codename != other.codename


def test_made_five_times_by_one_press_it_is_one_plan(database: Engine) -> None:
    plans = {create_plan(actor(INES), goals=[GOAL], client_id=ONCE).id for _ in range(5)}
    assert len(plans) == 1
    with Sessions() as session:
        assert session.scalar(select(func.count(Goal.id))) == 1


def test_only_the_presenter_makes_the_plan_of_a_case(database: Engine) -> None:
    case = posted()
    for who, problem in ((RUTH, Refused), (JONAH, Refused), (NOOR, NotFound)):
        with pytest.raises(problem):
            create_plan(actor(who), case_id=case.id)


def test_levels_without_words_say_the_preset_ones(database: Engine) -> None:
    plan = create_plan(actor(INES), goals=[replace(GOAL, levels=("Never", "", "Three mornings"))])
    (goal,) = goals_of(plan)
    assert [goal.words_for(level) for level in range(-2, 3)] == [
        "Never",
        "Less than hoped",
        "Three mornings",
        "More than hoped",
        "Much more than hoped",
    ]


def test_every_change_is_a_version_with_who_when_and_why(database: Engine) -> None:
    plan = create_plan(actor(INES), fields={"concerns": "Evenings end in shouting"}, goals=[GOAL])
    first = goals_of(plan)[0]
    goals = [replace(GOAL, id=first.id, dropped=True, why_dropped="She wants another one"), CALM]
    changed = change_plan(
        actor(INES),
        plan.id,
        base_version=1,
        fields={"concerns": "Evenings end in tears"},
        goals=goals,
        barriers=[BarrierDraft("service", "Four months of waiting")],
        why="She said so",
        client_id=ONCE,
    )
    again = change_plan(actor(INES), plan.id, base_version=1, fields={"concerns": "x"}, client_id=ONCE)
    assert changed.version == again.version == 2
    found = compare(actor(INES), plan.id, 1, 2)
    told = {change.name: [(piece.kind, piece.text) for piece in change.pieces] for change in found.changes}
    assert ("removed", "shouting") in told["Immediate concerns"]
    assert ("added", "tears") in told["Immediate concerns"]
    assert told["Goal 1, why dropped"] == [("added", "She wants another one")]
    assert told["Goal 2"] == [("added", CALM.title)]
    assert told["In the way: In services"] == [("added", "Four months of waiting")]
    assert (found.newer.why, found.newer.by_id) == ("She said so", INES)


def test_the_same_words_again_make_no_version(database: Engine) -> None:
    plan = create_plan(actor(INES), fields={"concerns": "Evenings end in shouting"})
    change_plan(actor(INES), plan.id, base_version=1, fields={"concerns": "Evenings end in shouting"})
    assert now(plan).version == 1


def test_what_only_one_of_two_people_changed_is_merged(database: Engine) -> None:
    plan = a_plan()
    share_plan(actor(INES), plan.id, MEI)
    first, second = goals_of(plan)
    change_plan(
        actor(MEI),
        plan.id,
        base_version=1,
        fields={"supports": "An aunt"},
        goals=[replace(GOAL, id=first.id, title="Gets to school twice a week"), replace(CALM, id=second.id)],
    )
    change_plan(
        actor(INES),
        plan.id,
        base_version=1,
        fields={"supports": "", "strengths": "Cooks on Sundays"},
        goals=[
            replace(CALM, id=second.id, baseline=0),
            replace(GOAL, id=first.id),
            GoalDraft("Sees a friend once a week"),
        ],
    )
    merged = now(plan)
    assert (merged.supports, merged.strengths, merged.version) == ("An aunt", "Cooks on Sundays", 3)
    assert [(goal.title, goal.baseline) for goal in goals_of(plan)] == [
        (CALM.title, 0),
        ("Gets to school twice a week", -2),
        ("Sees a friend once a week", -1),
    ]


def test_a_real_clash_overwrites_nothing_and_carries_both_texts(database: Engine) -> None:
    plan = a_plan()
    share_plan(actor(INES), plan.id, MEI)
    change_plan(
        actor(MEI), plan.id, base_version=1, fields={"concerns": "A friend saw tears", "supports": "An aunt"}
    )
    fields = {"concerns": "A friend saw anger", "strengths": "Cooks"}
    with pytest.raises(StaleWords) as problem:
        change_plan(actor(INES), plan.id, base_version=1, fields=fields)
    (clash,) = problem.value.clashes
    assert (clash.field, clash.mine, clash.theirs) == ("concerns", "A friend saw anger", "A friend saw tears")
    merged = problem.value.merged
    assert (merged["concerns"], merged["supports"], merged["strengths"]) == (
        "A friend saw anger",
        "An aunt",
        "Cooks",
    )
    assert "Mei" in problem.value.words
    after = now(plan)
    assert (after.concerns, after.strengths, after.version) == ("A friend saw tears", "", 2)


@pytest.mark.race
def test_many_editors_lose_no_saved_word(database: Engine) -> None:
    plan = a_plan()
    people = [INES, MEI, RUTH, JONAH]
    for person in people[1:]:
        share_plan(actor(INES), plan.id, person)
    saved: list[str] = []

    def edit(who: str) -> None:
        for number in range(5):
            base, words = now(plan).version, f"Note {number} of editor {people.index(who)}"
            for _attempt in range(50):
                try:
                    change_plan(actor(who), plan.id, base_version=base, fields={"concerns": words}, why=words)
                except Stale as problem:
                    base = problem.version
                else:
                    saved.append(words)
                    break

    editors = [threading.Thread(target=edit, args=(who,)) for who in people]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()
    assert len(saved) == 20
    assert sorted(whys(plan)[1:]) == sorted(saved)


def test_a_barrier_without_words_goes(database: Engine) -> None:
    plan = create_plan(actor(INES), barriers=[BarrierDraft("personal", "Sleep in pieces")])
    with Sessions() as session:
        (barrier,) = session.scalars(select(Barrier))
    change_plan(actor(INES), plan.id, base_version=1, barriers=[BarrierDraft("personal", "", barrier.id)])
    with Sessions() as session:
        assert session.scalars(select(Barrier)).all() == []


def test_a_goal_of_another_plan_cannot_be_taken_over(database: Engine) -> None:
    mine, theirs = a_plan(), create_plan(actor(RUTH), goals=[CALM])
    (foreign,) = goals_of(theirs)
    change_plan(actor(INES), mine.id, base_version=1, goals=[replace(GOAL, id=foreign.id, title="Mine now")])
    assert [goal.title for goal in goals_of(theirs)] == [CALM.title]
    assert "Mine now" in [goal.title for goal in goals_of(mine)]


def test_a_goal_keeps_its_name(database: Engine) -> None:
    plan = a_plan()
    first = goals_of(plan)[0]
    with pytest.raises(Unreadable) as problem:
        change_plan(actor(INES), plan.id, base_version=1, goals=[replace(GOAL, id=first.id, title=" ")])
    assert list(problem.value.fields) == [f"goal-{first.id}-title"]


def test_all_its_words_pass_the_identifier_check(database: Engine) -> None:
    plan = a_plan()
    for given in (
        {"fields": {"concerns": PHONE}},
        {"goals": [GoalDraft(PHONE)]},
        {"goals": [replace(GOAL, levels=("", PHONE))]},
        {"barriers": [BarrierDraft("personal", PHONE)]},
        {"why": PHONE},
    ):
        with pytest.raises(Identifying):
            change_plan(actor(INES), plan.id, base_version=1, **given)
    assert now(plan).version == 1


def test_what_was_kept_once_is_not_asked_about_again(database: Engine) -> None:
    plan = a_plan()
    with pytest.raises(Identifying) as problem:
        change_plan(actor(INES), plan.id, base_version=1, fields={"supports": PHONE})
    kept = {mark.digest: "needed" for mark in problem.value.marks}
    change_plan(actor(INES), plan.id, base_version=1, fields={"supports": PHONE}, kept=kept)
    change_plan(actor(INES), plan.id, base_version=2, fields={"supports": f"The club, {PHONE}"})
    assert now(plan).supports == f"The club, {PHONE}"


@pytest.mark.parametrize("who", [RUTH, JONAH, NOOR, KIM])
def test_a_plan_is_private(database: Engine, who: str) -> None:
    plan = a_plan(posted())
    step = add_step(actor(INES), plan.id, draft=StepDraft("Write one line"), kept={})
    draft = StepDraft("Mine now")
    for attempt in (
        lambda: read_plan_page(actor(who), plan.id),
        lambda: compare(actor(who), plan.id, 1, 1),
        lambda: change_plan(actor(who), plan.id, base_version=1, fields={"concerns": "x"}),
        lambda: share_plan(actor(who), plan.id, who),
        lambda: refresh_case_goals(actor(who), plan.id),
        lambda: add_step(actor(who), plan.id, draft=draft, kept={}),
        lambda: change_step(actor(who), step.id, base_version=1, draft=draft, kept={}),
        lambda: set_step_state(actor(who), step.id, state=StepState.DONE),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert list_plans(actor(who)).rows == []


def test_sharing_tells_the_colleague_once_and_ends(database: Engine) -> None:
    plan = a_plan()
    share_plan(actor(INES), plan.id, MEI)
    share_plan(actor(INES), plan.id, MEI)
    with Sessions() as session:
        assert session.scalars(select(Notice.person_id).where(Notice.kind == "plan_shared")).all() == [MEI]
    assert [line.is_mine for line in list_plans(actor(MEI)).rows] == [False]
    with pytest.raises(Refused):
        share_plan(actor(MEI), plan.id, RUTH)
    unshare_plan(actor(INES), plan.id, MEI)
    with pytest.raises(NotFound):
        change_plan(actor(MEI), plan.id, base_version=1, fields={"concerns": "x"})


def test_the_case_shows_a_copy_until_the_presenter_shows_it_anew(database: Engine) -> None:
    case = posted()
    plan = a_plan(case)
    first, second = goals_of(plan)
    idea = an_idea(case, goal=shown_on(case)[1].id)
    goals = [
        replace(GOAL, id=first.id, title="Gets to school twice a week"),
        replace(CALM, id=second.id, dropped=True),
    ]
    change_plan(actor(INES), plan.id, base_version=1, goals=goals)
    assert [row.title for row in shown_on(case)] == [GOAL.title, CALM.title]
    assert read_plan_page(actor(INES), plan.id).goals_differ
    refresh_case_goals(actor(INES), plan.id)
    assert [row.title for row in shown_on(case)] == ["Gets to school twice a week", CALM.title]
    assert not read_plan_page(actor(INES), plan.id).goals_differ
    assert idea.goal_id in [row.id for row in shown_on(case)]


def test_the_list_has_pages(database: Engine) -> None:
    for _number in range(26):
        create_plan(actor(INES))
    first = list_plans(actor(INES))
    assert (len(first.rows), first.next) == (25, 2)
    assert len(list_plans(actor(INES), 2).rows) == 1


def test_a_baseline_moves_a_goal_that_was_never_rated(database: Engine) -> None:
    _case, plan, _idea, step = an_adopted_idea()
    record_outcome(actor(INES), step.id, verdict=Verdict.HELPED, level=0)
    first, second = goals_of(plan)
    goals = [replace(GOAL, id=first.id, baseline=-1), replace(CALM, id=second.id, baseline=-2)]
    change_plan(actor(INES), plan.id, base_version=2, goals=goals)
    assert [(goal.baseline, goal.level) for goal in goals_of(plan)] == [(-1, 0), (-2, -2)]
