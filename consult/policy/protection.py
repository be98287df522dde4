"""Who may look at what was decided about finds."""

from __future__ import annotations

from consult.core.guard import No, Verdict
from consult.core.texts import _
from consult.models.actor import Actor
from consult.models.cases import Case


def can_read_kept(actor: Actor, case: Case) -> Verdict:
    """The presenter and the group's facilitators see what was kept in a case, and why."""
    looks_after = actor.id == case.presenter_id or actor.facilitates(case.group_id)
    return looks_after or No(_("The presenter and the facilitators of the group see this."))
