"""What people write, rendered, in a real browser: nothing in it runs, loads or leads anywhere it may not.

Payloads times shapes of Markdown; a sample by default, all of them with CONSULT_LONG=1.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from html import escape

import pytest
from playwright.sync_api import Browser, Page

from consult.core.markdown import escaped, render
from consult.core.quotes import Mark, Place, mark
from tests.browser.xss import texts

pytestmark = pytest.mark.browser

LONG = os.environ.get("CONSULT_LONG") == "1"
SAMPLE = 5_000
BATCH = 500

# Tells of each case what it should not hold. Everything is looked at as the page's own HTML, as a fragment
# that comes later, and as what the browser makes of its own writing of it.
AUDIT = """
(cases) => {
  const tags = new Set("P BR STRONG EM UL OL LI BLOCKQUOTE CODE A SPAN HR MARK".split(" "));
  const values = {
    "P dir": /^auto$/, "LI dir": /^auto$/, "LI value": /^[0-9]+$/, "SPAN class": /^placeholder$/,
    "A rel": /^noopener noreferrer nofollow$/, "A href": /^(https?:\\/\\/|mailto:)/i,
    "MARK class": /^quoted$/, "MARK id": /^q-1$/, "MARK data-quote": /^1$/,
  };
  const wrong = [];
  const look = (root, name) => {
    for (const el of root.querySelectorAll("*")) {
      const html = el.namespaceURI === "http://www.w3.org/1999/xhtml";
      if (!html || !tags.has(el.tagName)) wrong.push([name, el.tagName]);
      for (const { name: attribute, value } of el.attributes) {
        const rule = values[el.tagName + " " + attribute];
        if (!rule || !rule.test(value)) wrong.push([name, `${el.tagName} ${attribute}`]);
      }
      if (el.tagName === "A" && el.hasAttribute("href") && !/^(https?|mailto):$/.test(el.protocol)) {
        wrong.push([name, el.protocol]);
      }
      for (const kind of ["mouseover", "focus", "toggle", "animationstart", "load", "error"]) {
        el.dispatchEvent(new Event(kind));
      }
    }
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
    if (walker.nextNode()) wrong.push([name, "comment"]);
  };
  const sections = document.querySelectorAll("body > section");
  if (sections.length !== cases.length) wrong.push(["page", `${sections.length} sections`]);
  sections.forEach((section) => look(section, section.id));
  cases.forEach((html, number) => {
    const box = document.createElement("div");
    document.body.append(box);
    box.innerHTML = html;
    look(box, `fragment ${number}`);
    const written = box.innerHTML;
    box.innerHTML = written;
    look(box, `again ${number}`);
    if (box.innerHTML !== written) wrong.push([`again ${number}`, "changed"]);
    box.remove();
  });
  return wrong;
}
"""
HITS = """
window.hits = [];
for (const name of ["hit", "alert", "confirm", "prompt", "open"]) window[name] = () => hits.push(name);
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page()
    made.add_init_script(HITS)
    yield made
    made.close()


def found(page: Page, cases: list[str]) -> tuple[list[list[str]], list[str], list[str]]:
    """What is wrong in the page with these fragments, what ran, and what was asked for."""
    body = "".join(f'<section id="case-{number}">{html}</section>' for number, html in enumerate(cases))
    document = f"<!doctype html><title>Cases</title><body>{body}"
    asked: list[str] = []
    page.route("**", lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=document))
    page.on("request", note := lambda request: asked.append(request.url))
    page.goto("http://case.test/")
    wrong = page.evaluate(AUDIT, cases)
    hits = page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(hits))))")
    page.remove_listener("request", note)
    page.unroute("**")
    return wrong, hits, asked[1:]


def test_the_browser_would_notice(page: Page) -> None:
    for raw, sign in [
        ("<img src=x onerror=hit()>", "IMG"),
        ("<svg onload=hit()></svg>", "SVG"),
        ("<p onmouseover=hit()>x</p>", "P onmouseover"),
        ("<a href='javascript:hit()'>x</a>", "javascript:"),
        ("<a href='/x'>x</a>", "A href"),
        ("</section><p>x</p><section>", "2 sections"),
        ("<!-- x -->", "comment"),
    ]:
        wrong, hits, _ = found(page, [raw])
        assert sign.lower() in json.dumps(wrong).lower(), raw
        assert bool(hits) == ("hit()" in raw and "javascript" not in raw), raw


@pytest.mark.timeout(3600 if LONG else 120)
def test_nothing_that_people_write_runs_or_leads_astray(page: Page) -> None:
    every = texts()
    assert len(every) >= 75_000
    chosen = every if LONG else random.Random(18).sample(every, SAMPLE)
    for start in range(0, len(chosen), BATCH):
        batch = chosen[start : start + BATCH]
        cases = [render(text) for text in batch] + [escaped(text) for text in batch[::10]]
        cases += [mark(html, [Mark(Place(0, 1, 9), "q-1", 1)]) for html in cases[::10]]
        wrong, hits, asked = found(page, cases)
        assert (wrong, hits, asked) == ([], [], []), [escape(text) for text in batch[:1]]
