"""The only file that wires everything together."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from consult import blueprints, live
from consult.settings import Settings
from consult.web import errors, fragments, headers, labels, markup, metrics, pages, visits

LARGEST_REQUEST = 512 * 1024
"""Bytes of one form: a long case with everything filled in is a tenth of it."""


def create_app(settings: Settings) -> Flask:
    """The web application for these settings; `startup.connect` has opened the database."""
    app = Flask("consult")
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_REQUEST, MAX_FORM_PARTS=400, MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST
    )
    app.extensions["settings"] = settings
    visits.install(app, settings)
    headers.install(app, settings)
    errors.install(app)
    pages.install(app)
    markup.install(app)
    labels.install(app)
    fragments.install(app)
    blueprints.register(app)
    live.install(app, settings)
    metrics.install(app, settings)
    if settings.trusted_proxies:
        # Else everyone would seem to come from the proxy, and share one budget of tries.
        app.wsgi_app = ProxyFix(app.wsgi_app, settings.trusted_proxies, 0, 0)  # type: ignore[method-assign]
    return app
