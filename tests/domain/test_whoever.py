"""One query that was built for anyone shows each person what their own rule shows them, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, select

from consult.core.db import Base, Sessions
from consult.core.guard import WHOEVER, Guarded
from consult.core.unit import reading
from consult.domain.cases import closings
from consult.domain.cases.doubts import raise_doubt
from consult.domain.cases.guests import invite_guest
from consult.domain.cases.recusals import step_back
from consult.domain.consultation.suggestions import post_suggestion
from consult.models.actor import SYSTEM
from consult.models.cases import Case
from consult.models.suggestions import Kind
from tests.people import INES, NAMES, NOOR, RUTH, TOMAS, actor
from tests.stories import a_draft, posted

BY_IDS: list[Any] = [
    mapper.class_
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, Guarded) and mapper.class_.__visible_by_ids__
]


@pytest.mark.parametrize("model", sorted(BY_IDS, key=str), ids=str)
def test_the_query_for_anyone_shows_what_the_rule_shows(database: Engine, model: Any) -> None:
    a_draft()
    cases = [posted() for _number in range(5)]
    for case in cases:
        post_suggestion(actor(RUTH), case.id, kind=Kind.IDEA, body="One lesson a day.", kept={})
    step_back(actor(TOMAS), cases[1].id)
    raise_doubt(actor(TOMAS), cases[2].id, part="The work they do.")
    invite_guest(actor(INES), cases[3].id, person_id=NOOR)
    closings.withdraw_case(actor(INES), cases[4].id)
    shown = {}
    for person in map(actor, NAMES):
        with Sessions() as session:
            shown[person.id] = set(session.scalars(select(model.id).where(model.visible_to(person))))
            anyone = select(model.id).where(model.visible_to(WHOEVER))
            assert set(session.scalars(anyone, person.ids)) == shown[person.id]
    assert len(set(map(frozenset, shown.values()))) > 3  # else this would compare nothing with nothing


def test_the_system_knows_of_no_case(database: Engine) -> None:
    case = posted()
    with reading(SYSTEM) as read:
        assert read.find(Case, case.id) is None
