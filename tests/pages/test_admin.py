"""Administration: what administrators do, what others find, and that no case shows."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select

from consult.core import keys
from consult.core.db import Sessions
from consult.domain import notices
from consult.domain.people import invites
from consult.models.groups import Role
from consult.models.people import Link, Organisation, Person
from consult.web.visits import VISIT
from tests.people import FAMILY, INES, JONAH, KIM, MEI, NOOR, RUTH, TOMAS, actor, email

WORDS = "a slow boat under warm lamps"


def person(person_id: str) -> Person:
    with Sessions() as session:
        return session.get_one(Person, person_id)


def arrive(visit: Any) -> Any:
    """Somebody who is not signed in, with a form's token."""
    visitor = visit()
    visitor.get("/sign-in")
    visitor.csrf = keys.digest("csrf", visitor.client.get_cookie(VISIT, domain="127.0.0.1").value)
    return visitor


PAGES = ["/admin", "/admin/people", f"/admin/people/{INES}", "/admin/groups"]
CHANGES = [
    ("/admin/organisation", {"name": "Mine"}),
    ("/admin/safety-contacts", {"person_id": INES, "move": "add"}),
    ("/admin/people", {"emails": "a@b.example"}),
    ("/admin/people/search", {"search": "a"}),
    (f"/admin/people/{TOMAS}/reset", {}),
    (f"/admin/people/{TOMAS}/closure", {}),
    (f"/admin/people/{TOMAS}/opening", {}),
    (f"/admin/people/{TOMAS}/administrator", {"on": "yes"}),
]


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_for_administrators(visit: Any, path: str) -> None:
    assert visit(KIM).get(path).status_code == 200
    for who in (INES, JONAH, NOOR):
        assert visit(who).get(path).status_code == 403


@pytest.mark.parametrize(("path", "form"), CHANGES)
def test_changes_are_for_administrators(visit: Any, path: str, form: dict[str, str]) -> None:
    for who in (INES, JONAH, NOOR):
        assert visit(who).post(path, form).status_code == 403, path
    assert person(TOMAS).disabled_at is None
    assert not person(TOMAS).is_administrator


def test_the_overview_reminds_of_what_is_missing(visit: Any) -> None:
    kim = visit(KIM)
    form = {"name": "Larkfield", "timezone": "Europe/Berlin", "crisis_link": "", "crisis_contact": ""}
    assert kim.post("/admin/organisation", form).headers["Location"] == "/admin?said=saved"
    assert "Nobody is named yet" in kim.get("/admin").text
    form |= {"crisis_link": "https://larkfield.example/crisis"}
    kim.post("/admin/organisation", form)
    assert "Nobody is named yet" not in kim.get("/admin").text
    with Sessions() as session:
        assert session.scalars(select(Organisation)).one().timezone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("field", "value"),
    [("timezone", "Middle/Earth"), ("crisis_link", "javascript:alert(1)"), ("name", ""), ("name", "x" * 81)],
)
def test_settings_that_do_not_fit_come_back(visit: Any, field: str, value: str) -> None:
    form = {"name": "Larkfield", "timezone": "UTC", "crisis_link": "", "crisis_contact": "Desk 9"}
    answer = visit(KIM).post("/admin/organisation", form | {field: value})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert "Desk 9" in answer.text
    assert value in answer.text


def test_people_are_found_without_a_name_in_the_address(visit: Any) -> None:
    kim = visit(KIM)
    answer = kim.post("/admin/people/search", {"search": "okafor", "show": ""})
    assert "Ruth Okafor" in answer.text
    assert "Ines Aldana" not in answer.text
    assert "Nobody here fits that." in kim.get("/admin/people?show=closed").text
    assert kim.get("/admin/people?show=nonsense&page=x").status_code == 200


def test_closing_and_opening_an_account(visit: Any) -> None:
    kim, ines = visit(KIM), visit(INES)
    assert kim.post(f"/admin/people/{INES}/closure").status_code == 303
    assert ines.get("/me").status_code == 303
    assert "Open the account" in kim.get(f"/admin/people/{INES}").text
    assert kim.post(f"/admin/people/{INES}/opening").status_code == 303
    assert person(INES).disabled_at is None


def test_the_last_administrator_is_told_what_to_do(visit: Any) -> None:
    kim = visit(KIM)
    for answer in (
        kim.post(f"/admin/people/{KIM}/closure"),
        kim.post(f"/admin/people/{KIM}/administrator", {"on": "no"}),
    ):
        assert answer.status_code == 403
        assert "Make somebody else administrator first" in answer.text
    assert kim.post(f"/admin/people/{RUTH}/administrator", {"on": "yes"}).status_code == 303
    assert kim.post(f"/admin/people/{KIM}/administrator", {"on": "no"}).headers["Location"] == "/"
    assert kim.get("/admin").status_code == 303, "signed out, to sign in anew without the right"


def test_a_link_for_a_new_password_is_shown_once_and_works_once(visit: Any) -> None:
    kim, ines = visit(KIM), visit(INES)
    once = {"client_id": "5b0c6a1e-0000-4000-8000-000000000003"}
    shown = {
        re.findall(r'value="http://127.0.0.1:5000(/new-password/[^"]+)"', kim.post(path, once).text)[0]
        for path in [f"/admin/people/{INES}/reset"] * 2
    }
    assert len(shown) == 1, "a double press shows the same link"
    assert ines.get("/me").status_code == 303
    path = shown.pop()
    somebody = arrive(visit)
    assert email(INES) in somebody.get(path).text
    weak = somebody.post(path, {"password": "too short"})
    assert weak.status_code == 422
    assert "too short" not in weak.text
    assert somebody.post(path, {"password": WORDS}).status_code == 303
    assert somebody.get("/me").status_code == 200
    assert arrive(visit).post(path, {"password": WORDS}).status_code == 404
    assert arrive(visit).get(path).status_code == 404


def test_whoever_is_signed_in_follows_their_own_link_too(visit: Any) -> None:
    answer = visit(KIM).post(f"/admin/people/{INES}/reset")
    path = re.findall(r'value="http://127.0.0.1:5000(/new-password/[^"]+)"', answer.text)[0]
    ines = visit(INES)
    assert ines.post(path, {"password": WORDS}).status_code == 303
    assert ines.get("/me").status_code == 200


def test_inviting_into_the_organisation(visit: Any) -> None:
    kim = visit(KIM)
    form = {"emails": "leah@larkfield.example", "role": "member", "group_id": FAMILY}
    answer = kim.post("/admin/people", form)
    path = re.findall(r'value="http://127.0.0.1:5000(/invites/[^"]+)"', answer.text)[0]
    leah = arrive(visit)
    done = leah.post(path, {"name": "Leah Novak", "password": WORDS, "promise": "yes"})
    assert done.headers["Location"] == "/?said=join_asked"
    assert leah.get(f"/groups/{FAMILY}").status_code == 404
    assert "Leah Novak" in visit(JONAH).get(f"/groups/{FAMILY}").text


def test_links_that_wait_are_listed_and_taken_back(visit: Any) -> None:
    invites.invite_to_group(actor(JONAH), FAMILY, emails=["leah@larkfield.example"], role=Role.MEMBER)
    kim = visit(KIM)
    page = kim.get("/admin/people").text
    assert "leah@larkfield.example" in page
    assert "From Jonah Pike" in page
    action = re.findall(r'formaction="(/links/[^"]+)"', page)[0]
    assert (
        kim.post(action, {"next": "/admin/people"}).headers["Location"] == "/admin/people?said=link_revoked"
    )
    with Sessions() as session:
        assert session.scalars(select(Link)).one().revoked_at is not None


def test_safety_contacts_move_by_buttons(visit: Any) -> None:
    kim = visit(KIM)
    assert kim.post("/admin/safety-contacts", {"person_id": JONAH, "move": "add"}).status_code == 303
    kim.post("/admin/safety-contacts", {"person_id": JONAH, "move": "up"})
    assert (person(JONAH).safety_order, person(MEI).safety_order) == (1, 2)
    assert kim.post("/admin/safety-contacts", {"person_id": JONAH, "move": "sideways"}).status_code == 422
    assert kim.post("/admin/safety-contacts", {"person_id": "nobody", "move": "add"}).status_code == 404


def test_asking_for_a_link_tells_nobody_who_exists(visit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Ask an administrator" in arrive(visit).get("/new-password").text
    monkeypatch.setattr(notices, "MAIL", True)
    pages = []
    for address in (email(INES), "nobody@larkfield.example"):
        answer = arrive(visit).post("/new-password", {"email": address})
        assert answer.status_code == 200
        pages.append(re.sub(r'(nonce|value|content)="[\w-]{16,}"', "", answer.text))
    assert pages[0] == pages[1]
