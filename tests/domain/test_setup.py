"""The first start: with the printed code only, once, all or nothing."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import Engine, delete, select

from consult.core import keys
from consult.core.db import Base, Sessions
from consult.core.errors import Answerable, NotFound, TooMany, Unreadable
from consult.core.unit import noting
from consult.domain.people import organisations, setup, sign_ins
from consult.models.groups import Group, GroupKind, Role
from consult.models.people import Link, Organisation, Person

FIRST = setup.FirstPerson("Kim Sato", "Kim@Larkfield.example", "a slow boat under warm lamps")
PLACE = setup.FirstPlace(
    organisation="Larkfield Services",
    timezone="Europe/Berlin",
    crisis_link="",
    crisis_contact="",
    group="Family support",
    purpose="",
    kind=GroupKind.PEER_CONSULTATION,
)


@pytest.fixture(autouse=True)
def nothing_is_there(database: Engine) -> None:
    with noting() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(delete(table))
    organisations.forget()


def set_up(code: str, first: setup.FirstPerson = FIRST, place: setup.FirstPlace = PLACE) -> str:
    return setup.set_up(code, first, place, network="192.0.2", device="A test")


def test_the_first_person_is_in_with_every_role(database: Engine) -> None:
    assert not setup.is_set_up()
    visitor = sign_ins.who(set_up(setup.new_setup_code()))
    assert setup.is_set_up()
    assert visitor is not None
    assert visitor.email == "kim@larkfield.example"
    assert visitor.actor.is_administrator
    assert visitor.actor.is_safety_contact
    assert list(visitor.actor.groups.values()) == [Role.FACILITATOR]
    assert organisations.the_organisation().timezone == "Europe/Berlin"


def test_the_code_may_be_typed_as_it_comes(database: Engine) -> None:
    code = setup.new_setup_code()
    assert set_up(f"  {code.upper().replace('-', ' ')} ")


def test_a_newer_code_ends_the_older_and_none_lies_in_the_database(database: Engine) -> None:
    older, newer = setup.new_setup_code(), setup.new_setup_code()
    with pytest.raises(Unreadable):
        set_up(older)
    with Sessions() as session:
        hashes = session.scalars(select(Link.token_hash)).all()
    assert keys.token_hash(newer.replace("-", "")) in hashes
    assert set_up(newer)


def test_a_wrong_code_makes_nothing_and_guessing_has_to_wait(database: Engine) -> None:
    setup.new_setup_code()
    for _ in range(5):
        with pytest.raises(Unreadable):
            set_up("aaaa-bbbb-cccc-dddd")
    with pytest.raises(TooMany):
        set_up("aaaa-bbbb-cccc-dddd")
    with Sessions() as session:
        assert not session.scalars(select(Person)).all()


@pytest.mark.parametrize(
    "first",
    [
        setup.FirstPerson("Kim Sato", "no address", FIRST.password),
        setup.FirstPerson("Kim Sato", FIRST.email, "too short"),
        setup.FirstPerson("Kim Sato", FIRST.email, "Larkfield Services"),
    ],
)
def test_what_does_not_fit_makes_nothing_and_leaves_the_code(
    database: Engine, first: setup.FirstPerson
) -> None:
    code = setup.new_setup_code()
    with pytest.raises(Unreadable):
        set_up(code, first)
    assert not setup.is_set_up()
    assert set_up(code)


def test_it_happens_once(database: Engine) -> None:
    code = setup.new_setup_code()
    set_up(code)
    with pytest.raises(NotFound):
        set_up(code)
    with pytest.raises(NotFound):
        set_up(setup.new_setup_code())


@pytest.mark.race
def test_ten_at_once_make_one_organisation(database: Engine) -> None:
    code = setup.new_setup_code()
    done: list[bool] = []

    def run(number: int) -> None:
        try:
            setup.set_up(code, FIRST, PLACE, network=f"192.0.{number}", device="A test")
            done.append(True)
        except Answerable:
            done.append(False)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (done.count(True), len(done)) == (1, 10)
    with Sessions() as session:
        assert len(session.scalars(select(Organisation)).all()) == 1
        assert len(session.scalars(select(Group)).all()) == 1
