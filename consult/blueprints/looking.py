"""The second look at words that are still being written: what the model adds. Nothing is stored."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from limits import parse

from consult.domain.cases.finds import found_again
from consult.forms import read
from consult.forms.looking import LookAgainForm, with_texts
from consult.forms.suggestions import kept_of
from consult.web.composing import finds_json
from consult.web.pace import Pace
from consult.web.visits import visitor

bp = Blueprint("looking", __name__)

PACE = Pace()
OFTEN = parse("60/minute")
"""For one person, on all their pages: a look after every pause in typing."""


@bp.post("/second-look")
def create() -> ResponseReturnValue:
    """All finds, once the model has looked too, and which layers did."""
    person = visitor()
    PACE.slow_down(OFTEN, person.id)
    form = read(LookAgainForm, with_texts(request.form))
    finds, layers = found_again(person.actor, form.texts, kept_of(form.kept), form.case)
    return jsonify({"ok": True, "layers": layers, "finds": finds_json(finds, form.texts)})
