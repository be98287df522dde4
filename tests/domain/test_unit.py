"""The unit of work: what it refuses, what it numbers, and what it does once."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from consult.core import events
from consult.core.db import Sessions
from consult.core.errors import Careless, NotFound, StrayWrite
from consult.core.unit import acting, reading
from consult.models.actor import SYSTEM
from consult.models.groups import Group
from consult.models.people import Person
from tests.people import FAMILY, INES, NOOR, actor

CLIENT_ID = "5b0c6a1e-0000-4000-8000-000000000001"


def rename(client_id: str | None = None) -> Person:
    with acting(actor(INES), client_id) as unit:
        person = unit.load(Person, INES, may=lambda _actor, _person: True)
        if again := unit.again(Person):
            return again
        person.name += "!"
        unit.record("person.renamed", on=person)
    return person


def test_a_write_outside_a_unit_is_refused(database: Engine) -> None:
    with Sessions() as session:
        session.add(Person(name="X", email="x@y.example"))
        with pytest.raises(StrayWrite):
            session.flush()


def test_a_change_without_a_permission_is_refused(database: Engine) -> None:
    with pytest.raises(Careless, match="permission"), acting(actor(INES)) as unit:
        unit.record("person.renamed", on=unit.load(Person, INES))


def test_a_change_without_an_event_is_refused_and_undone(database: Engine) -> None:
    with pytest.raises(Careless, match="event"), acting(actor(INES)) as unit:
        unit.load(Person, INES, may=lambda _actor, _person: True).name = "Somebody"
    with Sessions() as session:
        assert session.get_one(Person, INES).name == "Ines Aldana"


def test_what_is_not_mine_to_know_is_not_found(database: Engine) -> None:
    with pytest.raises(NotFound), reading(actor(NOOR)) as read:
        read.load(Group, FAMILY)


def test_the_same_client_id_has_its_effect_once(database: Engine) -> None:
    assert [rename(CLIENT_ID).name for _ in range(5)] == ["Ines Aldana!"] * 5


def test_events_are_told_after_the_commit_with_their_number(database: Engine) -> None:
    heard: list[events.Happened] = []
    stop = events.listen(heard.append)
    rename()
    rename()
    stop()
    first, second = heard
    assert (first.kind, first.about_id, second.seq) == ("person.renamed", INES, first.seq + 1)


def test_a_deaf_listener_undoes_nothing(database: Engine) -> None:
    def deaf(_happened: events.Happened) -> None:
        raise ValueError

    stop = events.listen(deaf)
    assert rename().name == "Ines Aldana!"
    stop()


def test_the_system_acts_without_a_person(database: Engine) -> None:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        unit.record("organisation.changed", on="organisation", about=unit.session.get_one(Person, INES))
