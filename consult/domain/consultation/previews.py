"""A draft as colleagues will see it: the same view of a case, made from words that are not posted yet."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from consult.core.errors import NotFound
from consult.core.markdown import renderer
from consult.core.texts import _
from consult.core.unit import Unit, reading
from consult.domain.cases.bodies import Body
from consult.domain.cases.case_facts import facts_of
from consult.domain.cases.chips import chip
from consult.domain.cases.drafts import draft_of
from consult.domain.cases.readiness import title_from
from consult.domain.cases.sections import SAFETY_STEPS, SECTIONS
from consult.domain.consultation.case_articles import QUESTION, Article, GoalView, SectionView, Who
from consult.models.actor import Actor
from consult.models.cases import Case, CaseState, Scope, Urgency
from consult.models.groups import Group
from consult.models.plans import Goal, Plan
from consult.policy import can_preview


def preview(actor: Actor, case_id: str) -> Article:
    """The draft as it would be read: for its presenter, and for the facilitator who was asked."""
    with reading(actor) as read:
        case = read.load(Case, case_id, may=can_preview)
        draft = draft_of(read, case_id)
        if draft is None:
            raise NotFound
        body: Body = draft.body
        group = read.find(Group, body["group_id"]) if body["scope"] == Scope.GROUP else None
        presenter = Who(case.presenter_id, case.presenter.name)
        goals = _goals(read, case, body["plan_id"])
        said = chip(replace(facts_of(read.session, [case])[case.id], state=CaseState.DRAFT))
    html = {section.key: renderer(body[section.key]) for section in SECTIONS if body[section.key].strip()}
    views = [
        SectionView(section.key, _(section.label), html[section.key])
        for section in SECTIONS
        if section.key in html and section.key != QUESTION
    ]
    step = SAFETY_STEPS.get(body["safety_step"], "") if body["urgency"] == Urgency.IMMINENT else ""
    return Article(
        id=case.id,
        codename=case.codename,
        state=CaseState.DRAFT,
        version=case.version + 1,
        title=body["title"].strip() or title_from(body["question"]),
        question=html.get(QUESTION, ""),
        sections=views,
        goals=goals,
        presenter=presenter,
        group=group.name if group else "",
        posted_at=None,
        consent=body["consent"],
        closing="",
        safety_step=f"{_(step)}: {body['safety_when'].strip()}" if step else "",
        urgency=body["urgency"],
        plan_id=body["plan_id"] or None,
        chip=said,
    )


def _goals(read: Unit[Actor], case: Case, plan_id: str) -> list[GoalView]:
    """The goals of the presenter's own plan, as the case would show them."""
    query = (
        select(Goal)
        .join(Plan, Plan.id == Goal.plan_id)
        .where(Plan.id == plan_id, Plan.owner_id == case.presenter_id, Goal.dropped_at.is_(None))
        .order_by(Goal.position)
    )
    goals = read.session.scalars(query).all()
    return [
        GoalView(goal.id, number, goal.title, goal.baseline, goal.level)
        for number, goal in enumerate(goals, 1)
    ]
