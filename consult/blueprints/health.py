"""Is the server alive, and can it work?"""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from consult.domain.health import can_read

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return {"ok": True}


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """The database answers too."""
    return ({"ok": True}, 200) if can_read() else ({"ok": False}, 503)
