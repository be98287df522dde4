"""Every page, as somebody who may open it: for everyone, on every screen, and without a complaint."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import faults
from tests.browser.house import House, Visitor
from tests.browser.places import Place, places

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
