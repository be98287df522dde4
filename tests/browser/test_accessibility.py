"""Every page, as somebody who may open it: for everyone, on every screen, and without a complaint."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import plans
from tests.browser.axe import SCHEMES, faults, violations
from tests.browser.house import House, Visitor
from tests.browser.places import Place, places
from tests.people import INES
from tests.stories import PHONE, a_draft, posted

PARTS = 8
"""The walk is done in parts, so that workers share it."""
EXPECTED = r"status of 404"
"""What a browser says by itself of a page that is not there."""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def walk(demo_house: House) -> list[Place]:
    """Every page, in the same order for each worker."""
    demo_house.enter()
    found = places(demo_house.settings)
    demo_house.leave()
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_for_everyone(
    demo_house: House, walk: list[Place], browser: Browser, part: int
) -> None:
    demo_house.enter()
    visitors: dict[str | None, Visitor] = {}
    wrong: list[str] = []
    for who, path in walk[part::PARTS]:
        if who not in visitors:
            visitors[who] = Visitor(demo_house, browser, who)
            visitors[who].forgive(EXPECTED)
        page = visitors[who].open(path)
        wrong += [f"{path}: {fault}" for fault in faults(page)]
        wrong += [f"{path}: {fault}" for fault in visitors[who].take_complaints()]
    demo_house.leave()
    for visitor in visitors.values():
        visitor.context.close()
    assert not wrong, "\n".join(wrong)


def test_what_opens_and_what_is_refused_is_for_everyone_too(visit: Callable[..., Visitor]) -> None:
    case = posted()
    plans.a_plan(case)
    plans.an_idea(case)
    *_, tried = plans.an_adopted_idea()
    phone = {"width": 390, "height": 844}
    ines, nobody = visit(INES, viewport=phone), visit(viewport=phone)
    ines.forgive("status of 422")
    nobody.forgive("status of 422")
    page = ines.open_live(f"/cases/{case.id}#suggestions")
    wrong = []
    page.get_by_role("link", name="Will try").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    wrong += violations_of(page)
    page.keyboard.press("Escape")
    page.get_by_label("Your suggestion").fill(f"Ring {PHONE}.")
    expect(page.locator("#write .finding")).to_be_visible()
    wrong += violations_of(page)
    ines.open(f"/steps/{tried.id}/outcome")
    page.get_by_role("button", name="Save").evaluate("(button) => { button.form.noValidate = true }")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()
    wrong += violations_of(page)
    draft = a_draft(tried=f"I rang {PHONE}.", consent="")
    ines.open(f"/cases/{draft.case_id}/edit?at=post")
    page.get_by_role("button", name="Post the case").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("protect-list .finding")).to_have_count(1)
    wrong += violations_of(page)
    door = nobody.open("/sign-in")
    door.get_by_label("E-mail").fill("ines@larkfield.example")
    door.get_by_label("Password").fill("a guess")
    door.get_by_role("button", name="Sign in").click()
    expect(door.get_by_role("alert")).to_be_visible()
    wrong += violations_of(door)
    assert not wrong, "\n".join(wrong)


def violations_of(page: Page) -> list[str]:
    """What axe finds in light and in dark, on the page as it stands."""
    found = []
    for scheme, rules in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += [f"{page.url} {scheme} {fault}" for fault in violations(page, rules)]
    return found
