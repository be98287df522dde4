"""News of one suggestion is read by itself; it says what a look at the whole page would say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from consult.core import events
from consult.core.events import Happened
from consult.domain.consultation import case_news
from consult.domain.consultation.replies import reply
from consult.domain.consultation.suggestions import (
    Quote,
    edit_suggestion,
    post_suggestion,
    put_back,
    take_back,
)
from consult.models.suggestions import Kind, ReplyWord
from tests.people import INES, RUTH, TOMAS, actor
from tests.stories import posted


@contextmanager
def heard() -> Iterator[list[Happened]]:
    """What happens on cases meanwhile."""
    told: list[Happened] = []

    def note(happened: Happened) -> None:
        if happened.stream.startswith("case:"):
            told.append(happened)

    stop = events.listen(note)
    yield told
    stop()


def test_news_of_one_suggestion_is_what_the_whole_page_says(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = posted()
    one = post_suggestion(actor(TOMAS), case.id, kind=Kind.IDEA, body="One lesson a day.", kept={})
    other = post_suggestion(actor(RUTH), case.id, kind=Kind.QUESTION, body="Who is at home then?", kept={})
    steps = (
        lambda: post_suggestion(actor(RUTH), case.id, kind=Kind.WATCH_OUT, body="Ask about sleep.", kept={}),
        lambda: edit_suggestion(actor(TOMAS), one.id, body="Two lessons a day.", kept={}),
        lambda: take_back(actor(RUTH), other.id),
        lambda: put_back(actor(RUTH), other.id),
        lambda: reply(actor(INES), one.id, word=ReplyWord.NOT_NOW),
        lambda: post_suggestion(
            actor(RUTH),
            case.id,
            kind=Kind.VIEW,
            body="Could be fear.",
            kept={},
            quote=Quote("Mornings have become hard"),
        ),
    )
    short = None
    for step in steps:
        with heard() as told:
            step()
        short = case_news.what_changed(told[-1], lambda _key: False)
        with monkeypatch.context() as without:
            without.setattr(case_news, "read_slot", lambda *_args: (None, 0))
            assert short == case_news.what_changed(told[-1], lambda _key: False)
        assert short.slots
    assert short is not None
    assert short.article is not None
    assert short.count == 4


def test_what_no_page_shows_any_more_is_no_news(database: Engine) -> None:
    case = posted()
    with heard() as told:
        post_suggestion(actor(TOMAS), case.id, kind=Kind.IDEA, body="One lesson a day.", kept={})
    assert not case_news.what_changed(replace(told[0], about_id="gone"), lambda _key: False).slots
