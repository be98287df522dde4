"""What administrators may do to accounts, and what they may not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select

from consult.core import clock
from consult.core.db import Sessions
from consult.core.errors import Refused, SignedOut
from consult.core.unit import acting
from consult.domain.people import accounts, invites, sign_ins, signing_in
from consult.domain.people.signing_in import NotRecognised
from consult.models.actor import Actor
from consult.models.groups import Role
from consult.models.people import Link, Person
from tests.people import FAMILY, INES, JONAH, KIM, MEI, NOOR, RUTH, TOMAS, actor, email, signed_in


def person(person_id: str) -> Person:
    with Sessions() as session:
        return session.get_one(Person, person_id)


def test_a_closed_account_is_out_everywhere_at_once(database: Engine) -> None:
    token, jonah = signed_in(JONAH)
    invites.invite_to_group(jonah, FAMILY, emails=["leah@larkfield.example"], role=Role.MEMBER)
    accounts.disable_person(actor(KIM), JONAH)
    assert sign_ins.who(token) is None
    with Sessions() as session:
        assert session.scalars(select(Link)).one().revoked_at is not None
    with pytest.raises(SignedOut), acting(jonah):
        pass
    with pytest.raises(NotRecognised):
        signing_in.sign_in(email(JONAH), "anything", network="192.0.2", device="A test")


def test_an_account_opens_again_with_its_groups_but_not_its_sign_ins(database: Engine) -> None:
    token, _ines = signed_in(INES)
    accounts.disable_person(actor(KIM), INES)
    accounts.enable_person(actor(KIM), INES)
    assert sign_ins.who(token) is None
    assert actor(INES).groups == {FAMILY: Role.MEMBER}


def test_the_last_administrator_stays(database: Engine) -> None:
    with pytest.raises(Refused):
        accounts.set_administrator(actor(KIM), KIM, on=False)
    with pytest.raises(Refused):
        accounts.disable_person(actor(KIM), KIM)
    accounts.set_administrator(actor(KIM), RUTH, on=True)
    accounts.disable_person(actor(RUTH), KIM)
    with pytest.raises(Refused):
        accounts.set_administrator(actor(RUTH), RUTH, on=False)
    assert person(RUTH).is_administrator


def test_a_new_right_asks_for_a_new_sign_in(database: Engine) -> None:
    token, _ruth = signed_in(RUTH)
    accounts.set_administrator(actor(KIM), RUTH, on=True)
    assert sign_ins.who(token) is None
    assert actor(RUTH).is_administrator


@pytest.mark.parametrize(
    "do",
    [
        lambda who: accounts.disable_person(who, TOMAS),
        lambda who: accounts.enable_person(who, TOMAS),
        lambda who: accounts.set_administrator(who, who.id, on=True),
        lambda who: accounts.arrange_safety_contacts(who, [who.id]),
        accounts.people_of_organisation,
        lambda who: accounts.account(who, TOMAS),
        accounts.links_waiting,
        accounts.mail_state,
    ],
)
def test_everyone_else_is_refused(database: Engine, do: Callable[[Actor], object]) -> None:
    for who in (INES, JONAH, NOOR):
        with pytest.raises(Refused):
            do(actor(who))


def test_safety_contacts_stand_in_an_order(database: Engine) -> None:
    kim = actor(KIM)
    accounts.move_safety_contact(kim, JONAH, "add")
    accounts.move_safety_contact(kim, RUTH, "add")
    assert order() == [MEI, JONAH, RUTH]
    accounts.move_safety_contact(kim, RUTH, "up")
    accounts.move_safety_contact(kim, MEI, "down")
    assert order() == [RUTH, MEI, JONAH]
    accounts.move_safety_contact(kim, MEI, "out")
    accounts.disable_person(kim, RUTH)
    assert order() == [JONAH]


def order() -> list[str]:
    return [contact.id for contact in accounts.safety_contacts(actor(KIM))]


def test_people_are_found_a_page_at_a_time(database: Engine, queries: list[str]) -> None:
    kim = actor(KIM)
    assert [row.id for row in accounts.people_of_organisation(kim, search="okafor").rows] == [RUTH]
    assert [row.id for row in accounts.people_of_organisation(kim, show="administrators").rows] == [KIM]
    assert not accounts.people_of_organisation(kim, show="closed").rows
    assert not accounts.people_of_organisation(kim, search="100%").rows
    queries.clear()
    accounts.people_of_organisation(kim)
    few = len(queries)
    with acting(kim) as unit:
        unit.allow(unit.actor.is_administrator)
        for number in range(60):
            unit.session.add(Person(name=f"Colleague {number}", email=f"c{number}@larkfield.example"))
        unit.record("person.changed", on=f"person:{KIM}", about=unit.session.get_one(Person, KIM))
    queries.clear()
    page = accounts.people_of_organisation(kim)
    assert len(queries) == few
    assert len(page.rows) == 25
    assert page.next == 2


def test_an_account_page_says_when_they_were_seen(database: Engine) -> None:
    assert accounts.account(actor(KIM), INES).seen_at is None
    signed_in(INES)
    seen = accounts.account(actor(KIM), INES).seen_at
    assert seen is not None
    assert clock.now() - seen < dt.timedelta(minutes=1)
