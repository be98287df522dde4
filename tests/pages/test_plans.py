"""The pages of plans: everything works as a form, keeps what was typed, and is nobody else's business."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from consult.core.db import Sessions
from consult.domain.plans.outcomes import record_outcome
from consult.domain.plans.plans import share_plan
from consult.domain.plans.steps import StepDraft, add_step
from consult.models.outcomes import Verdict
from consult.models.plans import Plan, PlanVersion, Step
from tests.conftest import Visitor
from tests.people import INES, KIM, MEI, NOOR, RUTH, actor
from tests.plans import a_plan, an_adopted_idea, goals_of
from tests.stories import posted

Visit = Callable[..., Visitor]


def count(table: Any) -> int:
    with Sessions() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def inputs(html: str) -> dict[str, Any]:
    """What the page's form would send untouched: hidden fields, lines, areas, chosen chips and options."""
    form = html[html.index('<form action="/plans') :] if '<form action="/plans' in html else html
    data: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        chosen = " checked" in tag or ('type="radio"' not in tag and 'type="checkbox"' not in tag)
        if name is None or not chosen:
            continue
        data.setdefault(name[1], []).append(value[1] if value else "")
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        data[name] = [text]
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        option = re.search(r'value="([^"]*)" selected', options)
        data[name] = [option[1] if option else re.search(r'value="([^"]*)"', options)[1]]  # type: ignore[index]
    return {name: values if len(values) > 1 else values[0] for name, values in data.items()}


def test_a_plan_before_any_case_is_written_on_one_page(visit: Visit) -> None:
    ines = visit(INES)
    assert ines.get("/plans/new").status_code == 200
    form = {
        "kind": "crisis",
        "concerns": "Evenings end in shouting.",
        "client_words": "I want quiet evenings.",
        "goal": ["0g0", "0g1"],
        "goal-0g0-title": "Evenings are calmer",
        "goal-0g0-baseline": "-2",
        "goal-0g0-0": "Two hard evenings a week",
        "goal-0g1-title": "",
        "barrier": ["0bpersonal", "0bservice"],
        "barrier-0bpersonal": "",
        "barrier-0bpersonal-level": "personal",
        "barrier-0bservice": "Four months of waiting",
        "barrier-0bservice-level": "service",
    }
    answer = ines.post("/plans", form)
    assert answer.status_code == 303
    shown = ines.get(answer.location).text
    for words in (
        "Evenings end in shouting.",
        "I want quiet evenings.",
        "1. Evenings are calmer",
        "Four months of waiting",
        "Two hard evenings a week",
        "Too early to say",
    ):
        assert words in shown, words
    assert "<h3>2. " not in shown


def test_what_is_wrong_in_a_plan_is_named_and_nothing_is_lost(visit: Visit) -> None:
    ines = visit(INES)
    form = {"concerns": "Kept words", "review_on": "someday", "goal": ["0g0"], "goal-0g0-title": "t" * 161}
    answer = ines.post("/plans", form)
    assert answer.status_code == 422
    for words in ("Kept words", "Write the date", "Shorten this to 160"):
        assert words in answer.text
    nameless = ines.post(
        "/plans", {"goal": ["0g0"], "goal-0g0-title": "", "goal-0g0-0": "Two hard evenings a week"}
    )
    assert nameless.status_code == 422
    assert "Two hard evenings a week" in nameless.text
    assert count(Plan) == 0


def test_saving_the_form_untouched_changes_nothing(visit: Visit) -> None:
    plan = a_plan(posted())
    ines = visit(INES)
    form = inputs(ines.get(f"/plans/{plan.id}/edit").text)
    assert ines.post(f"/plans/{plan.id}", form).status_code == 303
    assert count(PlanVersion) == 1


def test_goals_are_moved_and_added_without_saving(visit: Visit) -> None:
    plan = a_plan(posted())
    first, second = (goal.id for goal in goals_of(plan))
    ines = visit(INES)
    form = inputs(ines.get(f"/plans/{plan.id}/edit").text)
    moved = ines.post(f"/plans/{plan.id}", form | {"move": f"down:{first}", "concerns": "Typed meanwhile"})
    assert moved.status_code == 200
    assert "Typed meanwhile" in moved.text
    assert moved.text.index(f'id="goal-{second}"') < moved.text.index(f'id="goal-{first}"')
    assert count(PlanVersion) == 1
    saved = ines.post(f"/plans/{plan.id}", inputs(moved.text))
    assert saved.status_code == 303
    assert [goal.id for goal in goals_of(plan)] == [second, first]
    more = ines.post(f"/plans/{plan.id}", inputs(ines.get(f"/plans/{plan.id}/edit").text) | {"move": "more"})
    assert more.text.count("New goal</legend>") == 1


def test_two_people_save_at_once_and_both_texts_are_there(visit: Visit) -> None:
    plan = a_plan(posted())
    share_plan(actor(INES), plan.id, MEI)
    ines, mei = visit(INES), visit(MEI)
    mine, theirs = (inputs(who.get(f"/plans/{plan.id}/edit").text) for who in (ines, mei))
    assert (
        mei.post(
            f"/plans/{plan.id}", theirs | {"concerns": "A friend saw tears", "supports": "An aunt"}
        ).status_code
        == 303
    )
    answer = ines.post(
        f"/plans/{plan.id}", mine | {"concerns": "A friend saw anger", "strengths": "Cooks on Sundays"}
    )
    assert answer.status_code == 409
    for words in (
        "Mei changed this plan while you were writing",
        "A friend saw tears",
        "A friend saw anger",
        "Cooks on Sundays",
        "An aunt",
    ):
        assert words in answer.text, words
    with Sessions() as session:
        assert session.get_one(Plan, plan.id).concerns == "A friend saw tears"
    settled = ines.post(f"/plans/{plan.id}", inputs(answer.text) | {"concerns": "Tears and anger"})
    assert settled.status_code == 303
    with Sessions() as session:
        now = session.get_one(Plan, plan.id)
        assert (now.concerns, now.strengths, now.supports) == (
            "Tears and anger",
            "Cooks on Sundays",
            "An aunt",
        )


def test_two_people_change_one_step_at_once(visit: Visit) -> None:
    _case, plan, _idea, step = an_adopted_idea()
    share_plan(actor(INES), plan.id, MEI)
    ines, mei = visit(INES), visit(MEI)
    base = {"base_version": "2", "when": "open", "goal_id": step.goal_id}
    assert (
        mei.post(f"/steps/{step.id}", base | {"words": "Walk by", "responsible": "client"}).status_code == 303
    )
    answer = ines.post(f"/steps/{step.id}", base | {"words": "Stroll past", "responsible": "worker"})
    assert answer.status_code == 409
    for words in ("Mei changed this step while you were writing", "Walk by", "Stroll past"):
        assert words in answer.text
    version = re.search(r'name="base_version" value="(\d+)"', answer.text)
    assert version is not None
    assert re.search(r'value="client" checked', answer.text)
    again = base | {"words": "Stroll by", "base_version": version[1], "responsible": "client"}
    assert ines.post(f"/steps/{step.id}", again).status_code == 303


def test_a_state_is_undone_in_place(visit: Visit) -> None:
    plan = a_plan(posted())
    step = add_step(actor(INES), plan.id, draft=StepDraft("Write one line together"), kept={})
    ines = visit(INES)
    answer = ines.post(f"/steps/{step.id}/state", {"state": "dropped"})
    shown = ines.get(answer.location).text
    assert "Now: Dropped" in shown
    assert 'name="state" value="todo"' in shown
    ines.post(f"/steps/{step.id}/state", {"state": "todo"})
    with Sessions() as session:
        assert session.get_one(Step, step.id).state == "todo"


def test_a_step_that_a_colleague_waits_for_is_not_dropped_in_silence(visit: Visit) -> None:
    *_rest, step = an_adopted_idea()
    answer = visit(INES).post(f"/steps/{step.id}/state", {"state": "dropped"})
    assert answer.status_code == 403
    assert "Say that it will not be done" in answer.text


def test_versions_show_words_added_and_removed(visit: Visit) -> None:
    plan = a_plan(posted())
    ines = visit(INES)
    form = inputs(ines.get(f"/plans/{plan.id}/edit").text)
    ines.post(f"/plans/{plan.id}", form | {"concerns": "Evenings end in shouting", "why": "They said so"})
    form = inputs(ines.get(f"/plans/{plan.id}/edit").text)
    ines.post(f"/plans/{plan.id}", form | {"concerns": "Evenings end in tears"})
    page = ines.get(f"/plans/{plan.id}/versions").text
    assert re.search(r"<del>.*shouting</del>", page)
    assert re.search(r"<ins>.*tears</ins>", page)
    assert "They said so" in ines.get(f"/plans/{plan.id}").text
    for bad in ("?newer=99", "?newer=x", "?older=9999999"):
        assert ines.get(f"/plans/{plan.id}/versions{bad}").status_code == 404


def test_the_sheet_for_paper_says_who_does_what_by_when(visit: Visit) -> None:
    _case, plan, _idea, _step = an_adopted_idea()
    page = visit(INES).get(f"/plans/{plan.id}/sheet").text
    for words in (
        "Our plan",
        "Gets to school three mornings a week",
        "Walk past the gate",
        "Ines Aldana",
        "We look at goal 1 together",
    ):
        assert words in page, words


def test_the_headline_says_when_a_goal_is_where_they_hoped(visit: Visit) -> None:
    _case, plan, _idea, step = an_adopted_idea()
    ines = visit(INES)
    assert "<h1>Too early to say</h1>" in ines.get(f"/plans/{plan.id}").text
    for level in (-1, -1, 0):
        record_outcome(actor(INES), step.id, verdict=Verdict.HELPED, level=level)
    assert "<h1>Goal 1 is where you hoped</h1>" in ines.get(f"/plans/{plan.id}").text


def test_sharing_lets_one_colleague_in_and_out_again(visit: Visit) -> None:
    plan = a_plan(posted())
    ines, mei = visit(INES), visit(MEI)
    assert mei.get(f"/plans/{plan.id}").status_code == 404
    assert ines.post(f"/plans/{plan.id}/people", {"person_id": MEI}).status_code == 303
    assert "Ines Aldana shares this plan with you." in mei.get(f"/plans/{plan.id}").text
    assert plan.codename in mei.get("/plans").text
    assert mei.post(f"/plans/{plan.id}/people", {"person_id": RUTH}).status_code == 403
    assert ines.post(f"/plans/{plan.id}/people", {"person_id": "nobody"}).status_code == 422
    assert ines.post(f"/plans/{plan.id}/people/{MEI}/removal").status_code == 303
    assert mei.get(f"/plans/{plan.id}").status_code == 404


@pytest.mark.parametrize("who", [RUTH, NOOR, KIM])
def test_a_plan_is_nobody_else_s_business(visit: Visit, who: str) -> None:
    _case, plan, _idea, step = an_adopted_idea()
    visitor = visit(who)
    for path in ("", "/edit", "/versions", "/sheet", "/steps/new"):
        assert visitor.get(f"/plans/{plan.id}{path}").status_code == 404, path
    for path in ("edit", "outcome"):
        assert visitor.get(f"/steps/{step.id}/{path}").status_code == 404, path
    words = {"words": "Walk", "base_version": "1", "state": "done", "verdict": "helped", "person_id": MEI}
    for path in (
        f"/plans/{plan.id}",
        f"/plans/{plan.id}/steps",
        f"/plans/{plan.id}/people",
        f"/plans/{plan.id}/people/{MEI}/removal",
        f"/plans/{plan.id}/snapshot",
        f"/steps/{step.id}",
        f"/steps/{step.id}/state",
        f"/steps/{step.id}/outcome",
    ):
        assert visitor.post(path, words).status_code == 404, path
    assert plan.codename not in visitor.get("/plans").text


def test_the_pages_ask_the_same_number_of_questions_of_the_database_for_many_rows(
    visit: Visit, queries: list[str]
) -> None:
    plan = a_plan(posted())
    ines = visit(INES)

    def asked(path: str) -> int:
        ines.get(path)
        queries.clear()
        ines.get(path)
        return len(queries)

    few = asked(f"/plans/{plan.id}"), asked("/plans")
    for number in range(20):
        step = add_step(actor(INES), plan.id, draft=StepDraft(f"Step {number}"), kept={})
        record_outcome(actor(INES), step.id, verdict=Verdict.HELPED)
    for _number in range(10):
        a_plan()
    assert (asked(f"/plans/{plan.id}"), asked("/plans")) == few
