"""Who is in the demo: six people in two groups of one organisation, all invented."""

from __future__ import annotations

from dataclasses import dataclass

from consult.core.unit import acting
from consult.domain import screening
from consult.models.actor import SYSTEM
from consult.models.groups import Group, GroupKind, Membership, Role
from consult.models.people import Organisation, Person

ORGANISATION = "Larkfield Services"


@dataclass(frozen=True, slots=True)
class Cast:
    """Somebody of the demo. They have no password: one-time links let them in."""

    id: str
    name: str
    is_administrator: bool = False
    safety_order: int | None = None

    @property
    def email(self) -> str:
        """A made-up address that leads nowhere."""
        return f"{self.name.split()[0].lower()}@larkfield.example"


PEOPLE = {
    "ines": Cast("v7m2qk4xhd9tbn3p", "Ines Aldana"),
    "ruth": Cast("c5rw8ejy6uzf2gak", "Ruth Okafor"),
    "tomas": Cast("h3xp9nd5svq7mtb4", "Tomas Brandt"),
    "mei": Cast("y6kb4tgw2cjr8ezh", "Mei Lindqvist", safety_order=2),
    "sam": Cast("q9fu5avz7nhd3xmw", "Sam Adeyemi"),
    "jonah": Cast("e2sj6pcr8ykb4vgt", "Jonah Pike", is_administrator=True, safety_order=1),
}
"""Everybody, by first name as the stories call them. Ids are fixed, so that each start can make a link."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A group of the demo, and what each of its people is in it."""

    id: str
    name: str
    purpose: str
    kind: GroupKind
    colour: int
    roles: dict[str, Role]


GROUPS = {
    "family": Circle(
        "m4tz8wqe6dyh2kcr",
        "Family support",
        "We bring the families that we think about on the way home.",
        GroupKind.PEER_CONSULTATION,
        0,
        {
            "jonah": Role.FACILITATOR,
            "ines": Role.MEMBER,
            "ruth": Role.MEMBER,
            "tomas": Role.MEMBER,
            "mei": Role.MEMBER,
            "sam": Role.MEMBER,
        },
    ),
    "crisis": Circle(
        "b7np3vjx9fgu5sak",
        "Crisis team",
        "Supervision of what cannot wait until next week.",
        GroupKind.SUPERVISION,
        1,
        {
            "jonah": Role.FACILITATOR,
            "ines": Role.MEMBER,
            "ruth": Role.MEMBER,
            "mei": Role.MEMBER,
            "sam": Role.MEMBER,
            "tomas": Role.OBSERVER,
        },
    ),
}


def open_house() -> None:
    """Put the organisation, its people and its groups into an empty database."""
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        organisation = unit.add(
            Organisation(
                name=ORGANISATION,
                crisis_contact="Duty lead, day and night: extension 4. Danger to life: emergency number.",
                crisis_link="https://larkfield.example/crisis",
            )
        )
        for one in PEOPLE.values():
            person = Person(id=one.id, name=one.name, email=one.email, safety_order=one.safety_order)
            person.is_administrator = one.is_administrator
            unit.session.add(person)
        unit.session.flush()
        for circle in GROUPS.values():
            name, purpose = screening.own(circle.name), screening.own(circle.purpose)
            group = Group(id=circle.id, name=name, purpose=purpose, kind=circle.kind, colour=circle.colour)
            unit.add(group)
            for key, role in circle.roles.items():
                unit.session.add(Membership(group_id=group.id, person_id=PEOPLE[key].id, role=role))
        unit.record("organisation.set_up", on=organisation)
