"""Suggestions: who may give which, once, checked, quoted; changed and taken back with a trace."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from consult.core import events
from consult.core.db import Sessions
from consult.core.errors import NotFound, Refused, Unreadable
from consult.domain.consultation.suggestions import (
    Quote,
    edit_suggestion,
    post_suggestion,
    put_back,
    take_back,
)
from consult.domain.screening import Identifying
from consult.models.cases import Case, CaseGoal, CaseState
from consult.models.notices import Notice
from consult.models.suggestions import Kind, Suggestion, SuggestionEdit
from tests.people import INES, JONAH, KIM, NOOR, RUTH, SAM, TOMAS, actor
from tests.stories import PHONE, posted

WORDS = "Make the first goal *smaller*. Walk past the gate one evening."


def give(case: Case, who: str = TOMAS, **other: Any) -> Suggestion:
    given = {"kind": Kind.IDEA, "body": WORDS, "kept": {}} | other
    return post_suggestion(actor(who), case.id, **given)


def close(case: Case) -> None:
    with Sessions() as session:
        session.info["unit"] = True
        session.get_one(Case, case.id).state = CaseState.CLOSED
        session.commit()


def test_a_suggestion_is_kept_drawn_numbered_and_told(database: Engine) -> None:
    case = posted()
    heard: list[events.Happened] = []
    stop = events.listen(heard.append)
    given = give(case)
    stop()
    with Sessions() as session:
        row = session.get_one(Suggestion, given.id)
        assert "<em>smaller</em>" in row.html
        assert row.posted_seq == row.changed_seq == heard[0].seq == given.posted_seq
        assert session.get_one(Case, case.id).moved_at == row.at or row.at <= row.case.moved_at
        notice = session.scalars(select(Notice).where(Notice.about_id == given.id)).one()
    assert (notice.person_id, notice.kind) == (INES, "suggestion")
    assert (heard[0].kind, heard[0].stream) == ("suggestion.posted", f"case:{case.id}")


def test_sent_five_times_it_is_one(database: Engine) -> None:
    case, once = posted(), str(uuid.uuid4())
    assert len({give(case, client_id=once).id for _ in range(5)}) == 1
    with Sessions() as session:
        assert session.scalar(select(func.count()).select_from(Suggestion)) == 1


@pytest.mark.parametrize("who", [NOOR, KIM])
def test_who_may_not_know_of_the_case_finds_nothing(database: Engine, who: str) -> None:
    case = posted()
    with pytest.raises(NotFound):
        give(case, who)
    given = give(case)
    for act in (take_back, put_back):
        with pytest.raises(NotFound):
            act(actor(who), given.id)
    with pytest.raises(NotFound):
        edit_suggestion(actor(who), given.id, body="Hello", kept={})


def test_an_observer_only_raises_safety_points(database: Engine) -> None:
    case = posted()
    with pytest.raises(Refused, match="Observers"):
        give(case, SAM)
    assert give(case, SAM, kind=Kind.WATCH_OUT).kind == Kind.WATCH_OUT


def test_a_closed_case_takes_safety_points_and_nothing_else(database: Engine) -> None:
    case = posted()
    close(case)
    with pytest.raises(Refused, match="closed"):
        give(case)
    given = give(case, kind=Kind.WATCH_OUT)
    with Sessions() as session:
        assert session.scalars(select(Notice.kind).where(Notice.about_id == given.id)).all() == ["watch_out"]


def test_resonance_belongs_to_a_meeting(database: Engine) -> None:
    with pytest.raises(Refused, match="meeting"):
        give(posted(), kind=Kind.RESONANCE)


def test_what_could_identify_someone_blocks_until_it_is_kept(database: Engine) -> None:
    case, body = posted(), f"Call them at {PHONE} first."
    with pytest.raises(Identifying) as problem:
        give(case, body=body)
    (mark,) = problem.value.marks
    with Sessions() as session:
        assert session.scalar(select(func.count()).select_from(Suggestion)) == 0
    given = give(case, body=body, kept={mark.digest: "other"})
    assert edit_suggestion(actor(TOMAS), given.id, body=body + " Soon.", kept={}).edited_at, "asked once"


def test_a_goal_of_another_case_is_refused_in_words(database: Engine) -> None:
    case = posted()
    with pytest.raises(Unreadable) as problem:
        give(case, goal_id="nosuchgoalxxxxxx")
    assert list(problem.value.fields) == ["goal_id"]
    with Sessions() as session:
        assert session.scalar(select(func.count()).select_from(CaseGoal)) == 0


def test_a_quote_is_pinned_to_its_version_section_and_place(database: Engine) -> None:
    given = give(posted(), quote=Quote("Mornings have become hard"))
    pinned = (given.quote_version, given.quote_section, given.quote_words)
    assert pinned == (1, "situation", "Mornings have become hard")
    assert given.quote_after == "."
    assert given.quote_before is not None
    assert given.quote_before.endswith("autumn. ")


@pytest.mark.parametrize("words", ["words that stand nowhere", "m"])
def test_a_quote_that_stands_nowhere_or_everywhere_is_asked_for_again(database: Engine, words: str) -> None:
    with pytest.raises(Unreadable) as problem:
        give(posted(), quote=Quote(words))
    assert list(problem.value.fields) == ["quote"]


def test_editing_leaves_a_trace_and_only_its_author_edits(database: Engine) -> None:
    given = give(posted())
    for who in (INES, RUTH, JONAH):
        with pytest.raises(Refused, match="author"):
            edit_suggestion(actor(who), given.id, body="Hello", kept={})
    edited = edit_suggestion(actor(TOMAS), given.id, body="Walk past the **gate**.", kept={})
    assert "<strong>gate</strong>" in edited.html
    assert edited.changed_seq > edited.posted_seq
    with Sessions() as session:
        assert session.scalars(select(SuggestionEdit.body)).all() == [WORDS]


def test_saying_the_same_again_changes_nothing(database: Engine) -> None:
    given = give(posted())
    assert edit_suggestion(actor(TOMAS), given.id, body=WORDS, kept={}).edited_at is None


def test_what_is_taken_back_is_out_of_sight_and_can_come_back(database: Engine) -> None:
    given, once = give(posted()), str(uuid.uuid4())
    with pytest.raises(Refused):
        take_back(actor(RUTH), given.id)
    gone, _again = (take_back(actor(TOMAS), given.id, client_id=once) for _ in range(2))
    assert (gone.body, gone.html) == ("", "")
    with pytest.raises(Refused, match="taken back"):
        edit_suggestion(actor(TOMAS), given.id, body="Hello", kept={})
    with pytest.raises(Refused):
        put_back(actor(RUTH), given.id)
    back = put_back(actor(TOMAS), given.id)
    assert (back.body, back.taken_back_at) == (WORDS, None)
    assert "<em>smaller</em>" in back.html
