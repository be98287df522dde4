"""Steps of a plan: a new one, another wording, how far it is."""

from __future__ import annotations

from flask import Blueprint, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consult.core.errors import Answerable
from consult.core.texts import N_
from consult.domain.plans import steps
from consult.domain.plans.plan_cases import cases_beside_plan
from consult.domain.plans.plan_merging import StaleWords
from consult.domain.plans.plan_pages import StepPage, step_fields, step_page
from consult.domain.plans.wordings import MEASURES, WHO, named
from consult.forms import read
from consult.forms.steps import ChangedStepForm, StateForm, StepForm
from consult.forms.suggestions import kept_of
from consult.models.plans import Responsible, Step
from consult.web.decisions import Typed, decided, finds_in
from consult.web.pages import page, saying
from consult.web.presses import this_press
from consult.web.visits import current_actor, wants_json

bp = Blueprint("steps", __name__)

ADDED = saying("step_added", N_("The step is in the plan."))
CHANGED = saying("step_changed", N_("The step was changed."))


@bp.get("/plans/<plan_id>/steps/new")
def new(plan_id: str) -> ResponseReturnValue:
    """A step of one's own."""
    return _show(step_page(current_actor(), plan_id), typed=Typed())


@bp.post("/plans/<plan_id>/steps")
def create(plan_id: str) -> ResponseReturnValue:
    """Put it into the plan."""
    actor = current_actor()
    typed, again = decided(request.form, ["words"], "", cases_beside_plan(actor, plan_id))
    if again:
        return _show(step_page(actor, plan_id), typed=typed)
    try:
        form = read(StepForm, typed)
        step = steps.add_step(actor, plan_id, draft=form.draft, kept=kept_of(form.kept), client_id=form.once)
    except Answerable as problem:
        if wants_json() or problem.status in {401, 403, 404}:
            raise
        return _show(step_page(actor, plan_id), problem, typed)
    return _done(step, ADDED)


@bp.get("/steps/<step_id>/edit")
def edit(step_id: str) -> ResponseReturnValue:
    """A step's words, to change them."""
    found = step_page(current_actor(), step_id=step_id)
    return _show(found, typed=Typed(found.typed))


@bp.post("/steps/<step_id>")
def update(step_id: str) -> ResponseReturnValue:
    """Change it; what somebody else changed meanwhile stays, or both wordings are shown."""
    actor = current_actor()
    typed, again = decided(request.form, ["words"], *steps.read_on(actor, step_id))
    if again:
        return _show(step_page(actor, step_id=step_id), typed=typed)
    try:
        form = read(ChangedStepForm, typed)
        step = steps.change_step(
            actor,
            step_id,
            base_version=form.base_version,
            draft=form.draft,
            kept=kept_of(form.kept),
            client_id=form.once,
        )
    except Answerable as problem:
        if wants_json() or problem.status in {401, 403, 404}:
            raise
        return _show(step_page(actor, step_id=step_id), problem, typed)
    return _done(step, CHANGED)


@bp.post("/steps/<step_id>/state")
def state(step_id: str) -> ResponseReturnValue:
    """Say how far it is. The plan shows Undo in its place."""
    form = read(StateForm, request.form)
    was, step = steps.set_step_state(
        current_actor(), step_id, state=form.state, client_id=this_press(form.state)
    )
    if wants_json():
        return jsonify({"ok": True, "id": step.id, "was": was})
    changed = step.id if was != step.state else None
    address = url_for("plans.show", plan_id=step.plan_id, changed=changed, was=was, _anchor=f"step-{step.id}")
    return redirect(address, 303)


def _done(step: Step, said: str) -> ResponseReturnValue:
    address = url_for("plans.show", plan_id=step.plan_id, said=said, _anchor=f"step-{step.id}")
    return jsonify({"ok": True, "id": step.id, "goto": address}) if wants_json() else redirect(address, 303)


def _show(
    found: StepPage, problem: Answerable | None = None, typed: Typed | None = None
) -> ResponseReturnValue:
    typed = typed if typed is not None else Typed()
    actor, step = current_actor(), found.step
    where = steps.read_on(actor, step.id) if step else ("", cases_beside_plan(actor, found.plan.id))
    if isinstance(problem, StaleWords):  # both texts are known now, and everything else is merged
        typed = Typed({**typed, **step_fields(problem.merged), "base_version": str(problem.version)})
    return page(
        "steps/edit.html",
        problem,
        found=found,
        plan=found.plan,
        step=found.step,
        typed=typed,
        finds=finds_in(typed, ["words"], *where)
        if problem or "replace" in typed or "change" in typed
        else [],
        kept=typed.getlist("kept"),
        who=[(Responsible.WORKER, found.owner_name), *named(WHO)[1:]],
        measures=named(MEASURES),
    )
