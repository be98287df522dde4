"""Protecting the person in a real browser: from a page of raw notes to a case that names nobody."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from consult.deid.joining import meant_by
from consult.domain.cases import drafts
from consult.domain.screening import look
from tests.browser.axe import faults
from tests.browser.house import Visitor, suggestion
from tests.people import INES, RUTH, actor
from tests.stories import PHONE, WORDS, a_draft, posted

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
TESTS = Path(__file__).parents[1]
NOTES = (TESTS / "raw_notes.txt").read_text().strip()
IDENTIFIERS = """Marla Jennings Rosalind Tyrell Okafor Colleen Priya Kaur Lindqvist Petrakis Darnell Brooks
Denise Whitcombe Dominguez Toledo Akron Alder Brook Harbour Brendan Mercy Walmart Marion 43604 4477 9921 3300
11873 88213 0198 4471 00913 02/11 denise.j violin09 photos.example March January February April 93""".split()  # noqa: SIM905
MOST_FOR_ONE = 2
"""Presses for one find."""


def lead(page: Page) -> Locator:
    return page.locator("protect-list [data-lead]")


def finds(page: Page) -> Locator:
    return page.locator("protect-list .finding:not(.is-kept)")


def pasted(page: Page, words: str = NOTES) -> Locator:
    """The words in the long field of a new draft, put there in one go, and what was found in them."""
    page.get_by_label("What I need help with").fill(WORDS["question"])
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Next: What is going on").press("Enter")
    area = page.get_by_label("What is going on", exact=True)
    expect(area).to_be_focused()
    page.keyboard.insert_text(words)
    expect(lead(page)).to_contain_text("things to look at")
    return area


def post(page: Page) -> str:
    page.get_by_role("link", name="Check and post").press("Enter")
    page.get_by_role("radio", name="They agreed").press("Space")
    page.get_by_role("radio", name="No", exact=True).press("Space")
    page.get_by_role("button", name="Post the case").press("Enter")
    page.wait_for_url("**said=posted")
    return str(re.search(r"/cases/(\w+)", page.url)[1])  # type: ignore[index]


def test_a_page_of_raw_notes_becomes_a_case_that_names_nobody_by_keys_alone(visit: Visit) -> None:
    page = visit(INES).open("/cases/new")
    area = pasted(page)
    count = finds(page).count()
    assert count >= 35
    page.keyboard.press("F8")
    presses = 1
    while finds(page).count():
        page.keyboard.press("Enter")
        presses += 1
        assert presses <= MOST_FOR_ONE * count, finds(page).all_inner_texts()
        if not finds(page).count():  # until the check has read the new words too
            expect(page.locator("#status")).to_contain_text("Draft saved")
            expect(page.locator("#situation")).not_to_have_value(NOTES)
            page.wait_for_load_state("networkidle")
    left = area.input_value()
    assert [word for word in IDENTIFIERS if re.search(rf"\b{re.escape(word)}\b", left)] == []
    assert "Her [teacher] rang" in left
    case_id = post(page)
    assert not any(mark.direct for mark in look(actor(INES), {"": left}))
    hers = visit(RUTH).open(f"/cases/{case_id}")
    expect(hers.locator("#case")).to_contain_text("Her [teacher] rang")


def test_replace_all_is_one_press_and_one_undo(visit: Visit) -> None:
    page = visit(INES).open("/cases/new")
    area = pasted(page)
    count = finds(page).count()
    page.get_by_role("button", name="Replace all").press("Enter")
    expect(finds(page)).to_have_count(0)
    strip = page.locator("[data-strip]")
    expect(strip).to_contain_text(f"{count} things replaced.")
    expect(lead(page)).to_contain_text("Everything found was looked at")
    strip.get_by_role("button", name="Undo").press("Enter")
    expect(area).to_have_value(NOTES)
    expect(finds(page)).to_have_count(count)
    page.get_by_role("button", name="Replace all").press("Enter")
    expect(area).not_to_have_value(NOTES)
    area.press("Control+z")  # the browser's own
    expect(area).to_have_value(NOTES)


def test_one_after_the_other_every_person_keeps_the_stand_in_of_the_first_look(visit: Visit) -> None:
    page = visit(INES).open("/cases/new")
    area = pasted(page)
    page.keyboard.press("F8")
    for find in range(finds(page).count()):
        if find % 12 == 2:  # the check reads what is half done, and knows less of who is who
            with page.expect_response(lambda answer: "/draft" in answer.url and answer.ok):
                page.keyboard.press("Enter")
        else:
            page.keyboard.press("Enter")
    for words in ("[mother] cried when I named [former partner]", "[grandmother] knows nothing"):
        expect(area).to_have_value(re.compile(re.escape(words)))


def test_undo_after_more_was_typed_puts_back_what_still_stands(visit: Visit) -> None:
    draft = a_draft(tried=f"Rang {PHONE} and {PHONE}.")
    page = visit(INES).open(f"/cases/{draft.case_id}/edit?at=tried")
    page.locator("protect-list").get_by_role("button", name="Replace", exact=False).first.press("Enter")
    area = page.locator("#tried")
    area.press("Control+End")
    area.press_sequentially(" Nobody came.")
    page.locator("[data-strip]").get_by_role("button", name="Undo").press("Enter")
    expect(area).to_have_value(f"Rang {PHONE} and {PHONE}. Nobody came.")


def test_words_marked_by_hand_are_found_again(visit: Visit) -> None:
    draft = a_draft(tried="The quilting bee meets there. She loves the quilting bee.")
    page = visit(INES).open(f"/cases/{draft.case_id}/edit?at=tried")
    expect(lead(page)).to_contain_text("Nothing found")
    area = page.locator("#tried")
    area.evaluate("(area) => (area.focus(), area.setSelectionRange(4, 16))")
    expect(page.get_by_role("button", name="This could identify someone")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="This could identify someone")).to_be_focused()
    with page.expect_response(lambda answer: "/draft" in answer.url and answer.ok):
        page.keyboard.press("Enter")
        expect(page.locator(".finding.is-current button").first).to_be_focused()
    expect(finds(page)).to_contain_text("On a list of words")
    expect(page.locator("#tried").locator("xpath=..").locator("mark.direct")).to_have_count(2)
    page.keyboard.press("Enter")
    expect(area).to_have_value("The [removed] meets there. She loves the [removed].")
    area.press("Control+End")
    with page.expect_response(
        lambda answer: "/draft" in answer.url and "again." in (answer.request.post_data or "")
    ):
        area.press_sequentially(" Quilting Bee again.")
    expect(finds(page)).to_contain_text("Quilting Bee")
    page.reload()
    expect(finds(page)).to_contain_text("Quilting Bee")


def test_more_words_than_the_check_can_look_for_are_taken_out_at_once(visit: Visit) -> None:
    long = "won the county pie prize twice"
    draft = a_draft(tried=f"She {long}.", strengths=f"Having {long}.")
    page = visit(INES).open(f"/cases/{draft.case_id}/edit?at=tried")
    page.locator("#tried").evaluate(
        "(area) => (area.focus(), area.setSelectionRange(4, area.value.length - 1))"
    )
    page.get_by_role("button", name="This could identify someone").press("Enter")
    expect(finds(page)).to_contain_text(long)
    page.keyboard.press("Enter")
    expect(page.locator("#tried")).to_have_value("She [removed].")
    expect(page.locator("#strengths")).to_have_value("Having [removed].")


def test_while_writing_f8_goes_to_the_next_one_in_the_text(visit: Visit) -> None:
    draft = a_draft(
        tried=f"Rang {PHONE}. Then wrote to marla@mail.example. Then saw https://one.example/x there."
    )
    page = visit(INES).open(f"/cases/{draft.case_id}/edit?at=tried")
    expect(finds(page)).to_have_count(3)
    page.locator("#tried").evaluate("(area) => (area.focus(), area.setSelectionRange(40, 40))")
    page.keyboard.press("F8")
    expect(page.locator(".finding.is-current")).to_contain_text("marla@mail.example")
    page.keyboard.press("Shift+F8")
    expect(page.locator(".finding.is-current")).to_contain_text(PHONE)


def test_escape_closes_what_is_open_and_one_part_is_open_at_a_time(visit: Visit) -> None:
    draft = a_draft(tried=f"Rang {PHONE}.")
    page = visit(INES).open(f"/cases/{draft.case_id}/edit?at=tried")
    find = page.locator(".finding.is-current")
    page.keyboard.press("F8")
    page.keyboard.press("c")
    expect(find.locator("input").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(find.get_by_text("Change", exact=True)).to_be_focused()
    page.keyboard.press("c")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("k")
    expect(find.locator("details[open]")).to_have_count(1)


def test_a_reason_in_own_words_is_kept_unless_it_says_what_was_found(visit: Visit) -> None:
    draft = a_draft(tried=f"Rang {PHONE}.")
    page = visit(INES).open(f"/cases/{draft.case_id}/edit?at=tried")
    why = page.get_by_label("Or in your own words")
    page.keyboard.press("F8")
    page.keyboard.press("k")
    why.fill(f"It is {PHONE}")
    why.press("Enter")
    expect(finds(page)).to_contain_text("say why without anything that could identify someone")
    expect(page.locator("[data-strip]")).to_be_hidden()
    page.locator(".finding summary", has_text="Keep it").press("Enter")
    why.fill("Our own front desk")
    with page.expect_response(lambda answer: "front" in (answer.request.post_data or "") and answer.ok):
        why.press("Enter")
        expect(finds(page)).to_have_count(0)
    page.reload()
    expect(page.locator(".finding.is-kept")).to_contain_text("Our own front desk")


def test_on_a_phone_a_button_leads_from_the_text_to_its_finds(visit: Visit) -> None:
    draft = a_draft(tried=f"Rang {PHONE}.")
    page = visit(INES, viewport={"width": 390, "height": 800}).open(f"/cases/{draft.case_id}/edit?at=tried")
    page.locator("#section-tried").get_by_role("button", name="Go through them").press("Enter")
    expect(page.locator(".finding.is-current").get_by_role("button", name="Replace")).to_be_focused()


def test_the_head_of_the_composer_breaks_no_word(visit: Visit) -> None:
    page = visit(INES).open("/cases/new")
    for width in (720, 768, 1024, 1100, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        heading = page.get_by_role("heading", name="Post a case").bounding_box()
        assert heading, width
        assert heading["height"] < 40, width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_the_panel_says_which_layers_looked(visit: Visit) -> None:
    draft = a_draft()
    page = visit(INES).open(f"/cases/{draft.case_id}/edit?at=tried")
    expect(page.locator("[data-layers]")).to_have_text(re.compile("^Checked by rules and word lists"))
    expect(page.locator("protect-list")).to_contain_text("We can miss things")
    for word in ("anonym", "HIPAA", "guarantee"):
        expect(page.locator("body")).not_to_contain_text(word)


def test_the_browser_says_nothing_twice_as_the_server_does(visit: Visit) -> None:
    page = visit(INES).open("/cases/new")
    rows = json.loads((TESTS / "joining.json").read_text())
    asset = page.locator("script[src*='js/protect.js']").get_attribute("src")
    assert asset is not None
    for row in rows:
        row |= {"found": row.get("found", "Danny"), "meant": meant_by(row["before"])}
    done = page.evaluate(
        """async ([rows, address]) => {
          const { rewrite } = await import(address)
          return rows.map(({ before, found, after, stand_in: text, meant }) => {
            const [start, end] = [before.length, (before + found).length]
            return rewrite(before + found + after, [{ start, end, text, meant }]).text
          })
        }""",
        [rows, asset.replace("protect.js", "joining.js")],
    )
    assert done == [row["reads"] for row in rows]


def test_a_suggestion_shows_what_it_holds_before_it_leaves(visit: Visit) -> None:
    case = posted()
    page = visit(RUTH).open_live(f"/cases/{case.id}")
    box = page.get_by_label("Your suggestion")
    box.fill(f"Call {PHONE} or her mom Denise.")
    expect(finds(page)).to_have_count(2)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".finding.is-current button").first).to_be_focused()
    expect(page.locator("#suggestion-list > .suggestion")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(box).to_have_value("Call [phone number] or her mom Denise.")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator("protect-list .finding.is-kept")).to_contain_text("Denise")
    box.press("Control+Enter")
    suggestion(page, "Call [phone number] or her mom Denise.")
    expect(box).to_have_value("")
    expect(page.locator("protect-list")).to_be_hidden()


def test_a_post_that_was_too_quick_comes_back_and_is_mended_in_place(visit: Visit) -> None:
    case = posted()
    page = visit(RUTH).open_live(f"/cases/{case.id}")
    box = page.get_by_label("Your suggestion")
    box.fill(f"Call {PHONE}.")
    box.press("Control+Enter")
    expect(page.get_by_role("alert").filter(has_text="could identify someone")).to_be_visible()
    expect(box).to_have_value(f"Call {PHONE}.")
    page.locator(".finding").get_by_role("button", name="Replace").press("Enter")
    box.press("Control+Enter")
    suggestion(page, "Call [phone number].")


def test_other_forms_show_it_too(visit: Visit) -> None:
    page = visit(INES).open("/plans/new")
    page.get_by_label("Immediate concerns").fill(f"Ring {PHONE}.")
    page.get_by_label("People and places that support").fill(f"Ring {PHONE}. Her son Danny helps.")
    expect(finds(page)).to_have_count(2)
    page.get_by_role("button", name="Replace all").press("Enter")
    expect(page.get_by_label("Immediate concerns")).to_have_value("Ring [phone number].")
    expect(page.get_by_label("People and places that support")).to_have_value(
        "Ring [phone number]. Her [son] helps."
    )


def test_what_was_mended_by_typing_leaves_at_once(visit: Visit) -> None:
    case = posted()
    page = visit(RUTH).open_live(f"/cases/{case.id}")
    box = page.get_by_label("Your suggestion")
    box.fill(f"Call {PHONE}.")
    expect(finds(page)).to_have_count(1)
    box.fill("Call them.")
    box.press("Control+Enter")
    suggestion(page, "Call them.")


def test_on_another_device_the_draft_is_as_it_was_left(visit: Visit) -> None:
    draft = a_draft(tried=f"Rang {PHONE}.")
    page = visit(INES).open(f"/cases/{draft.case_id}/edit?at=tried")
    with page.expect_response(lambda answer: "[phone number]" in (answer.request.post_data or "")):
        page.get_by_role("button", name="Go through them").press("Enter")
        page.keyboard.press("Enter")
    assert drafts.writing(actor(INES), draft.case_id).body["tried"] == "Rang [phone number]."


def test_lists_of_finds_are_for_everyone(visit: Visit) -> None:
    draft = a_draft(tried=f"Rang {PHONE}. Her son Danny plays the quilting bee.")
    visitor = visit(INES)
    page = visitor.open(f"/cases/{draft.case_id}/edit?at=tried")
    expect(finds(page).first).to_be_visible()
    page.locator("#tried").evaluate("(area) => (area.focus(), area.setSelectionRange(40, 56))")
    expect(page.get_by_role("button", name="This could identify someone")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("F8")
    page.keyboard.press("Enter")
    page.keyboard.press("k")
    assert faults(page) == []
    assert faults(visitor.open(f"/cases/{draft.case_id}/check")) == []
    case = posted()
    ruth = visit(RUTH).open_live(f"/cases/{case.id}")
    ruth.get_by_label("Your suggestion").fill(f"Call {PHONE} or her mom Denise.")
    expect(finds(ruth)).to_have_count(2)
    assert faults(ruth) == []
