""" "I could recognise this": hidden at once from all but those who decide, until one of them has."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, select

from consult.core.db import Sessions
from consult.core.errors import NotFound, Refused, Unreadable
from consult.core.unit import acting, reading
from consult.domain.cases import closings, drafts
from consult.domain.cases.cases import Which, list_cases
from consult.domain.cases.doubts import (
    decide_doubt,
    doubt_to_decide,
    doubt_to_raise,
    my_doubt,
    raise_doubt,
    take_doubt_back,
)
from consult.domain.cases.guests import invite_guest
from consult.domain.cases.postings import post_case
from consult.domain.cases.recusals import step_back
from consult.domain.consultation.case_pages import read_case_page
from consult.domain.consultation.listening import room_of
from consult.domain.home.attention import attention
from consult.domain.home.ideas import ideas_in_motion
from consult.domain.home.needs import needs_of
from consult.domain.home.notice_lines import notices_of
from consult.domain.plans.plan_pages import read_plan_page
from consult.domain.plans.plans import share_plan
from consult.domain.screening import Identifying
from consult.models.actor import SYSTEM
from consult.models.cases import Case
from consult.models.doubts import Doubt
from consult.models.groups import Membership, Role
from consult.models.suggestions import Kind, Suggestion
from tests import plans
from tests.people import INES, JONAH, KIM, MEI, NOOR, RUTH, SAM, TOMAS, actor, signed_in
from tests.stories import PHONE, a_draft, body, posted

ONCE = "5b0c6a1e-0000-4000-8000-0000000000d0"
WHY = "Many families live like this."


def doubted(who: str = TOMAS, **about: Any) -> Case:
    """A case that somebody could recognise somebody in."""
    case = posted(**about)
    raise_doubt(actor(who), case.id, part="The work they do.")
    return case


def sees(who: str, case: Case) -> bool:
    with reading(actor(who)) as read:
        return read.find(Case, case.id) is not None


def needed(who: str) -> list[str]:
    return [need.kind for need in needs_of(actor(who))]


def news(who: str) -> list[str]:
    return [line.text for line in notices_of(actor(who)).rows]


def decisions(case: Case) -> list[str]:
    with Sessions() as session:
        query = select(Doubt.decision).where(Doubt.case_id == case.id).order_by(Doubt.at)
        return list(session.scalars(query))


def a_change(case: Case) -> None:
    drafts.save_draft(actor(INES), case.id, body=body(situation="Less of it."), rev=0)
    post_case(actor(INES), case.id)


def also_leads(who: str) -> None:
    """Make somebody of the group a second facilitator."""
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        row = unit.session.scalars(select(Membership).where(Membership.person_id == who)).one()
        row.role = Role.FACILITATOR
        unit.record("membership.changed", on=row)


def test_it_is_hidden_at_once_from_all_but_those_who_decide(database: Engine) -> None:
    case = posted()
    invite_guest(actor(INES), case.id, person_id=NOOR)
    assert all(sees(who, case) for who in (TOMAS, RUTH, MEI, SAM, NOOR))
    raise_doubt(actor(TOMAS), case.id)
    assert [who for who in (INES, JONAH, TOMAS, RUTH, MEI, SAM, NOOR, KIM) if sees(who, case)] == [
        INES,
        JONAH,
    ], "Mei is the safety contact, and not let in either"
    with Sessions() as session:
        assert session.get_one(Case, case.id).epoch == case.epoch + 1
    with pytest.raises(NotFound):
        room_of(actor(RUTH), case.id)
    assert read_case_page(actor(JONAH), case.id).chip.text == "Hidden"


def test_nothing_of_it_shows_anywhere_else(database: Engine) -> None:
    case = posted()
    plan = plans.a_plan(case)
    share_plan(actor(INES), plan.id, RUTH)
    plans.an_idea(case, "Walk past the gate.", who=TOMAS)
    plans.an_idea(case, "Who wakes them?", Kind.QUESTION, who=INES)
    assert (news(INES) != [], attention(actor(INES))[1]) == (True, True)
    raise_doubt(actor(MEI), case.id)
    for who in (TOMAS, RUTH, MEI, SAM):
        assert list_cases(actor(who)).rows == [], who
        assert "first_reply" not in needed(who)
        assert not any(case.codename in text for text in news(who)), who
        assert attention(actor(who))[1] == (who == RUTH), "Ruth hears of the plan only"
        with reading(actor(who)) as read:
            assert (
                read.session.scalars(select(Suggestion).where(Suggestion.visible_to(actor(who)))).all() == []
            )
    assert read_plan_page(actor(RUTH), plan.id).cases == []
    assert [shown.id for shown in read_plan_page(actor(INES), plan.id).cases] == [case.id]
    assert len(ideas_in_motion(actor(INES))) == 1, "the presenter's own work goes on"
    for which in set(Which) - {Which.MINE, Which.OPEN}:
        assert list_cases(actor(JONAH), which=which).rows == []
    (line,) = list_cases(actor(JONAH)).rows
    assert (line.state, line.state_text) == ("hidden", "Hidden")


def test_presenter_and_facilitator_are_asked_and_not_told_who(database: Engine) -> None:
    case = doubted()
    assert (needed(INES), needed(JONAH), needed(RUTH)) == (["doubt"], ["doubt"], [])
    for who in (INES, JONAH):
        view = doubt_to_decide(actor(who), case.id)
        assert view is not None
        assert view.part == "The work they do."
        assert "Tomas" not in str(view) + str(news(who)) + str([need.title for need in needs_of(actor(who))])


def test_opened_again_with_a_reason_and_whoever_doubted_is_told(database: Engine) -> None:
    case = doubted()
    with pytest.raises(Unreadable) as problem:
        decide_doubt(actor(INES), case.id, withdraw=False)
    assert list(problem.value.fields) == ["reason"]
    for _ in range(3):
        decide_doubt(actor(JONAH), case.id, withdraw=False, reason=WHY, client_id=ONCE)
    assert (sees(RUTH, case), needed(INES), decisions(case)) == (True, [], ["opened"])
    assert f"Your doubt about {case.codename} was looked at. It is open again as it was." in news(TOMAS)
    assert f"Jonah looked at the doubt about {case.codename}. It is open again." in news(INES)
    mine = my_doubt(actor(TOMAS), case.id)
    assert mine is not None
    assert (mine.reason, mine.decision) == (WHY, "opened")
    with Sessions() as session:
        doubt = session.scalars(select(Doubt)).one()
    assert (doubt.person_id, doubt.decided_by_id, doubt.reason, doubt.version) == (TOMAS, JONAH, WHY, 1)


def test_what_is_changed_meanwhile_stays_hidden_until_it_is_opened(database: Engine) -> None:
    case = doubted()
    a_change(case)
    assert not sees(RUTH, case)
    decide_doubt(actor(INES), case.id, withdraw=False)
    assert (sees(RUTH, case), decisions(case)) == (True, ["changed"])
    assert f"Your doubt about {case.codename} was looked at. It is open again with other words." in news(
        TOMAS
    )


@pytest.mark.parametrize("who", [INES, JONAH])
def test_withdrawn_it_is_the_presenters_alone_and_whoever_doubted_is_told(database: Engine, who: str) -> None:
    case = doubted()
    decide_doubt(actor(who), case.id, withdraw=True)
    assert (sees(INES, case), sees(JONAH, case), sees(TOMAS, case)) == (True, False, False)
    assert "A case that you had a doubt about was withdrawn. Thank you for speaking up." in news(TOMAS)
    told = f"Jonah withdrew {case.codename}, because somebody could be recognised."
    assert (told in news(INES)) == (who == JONAH)


def test_withdrawing_on_the_usual_way_decides_too(database: Engine) -> None:
    case = doubted()
    closings.withdraw_case(actor(INES), case.id)
    assert (decisions(case), needed(INES), needed(JONAH)) == (["withdrawn"], [], [])


def test_it_is_taken_back_until_somebody_decided(database: Engine) -> None:
    case = doubted()
    for other in (INES, JONAH, RUTH, NOOR):
        with pytest.raises(NotFound):
            take_doubt_back(actor(other), case.id)
    for _ in range(2):
        take_doubt_back(actor(TOMAS), case.id)
    assert (sees(RUTH, case), decisions(case), my_doubt(actor(TOMAS), case.id)) == (
        True,
        ["taken_back"],
        None,
    )
    raise_doubt(actor(TOMAS), case.id)
    decide_doubt(actor(INES), case.id, withdraw=False, reason=WHY)
    take_doubt_back(actor(TOMAS), case.id)
    assert decisions(case) == ["taken_back", "opened"]


def test_the_same_words_are_doubted_once_and_new_words_once_more(database: Engine) -> None:
    case = doubted()
    decide_doubt(actor(INES), case.id, withdraw=False, reason=WHY)
    with pytest.raises(Refused, match="it was looked at"):
        raise_doubt(actor(TOMAS), case.id)
    raise_doubt(actor(RUTH), case.id)
    decide_doubt(actor(INES), case.id, withdraw=False, reason=WHY)
    a_change(case)
    raise_doubt(actor(TOMAS), case.id)
    assert not sees(RUTH, case)


def test_it_is_not_hidden_and_shown_again_for_fun(database: Engine) -> None:
    case = posted()
    for _ in range(2):
        raise_doubt(actor(TOMAS), case.id)
        take_doubt_back(actor(TOMAS), case.id)
    with pytest.raises(Refused):
        raise_doubt(actor(TOMAS), case.id)


def test_said_twice_is_once(database: Engine) -> None:
    case = posted()
    for once in (ONCE, ONCE, None):
        raise_doubt(actor(TOMAS), case.id, client_id=once)
    assert decisions(case) == [""]
    with pytest.raises(NotFound):
        raise_doubt(actor(RUTH), case.id)
    with pytest.raises(Refused, match="hidden already"):
        raise_doubt(actor(JONAH), case.id)


def test_nobody_doubts_what_is_not_theirs_to_read_and_the_presenter_can_change_it(database: Engine) -> None:
    case = posted()
    for stranger in (NOOR, KIM):
        with pytest.raises(NotFound):
            raise_doubt(actor(stranger), case.id)
    with pytest.raises(Refused, match="your own case"):
        raise_doubt(actor(INES), case.id)
    with pytest.raises(NotFound):
        raise_doubt(actor(TOMAS), a_draft().case_id)


def test_nobody_else_decides(database: Engine) -> None:
    case = doubted()
    for other in (TOMAS, RUTH, MEI, SAM, NOOR, KIM):
        with pytest.raises(NotFound):
            decide_doubt(actor(other), case.id, withdraw=True)
        with pytest.raises(NotFound):
            doubt_to_decide(actor(other), case.id)
        with pytest.raises(NotFound):
            doubt_to_raise(actor(other), case.id)


def test_a_facilitator_does_not_decide_about_their_own_doubt(database: Engine) -> None:
    also_leads(RUTH)
    case = doubted(JONAH)
    with pytest.raises(Refused, match="your own doubt"):
        decide_doubt(actor(JONAH), case.id, withdraw=True)
    assert (needed(JONAH), needed(RUTH)) == ([], ["doubt"])
    decide_doubt(actor(RUTH), case.id, withdraw=False, reason=WHY)
    assert sees(TOMAS, case)


def test_a_facilitator_who_stepped_back_does_not_decide(database: Engine) -> None:
    case = posted()
    _token, jonah = signed_in(JONAH)
    step_back(jonah, case.id)
    raise_doubt(actor(TOMAS), case.id)
    assert needed(JONAH) == []
    with pytest.raises(NotFound):
        decide_doubt(actor(JONAH), case.id, withdraw=True)
    decide_doubt(actor(INES), case.id, withdraw=False, reason=WHY)


def test_of_a_case_for_named_people_nobody_learns_who_was_not_named(database: Engine) -> None:
    case = doubted(RUTH, scope="named", people=[RUTH, TOMAS])
    assert [who for who in (INES, JONAH, RUTH, TOMAS, MEI) if sees(who, case)] == [INES]
    assert (needed(JONAH), news(JONAH)) == ([], [])
    decide_doubt(actor(INES), case.id, withdraw=False, reason=WHY)
    assert sees(TOMAS, case)


def test_words_about_it_pass_the_gate(database: Engine) -> None:
    case = posted()
    with pytest.raises(Identifying):
        raise_doubt(actor(TOMAS), case.id, part=f"The number {PHONE}.")
    assert sees(RUTH, case)
    raise_doubt(actor(TOMAS), case.id)
    with pytest.raises(Identifying):
        decide_doubt(actor(INES), case.id, withdraw=False, reason=f"Ring {PHONE}.")
    assert not sees(RUTH, case)


def test_a_closed_case_is_hidden_and_shown_as_well(database: Engine) -> None:
    case = posted()
    closings.close_case(actor(INES), case.id)
    raise_doubt(actor(TOMAS), case.id)
    assert not sees(RUTH, case)
    decide_doubt(actor(INES), case.id, withdraw=False, reason=WHY)
    with Sessions() as session:
        assert (sees(RUTH, case), session.get_one(Case, case.id).state) == (True, "closed")
