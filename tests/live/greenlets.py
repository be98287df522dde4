"""Run on its own, with gevent: many people write to one SQLite file, and nothing switches inside a write."""

from __future__ import annotations

# ruff: noqa: E402 - gevent comes first
from gevent import monkey

monkey.patch_all()

import sys
import uuid
from pathlib import Path
from typing import Any

import gevent
import greenlet
from sqlalchemy import Engine, event

from consult.core import db
from consult.core.unit import acting
from consult.domain.consultation.replies import reply
from consult.domain.consultation.suggestions import post_suggestion
from consult.domain.consultation.supports import support
from consult.domain.people import organisations
from consult.models.people import Person
from consult.models.suggestions import Kind, ReplyWord
from tests import people
from tests.people import INES, MEI, RUTH, TOMAS, actor
from tests.stories import posted

inside: set[Any] = set()
switched: list[str] = []


def watch(engine: Engine) -> None:
    """Note every switch away from a greenlet that is in the middle of a write."""

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        if connection.get_execution_options().get("writing"):
            inside.add(greenlet.getcurrent())

    @event.listens_for(engine, "commit")
    @event.listens_for(engine, "rollback")
    def end(_connection: Any) -> None:
        inside.discard(greenlet.getcurrent())

    def trace(name: str, between: tuple[Any, Any]) -> None:
        if name in {"switch", "throw"} and between[0] in inside:
            switched.append(name)

    greenlet.settrace(trace)


def write(case_id: str, who: str, count: int) -> None:
    """One person, busy."""
    for number in range(count):
        given = post_suggestion(
            actor(who),
            case_id,
            kind=Kind.IDEA,
            body=f"Idea *{number}*.",
            kept={},
            client_id=str(uuid.uuid4()),
        )
        gevent.sleep(0)
        support(actor(INES), given.id)
        reply(actor(INES), given.id, word=ReplyWord.NOT_NOW)


def main(folder: Path) -> None:
    """Eight greenlets write; then one that breaks the rule, to see that it is seen."""
    engine = db.connect(f"sqlite:///{folder / 'greenlets.db'}")
    db.Base.metadata.create_all(engine)
    people.fill()
    organisations.forget()
    case = posted()
    watch(engine)
    busy = [gevent.spawn(write, case.id, who, 5) for who in (TOMAS, RUTH, MEI, TOMAS, RUTH, MEI, TOMAS, RUTH)]
    gevent.joinall(busy, raise_error=True)
    sys.stdout.write("clean\n" if not switched else "switched\n")
    with acting(actor(INES)) as unit:
        unit.load(Person, INES, may=lambda _actor, _person: True)
        gevent.sleep(0)
        unit.unchanged("only to be seen")
    sys.stdout.write("seen\n" if switched else "unseen\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
