"""Proving who one is: by password, or by a link made for it. One answer for everything that is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from consult.core.db import Sessions
from consult.core.errors import Answerable, TooMany, Unreadable
from consult.core.texts import _
from consult.core.unit import acting
from consult.domain import notices
from consult.domain.people import links, passwords, throttle
from consult.domain.people.links import LinkGone, LinkKind
from consult.domain.people.sign_ins import open_sign_in
from consult.models.actor import SYSTEM, Actor
from consult.models.people import Person


class NotRecognised(Answerable):
    """No such account, a wrong password, or not allowed in: nobody outside learns which."""

    code = "not_recognised"
    status = 422

    @property
    def words(self) -> str:
        return _("The e-mail address and the password do not fit together. Check both, and try again.")


@dataclass(frozen=True, slots=True)
class _Known:
    id: str
    password_hash: str | None
    may_enter: bool


_KNOWN = select(Person.id, Person.password_hash, Person.disabled_at.is_(None))


def sign_in(email: str, password: str, *, network: str, device: str) -> str:
    """Open a sign-in for the right words; returns its token. Raises NotRecognised or TooMany."""
    email = even_email(email)
    count_try("sign_in", email, network)
    token = _look_and_enter(email, password, device) or _look_and_enter(email, password, device)
    if token is None:
        raise NotRecognised
    throttle.forgive("sign_in", email, network)
    return token


def _look_and_enter(email: str, password: str, device: str) -> str | None:
    """A sign-in's token, or None when the account changed while the password was looked at."""
    person = _look_up(email)
    hashed = person.password_hash if person and person.may_enter else None
    if not passwords.matches(password, hashed) or person is None or hashed is None:
        raise NotRecognised
    newer = passwords.hash_password(password) if passwords.is_outdated(hashed) else hashed
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        found = unit.load(Person, person.id)
        if found.password_hash != hashed or found.disabled_at is not None:
            unit.unchanged("changed in between")
            return None
        found.password_hash = newer
        return open_sign_in(unit, found, device)


def follow_link(token: str, *, device: str) -> str:
    """Sign in by a link made for it, once; returns the sign-in's token. Raises LinkGone."""
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        link = links.use(unit.session, LinkKind.SIGN_IN, token)
        person = unit.load(Person, link.person_id or "")
        if person.disabled_at is not None:
            raise LinkGone
        return open_sign_in(unit, person, device)


def whom(token: str) -> str:
    """The name of whom a sign-in link is for. Raises LinkGone."""
    person_id = links.peek(LinkKind.SIGN_IN, token).person_id
    with Sessions() as session:
        query = select(Person.name).where(Person.id == person_id, Person.disabled_at.is_(None))
        name = session.scalar(query)
    if name is None:
        raise LinkGone
    return name


def check_password(actor: Actor, password: str, network: str, field: str = "password") -> str:
    """Ask the signed-in person for their password again; returns its stored hash.

    Raises Unreadable about that field, or TooMany.
    """
    person = _by_id(actor.id or "")
    count_try("again", actor.id or "", network)
    if person is None or not passwords.matches(password, person.password_hash):
        raise Unreadable({field: _("This is not your password.")})
    throttle.forgive("again", person.id, network)
    return person.password_hash or ""


def count_try(door: str, account: str, network: str) -> None:
    """Count a try before it is looked at; when it has to wait, the owner hears of it once an hour."""
    try:
        throttle.take(door, account, network)
    except TooMany:
        if throttle.is_first("alert", account):
            _alert(account)
        raise


def _alert(email: str) -> None:
    """A letter to the owner, if there is one: someone keeps trying."""
    person = _look_up(email)
    if person is None or not person.may_enter:
        return
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        notices.write_letter(unit, "sign_in_attempts", email, "/sign-in")
        unit.record("sign_in.slowed", on=f"person:{person.id}", about=person)


def even_email(email: str) -> str:
    """An address as it is stored and compared."""
    return email.strip().lower()


def _look_up(email: str) -> _Known | None:
    with Sessions() as session:
        row = session.execute(_KNOWN.where(Person.email == email)).first()
    return _Known(*row) if row else None


def _by_id(person_id: str) -> _Known | None:
    with Sessions() as session:
        row = session.execute(_KNOWN.where(Person.id == person_id)).first()
    return _Known(*row) if row else None
