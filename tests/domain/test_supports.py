"""Supports and read marks: one nod a person, and how far somebody has read."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, func, select

from consult.core.db import Sessions
from consult.core.errors import NotFound, Refused
from consult.domain.consultation.case_pages import read_case_page
from consult.domain.consultation.reading_marks import mark_read, mark_unread
from consult.domain.consultation.suggestions import take_back
from consult.domain.consultation.supports import support, unsupport
from consult.models.suggestions import Kind, Support
from tests.domain.test_suggestions import give
from tests.people import INES, MEI, NOOR, RUTH, SAM, TOMAS, actor
from tests.stories import posted


def test_a_nod_counts_once_and_can_be_taken_away(database: Engine) -> None:
    given = give(posted())
    support(actor(RUTH), given.id)
    support(actor(RUTH), given.id)
    support(actor(SAM), given.id)
    with Sessions() as session:
        assert session.scalar(select(func.count()).select_from(Support)) == 2
    unsupport(actor(RUTH), given.id)
    unsupport(actor(RUTH), given.id)
    with Sessions() as session:
        assert session.scalars(select(Support.person_id)).all() == [SAM]


def test_not_for_ones_own_not_by_strangers_and_not_for_what_is_gone(database: Engine) -> None:
    given = give(posted())
    with pytest.raises(Refused):
        support(actor(TOMAS), given.id)
    with pytest.raises(NotFound):
        support(actor(NOOR), given.id)
    take_back(actor(TOMAS), given.id)
    with pytest.raises(Refused):
        support(actor(RUTH), given.id)


def test_counts_show_after_ones_own_first_word(database: Engine) -> None:
    case = posted()
    given = give(case)
    support(actor(RUTH), given.id)
    counted = {given.id: 1}
    assert read_case_page(actor(INES), case.id).mine.counts == counted, "the presenter"
    assert read_case_page(actor(RUTH), case.id).mine.counts == counted, "who nodded"
    assert read_case_page(actor(TOMAS), case.id).mine.counts == counted, "who gave something"
    assert read_case_page(actor(MEI), case.id).mine.counts is None, "who said nothing yet"
    assert read_case_page(actor(RUTH), case.id).mine.supported == [given.id]


def test_a_nod_leaves_the_case_as_it_was(database: Engine) -> None:
    case = posted()
    given = give(case)
    before = read_case_page(actor(INES), case.id)
    support(actor(RUTH), given.id)
    after = read_case_page(actor(INES), case.id)
    assert (after.seq, after.slots) == (before.seq, before.slots)


def test_reading_moves_forward_only(database: Engine) -> None:
    case = posted()
    first, second = give(case), give(case, RUTH, kind=Kind.VIEW)
    assert len(read_case_page(actor(MEI), case.id).unread()) == 2
    assert mark_read(actor(MEI), case.id, first.posted_seq) == first.posted_seq
    assert [slot.id for slot in read_case_page(actor(MEI), case.id).unread()] == [second.id]
    assert mark_read(actor(MEI), case.id) == second.posted_seq
    assert mark_read(actor(MEI), case.id, 1) == second.posted_seq
    assert mark_read(actor(MEI), case.id, 10_000) == second.posted_seq
    assert read_case_page(actor(MEI), case.id).unread() == []


def test_unread_from_here_moves_it_back(database: Engine) -> None:
    case = posted()
    first, second = give(case), give(case, RUTH)
    mark_read(actor(MEI), case.id)
    mark_unread(actor(MEI), case.id, second.id)
    assert [slot.id for slot in read_case_page(actor(MEI), case.id).unread()] == [second.id]
    mark_unread(actor(MEI), case.id, first.id)
    assert len(read_case_page(actor(MEI), case.id).unread()) == 2


def test_ones_own_are_never_unread_and_strangers_mark_nothing(database: Engine) -> None:
    case = posted()
    give(case)
    assert read_case_page(actor(TOMAS), case.id).unread() == []
    with pytest.raises(NotFound):
        mark_read(actor(NOOR), case.id)
