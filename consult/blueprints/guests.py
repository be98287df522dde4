"""Guests of a case: who else reads it, letting someone in, ending it."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consult.core.errors import Answerable, Refused, Unreadable
from consult.core.texts import N_
from consult.domain.cases import guests
from consult.forms import read
from consult.forms.cases import GuestForm
from consult.web.pages import page, saying
from consult.web.visits import address, current_actor

bp = Blueprint("guests", __name__)

INVITED = saying("guest_invited", N_("Invited. They can read this case, and nothing else."))
ENDED = saying("guest_ended", N_("From now on they do not see this case."))


@bp.get("/cases/<case_id>/people")
def index(case_id: str) -> ResponseReturnValue:
    """Who reads this case besides the group."""
    return _page(case_id)


@bp.post("/cases/<case_id>/people")
def create(case_id: str) -> ResponseReturnValue:
    """Let one more person in. A new link is shown once, to be passed on."""
    try:
        form = read(GuestForm, request.form)
        token = guests.invite_guest(current_actor(), case_id, **form.values(), client_id=form.once)
    except (Unreadable, Refused) as problem:
        return _page(case_id, problem)
    if token:
        return _page(case_id, token=token)
    return redirect(url_for("guests.index", case_id=case_id, said=INVITED), 303)


@bp.post("/cases/<case_id>/people/<person_id>/end")
def destroy(case_id: str, person_id: str) -> ResponseReturnValue:
    """End it; whoever leaves themselves goes on to the list."""
    guests.end_guest(current_actor(), case_id, person_id)
    if person_id == current_actor().id:
        return redirect(url_for("cases.index"), 303)
    return redirect(url_for("guests.index", case_id=case_id, said=ENDED), 303)


def _page(case_id: str, problem: Answerable | None = None, token: str = "") -> ResponseReturnValue:
    found = guests.guests_of(current_actor(), case_id)
    shown = {"token": token, "address": address()}
    return page("cases/people.html", problem, found=found, typed=request.form, active="cases", **shown)
