"""The sheet "Add to the plan", already filled in: two presses, no typing."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

import nh3
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.core.unit import reading
from consult.domain.steps import LONGEST
from consult.models.actor import Actor
from consult.models.cases import CaseGoal
from consult.models.plans import Goal, Plan, Step
from consult.models.suggestions import Adoption, Suggestion
from consult.policy import can_adopt

_SENTENCE_END = re.compile(r"(?<=[.!?…。？！])[\"'”’)\]]*(?=\s|$)|\n+")
_LINE_END = re.compile(r"</(?:p|li|blockquote)>|<(?:br|hr)>")
SHORTEST = 20
"""Characters: "Yes." alone is no step, so the next sentence comes along."""


@dataclass(frozen=True, slots=True)
class AdoptionSheet:
    """What the sheet shows, with everything chosen already."""

    suggestion: Suggestion
    author_name: str
    codename: str
    words: str
    plan: Plan | None
    goals: list[Goal]
    goal_id: str
    """The goal that the suggestion named, or the only one there is; empty: none yet."""
    named_goal_is_gone: bool
    step_id: str
    """The step that it already is, or empty."""


def adoption_sheet(actor: Actor, suggestion_id: str) -> AdoptionSheet:
    """The filled-in sheet for one suggestion, with the plan's goals as they are now."""
    with reading(actor) as read:
        suggestion = read.load(Suggestion, suggestion_id, may=can_adopt)
        case = suggestion.case
        plan = read.find(Plan, case.plan_id) if case.plan_id else None
        goals = current_goals(read.session, plan) if plan else []
        named = goal_named(read.session, plan, suggestion) if plan else None
        step = select(Adoption.step_id).where(Adoption.suggestion_id == suggestion.id)
        return AdoptionSheet(
            suggestion,
            suggestion.author.name,
            case.codename,
            first_sentence(suggestion.html),
            plan,
            goals,
            named.id if named else "",
            bool(goals) and suggestion.goal_id is not None and named is None,
            read.session.scalars(step).first() or "",
        )


def current_goals(session: Session, plan: Plan) -> list[Goal]:
    """The goals that the plan has now, in order."""
    query = select(Goal).where(Goal.plan_id == plan.id, Goal.dropped_at.is_(None))
    return list(session.scalars(query.order_by(Goal.position, Goal.id)))


def goal_named(session: Session, plan: Plan, suggestion: Suggestion) -> Goal | None:
    """The plan's goal that a suggestion speaks of; where it names none, the only one there is."""
    goals = {goal.id: goal for goal in current_goals(session, plan)}
    if suggestion.goal_id is None:
        return next(iter(goals.values())) if len(goals) == 1 else None
    named = session.scalar(select(CaseGoal.goal_id).where(CaseGoal.id == suggestion.goal_id))
    return goals.get(named or "")


def step_of(actor: Actor, step_id: str) -> Step:
    """A step for a form about it."""
    with reading(actor) as read:
        step = read.load(Step, step_id)
        _ = step.plan, step.goal, step.suggested_by  # loaded while the session is open
        return step


def first_sentence(safe_html: str) -> str:
    """The first sentence of a suggestion as plain words, at most as long as a step."""
    lines = _LINE_END.sub("\n", safe_html)
    plain = html.unescape(nh3.clean(lines, tags=set())).strip()
    words = ""
    for sentence in _SENTENCE_END.split(plain):
        words = f"{words} {sentence.strip()}".strip()
        if len(words) >= SHORTEST:
            break
    if len(words) <= LONGEST:
        return words
    return words[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
