"""Drafts: saved as typed, nobody else's, and never overwritten by another device."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from consult.core.db import Sessions
from consult.core.errors import NotFound, Stale
from consult.core.unit import reading
from consult.domain.cases import drafts
from consult.domain.cases.cases import list_cases, my_drafts
from consult.models.cases import Case, Draft
from tests.people import FAMILY, INES, JONAH, KIM, MEI, NOOR, TOMAS, actor
from tests.stories import PHONE, a_draft, body, posted

ONCE = "5b0c6a1e-0000-4000-8000-00000000000b"


def test_a_draft_keeps_words_as_they_were_typed_unchecked(database: Engine) -> None:
    typed = f"  {PHONE}\n\n نور \N{FAMILY} “odd” \t"
    draft = a_draft(situation=typed)
    assert drafts.writing(actor(INES), draft.case_id).body["situation"] == typed


def test_a_draft_is_known_to_its_author_alone(database: Engine) -> None:
    draft = a_draft()
    for other in (TOMAS, JONAH, MEI, KIM, NOOR):
        with pytest.raises(NotFound), reading(actor(other)) as read:
            read.load(Case, draft.case_id)
        with pytest.raises(NotFound):
            drafts.save_draft(actor(other), draft.case_id, body=body(), rev=1)
        with pytest.raises(NotFound):
            drafts.discard_draft(actor(other), draft.case_id)
        assert list_cases(actor(other)).rows == []


def test_a_second_device_is_shown_both_texts(database: Engine) -> None:
    draft = a_draft()
    drafts.save_draft(actor(INES), draft.case_id, body=body(question="Phone", people=[TOMAS]), rev=1)
    with pytest.raises(Stale) as problem:
        drafts.save_draft(actor(INES), draft.case_id, body=body(question="Desk"), rev=1)
    clash = problem.value.clashes[0]
    assert (clash.field, clash.mine, clash.theirs, problem.value.version) == ("question", "Desk", "Phone", 2)
    assert drafts.writing(actor(INES), draft.case_id).body["question"] == "Phone"


def test_the_same_words_saved_again_are_no_clash_and_no_change(database: Engine) -> None:
    draft = a_draft()
    for rev in (1, 1, 7):
        assert drafts.save_draft(actor(INES), draft.case_id, body=body(), rev=rev).rev == 1


def test_many_saves_keep_counting(database: Engine) -> None:
    draft = a_draft()
    for rev in range(1, 6):
        assert (
            drafts.save_draft(actor(INES), draft.case_id, body=body(title=str(rev)), rev=rev).rev == rev + 1
        )


def test_starting_sent_five_times_starts_once(database: Engine) -> None:
    ids = {drafts.start_draft(actor(INES), body=body(), client_id=ONCE).case_id for _ in range(5)}
    assert len(ids) == 1
    with Sessions() as session:
        assert len(session.scalars(select(Draft)).all()) == 1


def test_a_thrown_away_draft_is_gone_with_its_words(database: Engine) -> None:
    draft = a_draft()
    drafts.discard_draft(actor(INES), draft.case_id)
    with Sessions() as session:
        assert session.scalars(select(Draft)).all() == []
    assert my_drafts(actor(INES)) == []
    assert list_cases(actor(INES), which="mine").rows == []
    with pytest.raises(NotFound):
        drafts.save_draft(actor(INES), draft.case_id, body=body(), rev=1)
    drafts.discard_draft(actor(INES), draft.case_id)


def test_dropped_changes_leave_the_posted_case_as_it_is(database: Engine) -> None:
    case = posted()
    drafts.save_draft(actor(INES), case.id, body=body(question="Another?"), rev=0)
    drafts.discard_draft(actor(INES), case.id)
    assert drafts.writing(actor(INES), case.id).body["question"] == body()["question"]
    assert len(list_cases(actor(TOMAS)).rows) == 1


def test_two_devices_that_start_to_change_a_posted_case_keep_both_texts(database: Engine) -> None:
    case = posted()
    drafts.save_draft(actor(INES), case.id, body=body(question="Phone"), rev=0)
    with pytest.raises(Stale) as problem:
        drafts.save_draft(actor(INES), case.id, body=body(question="Desk"), rev=0)
    assert problem.value.clashes[0].theirs == "Phone"


def test_unknown_fields_are_dropped_and_missing_ones_are_empty(database: Engine) -> None:
    draft = drafts.start_draft(actor(INES), body={"question": "What now?", "epoch": 99, "group_id": FAMILY})
    assert "epoch" not in draft.body
    assert draft.body["culture"] == ""
