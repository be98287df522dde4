"""The whole loop by forms and links alone: no script at all."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.house import Visitor, suggestion
from tests.people import INES, RUTH
from tests.stories import PHONE, WORDS

pytestmark = pytest.mark.browser

IDEA = "Walk past the gate one evening, and call that a success."


def test_the_whole_loop_without_script(visit: Callable[..., Visitor]) -> None:
    ines, ruth = (visit(who, java_script_enabled=False) for who in (INES, RUTH))
    ines.forgive("status of 422")
    ruth.forgive("status of 422")
    page = ines.open("/")
    page.get_by_role("link", name="Post a case").first.click()
    page.get_by_label("What I need help with").fill(WORDS["question"])
    page.get_by_label("What is going on", exact=True).fill(WORDS["situation"])
    page.get_by_label("What I have tried").fill(WORDS["tried"])
    page.get_by_role("radio", name="They agreed").check()
    page.get_by_role("radio", name="No", exact=True).check()
    page.get_by_role("button", name="Save draft").last.click()
    expect(page.get_by_text("Only you can see it").first).to_be_visible()
    page.get_by_role("button", name="Post the case").click()
    expect(page.locator("#case")).to_contain_text("Mornings have become hard")

    hers = ruth.open("/")
    codename = page.locator("#case .codename").inner_text()
    hers.locator(".case-row", has_text=codename).get_by_role("link").click()
    hers.locator(".quote-field summary").click()
    hers.get_by_label("Words of the case").fill("Mornings have become hard")
    hers.get_by_label("Your suggestion").fill(f"{IDEA} Or ring {PHONE}.")
    hers.get_by_role("button", name="Post", exact=True).click()
    expect(hers.get_by_label("Your suggestion")).to_have_value(f"{IDEA} Or ring {PHONE}.")
    expect(hers.locator("#write")).to_contain_text("[phone number]")
    hers.get_by_label("Your suggestion").fill(IDEA)
    hers.get_by_role("button", name="Post", exact=True).click()
    expect(suggestion(hers, IDEA).locator(".quote")).to_have_text("Mornings have become hard")

    page.get_by_role("link", name="Refresh").click()
    suggestion(page, IDEA).get_by_role("link", name="Will try").click()
    page.get_by_role("button", name="Add to plan").click()
    suggestion(page, IDEA).get_by_role("link", name="Record outcome").click()
    page.get_by_role("radio", name="Helped", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(suggestion(page, IDEA).locator(".loop")).to_contain_text("Helped")

    hers.get_by_role("link", name="Refresh").click()
    expect(suggestion(hers, IDEA).locator(".loop")).to_contain_text("Helped")
    hers.get_by_role("link", name=re.compile("^News")).click()
    expect(hers.get_by_role("main")).to_contain_text(re.compile("Ines tried your idea “.+” on .+ Helped"))
    ruth.open("/me")
    hers.get_by_role("link", name="Sign out").click()
    hers.get_by_role("button", name="Sign out").click()
    expect(hers.get_by_role("heading", name="Sign in")).to_be_visible()
