"""Who acts: a person with what they may enter, as the database knows them at this moment."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import Session

from consult.core import clock
from consult.core.db import UTC
from consult.core.errors import SignedOut
from consult.models.groups import Group, Membership, Role
from consult.models.people import Person, SignIn


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person. `groups` maps the groups that they are in now to their role there."""

    id: str | None
    name: str = ""
    is_administrator: bool = False
    is_safety_contact: bool = False
    groups: Mapping[str, Role] = field(default_factory=dict, hash=False)
    sign_in_id: str | None = None

    @property
    def is_system(self) -> bool:
        """Set-up, the command line and jobs act as the system; no person does."""
        return self.id is None

    @property
    def facilitated(self) -> list[str]:
        """The groups that this person leads."""
        return [group_id for group_id in self.groups if self.facilitates(group_id)]

    @property
    def group_ids(self) -> list[str]:
        """The groups that this person is in."""
        return list(self.groups)

    @property
    def ids(self) -> dict[str, Any]:
        """What stands in the places of `WHOEVER` for this person."""
        return {
            "actor_id": self.id,
            "actor_group_ids": self.group_ids,
            "actor_facilitated": self.facilitated,
        }

    def facilitates(self, group_id: str | None) -> bool:
        """Is this person a facilitator of the group?"""
        return group_id is not None and self.groups.get(group_id) is Role.FACILITATOR

    def refreshed(self, session: Session) -> Self:
        """The same actor as of now. Raises SignedOut when disabled or when the sign-in has ended.

        Holds off those who take rights away (`take_rights_from`) until this transaction ends, so that a
        removal and a write in flight have an order on PostgreSQL too.
        """
        if self.id is None:
            return self
        if _is_postgres(session):
            session.execute(select(func.pg_advisory_xact_lock_shared(func.hashtext(self.id))))
        again = load_actor(session, self.id, self.sign_in_id)
        if again is None:
            raise SignedOut
        return type(self)(
            again.id,
            again.name,
            again.is_administrator,
            again.is_safety_contact,
            again.groups,
            self.sign_in_id,
        )


SYSTEM = Actor(None, "Consult")


def take_rights_from(session: Session, person_id: str) -> None:
    """Wait for this person's writes in flight, and let later ones see what is taken away now.

    Call it before ending a membership, an account or a sign-in. SQLite has one writer anyway. It is not
    a lock on the row: two writers who share a row and then both change it would wait for each other.
    """
    if _is_postgres(session):
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(person_id))))


def _is_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def load_actor(session: Session, person_id: str, sign_in_id: str | None = None) -> Actor | None:
    """The person with their memberships in one query, or None when they may not act."""
    session.flush()  # what this unit has changed so far, holds already
    asked: dict[str, Any] = {"person_id": person_id}
    if sign_in_id is not None:
        asked |= {"sign_in_id": sign_in_id, "now": clock.now()}
    rows = session.connection().execute(_rights(of_sign_in=sign_in_id is not None), asked).all()
    if not rows:
        return None
    name, is_administrator, safety_order = rows[0][:3]
    groups: dict[str, Role] = {group_id: Role(role) for *_rest, group_id, role in rows if group_id}
    return Actor(person_id, name, is_administrator, safety_order is not None, groups, sign_in_id)


@functools.cache
def _rights(*, of_sign_in: bool) -> Select[*tuple[Any, ...]]:
    """A row for each group that the person is in. Built once: every change asks this."""
    now_in = (Membership.person_id == Person.id) & Membership.ended_at.is_(None) & _group_is_open()
    query = (
        select(
            Person.name,
            Person.is_administrator,
            Person.safety_order,
            Membership.group_id,
            Membership.role,
        )
        .outerjoin(Membership, now_in)
        .where(Person.id == bindparam("person_id"), Person.disabled_at.is_(None))
    )
    if not of_sign_in:
        return query
    alive = select(SignIn.id).where(
        SignIn.id == bindparam("sign_in_id"),
        SignIn.person_id == Person.id,
        SignIn.ended_at.is_(None),
        SignIn.expires_at > bindparam("now", type_=UTC),
    )
    return query.where(alive.exists())


def _group_is_open() -> ColumnElement[bool]:
    return select(Group.id).where(Group.id == Membership.group_id, Group.closed_at.is_(None)).exists()
