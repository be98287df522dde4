"""The only place that calls HTML safe: what people wrote, as `core/markdown` made and cleaned it."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask
from markupsafe import Markup


def install(app: Flask) -> None:
    """Let templates show stored HTML: `{{ section.html | prose }}`."""
    app.add_template_filter(prose, "prose")


def prose(html: str) -> Markup:
    """HTML that `core.markdown` rendered when the words were written."""
    return Markup(html)  # noqa: S704 - the renderer's allow-list is the proof


def drawn(parts: Iterable[str]) -> Markup:
    """Parts that our own templates drew, put together."""
    return Markup("\n".join(parts))  # noqa: S704 - templates escape
