"""Secret links that let somebody in once: made here, kept as hashes, used up in the same transaction.

The token stands in the link alone. Whoever copies the database finds none that opens anything.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, select, update
from sqlalchemy.orm import Session

from consult.core import clock, keys
from consult.core.db import Sessions
from consult.core.errors import Answerable
from consult.core.ids import new_token
from consult.core.texts import _
from consult.core.unit import Unit, acting
from consult.models.actor import Actor
from consult.models.people import Link, Organisation
from consult.policy import can_revoke_link


class LinkKind(StrEnum):
    """What a link is for."""

    INVITE = "invite"
    RESET = "reset"
    SIGN_IN = "sign_in"
    EMAIL = "email"
    SETUP = "setup"


LASTS = {
    LinkKind.INVITE: dt.timedelta(hours=72),
    LinkKind.RESET: dt.timedelta(hours=24),
    LinkKind.SIGN_IN: dt.timedelta(hours=72),
    LinkKind.EMAIL: dt.timedelta(hours=24),
    LinkKind.SETUP: dt.timedelta(days=7),
}


class LinkGone(Answerable):
    """Used, revoked, too old, or never there: one answer for all."""

    code = "link_gone"
    status = 404

    @property
    def words(self) -> str:
        return _("This link was used already, or it is too old. Ask for a new one, or sign in.")


def make_link(
    unit: Unit[Actor],
    kind: LinkKind,
    *,
    email: str = "",
    person_id: str | None = None,
    group_id: str | None = None,
    role: str | None = None,
    case_id: str | None = None,
    once: str | None = None,
) -> tuple[str, Link]:
    """A new link and its token, which is shown once (and again to the same form sent twice: `token_for`).

    The same one made before (for the same person or address, and the same place) ends, so that there is
    never more than one that opens a door. The caller checks the permission and records what happened.
    """
    same = (Link.kind == kind) & (Link.email == email) & (Link.person_id.is_not_distinct_from(person_id))
    place = Link.group_id.is_not_distinct_from(group_id) & Link.case_id.is_not_distinct_from(case_id)
    end_links(unit, same & place)
    return put_link(
        unit,
        token_for(unit.actor, once, email or person_id or ""),
        Link(
            kind=kind,
            email=email,
            person_id=person_id,
            group_id=group_id,
            role=role,
            case_id=case_id,
            made_by_id=unit.actor.id,
        ),
    )


def token_for(actor: Actor, once: str | None, whom: str) -> str:
    """The token for a link that one form makes: sent twice, it is the same, and still not stored anywhere."""
    return keys.secret("link", f"{actor.id}\0{once}\0{whom}") if once else new_token()


def put_link(unit: Unit[Actor], token: str, link: Link) -> tuple[str, Link]:
    """Store a link under the hash of its token."""
    link.token_hash = keys.token_hash(token)
    link.expires_at = clock.now() + LASTS[LinkKind(link.kind)]
    return token, unit.add(link)


def end_links(unit: Unit[Actor], which: ColumnElement[bool]) -> None:
    """Revoke those that nobody has used yet."""
    unused = Link.used_at.is_(None) & Link.revoked_at.is_(None)
    unit.session.execute(update(Link).where(which, unused).values(revoked_at=clock.now()))


def alive() -> ColumnElement[bool]:
    """Can still be used."""
    return Link.used_at.is_(None) & Link.revoked_at.is_(None) & (Link.expires_at > clock.now())


def peek(kind: LinkKind, token: str) -> Link:
    """The link as its page shows it, nothing used up. Raises LinkGone."""
    with Sessions() as session:
        link = session.scalars(_by_token(kind, token)).first()
    if link is None:
        raise LinkGone
    return link


def use(session: Session, kind: LinkKind, token: str) -> Link:
    """Use a link up, together with what it does: of twenty at once, one gets it. Raises LinkGone."""
    link = session.scalars(_by_token(kind, token).with_for_update()).first()
    if link is None:
        raise LinkGone
    link.used_at = clock.now()
    return link


def _by_token(kind: LinkKind, token: str) -> Select[Link]:
    return select(Link).where(Link.kind == kind, Link.token_hash == keys.token_hash(token), alive())


def revoke_link(actor: Actor, link_id: str) -> None:
    """Take back a link that waits."""
    with acting(actor) as unit:
        link = unit.load(Link, link_id, may=can_revoke_link)
        if link.used_at is not None or link.revoked_at is not None:
            unit.unchanged("used or revoked already")
            return
        link.revoked_at = clock.now()
        stream = f"group:{link.group_id}" if link.group_id else Organisation.stream
        unit.record("link.revoked", on=stream, about=link)
