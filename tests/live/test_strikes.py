"""A strike on open pages: all show "[removed]" with the next news, and nobody is sent old words again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from consult.core.db import Sessions
from consult.core.events import Event
from consult.domain.consultation import suggestions
from consult.domain.consultation.suggestions import Quote
from consult.domain.strikes.strikes import strike
from consult.models.suggestions import Kind
from tests import plans
from tests.live.sockets import Page
from tests.people import INES, JONAH, MEI, RUTH, SAM, TOMAS, actor
from tests.stories import posted

LEAK = "lighthouse"
Open = Callable[[str], Page]


def test_every_open_page_shows_it_with_the_next_news(page: Open) -> None:
    case = posted(situation=f"Then {LEAK} waits at the gate.")
    idea = plans.an_idea(case, f"Ask {LEAK}.")
    suggestions.post_suggestion(
        actor(TOMAS), case.id, kind=Kind.VIEW, body="Perhaps.", kept={}, quote=Quote(f"{LEAK} waits")
    )
    pages = [page(who) for who in (INES, TOMAS, SAM)]
    for one in pages:
        one.open(case.id)
    strike(actor(JONAH), case.id, phrases=[LEAK])
    for one in pages:
        news = one.heard()
        assert news[0]["at_once"] is True
        assert [message["seq"] for message in news] == list(range(one.seq + 1, one.seq + 1 + len(news)))
        for message in news:
            one.take(message)
        assert LEAK not in json.dumps(news)
        assert "[removed] waits" in one.parts["case"].replace("</span>", "").split('placeholder">', 1)[1]
        assert "[removed]" in one.parts[f"suggestion-{idea.id}"]


def test_who_was_away_is_never_sent_the_old_words(page: Open, visit: Any) -> None:
    case = posted(situation=f"Then {LEAK} waits at the gate.")
    plans.an_idea(case, f"Ask {LEAK}.")
    visit(MEI).get(f"/cases/{case.id}")  # drawn, and kept for the next who looks
    strike(actor(INES), case.id, phrases=[LEAK])
    with Sessions() as session:
        seqs = [event.seq for event in session.query(Event).filter_by(stream=f"case:{case.id}")]
    for since in (0, *seqs):
        told = page(RUTH).open(case.id, since=since)
        assert LEAK not in json.dumps(told)
        news = visit(RUTH).get(f"/cases/{case.id}/news?since={since}").text
        assert LEAK not in news
    assert LEAK not in visit(MEI).get(f"/cases/{case.id}").text
