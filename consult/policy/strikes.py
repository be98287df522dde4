"""Who may take words out of a case for good."""

from __future__ import annotations

from consult.core.guard import No, Verdict
from consult.core.texts import _
from consult.models.actor import Actor
from consult.models.cases import Case


def can_strike(actor: Actor, case: Case) -> Verdict:
    """The presenter or a facilitator of the group, once it is posted; also when it is closed or withdrawn."""
    if actor.id != case.presenter_id and not actor.facilitates(case.group_id):
        return No(_("The presenter or a facilitator removes words. Tell one of them."))
    return case.version > 0 or No(_("This case is not posted yet. Change the words in the draft."))
