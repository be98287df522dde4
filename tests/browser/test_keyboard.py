"""Keys alone: to post, to reply, to leave. The focus is always seen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import plans
from tests.browser.house import Visitor, is_live, select_words, suggestion
from tests.people import INES, RUTH
from tests.stories import posted

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
MOST = 60
"""Presses of Tab that a way may take."""
IDEA = "Start with the walk, leave the lesson out."

FOCUS = """() => {
  const one = document.activeElement
  const box = one.getBoundingClientRect()
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 40)]
  const top = document.elementFromPoint(x, y)
  const label = one.labels?.[0]?.textContent
  const name = one.getAttribute("aria-label") ?? label ?? one.textContent
  return {
    name: name.replace(/\\s+/g, " ").trim().slice(0, 80),
    seen: one.contains(top) || Boolean(top?.closest("label")?.contains(one)),
    ringed: one.matches(":focus-visible"),
  }
}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what has this name; at every stop it can be seen."""
    passed: list[str] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["seen"], f"the focus is hidden on {focus['name']}"
        assert focus["ringed"], f"nothing shows the focus on {focus['name']}"
        if re.fullmatch(name, focus["name"]):
            return
        passed.append(focus["name"])
    pytest.fail(f"Tab does not reach {name}: {passed}")


def test_post_reply_and_leave_by_keys_alone(visit: Visit) -> None:
    case = posted()
    ruth, ines = visit(RUTH), visit(INES)
    hers = ruth.open("/")
    tab_to(hers, "Cases")
    hers.keyboard.press("Enter")
    hers.wait_for_url("**/cases")
    tab_to(hers, "What could we try before the school calls a formal meeting\\?")
    hers.keyboard.press("Enter")
    hers.wait_for_url(f"**/cases/{case.id}")
    is_live(hers)
    tab_to(hers, "Skip to write")
    hers.keyboard.press("Enter")
    tab_to(hers, "Your suggestion")
    hers.keyboard.type(IDEA)
    hers.keyboard.press("Control+Enter")
    suggestion(hers, IDEA)
    expect(hers.get_by_label("Your suggestion")).to_be_focused()

    page = ines.open_live(f"/cases/{case.id}")
    page.keyboard.press("j")
    expect(suggestion(page, IDEA)).to_be_focused()
    tab_to(page, "Not now")
    page.keyboard.press("Enter")
    expect(suggestion(page, IDEA).locator(".reply")).to_contain_text("Not now")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url("**/")
    tab_to(page, ".*Ines Aldana.*")
    page.keyboard.press("Enter")
    page.wait_for_url("**/me")
    tab_to(page, "Sign out")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-out")
    tab_to(page, "Sign out")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto(f"/cases/{case.id}")
    expect(page.get_by_label("Password")).to_be_visible()


def test_single_keys_walk_quote_cover_and_adopt(visit: Visit) -> None:
    case = posted()
    for number in range(3):
        plans.an_idea(case, f"Idea {number} for the morning.")
    ines, ruth = visit(INES), visit(RUTH)
    hers = ruth.open_live(f"/cases/{case.id}")
    select_words(hers, "Mornings have become hard")
    hers.keyboard.press("q")
    expect(hers.get_by_label("Words of the case")).to_have_value("Mornings have become hard")
    expect(hers.get_by_label("Your suggestion")).to_be_focused()
    hers.keyboard.type("s and k are letters here.")
    hers.keyboard.press("Control+Enter")
    expect(suggestion(hers, "s and k are letters here.").locator(".quote")).to_have_text(
        "Mornings have become hard"
    )
    hers.keyboard.press("Escape")
    hers.keyboard.press("\\")
    expect(hers.locator("html")).to_have_class(re.compile("is-covered"))
    hers.keyboard.press("\\")
    expect(hers.locator("html")).not_to_have_class(re.compile("is-covered"))
    hers.keyboard.press("?")
    expect(hers.get_by_role("dialog")).to_be_visible()
    hers.keyboard.press("Escape")
    expect(hers.get_by_role("dialog")).to_be_hidden()

    page = ines.open_live(f"/cases/{case.id}")
    for key in "jjk":
        page.keyboard.press(key)
    expect(suggestion(page, "Idea 0")).to_be_focused()
    tab_to(page, "Will try")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    tab_to(page, "Add to plan")
    page.keyboard.press("Enter")
    expect(suggestion(page, "Idea 0").locator("[aria-current=step]")).to_be_visible()
    expect(suggestion(page, "Idea 0")).to_be_focused()
