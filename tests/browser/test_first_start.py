"""An empty data folder: the server prints a code, and with it the first person sets up the place."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import faults
from tests.browser.house import PASSWORD, House, Visitor

pytestmark = pytest.mark.browser


def test_the_first_person_comes_in_with_the_printed_code(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    house = House(tmp_path_factory.mktemp("empty"), lambda: None)
    printed = re.search(r"Open (\S+)/setup and enter this code: (\S+)", house.log.read_text())
    assert printed is not None
    assert printed[1] == house.url
    somebody = Visitor(house, browser, locale="en", timezone_id="Europe/Lisbon")
    somebody.forgive("status of 422")
    page = somebody.open("/")
    page.goto("/setup")
    wrong = faults(page)
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Lisbon")
    page.get_by_label("Set-up code").fill("not-the-code")
    page.get_by_label("Name of your organisation").fill("Larkfield Services")
    page.get_by_label("Your name").fill("Kim Sato")
    page.get_by_label("E-mail").fill("kim@larkfield.example")
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_label("Name of the group").fill("Family support")
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_role("alert")).to_be_visible()
    wrong += faults(page)
    expect(page.get_by_label("Name of the group")).to_have_value("Family support")
    page.get_by_label("Set-up code").fill(printed[2])
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kim")
    wrong += somebody.complaints
    page.goto("/setup")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Set up")
    somebody.context.close()
    house.stop()
    assert not wrong, "\n".join(wrong)
