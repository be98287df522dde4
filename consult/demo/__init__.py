"""An invented organisation with lively cases, to see what Consult does within a minute."""

from __future__ import annotations

import datetime as dt

from consult.core import clock
from consult.core.unit import acting
from consult.demo.ageing import FILLED, is_demo, refresh
from consult.demo.cast import PEOPLE, Cast, open_house
from consult.demo.stories import DRAFT, STORIES
from consult.demo.telling import tell_all
from consult.domain.people.links import LinkKind, make_link
from consult.models.actor import SYSTEM
from consult.models.people import THE_ORGANISATION, Organisation, Person

__all__ = ["PEOPLE", "TWO", "Cast", "fill", "is_demo", "refresh", "sign_in_token"]

TWO = (PEOPLE["ines"], PEOPLE["ruth"])
"""Who gets a sign-in link at each start: one presents, one has ideas."""
HOUSE_STANDS = dt.timedelta(days=400)


def fill() -> None:
    """Put the invented organisation into an empty database, told up to this moment."""
    now = clock.now()
    with clock.at(lambda: now - HOUSE_STANDS):
        open_house()
    tell_all(STORIES, DRAFT, now)
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        unit.record(FILLED, on=unit.session.get_one(Organisation, THE_ORGANISATION))


def sign_in_token(person_id: str) -> str:
    """A fresh one-time link's token for somebody of the demo; an earlier one ends."""
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        person = unit.session.get_one(Person, person_id)
        token, link = make_link(unit, LinkKind.SIGN_IN, person_id=person.id)
        unit.record("link.made", on=person, about=link)
    return token
