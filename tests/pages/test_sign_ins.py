"""The door: in, out, wrong, too often, and on with what was typed when the sign-in had ended."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from consult.app import create_app
from consult.core import clock, keys
from consult.core.db import Sessions
from consult.core.unit import acting
from consult.domain.people import links, passwords
from consult.domain.people.links import LinkKind
from consult.models.actor import SYSTEM
from consult.models.people import Person, SignIn
from consult.settings import Settings
from consult.web.visits import VISIT
from tests import people
from tests.conftest import Visitor
from tests.people import INES, JONAH, RUTH, email

WORDS = "seven blue kettles in the rain"
HASHED = passwords.hash_password(WORDS)
COOKIE = "consult-5000"


@pytest.fixture(autouse=True)
def ines_has_a_password(database: Any) -> None:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        for person_id in (INES, RUTH):
            unit.load(Person, person_id).password_hash = HASHED
        unit.load(Person, RUTH).disabled_at = clock.now()
        unit.record("person.changed", on=unit.load(Person, INES))


def arrive(visit: Any) -> Any:
    """Somebody who is not signed in, with the door's page open."""
    visitor = visit()
    visitor.get("/sign-in")
    token = visitor.client.get_cookie(VISIT, domain="127.0.0.1")
    visitor.csrf = keys.digest("csrf", token.value)
    return visitor


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie(COOKIE, domain="127.0.0.1")
    return found.value if found else ""


def with_cookie(app: Flask, token: str) -> FlaskClient:
    client = app.test_client()
    client.set_cookie(COOKIE, token, domain="127.0.0.1")
    return client


def plain(answer: TestResponse) -> str:
    """A page without what differs from one answer to the next."""
    return re.sub(r'(nonce|value|content)="[\w-]{16,}"', "", answer.text)


@pytest.mark.parametrize(("url", "name"), [("https://consult.example", f"__Host-{VISIT}"), ("", VISIT)])
def test_the_visit_before_a_sign_in_is_held_to_this_host(url: str, name: str) -> None:
    app = create_app(Settings(data=Path("var"), url=url, key=people.KEY))
    given = app.test_client().get("/sign-in").headers.get_all("Set-Cookie")
    (visit,) = [one for one in given if one.startswith(f"{name}=")]
    assert ("Secure" in visit) == bool(url)
    assert "Path=/" in visit
    assert "Domain" not in visit


def test_the_right_words_open_the_door_and_lead_where_one_was_going(visit: Any) -> None:
    visitor = arrive(visit)
    assert visitor.get("/me?x=1").headers["Location"] == "/sign-in?next=%2Fme%3Fx%3D1"
    form = {"email": f" {email(INES).upper()}", "password": WORDS, "next": "/me?x=1"}
    answer = visitor.post("/sign-in", form)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/me?x=1")
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]
    assert visitor.get("/sign-out").status_code == 200


@pytest.mark.parametrize(
    "goal", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "/sign-out"]
)
def test_the_door_leads_nowhere_else(visit: Any, goal: str) -> None:
    answer = arrive(visit).post("/sign-in", {"email": email(INES), "password": WORDS, "next": goal})
    assert answer.headers["Location"] == "/"


def test_nobody_learns_who_has_an_account(visit: Any) -> None:
    answers = []
    for address, words in (
        ("stranger@larkfield.example", WORDS),
        (email(INES), "not her words at all"),
        (email(RUTH), WORDS),  # disabled
        (email(JONAH), WORDS),  # has no password yet
    ):
        answer = arrive(visit).post("/sign-in", {"email": address, "password": words})
        assert answer.status_code == 422
        assert "do not fit together" in answer.text
        answers.append(plain(answer).replace(address, "ADDRESS"))
    assert len(set(answers)) == 1


def test_the_password_is_never_shown_again(visit: Any) -> None:
    answer = arrive(visit).post("/sign-in", {"email": "x@y.example", "password": "a-secret-of-mine"})
    assert "a-secret-of-mine" not in answer.text
    assert "x@y.example" in answer.text


def test_without_the_forms_token_nothing_happens(visit: Any) -> None:
    visitor = arrive(visit)
    answer = visitor.post("/sign-in", {"email": email(INES), "password": WORDS, "csrf": "forged"})
    assert answer.status_code == 400
    assert not cookie(visitor.client)


def test_the_token_is_new_at_each_sign_in_and_the_old_one_ends(app: Flask, visit: Any) -> None:
    visitor = visit(INES)
    before = cookie(visitor.client)
    visitor.post("/sign-in", {"email": email(INES), "password": WORDS})
    after = cookie(visitor.client)
    assert after
    assert after != before
    assert with_cookie(app, before).get("/sign-out").status_code == 303


def test_a_cookie_from_before_signing_out_opens_nothing(app: Flask, visit: Any) -> None:
    visitor = visit(INES)
    old = cookie(visitor.client)
    answer = visitor.post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not cookie(visitor.client)
    replay = with_cookie(app, old)
    assert replay.get("/sign-out").headers["Location"].startswith("/sign-in")
    assert replay.get("/me", headers={"Accept": "application/json"}).status_code == 401


def test_a_copy_of_the_database_holds_no_token(visit: Any) -> None:
    visitor = arrive(visit)
    visitor.post("/sign-in", {"email": email(INES), "password": WORDS})
    token = cookie(visitor.client)
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        link, _row = links.make_link(unit, LinkKind.SIGN_IN, person_id=INES)
        unit.record("link.made", on="organisation", about=_row)
    with Sessions() as session:
        tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        dump = " ".join(str(session.execute(text(f'SELECT * FROM "{name}"')).all()) for name in tables)
    assert keys.token_hash(token) in dump
    assert token not in dump
    assert link not in dump


def test_a_sign_in_ends_when_nobody_is_there(visit: Any) -> None:
    visitor = visit(INES)
    later = clock.now() + dt.timedelta(minutes=31)
    with clock.at(lambda: later):
        assert visitor.get("/sign-out").status_code == 303


def test_words_typed_into_an_ended_sign_in_come_through(database: Engine, tmp_path: Path) -> None:
    seen: list[list[str]] = []
    app = create_app(Settings(data=tmp_path, key=people.KEY))

    @app.post("/a-test/of-words")
    def take() -> str:
        from flask import request  # noqa: PLC0415

        seen.append([request.form["body"], *request.form.getlist("chips"), request.form["client_id"]])
        return "taken"

    visitor = Visitor(app, INES)
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        for row in unit.session.query(SignIn).all():
            row.ended_at = clock.now()
        unit.record("sign_in.ended", on="organisation", about=unit.load(Person, INES))
    sent = {
        "body": 'He said "no"\n<and> left',
        "chips": ["one", "two"],
        "client_id": "kept",
        "password": "no",
    }
    ended = visitor.post("/a-test/of-words?step=2", sent)
    assert ended.status_code == 401
    assert seen == []

    wrong = send(visitor, ended, email=email(INES), password="wrong words here")
    assert wrong.status_code == 422
    right = send(visitor, wrong, email=email(INES), password=WORDS)
    assert right.status_code == 200
    assert "no" not in [value for name, value in fields(right) if name == "password"]
    assert send(visitor, right).text == "taken"
    assert seen == [['He said "no"\n<and> left', "one", "two", "kept"]]


def fields(answer: TestResponse) -> list[tuple[str, str]]:
    from html import unescape  # noqa: PLC0415

    main = answer.text.split("<main", 1)[1]
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', main)
    return [(unescape(name), unescape(value)) for name, value in found]


def send(visitor: Any, answer: TestResponse, **typed: str) -> TestResponse:
    """Press the button of the page's form, as a browser without script does."""
    from html import unescape  # noqa: PLC0415

    from werkzeug.datastructures import MultiDict  # noqa: PLC0415

    action = unescape(re.findall(r'<form action="([^"]+)"', answer.text.split("<main", 1)[1])[0])
    data = MultiDict([*fields(answer), *typed.items()])
    sent: TestResponse = visitor.client.post(action, data=data, base_url="http://127.0.0.1:5000")
    return sent


def test_a_script_is_told_that_the_sign_in_ended(visit: Any) -> None:
    answer = visit().post("/me/theme", {"theme": "dark"}, headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert answer.get_json()["error"] == "signed_out"


def test_a_link_signs_in_once(visit: Any) -> None:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        token, link = links.make_link(unit, LinkKind.SIGN_IN, person_id=INES)
        unit.record("link.made", on="organisation", about=link)
    first, second = arrive(visit), arrive(visit)
    assert "Sign in as Ines Aldana" in first.get(f"/sign-in/{token}").text
    assert first.get(f"/sign-in/{token}").status_code == 200, "looking does not use it up"
    assert first.post(f"/sign-in/{token}").status_code == 303
    assert first.get("/sign-out").status_code == 200
    assert second.post(f"/sign-in/{token}").status_code == 404
    assert second.get(f"/sign-in/{token}").status_code == 404
    assert not cookie(second.client)


def test_a_link_is_too_old_after_three_days(visit: Any) -> None:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        token, link = links.make_link(unit, LinkKind.SIGN_IN, person_id=INES)
        unit.record("link.made", on="organisation", about=link)
    later = clock.now() + dt.timedelta(hours=73)
    visitor = arrive(visit)
    with clock.at(lambda: later):
        assert visitor.post(f"/sign-in/{token}").status_code == 404


def test_trying_on_and_on_has_to_wait(visit: Any) -> None:
    visitor = arrive(visit)
    for _ in range(5):
        assert (
            visitor.post("/sign-in", {"email": email(INES), "password": "guess guess guess"}).status_code
            == 422
        )
    slowed = visitor.post("/sign-in", {"email": email(INES), "password": WORDS})
    assert slowed.status_code == 429
    assert 0 < int(slowed.headers["Retry-After"]) <= 30
    later = clock.now() + dt.timedelta(seconds=31)
    with clock.at(lambda: later):
        assert visitor.post("/sign-in", {"email": email(INES), "password": WORDS}).status_code == 303


def test_a_form_that_is_far_too_long_gets_an_answer(visit: Any) -> None:
    answer = visit(INES).post("/sign-out", {"body": "x" * 600_000})
    assert answer.status_code == 413
    assert "Shorten it" in answer.text
