"""Into the plan: the filled-in sheet of an idea, several at once, and taking it out again."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consult.core.errors import Answerable
from consult.core.texts import N_
from consult.domain.consultation.suggestions import case_of
from consult.domain.plans import adoptions
from consult.domain.plans.adoption_sheets import AdoptionSheet, adoption_sheet, proposals
from consult.domain.plans.wordings import MEASURES, TALKED, WHO, named
from consult.forms import read
from consult.forms.steps import AdoptionsForm, StepForm
from consult.forms.suggestions import kept_of
from consult.models.plans import Responsible
from consult.web.decisions import Typed, decided, finds_in
from consult.web.pages import page, saying
from consult.web.presses import this_press
from consult.web.visits import current_actor, wants_json

bp = Blueprint("adoptions", __name__)

ADDED = saying("added_to_plan", N_("Added to the plan."))
TAKEN_OUT = saying("taken_out", N_("Taken out of the plan. Your reply is what it was before."))


@bp.get("/suggestions/<suggestion_id>/adoption")
def new(suggestion_id: str) -> ResponseReturnValue:
    """The sheet, already filled in: as a page, or (`?sheet=1`) alone for the page that asks."""
    sheet = adoption_sheet(current_actor(), suggestion_id)
    if sheet.step_id and sheet.plan:
        return redirect(url_for("plans.show", plan_id=sheet.plan.id, _anchor=f"step-{sheet.step_id}"), 303)
    preset = {"words": sheet.words, "goal_id": sheet.goal_id, "measure": "goal" if sheet.goals else "note"}
    return _show(sheet, typed=Typed(preset))


@bp.post("/suggestions/<suggestion_id>/adoption")
def create(suggestion_id: str) -> ResponseReturnValue:
    """Add to plan."""
    typed, again = decided(request.form, ["words"], case_of(current_actor(), suggestion_id))
    if again:
        return _show(adoption_sheet(current_actor(), suggestion_id), typed=typed)
    try:
        form = read(StepForm, typed)
        step = adoptions.adopt(current_actor(), suggestion_id, **form.values(), client_id=form.once)
    except Answerable as problem:
        if wants_json() or problem.status in {401, 403, 404}:
            raise
        return _show(adoption_sheet(current_actor(), suggestion_id), problem, typed)
    sheet = adoption_sheet(current_actor(), suggestion_id)
    address = url_for(
        "case.show", case_id=sheet.suggestion.case_id, said=ADDED, _anchor=f"suggestion-{suggestion_id}"
    )
    if wants_json():
        return jsonify({"ok": True, "id": suggestion_id, "step": step.id, "goto": address})
    return redirect(address, 303)


@bp.post("/suggestions/<suggestion_id>/adoption/removal")
def destroy(suggestion_id: str) -> ResponseReturnValue:
    """Undo, as long as no outcome is known."""
    suggestion = adoptions.undo_adoption(current_actor(), suggestion_id, client_id=this_press())
    if wants_json():
        return jsonify({"ok": True, "id": suggestion.id})
    return redirect(url_for("case.show", case_id=suggestion.case_id, said=TAKEN_OUT), 303)


@bp.get("/cases/<case_id>/adoptions")
def choose(case_id: str) -> ResponseReturnValue:
    """Ideas that are not in the plan yet, to tick."""
    return _choose(case_id)


@bp.post("/cases/<case_id>/adoptions")
def create_many(case_id: str) -> ResponseReturnValue:
    """Add the ticked ideas, each with what its sheet would propose."""
    ticked = request.form.getlist("suggestion")
    try:
        form = read(AdoptionsForm, request.form)
        steps = adoptions.adopt_many(
            current_actor(), case_id, form.suggestion, kept=kept_of(form.kept), client_id=form.once
        )
    except Answerable as problem:
        if wants_json() or problem.status in {401, 403, 404}:
            raise
        return _choose(case_id, problem, ticked)
    if wants_json():
        return jsonify({"ok": True, "steps": [step.id for step in steps]})
    return redirect(url_for("case.show", case_id=case_id, said=ADDED), 303)


def _choose(
    case_id: str, problem: Answerable | None = None, ticked: Sequence[str] = ()
) -> ResponseReturnValue:
    case, ideas = proposals(current_actor(), case_id)
    return page("steps/choose.html", problem, case=case, ideas=ideas, ticked=ticked)


def _show(
    sheet: AdoptionSheet, problem: Answerable | None = None, typed: Typed | None = None
) -> ResponseReturnValue:
    typed = typed if typed is not None else Typed()
    return page(
        "steps/adopt_sheet.html" if request.args.get("sheet") else "steps/adopt.html",
        problem,
        sheet=sheet,
        typed=typed,
        finds=finds_in(typed, ["words"], sheet.suggestion.case_id)
        if problem or "replace" in typed or "change" in typed
        else [],
        kept=typed.getlist("kept"),
        who=named({**WHO, Responsible.WORKER: N_("Me")}),
        measures=named(MEASURES),
        talked=named(TALKED),
    )
