"""Invites: a link for one address, into the organisation, a group or a single case, for three days.

What a link opens is looked up when it is followed: whoever made it must hold that much at that moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from consult.core.db import Sessions
from consult.core.errors import Refused, Unreadable
from consult.core.texts import N_, _
from consult.core.unit import Unit, acting
from consult.domain import notices
from consult.domain.people import join_requests, links, memberships, passwords, people, sign_ins, wordlists
from consult.domain.people.links import LinkGone, LinkKind
from consult.models.actor import SYSTEM, Actor, load_actor
from consult.models.cases import Case, CasePerson
from consult.models.groups import Group, Role
from consult.models.people import THE_ORGANISATION, Link, Organisation, Person
from consult.policy import can_accept_invite, can_administer, can_facilitate, can_invite_guest

MOST = 30
"""Addresses in one go."""
PROMISE = (
    N_("Confidential: what is said here stays here."),
    N_("De-identified: I leave out what could point to a person, and I do not try to find out who it is."),
    N_("Kind: I speak of people as if they could read it."),
)
"""What everyone promises before they come in."""
AGREEMENT = (
    N_("We are guests in someone's case."),
    N_("Strengths come before gaps."),
    N_("We ask before we advise."),
    N_("If I think I know the person, I step back."),
    N_("Everyone may be wrong, and the presenter decides."),
    N_("Safety goes first."),
)
"""What a group agrees on."""


@dataclass(frozen=True, slots=True)
class Invited:
    """One invite just made: whom it is for, and the token that is shown once."""

    email: str
    token: str


@dataclass(frozen=True, slots=True)
class Invite:
    """What the invite's page shows."""

    email: str
    by: str
    group: str
    role: str
    to_case: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """Where an accepted invite leads: a case, a group, or Home (`asked`: a facilitator answers first)."""

    case_id: str | None = None
    group_id: str | None = None
    asked: bool = False


def addresses(text: str) -> list[str]:
    """The addresses somebody pasted, one a line (or by comma), each once. Raises Unreadable."""
    found: dict[str, None] = {}
    for number, line in enumerate(text.replace(",", "\n").replace(";", "\n").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found[people.even_address(line)] = None
        except Unreadable:
            words = _("Line {number} is not an e-mail address.").format(number=number)
            raise Unreadable({"emails": words}) from None
    if not found:
        raise Unreadable({"emails": _("Write at least one e-mail address.")})
    if len(found) > MOST:
        raise Unreadable({"emails": _("Invite {count} people or fewer in one go.").format(count=MOST)})
    return list(found)


def invite_to_group(
    actor: Actor, group_id: str, *, emails: Sequence[str], role: Role, once: str | None = None
) -> list[Invited]:
    """Facilitators invite into their group, new colleagues and known ones alike."""
    with acting(actor, once) as unit:
        group = unit.load(Group, group_id, may=can_facilitate)
        return _invite(unit, emails, once, group_id=group.id, role=role)


def invite_to_organisation(
    actor: Actor, *, emails: Sequence[str], group_id: str | None, role: Role, once: str | None = None
) -> list[Invited]:
    """Administrators invite into the organisation; into a group a facilitator of it lets them in."""
    with acting(actor, once) as unit:
        unit.load(Organisation, THE_ORGANISATION, may=can_administer)
        if group_id is None:
            return _invite(unit, emails, once)
        group = unit.load(Group, group_id)
        if group.closed_at is not None:
            raise Unreadable({"group_id": _("Choose one from the list.")})
        return _invite(unit, emails, once, group_id=group.id, role=role)


def _invite(
    unit: Unit[Actor],
    emails: Sequence[str],
    once: str | None,
    *,
    group_id: str | None = None,
    role: str | None = None,
) -> list[Invited]:
    if unit.again(Link):
        return [Invited(email, links.token_for(unit.actor, once, email)) for email in emails]
    place = f"group:{group_id}" if group_id else Organisation.stream
    made = []
    for email in emails:
        token, link = put_invite(unit, email, group_id=group_id, role=role, once=once)
        unit.record("link.made", on=place, about=link)
        made.append(Invited(email, token))
    return made


def put_invite(
    unit: Unit[Actor],
    email: str,
    *,
    group_id: str | None = None,
    role: str | None = None,
    case_id: str | None = None,
    once: str | None = None,
) -> tuple[str, Link]:
    """Store an invite and write its letter; the caller has checked the permission and records it."""
    place = {"group_id": group_id, "role": role, "case_id": case_id}
    token, link = links.make_link(unit, LinkKind.INVITE, email=email, once=once, **place)
    notices.write_letter(unit, "invite", email, f"/invites/{token}")
    return token, link


def look(token: str) -> Invite:
    """What an invite's page shows; nothing is used up. Raises LinkGone."""
    link = links.peek(LinkKind.INVITE, token)
    with Sessions() as session:
        by = session.scalar(select(Person.name).where(Person.id == link.made_by_id)) or ""
        group = session.scalar(select(Group.name).where(Group.id == link.group_id)) or ""
    return Invite(link.email, by, group, link.role or "", link.case_id is not None)


def accept(actor: Actor, token: str) -> Opened:
    """Follow an invite with the account that one has; its address must be the invited one."""
    with acting(actor) as unit:
        person = unit.load(Person, actor.id or "")
        link = links.use(unit.session, LinkKind.INVITE, token)
        unit.allow(can_accept_invite(person, link))
        return _admit(unit, link, person)


def accept_as_new(token: str, *, name: str, password: str, device: str) -> tuple[str, Opened]:
    """Follow an invite with a new account; returns its first sign-in's token."""
    invite = look(token)
    passwords.check_choice(password, [name, invite.email, invite.group, *people.site_words()])
    hashed = passwords.hash_password(password)
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        link = links.use(unit.session, LinkKind.INVITE, token)
        people.hold_address(unit, link.email)
        person = unit.add(Person(name=name, email=link.email, password_hash=hashed))
        unit.record("account.made", on=person)
        opened = _admit(unit, link, person)
        wordlists.note_name(unit, person)
        return sign_ins.open_sign_in(unit, person, device), opened


def _admit(unit: Unit[Actor], link: Link, person: Person) -> Opened:
    """Give what the inviter can give now, never more. Their rows are held, so nothing changes meanwhile."""
    if link.case_id is not None:
        return _admit_guest(unit, link, person)
    if link.group_id is None:
        unit.session.get(Organisation, THE_ORGANISATION, with_for_update=True)
        inviter = _inviter(unit, link)
        if not inviter.is_administrator:
            raise Refused(_no_longer())
        unit.record("invite.accepted", on=person, about=link)
        return Opened()
    group = unit.session.get(Group, link.group_id, with_for_update=True)
    inviter = _inviter(unit, link)
    if group is None or group.closed_at is not None:
        raise LinkGone
    if inviter.facilitates(group.id):
        memberships.put_in(unit, group, person.id, link.role or Role.MEMBER)
        unit.record("invite.accepted", on=person, about=link)
        return Opened(group_id=group.id)
    if not inviter.is_administrator:
        raise Refused(_no_longer())
    role = link.role or Role.MEMBER
    join_requests.put_request(unit, group, person.id, role, asked_by_id=inviter.id or "")
    return Opened(asked=True)


def _admit_guest(unit: Unit[Actor], link: Link, person: Person) -> Opened:
    """A guest on this one case, if whoever invited them may still do so."""
    case = unit.session.get(Case, link.case_id, with_for_update={"key_share": True})
    inviter = _inviter(unit, link)
    seen = select(Case.id).where(Case.id == link.case_id, Case.visible_to(inviter))
    if case is None or unit.session.scalar(seen) is None:
        raise LinkGone
    if not can_invite_guest(inviter, case):
        raise Refused(_no_longer())
    invited = (CasePerson.case_id == case.id) & (CasePerson.person_id == person.id)
    is_in = select(CasePerson.id).where(invited, CasePerson.ended_at.is_(None))
    if unit.session.scalar(is_in) is None and person.id != case.presenter_id:
        unit.add(CasePerson(case_id=case.id, person_id=person.id, role="guest"))
    unit.record("case.people_changed", on=case, about=case)
    return Opened(case_id=case.id)


def _inviter(unit: Unit[Actor], link: Link) -> Actor:
    inviter = load_actor(unit.session, link.made_by_id or "")
    if inviter is None:
        raise Refused(_no_longer())
    return inviter


def _no_longer() -> str:
    return _("The colleague who invited you can no longer let you in here. Ask for a new invite.")
