"""Groups: who is in one, what it is for, who comes and goes."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consult.core.errors import Answerable
from consult.core.texts import N_, options
from consult.domain.people import accounts, groups, invites, join_requests, memberships
from consult.forms import read
from consult.forms.groups import AnswerForm, GroupForm, JoinForm, NewGroupForm, RoleForm
from consult.models.groups import GroupKind
from consult.web.pages import page, saying
from consult.web.visits import current_actor

bp = Blueprint("groups", __name__)

LEFT = saying("left", N_("That is done. They are no longer in this group."))
I_LEFT = saying("i_left", N_("You have left the group."))
MADE = saying("group_made", N_("The group is made. Its facilitator invites the others."))
CLOSED = saying("group_closed", N_("The group is closed."))
REQUESTED = saying("requested", N_("Asked. A facilitator of the group answers."))
ANSWERED = saying("request_answered", N_("Answered."))


@bp.get("/groups/<group_id>")
def show(group_id: str) -> ResponseReturnValue:
    """A group's page."""
    return show_group(group_id)


def show_group(group_id: str, problem: Answerable | None = None) -> ResponseReturnValue:
    """The page, with whatever form on it went wrong."""
    actor = current_actor()
    found = groups.group_page(actor, group_id)
    return page(
        "groups/show.html",
        problem,
        typed=request.form if problem else {},
        members=found,
        group=found.group,
        leads=actor.facilitates(group_id),
        rescues=actor.is_administrator and not found.is_led,
        asks=actor.is_administrator and not actor.facilitates(group_id) and not found.group.closed_at,
        colleagues=accounts.colleagues(actor) if actor.is_administrator else (),
        roles=options(groups.ROLES),
        role_words=groups.ROLES,
        kind_words=groups.KINDS,
        most=invites.MOST,
        active=f"group:{group_id}",
    )


@bp.get("/groups/new")
def new() -> ResponseReturnValue:
    """A new group."""
    return _new()


@bp.post("/groups")
def create() -> ResponseReturnValue:
    """Make a group with its first facilitator."""
    try:
        form = read(NewGroupForm, request.form)
        group = groups.make_group(current_actor(), **form.values(), once=form.once)
    except Answerable as problem:
        return _new(problem)
    return redirect(url_for("groups.show", group_id=group.id, said=MADE), 303)


def _new(problem: Answerable | None = None) -> ResponseReturnValue:
    actor = current_actor()
    groups.may_make_groups(actor)
    return page(
        "groups/new.html",
        problem,
        typed=request.form if problem else {"kind": GroupKind.PEER_CONSULTATION},
        colleagues=accounts.colleagues(actor),
        kinds=options(groups.KINDS),
        active="admin",
    )


@bp.post("/groups/<group_id>")
def update(group_id: str) -> ResponseReturnValue:
    """Rename a group, or say anew what it is for."""
    try:
        form = read(GroupForm, request.form)
        groups.rename_group(current_actor(), group_id, **form.values())
    except Answerable as problem:
        return show_group(group_id, problem)
    return _back(group_id, "saved")


@bp.post("/groups/<group_id>/closure")
def close(group_id: str) -> ResponseReturnValue:
    """Close a group."""
    groups.close_group(current_actor(), group_id)
    return redirect(url_for("home.index", said=CLOSED), 303)


@bp.post("/groups/<group_id>/requests")
def request_joining(group_id: str) -> ResponseReturnValue:
    """Ask that somebody be let in."""
    try:
        form = read(JoinForm, request.form)
        join_requests.ask_to_join(
            current_actor(), group_id, person_id=form.person_id, role=form.role, once=form.once
        )
    except Answerable as problem:
        return show_group(group_id, problem)
    return _back(group_id, REQUESTED)


@bp.post("/join-requests/<request_id>/answer")
def answer_request(request_id: str) -> ResponseReturnValue:
    """Let somebody in, or not."""
    form = read(AnswerForm, request.form)
    return _back(join_requests.answer_request(current_actor(), request_id, yes=form.yes), ANSWERED)


@bp.post("/memberships/<membership_id>/role")
def change_role(membership_id: str) -> ResponseReturnValue:
    """Facilitator, member or observer."""
    actor = current_actor()
    group_id = memberships.group_of(actor, membership_id)
    try:
        memberships.change_role(actor, membership_id, read(RoleForm, request.form).role)
    except Answerable as problem:
        return show_group(group_id, problem)
    return _back(group_id, "saved")


@bp.post("/memberships/<membership_id>/end")
def end_membership(membership_id: str) -> ResponseReturnValue:
    """Leave, or remove somebody."""
    actor = current_actor()
    group_id = memberships.group_of(actor, membership_id)
    try:
        mine = memberships.end_membership(actor, membership_id)
    except Answerable as problem:
        return show_group(group_id, problem)
    return redirect(url_for("home.index", said=I_LEFT), 303) if mine else _back(group_id, LEFT)


def _back(group_id: str, said: str) -> ResponseReturnValue:
    return redirect(url_for("groups.show", group_id=group_id, said=said), 303)
