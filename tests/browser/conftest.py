"""One server and one browser for all journeys of a worker; new people, cases and tabs for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from consult import demo
from consult.core.unit import acting
from consult.domain.people import passwords
from consult.models.actor import SYSTEM
from consult.models.people import Person
from tests import people
from tests.browser.house import PASSWORD, ROOT, House, Visitor
from tests.servers import chromium, chromium_flags

expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium of this worker's own."""
    program = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=chromium_flags())
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def cast_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The cast of all tests, on a server."""
    house = House(tmp_path_factory.mktemp("house"), fill)
    yield house
    house.stop()


def fill() -> None:
    """The cast, of whom Ruth knows her password."""
    people.fill()
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        ruth = unit.session.get_one(Person, people.RUTH)
        ruth.password_hash = passwords.hash_password(PASSWORD)
        unit.record("person.changed", on=ruth)


@pytest.fixture(scope="session")
def demo_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo organisation, on a server."""
    house = House(tmp_path_factory.mktemp("demo"), demo.fill)
    yield house
    house.stop()


@pytest.fixture
def house(cast_house: House) -> Iterator[House]:
    """The running house, with its database open in this process too."""
    cast_house.enter()
    yield cast_house
    cast_house.leave()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Let fixtures see whether their test held."""
    report = yield
    if report.when == "call":
        item.stash[HELD] = report.passed
    return report


HELD = pytest.StashKey[bool]()


@pytest.fixture
def visit(house: House, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visitor]]:
    """`visit(INES)` is Ines with a browser. At the end nobody's browser may have complained of anything."""
    visitors: list[Visitor] = []

    def make(person_id: str | None = None, **options: Any) -> Visitor:
        visitors.append(Visitor(house, browser, person_id, **options))
        return visitors[-1]

    yield make
    held = request.node.stash.get(HELD, False)
    if not held:
        photograph(visitors, request.node.name)
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    for visitor in visitors:
        visitor.context.close()
    if held:
        assert complaints == []


def photograph(visitors: list[Visitor], name: str) -> None:
    """What everybody saw when a test broke, into `var/`."""
    folder = ROOT / "var" / "failed"
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"\W+", "-", name)
    for number, visitor in enumerate(visitors, 1):
        for tab, page in enumerate(visitor.context.pages, 1):
            page.screenshot(path=folder / f"{name}-{number}-{tab}.png")
