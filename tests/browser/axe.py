"""Is a page for everyone? axe's findings in words, and whether it has to be pushed sideways to be read."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that can see a difference between light and dark."""
SCHEMES: tuple[tuple[Literal["light", "dark"], list[str]], ...] = (("light", EVERY_RULE), ("dark", COLOURS))
LARGE, PHONE, SMALLEST = 1440, 390, 320
TALLEST = 12_000

RUN = """async (rules) => {
  const options = { runOnly: rules, resultTypes: ["violations"], preload: false }
  const { violations } = await axe.run(document, options)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) =>
    [id, target.join(" "), ...[...any, ...all, ...none].map((check) => check.message)].join(" · ")))
}"""
WHOLE = """() => {
  const more = [...document.querySelectorAll("body *")].map((one) => one.scrollHeight - one.clientHeight)
  return document.documentElement.scrollHeight + Math.max(0, ...more)
}"""
SIDEWAYS = """() => {
  const root = document.documentElement
  if (root.scrollWidth <= root.clientWidth) return []
  const wide = [...document.querySelectorAll("body *")].filter((one) =>
    one.getBoundingClientRect().right > innerWidth + 1)
  return wide.slice(0, 3).map((one) => `${one.tagName}#${one.id}.${one.className} is too wide`)
}"""


def faults(page: Page) -> list[str]:
    """What is wrong with the open page: light and dark, from a large screen down to a small phone."""
    found: list[str] = []
    for width in (LARGE, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width} {fault}" for fault in page.evaluate(SIDEWAYS)]
        # As high as its content: sticky bars and boxes that scroll then hide nothing from axe.
        height: int = page.evaluate(WHOLE)
        page.set_viewport_size({"width": width, "height": max(900, min(TALLEST, height))})
        for scheme, rules in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme} {fault}" for fault in violations(page, rules)]
    page.set_viewport_size({"width": SMALLEST, "height": 640})
    return found + [f"{SMALLEST} {fault}" for fault in page.evaluate(SIDEWAYS)]


def violations(page: Page, rules: list[str]) -> list[str]:
    """What axe finds on the page as it is now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: Any = page.evaluate(RUN, rules)
    return list(found)
