"""A look at words that are still being written: rules and lists first, then the model. Nothing is stored."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from limits import parse

from consult.domain import screening
from consult.domain.cases.finds import found_again, found_first
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
FIRST = parse("180/minute")
"""The same, where the model is not asked."""


@bp.post("/second-look")
def create() -> ResponseReturnValue:
    """All finds, which layers looked, and whether more can: with `first`, the model is not waited for."""
    person = visitor()
    form = read(LookAgainForm, with_texts(request.form))
    PACE.slow_down(*((FIRST, f"{person.id} first") if form.first else (OFTEN, person.id)))
    look = found_first if form.first else found_again
    finds, layers = look(person.actor, form.texts, kept_of(form.kept), form.case)
    more = bool(form.first) and len(screening.layers()) > len(layers)
    return jsonify({"ok": True, "layers": layers, "more": more, "finds": finds_json(finds, form.texts)})
