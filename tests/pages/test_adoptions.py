"""Pages between an idea and its outcome: into the plan in two presses, and how it went in two more."""

from __future__ import annotations

import re

import pytest

from consult.models.outcomes import Outcome
from consult.models.plans import Step
from consult.models.suggestions import Adoption, Kind
from tests.pages.test_plans import Visit, count, inputs
from tests.people import INES, NOOR, RUTH
from tests.plans import a_plan, an_adopted_idea, an_idea
from tests.stories import PHONE, posted


def test_add_to_plan_is_two_presses_without_typing(visit: Visit) -> None:
    case = posted()
    plan = a_plan(case)
    idea = an_idea(case)
    ines = visit(INES)
    page = ines.get(f"/suggestions/{idea.id}/adoption")
    assert page.status_code == 200
    assert "Walk past the gate one evening." in page.text
    form = inputs(page.text[page.text.index(f'action="/suggestions/{idea.id}/adoption"') :])
    answer = ines.post(f"/suggestions/{idea.id}/adoption", form)
    assert answer.status_code == 303
    assert f"/cases/{case.id}" in answer.location
    shown = ines.get(f"/plans/{plan.id}").text
    assert "Walk past the gate one evening." in shown
    assert "From Ruth Okafor" in shown


@pytest.mark.parametrize("address", ["/suggestions/{idea}/adoption", "/plans/{plan}/steps/new", "/plans/new"])
def test_none_yet_is_an_answer_that_the_browser_lets_through(visit: Visit, address: str) -> None:
    case = posted()
    plan = a_plan(case)
    page = visit(INES).get(address.format(idea=an_idea(case).id, plan=plan.id)).text
    empty_choices = re.findall(r'<select([^>]*)><option value=""', page)
    assert empty_choices
    assert not [attributes for attributes in empty_choices if "required" in attributes]


def test_a_press_twice_is_one_step(visit: Visit) -> None:
    idea = an_idea(posted())
    ines = visit(INES)
    form = {"words": "Walk past the gate", "client_id": "5b0c6a1e-0000-4000-8000-00000000000d"}
    assert [ines.post(f"/suggestions/{idea.id}/adoption", form).status_code for _ in range(3)] == [303] * 3
    assert count(Step) == count(Adoption) == 1


def test_the_sheet_alone_is_the_same_form(visit: Visit) -> None:
    idea = an_idea(posted())
    alone = visit(INES).get(f"/suggestions/{idea.id}/adoption?sheet=1").text
    assert alone.lstrip().startswith("<dialog")
    assert "<html" not in alone


def test_a_bad_step_keeps_what_was_typed(visit: Visit) -> None:
    idea = an_idea(posted())
    ines = visit(INES)
    for form, words in (
        ({"words": "", "responsible": "client"}, "Fill this in"),
        ({"words": "Walk past the gate", "when": "date", "due_on": "soon"}, "Write the date"),
        ({"words": "Walk past the gate", "when": "date", "due_on": ""}, "Fill this in"),
        ({"words": "Walk past the gate", "when": "date", "due_on": "9999-01-01"}, "within five years"),
        ({"words": "x" * 201}, "Shorten this to 200"),
        ({"words": "Walk past the gate", "responsible": "nobody"}, "Choose one from the list"),
        ({"words": "Walk past the gate", "goal_id": "abcabcabcabcabca"}, "Choose one of its goals"),
    ):
        answer = ines.post(f"/suggestions/{idea.id}/adoption", form)
        assert answer.status_code == 422, form
        assert words in answer.text
        assert form["words"] in answer.text
    assert count(Step) == 0


def test_an_identifier_is_shown_replaced_or_kept_on_the_same_page(visit: Visit) -> None:
    idea = an_idea(posted())
    ines = visit(INES)
    path = f"/suggestions/{idea.id}/adoption"
    answer = ines.post(path, {"words": f"Call {PHONE}"})
    assert answer.status_code == 422
    find = re.search(r'data-find="([^"]+)"', answer.text)
    assert find is not None
    replaced = ines.post(path, {"words": f"Call {PHONE}", "replace": find[1]})
    assert replaced.status_code == 200
    assert PHONE not in replaced.text
    assert count(Step) == 0
    keep = re.search(r'name="keep" value="([^"]+)"', answer.text)
    assert keep is not None
    assert ines.post(path, {"words": f"Call {PHONE}", "keep": keep[1]}).status_code == 303


def test_several_ideas_by_ticks(visit: Visit) -> None:
    case = posted()
    ideas = [an_idea(case).id, an_idea(case, "Call midweek for ten minutes.").id]
    an_idea(case, "What does a good week look like?", Kind.QUESTION)
    ines = visit(INES)
    page = ines.get(f"/cases/{case.id}/adoptions").text
    assert page.count('name="suggestion"') == 2
    assert "Call midweek for ten minutes." in page
    assert ines.post(f"/cases/{case.id}/adoptions", {}).status_code == 422
    assert ines.post(f"/cases/{case.id}/adoptions", {"suggestion": ideas}).status_code == 303
    assert count(Step) == 2
    assert "No idea waits" in ines.get(f"/cases/{case.id}/adoptions").text
    assert visit(RUTH).get(f"/cases/{case.id}/adoptions").status_code == 403
    assert visit(NOOR).get(f"/cases/{case.id}/adoptions").status_code == 404


def test_taking_it_out_of_the_plan_is_one_press(visit: Visit) -> None:
    _case, _plan, idea, _step = an_adopted_idea()
    answer = visit(INES).post(f"/suggestions/{idea.id}/adoption/removal")
    assert answer.status_code == 303
    assert count(Adoption) == 0


def test_how_did_it_go_is_two_presses(visit: Visit) -> None:
    case, _plan, idea, step = an_adopted_idea()
    ines = visit(INES)
    page = ines.get(f"/steps/{step.id}/outcome").text
    assert "How did it go?" in page
    assert "Goal 1 now" in page
    assert "checked" not in page[page.index('id="verdict"') : page.index("Because")]
    answer = ines.post(
        f"/steps/{step.id}/outcome", {"verdict": "helped", "level": "-1", "line": "They waved."}
    )
    assert answer.status_code == 303
    assert f"/cases/{case.id}" in answer.location
    assert answer.location.endswith(f"#suggestion-{idea.id}")
    back = ines.post(
        f"/steps/{step.id}/outcome", {"verdict": "helped", "back": f"/plans/{step.plan_id}#step-{step.id}"}
    )
    assert back.location == f"/plans/{step.plan_id}?said=helped#step-{step.id}"
    assert ines.post(
        f"/steps/{step.id}/outcome", {"verdict": "helped", "back": "//evil.example/"}
    ).location.startswith(f"/cases/{case.id}")


def test_not_yet_moves_the_day_only(visit: Visit) -> None:
    *_rest, step = an_adopted_idea()
    answer = visit(INES).post(f"/steps/{step.id}/outcome", {"verdict": "not_yet", "line": "", "level": ""})
    assert answer.status_code == 303
    assert count(Outcome) == 0


def test_a_bad_outcome_keeps_what_was_typed(visit: Visit) -> None:
    *_rest, step = an_adopted_idea()
    ines = visit(INES)
    for form in (
        {"line": "They waved."},
        {"verdict": "splendid", "line": "They waved."},
        {"verdict": "helped", "level": "3", "line": "They waved."},
        {"verdict": "helped", "rated_by": "nobody", "line": "They waved."},
        {"verdict": "not_yet", "until": "2020-01-01", "line": "They waved."},
        {"verdict": "helped", "line": f"They waved. Call {PHONE}"},
    ):
        answer = ines.post(f"/steps/{step.id}/outcome", form)
        assert answer.status_code == 422, form
        assert "They waved." in answer.text
    assert count(Outcome) == 0
