"""Drawn parts of open cases: one for everyone, used by page, live news and catch-up, and kept for a while."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from weakref import WeakSet

from flask import Flask, current_app

from consult.core import events
from consult.domain.cases.chips import Chip
from consult.domain.consultation.case_articles import Article, GoalView
from consult.domain.consultation.case_news import News
from consult.domain.consultation.open_cases import Key
from consult.domain.consultation.suggestion_views import SuggestionView
from consult.domain.people.organisations import the_organisation
from consult.web.script_texts import script_texts

MOST = 3000
"""Parts kept; about 3 kB each."""


class Fragments:
    """Keeps drawn partials by key, the latest used ones: the same key, the same HTML."""

    def __init__(self, app: Flask) -> None:
        self.env = app.jinja_env
        self._kept: OrderedDict[Key, str] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> str | None:
        """What was drawn under this key."""
        with self._lock:
            html = self._kept.get(key)
            if html is not None:
                self._kept.move_to_end(key)
        return html

    def put(self, key: Key, html: str) -> str:
        """Keep a drawn part."""
        with self._lock:
            self._kept[key] = html
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return html

    def forget(self) -> None:
        """Draw everything anew from now on."""
        with self._lock:
            self._kept.clear()


class Drawing:
    """The parts of one page or message: what is kept is taken, what is missing is drawn."""

    def __init__(self) -> None:
        self._all: Fragments = current_app.extensions["fragments"]
        self._taken: dict[Key, str] = {}

    def has(self, key: Key) -> bool:
        """Is it drawn already? Then it is held, whatever others push out meanwhile."""
        html = self._all.get(key)
        if html is not None:
            self._taken[key] = html
        return html is not None

    def article(self, key: Key, article: Article | None) -> str:
        """The case itself."""
        return self._taken.get(key) or self._draw(key, "cases/_case.html", case=article)

    def suggestion(self, key: Key, view: SuggestionView | None) -> str:
        """One suggestion."""
        return self._taken.get(key) or self._draw(key, "suggestions/_suggestion.html", suggestion=view)

    def chip(self, chip: Chip) -> str:
        """The state of the case; it changes with the time too, so it is not kept."""
        return self._draw(("chip", chip.kind, chip.text), "cases/_chip.html", chip=chip)

    def write(self, kinds: Sequence[tuple[str, str, str]], goals: Sequence[GoalView]) -> str:
        """The empty fields of a suggestion, for who may give these kinds on a case with these goals."""
        key = ("write", tuple(kind for kind, *_words in kinds), tuple(goals))
        nothing: dict[str, object] = {"typed": {}, "errors": {}, "finds": (), "kept": ()}
        place = the_organisation()
        return self._draw(key, "cases/_write.html", kinds=kinds, goals=goals, organisation=place, **nothing)

    def still(self) -> str:
        """What the scripts of every open case need: their words, and what they copy."""
        name = "cases/_still.html"
        return self._all.get((name,)) or self._draw((name,), name, texts=script_texts())

    def news(self, news: News) -> dict[str, Any]:
        """What browsers are sent: the stream's number, and the parts to put in place."""
        items = []
        if news.article_key is not None:
            items.append({"id": "case", "html": self.article(news.article_key, news.article)})
        elif news.chip is not None:
            items.append({"id": "case-chip", "html": self.chip(news.chip)})
        for slot in news.slots:
            html = self.suggestion(slot.key, news.views.get(slot.id))
            items.append({"id": f"suggestion-{slot.id}", "into": "suggestion-list", "html": html})
        message: dict[str, Any] = {"stream": f"case:{news.case.id}", "seq": news.seq, "items": items}
        if news.chip is not None:
            message["count"] = news.count
        if news.note is not None:
            message["note"] = asdict(news.note)
        if news.at_once:
            message["at_once"] = True
        return message | ({"reload": True} if news.reload else {})

    def _draw(self, key: Key, template: str, **values: object) -> str:
        html = self._all.get(key)
        if html is None:
            html = self._all.put(key, self._all.env.get_template(template).render(**values).strip())
        return html


_everywhere: WeakSet[Fragments] = WeakSet()


def install(app: Flask) -> None:
    """Give the app its drawn parts."""
    made = app.extensions["fragments"] = Fragments(app)
    _everywhere.add(made)


def forget(happened: events.Happened) -> None:
    """Names stand in many parts: when one changes, all are drawn anew; struck words may lie here no more."""
    if happened.kind.startswith(events.FOR_ALL):
        for fragments in list(_everywhere):
            fragments.forget()


events.listen(forget)
