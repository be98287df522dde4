"""The pages of groups and invites: as everyone, with bad input, and pressed twice."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select

from consult.core import keys
from consult.core.db import Sessions
from consult.domain.people import invites, join_requests
from consult.models.groups import Group, Membership, Role
from consult.web.visits import VISIT
from tests.people import FAMILY, INES, JONAH, KIM, NOOR, SAM, TOMAS, actor, email

PAGE = f"/groups/{FAMILY}"
SOMEBODY = "leah@larkfield.example"
WORDS = "a slow boat under warm lamps"


def membership(person_id: str) -> str:
    with Sessions() as session:
        query = select(Membership.id).where(Membership.person_id == person_id)
        return session.scalars(query.where(Membership.group_id == FAMILY)).one()


def arrive(visit: Any) -> Any:
    """Somebody who is not signed in, with a form's token."""
    visitor = visit()
    visitor.get("/sign-in")
    visitor.csrf = keys.digest("csrf", visitor.client.get_cookie(VISIT, domain="127.0.0.1").value)
    return visitor


def test_members_see_who_is_there_and_only_facilitators_see_the_tools(visit: Any) -> None:
    member, facilitator = visit(INES).get(PAGE).text, visit(JONAH).get(PAGE).text
    for page in (member, facilitator):
        assert "Sam Adeyemi" in page
        assert "Peer consultation" in page
        assert "Leave this group" in page
    assert "Invite colleagues" in facilitator
    assert "Remove from the group" in facilitator
    assert "Invite colleagues" not in member
    assert "Remove from the group" not in member


def test_a_stranger_finds_no_group(visit: Any) -> None:
    assert visit(NOOR).get(PAGE).status_code == 404
    assert visit(NOOR).post(PAGE, {"name": "Mine"}).status_code == 404
    assert visit(NOOR).post(f"{PAGE}/invites", {"emails": SOMEBODY}).status_code == 404
    assert visit(NOOR).post(f"{PAGE}/closure").status_code == 404


def test_an_administrator_sees_people_and_may_only_ask(visit: Any) -> None:
    page = visit(KIM).get(PAGE).text
    assert "Ines Aldana" in page
    assert "Ask that somebody be let in" in page
    assert "Cases of this group" not in page
    assert visit(KIM).post(f"/memberships/{membership(INES)}/end").status_code == 403


def test_asking_and_letting_in(visit: Any) -> None:
    answer = visit(KIM).post(f"{PAGE}/requests", {"person_id": KIM, "role": "observer"})
    assert answer.headers["Location"] == f"{PAGE}?said=requested"
    page = visit(JONAH).get(PAGE).text
    assert "Kim Sato" in page
    action = re.findall(r'formaction="(/join-requests/[^"]+)"', page)[0]
    assert visit(INES).post(action, {"yes": "yes"}).status_code == 404
    assert visit(JONAH).post(action, {"yes": "yes"}).headers["Location"] == f"{PAGE}?said=request_answered"
    assert actor(KIM).groups[FAMILY] is Role.OBSERVER
    assert "That is" not in visit(KIM).get(f"{PAGE}?said=request_answered").text


def test_roles_and_leaving(visit: Any) -> None:
    jonah = visit(JONAH)
    assert jonah.post(f"/memberships/{membership(SAM)}/role", {"role": "member"}).status_code == 303
    assert actor(SAM).groups[FAMILY] is Role.MEMBER
    wrong = jonah.post(f"/memberships/{membership(SAM)}/role", {"role": "king"})
    assert wrong.status_code == 422
    assert "Choose one from the list." in wrong.text
    stays = jonah.post(f"/memberships/{membership(JONAH)}/end")
    assert stays.status_code == 403
    assert "Make somebody else facilitator first" in stays.text
    assert jonah.post(f"/memberships/{membership(TOMAS)}/end").headers["Location"] == f"{PAGE}?said=left"
    assert visit(TOMAS).get(PAGE).status_code == 404
    assert visit(SAM).post(f"/memberships/{membership(SAM)}/end").headers["Location"] == "/?said=i_left"


def test_words_for_a_group_pass_the_gate_and_stay_on_the_page(visit: Any) -> None:
    jonah = visit(JONAH)
    form = {"name": "Families", "purpose": "Around 212-555-0147, every week"}
    answer = jonah.post(PAGE, form)
    assert answer.status_code == 422
    assert "Around 212-555-0147, every week" in answer.text
    kept = re.findall(r'name="kept" value="([^"]+)"', answer.text)
    assert len(kept) == 1
    assert jonah.post(PAGE, form | {"kept": kept}).status_code == 303
    with Sessions() as session:
        assert session.get_one(Group, FAMILY).purpose == form["purpose"]


def test_an_administrator_makes_a_group(visit: Any) -> None:
    kim = visit(KIM)
    assert kim.get("/groups/new").status_code == 200
    assert visit(JONAH).get("/groups/new").status_code == 403
    form = {"name": "Thursday", "purpose": "Supervision", "kind": "supervision", "facilitator_id": INES}
    bad = kim.post("/groups", form | {"facilitator_id": "nobody"})
    assert bad.status_code == 422
    assert 'value="Thursday"' in bad.text
    made = kim.post("/groups", form)
    assert made.status_code == 303
    assert visit(INES).get(made.headers["Location"]).status_code == 200


def test_inviting_shows_links_that_let_a_new_colleague_in(visit: Any) -> None:
    answer = visit(JONAH).post(f"{PAGE}/invites", {"emails": f"{SOMEBODY}\n{email(NOOR)}", "role": "member"})
    assert answer.status_code == 200
    first, second = re.findall(r'value="http://127.0.0.1:5000(/invites/[^"]+)"', answer.text)

    leah = arrive(visit)
    page = leah.get(first)
    assert page.status_code == 200
    assert "Come in to Family support" in page.text
    assert "Confidential" in page.text
    form = {"name": "Leah Novak", "password": WORDS, "promise": "yes"}
    for missing in ("name", "password", "promise"):
        bad = leah.post(first, {name: value for name, value in form.items() if name != missing})
        assert bad.status_code == 422
        assert WORDS not in bad.text
        assert missing == "name" or 'value="Leah Novak"' in bad.text
    done = leah.post(first, form)
    assert done.headers["Location"] == f"{PAGE}?said=welcome"
    assert leah.get(PAGE).status_code == 200
    assert arrive(visit).post(first, form).status_code == 404

    assert visit(INES).post(second).status_code == 403
    assert "another address" in visit(INES).get(second).text
    assert "I promise, come in" in visit(NOOR).get(second).text
    assert visit(NOOR).post(second).headers["Location"] == f"{PAGE}?said=welcome"


def test_the_answer_to_inviting_is_the_same_whether_somebody_has_an_account(visit: Any) -> None:
    pages = []
    for address in (email(NOOR), SOMEBODY):
        text = visit(JONAH).post(f"{PAGE}/invites", {"emails": address, "role": "member"}).text
        text = re.sub(r'/invites/[\w-]+|(nonce|value|content)="[\w-]{16,}"', "", text)
        pages.append(text.replace(address, "ADDRESS"))
    assert pages[0] == pages[1]
    answers = []
    for address in (email(NOOR), SOMEBODY):
        made = invites.invite_to_group(actor(JONAH), FAMILY, emails=[address], role=Role.MEMBER)
        page = arrive(visit).get(f"/invites/{made[0].token}").text
        page = re.sub(r'/?(invites/|invites%2F)[\w-]+|(nonce|value|content)="[\w-]{16,}"', "", page)
        answers.append(page.replace(address, "ADDRESS"))
    assert answers[0] == answers[1]


def test_pasted_addresses_that_do_not_fit_come_back(visit: Any) -> None:
    answer = visit(JONAH).post(
        f"{PAGE}/invites", {"emails": "leah@larkfield.example\nsomebody", "role": "member"}
    )
    assert answer.status_code == 422
    assert "Line 2 is not an e-mail address." in answer.text
    assert "leah@larkfield.example\nsomebody" in answer.text


def test_a_link_is_taken_back_from_the_page(visit: Any) -> None:
    made = invites.invite_to_group(actor(JONAH), FAMILY, emails=[SOMEBODY], role=Role.MEMBER)
    jonah = visit(JONAH)
    action = re.findall(r'formaction="(/links/[^"]+)"', jonah.get(PAGE).text)[0]
    assert visit(INES).post(action).status_code == 404
    assert jonah.post(action, {"next": PAGE}).headers["Location"] == f"{PAGE}?said=link_revoked"
    assert arrive(visit).get(f"/invites/{made[0].token}").status_code == 404


@pytest.mark.parametrize("who", [INES, SAM])
def test_who_does_not_facilitate_changes_nothing(visit: Any, who: str) -> None:
    visitor = visit(who)
    asked = join_requests.ask_to_join(actor(KIM), FAMILY, person_id=KIM, role=Role.MEMBER)
    for path, form in (
        (PAGE, {"name": "Mine"}),
        (f"{PAGE}/closure", {}),
        (f"{PAGE}/requests", {"person_id": NOOR}),
        (f"/memberships/{membership(TOMAS)}/role", {"role": "observer"}),
        (f"/memberships/{membership(TOMAS)}/end", {}),
        (f"/join-requests/{asked.id}/answer", {"yes": "yes"}),
    ):
        assert visitor.post(path, form).status_code in {403, 404}, path
    assert visitor.post(f"{PAGE}/invites", {"emails": SOMEBODY, "role": "member"}).status_code == 403
    assert actor(TOMAS).groups[FAMILY] is Role.MEMBER
