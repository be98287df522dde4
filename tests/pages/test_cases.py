"""Pages about a case as a whole: each form, sent well, sent badly, sent twice, sent by the wrong person."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import select

from consult.core.db import Sessions
from consult.domain.cases import askings, drafts
from consult.domain.plans import outcomes
from consult.models.cases import Case, CasePerson
from consult.models.outcomes import Verdict
from tests import plans
from tests.people import INES, JONAH, KIM, MEI, NOOR, TOMAS, actor
from tests.stories import PHONE, a_draft, posted

DANGER = {"urgency": "imminent", "safety_step": "supervisor_reached", "safety_when": "half an hour ago"}


def stored(case_id: str) -> Case:
    with Sessions() as session:
        return session.get_one(Case, case_id)


def test_closing_with_what_helped(visit: Any) -> None:
    case, _plan, idea, step = plans.an_adopted_idea()
    outcomes.record_outcome(actor(INES), step.id, verdict=Verdict.HELPED)
    ines = visit(INES)
    page = ines.get(f"/cases/{case.id}/closure").text
    assert f'value="{idea.id}" checked' in page
    form = {"helped": idea.id, "sentence": "Begin smaller.", "client_id": str(uuid.uuid4())}
    for _ in range(2):
        assert ines.post(f"/cases/{case.id}/closure", form).status_code == 303
    assert (stored(case.id).helped, stored(case.id).closing) == ([idea.id], "Begin smaller.")
    assert case.codename in visit(TOMAS).get("/cases?which=closed").text


def test_a_closing_sentence_with_an_identifier_stays_on_the_page(visit: Any) -> None:
    case = posted()
    ines = visit(INES)
    sentence = f"Ring {PHONE} first."
    blocked = ines.post(f"/cases/{case.id}/closure", {"sentence": sentence})
    assert (blocked.status_code, stored(case.id).state) == (422, "open")
    assert sentence in blocked.text
    digest = blocked.text.split('name="replace" value="')[1].split('"')[0]
    replaced = ines.post(f"/cases/{case.id}/closure", {"sentence": sentence, "replace": digest})
    assert "Ring [phone number] first." in replaced.text
    assert stored(case.id).state == "open"
    kept = {"sentence": sentence, "kept": f"{digest}:needed"}
    assert ines.post(f"/cases/{case.id}/closure", kept).status_code == 303


def test_an_over_long_sentence_is_kept_on_the_page(visit: Any) -> None:
    case, words = posted(), "x" * 301
    answer = visit(INES).post(f"/cases/{case.id}/closure", {"sentence": words})
    assert (answer.status_code, words in answer.text, stored(case.id).state) == (422, True, "open")


def test_withdrawing_hides_the_case_for_others_at_once(visit: Any) -> None:
    case, tomas = posted(), visit(TOMAS)
    assert tomas.get(f"/cases/{case.id}").status_code == 200
    assert "cannot be opened again" in visit(INES).get(f"/cases/{case.id}/withdrawal").text
    assert visit(INES).post(f"/cases/{case.id}/withdrawal").status_code == 303
    for path in ("", "/versions", "/versions/1", "/people", "/recusal"):
        assert tomas.get(f"/cases/{case.id}{path}").status_code == 404, path
    assert visit(INES).get(f"/cases/{case.id}").status_code == 200


def test_stepping_back_thanks_and_offers_the_way_back(visit: Any) -> None:
    case, tomas = posted(), visit(TOMAS)
    done = tomas.post(f"/cases/{case.id}/recusal")
    thanks = tomas.get(done.location).text
    assert "Undo" in thanks
    assert tomas.get(f"/cases/{case.id}").status_code == 404
    assert "Undo" not in visit(TOMAS).get(done.location).text
    assert tomas.post(f"/cases/{case.id}/recusal/undo").status_code == 303
    assert tomas.post(f"/cases/{case.id}/recusal/undo").status_code == 303
    assert tomas.get(f"/cases/{case.id}").status_code == 200


def test_a_facilitator_answers_with_a_line(visit: Any) -> None:
    draft = a_draft(consent="ask_my_facilitator")
    ines, jonah = visit(INES), visit(JONAH)
    assert jonah.get(f"/cases/{draft.case_id}/consent").status_code == 404
    askings.ask(actor(INES), draft.case_id)
    assert "Mornings have become hard" in jonah.get(f"/cases/{draft.case_id}/consent").text
    blocked = jonah.post(
        f"/cases/{draft.case_id}/consent", {"answer": "no", "rev": "1", "line": f"Ring {PHONE}"}
    )
    assert (blocked.status_code, f"Ring {PHONE}" in blocked.text) == (422, True)
    assert jonah.post(f"/cases/{draft.case_id}/consent", {"line": "Hm."}).status_code == 422
    once = {"answer": "no", "rev": "1", "line": "Shorter.", "client_id": str(uuid.uuid4())}
    for _ in range(2):
        assert jonah.post(f"/cases/{draft.case_id}/consent", once).status_code == 303
    late = jonah.post(f"/cases/{draft.case_id}/consent", {"answer": "yes", "rev": "1"})
    assert (late.status_code, "not asked about this draft any more" in late.text) == (403, True)
    assert "Shorter." in ines.get(f"/cases/{draft.case_id}/edit").text
    assert [one.state for one in drafts.writing(actor(INES), draft.case_id).asked] == ["no"]


def test_a_safety_contact_takes_it_without_a_word_of_the_case(visit: Any) -> None:
    case, mei = posted(**DANGER), visit(MEI)
    page = mei.get(f"/cases/{case.id}/danger").text
    assert "Ines Aldana" in page
    assert "Mornings have become hard" not in page
    for _ in range(2):
        assert mei.post(f"/cases/{case.id}/danger").status_code == 303
    assert "Mei Lindqvist has this in hand" in mei.get(f"/cases/{case.id}/danger").text
    for person in (TOMAS, NOOR, KIM, INES):
        assert visit(person).get(f"/cases/{case.id}/danger").status_code == 404


def test_a_guest_is_let_in_and_out(visit: Any) -> None:
    case, ines = posted(), visit(INES)
    path = f"/cases/{case.id}/people"
    once = {"person_id": NOOR, "client_id": str(uuid.uuid4())}
    for _ in range(2):
        assert ines.post(path, once).status_code == 303
    with Sessions() as session:
        assert session.scalars(select(CasePerson.person_id)).all() == [NOOR]
    assert "Noor Haddad" in ines.get(path).text
    assert visit(NOOR).get(f"/cases/{case.id}").status_code == 200
    assert "Noor Haddad can read this case already" in ines.post(path, {"person_id": NOOR}).text
    assert ines.post(f"{path}/{NOOR}/end").status_code == 303
    assert visit(NOOR).get(f"/cases/{case.id}").status_code == 404


@pytest.mark.parametrize("form", [{}, {"email": "not an address"}, {"email": "@x"}])
def test_an_invitation_says_what_it_needs(visit: Any, form: dict[str, str]) -> None:
    answer = visit(INES).post(f"/cases/{posted().id}/people", form)
    assert answer.status_code == 422
    assert 'href="#email"' in answer.text
    assert form.get("email", "") in answer.text


def test_a_link_for_somebody_new_is_shown_once(visit: Any) -> None:
    case, ines = posted(), visit(INES)
    shown = ines.post(f"/cases/{case.id}/people", {"email": "new@elsewhere.example"})
    assert (shown.status_code, "/invites/" in shown.text) == (200, True)
    again = ines.get(f"/cases/{case.id}/people").text
    assert "/invites/" not in again
    assert "One link still waits" in again


def test_a_case_leads_to_its_plan_or_to_a_new_one_for_its_presenter_only(visit: Any) -> None:
    case, ines = posted(), visit(INES)
    assert ines.get(f"/cases/{case.id}/plan").location.endswith(f"/plans/new?case={case.id}")
    plan = plans.a_plan(case)
    assert ines.get(f"/cases/{case.id}/plan").location.endswith(f"/plans/{plan.id}")
    assert visit(TOMAS).get(f"/cases/{case.id}/plan").status_code == 404


def test_a_new_case_from_a_plan_knows_what_the_plan_knows(visit: Any) -> None:
    plan = plans.a_plan()
    page = visit(INES).get(f"/cases/new?plan={plan.id}").text
    assert f'value="{plan.id}" checked' in page
    assert visit(TOMAS).get(f"/cases/new?plan={plan.id}").status_code == 404


def test_the_list_refuses_filters_that_are_not_there(visit: Any) -> None:
    ines = visit(INES)
    assert ines.get("/cases?which=everything").status_code == 404
    assert ines.get("/cases?group=crisisxxxxxxxxxx").status_code == 404
    for page in ("0", "-5", "abc", "999999999999"):
        assert ines.get(f"/cases?page={page}").status_code == 200, page


def test_nobody_signed_out_sees_or_sends_anything(visit: Any) -> None:
    case, nobody = posted(), visit()
    for path in ("/cases", "/cases/new", f"/cases/{case.id}/versions"):
        assert "/sign-in" in nobody.get(path).location
    assert nobody.post(f"/cases/{case.id}/withdrawal").status_code == 401
