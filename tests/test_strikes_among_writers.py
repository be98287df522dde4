"""A strike that is still being written, on a real file and a real server: who waits is looked at again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from consult.core import db
from consult.core.errors import Answerable
from consult.domain import screening
from consult.domain.consultation.suggestions import edit_suggestion
from consult.domain.people import organisations
from consult.domain.plans import outcomes, plans, steps
from consult.domain.plans.adoptions import adopt
from consult.domain.plans.steps import StepDraft
from consult.domain.screening import Identifying
from consult.domain.strikes import finding, strikes
from consult.models.cases import Case
from consult.models.outcomes import Verdict
from consult.models.plans import Step
from consult.models.suggestions import Suggestion
from tests import people
from tests.domain.test_strikes import LEAK, everything
from tests.people import INES, RUTH, actor
from tests.plans import an_idea
from tests.stories import posted

WRITERS: dict[str, Callable[[Case, Suggestion, Step], Any]] = {
    "suggestion": lambda case, _idea, _step: an_idea(case, f"Ask {LEAK}."),
    "edit": lambda _case, idea, _step: edit_suggestion(actor(RUTH), idea.id, body=f"Ask {LEAK}.", kept={}),
    "step": lambda _case, _idea, step: steps.add_step(
        actor(INES), step.plan_id, draft=StepDraft(f"Ask {LEAK}"), kept={}
    ),
    "plan": lambda _case, _idea, step: plans.change_plan(
        actor(INES), step.plan_id, base_version=1, fields={"concerns": f"{LEAK} is tired"}
    ),
    "outcome": lambda _case, _idea, step: outcomes.record_outcome(
        actor(INES), step.id, verdict=Verdict.HELPED, line=f"{LEAK} laughed"
    ),
}


@pytest.fixture
def house(empty_database: str) -> Iterator[Engine]:
    engine = db.connect(empty_database)
    db.Base.metadata.create_all(engine)
    people.fill()
    organisations.forget()
    yield engine
    organisations.forget()
    engine.dispose()


@pytest.mark.race
@pytest.mark.parametrize("what", WRITERS)
def test_who_was_looked_at_while_a_strike_was_being_written_is_refused_when_it_is_done(
    house: Engine, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    case = posted(situation=f"Then {LEAK} waits at the gate.")
    taken, idea = an_idea(case, "Walk past the gate."), an_idea(case, "Go home.")
    step = adopt(actor(INES), taken.id, words="Ask")
    cleared, said = threading.Event(), list[Answerable]()
    clear, take_out = screening.clear, finding.take_out

    def clearing(*args: Any, **kwargs: Any) -> Any:
        passed = clear(*args, **kwargs)
        cleared.set()
        return passed

    def write() -> None:
        try:
            WRITERS[what](case, idea, step)
        except Answerable as problem:
            said.append(problem)

    writer = threading.Thread(target=write)

    def taking_out(*args: Any) -> Any:
        writer.start()  # the strike holds what it changes, and nobody sees it yet
        assert cleared.wait(30), "what is written passes the check"
        return take_out(*args)

    monkeypatch.setattr(screening, "clear", clearing)
    monkeypatch.setattr(strikes, "take_out", taking_out)
    strikes.strike(actor(INES), case.id, phrases=[LEAK])
    writer.join(30)
    assert [type(problem) for problem in said] == [Identifying]
    assert everything(house) == []
