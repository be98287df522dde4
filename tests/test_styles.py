"""The look keeps its promises: contrast, one place for colours, rem for every size, few bytes."""

from __future__ import annotations

import gzip
import re
from itertools import product
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "consult"
CSS = HOUSE / "static" / "css"
LARGEST = 20_000
"""Bytes of all style sheets, as a browser receives them."""

SURFACES = ("bg", "surface", "raised", "sunken")
KINDS = ("idea", "question", "view", "watch", "resource", "strength")
SOFT = ("primary-soft", "accent-soft", *(f"kind-{kind}-soft" for kind in KINDS))
VERDICTS = ("good", "warn", "bad")

TEXT = [
    *product(("ink", "ink-2"), (*SURFACES, *SOFT)),
    *product(("ink-3", "accent", "accent-ink", "primary-ink", "bad", "good"), SURFACES),
    *((f"kind-{kind}", f"kind-{kind}-soft") for kind in KINDS),
    *((verdict, f"{verdict}-soft") for verdict in VERDICTS),
    ("primary-ink", "primary-soft"),
    ("accent-ink", "accent-soft"),
    ("on-primary", "primary"),
    ("on-primary", "primary-hover"),
    ("ink", "ident"),
]
EDGES = [*product(("line-strong", "focus", "primary", "accent"), SURFACES), ("ident-line", "ident")]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_and_edges_stand_out_in_both_themes(theme: str) -> None:
    colours = tokens()[theme]
    faint = [
        f"{front} on {back}: {found:.2f}"
        for pairs, least in ((TEXT, 4.5), (EDGES, 3.0))
        for front, back in pairs
        if (found := contrast(colours[front], colours[back])) < least
    ]
    assert not faint


def test_the_dark_that_was_chosen_is_the_dark_that_the_device_asks_for() -> None:
    assert tokens()["dark"] == tokens()["device"]
    assert tokens()["dark"].keys() == tokens()["light"].keys()


def test_colours_stand_in_one_file_only() -> None:
    for sheet in sheets():
        if sheet.name != "colors.css":
            assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*[;}])", plain(sheet)), sheet.name


def test_every_size_is_relative_to_the_letters_that_people_chose() -> None:
    for sheet in sheets():
        assert not re.findall(r"[\d.]+px\b", plain(sheet)), sheet.name


def test_a_page_hides_no_missing_style_sheet_and_stays_small() -> None:
    order = [line for line in (CSS / "order.txt").read_text().splitlines() if not line.startswith("#")]
    assert sorted(order) == sorted(sheet.name for sheet in sheets())
    together = "".join(plain(CSS / name) for name in order)
    assert len(gzip.compress(together.encode())) <= LARGEST


def test_templates_carry_no_style_of_their_own() -> None:
    for page in (HOUSE / "templates").rglob("*.html"):
        assert not re.findall(
            r"<style|\sstyle=|\son(?:click|change|input|submit|load|error|focus|blur|key\w+)=",
            page.read_text(),
        ), page.name


def test_every_picture_that_a_template_names_is_in_the_sprite() -> None:
    known = {line.split()[0] for line in (HOUSE / "static" / "icons.txt").read_text().splitlines() if line}
    for page in (HOUSE / "templates").rglob("*.html"):
        named = re.findall(r"""icon\(["']([\w-]+)["']|icon_name=["']([\w-]+)["']""", page.read_text())
        for name in filter(None, (first or second for first, second in named)):
            assert name in known, f"{name} in {page.name}"


def sheets() -> list[Path]:
    return sorted(CSS.glob("*.css"))


def plain(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)


def tokens() -> dict[str, dict[str, str]]:
    """The colours of each theme, in the order in which colors.css tells them."""
    blocks = re.split(r"(?<!-)color-scheme:", plain(CSS / "colors.css"))[1:]
    found = [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block)) for block in blocks]
    return dict(zip(("light", "dark", "device"), found, strict=True))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 counts it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
