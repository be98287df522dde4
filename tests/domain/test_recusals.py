""" "I may know this person": gone at once, undone only in the same visit, the presenter told later."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine, select

from consult.core import clock
from consult.core.db import Sessions
from consult.core.errors import NotFound, Refused
from consult.core.unit import reading
from consult.domain.cases.recusals import step_back, stepped_back, undo_step_back
from consult.models.cases import Case, Recusal
from consult.models.notices import Notice
from tests.people import INES, NOOR, TOMAS, actor, signed_in
from tests.stories import posted


def notices() -> list[Notice]:
    with Sessions() as session:
        return list(session.scalars(select(Notice).where(Notice.kind == "stepped_back")))


def test_the_case_is_hidden_from_whoever_stepped_back(database: Engine) -> None:
    case = posted()
    _token, tomas = signed_in(TOMAS)
    step_back(tomas, case.id)
    with reading(tomas) as read:
        assert read.find(Case, case.id) is None
    with Sessions() as session:
        assert session.get_one(Case, case.id).epoch == case.epoch + 1


def test_the_presenter_hears_the_next_morning_and_not_who_it_was(database: Engine) -> None:
    case = posted()
    evening = dt.datetime(2026, 11, 22, 18, 6, tzinfo=dt.UTC)
    with clock.at(lambda: evening):
        step_back(actor(TOMAS), case.id)
        with reading(actor(INES)) as read:
            assert read.session.scalars(select(Notice).where(Notice.visible_to(actor(INES)))).all() == []
    (told,) = notices()
    assert (told.person_id, told.by_id) == (INES, None)
    assert told.shows_from == dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


def test_it_is_undone_in_the_same_visit_only(database: Engine) -> None:
    case = posted()
    _token, phone = signed_in(TOMAS)
    _token, desk = signed_in(TOMAS)
    step_back(phone, case.id)
    mine = stepped_back(desk, case.id)
    assert mine is not None
    assert not mine.can_undo
    with pytest.raises(Refused, match="the visit in which"):
        undo_step_back(desk, case.id)
    undo_step_back(phone, case.id)
    assert (notices(), stepped_back(phone, case.id)) == ([], None)
    with reading(desk) as read:
        assert read.find(Case, case.id) is not None


def test_stepping_back_twice_is_once_and_once_more_is_possible_after_an_undo(database: Engine) -> None:
    case = posted()
    _token, tomas = signed_in(TOMAS)
    for _ in range(3):
        step_back(tomas, case.id)
    undo_step_back(tomas, case.id)
    step_back(tomas, case.id)
    with Sessions() as session:
        assert len(session.scalars(select(Recusal)).all()) == 2
    assert len(notices()) == 1


def test_a_stranger_and_the_presenter_have_nothing_to_step_back_from(database: Engine) -> None:
    case = posted()
    for other in (NOOR, INES):
        with pytest.raises(NotFound):
            step_back(actor(other), case.id)
        with pytest.raises(NotFound):
            undo_step_back(actor(other), case.id)
        with pytest.raises(NotFound):
            stepped_back(actor(other), case.id)


def test_nobody_undoes_what_another_did(database: Engine) -> None:
    case = posted()
    _token, tomas = signed_in(TOMAS)
    step_back(tomas, case.id)
    with pytest.raises(NotFound):
        undo_step_back(actor(INES), case.id)
