"""Invites: for one address, once, for three days, and never more than the inviter holds."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from typing import Any

import pytest
from sqlalchemy import Engine, select

from consult.core import clock, keys
from consult.core.db import Sessions
from consult.core.errors import Answerable, NotFound, Refused, Unreadable
from consult.core.unit import acting
from consult.domain import notices
from consult.domain.cases import guests
from consult.domain.people import accounts, invites, links, memberships
from consult.domain.people.links import LinkGone
from consult.models.actor import SYSTEM
from consult.models.cases import Case, CasePerson, CaseState
from consult.models.groups import JoinRequest, Membership, Role
from consult.models.notices import Letter
from consult.models.people import Link, Person
from tests.people import CRISIS, FAMILY, INES, JONAH, KIM, NOOR, TOMAS, actor, email

WORDS = "a slow boat under warm lamps"
SOMEBODY = "leah@larkfield.example"


def invite(to: str = SOMEBODY, by: str = JONAH, group_id: str = FAMILY, role: Role = Role.MEMBER) -> str:
    made = invites.invite_to_group(actor(by), group_id, emails=[to], role=role)
    return made[0].token


def come_in(token: str, **words: str) -> invites.Opened:
    texts = {"name": "Leah Novak", "password": WORDS} | words
    return invites.accept_as_new(token, **texts, device="A test")[1]


def person_of(address: str) -> Person | None:
    with Sessions() as session:
        return session.scalars(select(Person).where(Person.email == address)).first()


def test_a_new_colleague_comes_in_with_the_invited_address_and_role(database: Engine) -> None:
    token = invite(role=Role.OBSERVER)
    assert invites.look(token).by == "Jonah Pike"
    assert come_in(token).group_id == FAMILY
    leah = person_of(SOMEBODY)
    assert leah is not None
    assert actor(leah.id).groups == {FAMILY: Role.OBSERVER}


def test_a_known_colleague_comes_in_with_their_own_account(database: Engine) -> None:
    token = invite(email(NOOR))
    assert invites.accept(actor(NOOR), token).group_id == FAMILY
    assert actor(NOOR).groups[FAMILY] is Role.MEMBER


def test_nobody_else_comes_in_with_it(database: Engine) -> None:
    token = invite(email(NOOR))
    with pytest.raises(Refused):
        invites.accept(actor(KIM), token)
    assert not actor(KIM).groups
    assert invites.accept(actor(NOOR), token).group_id == FAMILY, "the try of another uses nothing up"


def test_an_address_with_an_account_makes_no_second_one(database: Engine) -> None:
    with pytest.raises(Unreadable):
        come_in(invite(email(NOOR)))
    assert FAMILY not in actor(NOOR).groups


def test_it_works_once_for_three_days_and_not_after_it_was_taken_back(database: Engine) -> None:
    used, old, taken_back = invite(), invite("mark@larkfield.example"), invite("vera@larkfield.example")
    come_in(used)
    with pytest.raises(LinkGone):
        come_in(used)
    with Sessions() as session:
        waiting = session.scalars(select(Link).where(Link.email == "vera@larkfield.example")).one()
    links.revoke_link(actor(JONAH), waiting.id)
    with pytest.raises(LinkGone):
        come_in(taken_back)
    later = clock.now() + dt.timedelta(hours=73)
    with clock.at(lambda: later), pytest.raises(LinkGone):
        come_in(old)
    with pytest.raises(LinkGone):
        come_in("never-made")


def test_a_new_invite_for_the_same_place_ends_the_one_before(database: Engine) -> None:
    first, second = invite(), invite()
    with pytest.raises(LinkGone):
        invites.look(first)
    assert invites.look(second).email == SOMEBODY


def test_the_same_form_twice_gives_the_same_links(database: Engine) -> None:
    once = str(uuid.uuid4())
    made = [
        invites.invite_to_group(actor(JONAH), FAMILY, emails=[SOMEBODY], role=Role.MEMBER, once=once)
        for _ in range(3)
    ]
    assert made[0] == made[1] == made[2]
    with Sessions() as session:
        assert [row.revoked_at for row in session.scalars(select(Link))] == [None]
    assert come_in(made[0][0].token).group_id == FAMILY


@pytest.mark.parametrize("loss", ["role", "membership", "account"])
def test_who_lost_the_right_lets_nobody_in(database: Engine, loss: str) -> None:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        mine = unit.session.scalars(select(Membership).where(Membership.person_id == INES)).one()
        mine.role = Role.FACILITATOR
        unit.record("membership.changed", on=mine)
    token = invite(by=INES)
    if loss == "role":
        memberships.change_role(actor(JONAH), mine.id, Role.MEMBER)
    elif loss == "membership":
        memberships.end_membership(actor(JONAH), mine.id)
    else:
        accounts.disable_person(actor(KIM), INES)
    with pytest.raises(Answerable):
        come_in(token)
    assert person_of(SOMEBODY) is None


@pytest.mark.parametrize("who", [INES, KIM, NOOR])
def test_only_facilitators_invite_into_a_group(database: Engine, who: str) -> None:
    with pytest.raises((Refused, NotFound)):
        invite(by=who)


def test_an_administrator_opens_a_group_only_through_its_facilitator(database: Engine) -> None:
    made = invites.invite_to_organisation(
        actor(KIM), emails=[SOMEBODY], group_id=FAMILY, role=Role.FACILITATOR
    )
    assert come_in(made[0].token).asked
    leah = person_of(SOMEBODY)
    assert leah is not None
    assert not actor(leah.id).groups
    with Sessions() as session:
        asked = session.scalars(select(JoinRequest)).one()
    assert (asked.person_id, asked.asked_by_id, asked.role) == (leah.id, KIM, Role.FACILITATOR)


def test_an_administrator_does_not_invite_themselves_in(database: Engine) -> None:
    made = invites.invite_to_organisation(actor(KIM), emails=[email(KIM)], group_id=FAMILY, role=Role.MEMBER)
    assert invites.accept(actor(KIM), made[0].token).asked
    assert not actor(KIM).groups


def test_nobody_else_invites_into_the_organisation(database: Engine) -> None:
    for who in (INES, JONAH):
        with pytest.raises(Refused):
            invites.invite_to_organisation(actor(who), emails=[SOMEBODY], group_id=None, role=Role.MEMBER)


@pytest.mark.race
def test_twenty_at_once_make_one_membership(database: Engine) -> None:
    token = invite(email(NOOR))
    answers = [at_once(lambda: invites.accept(actor(NOOR), token), 20)]
    assert sum(isinstance(answer, invites.Opened) for answer in answers[0]) == 1
    with Sessions() as session:
        mine = (Membership.person_id == NOOR, Membership.group_id == FAMILY)
        assert len(session.scalars(select(Membership).where(*mine)).all()) == 1


@pytest.mark.race
def test_twenty_at_once_make_one_account(database: Engine) -> None:
    token = invite()
    answers = at_once(lambda: come_in(token), 20)
    assert sum(isinstance(answer, invites.Opened) for answer in answers) == 1
    with Sessions() as session:
        assert len(session.scalars(select(Person).where(Person.email == SOMEBODY)).all()) == 1


def at_once(work: Any, count: int) -> list[Any]:
    answers: list[Any] = []

    def run() -> None:
        try:
            answers.append(work())
        except Answerable as problem:
            answers.append(problem)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(answers) == count
    return answers


def test_addresses_are_read_as_people_paste_them() -> None:
    pasted = " A@b.example \n\nc@d.example, e@f.example; a@B.example\r\n"
    assert invites.addresses(pasted) == ["a@b.example", "c@d.example", "e@f.example"]
    for wrong in ("", "a@b.example\nnot one", "\n".join(f"n{i}@b.example" for i in range(31))):
        with pytest.raises(Unreadable):
            invites.addresses(wrong)


def test_letters_go_out_where_mail_is_set_and_their_links_lie_sealed(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "MAIL", True)
    token = invite()
    with Sessions() as session:
        letter = session.scalars(select(Letter)).one()
    assert letter.to_email == SOMEBODY
    assert token not in letter.path
    assert keys.unseal("letter", letter.path) == f"/invites/{token}"


def a_case() -> Case:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        case = unit.add(
            Case(codename="Amber Wren", presenter_id=INES, group_id=FAMILY, state=CaseState.OPEN, version=1)
        )
        unit.record("case.posted", on=case)
    return case


def test_a_guest_comes_in_to_one_case_and_nothing_else(database: Engine) -> None:
    case = a_case()
    token = guests.invite_guest(actor(INES), case.id, email=SOMEBODY)
    assert token is not None
    assert invites.look(token).to_case
    assert come_in(token).case_id == case.id
    leah = person_of(SOMEBODY)
    assert leah is not None
    assert not actor(leah.id).groups
    with Sessions() as session:
        row = session.scalars(select(CasePerson)).one()
    assert (row.person_id, row.role) == (leah.id, "guest")


def test_a_withdrawn_case_opens_for_no_guest(database: Engine) -> None:
    case = a_case()
    token = guests.invite_guest(actor(INES), case.id, email=SOMEBODY)
    assert token is not None
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        unit.session.get_one(Case, case.id).state = CaseState.WITHDRAWN
        unit.record("case.withdrawn", on=case)
    with pytest.raises(Answerable):
        come_in(token)
    assert person_of(SOMEBODY) is None


def test_links_are_taken_back_by_those_they_belong_to(database: Engine) -> None:
    invite()
    with Sessions() as session:
        link = session.scalars(select(Link)).one()
    for who in (INES, TOMAS, NOOR):
        with pytest.raises(NotFound):
            links.revoke_link(actor(who), link.id)
    links.revoke_link(actor(KIM), link.id)
    links.revoke_link(actor(KIM), link.id)
    with Sessions() as session:
        assert session.get_one(Link, link.id).revoked_at is not None
    assert CRISIS not in actor(JONAH).groups
