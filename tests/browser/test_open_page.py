"""A case stays open on several screens while others act: nothing jumps, nobody hears what is not theirs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from consult.core.unit import acting
from consult.domain.cases import drafts
from consult.models.actor import SYSTEM
from consult.models.groups import Membership, Role
from consult.models.suggestions import Kind
from tests import plans
from tests.browser.house import Visitor, suggestion
from tests.people import FAMILY, INES, JONAH, KIM, MEI, RUTH, TOMAS, actor
from tests.stories import posted

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
HALF = "Half a thought, with the caret in the mid"
LINES = "\n\n".join(f"Line {number} of something longer that moved." for number in range(6))
GONE = "We cannot find that, or it is not shared with you."

WHERE_I_AM = """() => ({
  focus: document.activeElement.id,
  caret: document.activeElement.selectionStart,
  words: document.getElementById("body").value,
  places: [...document.querySelectorAll("#suggestion-list > .suggestion, #case h2")]
    .map((one) => [one.id || one.textContent, Math.round(one.getBoundingClientRect().top)])
    .filter(([, top]) => top > 80 && top < innerHeight - 160),
})"""


def revise(presenter: Visitor, case_id: str, **words: str) -> None:
    """The presenter posts a new version from somewhere else."""
    typed = {
        name: text
        for name, text in drafts.writing(actor(INES), case_id).body.items()
        if isinstance(text, str)
    }
    answer = presenter.post(
        f"/cases/{case_id}/draft", **(typed | words | {"rev": "0", "then": "post", "rare": "no"})
    )
    assert answer.status == 303, answer.text()


def test_what_others_change_moves_neither_my_words_nor_my_focus_nor_the_page(visit: Visit) -> None:
    case = posted(
        situation="\n\n".join(
            f"Paragraph {number}. [young person] waits at the gate." for number in range(30)
        )
    )
    ideas = [
        plans.an_idea(case, f"Idea number {number}. Walk past the gate.", who=TOMAS) for number in range(14)
    ]
    ines, ruth, tomas = visit(INES), visit(RUTH), visit(TOMAS)
    page = ruth.open_live(f"/cases/{case.id}")
    page.get_by_label("Your suggestion").fill(HALF)
    page.keyboard.press("ArrowLeft")
    page.locator(f"#suggestion-{ideas[7].id}").scroll_into_view_if_needed()
    page.mouse.move(500, 500)
    page.mouse.wheel(0, 400)
    expect(page.locator("#case h1")).not_to_be_in_viewport()
    before: dict[str, Any] = page.evaluate(WHERE_I_AM)
    assert before["focus"] == "body"
    assert len(before["places"]) >= 3

    assert tomas.post(f"/suggestions/{ideas[0].id}", body=f"Edited above. {LINES}").status == 303
    assert tomas.post(f"/suggestions/{ideas[1].id}/removal").status == 303
    assert ines.post(f"/suggestions/{ideas[2].id}/reply", word="not_now").status == 303
    assert tomas.post(f"/cases/{case.id}/suggestions", kind="view", body="A new one, below.").status == 303
    revise(ines, case.id, question="How could the first hour be lighter?")
    suggestion(page, "Edited above.")
    suggestion(page, "A new one, below.")
    expect(page.locator(f"#suggestion-{ideas[2].id} .reply")).to_contain_text("Not now")
    expect(page.locator("#case")).to_contain_text("How could the first hour be lighter?")
    assert page.evaluate(WHERE_I_AM) == before
    expect(page.get_by_role("button", name=re.compile(r"\d new suggestions?$"))).to_be_visible()


MOST_SEEN = """(words) => {
  window.most = 0
  const look = () => {
    const all = [...document.querySelectorAll("#suggestion-list > .suggestion")]
    const shown = all.filter((one) => one.offsetHeight && one.innerText.includes(words))
    window.most = Math.max(most, shown.length)
    requestAnimationFrame(look)
  }
  look()
}"""


def test_my_own_words_stand_there_at_once_and_never_twice(visit: Visit) -> None:
    case = posted()
    page = visit(RUTH).open_live(f"/cases/{case.id}")
    page.evaluate(MOST_SEEN, "Only once")
    page.get_by_label("Your suggestion").fill("Only once: walk past the gate.")
    page.keyboard.press("Control+Enter")
    expect(suggestion(page, "Only once").get_by_text("Idea to try", exact=True)).to_be_visible()
    expect(page.locator("#announcer")).to_have_text("Posted.")
    assert page.evaluate("most") == 1


def test_colleagues_see_who_is_here_and_who_is_writing(visit: Visit) -> None:
    case = posted()
    hers = visit(RUTH).open_live(f"/cases/{case.id}")
    his = visit(TOMAS).open_live(f"/cases/{case.id}")
    expect(hers.locator("#presence")).to_contain_text("2 here now")
    hers.get_by_label("Kind of suggestion").select_option(label="Question")
    hers.get_by_label("Your suggestion").press_sequentially("What")
    expect(his.get_by_text("Ruth is writing a question")).to_be_visible()
    hers.context.close()
    expect(his.get_by_text("Ruth is writing a question")).to_be_hidden()
    expect(his.locator("#presence")).not_to_contain_text("here now")


def everything_heard(page: Page) -> list[str]:
    """All that the server sends to this page by its live line, from here on."""
    heard: list[str] = []
    page.on("websocket", lambda line: line.on("framereceived", lambda frame: heard.append(str(frame))))
    return heard


def a_member(person_id: str) -> str:
    """Somebody comes to the group, for one test; the membership's id."""
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        member = unit.add(Membership(group_id=FAMILY, person_id=person_id, role=Role.MEMBER))
        unit.record("membership.began", on=member)
    return member.id


def test_a_removed_member_hears_nothing_more_and_their_page_says_so(visit: Visit) -> None:
    member = a_member(KIM)
    case = posted()
    kim, jonah, ruth = visit(KIM), visit(JONAH), visit(RUTH)
    kim.forgive("status of 404")
    heard = everything_heard(kim.page)
    theirs, hers = kim.open_live(f"/cases/{case.id}"), ruth.open_live(f"/cases/{case.id}")
    assert ruth.post(f"/cases/{case.id}/suggestions", kind="idea", body="While they listen.").status == 303
    suggestion(theirs, "While they listen.")
    assert jonah.post(f"/memberships/{member}/end").status == 303
    expect(theirs.get_by_role("alert")).to_contain_text(GONE)
    expect(theirs.locator("body")).not_to_contain_text("Mornings have become hard")
    assert ruth.post(f"/cases/{case.id}/suggestions", kind="idea", body="Not for them.").status == 303
    suggestion(hers, "Not for them.")
    assert any("While they listen" in frame for frame in heard)
    assert not any("Not for them" in frame for frame in heard)
    kim.page.reload()
    expect(theirs.get_by_role("heading", level=1)).to_have_text(GONE)


def test_i_may_know_this_person_hides_the_case_in_every_tab_at_once(visit: Visit) -> None:
    case = posted()
    mei = visit(MEI)
    mei.forgive("status of 404")
    page = mei.open_live(f"/cases/{case.id}")
    other = mei.context.new_page()
    other.goto(f"/cases/{case.id}")
    other.locator("#case summary").first.click()
    other.get_by_role("link", name="I may know this person").click()
    other.get_by_role("button", name="Step back").click()
    expect(page.get_by_role("alert")).to_contain_text(GONE)
    expect(page.locator("body")).not_to_contain_text("Mornings have become hard")
    expect(other.get_by_text("The case is now hidden from you.")).to_be_visible()
    other.get_by_role("button", name="Undo").click()
    mei.open_live(f"/cases/{case.id}")
    expect(page.locator("#case")).to_contain_text("Mornings have become hard")


def test_a_doubt_hides_the_case_on_every_open_page_and_words_in_the_box_are_kept(visit: Visit) -> None:
    case = posted()
    tomas, ruth, ines = visit(TOMAS), visit(RUTH), visit(INES)
    for who in (tomas, ruth):
        who.forgive("status of 404")
    his, hers = tomas.open(f"/cases/{case.id}"), ruth.open_live(f"/cases/{case.id}")
    own = ines.open_live(f"/cases/{case.id}")
    hers.locator("#body").fill(HALF)
    his.locator("#case summary").first.click()
    his.get_by_role("link", name="I could recognise this").click()
    his.get_by_label("Which part is it?").fill("The work they do.")
    his.get_by_role("button", name="Hide it until it was looked at").click()
    expect(hers.get_by_role("alert")).to_contain_text(GONE)
    expect(hers.locator("body")).not_to_contain_text("Mornings have become hard")
    expect(hers.get_by_label("What you wrote here")).to_have_value(HALF)
    expect(own.locator("#case")).to_contain_text("Hidden while it is looked at")
    own.get_by_role("link", name="Look at it").click()
    expect(own.get_by_role("main")).to_contain_text("The work they do.")
    own.get_by_label("Why nobody would be recognised").fill("Many families live like this.")
    own.get_by_role("button", name="Open again as it is").click()
    hers.reload()
    expect(hers.locator("#body")).to_have_value(HALF)


def test_a_question_is_answered_and_a_safety_point_stays_until_it_has_its_reply(visit: Visit) -> None:
    case = posted()
    plans.an_idea(case, "What does [young person] say about it?", Kind.QUESTION)
    point = plans.an_idea(case, "Is anybody at home at night?", Kind.WATCH_OUT, who=MEI)
    ines = visit(INES)
    home = ines.open("/")
    expect(home.locator(".need").first).to_contain_text("safety point")
    page = ines.open_live(f"/cases/{case.id}")
    suggestion(page, "What does").get_by_role("link", name="Answer").click()
    page.get_by_label("Your suggestion").fill("That the mornings are loud.")
    page.keyboard.press("Control+Enter")
    expect(suggestion(page, "What does").locator(".reply")).to_contain_text("That the mornings are loud.")
    page.locator(f"#suggestion-{point.id}").get_by_role("button", name="Acting on it").click()
    expect(page.locator(f"#suggestion-{point.id} .reply")).to_contain_text("Acting on it")
    ines.open("/")
    expect(home.get_by_role("main")).not_to_contain_text("safety point")
