"""How did it go? Two presses, from Home, the case or the plan."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consult.core.errors import Answerable
from consult.core.texts import N_, _
from consult.domain.cases.loops import VERDICTS
from consult.domain.plans import outcomes
from consult.domain.plans.outcomes import OutcomeSheet, outcome_sheet
from consult.domain.plans.plan_pages import level_words
from consult.domain.plans.steps import read_on
from consult.domain.plans.wordings import RATERS, WHY_NOT, named, today
from consult.forms import read
from consult.forms.steps import NOT_YET, OutcomeForm
from consult.models.outcomes import Verdict
from consult.web.decisions import Typed, decided, finds_in
from consult.web.pages import page, saying
from consult.web.visits import current_actor, safe_next, wants_json

bp = Blueprint("outcomes", __name__)

SAID = {
    Verdict.HELPED: saying("helped", N_("Noted. Good that it helped.")),
    Verdict.HELPED_A_LITTLE: saying("helped_a_little", N_("Noted. Every small step counts.")),
    Verdict.DID_NOT_HELP: saying("did_not_help", N_("Good to know. This saves the next person time.")),
    Verdict.MADE_IT_WORSE: saying(
        "made_it_worse", N_("Thank you for saying so. Talk it over with somebody soon.")
    ),
    Verdict.WILL_NOT_BE_DONE: saying("will_not_be_done", N_("Noted. Leaving something out can be right.")),
}
MOVED = saying("moved", N_("Noted. The day was moved."))
PICTURES = {
    Verdict.HELPED: "up",
    Verdict.HELPED_A_LITTLE: "check",
    Verdict.DID_NOT_HELP: "x",
    Verdict.MADE_IT_WORSE: "watch_out",
    Verdict.WILL_NOT_BE_DONE: "undo",
}


@bp.get("/steps/<step_id>/outcome")
def new(step_id: str) -> ResponseReturnValue:
    """How did it go?"""
    back = request.args.get("back", "")
    return _show(outcome_sheet(current_actor(), step_id), typed=Typed({"back": back} if back else {}))


@bp.post("/steps/<step_id>/outcome")
def create(step_id: str) -> ResponseReturnValue:
    """Record it; or, with "Not yet", move the day."""
    typed, again = decided(request.form, ["line"], *read_on(current_actor(), step_id))
    if again:
        return _show(outcome_sheet(current_actor(), step_id), typed=typed)
    actor = current_actor()
    try:
        form = read(OutcomeForm, typed)
        if form.is_not_yet:
            outcomes.put_off(actor, step_id, until=form.until, today=today(), client_id=form.once)
            said = MOVED
        else:
            done = outcomes.record_outcome(actor, step_id, **form.values(), client_id=form.once)
            said = SAID[Verdict(done.verdict)]
    except Answerable as problem:
        if wants_json() or problem.status in {401, 403, 404}:
            raise
        return _show(outcome_sheet(actor, step_id), problem, typed)
    sheet = outcome_sheet(actor, step_id)
    address = _where(sheet, typed.get("back", ""), said)
    if wants_json():
        return jsonify({"ok": True, "id": step_id, "suggestion": sheet.step.suggestion_id, "goto": address})
    return redirect(address, 303)


def _where(sheet: OutcomeSheet, back: str, said: str) -> str:
    """Back to where the person came from, else to the step in its plan."""
    if back and safe_next(back) != "/":
        path, hash_, anchor = safe_next(back).partition("#")
        return f"{path}{'&' if '?' in path else '?'}said={said}{hash_}{anchor}"
    if sheet.case_id:
        anchor = f"suggestion-{sheet.step.suggestion_id}"
        return url_for("case.show", case_id=sheet.case_id, said=said, _anchor=anchor)
    return url_for("plans.show", plan_id=sheet.step.plan_id, said=said, _anchor=f"step-{sheet.step.id}")


def _show(
    sheet: OutcomeSheet, problem: Answerable | None = None, typed: Typed | None = None
) -> ResponseReturnValue:
    typed = typed if typed is not None else Typed()
    verdicts: list[tuple[str, ...]] = [(key, _(words), PICTURES[key]) for key, words in VERDICTS.items()]
    verdicts.insert(4, (NOT_YET, _("Not yet"), "clock"))
    levels: dict[int, Any] = (
        {level: level_words(sheet.goal, level) for level in range(-2, 3)} if sheet.goal else {}
    )
    return page(
        "outcomes/sheet.html" if request.args.get("sheet") else "outcomes/new.html",
        problem,
        sheet=sheet,
        typed=typed,
        verdicts=verdicts,
        verdict_words={key: _(words) for key, words in VERDICTS.items()},
        levels=levels,
        why_not=named(WHY_NOT),
        raters=named(RATERS),
        finds=finds_in(typed, ["line"], *read_on(current_actor(), sheet.step.id))
        if problem or "replace" in typed or "change" in typed
        else [],
        kept=typed.getlist("kept"),
    )
