"""Doors that somebody tried from outside, with whatever a browser or a program can send."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from consult.app import create_app
from consult.core.db import Sessions
from consult.domain.consultation import listening
from consult.domain.consultation.listening import Room
from consult.domain.people import memberships
from consult.models.actor import Actor
from consult.models.groups import Membership
from consult.settings import Settings
from consult.web.visits import network
from tests import people
from tests.domain.test_suggestions import give
from tests.live.sockets import Page
from tests.people import INES, JONAH, TOMAS, actor
from tests.stories import posted

both = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
HUGE = "9" * 5000


@both
def test_a_nul_and_a_number_of_any_length_are_answered_and_never_a_fault(
    database: Engine, visit: Any
) -> None:
    case, ines = posted(), visit(INES)
    for path in ("/cases/%00", "/plans/a%00b", "/cases/new?plan=%00", "/suggestions/%00/edit"):
        assert ines.get(path).status_code == 404, path
    for number in (HUGE, "9" * 23):
        for path in ("?before=", "/news?since=", "/versions?old="):
            assert ines.get(f"/cases/{case.id}{path}{number}").status_code in {200, 404}, path
        assert ines.get(f"/cases/{case.id}/versions/{number}").status_code == 404
        assert ines.get(f"/plans?page={number}").status_code == 200
    nobody = visit()
    nobody.csrf = re.findall(r'name="csrf" value="(\w+)"', nobody.get("/sign-in").text)[0]
    answer = nobody.post("/sign-in", {"email": "a\0b@larkfield.example", "password": "x\0"})
    assert (answer.status_code, "do not fit together" in answer.text) == (422, True)
    assert ines.post("/cases/\0/draft", {"title": "\0"}).status_code == 404


@both
def test_a_socket_that_sends_no_id_is_told_that_there_is_nothing(database: Engine, app: Flask) -> None:
    page = Page(app, TOMAS)
    for case_id in ("a\0b", "\ud800", "", HUGE):
        assert page.say("case:join", case=case_id)["error"] == "not_found"
    assert page.say("suggestion:post", case=posted().id, body="Walk\0 \ud800")["error"] == "unreadable"


@pytest.mark.parametrize("name", ["\x1f\x1f", "\u200b\u200b", "\u202e", " \u00ad "])
def test_nobody_takes_a_name_that_nobody_can_see(visit: Any, name: str) -> None:
    answer = visit(TOMAS).post("/me", {"name": name, "announcements": "all", "shows_presence": "yes"})
    assert answer.status_code == 422
    assert actor(TOMAS).name == "Tomas Brandt"


def test_what_hides_in_a_name_is_taken_out(visit: Any) -> None:
    visit(TOMAS).post("/me", {"name": "Ruth\u200b\u202e\n Okafor", "announcements": "all"})
    assert actor(TOMAS).name == "Ruth Okafor"


def seen_from(app: Flask, remote: str, forwarded: str = "") -> str:
    """The network that the throttle counts for a request."""
    environ = {"REMOTE_ADDR": remote} | ({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {})
    seen: list[str] = []
    app.before_request_funcs[None].insert(0, lambda: seen.append(network()))
    app.test_client().get("/healthz", environ_base=environ)
    app.before_request_funcs[None].pop(0)
    return seen[0]


def test_behind_a_proxy_of_ours_everyone_has_a_budget_of_their_own(database: Engine, tmp_path: Path) -> None:
    def behind(proxies: int, forwarded: str) -> str:
        app = create_app(Settings(data=tmp_path, key=people.KEY, trusted_proxies=proxies))
        return seen_from(app, "127.0.0.1", forwarded)

    assert behind(1, "192.0.2.7") == behind(1, "198.51.100.9, 192.0.2.8") == "192.0.2.0/24"
    assert behind(1, "192.0.2.7") != behind(1, "203.0.113.7")
    assert behind(0, "192.0.2.7") == "127.0.0.0/24"  # nobody may say of themselves where they are


def test_a_network_is_one_however_its_address_is_written(app: Flask) -> None:
    addresses = ("2001:db8::1", "2001:db8:0:1::5", "2001:db8:0:ffff:1:2:3:4")
    assert {seen_from(app, one) for one in addresses} == {"2001:db8::/48"}
    assert seen_from(app, "::ffff:192.0.2.7") == seen_from(app, "192.0.2.9") == "192.0.2.0/24"


def test_whoever_is_removed_while_they_come_in_does_not_come_in(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, tomas = posted(), Page(app, TOMAS)
    with Sessions() as session:
        row = session.scalars(select(Membership.id).where(Membership.person_id == TOMAS)).one()
    room_of = listening.room_of

    def meanwhile(who: Actor, case_id: str) -> Room:
        monkeypatch.setattr(listening, "room_of", room_of)
        memberships.end_membership(actor(JONAH), row)
        return room_of(who, case_id)

    monkeypatch.setattr(listening, "room_of", meanwhile)
    assert tomas.open(case.id)["error"] == "not_found"
    give(case, who=JONAH)
    assert tomas.heard() == []


@pytest.mark.parametrize(
    "way", ["//evil.example", "/\\evil.example", "/\t/evil.example", "/x\r\nSet-Cookie: a=b"]
)
def test_the_way_back_leads_nowhere_else_and_into_no_header(visit: Any, way: str) -> None:
    answer = visit(TOMAS).post("/me/theme", {"theme": "dark", "next": way})
    assert (answer.status_code, answer.location) == (303, "/")
