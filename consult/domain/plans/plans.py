"""Plans: made with the client, changed by whoever works on them, and nobody's words overwritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from consult.core.errors import Unreadable
from consult.core.ids import new_id
from consult.core.texts import _
from consult.core.unit import acting, reading
from consult.domain import screening
from consult.domain.cases import codenames
from consult.domain.keeping import kept_for
from consult.domain.notices import tell_person
from consult.domain.plans.plan_cases import cases_beside, may_plan_for, show_plan
from consult.domain.plans.plan_making import new_plan, write_sheet
from consult.domain.plans.plan_merging import merge_plan
from consult.domain.plans.plan_versions import body_at, current_sheet, keep_version
from consult.domain.plans.plan_words import BarrierDraft, GoalDraft, Sheet, is_free_text, row_ids, sheet_from
from consult.models.actor import Actor
from consult.models.cases import Case
from consult.models.people import Person
from consult.models.plans import Plan, PlanKind, PlanPerson
from consult.policy import can_change_plan, can_make_plan, can_share_plan, can_show_goals

__all__ = ["BarrierDraft", "GoalDraft", "change_plan", "create_plan", "share_plan", "unshare_plan"]

MOST_GOALS, MOST_BARRIERS = 12, 40


def create_plan(  # noqa: PLR0913 - the parts of a plan
    actor: Actor,
    *,
    kind: PlanKind = PlanKind.ONGOING,
    codename: str | None = None,
    case_id: str | None = None,
    fields: Mapping[str, str | dt.date | None] | None = None,
    goals: Sequence[GoalDraft] = (),
    barriers: Sequence[BarrierDraft] = (),
    kept: Mapping[str, str] | None = None,
    client_id: str | None = None,
) -> Plan:
    """Make a plan, before there is a case or from one: then the case shows its goals at once."""
    goals, barriers = _with_ids(goals, barriers)
    texts = _texts(sheet_from(fields or {}, goals, barriers))
    screened = screening.clear(
        actor, texts, kept, beside=[case_id] if case_id and may_plan_for(actor, case_id) else []
    )
    sheet: Sheet = {**sheet_from({**(fields or {}), "kind": kind}, goals, barriers), **screened.texts}
    with acting(actor, client_id) as unit:
        case = unit.load(Case, case_id, may=can_show_goals) if case_id else None
        unit.allow(can_make_plan(unit.actor))
        if again := unit.again(Plan):
            return again
        if case is not None and case.plan_id is not None and (plan := unit.find(Plan, case.plan_id)):
            unit.unchanged("the case has its plan already")
            return plan
        plan = new_plan(unit, "")
        plan.codename = case.codename if case else codename or codenames.next_free(unit.session, plan.id)
        write_sheet(unit, plan, sheet)
        screening.keep(unit, plan.id, screened)
        keep_version(unit, plan, screening.own(_("The first version")), first=True)
        unit.record("plan.created", on=plan, about=plan)
        if case is not None:
            case.plan_id = plan.id
            if show_plan(unit, case, plan):
                unit.record("case.goals_changed", on=case, about=case)
    return plan


def change_plan(  # noqa: PLR0913 - the parts of a plan
    actor: Actor,
    plan_id: str,
    *,
    base_version: int,
    fields: Mapping[str, str | dt.date | None] | None = None,
    goals: Sequence[GoalDraft] | None = None,
    barriers: Sequence[BarrierDraft] | None = None,
    why: str = "",
    kept: Mapping[str, str] | None = None,
    client_id: str | None = None,
) -> Plan:
    """Change what is given, and keep the plan as it then reads as a new version.

    `base_version` is what the writer saw. What somebody else changed since stays; where both changed
    the same field, nothing is written and Stale carries both texts.
    """
    with reading(actor) as read:
        plan = read.load(Plan, plan_id, may=can_change_plan)
        base = body_at(read.session, plan.id, base_version)["sheet"]
        known = row_ids(base) | row_ids(current_sheet(read.session, plan))
        earlier = kept_for(read.session, plan.id)
        beside = cases_beside(read.session, plan.id)
    some_goals, some_barriers = _with_ids(goals or (), barriers or (), known)
    mine = sheet_from(
        fields or {}, None if goals is None else some_goals, None if barriers is None else some_barriers
    )
    texts = {name: text for name, text in _texts(mine).items() if text != base.get(name)}
    screened = screening.clear(actor, {**texts, "why": why}, {**earlier, **(kept or {})}, beside=beside)
    mine |= {name: screened[name] for name in texts}
    with acting(actor, client_id) as unit:
        plan = unit.load(Plan, plan_id, may=can_change_plan)
        if again := unit.again(Plan):
            return again
        theirs = current_sheet(unit.session, plan)
        merged = merge_plan(unit.session, plan, base, mine, theirs)
        if merged == theirs:
            unit.unchanged("nothing differs")
            return plan
        write_sheet(unit, plan, merged)
        screening.keep(unit, plan.id, screened)
        keep_version(unit, plan, screened["why"])
        unit.record("plan.changed", on=plan, about=plan, fields=_changed(theirs, merged))
    return plan


def _with_ids(
    goals: Sequence[GoalDraft], barriers: Sequence[BarrierDraft], known: AbstractSet[str] = frozenset()
) -> tuple[list[GoalDraft], list[BarrierDraft]]:
    """Give new rows their ids; new rows without words are nothing."""
    nameless = {f"goal-{goal.id}-title" for goal in goals if goal.id in known and not goal.title.strip()}
    if nameless:
        raise Unreadable(dict.fromkeys(sorted(nameless), _("Fill this in to go on.")))
    kept_goals = [
        goal if goal.id in known else replace(goal, id=new_id(), dropped=False)
        for goal in goals
        if goal.title.strip()
    ]
    kept_barriers = [
        barrier if barrier.id in known else replace(barrier, id=new_id())
        for barrier in barriers
        if barrier.id in known or barrier.words.strip()
    ]
    if len(kept_goals) > MOST_GOALS:
        raise Unreadable({"goals": _("A plan has {most} goals at most.").format(most=MOST_GOALS)})
    if len(kept_barriers) > MOST_BARRIERS:
        raise Unreadable({"barriers": _("Choose {most} or fewer.").format(most=MOST_BARRIERS)})
    return kept_goals, kept_barriers


def _texts(sheet: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in sheet.items() if is_free_text(name)}


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """Which parts changed, for the event: names of fields, never words."""
    names = [name for name in after if after[name] != before.get(name, "")]
    return tuple(sorted({name.split("-")[0] for name in names}))


def share_plan(actor: Actor, plan_id: str, person_id: str, *, client_id: str | None = None) -> Plan:
    """Ask a colleague to work on the plan too: they see and change all of it."""
    with acting(actor, client_id) as unit:
        plan = unit.load(Plan, plan_id, may=can_share_plan)
        if again := unit.again(Plan):
            return again
        person = unit.session.get(Person, person_id)
        if person is None or person.disabled_at is not None or person.id == plan.owner_id:
            raise Unreadable({"person_id": _("Choose one from the list.")})
        if unit.session.get(PlanPerson, (plan.id, person.id)) is not None:
            unit.unchanged("shared already")
            return plan
        unit.session.add(PlanPerson(plan_id=plan.id, person_id=person.id))
        tell_person(unit, person.id, "plan_shared", about_id=plan.id)
        unit.record("plan.shared", on=plan, about=plan)
    return plan


def unshare_plan(actor: Actor, plan_id: str, person_id: str, *, client_id: str | None = None) -> Plan:
    """The plan is no longer this colleague's to see."""
    with acting(actor, client_id) as unit:
        plan = unit.load(Plan, plan_id, may=can_share_plan)
        if again := unit.again(Plan):
            return again
        shared = unit.session.get(PlanPerson, (plan.id, person_id))
        if shared is None:
            unit.unchanged("not shared")
            return plan
        unit.session.delete(shared)
        unit.record("plan.unshared", on=plan, about=plan)
    return plan
