"""A browser whose clock is set anew: words arrive in order and are sent, and nobody is signed out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from consult.core import clock
from consult.domain.consultation.suggestions import post_suggestion
from consult.models.suggestions import Kind
from tests.browser.house import Visitor, suggestion
from tests.people import INES, TOMAS, actor
from tests.stories import posted

pytestmark = pytest.mark.browser

DAY = dt.timedelta(days=1)


def test_a_clock_that_jumps_a_day_harms_neither_order_nor_sign_in(visit: Callable[..., Visitor]) -> None:
    case, ines = posted(), visit(INES)
    tomas = visit(TOMAS)
    page = ines.open_live(f"/cases/{case.id}")
    other = tomas.open_live(f"/cases/{case.id}")
    said = []
    for jump in (DAY, -DAY, dt.timedelta(0)):
        other.clock.set_system_time(clock.now() + jump)
        said += [f"Sent with a clock {jump.days} days off.", f"Heard with a clock {jump.days} days off."]
        other.get_by_label("Your suggestion").fill(said[-2])
        other.get_by_role("button", name="Post", exact=True).click()
        suggestion(page, said[-2])
        post_suggestion(actor(INES), case.id, kind=Kind.QUESTION, body=said[-1], kept={})
        suggestion(other, said[-1])
    for shown in (page, other):
        expect(shown.locator("#suggestion-list > .suggestion")).to_have_count(len(said))
        for line, words in zip(shown.locator("#suggestion-list > .suggestion").all(), said, strict=True):
            expect(line).to_contain_text(words)
    other.reload()
    expect(other.locator("#suggestion-list > .suggestion")).to_have_count(len(said))
