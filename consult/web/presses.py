"""One form serves many buttons (`form="act"`): the id of one press."""

from __future__ import annotations

import uuid

from flask import request

from consult.forms import Form, read


def this_press(what: str = "") -> str | None:
    """The form's client id, told apart by address and button, so that each press counts once."""
    form = read(Form, request.form)
    return str(uuid.uuid5(form.client_id, f"{request.path} {what}")) if form.client_id else None
