"""Is the server alive, and can it work?"""

from __future__ import annotations

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from consult.domain.health import can_read, has_our_tables, has_room, takes_writes

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return {"ok": True}


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Can it work: database, tables, room on the disk, writes. A silent bell is only told."""
    can = {"database": can_read()}
    if can["database"]:
        room = has_room(current_app.extensions["settings"].data)
        can |= {"tables": has_our_tables(), "disk": room, "writes": takes_writes()}
    bell = current_app.extensions["watch"].figures().bell
    return {"ok": all(can.values()), **can, "bell": bell}, 200 if all(can.values()) else 503
