"""The gate as a whole: how much it looks at in one go."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from consult.domain import screening
from consult.domain.consultation.protection import read_protection
from consult.domain.strikes.strikes import strike
from consult.models.actor import SYSTEM
from tests.people import INES, RUTH, actor
from tests.stories import PHONE, posted


def test_the_gate_takes_no_more_than_it_can_look_at_in_one_go(database: Engine) -> None:
    half = "a" * (screening.MOST_AT_ONCE // 2)
    assert screening.clear(SYSTEM, {"one": half, "two": half})["one"] == half
    with pytest.raises(screening.TooLong) as told:
        screening.clear(SYSTEM, {"one": half, "two": half, "three": "a"})
    assert "50000 characters" in told.value.words


def test_a_reason_in_own_words_counts_when_it_says_nothing_that_was_found(database: Engine) -> None:
    texts = {"body": f"Danny's number is {PHONE}. Her son Danny rang."}
    digests = {mark.words: mark.digest for mark in screening.look(SYSTEM, texts)}

    def because(why: str) -> tuple[str, bool]:
        marks = screening.look(SYSTEM, texts, {digests[PHONE]: why})
        return next((mark.because, mark.refused) for mark in marks if mark.words == PHONE)

    assert because("It is our own front desk") == ("It is our own front desk", False)
    assert because("needed") == ("needed", False)
    for why in (PHONE, "danny needs it", "Ask marla@mail.example", "a\nb", "a" * 81, "...", " "):
        assert because(why) == ("", True), why


def test_own_words_for_keeping_are_recorded_hold_on_and_can_be_struck(database: Engine) -> None:
    words = f"[relative] is on {PHONE}."
    (mark,) = screening.look(actor(INES), {"": words})
    case = posted(situation=words, kept={mark.digest: "Staff of the heron desk answer"})
    (again,) = screening.look(actor(RUTH), {"": words}, case_id=case.id)
    assert (again.because, again.stands) == ("Staff of the heron desk answer", True)
    strike(actor(INES), case.id, phrases=["heron desk"])
    (line,) = read_protection(actor(INES), case.id).kept
    assert line.because == "Staff of the [removed] answer"
