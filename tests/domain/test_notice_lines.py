"""Quiet notes in words: which idea, who did it, and whom it is about."""

from __future__ import annotations

from sqlalchemy import Engine, select

from consult.core.db import Sessions
from consult.domain.consultation.suggestions import take_back
from consult.domain.home.notice_lines import notices_of
from consult.domain.people import groups, memberships, resets
from consult.domain.plans import outcomes
from consult.models.groups import Membership
from consult.models.outcomes import Verdict
from tests import plans
from tests.people import FAMILY, INES, JONAH, KIM, RUTH, TOMAS, actor
from tests.stories import posted


def told(person_id: str) -> list[str]:
    return [line.text for line in notices_of(actor(person_id)).rows]


def membership(person_id: str) -> str:
    with Sessions() as session:
        mine = (Membership.person_id == person_id) & (Membership.group_id == FAMILY)
        return session.scalars(select(Membership.id).where(mine)).one()


def test_what_became_of_an_idea_names_the_idea(database: Engine) -> None:
    case, _plan, _idea, step = plans.an_adopted_idea()
    outcomes.record_outcome(actor(INES), step.id, verdict=Verdict.HELPED)
    said = f"tried your idea “Walk past the gate one evening” on {case.codename}. Helped"
    assert any(said in text for text in told(RUTH)), told(RUTH)
    assert any("will try your idea “Walk past the gate one evening”" in text for text in told(RUTH))
    assert notices_of(actor(RUTH)).rows[0].codename == case.codename


def test_words_that_were_taken_back_are_not_told_and_nobody_reads_those_of_others(database: Engine) -> None:
    case = posted()
    idea = plans.an_idea(case)
    assert not any("gate" in text for text in told(INES))
    take_back(actor(RUTH), idea.id)
    assert not any("gate" in text for person in (INES, RUTH) for text in told(person))


def test_a_note_about_a_person_says_who_did_it_and_to_whom(database: Engine) -> None:
    memberships.end_membership(actor(JONAH), membership(TOMAS))
    memberships.end_membership(actor(RUTH), membership(RUTH))
    resets.make_link_for(actor(KIM), INES)
    assert told(TOMAS) == ["Jonah took you out of Family support."]
    assert sorted(told(JONAH)) == [
        "Kim made a new-password link for Ines Aldana.",
        "Ruth Okafor left Family support.",
    ]
    assert told(INES) == ["Kim made a new-password link for you."]


def test_who_closed_a_group_is_not_said_to_have_sent_people_away(database: Engine) -> None:
    groups.close_group(actor(JONAH), FAMILY)
    assert told(INES) == ["Jonah closed Family support."]


def test_as_many_queries_for_one_note_as_for_many(database: Engine, queries: list[str]) -> None:
    case = posted()
    plans.an_idea(case)
    ines = actor(INES)
    queries.clear()
    notices_of(ines)
    few = len(queries)
    for number in range(4):
        plans.an_idea(case, f"Idea {number}")
    queries.clear()
    assert len(notices_of(ines).rows) == 5
    assert len(queries) == few
