"""Who may look after accounts, links and the organisation."""

from __future__ import annotations

from consult.core.guard import No, Verdict
from consult.core.texts import _
from consult.models.actor import Actor
from consult.models.notices import Notice
from consult.models.people import Link, Organisation, Person, SignIn


def can_administer(actor: Actor, _organisation: Organisation) -> Verdict:
    """Administrators look after accounts and settings."""
    return actor.is_administrator or actor.is_system or No(_("Only an administrator can change this."))


def can_manage_person(actor: Actor, _person: Person) -> Verdict:
    """Administrators disable accounts and make new-password links."""
    return actor.is_administrator or No(_("Only an administrator can change this."))


def can_change_self(actor: Actor, person: Person) -> Verdict:
    """Name, e-mail, password and settings are one's own."""
    return actor.id == person.id


def can_end_sign_in(actor: Actor, sign_in: SignIn) -> Verdict:
    """One's own devices only."""
    return actor.id == sign_in.person_id


def can_revoke_link(actor: Actor, link: Link) -> Verdict:
    """Who made it, its group's facilitators, and administrators."""
    return actor.id == link.made_by_id or actor.is_administrator or actor.facilitates(link.group_id)


def can_accept_invite(person: Person, link: Link) -> Verdict:
    """An invite is for one address."""
    return person.email == link.email or No(_("This invite is for another address."))


def can_read_notice(actor: Actor, notice: Notice) -> Verdict:
    """One's own notices only."""
    return actor.id == notice.person_id
