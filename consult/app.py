"""The only file that wires everything together."""

from __future__ import annotations

import datetime as dt

from flask import Flask

from consult import blueprints
from consult.core import db, keys
from consult.domain import sign_ins
from consult.settings import Settings
from consult.web import errors, headers, pages, visits

LARGEST_REQUEST = 512 * 1024
"""Bytes of one form: a long case with everything filled in is a tenth of it."""


def create_app(settings: Settings) -> Flask:
    """The web application for these settings; opens the database."""
    app = Flask("consult")
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_REQUEST, MAX_FORM_PARTS=400, MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST
    )
    app.extensions["settings"] = settings
    keys.use(settings.key)
    db.connect(settings.database)
    sign_ins.IDLE = dt.timedelta(minutes=settings.idle_minutes)
    sign_ins.LONGEST = dt.timedelta(hours=settings.sign_in_hours)
    visits.install(app, settings)
    headers.install(app, settings)
    errors.install(app)
    pages.install(app, settings)
    blueprints.register(app)
    return app
