"""Adoption: a suggestion becomes a step of the plan, and the loop goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, select

from consult.core import clock
from consult.core.errors import NotFound, Refused, Unreadable
from consult.core.texts import _, ngettext
from consult.core.unit import Unit, acting, reading
from consult.core.words import Clear
from consult.domain import screening
from consult.domain.keeping import kept_for
from consult.domain.notices import tell_person
from consult.domain.plans.adoption_sheets import AT_ONCE, first_sentence, goal_named
from consult.domain.plans.plan_cases import cases_beside, may_hear, may_plan_for
from consult.domain.plans.plan_making import new_plan
from consult.domain.plans.plan_versions import keep_version
from consult.domain.plans.steps import StepDraft, due_date, put_step
from consult.domain.plans.wordings import today
from consult.models.actor import Actor
from consult.models.cases import Case
from consult.models.notices import Notice
from consult.models.plans import Plan, Responsible, Step, StepState
from consult.models.suggestions import Adoption, Kind, Reply, ReplyWord, Suggestion
from consult.policy import can_adopt

TWO_WEEKS = "two_weeks"
"""When a step is due if nobody says otherwise."""
REPLY_FOR = {
    Kind.IDEA: ReplyWord.WILL_TRY,
    Kind.RESOURCE: ReplyWord.WILL_TRY,
    Kind.VIEW: ReplyWord.CHANGES_HOW_I_SEE_IT,
    Kind.BLIND_SPOT: ReplyWord.CHANGES_HOW_I_SEE_IT,
    Kind.WATCH_OUT: ReplyWord.ACTING_ON_IT,
}
"""What the presenter has said, by making a step of it."""


def adopt(  # noqa: PLR0913 - the fields of the sheet
    actor: Actor,
    suggestion_id: str,
    *,
    words: str,
    goal_id: str | None = None,
    responsible: Responsible = Responsible.WORKER,
    due_on: dt.date | None = None,
    measure: str = "goal",
    talked_through: str = "next_meeting",
    kept: Mapping[str, str] | None = None,
    client_id: str | None = None,
) -> Step:
    """Add a suggestion to the plan as a step. Without a plan this makes one; twice it stays one step."""
    draft = StepDraft(words, goal_id, responsible, due_on, measure, talked_through)
    case_id, earlier = _case_of(actor, [suggestion_id])
    known = {**earlier, **(kept or {})}
    beside = _beside(actor, case_id)
    screened = screening.clear(actor, {"words": words}, known, case_id=case_id, beside=beside)
    with acting(actor, client_id) as unit:
        case = unit.load(Case, case_id)
        suggestion = unit.load(Suggestion, suggestion_id, may=can_adopt)
        if again := unit.again(Step):
            return again
        if step := _step_of(unit, suggestion):
            unit.unchanged("in the plan already")
            return step
        plan, is_new = _plan_of(unit, case)
        step = _adopt(unit, case, plan, suggestion, draft, screened["words"])
        screening.keep(unit, step.id, screened)
        why = _("Step from {name}’s idea").format(name=_first_name(suggestion))
        _finish(unit, case, plan, why, is_new=is_new)
    return step


def adopt_many(
    actor: Actor,
    case_id: str,
    suggestion_ids: Sequence[str],
    *,
    kept: Mapping[str, str] | None = None,
    client_id: str | None = None,
) -> list[Step]:
    """Add several suggestions at once, each with what its sheet would propose."""
    wanted = list(dict.fromkeys(suggestion_ids))
    if not wanted or len(wanted) > AT_ONCE:
        raise Unreadable({"suggestion": _("Choose between 1 and {most} ideas.").format(most=AT_ONCE)})
    found_case, earlier = _case_of(actor, wanted)
    if found_case != case_id:
        raise NotFound
    with reading(actor) as read:
        rows = read.session.scalars(select(Suggestion).where(Suggestion.id.in_(wanted)))
        texts = {row.id: first_sentence(row.html) for row in rows}
    due_on = due_date(TWO_WEEKS, None, today())
    known = {**earlier, **(kept or {})}
    screened = screening.clear(actor, texts, known, case_id=case_id, beside=_beside(actor, case_id))
    with acting(actor, client_id) as unit:
        case = unit.load(Case, case_id)
        suggestions = [unit.load(Suggestion, id_, may=can_adopt) for id_ in sorted(wanted)]
        if unit.again(Step):
            return [step for row in suggestions if (step := _step_of(unit, row))]
        suggestions = [row for row in suggestions if _step_of(unit, row) is None]
        if not suggestions:
            unit.unchanged("all in the plan already")
            return []
        plan, is_new = _plan_of(unit, case)
        steps = []
        for suggestion in sorted(suggestions, key=lambda row: row.posted_seq):
            goal = goal_named(unit.session, plan, suggestion)
            draft = StepDraft(screened[suggestion.id], goal.id if goal else None, due_on=due_on)
            steps.append(_adopt(unit, case, plan, suggestion, draft, screened[suggestion.id]))
        screening.keep(unit, steps[0].id, screened)
        count = len(steps)
        why = ngettext("{count} step from consultation", "{count} steps from consultation", count)
        _finish(unit, case, plan, why.format(count=count), is_new=is_new)
    return steps


def undo_adoption(actor: Actor, suggestion_id: str, *, client_id: str | None = None) -> Suggestion:
    """Take a step back out of the plan, as long as no outcome is known; the reply is what it was."""
    case_id, _earlier = _case_of(actor, [suggestion_id])
    with acting(actor, client_id) as unit:
        case = unit.load(Case, case_id)
        suggestion = unit.load(Suggestion, suggestion_id, may=can_adopt)
        if again := unit.again(Suggestion):
            return again
        adoption = suggestion.adoption
        if adoption is None:
            unit.unchanged("not in the plan")
            return suggestion
        if adoption.verdict is not None:
            raise Refused(_("Its outcome is known already, so it stays in the plan."))
        step = unit.session.get_one(Step, adoption.step_id)
        step.state = StepState.DROPPED
        plan = unit.session.get_one(Plan, step.plan_id, with_for_update={"key_share": True})
        _bring_back_reply(unit, suggestion, adoption)
        unit.session.delete(adoption)
        told = Notice.kind == "adopted", Notice.about_id == suggestion.id, Notice.read_at.is_(None)
        unit.session.execute(delete(Notice).where(*told))
        case.moved_at = clock.now()
        keep_version(unit, plan, screening.own(_("A step was taken back")))
        unit.record("suggestion.replied", on=suggestion, about=suggestion)
        unit.record("plan.step_changed", on=plan, about=step, fields=("state",))
    return suggestion


def _case_of(actor: Actor, suggestion_ids: Iterable[str]) -> tuple[str, dict[str, str]]:
    """The one case of these suggestions, and what their authors kept. Raises NotFound."""
    wanted = set(suggestion_ids)
    with reading(actor) as read:
        query = select(Suggestion.id, Suggestion.case_id).where(Suggestion.id.in_(wanted))
        rows = read.session.execute(query.where(Suggestion.visible_to(actor))).all()
        cases = {row.case_id for row in rows}
        if len(rows) != len(wanted) or len(cases) != 1:
            raise NotFound
        return cases.pop(), kept_for(read.session, *wanted)


def _beside(actor: Actor, case_id: str) -> list[str]:
    """The plan's other cases, whose struck words stay out of it too; nothing for who may not plan here."""
    if not may_plan_for(actor, case_id):
        return []
    with reading(actor) as read:
        plan_id = read.load(Case, case_id).plan_id
        return cases_beside(read.session, plan_id) if plan_id else []


def _step_of(unit: Unit[Actor], suggestion: Suggestion) -> Step | None:
    query = (
        select(Step)
        .join(Adoption, Adoption.step_id == Step.id)
        .where(Adoption.suggestion_id == suggestion.id)
    )
    return unit.session.scalars(query).first()


def _plan_of(unit: Unit[Actor], case: Case) -> tuple[Plan, bool]:
    """The case's plan, or a new one under its codename, and whether it is new."""
    plan = unit.find(Plan, case.plan_id) if case.plan_id else None
    if plan is not None:
        return plan, False
    plan = new_plan(unit, case.codename)
    case.plan_id = plan.id
    return plan, True


def _adopt(
    unit: Unit[Actor], case: Case, plan: Plan, suggestion: Suggestion, draft: StepDraft, words: Clear
) -> Step:
    step = put_step(unit, plan, draft, words)
    step.suggestion_id, step.suggested_by_id = suggestion.id, suggestion.author_id
    goal = step.goal
    unit.add(
        Adoption(
            suggestion_id=suggestion.id,
            step_id=step.id,
            words=words,
            as_suggested=suggestion.body,
            goal=goal.title if goal else None,
            level_then=goal.level if goal else None,
            reply_before=_say_reply(unit, suggestion),
        )
    )
    unit.record("plan.step_added", on=plan, about=step)
    unit.record("suggestion.adopted", on=suggestion, about=suggestion)
    if may_hear(unit, suggestion.author_id, case):
        tell_person(unit, suggestion.author_id, "adopted", case_id=case.id, about_id=suggestion.id)
    return step


def _say_reply(unit: Unit[Actor], suggestion: Suggestion) -> str:
    """Making a step of it is a reply. Returns what the reply was before, for undo."""
    word, reply = REPLY_FOR[Kind(suggestion.kind)], suggestion.reply
    if reply is None:
        unit.session.add(Reply(suggestion_id=suggestion.id, by_id=unit.actor.id, word=word))
        return ""
    before = f"{reply.word} {reply.reason}".strip()
    if word is ReplyWord.WILL_TRY and reply.word != word:
        reply.word, reply.reason, reply.at, reply.by_id = word, "", clock.now(), unit.actor.id or ""
    return before


def _bring_back_reply(unit: Unit[Actor], suggestion: Suggestion, adoption: Adoption) -> None:
    reply = suggestion.reply
    if reply is None:
        return
    if not adoption.reply_before:
        unit.session.delete(reply)
    else:
        reply.word, _space, reply.reason = adoption.reply_before.partition(" ")


def _finish(unit: Unit[Actor], case: Case, plan: Plan, why: str, *, is_new: bool) -> None:
    case.moved_at = clock.now()
    keep_version(unit, plan, screening.own(why), first=is_new)
    if is_new:
        unit.record("plan.created", on=plan, about=plan)


def _first_name(suggestion: Suggestion) -> str:
    return suggestion.author.name.split()[0]
