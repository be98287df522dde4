"""Groups: who makes them, who comes, changes and goes, and what ends with that."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

import pytest
from sqlalchemy import Engine, select

from consult.core import events
from consult.core.db import Sessions
from consult.core.errors import NotFound, Refused, Unreadable
from consult.core.unit import acting
from consult.domain.people import groups, join_requests, memberships
from consult.domain.screening import Identifying
from consult.models.actor import SYSTEM
from consult.models.cases import Case
from consult.models.groups import Group, GroupKind, JoinRequest, Membership, Role
from consult.models.notices import Notice
from consult.models.people import Person
from tests.people import CRISIS, FAMILY, INES, JONAH, KIM, MEI, NOOR, RUTH, SAM, TOMAS, actor


def membership(person_id: str, group_id: str = FAMILY) -> Membership:
    with Sessions() as session:
        query = select(Membership).where(Membership.person_id == person_id, Membership.group_id == group_id)
        return session.scalars(query.order_by(Membership.since.desc())).one()


def role_of(person_id: str, group_id: str = FAMILY) -> Role | None:
    return actor(person_id).groups.get(group_id)


def notices(person_id: str) -> list[tuple[str, str]]:
    with Sessions() as session:
        query = select(Notice).where(Notice.person_id == person_id)
        return sorted((notice.kind, notice.about_id) for notice in session.scalars(query))


def new_group(by: str = KIM, facilitator: str = KIM, **words: str) -> Group:
    texts = {"name": "Thursday supervision", "purpose": ""} | words
    return groups.make_group(
        actor(by),
        name=texts["name"],
        purpose=texts["purpose"],
        kind=GroupKind.SUPERVISION,
        facilitator_id=facilitator,
    )


def test_an_administrator_makes_a_group_and_names_its_first_facilitator(database: Engine) -> None:
    group = new_group(facilitator=RUTH)
    assert role_of(RUTH, group.id) is Role.FACILITATOR
    assert role_of(KIM, group.id) is None
    assert ("joined", RUTH) in notices(RUTH)


def test_nobody_else_makes_groups(database: Engine) -> None:
    for person_id in (INES, JONAH):
        with pytest.raises(Refused):
            new_group(by=person_id)


def test_a_groups_purpose_passes_the_gate(database: Engine) -> None:
    with pytest.raises(Identifying):
        new_group(purpose="For those around 212-555-0147, every week")
    with Sessions() as session:
        assert len(session.scalars(select(Group.id)).all()) == 2


def test_the_same_form_twice_makes_one_group(database: Engine) -> None:
    once = "5b0c6a1e-0000-4000-8000-000000000002"
    texts = {"name": "Thursday", "purpose": "", "kind": GroupKind.SUPERVISION, "facilitator_id": KIM}
    made = {groups.make_group(actor(KIM), **texts, once=once).id for _ in range(3)}  # type: ignore[arg-type]
    assert len(made) == 1


def test_only_facilitators_rename(database: Engine) -> None:
    groups.rename_group(actor(JONAH), FAMILY, name="Families", purpose="Thinking along")
    with Sessions() as session:
        assert session.get_one(Group, FAMILY).name == "Families"
    for person_id, refusal in ((INES, Refused), (KIM, Refused), (NOOR, NotFound)):
        with pytest.raises(refusal):
            groups.rename_group(actor(person_id), FAMILY, name="Mine", purpose="")


def test_the_page_shows_people_and_only_to_those_who_may(database: Engine) -> None:
    page = groups.group_page(actor(INES), FAMILY)
    assert [row.person.name for row in page.members][:1] == ["Jonah Pike"]
    assert len(page.members) == 6
    assert page.is_led
    assert page.mine is not None
    assert groups.group_page(actor(KIM), FAMILY).mine is None
    with pytest.raises(NotFound):
        groups.group_page(actor(NOOR), FAMILY)


def test_who_leaves_is_out_at_once_and_open_pages_lose_the_room(database: Engine) -> None:
    case_id = a_case()
    heard: list[str] = []
    stop = events.listen(lambda happened: heard.append(f"{happened.kind} {happened.stream}"))
    assert not memberships.end_membership(actor(JONAH), membership(TOMAS).id)
    stop()
    assert heard == [f"membership.ended group:{FAMILY}"]
    assert role_of(TOMAS) is None
    with Sessions() as session:
        assert session.get_one(Case, case_id).epoch == 2
    assert notices(TOMAS) == [("left", TOMAS)]


def a_case() -> str:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        case = unit.add(Case(codename="Amber Wren", presenter_id=INES, group_id=FAMILY, state="open"))
        unit.record("case.posted", on=case)
    return case.id


@pytest.mark.parametrize("who", [INES, SAM, KIM, NOOR])
def test_nobody_but_a_facilitator_removes_others(database: Engine, who: str) -> None:
    with pytest.raises((Refused, NotFound)):
        memberships.end_membership(actor(who), membership(TOMAS).id)
    assert role_of(TOMAS) is Role.MEMBER


def test_everyone_may_leave_by_themselves_once(database: Engine) -> None:
    mine = membership(SAM).id
    assert memberships.end_membership(actor(SAM), mine)
    assert notices(JONAH) == [("left", SAM)]
    with pytest.raises(NotFound):
        memberships.end_membership(actor(SAM), mine)


def test_the_last_facilitator_names_another_before_leaving(database: Engine) -> None:
    with pytest.raises(Refused, match="facilitator"):
        memberships.end_membership(actor(JONAH), membership(JONAH).id)
    with pytest.raises(Refused, match="facilitator"):
        memberships.change_role(actor(JONAH), membership(JONAH).id, Role.MEMBER)
    memberships.change_role(actor(JONAH), membership(MEI).id, Role.FACILITATOR)
    memberships.end_membership(actor(JONAH), membership(JONAH).id)
    assert role_of(JONAH) is None
    assert role_of(MEI) is Role.FACILITATOR


@pytest.mark.race
def test_removals_and_writes_at_once_wait_for_each_other_in_one_order(database: Engine) -> None:
    memberships.change_role(actor(JONAH), membership(MEI).id, Role.FACILITATOR)
    mine, mei, problems = membership(MEI).id, actor(MEI), []

    def rename(number: int) -> None:
        with suppress(Refused, NotFound):  # her role may have ended meanwhile
            groups.rename_group(mei, FAMILY, name=f"Families {number}", purpose="")

    def change(number: int) -> None:
        memberships.change_role(actor(JONAH), mine, (Role.MEMBER, Role.FACILITATOR)[number % 2])

    def often(work: Callable[[int], None]) -> None:
        try:
            for number in range(30):
                work(number)
        except Exception as problem:  # noqa: BLE001 - two who wait for each other would show here
            problems.append(problem)

    threads = [threading.Thread(target=often, args=(work,)) for work in (rename, change)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert problems == []


def test_who_is_alone_may_leave(database: Engine) -> None:
    memberships.end_membership(actor(NOOR), membership(NOOR, CRISIS).id)
    assert role_of(NOOR, CRISIS) is None


@pytest.mark.parametrize("who", [INES, SAM, KIM])
def test_nobody_raises_themselves(database: Engine, who: str) -> None:
    with pytest.raises((Refused, NotFound)):
        memberships.change_role(actor(who), membership(SAM).id, Role.FACILITATOR)


def test_where_no_facilitator_is_left_an_administrator_names_one_of_the_members(database: Engine) -> None:
    change_person(JONAH, lambda person: setattr(person, "disabled_at", person.created_at))
    assert not groups.group_page(actor(KIM), FAMILY).is_led
    memberships.change_role(actor(KIM), membership(INES).id, Role.FACILITATOR)
    assert role_of(INES) is Role.FACILITATOR


def change_person(person_id: str, change: Callable[[Person], None]) -> None:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        person = unit.load(Person, person_id)
        change(person)
        unit.record("person.changed", on=person)


def test_a_closed_group_is_gone_for_everyone_in_it(database: Engine) -> None:
    case_id = a_case()
    with pytest.raises(Refused):
        groups.close_group(actor(INES), FAMILY)
    groups.close_group(actor(JONAH), FAMILY)
    assert role_of(INES) is None
    with Sessions() as session:
        assert session.get_one(Case, case_id).epoch == 2
    with pytest.raises(NotFound):
        groups.group_page(actor(INES), FAMILY)


def test_an_administrator_asks_and_a_facilitator_answers(database: Engine) -> None:
    asked = join_requests.ask_to_join(actor(KIM), FAMILY, person_id=KIM, role=Role.MEMBER)
    assert role_of(KIM) is None
    assert notices(JONAH) == [("join_asked", asked.id)]
    for person_id in (KIM, INES, NOOR):
        with pytest.raises((Refused, NotFound)):
            join_requests.answer_request(actor(person_id), asked.id, yes=True)
    assert role_of(KIM) is None
    for _ in range(2):
        assert join_requests.answer_request(actor(JONAH), asked.id, yes=True) == FAMILY
    assert role_of(KIM) is Role.MEMBER
    assert ("joined", KIM) in notices(INES), "the group is shown who joins"
    with pytest.raises(Refused):
        join_requests.answer_request(actor(JONAH), asked.id, yes=False)


def test_an_administrator_who_facilitates_does_not_answer_for_themselves(database: Engine) -> None:
    change_person(JONAH, lambda person: setattr(person, "is_administrator", True))
    with pytest.raises(Unreadable):
        join_requests.ask_to_join(actor(JONAH), FAMILY, person_id=JONAH, role=Role.FACILITATOR)


def test_no_means_no(database: Engine) -> None:
    asked = join_requests.ask_to_join(actor(KIM), FAMILY, person_id=NOOR, role=Role.OBSERVER)
    join_requests.answer_request(actor(JONAH), asked.id, yes=False)
    assert role_of(NOOR) is None


def test_asking_twice_is_one_request_and_others_do_not_ask(database: Engine) -> None:
    for _ in range(2):
        join_requests.ask_to_join(actor(KIM), FAMILY, person_id=KIM, role=Role.MEMBER)
    with Sessions() as session:
        assert len(session.scalars(select(JoinRequest)).all()) == 1
    with pytest.raises(NotFound):
        join_requests.ask_to_join(actor(NOOR), FAMILY, person_id=NOOR, role=Role.MEMBER)
    with pytest.raises(Refused):
        join_requests.ask_to_join(actor(INES), FAMILY, person_id=NOOR, role=Role.MEMBER)


def test_the_page_costs_the_same_for_many_members(database: Engine, queries: list[str]) -> None:
    groups.group_page(actor(JONAH), FAMILY)
    few = len(queries)
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        for number in range(60):
            person = unit.add(Person(name=f"Colleague {number}", email=f"c{number}@larkfield.example"))
            unit.session.add(Membership(group_id=FAMILY, person_id=person.id, role=Role.MEMBER))
        unit.record("membership.began", on=f"group:{FAMILY}", about=unit.session.get_one(Group, FAMILY))
    queries.clear()
    page = groups.group_page(actor(JONAH), FAMILY)
    assert [row.person.name for row in page.members]
    assert len(queries) == few
