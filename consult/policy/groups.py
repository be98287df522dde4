"""Who may run a group, and who may come in."""

from __future__ import annotations

from consult.core.guard import No, Verdict
from consult.core.texts import _
from consult.models.actor import Actor
from consult.models.groups import Group, JoinRequest, Membership
from consult.models.people import Organisation


def can_facilitate(actor: Actor, group: Group) -> Verdict:
    """Facilitators invite, change roles, remove, answer requests and rename."""
    return actor.facilitates(group.id) or No(_("Only a facilitator of this group can do this."))


def can_make_group(actor: Actor, _organisation: Organisation) -> Verdict:
    """Administrators make groups and name their first facilitator."""
    return actor.is_administrator or actor.is_system or No(_("Only an administrator can make a group."))


def can_change_role(actor: Actor, membership: Membership, *, is_led: bool) -> Verdict:
    """Facilitators; an administrator only where no facilitator is left, and never for themselves."""
    if actor.facilitates(membership.group_id):
        return True
    rescues = not is_led and actor.is_administrator and actor.id != membership.person_id
    return rescues or No(_("Only a facilitator of this group can do this."))


def can_request_joining(actor: Actor, _group: Group) -> Verdict:
    """Administrators may ask for someone (or themselves) to be let in; a facilitator answers."""
    return actor.is_administrator or No(_("Ask a facilitator of the group to invite you."))


def can_answer_request(actor: Actor, request: JoinRequest) -> Verdict:
    """A facilitator of the group, and never for themselves."""
    return (actor.facilitates(request.group_id) and actor.id != request.person_id) or No(
        _("A facilitator of this group answers this.")
    )


def can_end_membership(actor: Actor, membership: Membership) -> Verdict:
    """Everyone may leave; facilitators may remove."""
    return (
        actor.id == membership.person_id
        or actor.facilitates(membership.group_id)
        or No(_("Only a facilitator of this group can do this."))
    )
