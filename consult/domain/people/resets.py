"""A forgotten password: a link by mail, or one that an administrator makes. It works once, for a day."""

from __future__ import annotations

from sqlalchemy import select

from consult.core.db import Sessions
from consult.core.errors import Refused
from consult.core.texts import _
from consult.core.unit import acting
from consult.domain import notices
from consult.domain.people import links, memberships, passwords, people, sign_ins, signing_in, throttle
from consult.domain.people.links import LinkGone, LinkKind
from consult.models.actor import SYSTEM, Actor
from consult.models.groups import Membership, Role
from consult.models.people import Link, Person
from consult.policy import can_manage_person


def ask_for_link(email: str, *, network: str) -> None:
    """Send a link to this address, if somebody has it. The answer is the same when nobody does.

    Something is written in both cases: how long the answer takes is not to tell who has an account.
    """
    email = signing_in.even_email(email)
    signing_in.count_try("reset", email, network)
    if not notices.MAIL:
        return
    with Sessions() as session:
        known = (Person.email == email) & Person.disabled_at.is_(None)
        person_id = session.scalar(select(Person.id).where(known))
    if person_id is None:
        throttle.note_nobody(email)
        return
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        person = unit.load(Person, person_id)
        token, link = links.make_link(unit, LinkKind.RESET, person_id=person_id)
        notices.write_letter(unit, "reset", person.email, f"/new-password/{token}")
        unit.record("link.made", on=person, about=link)


def make_link_for(actor: Actor, person_id: str, *, once: str | None = None) -> str:
    """An administrator makes a link for somebody; returns its token, to hand on.

    It ends all sign-ins of that person, who hears of it, as do the facilitators of their groups.
    """
    with acting(actor, once) as unit:
        if unit.actor.is_administrator:
            memberships.hold_off(unit, person_id)
        person = unit.load(Person, person_id, may=can_manage_person)
        if unit.again(Link):
            return links.token_for(unit.actor, once, person_id)
        if person.id == actor.id:
            raise Refused(_("Change your own password on your page."))
        if person.disabled_at is not None:
            raise Refused(_("This account is closed. Open it first."))
        token, link = links.make_link(unit, LinkKind.RESET, person_id=person_id, once=once)
        unit.record("link.made", on=person, about=link)
        sign_ins.end_all(unit, person)
        notices.write_letter(unit, "reset", person.email, f"/new-password/{token}")
        mine = select(Membership.group_id).where(
            Membership.person_id == person_id, Membership.ended_at.is_(None)
        )
        leads = select(Membership.person_id).where(
            Membership.group_id.in_(mine), Membership.role == Role.FACILITATOR, Membership.ended_at.is_(None)
        )
        for reader in {person_id, *unit.session.scalars(leads)}:
            notices.tell_person(unit, reader, "password_reset", about_id=person_id)
    return token


def whose(token: str) -> str:
    """The address of whom a link is for, which a password manager asks for. Raises LinkGone."""
    link = links.peek(LinkKind.RESET, token)
    with Sessions() as session:
        query = select(Person.email).where(Person.id == link.person_id, Person.disabled_at.is_(None))
        email = session.scalar(query)
    if email is None:
        raise LinkGone
    return email


def set_password(token: str, password: str, *, device: str) -> str:
    """Choose a new password by a link, once; all devices are signed out but this new one."""
    link = links.peek(LinkKind.RESET, token)
    with Sessions() as session:
        name, email = session.execute(
            select(Person.name, Person.email).where(Person.id == link.person_id)
        ).one()
    passwords.check_choice(password, [name, email, *people.site_words(link.person_id)])
    hashed = passwords.hash_password(password)
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        memberships.hold_off(unit, link.person_id or "")
        links.use(unit.session, LinkKind.RESET, token)
        person = unit.load(Person, link.person_id or "")
        if person.disabled_at is not None:
            raise LinkGone
        person.password_hash = hashed
        unit.record("password.changed", on=person)
        sign_ins.end_all(unit, person)
        links.end_links(unit, Link.person_id == person.id)
        return sign_ins.open_sign_in(unit, person, device)
