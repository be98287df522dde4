"""The key for words that a browser keeps until they are sent: its owner's alone, and only while signed in."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from consult.core import keys
from consult.web.visits import visitor

bp = Blueprint("kept_words", __name__)


@bp.get("/me/key")
def show() -> ResponseReturnValue:
    """256 bits that are the same at the next sign-in, so that words outlive the end of one."""
    return {"ok": True, "key": keys.secret("kept words", visitor().id)}
