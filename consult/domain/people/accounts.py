"""What administrators do: accounts, safety contacts, links that wait, the state of mail. Never a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from consult.core import clock
from consult.core.errors import Refused, Unreadable
from consult.core.paging import Page, page_of, window
from consult.core.texts import N_, _
from consult.core.unit import Unit, acting, reading
from consult.domain import notices
from consult.domain.people import links, memberships
from consult.domain.people.sign_ins import end_all
from consult.models.actor import Actor
from consult.models.groups import Membership
from consult.models.notices import Letter
from consult.models.people import THE_ORGANISATION, Link, Organisation, Person, SignIn
from consult.policy import can_administer, can_manage_person

SHOWS = {"": N_("Everyone"), "administrators": N_("Administrators"), "closed": N_("Closed accounts")}
"""Ways to narrow the list of people."""
MOST_CONTACTS = 10


@dataclass(frozen=True, slots=True)
class Account:
    """One person's account as administrators see it."""

    person: Person
    memberships: Sequence[Membership]
    seen_at: dt.datetime | None
    """When they were last seen, if they are signed in anywhere."""


@dataclass(frozen=True, slots=True)
class MailState:
    """What became of the letters."""

    is_set: bool
    waiting: int
    given_up: int
    last_sent_at: dt.datetime | None


def people_of_organisation(
    actor: Actor, *, show: str = "", search: str = "", number: int = 1
) -> Page[Person]:
    """Accounts by name, a page at a time."""
    number, offset, limit = window(number)
    with reading(actor) as read:
        read.load(Organisation, THE_ORGANISATION, may=can_administer)
        query = select(Person).where(Person.visible_to(actor)).order_by(Person.name, Person.id)
        query = _narrowed(query, show, search)
        return page_of(read.session.scalars(query.offset(offset).limit(limit)).all(), number)


def _narrowed(query: Select[Person], show: str, search: str) -> Select[Person]:
    if show == "administrators":
        query = query.where(Person.is_administrator)
    query = query.where(Person.disabled_at.is_not(None) if show == "closed" else Person.disabled_at.is_(None))
    if search:
        found = (
            Person.name.icontains(search, autoescape=True),
            Person.email.icontains(search, autoescape=True),
        )
        query = query.where(or_(*found))
    return query


def colleagues(actor: Actor) -> Sequence[Person]:
    """Everyone with an open account, for a list to choose from (500 at most)."""
    with reading(actor) as read:
        query = select(Person).where(Person.visible_to(actor), Person.disabled_at.is_(None))
        return read.session.scalars(query.order_by(Person.name).limit(500)).all()


def account(actor: Actor, person_id: str) -> Account:
    """One account, with the groups that the person is in."""
    with reading(actor) as read:
        person = read.load(Person, person_id, may=can_manage_person)
        rows = read.session.scalars(
            select(Membership)
            .options(joinedload(Membership.group))
            .where(Membership.person_id == person_id, Membership.ended_at.is_(None))
            .where(Membership.visible_to(actor))
            .limit(50)
        ).all()
        alive = (SignIn.ended_at.is_(None), SignIn.expires_at > clock.now())
        seen = select(func.max(SignIn.seen_at)).where(SignIn.person_id == person_id, *alive)
        return Account(person, rows, read.session.scalar(seen))


def disable_person(actor: Actor, person_id: str) -> None:
    """Close an account: its sign-ins and links end now. What the person wrote stays."""
    with acting(actor) as unit:
        person = _hold(unit, person_id)
        if person.disabled_at is not None:
            unit.unchanged("closed already")
            return
        if person.is_administrator:
            _refuse_the_last(unit, person)
        person.disabled_at = clock.now()
        person.safety_order = None
        unit.record("person.disabled", on=person)
        end_all(unit, person)
        mine = or_(Link.person_id == person_id, Link.made_by_id == person_id, Link.email == person.email)
        links.end_links(unit, mine)


def enable_person(actor: Actor, person_id: str) -> None:
    """Open a closed account again; the person is back in their groups."""
    with acting(actor) as unit:
        person = _hold(unit, person_id)
        if person.disabled_at is None:
            unit.unchanged("open already")
            return
        person.disabled_at = None
        unit.record("person.enabled", on=person)


def set_administrator(actor: Actor, person_id: str, *, on: bool) -> None:
    """Make somebody administrator, or end it. They sign in anew, so that no old token gains the right."""
    with acting(actor) as unit:
        person = _hold(unit, person_id)
        if person.is_administrator is on:
            unit.unchanged("already so")
            return
        if person.disabled_at is not None:
            raise Refused(_("This account is closed. Open it first."))
        if not on:
            _refuse_the_last(unit, person)
        person.is_administrator = on
        unit.record("administrator.named" if on else "administrator.ended", on=person)
        end_all(unit, person)


def safety_contacts(actor: Actor) -> Sequence[Person]:
    """Who is asked when there is danger, in order."""
    with reading(actor) as read:
        query = select(Person).where(Person.visible_to(actor), Person.safety_order.is_not(None))
        return read.session.scalars(query.order_by(Person.safety_order).limit(MOST_CONTACTS)).all()


def arrange_safety_contacts(actor: Actor, person_ids: Sequence[str]) -> None:
    """Say who is asked when there is danger, in this order."""
    wanted = list(dict.fromkeys(person_ids))
    if len(wanted) > MOST_CONTACTS:
        raise Unreadable({"person_id": _("Name {count} people or fewer.").format(count=MOST_CONTACTS)})
    with acting(actor) as unit:
        organisation = unit.load(Organisation, THE_ORGANISATION, may=can_administer)
        before = unit.session.scalars(select(Person).where(Person.safety_order.is_not(None))).all()
        for person in before:
            person.safety_order = None
        for place, person_id in enumerate(wanted, start=1):
            person = unit.load(Person, person_id)
            if person.disabled_at is not None:
                raise Unreadable({"person_id": _("Choose a colleague from the list.")})
            person.safety_order = place
        unit.record("organisation.changed", on=organisation, fields=("safety_contacts",))


def move_safety_contact(actor: Actor, person_id: str, move: str) -> None:
    """One press on the list: add, up, down or out."""
    order = [person.id for person in safety_contacts(actor)]
    if move == "add":
        order.append(person_id)
    elif person_id in order:
        place = order.index(person_id)
        order.remove(person_id)
        if move != "out":
            order.insert(max(place + (1 if move == "down" else -1), 0), person_id)
    arrange_safety_contacts(actor, order)


def links_waiting(actor: Actor) -> Sequence[tuple[Link, str]]:
    """Invites that nobody has followed yet, with the name of who made each (100 at most)."""
    with reading(actor) as read:
        read.load(Organisation, THE_ORGANISATION, may=can_administer)
        waiting = (Link.kind == links.LinkKind.INVITE, links.alive(), Link.visible_to(actor))
        query = select(Link, Person.name).join(Person, Person.id == Link.made_by_id).where(*waiting)
        rows = read.session.execute(query.order_by(Link.created_at.desc()).limit(100)).all()
    return [(link, name) for link, name in rows]


def mail_state(actor: Actor) -> MailState:
    """Does mail go out?"""
    with reading(actor) as read:
        read.load(Organisation, THE_ORGANISATION, may=can_administer)
        open_ = Letter.sent_at.is_(None) & Letter.given_up_at.is_(None)
        query = select(
            func.count().filter(open_),
            func.count().filter(Letter.given_up_at.is_not(None)),
            func.max(Letter.sent_at),
        )
        waiting, given_up, last = read.session.execute(query).one()
    return MailState(notices.MAIL, waiting, given_up, last)


def _hold(unit: Unit[Actor], person_id: str) -> Person:
    """The person, with the organisation's row held: two administrators cannot both be the last to go."""
    if unit.actor.is_administrator:
        memberships.hold_off(unit, person_id)
    unit.load(Organisation, THE_ORGANISATION, may=can_administer)
    return unit.load(Person, person_id, may=can_manage_person)


def _refuse_the_last(unit: Unit[Actor], person: Person) -> None:
    others = (Person.is_administrator, Person.disabled_at.is_(None), Person.id != person.id)
    if unit.session.scalar(select(Person.id).where(*others).limit(1)) is None:
        raise Refused(_("Consult needs an administrator. Make somebody else administrator first."))
