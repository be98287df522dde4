"""The whole loop, by two people with two browsers: asked, heard, chosen, tried, told."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.house import Visitor, is_live, select_words, suggestion
from tests.browser.words import QUESTION, SITUATION, STRENGTHS, TRIED
from tests.people import INES, RUTH
from tests.stories import PHONE

pytestmark = pytest.mark.browser

IDEA = "Walk to the school again, and ask only about the nights. Nothing to write down."
QUESTION_BACK = "What does he say when you cancel on him?"
PASSAGE = "one visit that we spent walking to the school together"


def test_two_people_go_through_the_whole_loop(visit: Callable[..., Visitor]) -> None:
    ines, ruth = visit(INES), visit(RUTH)
    codename = post_a_case(ines.open("/"))

    hers = ruth.open("/")
    need = hers.locator(".need", has_text=codename)
    if need.is_visible():
        need.get_by_role("link", name="Take a look").click()
    else:  # so many cases of other tests wait that Home does not show this one
        ruth.open(ines.page.url)
    is_live(hers)
    expect(hers.locator("#case")).to_contain_text("[phone number]")
    expect(hers.locator("#case")).not_to_contain_text(PHONE)
    suggest_with_a_quote(hers)
    hers.get_by_label("Kind of suggestion").select_option(label="Question")
    hers.get_by_label("Your suggestion").fill(QUESTION_BACK)
    hers.get_by_role("button", name="Post", exact=True).click()

    page = ines.page
    idea = suggestion(page, IDEA)
    expect(idea.locator(".quote")).to_have_text(PASSAGE)
    expect(page.locator("#suggestion-list > .suggestion .words")).to_have_text([IDEA, QUESTION_BACK])
    idea.get_by_role("link", name="Will try").click()
    page.get_by_role("dialog").get_by_role("button", name="Add to plan").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(idea.locator("[aria-current=step]")).to_contain_text("Outcome")
    expect(suggestion(hers, IDEA).locator(".reply")).to_contain_text("Will try")

    idea.get_by_role("link", name="Record outcome").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("radio", name="Helped", exact=True).check()
    sheet.get_by_role("button", name="Save").click()
    expect(sheet).to_have_count(0)
    for screen in (page, hers):
        expect(suggestion(screen, IDEA).locator(".loop")).to_contain_text("Helped")
    ruth.open("/notices")
    expect(hers.get_by_role("main")).to_contain_text(
        re.compile(f"Ines tried your idea “.+” on {codename}. Helped")
    )


def post_a_case(page: Page) -> str:
    """Home, the composer, one find, the preview, posted: the case's codename."""
    page.get_by_role("link", name="Post a case").first.click()
    page.locator("composer-steps:defined").wait_for()
    page.get_by_label("What I need help with").fill(QUESTION)
    following = page.get_by_role("button", name=re.compile("^Next"))
    following.click()
    page.get_by_label("What is going on", exact=True).fill(SITUATION)
    find = page.locator("protect-list .finding", has_text=PHONE)
    expect(find).to_have_count(1)
    expect(page.locator(".editor-mirror mark.direct", has_text=PHONE)).to_have_count(1)
    find.get_by_role("button", name="Replace").click()
    expect(page.locator("#situation")).to_have_value(SITUATION.replace(PHONE, "[phone number]"))
    expect(find).to_have_count(0)
    following.click()
    page.get_by_label("What I have tried").fill(TRIED)
    following.click()
    page.get_by_label("Strengths I see").fill(STRENGTHS)
    following.click()
    following.click()
    expect(following).to_be_hidden()
    page.get_by_role("radio", name="They agreed").check()
    page.get_by_role("radio", name="No", exact=True).check()
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("main")).to_contain_text("whether managers get a day off")
    expect(page.locator("#case .story li")).to_have_count(3)
    preview = page.locator("#case :is(.question, .story)").all_inner_texts()
    page.get_by_role("link", name="Back to the draft").click()
    page.get_by_role("button", name="Post the case").click()
    expect(page).to_have_url(re.compile(r"/cases/\w+(\?said=\w+)?$"))
    expect(page.locator("#case :is(.question, .story)")).to_have_text(preview, use_inner_text=True)
    codename = page.locator("#case .codename").inner_text()
    expect(page).to_have_title(codename)
    return codename


def suggest_with_a_quote(page: Page) -> None:
    select_words(page, PASSAGE)
    page.get_by_role("button", name="Quote in a suggestion").click()
    page.get_by_label("Your suggestion").fill(IDEA)
    page.get_by_role("button", name="Post", exact=True).click()
    suggestion(page, IDEA)
