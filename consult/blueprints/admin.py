"""Administration: people, groups, safety contacts, settings, mail. No case is ever shown here."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consult.blueprints.invites import show_made
from consult.core.errors import Answerable
from consult.core.texts import N_, options
from consult.domain.people import accounts, groups, invites, organisations, resets
from consult.forms import read
from consult.forms.groups import InviteForm
from consult.forms.organisations import AdministratorForm, OrganisationForm, SafetyContactForm, SearchForm
from consult.web import visits
from consult.web.pages import page, saying
from consult.web.visits import current_actor

bp = Blueprint("admin", __name__, url_prefix="/admin")

DISABLED = saying("person_disabled", N_("The account is closed. They are signed out everywhere."))
ENABLED = saying("person_enabled", N_("The account is open again."))
CHANGED = saying("administrator_changed", N_("Changed. They sign in anew for it to hold."))


@bp.get("")
def index() -> ResponseReturnValue:
    """What needs looking after, in words."""
    return _index()


def _index(problem: Answerable | None = None) -> ResponseReturnValue:
    actor = current_actor()
    return page(
        "admin/index.html",
        problem,
        mail=accounts.mail_state(actor),
        contacts=accounts.safety_contacts(actor),
        colleagues=accounts.colleagues(actor),
        typed=request.form if problem else organisations.the_organisation(),
        active="admin",
    )


@bp.post("/organisation")
def update() -> ResponseReturnValue:
    """The organisation's name, zone and crisis contacts."""
    try:
        form = read(OrganisationForm, request.form)
        organisations.change_organisation(current_actor(), **form.values())
    except Answerable as problem:
        return _index(problem)
    return redirect(url_for("admin.index", said="saved"), 303)


@bp.post("/safety-contacts")
def arrange() -> ResponseReturnValue:
    """Name a safety contact, move one, or take one off."""
    actor = current_actor()
    try:
        form = read(SafetyContactForm, request.form)
        accounts.move_safety_contact(actor, form.person_id, form.move)
    except Answerable as problem:
        return _index(problem)
    return redirect(url_for("admin.index", said="saved", _anchor="safety"), 303)


@bp.get("/people")
def people() -> ResponseReturnValue:
    """Accounts, a page at a time, and the links that wait."""
    return _people(SearchForm(show=_show()))


@bp.post("/people/search")
def search() -> ResponseReturnValue:
    """Find an account; sent as a form, so that no name stands in an address."""
    try:
        return _people(read(SearchForm, request.form))
    except Answerable as problem:
        return _people(SearchForm(), problem)


@bp.post("/people")
def invite() -> ResponseReturnValue:
    """Invite into the organisation; into a group a facilitator of it lets them in."""
    try:
        form = read(InviteForm, request.form)
        made = invites.invite_to_organisation(
            current_actor(),
            emails=invites.addresses(form.emails),
            group_id=form.group_id or None,
            role=form.role,
            once=form.once,
        )
    except Answerable as problem:
        return _people(SearchForm(), problem)
    return show_made(made, url_for("admin.people"), "admin")


def _people(form: SearchForm, problem: Answerable | None = None) -> ResponseReturnValue:
    actor = current_actor()
    number = request.args.get("page", 1, type=int)
    return page(
        "admin/people.html",
        problem,
        people=accounts.people_of_organisation(actor, show=form.show, search=form.search, number=number),
        links=accounts.links_waiting(actor),
        groups=[group for group in groups.groups_of_organisation(actor, 1).rows if not group.closed_at],
        roles=options(groups.ROLES),
        shows=options(accounts.SHOWS),
        form=form,
        most=invites.MOST,
        typed=request.form if problem else {},
        active="admin",
    )


def _show() -> str:
    show = request.args.get("show", "")
    return show if show in accounts.SHOWS else ""


@bp.get("/people/<person_id>")
def person(person_id: str) -> ResponseReturnValue:
    """One account."""
    return _person(person_id)


def _person(person_id: str, problem: Answerable | None = None) -> ResponseReturnValue:
    found = accounts.account(current_actor(), person_id)
    roles = groups.ROLES
    return page("admin/person.html", problem, account=found, role_words=roles, active="admin")


@bp.post("/people/<person_id>/reset")
def reset(person_id: str) -> ResponseReturnValue:
    """A link for a new password, shown once; it signs the person out everywhere, and they are told."""
    try:
        once = read(SearchForm, request.form).once
        token = resets.make_link_for(current_actor(), person_id, once=once)
    except Answerable as problem:
        return _person(person_id, problem)
    found = accounts.account(current_actor(), person_id)
    link = visits.address() + url_for("resets.edit", token=token)
    return page("admin/reset.html", account=found, link=link, active="admin")


@bp.post("/people/<person_id>/closure")
def disable(person_id: str) -> ResponseReturnValue:
    """Close an account."""
    try:
        accounts.disable_person(current_actor(), person_id)
    except Answerable as problem:
        return _person(person_id, problem)
    return _back(person_id, DISABLED)


@bp.post("/people/<person_id>/opening")
def enable(person_id: str) -> ResponseReturnValue:
    """Open a closed account again."""
    accounts.enable_person(current_actor(), person_id)
    return _back(person_id, ENABLED)


@bp.post("/people/<person_id>/administrator")
def administrator(person_id: str) -> ResponseReturnValue:
    """Make somebody administrator, or end it."""
    actor = current_actor()
    try:
        accounts.set_administrator(actor, person_id, on=read(AdministratorForm, request.form).on)
    except Answerable as problem:
        return _person(person_id, problem)
    if person_id == actor.id:
        return redirect("/", 303)
    return _back(person_id, CHANGED)


@bp.get("/groups")
def all_groups() -> ResponseReturnValue:
    """Every group; not what is in it."""
    number = request.args.get("page", 1, type=int)
    actor = current_actor()
    groups.may_make_groups(actor)
    found = groups.groups_of_organisation(actor, number)
    return page("admin/groups.html", groups=found, kind_words=groups.KINDS, active="admin")


def _back(person_id: str, said: str) -> ResponseReturnValue:
    return redirect(url_for("admin.person", person_id=person_id, said=said), 303)
