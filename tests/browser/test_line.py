"""The line breaks, the server crashes, the sign-in ends: words stay, and are sent once."""

from __future__ import annotations

import re
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
from tests.people import INES, MEI, RUTH, TOMAS, email
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


STANDS = "() => Math.round(document.querySelector('#case h1').getBoundingClientRect().top)"


def test_offline_is_said_once_and_moves_nothing(visit: Visit) -> None:
    case = posted(situation="\n\n".join(f"Paragraph {number} of it." for number in range(30)))
    ruth = visit(RUTH, viewport={"width": 390, "height": 844})
    page = ruth.open_live(f"/cases/{case.id}")
    expect(page.locator("#header-status")).to_have_text("Live")
    before = page.evaluate(STANDS)
    ruth.cut()
    line = page.locator("#live-state")
    expect(line).to_have_text(re.compile(r"Offline since \d\d:\d\d\. Keep writing, we will send it"))
    expect(page.locator("#header-status")).to_have_text(re.compile(r"Last updated \d\d:\d\d"))
    expect(page.locator("#announcer")).to_contain_text("Offline since")
    assert page.evaluate(STANDS) == before
    ruth.mend()
    is_live(page)
    expect(line).to_be_hidden()
    expect(page.locator("#announcer")).to_contain_text("You are back.")
    assert page.evaluate(STANDS) == before


def test_where_a_proxy_lets_no_live_line_through_the_page_asks_and_says_so(visit: Visit) -> None:
    case = posted()
    ruth, tomas = visit(RUTH), visit(TOMAS)
    ruth.forgive(AFTER_A_CUT)
    ruth.page.route_web_socket(re.compile("socket.io"), lambda line: line.close())
    page, his = ruth.open(f"/cases/{case.id}"), tomas.open_live(f"/cases/{case.id}")
    expect(page.locator("#live-state")).to_have_text(
        "The live line is down. This page asks for news every 10 seconds."
    )
    send(page, MEANWHILE)
    suggestion(his, MEANWHILE)
    send(his, AFTER)
    listed(page, MEANWHILE, AFTER)


def test_words_that_are_refused_late_wait_with_the_reason_and_take_no_focus(visit: Visit) -> None:
    case = posted()
    ruth = visit(RUTH)
    ruth.forgive("status of 422")
    page = ruth.open_live(f"/cases/{case.id}")
    ruth.cut()
    write(page, "Ring Danny Whitfield on 555-0142.")
    page.get_by_role("button", name="Post", exact=True).click()
    expect(unsent(page)).to_contain_text("Your words are here")
    write(page, "Half a thou")
    ruth.mend()
    is_live(page)
    expect(unsent(page)).to_contain_text("could identify someone")
    expect(page.get_by_label("Your suggestion")).to_be_focused()
    expect(page.get_by_label("Your suggestion")).to_have_value("Half a thou")
    unsent(page).get_by_role("button", name="Back to the box").click()
    expect(page.get_by_label("Your suggestion")).to_have_value(
        "Half a thou\n\nRing Danny Whitfield on 555-0142."
    )
    assert stored(case.id) == []


def test_unsent_words_leave_in_the_order_in_which_they_were_written(visit: Visit) -> None:
    case = posted()
    ruth = visit(RUTH)
    page = ruth.open_live(f"/cases/{case.id}")
    ruth.forgive(AFTER_A_CUT)
    page.route("**/suggestions", lambda route: route.abort())
    ruth.context.set_offline(True)
    words = [f"Thought number {number}." for number in range(5)]
    for one in words:
        send(page, one)
    expect(unsent(page)).to_have_text([re.compile(f"{one}.*Try again") for one in words])
    page.unroute_all()
    ruth.mend()
    page.reload()
    listed(page, *words)
    assert stored(case.id) == words


def test_signing_out_in_another_tab_takes_kept_words_away_and_says_so(visit: Visit) -> None:
    case = posted()
    ruth = visit(RUTH)
    ruth.forgive("status of 401")
    page = ruth.open_live(f"/cases/{case.id}")
    write(page, "A draft that nobody sent")
    page.wait_for_function("indexedDB.databases().then((all) => all.length)")
    other = ruth.context.new_page()
    other.goto("/sign-out")
    other.locator("#main").get_by_role("button", name="Sign out").click()
    expect(page.locator("#live-state")).to_contain_text("What is not sent stands only on this page")
    write(page, "And on")
    expect(page.get_by_label("Your suggestion")).to_have_value("And on")
    expect(other).to_have_url(re.compile("/sign-in"))
    assert other.evaluate("indexedDB.databases()") == []


def test_three_writers_are_a_number(visit: Visit) -> None:
    case = posted()
    page = visit(INES).open_live(f"/cases/{case.id}")
    for who in (RUTH, TOMAS, MEI):
        visit(who).open_live(f"/cases/{case.id}").get_by_label("Your suggestion").press_sequentially("What")
    expect(page.locator("#writing")).to_contain_text("3 are writing")
