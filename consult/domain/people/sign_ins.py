"""Sign-ins: server-side, one a device, revocable; the browser holds a token and we hold its hash."""

from __future__ import annotations

import datetime as dt
import functools
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, select, update
from sqlalchemy.exc import SQLAlchemyError

from consult.core import clock, keys
from consult.core.db import Sessions, is_away
from consult.core.ids import new_token
from consult.core.unit import Unit, acting, reading
from consult.models.actor import Actor
from consult.models.groups import Group, Membership, Role
from consult.models.people import Person, SignIn, initials
from consult.policy import can_change_self, can_end_sign_in

log = logging.getLogger(__name__)

IDLE = dt.timedelta(minutes=30)
LONGEST = dt.timedelta(hours=12)
TOUCH_EVERY = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group as the side list shows it."""

    id: str
    name: str
    colour: int
    kind: str
    role: Role


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is signed in on this device, with what every page shows of them."""

    actor: Actor
    email: str
    theme: str
    announcements: str
    shows_presence: bool
    single_keys: bool
    groups: tuple[GroupLine, ...]
    seen_at: dt.datetime
    signed_in_at: dt.datetime
    idle_until: dt.datetime

    is_authenticated = True
    is_active = True
    is_anonymous = False

    @property
    def id(self) -> str:
        """The person's id."""
        return self.actor.id or ""

    @property
    def name(self) -> str:
        """The person's name."""
        return self.actor.name

    @property
    def initials(self) -> str:
        """Two letters for the round mark beside the name."""
        return initials(self.name)

    @property
    def is_administrator(self) -> bool:
        """Do they look after accounts and settings?"""
        return self.actor.is_administrator

    def get_id(self) -> str:
        """The id, as Flask-Login asks for it."""
        return self.id


def open_sign_in(unit: Unit[Actor], person: Person, device: str, longest: dt.timedelta = LONGEST) -> str:
    """A new sign-in for a person who has just proved who they are; returns the token, once."""
    token = new_token()
    expires = clock.now() + longest
    sign_in = SignIn(
        person_id=person.id, token_hash=keys.token_hash(token), device=device, expires_at=expires
    )
    unit.add(sign_in)
    unit.record("sign_in.opened", on=person, about=sign_in)
    return token


def who(token: str, idle: dt.timedelta = IDLE) -> Visitor | None:
    """The person behind a cookie, or None: unknown, ended, expired, idle too long, or disabled."""
    with Sessions() as session:
        rows = session.connection().execute(_behind_a_token(), {"token_hash": keys.token_hash(token)}).all()
    now = clock.now()
    if not rows or rows[0].expires_at <= now or rows[0].seen_at + idle <= now:
        return None
    row = rows[0]
    lines = tuple(
        GroupLine(line.group_id, line.group_name, line.colour, line.kind, Role(line.role))
        for line in rows
        if line.role is not None
    )
    groups = {line.id: line.role for line in lines}
    is_safety_contact = row.safety_order is not None
    actor = Actor(row.person_id, row.name, row.is_administrator, is_safety_contact, groups, row.id)
    return Visitor(
        actor,
        row.email,
        row.theme,
        row.announcements,
        row.shows_presence,
        row.single_keys,
        lines,
        row.seen_at,
        row.created_at,
        min(row.expires_at, row.seen_at + idle),
    )


@functools.cache
def _behind_a_token() -> Select[*tuple[Any, ...]]:
    """One row for each group that the person is in, or one without. Built once: every request asks this."""
    now_in = and_(Membership.person_id == Person.id, Membership.ended_at.is_(None))
    return (
        select(
            SignIn.id,
            SignIn.person_id,
            SignIn.seen_at,
            SignIn.created_at,
            SignIn.expires_at,
            Person.name,
            Person.email,
            Person.is_administrator,
            Person.safety_order,
            Person.theme,
            Person.announcements,
            Person.shows_presence,
            Person.single_keys,
            Group.id.label("group_id"),
            Group.name.label("group_name"),
            Group.colour,
            Group.kind,
            case((Group.id.is_not(None), Membership.role)).label("role"),
        )
        .join(Person, Person.id == SignIn.person_id)
        .outerjoin(Membership, now_in)
        .outerjoin(Group, and_(Group.id == Membership.group_id, Group.closed_at.is_(None)))
        .where(
            SignIn.token_hash == bindparam("token_hash"),
            SignIn.ended_at.is_(None),
            Person.disabled_at.is_(None),
        )
        .order_by(Group.name)
    )


def touch(visitor: Visitor) -> None:
    """Note that the person is there; at most once a minute, and only for what they did themselves."""
    if clock.now() - visitor.seen_at < TOUCH_EVERY:
        return
    try:
        with Sessions() as session:
            # Like the audit: a note about reading, written after the answer, no change of anything else.
            session.connection(execution_options={"writing": True})
            mine = SignIn.id == visitor.actor.sign_in_id
            session.execute(update(SignIn).where(mine).values(seen_at=clock.now()))
            session.commit()
    except SQLAlchemyError as problem:
        if not is_away(problem):
            raise
        log.warning("sign-in not noted: %s", type(problem).__name__)  # whoever reads, goes on reading


def sign_ins_of(actor: Actor) -> Sequence[SignIn]:
    """The devices on which this person is signed in now, the latest first (50 at most)."""
    with reading(actor) as read:
        query = (
            select(SignIn)
            .where(
                SignIn.visible_to(actor),
                SignIn.person_id == actor.id,
                SignIn.ended_at.is_(None),
                SignIn.expires_at > clock.now(),
            )
            .order_by(SignIn.seen_at.desc())
            .limit(50)
        )
        return read.session.scalars(query).all()


def sign_out(actor: Actor) -> None:
    """End this device's sign-in."""
    with acting(actor) as unit:
        sign_in = unit.load(SignIn, actor.sign_in_id or "", may=can_end_sign_in)
        sign_in.ended_at = clock.now()
        unit.record("sign_in.ended", on=f"person:{actor.id}", about=sign_in)


def end_sign_in(actor: Actor, sign_in_id: str) -> None:
    """End one of one's own other sign-ins."""
    with acting(actor) as unit:
        sign_in = unit.load(SignIn, sign_in_id, may=can_end_sign_in)
        sign_in.ended_at = sign_in.ended_at or clock.now()
        unit.record("sign_in.ended", on=f"person:{actor.id}", about=sign_in)


def sign_out_everywhere(actor: Actor) -> None:
    """End all of one's own sign-ins, this one too."""
    with acting(actor) as unit:
        person = unit.load(Person, actor.id or "", may=can_change_self)
        end_all(unit, person)


def end_all(unit: Unit[Actor], person: Person, but: str | None = None) -> None:
    """End every sign-in of a person (but one, if named): new password, disabled account, on request."""
    mine = (SignIn.person_id == person.id) & SignIn.ended_at.is_(None) & (SignIn.id != (but or ""))
    unit.session.execute(update(SignIn).where(mine).values(ended_at=clock.now()))
    unit.record("sign_ins.ended", on=person, about=person)
