"""The sheet "Add to the plan", already filled in: two presses, no typing."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

import nh3
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from consult.core.unit import reading
from consult.domain.plans.steps import LONGEST
from consult.models.actor import Actor
from consult.models.cases import Case, CaseGoal
from consult.models.plans import Goal, Plan
from consult.models.suggestions import Adoption, Kind, Reply, ReplyWord, Suggestion
from consult.policy import can_adopt, can_choose_ideas

_SENTENCE_END = re.compile(r"(?<=[.!?…。？！])[\"'”’)\]]*(?=\s|$)|\n+")
_LINE_END = re.compile(r"</(?:p|li|blockquote)>|<(?:br|hr)>")
AT_ONCE = 20
"""Ideas that can be ticked for one "Add to plan"."""
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


@dataclass(frozen=True, slots=True)
class Proposal:
    """An idea that is not in the plan yet, and the step that its sheet would propose."""

    suggestion_id: str
    kind: str
    author_name: str
    words: str


def proposals(actor: Actor, case_id: str) -> tuple[Case, list[Proposal]]:
    """The ideas of my case that are not in the plan and got no other word, the oldest first."""
    with reading(actor) as read:
        case = read.load(Case, case_id, may=can_choose_ideas)
        query = (
            select(Suggestion)
            .outerjoin(Adoption, Adoption.suggestion_id == Suggestion.id)
            .outerjoin(Reply, Reply.suggestion_id == Suggestion.id)
            .where(
                Suggestion.case_id == case.id,
                Suggestion.taken_back_at.is_(None),
                Suggestion.kind.in_([Kind.IDEA, Kind.RESOURCE]),
                Adoption.id.is_(None),
                or_(Reply.id.is_(None), Reply.word == ReplyWord.NOT_NOW),
            )
            .options(joinedload(Suggestion.author))
            .order_by(Suggestion.posted_seq)
            .limit(AT_ONCE)
        )
        rows = read.session.scalars(query)
        return case, [Proposal(row.id, row.kind, row.author.name, first_sentence(row.html)) for row in rows]


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
