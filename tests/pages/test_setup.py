"""The set-up page: there while there is nothing, gone afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete

from consult.core import keys
from consult.core.db import Base
from consult.core.unit import noting
from consult.domain.people import organisations, setup
from consult.web.visits import VISIT
from tests.people import INES

FORM = {
    "organisation": "Larkfield Services",
    "timezone": "Europe/Berlin",
    "name": "Kim Sato",
    "email": "kim@larkfield.example",
    "password": "a slow boat under warm lamps",
    "group": "Family support",
    "kind": "supervision",
    "purpose": "Thinking along with each other",
}


@pytest.fixture
def code(database: Any) -> str:
    """An empty database, and the code that the server printed."""
    with noting() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(delete(table))
    organisations.forget()
    return setup.new_setup_code()


def arrive(visit: Any) -> Any:
    """Somebody who is not signed in, with a form's token."""
    visitor = visit()
    visitor.get("/setup")
    visitor.csrf = keys.digest("csrf", visitor.client.get_cookie(VISIT, domain="127.0.0.1").value)
    return visitor


def test_whoever_opens_an_empty_consult_is_led_to_its_set_up(code: str, visit: Any) -> None:
    door = visit().get("/sign-in")
    assert (door.status_code, door.headers["Location"]) == (303, "/setup")


def test_one_page_makes_everything_and_leads_home(code: str, visit: Any) -> None:
    visitor = arrive(visit)
    assert "Set-up code" in visitor.get("/setup").text
    answer = visitor.post("/setup", FORM | {"code": code})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    home = visitor.get("/").text
    assert all(words in home for words in ("Invite colleagues", "Post a case", "Add whom to call"))
    page = visitor.get("/me").text
    assert "Larkfield Services" in page
    assert "Family support" in page
    assert visitor.get("/admin").status_code == 200
    assert visitor.get("/setup").status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "aaaa-bbbb-cccc-dddd"),
        ("organisation", ""),
        ("email", "nowhere"),
        ("password", "too short"),
        ("group", ""),
        ("timezone", "Middle/Earth"),
        ("crisis_link", "javascript:alert(1)"),
    ],
)
def test_what_does_not_fit_comes_back_with_everything_else(
    code: str, visit: Any, field: str, value: str
) -> None:
    answer = arrive(visit).post("/setup", FORM | {"code": code, field: value})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert "Thinking along with each other" in answer.text
    assert FORM["password"] not in answer.text
    assert not setup.is_set_up()


def test_it_is_gone_where_there_is_an_organisation(visit: Any) -> None:
    assert visit().get("/setup").status_code == 404
    assert visit(INES).get("/setup").status_code == 404
    visitor = visit()
    visitor.get("/sign-in")
    visitor.csrf = keys.digest("csrf", visitor.client.get_cookie(VISIT, domain="127.0.0.1").value)
    assert visitor.post("/setup", FORM | {"code": "any"}).status_code == 404


def test_the_summary_names_every_field_that_was_left_empty(code: str, visit: Any) -> None:
    answer = arrive(visit).post("/setup", {"timezone": "UTC"})
    assert answer.status_code == 422
    summary = answer.text.split('id="error-summary"')[1].split("</ul>")[0]
    for field, label in {
        "code": "Set-up code",
        "organisation": "Name of your organisation",
        "name": "Name",
        "email": "E-mail",
        "password": "Password",
        "group": "Name of the group",
    }.items():
        assert f'<a href="#{field}">{label}: Fill this in to go on.</a>' in summary
