""" "I could recognise this": saying so, taking it back, and deciding."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consult.blueprints.cases import to_case
from consult.core.errors import Answerable, NotFound, Unreadable
from consult.core.texts import N_
from consult.domain.cases import doubts
from consult.domain.cases.doubts import DoubtView
from consult.domain.cases.sections import SENTENCE_LONGEST
from consult.domain.screening import Identifying
from consult.forms import read
from consult.forms.cases import DecisionForm, DoubtForm
from consult.models.cases import Case, CaseState
from consult.web.decisions import Typed, decided, finds_in
from consult.web.pages import page, saying
from consult.web.visits import current_actor

bp = Blueprint("doubts", __name__)

SHOWN = saying("shown_again", N_("The case is open again. Whoever had the doubt is told."))
ENDED = saying("doubt_withdrawn", N_("Withdrawn. Whoever had the doubt is told."))
BEFORE = saying("doubt_decided_before", N_("Somebody else had decided already. What you see here counts."))
BACK = saying("doubt_taken_back", N_("Taken back. The case is open again."))
LOOKS_AT = frozenset({"replace", "change", "keep"})
"""Presses in the list of finds."""


@bp.get("/cases/<case_id>/doubt")
def show(case_id: str) -> ResponseReturnValue:
    """To decide, where somebody has a doubt; else what became of one's own; else to say so."""
    view = _to_decide(case_id)
    if view is not None:
        return _page("cases/doubt_decision.html", view, Typed(), "reason")
    mine = doubts.my_doubt(current_actor(), case_id)
    if mine is not None:
        return page("cases/doubted.html", mine=mine)
    return _page("cases/doubting.html", doubts.doubt_to_raise(current_actor(), case_id), Typed(), "part")


@bp.post("/cases/<case_id>/doubt")
def create(case_id: str) -> ResponseReturnValue:
    """Hide the case until somebody looked at it."""
    typed, _again = decided(request.form, ["part"], case_id)
    problem: Answerable | None = None
    if not request.form.keys() & LOOKS_AT:
        try:
            form = read(DoubtForm, typed)
            doubts.raise_doubt(current_actor(), case_id, **form.values(), client_id=form.once)
        except (Unreadable, Identifying) as found:
            problem = found
        else:
            return redirect(url_for("doubts.show", case_id=case_id), 303)
    view = doubts.doubt_to_raise(current_actor(), case_id)
    return _page("cases/doubting.html", view, typed, "part", problem)


@bp.post("/cases/<case_id>/doubt/undo")
def undo(case_id: str) -> ResponseReturnValue:
    """Take it back."""
    doubts.take_doubt_back(current_actor(), case_id)
    return to_case(case_id, BACK)


@bp.post("/cases/<case_id>/doubt/decision")
def decide(case_id: str) -> ResponseReturnValue:
    """Open the case again, or withdraw it."""
    typed, _again = decided(request.form, ["reason"], case_id)
    problem: Answerable | None = None
    if not request.form.keys() & LOOKS_AT:
        try:
            form = read(DecisionForm, typed)
            case = doubts.decide_doubt(current_actor(), case_id, **form.values(), client_id=form.once)
        except (Unreadable, Identifying) as found:
            problem = found
        else:
            return _decided(case, form)
    view = _to_decide(case_id)
    if view is None:
        raise NotFound
    return _page("cases/doubt_decision.html", view, typed, "reason", problem)


def _decided(case: Case, form: DecisionForm) -> ResponseReturnValue:
    """To where the case stands now, whoever decided that."""
    is_withdrawn = case.state == CaseState.WITHDRAWN
    if is_withdrawn != (form.decision == "withdraw"):
        return to_case(case.id, BEFORE)
    return redirect(url_for("cases.index", said=ENDED), 303) if is_withdrawn else to_case(case.id, SHOWN)


def _to_decide(case_id: str) -> DoubtView | None:
    try:
        return doubts.doubt_to_decide(current_actor(), case_id)
    except NotFound:
        return None


def _page(
    template: str, view: DoubtView, typed: Typed, field: str, problem: Answerable | None = None
) -> ResponseReturnValue:
    return page(
        template,
        problem,
        view=view,
        typed=typed,
        kept=typed.getlist("kept"),
        finds=finds_in(typed, [field], view.case_id) if typed else [],
        longest=SENTENCE_LONGEST,
    )
