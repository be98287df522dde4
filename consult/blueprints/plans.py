"""Plans: the list, one plan, changing it, who works on it, how it changed, and the sheet for paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consult.core.errors import Answerable, NotFound
from consult.core.texts import N_, _
from consult.domain.plans import plan_cases, plan_pages, plan_versions, plans
from consult.domain.plans.plan_merging import StaleWords
from consult.domain.plans.plan_words import DOMAINS, LEVELS, PRESETS, is_free_text
from consult.domain.plans.wordings import BARRIERS, KINDS, STATES, field_name, named
from consult.forms import read
from consult.forms.plans import NEW, SharingForm, keys, read_plan
from consult.models.plans import Plan, StepState
from consult.web.decisions import Typed, decided, finds_in
from consult.web.numbers import number_asked
from consult.web.pages import page, saying
from consult.web.presses import this_press
from consult.web.times import today
from consult.web.visits import current_actor, wants_json

bp = Blueprint("plans", __name__, url_prefix="/plans")

MADE = saying("plan_made", N_("The plan is there. Only you can see it."))
CHANGED = saying("plan_changed", N_("The plan was changed. What it said before is kept."))
SHARED = saying("plan_shared", N_("Shared. They can read and change the plan."))
UNSHARED = saying("plan_unshared", N_("No longer shared with them."))
SHOWN = saying("goals_shown", N_("The case shows these goals now."))


@bp.get("")
def index() -> ResponseReturnValue:
    """My plans, and those shared with me."""
    lines = plan_pages.list_plans(current_actor(), number_asked("page", 1))
    return page("plans/index.html", lines=lines, kinds=dict(named(KINDS)))


@bp.get("/new")
def new() -> ResponseReturnValue:
    """A plan before there is a case, or (`?case=`) for one."""
    kind = "crisis" if request.args.get("kind") == "crisis" else "ongoing"
    return _form(None, Typed({"kind": kind, "case": request.args.get("case", "")}))


@bp.post("")
def create() -> ResponseReturnValue:
    """Make it."""
    typed, again = decided(request.form, _texts(request.form), "", _beside(None, request.form))
    if again or _rearranged(typed):
        return _form(None, typed)
    try:
        form, values = read_plan(typed)
        kind = form.kind
        case_id = typed.get("case") or None
        plan = plans.create_plan(current_actor(), kind=kind, case_id=case_id, **values, client_id=form.once)
    except Answerable as problem:
        if wants_json() or problem.status in {401, 403, 404}:
            raise
        return _form(None, typed, problem)
    return _done(plan, MADE)


@bp.get("/<plan_id>")
def show(plan_id: str) -> ResponseReturnValue:
    """Where the plan stands."""
    found = plan_pages.read_plan_page(current_actor(), plan_id)
    was = request.args.get("was", "")
    return page(
        "plans/show.html",
        found=found,
        plan=found.plan,
        kinds=dict(named(KINDS)),
        domains=dict(named(DOMAINS)),
        states=named(STATES),
        changed=request.args.get("changed", "") if was in list(StepState) else "",
        was=was,
        colleagues=plan_pages.colleagues_for(current_actor(), plan_id) if found.is_mine else [],
    )


@bp.get("/<plan_id>/edit")
def edit(plan_id: str) -> ResponseReturnValue:
    """All its words, on one plain page."""
    plan, sheet = plan_pages.plan_to_change(current_actor(), plan_id)
    return _form(plan, _from_sheet(sheet, plan.version))


@bp.post("/<plan_id>")
def update(plan_id: str) -> ResponseReturnValue:
    """Change it; what somebody else changed meanwhile stays, or both texts are shown."""
    plan, _sheet = plan_pages.plan_to_change(current_actor(), plan_id)
    typed, again = decided(request.form, _texts(request.form), "", _beside(plan, request.form))
    if again or _rearranged(typed):
        return _form(plan, typed)
    try:
        form, values = read_plan(typed)
        version = form.base_version
        plan = plans.change_plan(
            current_actor(), plan_id, base_version=version, **values, why=form.why, client_id=form.once
        )
    except Answerable as problem:
        if wants_json() or problem.status in {401, 403, 404}:
            raise
        return _form(plan, typed, problem)
    return _done(plan, CHANGED)


@bp.get("/<plan_id>/versions")
def versions(plan_id: str) -> ResponseReturnValue:
    """How it changed: any two versions, as words added and removed."""
    plan, _sheet = plan_pages.plan_to_change(current_actor(), plan_id)
    newer = _number("newer", plan.version)
    older = _number("older", max(newer - 1, 1))
    found = plan_versions.compare(current_actor(), plan_id, min(older, newer), max(older, newer))
    return page("plans/versions.html", plan=found.plan, found=found)


@bp.get("/<plan_id>/sheet")
def sheet(plan_id: str) -> ResponseReturnValue:
    """One page in plain words, for worker and client together."""
    found = plan_pages.read_plan_page(current_actor(), plan_id)
    return page("plans/sheet.html", found=found, plan=found.plan, today=today())


@bp.post("/<plan_id>/people")
def share(plan_id: str) -> ResponseReturnValue:
    """Ask a colleague to work on it too."""
    form = read(SharingForm, request.form)
    plan = plans.share_plan(current_actor(), plan_id, form.person_id, client_id=this_press(form.person_id))
    return _done(plan, SHARED)


@bp.post("/<plan_id>/people/<person_id>/removal")
def unshare(plan_id: str, person_id: str) -> ResponseReturnValue:
    """It is no longer theirs to see."""
    plan = plans.unshare_plan(current_actor(), plan_id, person_id, client_id=this_press())
    return _done(plan, UNSHARED)


@bp.post("/<plan_id>/snapshot")
def snapshot(plan_id: str) -> ResponseReturnValue:
    """Show the goals as they are now on the plan's cases."""
    return _done(plan_cases.refresh_case_goals(current_actor(), plan_id, client_id=this_press()), SHOWN)


def _number(name: str, preset: int) -> int:
    value = request.args.get(name, "")
    if value and (not value.isdecimal() or len(value) > 6):  # noqa: PLR2004 - no plan has a million versions
        raise NotFound
    return int(value) if value else preset


def _done(plan: Plan, said: str) -> ResponseReturnValue:
    address = url_for("plans.show", plan_id=plan.id, said=said)
    if wants_json():
        return jsonify({"ok": True, "id": plan.id, "version": plan.version, "goto": address})
    return redirect(address, 303)


def _texts(form: Mapping[str, Any]) -> list[str]:
    """The fields that pass the identifier check."""
    return [name for name in form if is_free_text(name) or name == "why"]


def _beside(plan: Plan | None, form: Mapping[str, Any]) -> list[str]:
    """The cases whose struck words do not belong into this plan."""
    if plan is not None:
        return plan_cases.cases_beside_plan(current_actor(), plan.id)
    case_id = form.get("case") or ""
    return [case_id] if plan_cases.may_plan_for(current_actor(), case_id) else []


def _rearranged(typed: Typed) -> bool:
    """Without saving: another goal, or one moved up or down. True when that was pressed."""
    press, _colon, key = typed.get("move", "").partition(":")
    if not press:
        return False
    goals = keys(typed, "goal")
    if press == "more":
        typed["more_goals"] = str(min(_count(typed) + 1, 12))
    elif key in goals:
        at = goals.index(key)
        to = max(at - 1, 0) if press == "up" else min(at + 1, len(goals) - 1)
        goals[at], goals[to] = goals[to], goals[at]
        typed.setlist("goal", goals)
    return True


def _count(typed: Typed) -> int:
    """How many empty goals the form holds: one where there is none yet."""
    value = typed.get("more_goals", "0" if typed.getlist("goal") else "1")
    return int(value) if value.isdecimal() and len(value) < 3 else 1  # noqa: PLR2004 - two digits


def _from_sheet(sheet: Mapping[str, str], version: int) -> Typed:
    """A plan's words by the names of its form."""
    typed: Typed = Typed(sheet)
    typed.setlist("goal", sheet.get("goals", "").split())
    rows = [name.split("-")[1] for name in sheet if name.startswith("barrier-") and name.endswith("-level")]
    typed.setlist("barrier", rows)
    typed["base_version"] = str(version)
    return typed


def _form(plan: Plan | None, typed: Typed, problem: Answerable | None = None) -> ResponseReturnValue:
    labels = {}
    if isinstance(problem, StaleWords):  # both texts are known now, and everything else is merged
        why, kept = typed.get("why", ""), typed.getlist("kept")
        typed = _from_sheet(problem.merged, problem.version)
        typed["why"] = why
        typed.setlist("kept", kept)
        labels = {clash.field: field_name(clash.field, problem.merged) for clash in problem.clashes}
    new_goals = [f"{NEW}g{number}" for number in range(_count(typed))]
    goals = [*keys(typed, "goal"), *(key for key in new_goals if key not in typed.getlist("goal"))]
    return page(
        "plans/edit.html",
        problem,
        plan=plan,
        typed=typed,
        labels=labels,
        goals=goals,
        barriers=_barriers(typed),
        more_goals=_count(typed),
        levels=[
            (name, number, _(preset))
            for name, number, preset in zip(LEVELS, range(-2, 3), PRESETS, strict=True)
        ],
        kinds=named(KINDS),
        domains=[("", _("Not said")), *named(DOMAINS)],
        finds=finds_in(typed, _texts(typed), "", _beside(plan, typed))
        if problem or "replace" in typed or "change" in typed
        else [],
        kept=typed.getlist("kept"),
    )


def _barriers(typed: Typed) -> list[tuple[str, str, list[str]]]:
    """By level: its name, and the rows that it has, with an empty one at the end."""
    there = keys(typed, "barrier")
    return [
        (
            level,
            words,
            [
                *(key for key in there if typed.get(f"barrier-{key}-level") == level and key[0] != NEW),
                f"{NEW}b{level}",
            ],
        )
        for level, words in named(BARRIERS)
    ]
