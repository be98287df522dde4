"""The first start: one page that makes the organisation."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from consult.blueprints.sign_ins import enter
from consult.core.errors import Answerable, NotFound
from consult.core.texts import options
from consult.domain.people import groups, passwords, setup
from consult.forms import read
from consult.forms.organisations import SetupForm
from consult.forms.suggestions import kept_of
from consult.web import visits
from consult.web.pages import page

bp = Blueprint("setup", __name__, url_prefix="/setup")


@bp.get("")
def new() -> ResponseReturnValue:
    """The page; gone once there is an organisation."""
    return _page(None, {})


@bp.post("")
def create() -> ResponseReturnValue:
    """Make everything in one go; then one is signed in on Home."""
    try:
        form = read(SetupForm, request.form)
        token = setup.set_up(
            form.code,
            setup.FirstPerson(form.name, form.email, form.password),
            setup.FirstPlace(
                organisation=form.organisation,
                timezone=form.timezone,
                crisis_link=form.crisis_link,
                crisis_contact=form.crisis_contact,
                group=form.group,
                purpose=form.purpose,
                kind=form.kind,
                kept=kept_of(form.kept),
            ),
            network=visits.network(),
            device=visits.device(),
        )
    except NotFound:
        raise
    except Answerable as problem:
        return _page(problem, request.form)
    enter(token)
    return redirect("/", 303)


def _page(problem: Answerable | None, typed: Mapping[str, str]) -> ResponseReturnValue:
    if setup.is_set_up():
        raise NotFound
    kinds = options(groups.KINDS)
    return page("setup/new.html", problem, typed=typed, kinds=kinds, shortest=passwords.SHORTEST)
