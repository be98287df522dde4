"""A strike among other writers: what they had read before it never comes back after it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import Engine

from consult.core import markdown
from consult.core.errors import Answerable
from consult.domain.consultation import replies, suggestions
from consult.domain.consultation.suggestions import Quote
from consult.domain.plans.adoptions import adopt
from consult.domain.strikes.strikes import strike
from consult.models.suggestions import Kind, ReplyWord
from tests import plans as some
from tests.domain.test_strikes import LEAK, everything, given_to
from tests.people import INES, JONAH, MEI, RUTH, TOMAS, actor
from tests.stories import posted


def between(monkeypatch: pytest.MonkeyPatch, act: Callable[[], Any]) -> None:
    """Do something after an action has read and before it writes: while its words are drawn."""
    draw, waiting = markdown.renderer, [act]

    def drawing(text: str) -> str:
        if waiting:
            waiting.pop()()
        return draw(text)

    monkeypatch.setattr(markdown, "renderer", drawing)


def test_a_quote_that_was_chosen_before_the_strike_is_not_taken_after_it(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = posted(situation=f"Then {LEAK} waits at the gate.")
    between(monkeypatch, lambda: strike(actor(INES), case.id, phrases=[LEAK]))
    with pytest.raises(Answerable):
        suggestions.post_suggestion(
            actor(RUTH), case.id, kind=Kind.IDEA, body="Why?", kept={}, quote=Quote(f"{LEAK} waits")
        )
    assert everything(database) == []


def test_a_quote_behind_struck_words_is_pinned_where_they_stand_now(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = posted(situation=f"Then {LEAK} waits at the gate.")
    between(monkeypatch, lambda: strike(actor(INES), case.id, phrases=[LEAK]))
    quote = Quote("at the gate")
    suggestions.post_suggestion(actor(RUTH), case.id, kind=Kind.IDEA, body="Why?", kept={}, quote=quote)
    (given,) = given_to(case)
    text = "Then [removed] waits at the gate."
    assert text[given.quote_start : given.quote_end] == "at the gate"
    assert everything(database) == []


def test_what_is_put_back_while_it_is_struck_stays_struck(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = posted()
    given = some.an_idea(case, f"Ask {LEAK}.")
    suggestions.take_back(actor(RUTH), given.id)
    between(monkeypatch, lambda: strike(actor(INES), case.id, phrases=[LEAK]))
    with pytest.raises(Answerable):
        suggestions.put_back(actor(RUTH), given.id)
    assert everything(database) == []


@pytest.mark.race
def test_many_writers_and_two_strikes_at_once_end_without_a_knot(database: Engine) -> None:
    case = posted(situation=f"Then {LEAK} waits at the gate, and carousel too.")
    some.a_plan(case)
    ideas = [some.an_idea(case, f"Ask {LEAK} about number {number}.") for number in range(6)]
    acts: list[Callable[[], Any]] = [
        lambda: strike(actor(INES), case.id, phrases=[LEAK]),
        lambda: strike(actor(JONAH), case.id, phrases=["carousel"]),
        lambda: adopt(actor(INES), ideas[0].id, words="Ask"),
        lambda: replies.reply(actor(INES), ideas[1].id, word=ReplyWord.NOT_NOW),
        lambda: suggestions.edit_suggestion(actor(RUTH), ideas[2].id, body="Another.", kept={}),
        lambda: suggestions.take_back(actor(RUTH), ideas[3].id),
        lambda: some.an_idea(case, "Ask somebody.", who=TOMAS),
        lambda: some.an_idea(case, "Ask nobody.", who=MEI),
    ]
    problems: list[Exception] = []

    def run(act: Callable[[], Any]) -> None:
        try:
            with suppress(Answerable):
                act()
        except Exception as problem:  # noqa: BLE001 - whatever it is, the test says so
            problems.append(problem)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert problems == []
    assert everything(database, "lighthouse|carousel") == []
