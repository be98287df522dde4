"""Closing with what helped, and withdrawing: hidden from everyone else at once."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from consult.core.db import Sessions
from consult.core.errors import NotFound, Refused, Unreadable
from consult.core.unit import reading
from consult.domain.cases.closings import close_case, ending, withdraw_case
from consult.domain.plans import outcomes
from consult.domain.screening import Identifying
from consult.models.cases import Case
from consult.models.notices import Notice
from consult.models.outcomes import Verdict
from consult.models.suggestions import Suggestion
from tests import plans
from tests.people import INES, JONAH, KIM, NOOR, RUTH, TOMAS, actor
from tests.stories import PHONE, a_draft, posted

ONCE = "5b0c6a1e-0000-4000-8000-00000000000c"


def test_what_was_tried_is_offered_and_what_helped_is_ticked(database: Engine) -> None:
    case, _plan, idea, step = plans.an_adopted_idea()
    outcomes.record_outcome(actor(INES), step.id, verdict=Verdict.HELPED)
    (tried,) = ending(actor(INES), case.id).tried
    assert (tried.id, tried.words, tried.author, tried.helped) == (
        idea.id,
        "Walk past the gate",
        "Ruth Okafor",
        True,
    )
    closed = close_case(actor(INES), case.id, helped=[idea.id, "another"], sentence="Begin smaller.")
    assert (closed.state, closed.helped, closed.closing) == ("closed", [idea.id], "Begin smaller.")


def test_whoever_gave_something_is_told_once_however_often_it_is_sent(database: Engine) -> None:
    case = posted()
    for _ in range(2):
        plans.an_idea(case)
    for _ in range(5):
        close_case(actor(INES), case.id, client_id=ONCE)
    close_case(actor(INES), case.id)
    with Sessions() as session:
        told = session.scalars(select(Notice.person_id).where(Notice.kind == "closed")).all()
    assert told == [RUTH]


def test_the_sentence_passes_the_gate(database: Engine) -> None:
    case = posted()
    with pytest.raises(Identifying):
        close_case(actor(INES), case.id, sentence=f"Ring {PHONE}.")
    with pytest.raises(Unreadable):
        close_case(actor(INES), case.id, sentence="x" * 301)
    with Sessions() as session:
        assert session.get_one(Case, case.id).state == "open"


def test_only_the_presenter_ends_a_case(database: Engine) -> None:
    case = posted()
    for other in (TOMAS, JONAH):
        for act in (close_case, withdraw_case):
            with pytest.raises(Refused, match="Only the colleague who presents"):
                act(actor(other), case.id)
    for other in (NOOR, KIM):
        for act in (close_case, withdraw_case):
            with pytest.raises(NotFound):
                act(actor(other), case.id)
    with pytest.raises(Refused, match="not posted"):
        withdraw_case(actor(INES), a_draft().case_id)


def test_a_withdrawn_case_and_all_that_hangs_on_it_is_hidden_from_everyone_but_its_presenter(
    database: Engine,
) -> None:
    case = posted()
    idea = plans.an_idea(case)
    gone = withdraw_case(actor(INES), case.id)
    assert (gone.epoch, gone.state) == (case.epoch + 1, "withdrawn")
    for other in (TOMAS, RUTH, JONAH):
        with reading(actor(other)) as read:
            assert read.find(Case, case.id) is None
            assert read.find(Suggestion, idea.id) is None
    with reading(actor(INES)) as read:
        assert read.find(Case, case.id) is not None
    assert withdraw_case(actor(INES), case.id).epoch == gone.epoch
    with pytest.raises(Refused, match="withdrawn"):
        close_case(actor(INES), case.id)


def test_a_closed_case_can_still_be_withdrawn(database: Engine) -> None:
    case = posted()
    close_case(actor(INES), case.id)
    assert withdraw_case(actor(INES), case.id).state == "withdrawn"
