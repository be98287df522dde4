"""Addresses of our own pages, for templates that are drawn inside and outside of a request alike."""

from __future__ import annotations

from typing import Any

from flask import Flask


class Paths:
    """`path(endpoint, **values)` in templates: like `url_for`, without a request."""

    def __init__(self, app: Flask) -> None:
        self._adapter = app.url_map.bind("")
        self._plain: dict[str, str] = {}

    def __call__(self, endpoint: str, *, _anchor: str = "", **values: Any) -> str:
        if not values and not _anchor:
            if endpoint not in self._plain:
                self._plain[endpoint] = self._adapter.build(endpoint)
            return self._plain[endpoint]
        known = {name: value for name, value in values.items() if value is not None}
        address = self._adapter.build(endpoint, known)
        return f"{address}#{_anchor}" if _anchor else address
