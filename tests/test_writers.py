"""Many writers at once, on a real file and a real server: nothing is lost, and numbers have no gap."""

from __future__ import annotations

import threading

from sqlalchemy import select

from consult.core import db, events
from consult.core.unit import acting
from consult.models.people import Person
from tests import people
from tests.people import INES, actor

WRITERS, EACH = 4, 10


def add_a_mark() -> None:
    with acting(actor(INES)) as unit:
        person = unit.load(Person, INES, may=lambda _actor, _person: True)
        person.name += "!"
        unit.record("person.renamed", on=person)


def add_marks() -> None:
    for _ in range(EACH):
        add_a_mark()


def test_many_writers_lose_nothing_and_number_without_a_gap(empty_database: str) -> None:
    engine = db.connect(empty_database)
    db.Base.metadata.create_all(engine)
    people.fill()
    writers = [threading.Thread(target=add_marks) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with db.Sessions() as session:
        seqs = session.scalars(select(events.Event.seq).where(events.Event.stream == f"person:{INES}")).all()
        name = session.get_one(Person, INES).name
    engine.dispose()
    assert sorted(seqs) == list(range(1, WRITERS * EACH + 1))
    assert name == "Ines Aldana" + "!" * WRITERS * EACH
