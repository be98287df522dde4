"""The line breaks, the server crashes, the sign-in ends: words stay, and are sent once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from consult.core.db import Sessions
from consult.core.unit import acting
from consult.domain.people.sign_ins import end_all
from consult.models.actor import SYSTEM
from consult.models.people import Person
from consult.models.suggestions import Suggestion
from tests.browser.house import AFTER_A_CUT, PASSWORD, House, Visitor, is_live, suggestion
from tests.people import INES, RUTH, TOMAS, email
from tests.stories import posted

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
BEFORE, MEANWHILE, AFTER = (
    "Before the tunnel: walk past the gate one evening.",
    "In the tunnel: call midweek, not on Monday.",
    "Written elsewhere meanwhile: ask the friend from the choir.",
)


def write(page: Page, words: str) -> None:
    """Put words into the box, without sending them."""
    page.get_by_label("Your suggestion").fill(words)


def send(page: Page, words: str) -> None:
    write(page, words)
    page.get_by_role("button", name="Post", exact=True).click()


def unsent(page: Page) -> Locator:
    return page.locator("#suggestion-list > .is-unsent")


def stored(case_id: str) -> list[str]:
    """What the database holds, in order."""
    with Sessions() as session:
        rows = session.query(Suggestion.body).filter_by(case_id=case_id).order_by(Suggestion.posted_seq)
        return [str(body) for (body,) in rows]


def listed(page: Page, *words: str) -> None:
    """The list shows exactly this, in order, each once, and nothing that waits."""
    expect(page.locator("#suggestion-list > .suggestion .words")).to_have_text(list(words))
    expect(unsent(page)).to_have_count(0)


def test_words_of_both_are_kept_while_the_line_is_cut_and_sent_once_when_it_is_back(visit: Visit) -> None:
    case = posted()
    ruth, tomas = visit(RUTH), visit(TOMAS)
    hers, his = ruth.open_live(f"/cases/{case.id}"), tomas.open_live(f"/cases/{case.id}")
    send(hers, BEFORE)
    suggestion(his, BEFORE)
    ruth.cut()
    send(hers, MEANWHILE)
    expect(unsent(hers)).to_contain_text("Your words are here")
    send(his, AFTER)
    suggestion(his, AFTER)
    write(hers, "And a draft that nobody sent")
    ruth.mend()
    for page in (hers, his):
        listed(page, BEFORE, AFTER, MEANWHILE)
    expect(hers.get_by_label("Your suggestion")).to_have_value("And a draft that nobody sent")
    assert stored(case.id) == [BEFORE, AFTER, MEANWHILE]


def test_unsent_words_outlive_a_crash_of_the_server_and_a_reload(visit: Visit, house: House) -> None:
    case = posted()
    ruth, ines = visit(RUTH), visit(INES)
    ruth.forgive(AFTER_A_CUT)
    ines.forgive(AFTER_A_CUT)
    hers, page = ruth.open_live(f"/cases/{case.id}"), ines.open_live(f"/cases/{case.id}")
    house.stop()
    try:
        send(hers, MEANWHILE)
        expect(unsent(hers)).to_contain_text("Your words are here")
        write(page, "Half a thou")
    finally:
        house.start()
    hers.reload()
    listed(hers, MEANWHILE)
    page.evaluate("dispatchEvent(new Event('online'))")  # sooner than its next try
    listed(page, MEANWHILE)
    expect(page.get_by_label("Your suggestion")).to_have_value("Half a thou")
    assert stored(case.id) == [MEANWHILE]


def end_sign_ins(person_id: str) -> None:
    """As if from another device: the next request of this person is a stranger's."""
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        end_all(unit, unit.session.get_one(Person, person_id))


def sign_in(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("E-mail").fill(email(RUTH))
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_the_sign_in_ends_while_writing_and_nothing_is_lost(visit: Visit) -> None:
    case = posted()
    ruth = visit(RUTH)
    ruth.forgive("status of 401", "status of 400")
    page = ruth.open_live(f"/cases/{case.id}")
    end_sign_ins(RUTH)
    send(page, MEANWHILE)
    expect(unsent(page)).to_contain_text("You are signed out. Your words are kept.")
    page.locator("#live-state").get_by_role("link", name="Sign in").click()
    sign_in(page)
    is_live(page)
    listed(page, MEANWHILE)
    assert stored(case.id) == [MEANWHILE]


def test_the_sign_in_ends_while_writing_without_script(visit: Visit) -> None:
    case = posted()
    ruth = visit(RUTH, java_script_enabled=False)
    ruth.forgive("status of 401", "status of 422")
    page = ruth.open(f"/cases/{case.id}")
    write(page, MEANWHILE)
    end_sign_ins(RUTH)
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_text("What you wrote is kept.")).to_be_visible()
    sign_in(page, "not this one")
    sign_in(page)
    page.get_by_role("button", name="Go on").click()
    listed(page, MEANWHILE)
    assert stored(case.id) == [MEANWHILE]
