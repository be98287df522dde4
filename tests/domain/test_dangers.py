"""Danger has a path: a step is asked for, contacts are told, and asked one by one until one has it."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine, select

from consult.core import clock
from consult.core.db import Sessions
from consult.core.errors import NotFound, Unreadable
from consult.core.unit import acting
from consult.domain import notices
from consult.domain.cases import drafts
from consult.domain.cases.dangers import acknowledge_danger, alarm, asked_now
from consult.domain.cases.postings import post_case
from consult.domain.cases.recusals import step_back
from consult.models.actor import SYSTEM
from consult.models.cases import Case
from consult.models.notices import Letter, Notice
from consult.models.people import Person
from tests.people import INES, JONAH, KIM, MEI, NOOR, RUTH, TOMAS, actor, email
from tests.stories import a_draft, body, posted

DANGER = {"urgency": "imminent", "safety_step": "supervisor_reached", "safety_when": "half an hour ago"}


def contacts(*people: str) -> None:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        for person in unit.session.query(Person):
            person.safety_order = people.index(person.id) + 1 if person.id in people else None
        unit.record("organisation.changed", on="organisation", about=unit.session.get_one(Person, INES))


def asked(case_id: str, minutes: int = 0) -> list[str]:
    then = clock.now() + dt.timedelta(minutes=minutes)
    with Sessions() as session, clock.at(lambda: then):
        return asked_now(session, session.get_one(Case, case_id))


@pytest.mark.parametrize("field", ["safety_step", "safety_when"])
def test_a_safety_step_comes_before_the_group(database: Engine, field: str) -> None:
    draft = a_draft(**(DANGER | {field: ""}))
    with pytest.raises(Unreadable) as problem:
        post_case(actor(INES), draft.case_id)
    assert list(problem.value.fields) == [field]


def test_all_contacts_are_told_at_once_and_asked_one_after_the_other(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "MAIL", True)
    contacts(MEI, NOOR, KIM)
    case = posted(**DANGER)
    assert case.safety_step == "I reached my supervisor: half an hour ago"
    with Sessions() as session:
        told = session.scalars(select(Notice.person_id).where(Notice.kind == "danger")).all()
        letters = session.execute(select(Letter.to_email, Letter.kind)).all()
    assert set(told) == {MEI, NOOR, KIM}
    assert {row.to_email for row in letters} == {email(MEI), email(NOOR), email(KIM)}
    assert {row.kind for row in letters} == {"danger"}
    assert asked(case.id) == [MEI]
    assert asked(case.id, 14) == [MEI]
    assert asked(case.id, 15) == [MEI, NOOR]
    assert asked(case.id, 600) == [MEI, NOOR, KIM]


def test_whoever_has_it_ends_the_asking_and_the_presenter_hears_who(database: Engine) -> None:
    contacts(MEI, NOOR)
    case = posted(**DANGER)
    for _ in range(3):
        acknowledge_danger(actor(NOOR), case.id)
    acknowledge_danger(actor(MEI), case.id)
    assert asked(case.id, 60) == []
    seen = alarm(actor(MEI), case.id)
    assert seen.seen_by == "Noor Haddad"
    with Sessions() as session:
        told = session.execute(select(Notice.person_id, Notice.by_id).where(Notice.kind == "danger_seen"))
        assert [tuple(row) for row in told] == [(INES, NOOR)]


def test_a_contact_outside_the_group_sees_no_word_of_the_case(database: Engine) -> None:
    contacts(NOOR, MEI)
    case = posted(**DANGER)
    told = alarm(actor(NOOR), case.id)
    assert (told.presenter, told.can_read) == ("Ines Aldana", False)
    assert body()["question"] not in repr(told)
    assert alarm(actor(MEI), case.id).can_read


def test_nobody_else_hears_of_it(database: Engine) -> None:
    case, calm = posted(**DANGER), posted()
    for other in (TOMAS, JONAH, KIM, NOOR, INES):
        with pytest.raises(NotFound):
            alarm(actor(other), case.id)
        with pytest.raises(NotFound):
            acknowledge_danger(actor(other), case.id)
    with pytest.raises(NotFound):
        alarm(actor(MEI), calm.id)


def test_the_presenter_and_whoever_stepped_back_are_not_asked(database: Engine) -> None:
    contacts(INES, MEI, NOOR)
    case = posted(**DANGER)
    step_back(actor(MEI), case.id)
    assert asked(case.id) == [NOOR]


def test_without_contacts_the_facilitators_are_asked(database: Engine) -> None:
    contacts()
    assert asked(posted(**DANGER).id) == [JONAH]


def test_a_case_that_becomes_dangerous_later_raises_the_alarm_once(database: Engine) -> None:
    case = posted()
    for rev_words in ("It got worse.", "And worse."):
        drafts.save_draft(actor(INES), case.id, body=body(**DANGER, situation=rev_words), rev=0)
        post_case(actor(INES), case.id)
    with Sessions() as session:
        assert len(session.scalars(select(Notice).where(Notice.kind == "danger")).all()) == 1
    assert asked(case.id) == [MEI]
    assert RUTH not in asked(case.id, 600)
