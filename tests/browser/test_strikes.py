"""Somebody removes words on one screen: they go from every other open one, whatever happens there."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from consult.domain.consultation import suggestions
from consult.domain.consultation.suggestions import Quote
from consult.models.suggestions import Kind
from tests import plans
from tests.browser.axe import faults
from tests.browser.house import Visitor, select_words, suggestion
from tests.people import INES, JONAH, RUTH, SAM, TOMAS, actor
from tests.stories import posted

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
LEAK = "lighthouse keeper"


def more(page: Page) -> None:
    page.locator("#case summary").first.click()


def test_words_go_from_every_open_screen_at_once(visit: Visit) -> None:
    case = posted(situation=f"Since the {LEAK} left, mornings have become hard.")
    plans.an_idea(case, f"Ask the {LEAK}.", who=TOMAS)
    suggestions.post_suggestion(
        actor(RUTH),
        case.id,
        kind=Kind.VIEW,
        body="He may be tired.",
        kept={},
        quote=Quote(f"the {LEAK} left"),
    )
    jonah, ruth, sam = visit(JONAH), visit(RUTH), visit(SAM)
    hers, sams = ruth.open_live(f"/cases/{case.id}"), sam.open_live(f"/cases/{case.id}")
    select_words(hers, f"{LEAK} left")  # even while she selects them
    his = jonah.open_live(f"/cases/{case.id}")
    more(his)
    his.get_by_role("link", name="Remove words").first.click()
    his.get_by_label("Words to remove").fill(f"{LEAK.upper()}\nnot in here")
    his.get_by_role("button", name="See where they stand").click()
    expect(his.get_by_role("heading", level=1)).to_have_text("Remove these words from 3 places?")
    assert LEAK not in his.url.lower()
    his.get_by_role("button", name="Remove for good").click()
    expect(his.get_by_text("Removed, here and on every open screen.")).to_be_visible()
    for page in (hers, sams):
        expect(page.locator("#case")).to_contain_text("Since the [removed] left")
        expect(suggestion(page, "Ask the [removed].")).to_be_visible()
        expect(suggestion(page, "He may be tired.").locator(".quote")).to_have_text(
            re.compile(r"the \[removed\] left\s+From version 1")
        )
        expect(page.locator("body")).not_to_contain_text(LEAK)
    his.goto(f"/cases/{case.id}/strike/new")
    expect(his.get_by_text("in 3 places")).to_be_visible()


def test_what_is_quoted_in_an_open_box_is_not_kept_there(visit: Visit) -> None:
    case = posted(situation=f"Since the {LEAK} left, mornings have become hard.")
    ines, ruth = visit(INES), visit(RUTH)
    page = ruth.open_live(f"/cases/{case.id}")
    select_words(page, f"{LEAK} left")
    page.get_by_role("button", name="Quote in a suggestion").click()
    page.get_by_label("Your suggestion").fill("Half a thought")
    answer = ines.post(f"/cases/{case.id}/strikes", phrases=LEAK)
    assert answer.status == 303
    expect(page.locator("#case")).to_contain_text("[removed]")
    expect(page.locator("[name=quote]")).to_have_value("")
    expect(page.get_by_label("Your suggestion")).to_have_value("Half a thought")


def test_selected_words_lead_to_the_question_and_only_for_those_who_may(visit: Visit) -> None:
    case = posted(situation=f"Since the {LEAK} left, mornings have become hard.")
    ines, ruth = visit(INES), visit(RUTH)
    hers = ruth.open_live(f"/cases/{case.id}")
    select_words(hers, LEAK)
    expect(hers.get_by_role("button", name="Quote in a suggestion")).to_be_visible()
    expect(hers.get_by_role("button", name="Remove these words")).to_be_hidden()
    more(hers)
    expect(hers.get_by_role("link", name="Remove words")).to_have_count(0)
    page = ines.open_live(f"/cases/{case.id}")
    select_words(page, LEAK)
    page.get_by_role("button", name="Remove these words").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Remove these words from 1 place?")
    assert page.url.endswith("/strikes/preview")
    expect(page.locator(".struck-words")).to_have_text(LEAK)
    page.get_by_role("button", name="Change the words").click()
    expect(page.get_by_label("Words to remove")).to_have_value(LEAK)


def test_the_pages_are_for_everyone(visit: Visit) -> None:
    case = posted(situation=f"Since the {LEAK} left, mornings have become hard.")
    ines = visit(INES)
    page = ines.open(f"/cases/{case.id}/strike/new")
    page.get_by_label("Words to remove").fill(f"{LEAK}\n{'not ' * 40}in here")
    page.get_by_role("button", name="See where they stand").click()
    assert faults(page) == []
    page.get_by_role("button", name="Remove for good").click()
    page.goto(f"/cases/{case.id}/strike/new")
    assert faults(page) == []


def test_it_works_without_script(visit: Visit) -> None:
    case = posted(situation=f"Since the {LEAK} left, mornings have become hard.")
    page = visit(INES, java_script_enabled=False).open(f"/cases/{case.id}/strike/new")
    page.get_by_label("Words to remove").fill(LEAK)
    page.get_by_role("button", name="See where they stand").click()
    page.get_by_role("button", name="Remove for good").click()
    expect(page.locator("#case")).to_contain_text("Since the [removed] left")
