"""The first start: who may set the organisation up, and doing it in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from consult.core import ids
from consult.core.db import Sessions
from consult.core.errors import NotFound, Unreadable
from consult.core.texts import _
from consult.core.unit import acting
from consult.domain import screening
from consult.domain.people import groups, links, memberships, passwords, people, sign_ins, throttle, wordlists
from consult.domain.people.links import LinkGone, LinkKind
from consult.models.actor import SYSTEM
from consult.models.groups import GroupKind, Role
from consult.models.people import Link, Organisation, Person


@dataclass(frozen=True, slots=True)
class FirstPerson:
    """Who sets up: administrator, facilitator of the first group, first safety contact."""

    name: str
    email: str
    password: str


@dataclass(frozen=True, slots=True)
class FirstPlace:
    """The organisation and its first group, as typed."""

    organisation: str
    timezone: str
    crisis_link: str
    crisis_contact: str
    group: str
    purpose: str
    kind: GroupKind
    kept: Mapping[str, str] = field(default_factory=dict)
    """What the identifier check found in the group's words, and why it stays."""


def is_set_up() -> bool:
    """Is there an organisation?"""
    with Sessions() as session:
        return session.scalar(select(Organisation.id)) is not None


def new_setup_code() -> str:
    """A code for the set-up page, to be printed where only who runs the server sees it. Earlier ones end."""
    code = "-".join(ids.new_id()[i : i + 4] for i in range(0, 16, 4))
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        links.end_links(unit, Link.kind == LinkKind.SETUP)
        _code, link = links.put_link(unit, _even(code), Link(kind=LinkKind.SETUP))
        unit.record("link.made", on=Organisation.stream, about=link)
    return code


def set_up(code: str, person: FirstPerson, place: FirstPlace, *, network: str, device: str) -> str:
    """Make the organisation, its first person and first group; returns the sign-in's token."""
    if is_set_up():
        raise NotFound
    throttle.take("setup", "setup", network)
    code = _even(code)
    _check_code(code)
    email = people.even_address(person.email)
    words = screening.clear(SYSTEM, {"group": place.group, "purpose": place.purpose}, place.kept)
    own = [person.name, email, place.organisation, place.group]
    passwords.check_choice(person.password, own)
    hashed = passwords.hash_password(person.password)
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        links.use(unit.session, LinkKind.SETUP, code)
        organisation = unit.add(
            Organisation(
                name=place.organisation,
                timezone=place.timezone,
                crisis_link=place.crisis_link,
                crisis_contact=place.crisis_contact,
            )
        )
        first = Person(name=person.name, email=email, password_hash=hashed, is_administrator=True)
        first.safety_order = 1
        unit.add(first)
        group = groups.put_group(unit, words, place.kind, "group")
        unit.record("organisation.set_up", on=organisation)
        unit.record("group.made", on=group)
        memberships.put_in(unit, group, first.id, Role.FACILITATOR)
        wordlists.note_name(unit, first)
        return sign_ins.open_sign_in(unit, first, device)


def _check_code(code: str) -> None:
    try:
        links.peek(LinkKind.SETUP, code)
    except LinkGone:
        words = _("This is not the code that the server printed last. Start it again to see a new one.")
        raise Unreadable({"code": words}) from None


def _even(code: str) -> str:
    """A code as it was made, however it was typed."""
    return "".join(char for char in code.lower() if char in ids.ALPHABET)
