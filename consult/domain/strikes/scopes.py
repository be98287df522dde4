"""How far a case reaches: its own rows, the plans that came from it, and what other cases show of these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, or_, select, union
from sqlalchemy.orm import Session

from consult.core.db import Base
from consult.models.askings import Asking
from consult.models.cases import Case, CaseGoal, CaseSection, CaseVersion, Draft, Kept
from consult.models.doubts import Doubt
from consult.models.outcomes import Outcome
from consult.models.plans import Barrier, Goal, Plan, PlanVersion, Step
from consult.models.protection import StandIn
from consult.models.suggestions import Adoption, Reply, Suggestion, SuggestionEdit


@dataclass(frozen=True, slots=True)
class Scope:
    """The case, and its plans."""

    case_id: str
    plan_ids: Sequence[str]


def scope_of(session: Session, case_id: str) -> Scope:
    """The plans that came from a case: its own, those of its adopted suggestions, those of its goals."""
    adopted = (
        select(Step.plan_id)
        .join(Adoption, Adoption.step_id == Step.id)
        .join(Suggestion, Suggestion.id == Adoption.suggestion_id)
        .where(Suggestion.case_id == case_id)
    )
    suggested = select(Step.plan_id).join(Suggestion).where(Suggestion.case_id == case_id)
    shown = (
        select(Goal.plan_id).join(CaseGoal, CaseGoal.goal_id == Goal.id).where(CaseGoal.case_id == case_id)
    )
    own = select(Case.plan_id).where(Case.id == case_id, Case.plan_id.is_not(None))
    ids = session.execute(union(own, adopted, suggested, shown)).scalars()
    return Scope(case_id, sorted(ids))


def hold(session: Session, case_id: str) -> Scope:
    """Hold all that may change under the writer's hands, in the order that every writer keeps."""
    scope = scope_of(session, case_id)
    steps = select(Step.id).where(Step.plan_id.in_(scope.plan_ids))
    of_steps = select(Suggestion.case_id).join(Adoption).where(Adoption.step_id.in_(steps))
    cases = or_(Case.id == case_id, Case.plan_id.in_(scope.plan_ids), Case.id.in_(of_steps))
    for rows in (
        select(Case.id).where(cases).order_by(Case.id),
        select(Plan.id).where(Plan.id.in_(scope.plan_ids)).order_by(Plan.id),
        select(Step.id).where(Step.plan_id.in_(scope.plan_ids)).order_by(Step.id),
        select(Suggestion.id).where(Suggestion.case_id == case_id).order_by(Suggestion.id),
    ):
        session.execute(rows.with_for_update(key_share=True)).all()
    return scope_of(session, case_id)


def rows_of(model: type[Any], scope: Scope) -> Select[Any]:
    """The rows of one table that belong to a case or to its plans."""
    return select(model).where(_BELONGS[model](scope)).order_by(model.id)


def in_plans(scope: Scope) -> CompoundSelect[str]:
    """The ids under which is kept what was decided about words of the plans."""
    outcomes = select(Outcome.id).where(Outcome.step_id.in_(_steps(scope)))
    return union(select(Plan.id).where(Plan.id.in_(scope.plan_ids)), _steps(scope), outcomes)


def _mine(scope: Scope) -> Select[str]:
    return select(Suggestion.id).where(Suggestion.case_id == scope.case_id)


def _steps(scope: Scope) -> Select[str]:
    return select(Step.id).where(Step.plan_id.in_(scope.plan_ids))


def _goals(scope: Scope) -> Select[str]:
    return select(Goal.id).where(Goal.plan_id.in_(scope.plan_ids))


def _sections(scope: Scope) -> ColumnElement[bool]:
    versions = select(CaseVersion.id).where(CaseVersion.case_id == scope.case_id)
    return CaseSection.version_id.in_(versions)


_BELONGS: dict[type[Base], Callable[[Scope], ColumnElement[bool]]] = {
    Case: lambda scope: Case.id == scope.case_id,
    Asking: lambda scope: Asking.case_id == scope.case_id,
    Doubt: lambda scope: Doubt.case_id == scope.case_id,
    CaseVersion: lambda scope: CaseVersion.case_id == scope.case_id,
    CaseSection: _sections,
    CaseGoal: lambda scope: (CaseGoal.case_id == scope.case_id) | CaseGoal.goal_id.in_(_goals(scope)),
    Draft: lambda scope: Draft.case_id == scope.case_id,
    StandIn: lambda scope: StandIn.case_id == scope.case_id,
    Kept: lambda scope: (Kept.case_id == scope.case_id) | Kept.about_id.in_(in_plans(scope)),
    Suggestion: lambda scope: Suggestion.case_id == scope.case_id,
    SuggestionEdit: lambda scope: SuggestionEdit.suggestion_id.in_(_mine(scope)),
    Reply: lambda scope: Reply.suggestion_id.in_(_mine(scope)),
    Adoption: lambda scope: Adoption.suggestion_id.in_(_mine(scope)) | Adoption.step_id.in_(_steps(scope)),
    Plan: lambda scope: Plan.id.in_(scope.plan_ids),
    PlanVersion: lambda scope: PlanVersion.plan_id.in_(scope.plan_ids),
    Goal: lambda scope: Goal.plan_id.in_(scope.plan_ids),
    Barrier: lambda scope: Barrier.plan_id.in_(scope.plan_ids),
    Step: lambda scope: Step.plan_id.in_(scope.plan_ids),
    Outcome: lambda scope: Outcome.step_id.in_(_steps(scope)),
}
"""Which rows of a table belong to a case."""
