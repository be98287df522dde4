"""My own page: what I may change, and what that ends."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consult.core.db import Sessions
from consult.core.unit import acting
from consult.domain import notices
from consult.domain.people import passwords, sign_ins
from consult.models.actor import SYSTEM
from consult.models.notices import Letter
from consult.models.people import Link, Person
from tests.people import INES, TOMAS, email, signed_in

OLD, NEW = "seven blue kettles in the rain", "a slow boat under warm lamps"
HASHED = passwords.hash_password(OLD)


@pytest.fixture(autouse=True)
def ines_has_a_password(database: Any) -> None:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        person = unit.load(Person, INES)
        person.password_hash = HASHED
        unit.record("password.changed", on=person)


def ines() -> Person:
    with Sessions() as session:
        return session.get_one(Person, INES)


def test_name_and_habits_are_mine_to_change(visit: Any) -> None:
    form = {"name": "Ines A. Aldana", "announcements": "about_me", "single_keys": "yes"}
    answer = visit(INES).post("/me", form)
    assert answer.headers["Location"] == "/me?said=saved"
    person = ines()
    assert (person.name, person.announcements, person.shows_presence) == ("Ines A. Aldana", "about_me", False)


def test_a_name_that_does_not_fit_comes_back_with_what_was_typed(visit: Any) -> None:
    answer = visit(INES).post("/me", {"name": "I" * 81, "announcements": "all"})
    assert answer.status_code == 422
    assert "I" * 81 in answer.text
    assert "80 characters" in answer.text
    assert ines().name == "Ines Aldana"


def test_the_theme_changes_from_any_page_and_leads_back(visit: Any) -> None:
    visitor = visit(INES)
    answer = visitor.post("/me/theme", {"theme": "dark", "next": "/cases"})
    assert answer.headers["Location"] == "/cases"
    assert 'data-theme="dark"' in visitor.get("/me").text
    away = visitor.post("/me/theme", {"theme": "dark", "next": "//elsewhere.example"})
    assert away.headers["Location"] == "/"
    assert visitor.post("/me/theme", {"theme": "pink"}).status_code == 422


def test_a_new_password_needs_the_old_one_and_ends_other_devices(app: Flask, visit: Any) -> None:
    here, there = visit(INES), visit(INES)
    form = {"old_password": "not this", "new_password": NEW}
    assert "This is not your password." in here.post("/me/password", form).text
    assert passwords.matches(OLD, ines().password_hash)

    form = {"old_password": OLD, "new_password": NEW, "client_id": str(uuid.uuid4())}
    for _ in range(2):  # a double press has its effect once, and says the same
        assert here.post("/me/password", form).headers["Location"] == "/me?said=password_changed"
    assert passwords.matches(NEW, ines().password_hash)
    assert here.get("/me").status_code == 200
    assert there.get("/me").status_code == 303


@pytest.mark.parametrize("weak", ["short words", "passwordpassword", "Ines Aldana Larkfield"])
def test_a_password_that_others_would_guess_is_refused(visit: Any, weak: str) -> None:
    answer = visit(INES).post("/me/password", {"old_password": OLD, "new_password": weak})
    assert answer.status_code == 422
    assert weak not in answer.text
    assert passwords.matches(OLD, ines().password_hash)


def test_guessing_the_old_password_has_to_wait(visit: Any) -> None:
    visitor = visit(INES)
    form = {"old_password": "guess", "new_password": NEW}
    assert [visitor.post("/me/password", form).status_code for _ in range(6)] == [422] * 5 + [429]


def test_without_mail_the_address_changes_at_once(visit: Any) -> None:
    visitor = visit(INES)
    form = {"email": "New.Ines@Larkfield.example", "password": OLD}
    assert visitor.post("/me/email", form).headers["Location"] == "/me?said=email_changed"
    assert ines().email == "new.ines@larkfield.example"


def test_with_mail_the_new_address_confirms_first(visit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "MAIL", True)
    visitor = visit(INES)
    form = {"email": "new@larkfield.example", "password": OLD}
    assert visitor.post("/me/email", form).headers["Location"] == "/me?said=email_asked"
    assert ines().email == email(INES)
    path = letter("email_change")
    assert visit(TOMAS).post(path).status_code == 404, "the link is for Ines alone"
    assert visitor.get(path).status_code == 200
    assert visitor.post(path).headers["Location"] == "/me?said=email_changed"
    assert ines().email == "new@larkfield.example"
    assert visitor.post(path).status_code == 404, "it works once"
    assert letter("email_changed", email(INES)) == "/me", "the old address hears of it"


def letter(kind: str, to: str | None = None) -> str:
    from consult.core import keys  # noqa: PLC0415

    with Sessions() as session:
        found = session.scalars(select(Letter).where(Letter.kind == kind)).one()
    assert to is None or found.to_email == to
    return keys.unseal("letter", found.path)


@pytest.mark.parametrize("wrong", ["nowhere", "a b@c.example", "@c.example", email(TOMAS)])
def test_an_address_that_cannot_be_mine_is_refused(visit: Any, wrong: str) -> None:
    answer = visit(INES).post("/me/email", {"email": wrong, "password": OLD})
    assert answer.status_code == 422
    assert wrong in answer.text
    assert ines().email == email(INES)


def test_devices_are_mine_to_sign_out(visit: Any) -> None:
    here, there = visit(INES), visit(INES)
    _token, other = signed_in(INES)
    assert here.post(f"/me/sign-ins/{other.sign_in_id}/end").status_code == 303
    assert other.sign_in_id not in {row.id for row in sign_ins.sign_ins_of(other)}
    assert here.get("/me").text.count("This device") == 1
    assert here.post("/me/sign-ins/end").headers["Location"] == "/sign-in?said=signed_out"
    assert here.get("/me").status_code == there.get("/me").status_code == 303


def test_nobody_signs_out_somebody_elses_device(visit: Any) -> None:
    _token, tomas = signed_in(TOMAS)
    answer = visit(INES).post(f"/me/sign-ins/{tomas.sign_in_id}/end")
    assert answer.status_code == 404
    assert [row.id for row in sign_ins.sign_ins_of(tomas)] == [tomas.sign_in_id]


def test_a_new_password_ends_links_that_wait(visit: Any) -> None:
    from consult.domain.people import links  # noqa: PLC0415

    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        _token, link = links.make_link(unit, links.LinkKind.RESET, person_id=INES)
        unit.record("link.made", on="organisation", about=link)
    visit(INES).post("/me/password", {"old_password": OLD, "new_password": NEW})
    with Sessions() as session:
        assert session.get_one(Link, link.id).revoked_at is not None
