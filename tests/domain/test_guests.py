"""Named people and guests: let in by name, on this case only, until the presenter ends it."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from consult.core.db import Sessions
from consult.core.errors import NotFound, Refused, Unreadable
from consult.core.unit import reading
from consult.domain.cases import drafts
from consult.domain.cases.cases import list_cases
from consult.domain.cases.closings import close_case
from consult.domain.cases.guests import end_guest, guests_of, invite_guest
from consult.domain.cases.postings import post_case
from consult.models.cases import Case
from consult.models.notices import Notice
from consult.models.people import Link
from tests.people import INES, JONAH, KIM, NOOR, RUTH, TOMAS, actor, email
from tests.stories import a_draft, posted

ONCE = "5b0c6a1e-0000-4000-8000-00000000000d"


def can_read(person: str, case_id: str) -> bool:
    with reading(actor(person)) as read:
        return read.find(Case, case_id) is not None


def test_a_guest_reads_this_case_and_no_other(database: Engine) -> None:
    case, other = posted(), posted()
    invite_guest(actor(INES), case.id, person_id=NOOR)
    assert (can_read(NOOR, case.id), can_read(NOOR, other.id)) == (True, False)
    assert [line.id for line in list_cases(actor(NOOR)).rows] == [case.id]
    with Sessions() as session:
        assert session.scalars(select(Notice.person_id).where(Notice.kind == "guest")).all() == [NOOR]


def test_ending_it_hides_the_case_at_once(database: Engine) -> None:
    case = posted()
    invite_guest(actor(INES), case.id, person_id=NOOR)
    for _ in range(2):
        end_guest(actor(INES), case.id, NOOR)
    assert not can_read(NOOR, case.id)
    with Sessions() as session:
        assert session.get_one(Case, case.id).epoch == case.epoch + 1
    invite_guest(actor(INES), case.id, person_id=NOOR)
    assert can_read(NOOR, case.id)
    end_guest(actor(NOOR), case.id, NOOR)
    assert not can_read(NOOR, case.id)


def test_an_address_that_we_know_lets_that_colleague_in_and_a_new_one_gets_a_link(database: Engine) -> None:
    case = posted()
    assert invite_guest(actor(INES), case.id, email=email(NOOR)) is None
    assert can_read(NOOR, case.id)
    token = invite_guest(actor(INES), case.id, email="new@elsewhere.example")
    assert token
    with Sessions() as session:
        link = session.scalars(select(Link)).one()
    assert (link.case_id, link.kind, link.email) == (case.id, "invite", "new@elsewhere.example")
    assert len(guests_of(actor(INES), case.id).links) == 1
    assert len(guests_of(actor(TOMAS), case.id).links) == 0


def test_an_invitation_sent_five_times_is_one(database: Engine) -> None:
    case = posted()
    for _ in range(5):
        invite_guest(actor(INES), case.id, person_id=NOOR, client_id=ONCE)
    assert len(guests_of(actor(INES), case.id).people) == 1


def test_only_the_presenter_of_an_open_case_lets_people_in(database: Engine) -> None:
    case = posted()
    for other in (TOMAS, JONAH):
        with pytest.raises(Refused):
            invite_guest(actor(other), case.id, person_id=NOOR)
    for other in (NOOR, KIM):
        with pytest.raises(NotFound):
            invite_guest(actor(other), case.id, person_id=other)
        with pytest.raises(NotFound):
            guests_of(actor(other), case.id)
    with pytest.raises(Refused, match="already"):
        invite_guest(actor(INES), case.id, person_id=TOMAS)
    with pytest.raises(NotFound):
        invite_guest(actor(INES), case.id, person_id="nobodyxxxxxxxxxx")
    invite_guest(actor(INES), case.id, person_id=NOOR)
    with pytest.raises(Refused):
        end_guest(actor(TOMAS), case.id, NOOR)
    close_case(actor(INES), case.id)
    with pytest.raises(Refused, match="not open"):
        invite_guest(actor(INES), case.id, person_id=KIM)


def test_a_case_for_named_people_is_seen_by_them_alone(database: Engine) -> None:
    case = posted(scope="named", people=[TOMAS, NOOR])
    assert [can_read(person, case.id) for person in (TOMAS, NOOR, RUTH, JONAH, KIM)] == [
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    "people", [[], [INES], ["nobodyxxxxxxxxxx"], [f"person{n:02}xxxxxxxx" for n in range(13)]]
)
def test_named_people_are_one_to_twelve_colleagues(database: Engine, people: list[str]) -> None:
    draft = a_draft(scope="named", people=people)
    with pytest.raises(Unreadable) as problem:
        post_case(actor(INES), draft.case_id)
    assert list(problem.value.fields) == ["people"]


def test_whoever_is_no_longer_named_no_longer_listens(database: Engine) -> None:
    case = posted(scope="named", people=[TOMAS, RUTH])
    change = drafts.writing(actor(INES), case.id).body | {"people": [RUTH, NOOR], "rare": "no"}
    drafts.save_draft(actor(INES), case.id, body=change, rev=0)
    after = post_case(actor(INES), case.id)
    assert after.epoch == case.epoch + 1
    assert [can_read(person, case.id) for person in (TOMAS, RUTH, NOOR)] == [False, True, True]


def test_from_the_group_to_named_people_leaves_the_group_behind(database: Engine) -> None:
    case = posted()
    change = drafts.writing(actor(INES), case.id).body | {"scope": "named", "people": [RUTH], "rare": "no"}
    drafts.save_draft(actor(INES), case.id, body=change, rev=0)
    assert post_case(actor(INES), case.id).epoch == case.epoch + 1
    assert [can_read(person, case.id) for person in (TOMAS, RUTH)] == [False, True]
