"""Live news: in order, once, to those who may, and to nobody a moment longer."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from consult.core.db import Sessions
from consult.core.unit import acting
from consult.domain.cases import recusals
from consult.domain.cases.closings import withdraw_case
from consult.domain.cases.doubts import decide_doubt, raise_doubt
from consult.domain.consultation.case_news import TOO_FAR
from consult.domain.consultation.suggestions import post_suggestion
from consult.domain.people import memberships, sign_ins
from consult.live.front import HANDLERS
from consult.models.groups import Membership
from consult.models.suggestions import Kind, Suggestion
from tests.domain.test_suggestions import give
from tests.live.sockets import Page
from tests.people import FAMILY, INES, JONAH, KIM, MEI, NOOR, RUTH, SAM, TOMAS, actor
from tests.stories import PHONE, posted

Open = Callable[[str], Page]


def test_a_post_reaches_the_others_once_and_in_order(page: Open) -> None:
    case = posted()
    ines, tomas = page(INES), page(TOMAS)
    for one in (ines, tomas):
        assert one.open(case.id)["ok"]
    acks = [tomas.post(f"Idea number {number}.") for number in range(3)]
    assert [ack["seq"] for ack in acks] == [2, 3, 4]
    news = ines.heard()
    assert [message["seq"] for message in news] == [2, 3, 4]
    assert ["number 0" in news[0]["items"][-1]["html"], news[2]["items"][-1]["id"]] == [
        True,
        f"suggestion-{acks[2]['id']}",
    ]
    assert [message["seq"] for message in tomas.heard()] == [2, 3, 4], "its author's page too"


def test_the_same_post_sent_five_times_by_both_doors_is_one(page: Open, visit: Any) -> None:
    case, once = posted(), str(uuid.uuid4())
    ines, tomas = page(INES), page(TOMAS)
    ines.open(case.id)
    tomas.open(case.id)
    acks = [tomas.post(client_id=once) for _ in range(3)]
    form = {"body": "Walk past the gate one evening.", "client_id": once}
    json = {"Accept": "application/json"}
    acks += [visit(TOMAS).post(f"/cases/{case.id}/suggestions", form, headers=json).json for _ in range(2)]
    assert {(ack["id"], ack["seq"]) for ack in acks} == {(acks[0]["id"], 2)}
    assert len(ines.heard()) == 1
    with Sessions() as session:
        assert session.scalar(select(func.count()).select_from(Suggestion)) == 1


def test_who_was_away_hears_what_was_missed_when_they_join(page: Open) -> None:
    case = posted()
    give(case)
    edited = give(case, RUTH)
    mei = page(MEI)
    told = mei.open(case.id, since=edited.posted_seq - 1)
    assert [item["id"] for item in told["items"]] == ["case-chip", f"suggestion-{edited.id}"]
    assert told["seq"] == edited.posted_seq
    assert told["mine"]["read"] == 0


def test_who_is_too_far_behind_reads_the_page_anew(page: Open) -> None:
    case = posted()
    mei = page(MEI)
    mei.case_id = case.id
    assert mei.say("case:join", case=case.id, since=7000)["reload"] is True


def test_who_missed_more_than_a_page_shows_reads_it_anew_and_has_no_hole(page: Open) -> None:
    case = posted()
    ines = page(INES)
    ids = [
        post_suggestion(actor(TOMAS), case.id, kind=Kind.IDEA, body=f"Idea {number}.", kept={}).id
        for number in range(TOO_FAR + 2)
    ]
    assert ines.say("case:join", case=case.id, since=1).get("reload") is True
    told = ines.say("case:sync", case=case.id, since=3)
    assert [item["id"] for item in told["items"] if "into" in item] == [
        f"suggestion-{id_}" for id_ in ids[2:]
    ]


@pytest.mark.parametrize("who", [NOOR, KIM])
def test_strangers_join_nothing_and_say_nothing(page: Open, who: str) -> None:
    case = posted()
    given = give(case)
    stranger = page(who)
    for name in HANDLERS:
        answer = stranger.say(
            name, case=case.id, suggestion=given.id, body="Hello", word="no", on="yes", kind=""
        )
        if name not in {"case:leave", "words:look"}:  # nothing of anybody else's in these
            assert answer["ok"] is False, name
            assert answer["error"] in {"not_found", "unreadable"}, name
    give(case, RUTH)
    assert stranger.heard() == []


def test_a_removed_member_hears_nothing_more_and_is_told(page: Open) -> None:
    case = posted()
    tomas, ruth = page(TOMAS), page(RUTH)
    for one in (tomas, ruth):
        one.open(case.id)
    with Sessions() as session:
        mine = (Membership.person_id == TOMAS) & (Membership.group_id == FAMILY)
        membership_id = session.scalars(select(Membership.id).where(mine)).one()
    memberships.end_membership(actor(JONAH), membership_id)
    assert [gone["why"] for gone in tomas.heard("gone")] == ["not_found"]
    give(case, MEI)
    assert tomas.heard() == []
    assert [message["seq"] for message in ruth.heard()] == [2]
    assert tomas.post()["error"] == "not_found"
    assert tomas.say("case:sync", case=case.id, since=0)["error"] == "not_found"


def test_stepping_back_hides_the_case_at_once_and_tells_nobody_who(page: Open) -> None:
    case = posted()
    ines, tomas = page(INES), page(TOMAS)
    for one in (ines, tomas):
        one.open(case.id)
    recusals.step_back(actor(TOMAS), case.id)
    assert tomas.heard("gone")
    assert TOMAS not in str(ines.heard())
    ines.sync()
    give(case, RUTH)
    assert len(ines.heard()) == 1
    assert tomas.heard() == []


def test_a_doubt_hides_the_case_from_every_open_page_but_those_of_who_decides(page: Open) -> None:
    case = posted()
    pages = {who: page(who) for who in (INES, JONAH, TOMAS, RUTH, SAM)}
    for one in pages.values():
        one.open(case.id)
    raise_doubt(actor(TOMAS), case.id, part="The work they do.")
    for who in (TOMAS, RUTH, SAM):
        assert [gone["why"] for gone in pages[who].heard("gone")] == ["not_found"], who
    for who in (INES, JONAH):
        (news,) = pages[who].heard()
        assert "Hidden while it is looked at" in news["items"][0]["html"]
        assert news["note"]["by"] is None
        assert "The work they do" not in str(news)
    late = pages[RUTH].post("Written before it was hidden.")
    assert late["error"] == "not_found"
    give(case, JONAH)
    assert [pages[who].heard() for who in (TOMAS, RUTH, SAM)] == [[], [], []]
    assert len(pages[INES].heard()) == 1
    decide_doubt(actor(INES), case.id, withdraw=False, reason="Many families live like this.")
    assert "Hidden while" not in pages[JONAH].heard()[-1]["items"][0]["html"]
    assert pages[RUTH].open(case.id)["ok"]


def test_a_withdrawn_case_is_gone_from_every_page_but_its_presenters(page: Open) -> None:
    case = posted()
    pages = {who: page(who) for who in (INES, TOMAS, SAM)}
    for one in pages.values():
        one.open(case.id)
    withdraw_case(actor(INES), case.id)
    assert pages[TOMAS].heard("gone")
    assert pages[SAM].heard("gone")
    assert [len(message["items"]) for message in pages[INES].heard()] == [1]


def test_signing_out_closes_the_connection_itself(page: Open) -> None:
    case = posted()
    tomas, other = page(TOMAS), page(TOMAS)
    for one in (tomas, other):
        one.open(case.id)
    sign_ins.sign_out(tomas.actor)
    assert not tomas.is_connected
    assert other.is_connected
    sign_ins.sign_out_everywhere(other.actor)
    assert not other.is_connected


def test_a_sign_in_that_ended_unseen_is_found_by_the_next_word_or_sweep(page: Open, app: Flask) -> None:
    case = posted()
    tomas, ruth = page(TOMAS), page(RUTH)
    ruth.open(case.id)
    with acting(tomas.actor) as unit:  # ended in the database, without the event that tells
        unit.allow(verdict=True)
        unit.session.connection().exec_driver_sql("UPDATE sign_ins SET ended_at = created_at")
        unit.record("test.ended", on="test", about=case)
    assert tomas.say("case:join", case=case.id)["error"] == "signed_out"
    assert not tomas.is_connected
    app.extensions["live"].rooms.sweep()
    assert not ruth.is_connected


def test_everything_is_answered_whatever_it_is(page: Open) -> None:
    tomas = page(TOMAS)
    deep: Any = "x"
    for _ in range(300):
        deep = [deep]
    shapes: tuple[tuple[Any, ...], ...] = (
        (),
        ([],),
        ("words",),
        (3,),
        (None,),
        ({}, {}),
        ({"case": {"id": 1}},),
        ({"case": deep},),
        ({"x" * 41: 1},),
        ({str(number): 1 for number in range(41)},),
        ({"case": ["a"] * 101},),
        ({"since": -1},),
        ({"since": "soon"},),
    )
    for data in shapes:
        answer = tomas.client.emit("case:join", *data, callback=True)
        assert answer["ok"] is False, data
        assert answer["error"] in {"unreadable", "not_found"}
    for name in ("nonsense", "?", "message"):
        assert tomas.client.emit(name, {}, callback=True)["error"] == "unreadable"


def test_a_fault_of_ours_is_answered_with_a_reference(
    page: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("canary words")

    monkeypatch.setattr("consult.domain.consultation.suggestions.post_suggestion", broken)
    answer = page(TOMAS).post("canary words too")
    assert (answer["error"], len(answer["ref"])) == ("fault", 8)
    assert "canary" not in caplog.text
    assert answer["ref"] in caplog.text


def test_bad_words_come_back_with_what_to_do(page: Open) -> None:
    case = posted()
    tomas = page(TOMAS)
    tomas.open(case.id)
    assert tomas.post("")["fields"].keys() == {"body"}
    assert tomas.post("x" * 8001)["error"] == "unreadable"
    (mark,) = tomas.post(f"Call {PHONE}.")["marks"]
    assert tomas.post(f"Call {PHONE}.", kept=[f"{mark['digest']}:other"])["ok"]


def test_too_much_at_once_is_slowed_down(page: Open) -> None:
    case = posted()
    tomas = page(TOMAS)
    tomas.open(case.id)
    answers = [tomas.say("presence:here", case=case.id) for _ in range(60)]
    assert answers[0]["ok"]
    assert answers[-1]["error"] == "too_many"
    assert answers[-1]["wait"] > 0


def test_every_deed_of_the_page_is_heard(page: Open) -> None:
    case = posted()
    ines, tomas, ruth = page(INES), page(TOMAS), page(RUTH)
    for one in (ines, tomas, ruth):
        one.open(case.id)
    given = tomas.post(kind=Kind.QUESTION, quote="Mornings have become hard")["id"]
    about = {"case": case.id, "suggestion": given}
    assert tomas.say("suggestion:edit", body="Other words.", **about)["ok"]
    assert ruth.say("suggestion:support", on="yes", **about)["mine"]["supported"] == [given]
    assert ines.say("suggestion:reply", word="answered", body="The aunt.", **about)["ok"]
    assert ines.say("suggestion:undo_reply", **about)["ok"]
    assert tomas.say("suggestion:take_back", **about)["ok"]
    assert tomas.say("suggestion:put_back", **about)["ok"]
    kinds = [message["note"]["kind"] for message in ruth.heard()]
    assert [kind.partition(".")[2] for kind in kinds] == [
        "posted",
        "edited",
        "replied",
        "replied",
        "taken_back",
        "edited",
    ]


def test_a_nod_is_told_to_ones_own_pages_only(page: Open) -> None:
    case = posted()
    given = give(case)
    ruth, other, mei = page(RUTH), page(RUTH), page(MEI)
    for one in (ruth, other, mei):
        one.open(case.id)
    ruth.say("suggestion:support", case=case.id, suggestion=given.id, on="yes")
    assert [mine["supported"] for mine in other.heard("mine")] == [[given.id]]
    assert mei.heard("mine") == []
    assert mei.heard() == []


def test_reading_on_one_page_is_read_on_the_other(page: Open) -> None:
    case = posted()
    given = give(case)
    mei, other = page(MEI), page(MEI)
    for one in (mei, other):
        one.open(case.id)
    assert mei.say("case:read", case=case.id, seq=given.posted_seq)["read"] == given.posted_seq
    assert [mine["read"] for mine in other.heard("mine")] == [given.posted_seq]
    assert mei.say("case:read", case=case.id, unread_from=given.id)["read"] == given.posted_seq - 1


def test_heads_say_how_far_the_rooms_with_news_are(page: Open, app: Flask) -> None:
    case, quiet = posted(), posted()
    mei, sam = page(MEI), page(SAM)
    mei.open(case.id)
    sam.open(quiet.id)
    give(case)
    mei.heard()
    for _ in range(2):
        app.extensions["live"].rooms.heads()
    assert mei.heard("head") == [{"stream": f"case:{case.id}", "seq": 2}]
    assert sam.heard("head") == []
