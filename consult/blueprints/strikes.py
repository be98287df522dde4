"""Taking words out of a case for good: writing them, seeing where they stand, removing them.

What is typed here comes by form only, never in an address, and goes back to nobody but its writer.
"""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consult.core.errors import Unreadable
from consult.core.texts import N_
from consult.domain.strikes import strikes
from consult.domain.strikes.strikes import Preview
from consult.forms import read
from consult.forms.strikes import StrikeForm
from consult.web.pages import page, saying
from consult.web.visits import current_actor

bp = Blueprint("strikes", __name__)

STRUCK = saying("struck", N_("Removed, here and on every open screen."))


@bp.get("/cases/<case_id>/strike/new")
def new(case_id: str) -> ResponseReturnValue:
    """Which words, and what was removed before."""
    return _page(case_id)


@bp.post("/cases/<case_id>/strikes/preview")
def preview(case_id: str) -> ResponseReturnValue:
    """In how many places they stand, before they are removed; or back to the words."""
    if request.form.get("back"):
        return _page(case_id, typed=request.form.get("phrases", ""))
    try:
        form = read(StrikeForm, request.form)
        found = strikes.preview(current_actor(), case_id, **form.values())
    except Unreadable as problem:
        return _page(case_id, problem, request.form.get("phrases", ""))
    return _page(case_id, typed=form.phrases, found=found)


@bp.post("/cases/<case_id>/strikes")
def create(case_id: str) -> ResponseReturnValue:
    """Remove them, everywhere at once."""
    try:
        form = read(StrikeForm, request.form)
        strikes.strike(current_actor(), case_id, **form.values(), client_id=form.once)
    except Unreadable as problem:
        return _page(case_id, problem, request.form.get("phrases", ""))
    return redirect(url_for("case.show", case_id=case_id, said=STRUCK), 303)


def _page(
    case_id: str, problem: Unreadable | None = None, typed: str = "", found: Preview | None = None
) -> ResponseReturnValue:
    known = strikes.strikes_of(current_actor(), case_id)
    template = "strikes/preview.html" if found else "strikes/new.html"
    return page(template, problem, known=known, typed=typed, found=found, most=strikes.MOST, active="cases")
