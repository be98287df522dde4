"""Every posted wording can be read, and what changed between any two of them."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from consult.core.errors import NotFound
from consult.domain.cases import drafts
from consult.domain.cases.cases import list_cases
from consult.domain.cases.postings import post_case
from consult.domain.cases.versions import compare_versions, read_version
from consult.models.cases import Case
from tests import plans
from tests.people import CRISIS, FAMILY, INES, KIM, NOOR, TOMAS, actor
from tests.stories import WORDS, posted


def three_versions() -> Case:
    case = posted()
    for number, words in enumerate(("It got better.", "It got much better."), 2):
        change = {"tried": words, "why": f"News {number}", "rare": "no"}
        change = drafts.writing(actor(INES), case.id).body | change
        drafts.save_draft(actor(INES), case.id, body=change, rev=0)
        post_case(actor(INES), case.id)
    return case


def test_any_two_versions_can_be_compared_in_words(database: Engine) -> None:
    case = three_versions()
    shown = compare_versions(actor(TOMAS), case.id)
    (part,) = shown.parts
    assert (shown.old, shown.new, part.key) == (2, 3, "tried")
    assert ("added", "much ") in [tuple(piece) for piece in part.pieces]
    whole = compare_versions(actor(TOMAS), case.id, 1, 3).parts[0].pieces
    assert "".join(piece.text for piece in whole if piece.kind != "added") == WORDS["tried"]


def test_a_version_reads_as_it_was_posted(database: Engine) -> None:
    case = three_versions()
    shown = read_version(actor(TOMAS), case.id, 2)
    assert "It got better." in next(part.html for part in shown.parts if part.key == "tried")
    assert [(line.number, line.why) for line in shown.lines] == [(3, "News 3"), (2, "News 2"), (1, "")]


def test_versions_are_shared_like_the_case(database: Engine) -> None:
    case = three_versions()
    for other in (NOOR, KIM):
        with pytest.raises(NotFound):
            compare_versions(actor(other), case.id)
        with pytest.raises(NotFound):
            read_version(actor(other), case.id, 1)
    with pytest.raises(NotFound):
        read_version(actor(TOMAS), case.id, 4)


def test_a_plan_fills_the_goals_and_a_goal_that_a_suggestion_names_stays(database: Engine) -> None:
    plan = plans.a_plan()
    case = posted(plan_id=plan.id)
    first, second = plans.shown_on(case)
    assert (first.title, first.baseline, second.title) == (plans.GOAL.title, -2, plans.CALM.title)
    plans.an_idea(case, goal=second.id)
    change = drafts.writing(actor(INES), case.id).body | {"plan_id": "", "rare": "no"}
    drafts.save_draft(actor(INES), case.id, body=change, rev=0)
    post_case(actor(INES), case.id)
    assert [row.id for row in plans.shown_on(case)] == [second.id]


def test_lists_are_filtered_by_my_own_groups_only(database: Engine) -> None:
    case = posted()
    assert [line.id for line in list_cases(actor(TOMAS), group_id=FAMILY).rows] == [case.id]
    assert [line.mine for line in list_cases(actor(INES), which="mine").rows] == [True]
    assert list_cases(actor(TOMAS), which="closed").rows == []
    with pytest.raises(NotFound):
        list_cases(actor(TOMAS), group_id=CRISIS)


def test_what_is_new_to_me_is_counted_without_my_own(database: Engine) -> None:
    case = posted()
    plans.an_idea(case)
    plans.an_idea(case, who=TOMAS)
    lines = {person: list_cases(actor(person)).rows[0] for person in (INES, TOMAS)}
    assert (lines[INES].news, lines[TOMAS].news, lines[TOMAS].replies) == ("2 new", "1 new", "2 replies")
    assert [who.initials for who in lines[INES].people] == ["TB", "RO"]
