"""Invites: making them in a group, and following one."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from consult.blueprints.sign_ins import enter
from consult.core.errors import Answerable, Unreadable
from consult.core.texts import N_, _
from consult.domain import notices
from consult.domain.people import groups, invites, links, passwords
from consult.domain.people.invites import Opened
from consult.forms import read
from consult.forms.groups import AcceptForm, InviteForm
from consult.web import visits
from consult.web.pages import page, saying
from consult.web.visits import current_actor, safe_next

bp = Blueprint("invites", __name__)

ASKED = saying("join_asked", N_("Welcome. A facilitator of the group lets you in next."))
WELCOME = saying("welcome", N_("Welcome."))
REVOKED = saying("link_revoked", N_("The link is taken back."))


@bp.post("/groups/<group_id>/invites")
def create(group_id: str) -> ResponseReturnValue:
    """Invite into a group; the links are shown once."""
    try:
        form = read(InviteForm, request.form)
        emails = invites.addresses(form.emails)
    except Answerable as problem:
        return _asked_again(group_id, problem)
    made = invites.invite_to_group(current_actor(), group_id, emails=emails, role=form.role, once=form.once)
    return show_made(made, url_for("groups.show", group_id=group_id), f"group:{group_id}")


def show_made(made: list[invites.Invited], back: str, active: str) -> ResponseReturnValue:
    """The links just made, to copy; nobody sees them again."""
    address = visits.address()
    return page(
        "invites/made.html", made=made, address=address, mailed=notices.MAIL, back=back, active=active
    )


def _asked_again(group_id: str, problem: Answerable) -> ResponseReturnValue:
    from consult.blueprints.groups import show_group  # noqa: PLC0415 - the two pages are one to the person

    return show_group(group_id, problem)


@bp.post("/links/<link_id>/revocation")
def revoke(link_id: str) -> ResponseReturnValue:
    """Take back a link that waits."""
    links.revoke_link(current_actor(), link_id)
    goal = safe_next(request.form.get("next", "/"))
    return redirect(f"{goal}{'&' if '?' in goal else '?'}said={REVOKED}", 303)


@bp.get("/invites/<token>")
def show(token: str) -> ResponseReturnValue:
    """Where an invite leads."""
    return _show(token, None, {})


@bp.post("/invites/<token>")
def accept(token: str) -> ResponseReturnValue:
    """Come in: with the account that one has, or a new one."""
    if current_user.is_authenticated:
        return _arrived(invites.accept(current_actor(), token))
    try:
        form = read(AcceptForm, request.form)
        entered, opened = invites.accept_as_new(
            token, name=form.name, password=form.password, device=visits.device()
        )
    except Unreadable as problem:
        return _show(token, problem, request.form)
    enter(entered)
    return _arrived(opened)


def _show(token: str, problem: Answerable | None, typed: Mapping[str, str]) -> ResponseReturnValue:
    return page(
        "invites/show.html",
        problem,
        typed=typed,
        token=token,
        invite=invites.look(token),
        roles=groups.ROLES,
        promise=[_(line) for line in invites.PROMISE],
        agreement=[_(line) for line in invites.AGREEMENT],
        shortest=passwords.SHORTEST,
        my_email=current_user.email if current_user.is_authenticated else "",
    )


def _arrived(opened: Opened) -> ResponseReturnValue:
    if opened.case_id:
        return redirect(url_for("case.show", case_id=opened.case_id), 303)
    if opened.group_id:
        return redirect(url_for("groups.show", group_id=opened.group_id, said=WELCOME), 303)
    return redirect(url_for("home.index", said=ASKED if opened.asked else WELCOME), 303)
