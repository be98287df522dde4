"""How a case protects its person: a page for whoever wrote something there, and for who looks after it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consult.core.errors import Answerable
from consult.core.texts import N_
from consult.domain.consultation import protection
from consult.domain.consultation.case_words import Said
from consult.forms import read
from consult.forms.protection import KeepForm
from consult.web.pages import page, saying
from consult.web.visits import current_actor

bp = Blueprint("protection", __name__)

KEPT = saying("find_kept", N_("Kept. It is written down who kept it and why, without the words."))


@bp.get("/cases/<case_id>/protection")
def show(case_id: str) -> ResponseReturnValue:
    """What is found in one's own words, and what was kept."""
    return _show(case_id)


@bp.post("/cases/<case_id>/protection")
def keep(case_id: str) -> ResponseReturnValue:
    """Keep a find in words that stand there already."""
    try:
        form = read(KeepForm, request.form)
        protection.keep_find(current_actor(), case_id, form.digest, form.reason)
    except Answerable as problem:
        if problem.status in {401, 403, 404}:
            raise
        return _show(case_id, problem)
    return redirect(url_for("protection.show", case_id=case_id, said=KEPT), 303)


def _show(case_id: str, problem: Answerable | None = None) -> ResponseReturnValue:
    found = protection.read_protection(current_actor(), case_id)
    looked = [(one, _change(case_id, one.said)) for one in found.mine]
    return page("cases/protection.html", problem, found=found, looked=looked, active="cases")


def _change(case_id: str, said: Said) -> str:
    """Where these words are changed; those of somebody who is gone are taken out."""
    if said.author_id != current_actor().id:
        return url_for("strikes.new", case_id=case_id)
    pages: dict[str, tuple[str, dict[str, Any]]] = {
        "version": ("cases.edit", {"case_id": case_id}),
        "suggestion": ("suggestions.edit", {"suggestion_id": said.about_id}),
        "reply": ("suggestions.show", {"suggestion_id": said.about_id}),
        "step": ("steps.edit", {"step_id": said.about_id}),
        "outcome": ("outcomes.new", {"step_id": said.about_id}),
    }
    page_of, names = pages.get(said.place, ("case.show", {"case_id": case_id}))
    return url_for(page_of, **names)
