"""Plans and ideas for tests: Ines presents, Ruth has ideas."""

from __future__ import annotations

from consult.core.db import Sessions
from consult.domain.consultation.suggestions import post_suggestion
from consult.domain.plans.adoptions import adopt
from consult.domain.plans.plans import GoalDraft, create_plan
from consult.models.cases import Case, CaseGoal
from consult.models.plans import Goal, Plan, Step
from consult.models.suggestions import Kind, Suggestion
from tests.people import INES, RUTH, actor
from tests.stories import posted

GATE = "Walk past the gate one evening. Then go home and call that a success."
GOAL = GoalDraft("Gets to school three mornings a week", domain="education", baseline=-2)
CALM = GoalDraft("Mornings are calmer at home", baseline=-1)


def an_idea(
    case: Case, body: str = GATE, kind: Kind = Kind.IDEA, *, goal: str = "", who: str = RUTH
) -> Suggestion:
    """Ruth's idea on a case; `goal` is the id of a goal as the case shows it."""
    return post_suggestion(actor(who), case.id, kind=kind, body=body, kept={}, goal_id=goal or None)


def a_plan(case: Case | None = None, *goals: GoalDraft) -> Plan:
    """Ines' plan with two goals, on a case or before it."""
    return create_plan(actor(INES), case_id=case.id if case else None, goals=goals or (GOAL, CALM), kept={})


def goals_of(plan: Plan) -> list[Goal]:
    """A plan's goals, in order."""
    with Sessions() as session:
        return list(session.get_one(Plan, plan.id).goals)


def shown_on(case: Case) -> list[CaseGoal]:
    """The goals that a case shows, in order."""
    with Sessions() as session:
        rows = session.query(CaseGoal).filter_by(case_id=case.id).order_by(CaseGoal.position)
        return list(rows)


def an_adopted_idea() -> tuple[Case, Plan, Suggestion, Step]:
    """A case with a plan, and Ruth's idea in it for the first goal."""
    case = posted()
    plan = a_plan(case)
    idea = an_idea(case, goal=shown_on(case)[0].id)
    step = adopt(actor(INES), idea.id, words="Walk past the gate", goal_id=goals_of(plan)[0].id)
    return case, plan, idea, step
