"""Writing a case in a real browser: it saves itself, marks what could identify someone, and loses nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from consult.core.unit import acting
from consult.domain.cases import drafts
from consult.domain.cases.cases import list_cases, my_drafts
from consult.domain.people.sign_ins import end_all
from consult.models.actor import SYSTEM
from consult.models.people import Person
from tests.browser.house import Visitor
from tests.people import INES, JONAH, RUTH, TOMAS, actor
from tests.stories import PHONE, WORDS, a_draft, body

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]

METRICS = """(editor) => {
    const names = ["fontFamily", "fontSize", "fontWeight", "lineHeight", "letterSpacing", "wordSpacing",
        "whiteSpace", "overflowWrap", "paddingLeft", "paddingRight", "paddingTop", "tabSize", "textAlign"]
    const of = (element) => {
        const [style, box] = [getComputedStyle(element), element.getBoundingClientRect()]
        return [...names.map((name) => style[name]), box.left, box.top, box.width, box.height].join()
    }
    const [mirror, area] = [editor.querySelector(".editor-mirror"), editor.querySelector("textarea")]
    return [of(mirror), of(area), area.scrollHeight - area.clientHeight]
}"""
"""How the field and the layer behind it measure, and how much of the field cannot be seen."""


def written(page: Page) -> str:
    """The draft's id, once the server has it."""
    page.wait_for_url(re.compile(r"/cases/\w+/edit"))
    return page.url.split("/")[-2]


def go_to(page: Page, section: str) -> None:
    page.get_by_role("navigation", name="Sections").get_by_role("link", name=section).click()


def status(page: Page, words: str) -> None:
    expect(page.locator("#status")).to_contain_text(words)


def test_from_the_empty_page_to_a_posted_case(visit: Visit) -> None:
    page = visit(INES).open("/cases/new")
    page.get_by_label("What I need help with").fill(WORDS["question"])
    page.get_by_role("button", name="Next: What is going on").click()
    page.get_by_label("What is going on", exact=True).fill(WORDS["situation"])
    status(page, "Only you can see it")
    case_id = written(page)
    codename = page.locator("#codename").inner_text()
    assert re.fullmatch(rf"{codename}|Post a case", page.title())
    go_to(page, "Check and post")
    expect(page.locator("#so-far")).to_contain_text(WORDS["question"])
    page.get_by_role("radio", name="They agreed").check()
    page.get_by_role("radio", name="No", exact=True).check()
    page.get_by_role("button", name="Post the case").click()
    page.wait_for_url(f"**/cases/{case_id}?said=posted")
    assert codename in {line.codename for line in list_cases(actor(TOMAS)).rows}


def test_a_case_is_posted_from_home_in_eight_presses_or_fewer(visit: Visit) -> None:
    page = visit(INES).open("/")
    page.evaluate("window.name = '0'")
    page.add_init_script("addEventListener('click', (event) => event.detail && window.name++, true)")
    page.reload()  # from here on every press of the mouse counts, and typing does not
    page.get_by_role("link", name="Post a case").first.click()
    page.get_by_label("What I need help with").press_sequentially("What now?")
    page.get_by_role("button", name="Next: What is going on").click()
    page.keyboard.type("Mornings have become hard.")
    go_to(page, "Check and post")
    page.get_by_role("radio", name="No", exact=True).locator("xpath=..").click()
    page.get_by_role("radio", name="They agreed").locator("xpath=..").click()
    page.get_by_role("button", name="Post the case").click()
    page.wait_for_url("**said=posted")
    assert 6 <= int(page.evaluate("window.name")) <= 8


def test_what_is_left_in_the_words_follows_them(visit: Visit) -> None:
    draft = a_draft(tried=f"Rang {PHONE}.")
    page = visit(INES).open(f"/cases/{draft.case_id}/edit?at=post")
    left = page.get_by_text("What is left in the words").locator("xpath=..")
    expect(left).to_contain_text(PHONE)
    page.locator("protect-list .finding").get_by_role("button", name="Replace").click()
    expect(left).not_to_contain_text(PHONE)
    expect(left).to_contain_text("Nothing found")


def test_a_second_reader_opens_the_case(visit: Visit) -> None:
    draft = a_draft()
    page, ruth = visit(INES).open(f"/cases/{draft.case_id}/edit?at=post"), visit(RUTH)
    page.get_by_text("Ask a second reader").click()
    page.get_by_label("Who reads it before it opens?").select_option(label="Ruth Okafor")
    expect(page.get_by_role("button", name="Post the case")).to_be_hidden()
    page.get_by_role("button", name="Ask to read it first").click()
    expect(page.get_by_text("Ruth Okafor was asked")).to_be_visible()
    hers = ruth.open(f"/cases/{draft.case_id}")
    hers.get_by_role("button", name="Nothing here points to a person").click()
    assert draft.case_id in {line.id for line in list_cases(actor(TOMAS)).rows}


def test_it_saves_by_itself_and_another_device_goes_on(visit: Visit) -> None:
    page = visit(INES).open("/cases/new")
    page.get_by_label("What I need help with").fill("Half a sen")
    case_id = written(page)
    phone = visit(INES, viewport={"width": 390, "height": 844}).open(f"/cases/{case_id}/edit")
    expect(phone.get_by_label("What I need help with")).to_have_value("Half a sen")


def test_marks_stand_exactly_behind_the_words(visit: Visit) -> None:
    draft = a_draft(tried=f"First \N{FAMILY} I rang {PHONE}.\n\nThen {PHONE} again, with [relative] there.")
    page = visit(INES).open(f"/cases/{draft.case_id}/edit?at=tried")
    editor = page.locator("marked-text", has=page.locator("#tried"))
    expect(editor.locator("mark.direct")).to_have_text([PHONE, PHONE])
    expect(editor.locator("mark.hole")).to_have_text(["[relative]"])
    mirror, area, hidden = editor.evaluate(METRICS)
    assert mirror == area
    assert hidden <= 0
    page.locator("#tried").press("Control+Home")
    page.locator("#tried").press_sequentially("Well. ")
    expect(editor.locator("mark.direct")).to_have_text([PHONE, PHONE])


def test_replace_changes_every_place_and_undo_takes_it_back(visit: Visit) -> None:
    draft = a_draft(tried=f"Rang {PHONE}, then {PHONE}.", strengths=f"Answers at {PHONE}.")
    page = visit(INES).open(f"/cases/{draft.case_id}/edit?at=tried")
    finding = page.locator("protect-list .finding")
    expect(finding).to_contain_text("replaces all 3")
    finding.get_by_role("button", name="Replace").press("Enter")
    expect(page.locator("#tried")).to_have_value("Rang [phone number], then [phone number].")
    expect(page.locator("#strengths")).to_have_value("Answers at [phone number].")
    expect(page.locator("protect-list")).to_contain_text("1 of 1 done")
    status(page, "Draft saved")
    page.locator("protect-list").press("Control+z")
    expect(page.locator("#tried")).to_have_value(f"Rang {PHONE}, then {PHONE}.")


def test_the_list_is_walked_by_keys_alone_and_a_find_is_kept_with_a_reason(visit: Visit) -> None:
    draft = a_draft(question=f"Is {PHONE} needed?", tried="Write to marla@mail.example first.")
    page = visit(INES).open(f"/cases/{draft.case_id}/edit?at=post")
    page.get_by_role("button", name="Go through them").press("Enter")
    current = page.locator("protect-list .finding.is-current")
    expect(current).to_contain_text(PHONE)
    expect(page.locator("#section-question")).to_be_visible()
    page.keyboard.press("F8")
    expect(current).to_contain_text("marla@mail.example")
    expect(page.locator("#section-tried")).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator("protect-list")).to_contain_text("1 of 2 done")
    expect(current).to_contain_text("marla@mail.example")
    page.keyboard.press("c")
    page.keyboard.press("Control+a")
    page.keyboard.type("[their mail]")
    with page.expect_response(
        lambda answer: answer.ok and "[their mail]" in (answer.request.post_data or "")
    ):
        page.keyboard.press("Enter")
        expect(page.locator("#tried")).to_have_value("Write to [their mail] first.")
    page.reload()
    expect(page.locator("protect-list")).to_contain_text("Kept: It does not identify anyone")


def test_words_outlive_a_lost_connection(visit: Visit) -> None:
    ines = visit(INES)
    page = ines.open("/cases/new")
    page.get_by_label("What I need help with").fill("Before the tunnel.")
    case_id = written(page)
    ines.cut()
    page.get_by_label("What I need help with").fill("In the tunnel.")
    status(page, "Not saved yet. Your words are here.")
    ines.mend()
    status(page, "Draft saved")
    assert drafts.writing(actor(INES), case_id).body["question"] == "In the tunnel."


def test_words_outlive_a_crash_while_the_connection_is_lost(visit: Visit) -> None:
    ines = visit(INES)
    page = ines.open("/cases/new")
    page.get_by_label("What I need help with").fill("Before the tunnel.")
    written(page)
    ines.cut()
    page.get_by_label("What I need help with").fill("In the tunnel.")
    status(page, "Not saved yet")
    ines.mend()
    page.reload()
    expect(page.get_by_label("What I need help with")).to_have_value("In the tunnel.")
    status(page, "Draft saved")


def test_words_outlive_the_end_of_the_sign_in(visit: Visit) -> None:
    ines = visit(INES)
    ines.forgive("status of 401", "status of 400")
    page = ines.open("/cases/new")
    page.get_by_label("What I need help with").fill("At six.")
    case_id = written(page)
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        end_all(unit, unit.session.get_one(Person, INES))
    page.get_by_label("What I need help with").fill("At seven.")
    status(page, "You are signed out. Your words are here.")
    expect(page.get_by_role("link", name="Sign in again")).to_have_attribute("target", "_blank")
    ines.sign_in(INES)
    page.evaluate("dispatchEvent(new Event('focus'))")
    status(page, "Draft saved")
    assert drafts.writing(actor(INES), case_id).body["question"] == "At seven."


def test_two_devices_keep_both_texts(visit: Visit) -> None:
    draft = a_draft()
    desk = visit(INES)
    desk.forgive("status of 409")
    page = desk.open(f"/cases/{draft.case_id}/edit?at=question")
    expect(page.locator("protect-list")).to_contain_text("Nothing found")
    drafts.save_draft(actor(INES), draft.case_id, body=body(question="From the phone"), rev=1)
    page.get_by_label("What I need help with").fill("From the desk")
    page.get_by_role("button", name="Show both texts").click()
    expect(page.get_by_label("What I need help with")).to_have_value("From the desk")
    expect(page.get_by_label("Saved on another device:").first).to_have_value("From the phone")
    page.get_by_label("What I need help with").fill("From both")
    status(page, "Draft saved")
    assert drafts.writing(actor(INES), draft.case_id).body["question"] == "From both"


def test_an_error_leads_to_its_field(visit: Visit) -> None:
    draft = a_draft(situation="", consent="")
    ines = visit(INES)
    ines.forgive("status of 422")
    page = ines.open(f"/cases/{draft.case_id}/edit?at=post")
    page.get_by_role("button", name="Post the case").click()
    page.get_by_role("link", name="Say what is going on.").click()
    expect(page.locator("#situation")).to_be_focused()
    page.get_by_role("link", name="Say how this is okay.").click()
    expect(page.get_by_text("They agreed")).to_be_visible()


def test_danger_asks_first_what_was_done(visit: Visit) -> None:
    page = visit(INES).open("/cases/new")
    expect(page.get_by_text("Nobody watches this place")).to_be_hidden()
    page.get_by_role("radio", name="Someone may be in danger now").check()
    expect(page.get_by_text("Nobody watches this place")).to_be_visible()
    page.get_by_role("radio", name="I reached my supervisor").check()
    expect(page.get_by_label("When was that?")).to_be_visible()
    written(page)


def test_the_facilitator_says_yes_and_the_presenter_posts(visit: Visit) -> None:
    draft = a_draft(consent="ask_my_facilitator")
    ines = visit(INES).open(f"/cases/{draft.case_id}/edit?at=post")
    expect(ines.get_by_role("button", name="Post the case")).to_be_hidden()
    ines.get_by_role("button", name="Ask my facilitator").click()
    expect(ines.get_by_text("has not answered yet")).to_be_visible()
    jonah = visit(JONAH).open(f"/cases/{draft.case_id}/consent")
    expect(jonah.get_by_text("Mornings have become hard")).to_be_visible()
    jonah.get_by_role("button", name="Yes, it is okay").click()
    ines.goto(f"/cases/{draft.case_id}/edit?at=post")
    ines.get_by_role("button", name="Post the case").click()
    ines.wait_for_url("**/cases/*?said=posted")


def test_without_script_all_sections_are_one_form(visit: Visit) -> None:
    page = visit(INES, java_script_enabled=False).open("/cases/new")
    for name in ("question", "situation", "tried", "strengths"):
        expect(page.locator(f"#{name}")).to_be_visible()
    page.locator("#question").fill(f"Should I ring {PHONE}?")
    page.locator("#situation").fill(WORDS["situation"])
    page.get_by_role("button", name="Check the words").click()
    page.get_by_role("button", name="Do this").click()
    expect(page.locator("#question")).to_have_value("Should I ring [phone number]?")
    page.get_by_role("radio", name="They agreed").check()
    page.get_by_role("radio", name="No", exact=True).check()
    page.get_by_role("button", name="Post the case").click()
    page.wait_for_url("**/cases/*?said=posted")
    assert my_drafts(actor(INES)) is not None


def test_only_the_names_that_belong_to_a_choice_show(visit: Visit) -> None:
    page = visit(INES).open("/cases/new")
    go_to(page, "Check and post")
    expect(page.locator("#people").get_by_text("Tomas Brandt")).to_be_hidden()
    page.get_by_role("radio", name="Only people that I name").check()
    expect(page.locator("#people").get_by_text("Tomas Brandt")).to_be_visible()
