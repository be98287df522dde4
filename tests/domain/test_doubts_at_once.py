"""Doubts that meet: with each other, with a suggestion on its way, with a decision."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import Engine, select

from consult.core.db import Sessions
from consult.core.errors import Answerable, NotFound
from consult.domain.cases.doubts import decide_doubt, raise_doubt, take_doubt_back
from consult.domain.consultation.suggestions import post_suggestion
from consult.models.suggestions import Kind, Suggestion
from tests.domain.test_doubts import ONCE, WHY, decisions, doubted, sees
from tests.people import INES, JONAH, MEI, RUTH, SAM, TOMAS, actor
from tests.stories import posted


def at_once(*acts: Any) -> list[Answerable]:
    """Do these at the same time; what was refused."""
    refused: list[Answerable] = []

    def do(act: Any) -> None:
        try:
            act()
        except Answerable as problem:
            refused.append(problem)

    threads = [threading.Thread(target=do, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


@pytest.mark.race
def test_five_at_once_are_one_doubt(database: Engine) -> None:
    case = posted()
    people = [actor(who) for who in (TOMAS, RUTH, MEI, SAM, JONAH)]
    refused = at_once(*(lambda who=who: raise_doubt(who, case.id) for who in people))
    assert (len(refused), decisions(case)) == (4, [""])


@pytest.mark.race
def test_one_press_sent_five_times_at_once_is_one_doubt(database: Engine) -> None:
    case, tomas = posted(), actor(TOMAS)
    assert at_once(*[lambda: raise_doubt(tomas, case.id, client_id=ONCE)] * 5) == []
    assert decisions(case) == [""]


@pytest.mark.race
def test_a_suggestion_is_given_before_it_is_hidden_or_not_at_all(database: Engine) -> None:
    ruth, tomas, words = actor(RUTH), actor(TOMAS), "Walk past the gate."
    for _ in range(5):
        case = posted()
        refused = at_once(
            lambda case=case: raise_doubt(tomas, case.id),
            lambda case=case: post_suggestion(ruth, case.id, kind=Kind.IDEA, body=words, kept={}),
        )
        with Sessions() as session:
            given = session.scalars(select(Suggestion.id).where(Suggestion.case_id == case.id)).all()
        assert (len(given), [type(one) for one in refused]) in [(1, []), (0, [NotFound])]
        assert decisions(case) == [""]


@pytest.mark.race
def test_deciding_and_taking_back_at_once_are_one_decision(database: Engine) -> None:
    case, ines, tomas = doubted(), actor(INES), actor(TOMAS)
    at_once(
        lambda: decide_doubt(ines, case.id, withdraw=False, reason=WHY),
        lambda: take_doubt_back(tomas, case.id),
    )
    assert decisions(case) in (["opened"], ["taken_back"])
    assert sees(RUTH, case)
