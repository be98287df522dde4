"""Pages: one file a noun. A door reads a form, calls one action, and answers."""

from __future__ import annotations

import importlib
import pkgutil

from flask import Flask


def register(app: Flask) -> None:
    """Every module here that has a `bp` is a set of pages: a new noun needs no line elsewhere."""
    for module in pkgutil.iter_modules(__path__):
        blueprint = getattr(importlib.import_module(f"{__name__}.{module.name}"), "bp", None)
        if blueprint is not None:
            app.register_blueprint(blueprint)
