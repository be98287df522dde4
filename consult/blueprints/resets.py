"""A forgotten password: asking for a link, and following it."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from consult.blueprints.sign_ins import enter
from consult.core.errors import Answerable
from consult.domain import notices
from consult.domain.people import passwords, resets
from consult.domain.people.links import LinkGone
from consult.forms import read
from consult.forms.sign_ins import AddressForm, PasswordForm
from consult.web import visits
from consult.web.pages import page

bp = Blueprint("resets", __name__, url_prefix="/new-password")


@bp.get("")
def new() -> ResponseReturnValue:
    """Ask for a link; without mail, whom to ask instead."""
    return page("resets/new.html", has_mail=notices.MAIL, typed={})


@bp.post("")
def create() -> ResponseReturnValue:
    """Send a link, if somebody has this address; the answer is the same for all."""
    try:
        form = read(AddressForm, request.form)
        resets.ask_for_link(form.email, network=visits.network())
    except Answerable as problem:
        return page("resets/new.html", problem, has_mail=notices.MAIL, typed=request.form)
    return page("resets/sent.html", has_mail=notices.MAIL)


@bp.get("/<token>")
def edit(token: str) -> ResponseReturnValue:
    """Choose a new password."""
    return _edit(token)


@bp.post("/<token>")
def update(token: str) -> ResponseReturnValue:
    """The new password; then one is signed in."""
    try:
        form = read(PasswordForm, request.form)
        entered = resets.set_password(token, form.password, device=visits.device())
    except LinkGone:
        raise
    except Answerable as problem:
        return _edit(token, problem)
    enter(entered)
    return redirect("/", 303)


def _edit(token: str, problem: Answerable | None = None) -> ResponseReturnValue:
    shortest = passwords.SHORTEST
    return page("resets/edit.html", problem, token=token, email=resets.whose(token), shortest=shortest)
