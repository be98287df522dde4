"""How the server is connected, for administrators, in words."""

from __future__ import annotations

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from consult.domain import health
from consult.domain.people import accounts
from consult.web.pages import page
from consult.web.visits import current_actor

bp = Blueprint("connection", __name__, url_prefix="/admin/connection")


@bp.get("")
def show() -> ResponseReturnValue:
    """Live lines, database, doorbell, mail: what is fine, and what is not."""
    mail = accounts.mail_state(current_actor())
    watch, settings = current_app.extensions["watch"], current_app.extensions["settings"]
    return page(
        "admin/connection.html",
        live=watch.figures(),
        is_cluster=bool(settings.database_url),
        can_write=health.can_write(),
        clock_off=health.clock_off(),
        mail=mail,
        active="admin",
    )
