"""What a presenter wrote in a find's place: offered again to them alone, and noted without the words."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy import Engine, select

from consult.core.db import Sessions
from consult.core.errors import NotFound
from consult.domain.cases.stand_ins import Chosen, note_choices
from consult.domain.screening import look
from consult.models.cases import Draft, Kept
from consult.models.protection import StandIn
from tests.people import INES, RUTH, actor
from tests.stories import PHONE, a_draft

BEFORE = {"situation": f"Her aunt is on {PHONE}."}
AFTER = {"situation": "Her aunt is on [the phone]."}


def proposed(who: str, draft: Draft, texts: Mapping[str, str] = BEFORE) -> str:
    return look(actor(who), texts, case_id=draft.case_id)[0].replacement


def choose(draft: Draft, words: str, after: Mapping[str, str] = AFTER, by_hand: str = "") -> None:
    digest = "" if by_hand else look(actor(INES), BEFORE)[0].digest
    note_choices(actor(INES), draft.case_id, BEFORE, after, [Chosen(digest, words, by_hand)])


def audit() -> list[tuple[str, str, bool]]:
    with Sessions() as session:
        return [(row.action, row.kind, bool(row.rule)) for row in session.scalars(select(Kept))]


def test_the_same_words_get_the_same_stand_in_on_every_device(database: Engine) -> None:
    draft = a_draft()
    usual = proposed(INES, draft)
    choose(draft, "[the phone]")
    assert proposed(INES, draft) == "[the phone]"
    assert proposed(INES, a_draft()) == usual
    assert proposed(RUTH, draft) == usual
    assert audit() == [("changed", "phone", True)]


def test_the_latest_choice_counts(database: Engine) -> None:
    draft = a_draft()
    choose(draft, "[the phone]")
    choose(draft, "[her line]", {"situation": "Her aunt is on [her line]."})
    assert proposed(INES, draft) == "[her line]"


def test_what_was_proposed_is_a_choice_too(database: Engine) -> None:
    choose(a_draft(), "")
    assert audit() == [("replaced", "phone", True)]


def test_what_still_stands_there_was_not_replaced(database: Engine) -> None:
    draft = a_draft()
    choose(draft, "[the phone]", BEFORE)
    note_choices(actor(INES), draft.case_id, BEFORE, AFTER, [Chosen("0" * 32, "[the phone]")])
    assert audit() == []


def test_a_stand_in_that_is_an_identifier_itself_is_not_kept(database: Engine) -> None:
    draft = a_draft()
    choose(draft, "555-010-9999")
    with Sessions() as session:
        assert session.scalars(select(StandIn)).all() == []
    assert audit() == [("changed", "phone", True)]


def test_words_marked_by_hand_are_noted_without_them(database: Engine) -> None:
    draft = a_draft()
    choose(draft, "[relative]", {"situation": f"[relative] is on {PHONE}."}, by_hand="Her aunt")
    choose(draft, "[relative]", BEFORE, by_hand="Her aunt")
    assert audit() == [("marked", "marked", True)]
    with Sessions() as session:
        stored = [[str(value) for value in vars(row).values()] for row in session.scalars(select(StandIn))]
    assert not [value for row in stored for value in row if "aunt" in value]


def test_nobody_notes_anything_about_anothers_draft(database: Engine) -> None:
    draft = a_draft()
    digest = look(actor(RUTH), BEFORE)[0].digest
    with pytest.raises(NotFound):
        note_choices(actor(RUTH), draft.case_id, BEFORE, AFTER, [Chosen(digest, "[the phone]")])
    assert audit() == []
