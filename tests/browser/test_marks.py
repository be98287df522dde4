"""The marks behind a field: at the very place of its words, and without making anybody wait."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.house import Visitor
from tests.people import INES
from tests.stories import PHONE, a_draft

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
MOST_SHIFT, MOST_APART = 0.02, 0.002
WORDS = "the morning walk past the gate felt shorter when nobody spoke about school".split()  # noqa: SIM905

HARD = (
    "Pneumonoultramicroscopicsilicovolcanoconiosis-and-" + "very" * 40 + " long.\n"
    "\tTabs\there, \N{FAMILY} and 👩‍👧‍👦 and 🇩🇪 flags, e\N{COMBINING ACUTE ACCENT}a, "
    "ﬁ ligatures, اسم هنا.   Three.\n\n"
    f"Rang {PHONE} at once, then {PHONE}, and wrote to marla.with.a.long.name@mail.example or https://one.example/"
    + "path/" * 20
    + " [relative] came. AVATAR Tokyo fjord.\n\n\nEnd   "
)

ONLY = """([editor, shown]) => {
  const [area, mirror] = shown === "mirror" ? ["transparent", "black"] : ["black", "transparent"]
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
    .editor mark { background: none !important; box-shadow: none !important; color: inherit !important; }
    .editor mark { text-decoration: none !important; }
    .editor > textarea { color: ${area} !important; caret-color: transparent !important; }
    .editor > .editor-mirror { color: ${mirror} !important; }`)
  document.adoptedStyleSheets = [sheet]
  editor.querySelector("textarea").blur()
}"""
"""Only the field's own letters, or only those of the layer behind it."""

APART = """async (pictures) => {
  const pixels = await Promise.all(pictures.map(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }))
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d")
    canvas.drawImage(image, 0, 0)
    return canvas.getImageData(0, 0, image.width, image.height).data
  }))
  const [one, other] = pixels
  let [ink, apart] = [0, 0]
  for (let at = 0; at < one.length; at += 4) {
    if (one[at] < 128) ink += 1
    if (Math.abs(one[at] - other[at]) > 64) apart += 1
  }
  return one.length === other.length ? apart / ink : 1
}"""
"""How much of the letters' ink is elsewhere. A letter may be drawn a quarter of a pixel beside the other."""

WATCH = """() => {
  window.shift = 0
  window.shifted = []
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue
      window.shift += entry.value
      window.shifted.push(...entry.sources.map(({ node }) => (node?.className || node?.nodeName)))
    }
  }).observe({ type: "layout-shift", buffered: true })
}"""


def editor_of(page: Page, name: str = "tried") -> Locator:
    return page.locator("marked-text", has=page.locator(f"#{name}"))


def picture(page: Page, editor: Locator, shown: str) -> str:
    page.evaluate(ONLY, [editor.element_handle(), shown])
    return base64.b64encode(editor.screenshot(animations="disabled", caret="hide")).decode()


@pytest.mark.parametrize(
    "device",
    [
        {"viewport": {"width": 1440, "height": 900}},
        {"viewport": {"width": 320, "height": 700}},
        {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3},
        {"viewport": {"width": 360, "height": 225}, "device_scale_factor": 4},
    ],
    ids=["desk", "320", "phone", "zoomed to 400 %"],
)
def test_every_letter_stands_where_its_mark_does(visit: Visit, device: dict[str, Any]) -> None:
    draft = a_draft(tried=HARD)
    page = visit(INES, bypass_csp=True, **device).open(f"/cases/{draft.case_id}/edit?at=tried")
    editor = editor_of(page)
    expect(editor.locator("mark").first).to_be_attached()
    both = [picture(page, editor, shown) for shown in ("mirror", "area")]
    assert page.evaluate(APART, both) <= MOST_APART


def test_nothing_jumps_while_a_long_text_is_pasted_and_written(visit: Visit) -> None:
    chance = random.Random(3000)
    text = "\n\n".join(
        " ".join(chance.choices(WORDS, k=100)) + f". Rang (555) 010-{n:04}." for n in range(30)
    )
    page = visit(INES).open(f"/cases/{a_draft().case_id}/edit?at=situation")
    area = page.locator("#situation")
    expect(page.locator("protect-list")).to_contain_text("Nothing found")
    area.fill("")
    page.evaluate("document.fonts.ready")
    page.evaluate(WATCH)
    page.keyboard.insert_text(text)
    expect(editor_of(page, "situation").locator("mark.direct")).to_have_count(30)
    area.press("Control+Home")
    page.keyboard.type("They said it again. ", delay=5)
    expect(editor_of(page, "situation").locator("mark.direct")).to_have_count(30)
    page.get_by_role("button", name="Replace all").press("Enter")
    expect(editor_of(page, "situation").locator("mark.hole")).to_have_count(30)
    shift, shifted = page.evaluate("[shift, shifted]")
    assert shift <= MOST_SHIFT, shifted


def test_a_composition_is_left_in_peace(visit: Visit) -> None:
    draft = a_draft(tried=f"Rang {PHONE}. ")
    visitor = visit(INES)
    page = visitor.open(f"/cases/{draft.case_id}/edit?at=tried")
    area, mirror = page.locator("#tried"), editor_of(page).locator(".editor-mirror")
    expect(mirror.locator("mark.direct")).to_have_count(1)
    area.press("Control+Home")
    line = visitor.context.new_cdp_session(page)
    for part in ("に", "にほ", "日本"):
        at = {"selectionStart": len(part), "selectionEnd": len(part)}
        line.send("Input.imeSetComposition", {"text": part, **at})
        expect(area).to_have_value(f"{part}Rang {PHONE}. ")
        assert mirror.evaluate("(mirror) => mirror.textContent") == f"{part}Rang {PHONE}. "
    page.wait_for_event("response", lambda answer: "/draft" in answer.url)  # saved meanwhile
    expect(area).to_have_value(f"日本Rang {PHONE}. ")
    line.send("Input.insertText", {"text": "日本 "})
    expect(area).to_have_value(f"日本 Rang {PHONE}. ")
    expect(mirror.locator("mark.direct")).to_have_text(PHONE)
