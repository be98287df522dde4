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
from consult.domain import screening
from consult.domain.cases import closings, doubts, drafts, postings
from consult.domain.consultation import replies, suggestions
from consult.domain.consultation.suggestions import Quote
from consult.domain.plans import outcomes, plans, steps
from consult.domain.plans.adoptions import adopt
from consult.domain.plans.steps import StepDraft
from consult.domain.screening import Identifying
from consult.domain.strikes.strikes import strike
from consult.models.cases import Case
from consult.models.outcomes import Verdict
from consult.models.plans import Step
from consult.models.suggestions import Kind, ReplyWord, Suggestion
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


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], Any]) -> None:
    """Do something after an action's words passed the check and before it writes, whether it draws or not."""
    clear, waiting = screening.clear, [act]

    def clearing(*args: Any, **kwargs: Any) -> Any:
        cleared = clear(*args, **kwargs)
        if waiting:
            waiting.pop()()
        return cleared

    monkeypatch.setattr(screening, "clear", clearing)


Writes = Callable[[Case, Suggestion, Step], Any]
WRITERS: dict[str, Writes] = {
    "suggestion": lambda case, _idea, _step: some.an_idea(case, f"Ask {LEAK}."),
    "edit": lambda _case, idea, _step: suggestions.edit_suggestion(
        actor(RUTH), idea.id, body=f"Ask {LEAK}.", kept={}
    ),
    "reply": lambda _case, idea, _step: replies.reply(
        actor(INES), idea.id, word=ReplyWord.NOT_NOW, body=f"{LEAK} would mind."
    ),
    "adoption": lambda _case, idea, _step: adopt(actor(INES), idea.id, words=f"Ask {LEAK}"),
    "closing": lambda case, _idea, _step: closings.close_case(
        actor(INES), case.id, sentence=f"{LEAK} laughs."
    ),
    "doubt": lambda case, _idea, _step: doubts.raise_doubt(actor(TOMAS), case.id, part=f"It is {LEAK}."),
    "outcome": lambda _case, _idea, step: outcomes.record_outcome(
        actor(INES), step.id, verdict=Verdict.HELPED, line=f"{LEAK} laughed"
    ),
    "step": lambda _case, _idea, step: steps.change_step(
        actor(INES), step.id, base_version=1, draft=StepDraft(f"Ask {LEAK}"), kept={}
    ),
    "new step": lambda _case, _idea, step: steps.add_step(
        actor(INES), step.plan_id, draft=StepDraft(f"Ask {LEAK}"), kept={}
    ),
    "plan": lambda _case, _idea, step: plans.change_plan(
        actor(INES), step.plan_id, base_version=1, fields={"concerns": f"{LEAK} is tired"}
    ),
}


@pytest.mark.parametrize("what", WRITERS)
def test_words_that_were_looked_at_before_a_strike_are_looked_at_again_when_they_are_written(
    database: Engine, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    case = posted(situation=f"Then {LEAK} waits at the gate.")
    taken, idea = some.an_idea(case, "Walk past the gate."), some.an_idea(case, "Go home.")
    step = adopt(actor(INES), taken.id, words="Ask")
    meanwhile(monkeypatch, lambda: strike(actor(INES), case.id, phrases=[LEAK]))
    with pytest.raises(Identifying) as problem:
        WRITERS[what](case, idea, step)
    assert [mark.words for mark in problem.value.marks] == [LEAK]
    assert everything(database) == []


@pytest.mark.parametrize("what", WRITERS)
def test_other_words_go_through_although_something_was_struck_meanwhile(
    database: Engine, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    case = posted(situation="Then carousel waits at the gate.")
    taken, idea = some.an_idea(case, "Walk past the gate."), some.an_idea(case, "Go home.")
    step = adopt(actor(INES), taken.id, words="Ask")
    meanwhile(monkeypatch, lambda: strike(actor(INES), case.id, phrases=["carousel"]))
    WRITERS[what](case, idea, step)
    assert everything(database) != []


def test_a_draft_that_was_looked_at_before_a_strike_is_not_posted_with_the_words(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = posted(situation=f"Then {LEAK} waits at the gate.")
    change = drafts.writing(actor(INES), case.id).body | {"tried": f"We asked {LEAK}.", "rare": "no"}
    drafts.save_draft(actor(INES), case.id, body=change, rev=0)
    meanwhile(monkeypatch, lambda: strike(actor(INES), case.id, phrases=[LEAK]))
    with pytest.raises(Answerable):
        postings.post_case(actor(INES), case.id)
    assert everything(database) == []


def test_what_was_kept_before_a_strike_is_asked_about_again_when_it_is_written(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = {screening.find_digest("name", "Marisol"): "needed"}
    case = posted(situation="Then Marisol waits at the gate.", kept=name)
    meanwhile(monkeypatch, lambda: strike(actor(INES), case.id, phrases=["Marisol"]))
    with pytest.raises(Identifying):
        suggestions.post_suggestion(actor(RUTH), case.id, kind=Kind.IDEA, body="Ask Marisol.", kept=name)
    assert everything(database, "Marisol") == []


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
        lambda: some.an_idea(case, "Walk past the gate.", who=TOMAS),
        lambda: some.an_idea(case, "Go home.", who=MEI),
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
