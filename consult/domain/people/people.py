"""One's own account: name, address, password, and how Consult behaves for oneself."""

from __future__ import annotations

from sqlalchemy import func, select

from consult.core.db import Sessions
from consult.core.errors import SignedOut, Unreadable
from consult.core.events import Receipt
from consult.core.texts import N_, _
from consult.core.unit import Unit, acting
from consult.domain import notices
from consult.domain.people import links, passwords, signing_in, wordlists
from consult.domain.people.links import LinkGone, LinkKind
from consult.domain.people.organisations import the_organisation
from consult.domain.people.sign_ins import end_all
from consult.models.actor import Actor
from consult.models.groups import Group, Membership
from consult.models.people import Link, Person
from consult.policy import can_change_self

ANNOUNCEMENTS = {"all": N_("All"), "about_me": N_("Only about me"), "off": N_("Off")}
"""What a screen reader is told of as it happens."""
THEMES = {"": N_("As the device says"), "light": N_("Light"), "dark": N_("Dark")}


def change_settings(
    actor: Actor, *, name: str, announcements: str, shows_presence: bool, single_keys: bool
) -> None:
    """Change one's name, and what one hears, shows and presses."""
    wanted = {"name": name, "announcements": announcements}
    _change(actor, wanted | {"shows_presence": shows_presence, "single_keys": single_keys})


def change_theme(actor: Actor, theme: str) -> None:
    """Light, dark, or as the device says."""
    _change(actor, {"theme": theme})


def _change(actor: Actor, wanted: dict[str, object]) -> None:
    with acting(actor) as unit:
        person = unit.load(Person, actor.id or "", may=can_change_self)
        changed = [field for field, value in wanted.items() if getattr(person, field) != value]
        if not changed:
            unit.unchanged("already so")
            return
        for field in changed:
            setattr(person, field, wanted[field])
        # Only a name is seen by others; what they have open is drawn anew for it.
        kind = "person.changed" if "name" in changed else "settings.changed"
        unit.record(kind, on=person, fields=tuple(changed))
        if "name" in changed:
            wordlists.note_name(unit, person)


def change_password(actor: Actor, *, old: str, new: str, network: str, once: str | None = None) -> None:
    """Change one's password; all other devices are signed out, and open links end."""
    if _was_sent(actor, once):
        return
    seen = signing_in.check_password(actor, old, network, "old_password")
    passwords.check_choice(new, own_words(actor), "new_password")
    hashed = passwords.hash_password(new)
    with acting(actor, once) as unit:
        person = unit.load(Person, actor.id or "", may=can_change_self)
        if person.password_hash != seen:
            raise SignedOut
        person.password_hash = hashed
        unit.record("password.changed", on=person)
        end_all(unit, person, but=actor.sign_in_id)
        links.end_links(unit, Link.person_id == person.id)


def change_email(actor: Actor, *, email: str, password: str, network: str, once: str | None = None) -> bool:
    """Change one's address; with mail, once the new one has confirmed it. Says whether that is awaited."""
    email = even_address(email)
    if _was_sent(actor, once):
        return notices.MAIL
    signing_in.check_password(actor, password, network)
    with acting(actor, once) as unit:
        person = unit.load(Person, actor.id or "", may=can_change_self)
        if notices.MAIL:
            token, link = links.make_link(unit, LinkKind.EMAIL, email=email, person_id=person.id)
            notices.write_letter(unit, "email_change", email, f"/me/email/{token}")
            unit.record("email.asked", on=person, about=link)
        else:
            _set_email(unit, person, email)
    return notices.MAIL


def confirm_email(actor: Actor, token: str) -> None:
    """The new address is right: its owner followed the link that went there."""
    with acting(actor) as unit:
        person = unit.load(Person, actor.id or "", may=can_change_self)
        link = links.use(unit.session, LinkKind.EMAIL, token)
        if link.person_id != person.id:
            raise LinkGone
        _set_email(unit, person, link.email)


def _set_email(unit: Unit[Actor], person: Person, email: str) -> None:
    hold_address(unit, email, but=person.id)
    notices.write_letter(unit, "email_changed", person.email, "/me")
    person.email = email
    unit.record("email.changed", on=person)


def hold_address(unit: Unit[Actor], email: str, but: str | None = None) -> None:
    """Make sure that nobody (else) has this address, and that nobody takes it meanwhile."""
    if unit.session.get_bind().dialect.name == "postgresql":
        unit.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(email))))
    owner = unit.session.scalar(select(Person.id).where(Person.email == email))
    if owner not in {None, but}:
        raise Unreadable({"email": _("Another account has this address already.")})


def even_address(email: str) -> str:
    """An address fit to be stored. Raises Unreadable when it is none."""
    email = signing_in.even_email(email)
    name, at, host = email.rpartition("@")
    whole = name and at and ("." in host.strip(".") or host == "localhost")
    if not whole or any(char.isspace() for char in email):
        raise Unreadable({"email": _("Write the address in full, such as name@example.org.")})
    return email


def own_words(actor: Actor) -> list[str]:
    """What everybody here knows about a person: no password is made of it."""
    with Sessions() as session:
        email = session.scalar(select(Person.email).where(Person.id == actor.id)) or ""
    return [actor.name, email, *site_words(actor.id)]


def site_words(person_id: str | None = None) -> list[str]:
    """The organisation's name, and those of a person's groups."""
    mine = select(Group.name).join(Membership).where(Membership.person_id == person_id).limit(50)
    with Sessions() as session:
        groups = session.scalars(mine).all()
    return [the_organisation().name, *groups]


def _was_sent(actor: Actor, once: str | None) -> bool:
    """Did the same form have its effect already (a double press)? The old password fits no more then."""
    if once is None:
        return False
    with Sessions() as session:
        return session.get(Receipt, (actor.id, once)) is not None
