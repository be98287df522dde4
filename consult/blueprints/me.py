"""My own page: name, look, address, password, and where I am signed in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consult.core.errors import Answerable
from consult.core.texts import N_, options
from consult.domain.people import passwords, people, sign_ins, wordlists
from consult.forms import read
from consult.forms.people import ChangePasswordForm, NewEmailForm, SettingsForm, ThemeForm
from consult.forms.wordlists import NeverForm, RemovalForm
from consult.web import visits
from consult.web.pages import page, saying
from consult.web.visits import current_actor, safe_next, visitor

bp = Blueprint("me", __name__, url_prefix="/me")

PASSWORD = saying("password_changed", N_("Your password is changed. Your other devices are signed out."))
EMAIL = saying("email_changed", N_("Your e-mail address is changed."))
EMAIL_ASKED = saying("email_asked", N_("We sent a link to the new address. Follow it to finish the change."))
DEVICE = saying("device_ended", N_("That device is signed out."))


@bp.get("")
def show() -> ResponseReturnValue:
    """Everything about oneself on one page."""
    return _show()


@bp.post("")
def update() -> ResponseReturnValue:
    """Name, and how Consult behaves."""
    try:
        form = read(SettingsForm, request.form)
        people.change_settings(current_actor(), **form.values())
    except Answerable as problem:
        return _show(problem, typed=request.form)
    return _back("saved")


@bp.post("/theme")
def theme() -> ResponseReturnValue:
    """Light or dark, from any page; back to where one was."""
    people.change_theme(current_actor(), read(ThemeForm, request.form).theme)
    return redirect(safe_next(request.form.get("next", "/")), 303)


@bp.post("/email")
def email() -> ResponseReturnValue:
    """Another address."""
    try:
        form = read(NewEmailForm, request.form)
        waits = people.change_email(
            current_actor(),
            email=form.email,
            password=form.password,
            network=visits.network(),
            once=form.once,
        )
    except Answerable as problem:
        return _show(problem, typed_email=request.form.get("email", ""))
    return _back(EMAIL_ASKED if waits else EMAIL)


@bp.get("/email/<token>")
def confirm_email(token: str) -> ResponseReturnValue:
    """Where the link in the mail to a new address leads: one button."""
    return page("me/confirm_email.html", token=token, active="me")


@bp.post("/email/<token>")
def confirmed_email(token: str) -> ResponseReturnValue:
    """The new address is right."""
    people.confirm_email(current_actor(), token)
    return _back(EMAIL)


@bp.post("/password")
def password() -> ResponseReturnValue:
    """Another password."""
    try:
        form = read(ChangePasswordForm, request.form)
        people.change_password(
            current_actor(),
            old=form.old_password,
            new=form.new_password,
            network=visits.network(),
            once=form.once,
        )
    except Answerable as problem:
        return _show(problem)
    return _back(PASSWORD)


@bp.post("/never")
def add_never() -> ResponseReturnValue:
    """More words that must be found in everything that one writes."""
    try:
        wordlists.add_never(current_actor(), read(NeverForm, request.form).phrases, mine=True)
    except Answerable as problem:
        return _show(problem, typed_never=request.form.get("never", ""))
    return redirect(url_for("me.show", said="saved", _anchor="never-list"), 303)


@bp.post("/never/removal")
def remove_never() -> ResponseReturnValue:
    """Take words off one's own list."""
    try:
        form = read(RemovalForm, request.form)
        if form.entry:
            wordlists.remove_added(current_actor(), form.entry, mine=True)
        else:
            wordlists.remove_never(current_actor(), form.removed, mine=True)
    except Answerable as problem:
        return _show(problem, typed_removed=request.form.get("removed", ""))
    return redirect(url_for("me.show", said="saved", _anchor="never-list"), 303)


@bp.post("/sign-ins/<sign_in_id>/end")
def end_sign_in(sign_in_id: str) -> ResponseReturnValue:
    """Sign one device out."""
    sign_ins.end_sign_in(current_actor(), sign_in_id)
    return _back(DEVICE)


@bp.post("/sign-ins/end")
def end_sign_ins() -> ResponseReturnValue:
    """Sign out everywhere, here too."""
    sign_ins.sign_out_everywhere(current_actor())
    visits.end()
    return redirect(url_for("sign_ins.new", said="signed_out"), 303)


def _show(problem: Answerable | None = None, **typed: Any) -> ResponseReturnValue:
    actor = current_actor()
    return page(
        "me/show.html",
        problem,
        **({"typed": None, "typed_email": "", "typed_never": "", "typed_removed": ""} | typed),
        active="me",
        my_email=visitor().email,
        never=wordlists.my_words(actor),
        devices=sign_ins.sign_ins_of(actor),
        this_device=actor.sign_in_id,
        themes=options(people.THEMES),
        announcements=options(people.ANNOUNCEMENTS),
        shortest=passwords.SHORTEST,
    )


def _back(said: str) -> ResponseReturnValue:
    return redirect(url_for("me.show", said=said), 303)
