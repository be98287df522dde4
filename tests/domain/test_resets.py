"""A forgotten password: who gets a link, what it ends, who hears of it."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from sqlalchemy import Engine, event, select

from consult.core import clock, keys
from consult.core.db import Sessions
from consult.core.errors import Refused, TooMany, Unreadable
from consult.domain import notices
from consult.domain.people import accounts, passwords, resets, sign_ins
from consult.domain.people.links import LinkGone
from consult.models.notices import Letter, Notice
from consult.models.people import Link, Person
from tests.people import INES, JONAH, KIM, NOOR, TOMAS, actor, email, signed_in

WORDS = "a slow boat under warm lamps"


def told() -> set[str]:
    with Sessions() as session:
        rows = session.scalars(select(Notice).where(Notice.kind == "password_reset"))
        return {notice.person_id for notice in rows}


def test_an_administrators_link_ends_all_sign_ins_and_is_told(database: Engine) -> None:
    token, ines = signed_in(INES)
    link = resets.make_link_for(actor(KIM), INES)
    assert sign_ins.who(token) is None
    assert told() == {INES, JONAH}
    assert resets.whose(link) == email(INES)

    entered = resets.set_password(link, WORDS, device="A test")
    visitor = sign_ins.who(entered)
    assert visitor is not None
    assert visitor.id == ines.id
    with Sessions() as session:
        assert passwords.matches(WORDS, session.get_one(Person, INES).password_hash)
    with pytest.raises(LinkGone):
        resets.set_password(link, WORDS + " again", device="A test")


@pytest.mark.parametrize("who", [TOMAS, JONAH, NOOR])
def test_only_administrators_make_links(database: Engine, who: str) -> None:
    with pytest.raises(Refused):
        resets.make_link_for(actor(who), INES)


def test_an_administrator_uses_their_own_page_for_themselves(database: Engine) -> None:
    with pytest.raises(Refused):
        resets.make_link_for(actor(KIM), KIM)


def test_the_same_press_twice_gives_one_link(database: Engine) -> None:
    once = str(uuid.uuid4())
    made = {resets.make_link_for(actor(KIM), INES, once=once) for _ in range(3)}
    assert len(made) == 1
    assert resets.whose(made.pop()) == email(INES)


def test_a_newer_link_ends_the_older(database: Engine) -> None:
    older, newer = resets.make_link_for(actor(KIM), INES), resets.make_link_for(actor(KIM), INES)
    with pytest.raises(LinkGone):
        resets.whose(older)
    assert resets.whose(newer)


def test_a_link_lasts_a_day(database: Engine) -> None:
    link = resets.make_link_for(actor(KIM), INES)
    later = clock.now() + dt.timedelta(hours=25)
    with clock.at(lambda: later), pytest.raises(LinkGone):
        resets.set_password(link, WORDS, device="A test")


def test_a_weak_password_uses_nothing_up(database: Engine) -> None:
    link = resets.make_link_for(actor(KIM), INES)
    with pytest.raises(Unreadable):
        resets.set_password(link, "Ines Aldana Ines", device="A test")
    assert resets.set_password(link, WORDS, device="A test")


def test_a_closed_account_is_not_opened_by_a_link(database: Engine) -> None:
    link = resets.make_link_for(actor(KIM), INES)
    accounts.disable_person(actor(KIM), INES)
    with pytest.raises(LinkGone):
        resets.set_password(link, WORDS, device="A test")


def test_by_mail_only_who_has_an_account_gets_a_link(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "MAIL", True)
    accounts.disable_person(actor(KIM), TOMAS)
    for address in (email(INES), email(TOMAS), "nobody@larkfield.example"):
        resets.ask_for_link(address.upper(), network="192.0.2")
    with Sessions() as session:
        letters = session.scalars(select(Letter)).all()
    assert [(letter.kind, letter.to_email) for letter in letters] == [("reset", email(INES))]
    token = keys.unseal("letter", letters[0].path).removeprefix("/new-password/")
    assert resets.whose(token) == email(INES)
    assert told() == set(), "asking by oneself tells nobody"


def test_asking_writes_as_often_for_an_address_that_nobody_has(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "MAIL", True)
    commits: list[str] = []
    event.listen(database, "commit", lambda _connection: commits.append(address))
    for address in (email(INES), "nobody@larkfield.example"):
        resets.ask_for_link(address, network="192.0.2")
    assert commits.count(email(INES)) == commits.count("nobody@larkfield.example") > 1


def test_without_mail_nothing_is_written(database: Engine) -> None:
    resets.ask_for_link(email(INES), network="192.0.2")
    with Sessions() as session:
        assert not session.scalars(select(Link)).all()
        assert not session.scalars(select(Letter)).all()


def test_asking_on_and_on_has_to_wait_for_everybody_alike(database: Engine) -> None:
    for address in (email(INES), "nobody@larkfield.example"):
        for _ in range(5):
            resets.ask_for_link(address, network="192.0.2")
        with pytest.raises(TooMany):
            resets.ask_for_link(address, network="192.0.2")
