"""How heavy pages may be: scripts, styles, fonts and HTML as a slow phone receives them."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import pytest
from sqlalchemy import Engine

from consult.models.suggestions import Kind
from tests import plans
from tests.people import INES, MEI, RUTH, TOMAS
from tests.stories import posted

KB = 1024
WORDS = """the morning walk past the gate felt shorter when nobody spoke about school and [relative] could
wait at the corner so that [young person] decides where to turn maybe one evening a week is enough for now
what would they say about it themself I once tried a smaller step with another family and it held because
we wrote down how we would know before we began then looked again after two weeks together""".split()  # noqa: SIM905


Fetch = Callable[[str], bytes]


@pytest.fixture
def fetch(visit: Any) -> Fetch:
    """What Ines' browser receives from an address of ours."""
    ines = visit(INES)

    def get(address: str) -> bytes:
        with ines.get(address) as answer:
            assert answer.status_code == 200, address
            data: bytes = answer.data
        return data

    return get


def weight(parts: list[bytes]) -> int:
    return sum(len(gzip.compress(part)) for part in parts)


def links(html: bytes, pattern: str) -> list[str]:
    return [match.decode() for match in re.findall(pattern.encode(), html)]


def scripts(fetch: Fetch, html: bytes) -> dict[str, bytes]:
    """Every module that the page loads: its own, and what they import."""
    waiting = links(html, r'<script[^>]+src="([^"]+)"')
    found: dict[str, bytes] = {}
    while waiting:
        address = waiting.pop()
        if address not in found:
            found[address] = fetch(address)
            imported = links(found[address], r'(?:\bimport|\bfrom)\s*\(?["\'](\.[^"\']+)["\']')
            waiting += [urljoin(address, path) for path in imported]
    return found


def a_full_case() -> str:
    """Where a case with fifty suggestions is."""
    case, chance = posted(), random.Random(50)
    plans.a_plan(case)
    for number in range(50):
        body = " ".join(chance.choices(WORDS, k=45)).capitalize()
        kind = [Kind.IDEA, Kind.QUESTION, Kind.VIEW, Kind.RESOURCE][number % 4]
        plans.an_idea(case, f"{body}.", kind, who=(RUTH, TOMAS, MEI)[number % 3])
    return f"/cases/{case.id}"


def test_the_case_page_loads_few_scripts(database: Engine, fetch: Fetch) -> None:
    modules = scripts(fetch, fetch(f"/cases/{posted().id}"))
    assert any("socket.io" in address for address in modules)
    assert weight(list(modules.values())) <= 45 * KB, sorted(modules)


@pytest.mark.parametrize("path", ["/", "/cases", "/plans", "/notices", "/me", "/sign-out"])
def test_pages_without_live_parts_load_hardly_any_script(database: Engine, fetch: Fetch, path: str) -> None:
    modules = scripts(fetch, fetch(path))
    assert weight(list(modules.values())) <= 15 * KB, sorted(modules)


def test_the_composer_saves_and_marks_with_little_script(database: Engine, fetch: Fetch) -> None:
    modules = scripts(fetch, fetch("/cases/new"))
    assert weight(list(modules.values())) <= 20 * KB, sorted(modules)


def test_fifty_suggestions_are_a_light_page(database: Engine, fetch: Fetch) -> None:
    html = fetch(a_full_case())
    assert html.count(b'<li class="suggestion"') == 50
    assert weight([html]) <= 30 * KB


def test_styles_and_fonts_are_light(database: Engine, fetch: Fetch) -> None:
    sheet, *others = links(fetch("/"), r'<link rel="stylesheet" href="([^"]+)"')
    assert others == []
    styles = fetch(sheet)
    assert weight([styles]) <= 20 * KB
    faces = re.findall(rb"@font-face\s*\{[^}]*unicode-range:\s*U\+0000-00FF[^}]*\}", styles)
    assert len(faces) == 2
    assert all(b"font-display:swap" in face.replace(b" ", b"") for face in faces)
    fonts = [fetch(urljoin(sheet, links(face, r'url\("?([^")]+)')[0])) for face in faces]
    assert sum(map(len, fonts)) <= 90 * KB


@pytest.mark.parametrize("path", ["/", "/cases/new", "case"])
def test_a_page_paints_after_three_requests(database: Engine, fetch: Fetch, path: str) -> None:
    html = fetch(path if path != "case" else f"/cases/{posted().id}")
    head = html.partition(b"</head>")[0]
    assert links(html, r"<script(?![^>]*(?:type=\"(?:module|application/json)\"))[^>]*>") == []
    waits_for = links(head, r'<link rel="(?:stylesheet|preload)" href="([^"]+)"')
    assert 1 + len(waits_for) <= 3
