"""The cast of every test: who they are, and where they belong.

Family support (peer consultation): Jonah facilitates; Ines, Tomas, Ruth and Mei are members; Sam observes.
Crisis team (supervision): Noor facilitates; she is the stranger to everything in Family support.
Kim administers, and is in no group. Mei is the safety contact.
"""

from __future__ import annotations

from consult.core import keys
from consult.core.db import Sessions
from consult.core.unit import acting
from consult.domain import screening
from consult.domain.people import sign_ins
from consult.models.actor import SYSTEM, Actor, load_actor
from consult.models.groups import Group, GroupKind, Membership, Role
from consult.models.people import Organisation, Person

INES, TOMAS, RUTH, MEI, SAM, JONAH, KIM, NOOR = (
    f"{name:x<16}" for name in ("ines", "tomas", "ruth", "mei", "sam", "jonah", "kim", "noor")
)
FAMILY, CRISIS = "familyxxxxxxxxxx", "crisisxxxxxxxxxx"

NAMES = {
    INES: "Ines Aldana",
    TOMAS: "Tomas Brandt",
    RUTH: "Ruth Okafor",
    MEI: "Mei Lindqvist",
    SAM: "Sam Adeyemi",
    JONAH: "Jonah Pike",
    KIM: "Kim Sato",
    NOOR: "Noor Haddad",
}
ROLES = {
    FAMILY: {
        JONAH: Role.FACILITATOR,
        INES: Role.MEMBER,
        TOMAS: Role.MEMBER,
        RUTH: Role.MEMBER,
        MEI: Role.MEMBER,
        SAM: Role.OBSERVER,
    },
    CRISIS: {NOOR: Role.FACILITATOR},
}
KEY = b"a key that only tests use, 32 bytes"


def email(person_id: str) -> str:
    """The made-up address of somebody of the cast."""
    return f"{person_id.rstrip('x')}@larkfield.example"


def fill() -> None:
    """Put the cast into an empty database."""
    keys.use(KEY)
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        organisation = unit.add(Organisation(name="Larkfield Services", crisis_contact="The duty desk"))
        for person_id, name in NAMES.items():
            unit.session.add(Person(id=person_id, name=name, email=email(person_id)))
        unit.session.flush()
        unit.session.get_one(Person, KIM).is_administrator = True
        unit.session.get_one(Person, MEI).safety_order = 1
        for group_id, name, kind in (
            (FAMILY, "Family support", GroupKind.PEER_CONSULTATION),
            (CRISIS, "Crisis team", GroupKind.SUPERVISION),
        ):
            named = screening.own(name)
            unit.session.add(Group(id=group_id, name=named, purpose=screening.own(""), kind=kind))
            unit.session.flush()
            for person_id, role in ROLES[group_id].items():
                unit.session.add(Membership(group_id=group_id, person_id=person_id, role=role))
        unit.record("organisation.set_up", on=organisation)


def actor(person_id: str) -> Actor:
    """Somebody of the cast, as the database knows them now."""
    with Sessions() as session:
        found = load_actor(session, person_id)
    assert found is not None, person_id
    return found


def signed_in(person_id: str) -> tuple[str, Actor]:
    """A fresh sign-in for somebody: the cookie's token, and the actor behind it."""
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        token = sign_ins.open_sign_in(unit, unit.session.get_one(Person, person_id), "A test")
    visitor = sign_ins.who(token)
    assert visitor is not None
    return token, visitor.actor
