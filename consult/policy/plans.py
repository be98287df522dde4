"""Who may work on a plan."""

from __future__ import annotations

from consult.core.guard import No, Verdict
from consult.core.texts import _
from consult.models.actor import Actor
from consult.models.cases import Case, CaseState
from consult.models.plans import Plan, Step


def can_make_plan(actor: Actor) -> Verdict:
    """Everyone who works here may keep plans of their own."""
    return actor.id is not None


def can_change_plan(_actor: Actor, _plan: Plan) -> Verdict:
    """Whoever may know of a plan works on it: its worker and those they asked."""
    return True


def can_share_plan(actor: Actor, plan: Plan) -> Verdict:
    """Only its worker says who else works on it."""
    return actor.id == plan.owner_id or No(_("Only the worker whose plan this is can do this."))


def can_show_goals(actor: Actor, case: Case) -> Verdict:
    """The presenter decides what an open case shows of the plan."""
    return (actor.id == case.presenter_id and case.state in {CaseState.DRAFT, CaseState.OPEN}) or No(
        _("Only the colleague who presents this case can change it.")
    )


def can_change_step(_actor: Actor, _step: Step) -> Verdict:
    """Whoever works on the plan changes its steps."""
    return True


def can_record_outcome(_actor: Actor, _step: Step) -> Verdict:
    """Whoever works on the plan records how its steps went."""
    return True
