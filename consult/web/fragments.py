"""Drawn parts of open cases: one for everyone, used by page, live news and catch-up, and kept for a while."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from flask import Flask, current_app

from consult.core import events
from consult.domain.case_articles import Article
from consult.domain.case_pages import Key
from consult.domain.suggestion_views import SuggestionView

MOST = 3000
"""Parts kept; about 3 kB each."""
CHANGES_ALL = ("person.", "organisation.", "group.")
"""Events after which any part may read differently: a name, a zone."""


class Fragments:
    """Draws the partials and remembers them by key: the same key, the same HTML."""

    def __init__(self, app: Flask) -> None:
        self._env = app.jinja_env
        self._kept: OrderedDict[Key, str] = OrderedDict()
        self._lock = threading.Lock()

    def has(self, key: Key) -> bool:
        """Is it drawn already?"""
        return key in self._kept

    def article(self, key: Key, article: Article | None) -> str:
        """The case itself."""
        return self._drawn(key, lambda: self._render("cases/_case.html", case=article))

    def suggestion(self, key: Key, view: SuggestionView | None) -> str:
        """One suggestion."""
        return self._drawn(key, lambda: self._render("suggestions/_suggestion.html", suggestion=view))

    def piece(self, name: str, **values: object) -> str:
        """A small part that is not worth keeping."""
        return self._render(f"cases/_{name}.html", **values)

    def forget(self) -> None:
        """Draw everything anew from now on."""
        with self._lock:
            self._kept.clear()

    def _drawn(self, key: Key, draw: Callable[[], str]) -> str:
        with self._lock:
            if (html := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return html
        html = draw()
        with self._lock:
            self._kept[key] = html
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return html

    def _render(self, template: str, **values: object) -> str:
        return self._env.get_template(template).render(**values).strip()


def install(app: Flask) -> None:
    """Give the app its drawn parts."""
    app.extensions["fragments"] = Fragments(app)


def fragments() -> Fragments:
    """The parts of the app at work."""
    found: Fragments = current_app.extensions["fragments"]
    return found


def forget(happened: events.Happened) -> None:
    """Names stand in many parts: when one changes, all are drawn anew."""
    if current_app and happened.kind.startswith(CHANGES_ALL):
        fragments().forget()


events.listen(forget)
