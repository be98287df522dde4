"""A slow phone: the page stands as it will stay, although its scripts come late."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests import plans
from tests.browser.house import Visitor
from tests.people import RUTH, TOMAS
from tests.stories import a_draft, posted

pytestmark = pytest.mark.browser

MOST = 0.02
"""The layout shift that the design guide allows."""
SHIFTS = """
window.shifted = []
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) {
    const moved = shift.sources.map(({ node }) => node?.className || node?.nodeName)
    if (!shift.hadRecentInput) shifted.push({ value: shift.value, moved })
  }
}).observe({ type: "layout-shift", buffered: true })
"""
PAINTED = 'new Promise((done) => new PerformanceObserver(done).observe({ type: "paint", buffered: true }))'
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class LateScripts:
    """Holds the page's scripts back until they are let come."""

    def __init__(self, page: Page) -> None:
        self.held: list[Route] = []
        self.are_late = True
        page.unroute_all()
        page.route("**/*.js", self._ask)

    def _ask(self, route: Route) -> None:
        if self.are_late:
            self.held.append(route)
        else:
            route.continue_()

    def come(self) -> None:
        self.are_late = False
        for route in self.held:
            route.continue_()


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_jumps_while_a_page_loads(visit: Callable[..., Visitor], width: int) -> None:
    case, draft = posted(), a_draft(RUTH)
    for number in range(4):
        plans.an_idea(case, f"Idea {number}. Walk past the gate, then go home.", who=TOMAS)
    ruth = visit(RUTH, viewport={"width": width, "height": 844})
    ruth.context.add_init_script(SHIFTS)
    page = ruth.page
    for path, ready in (
        ("/", "body"),
        (f"/cases/{case.id}", "html[data-line=live]"),
        (f"/cases/{draft.case_id}/edit", "composer-steps:defined"),
    ):
        late = LateScripts(page)
        page.goto(path, wait_until="commit")
        page.evaluate(PAINTED)
        late.come()
        expect(page.locator(ready)).to_be_attached()
        page.evaluate(DRAWN)
        shifts = page.evaluate("shifted")
        assert sum(shift["value"] for shift in shifts) <= MOST, f"{path}: {shifts}"
