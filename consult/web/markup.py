"""The only place that calls HTML safe: what people wrote, as `core/markdown` made and cleaned it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import cast

from flask import Flask
from markupsafe import Markup


def install(app: Flask) -> None:
    """Let templates show stored HTML: `{{ section.html | prose }}`."""
    app.add_template_filter(prose, "prose")
    app.add_template_global(_pictures(app), "picture")


def prose(html: str) -> Markup:
    """HTML that `core.markdown` rendered when the words were written."""
    return Markup(html)  # noqa: S704 - the renderer's allow-list is the proof


def _pictures(app: Flask) -> Callable[..., Markup]:
    """Icons of the sprite. There are dozens on a page, so each is written once."""
    asset = cast("Callable[[str], str]", app.jinja_env.globals["asset"])

    @functools.cache
    def picture(name: str, class_: str = "") -> Markup:
        classes = f"icon {class_}".strip()
        svg = '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>'
        return Markup(svg).format(classes, asset("build/icons.svg"), name)  # noqa: S704 - a constant

    return picture


def drawn(parts: Iterable[str]) -> Markup:
    """Parts that our own templates drew, put together."""
    return Markup("\n".join(parts))  # noqa: S704 - templates escape
