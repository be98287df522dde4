"""The door: signing in and out, and going on with what was typed when a sign-in had ended."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from consult.core.errors import Answerable, SignedOut
from consult.core.texts import N_
from consult.domain.people import setup, sign_ins, signing_in
from consult.forms import read
from consult.forms.sign_ins import SignInForm
from consult.web import visits
from consult.web.errors import kept
from consult.web.pages import page, saying
from consult.web.visits import current_actor, safe_next

bp = Blueprint("sign_ins", __name__)

SIGNED_OUT = saying("signed_out", N_("You are signed out."))


@bp.get("/sign-in")
def new() -> ResponseReturnValue:
    """The door; before the first start is done, the way to its page."""
    if not setup.is_set_up():
        return redirect(url_for("setup.new"), 303)
    if current_user.is_authenticated:
        return redirect(_goal(request.args), 303)
    return page("sign_ins/new.html", typed={}, kept=[], next=_goal(request.args))


@bp.post("/sign-in")
def create() -> ResponseReturnValue:
    """Sign in; then to where one was going, or on with the form that had met an ended sign-in."""
    goal, carried = _goal(request.form), kept()
    try:
        form = read(SignInForm, request.form)
        token = signing_in.sign_in(
            form.email, form.password, network=visits.network(), device=visits.device()
        )
    except Answerable as problem:
        return page("sign_ins/new.html", problem, typed=request.form, kept=carried, next=goal)
    enter(token)
    if carried:
        return page("sign_ins/go_on.html", kept=carried, target=goal)
    return redirect(goal, 303)


@bp.get("/sign-in/<token>")
def link(token: str) -> ResponseReturnValue:
    """A link that signs in by itself: one button, so that a preview of the link does not use it up."""
    return page("sign_ins/link.html", token=token, name=signing_in.whom(token))


@bp.post("/sign-in/<token>")
def follow(token: str) -> ResponseReturnValue:
    """Sign in by the link, once."""
    enter(signing_in.follow_link(token, device=visits.device()))
    return redirect("/", 303)


@bp.get("/sign-out")
def leave() -> ResponseReturnValue:
    """Asks first: words that were not sent yet lie in this browser only."""
    return page("sign_ins/leave.html")


@bp.post("/sign-out")
def destroy() -> ResponseReturnValue:
    """End this device's sign-in, and have the browser forget what it kept."""
    sign_ins.sign_out(current_actor())
    visits.end()
    answer = make_response(redirect(url_for("sign_ins.new", said=SIGNED_OUT), 303))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def enter(token: str) -> None:
    """A new sign-in takes the place of the one that this browser had, if any."""
    if current_user.is_authenticated:
        with suppress(SignedOut):  # a new password has just ended it
            sign_ins.sign_out(current_actor())
    visits.begin(token)


def _goal(data: dict[str, str]) -> str:
    """Where to go after signing in: never out of the house, never straight to the way out."""
    goal = safe_next(data.get("next", ""))
    return "/" if goal.startswith(("/sign-", "/sign_")) else goal
