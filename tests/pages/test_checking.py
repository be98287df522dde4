"""The check on a page of its own: for those without script, before a case is posted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from consult.core.db import Sessions
from consult.domain.cases import drafts
from consult.domain.cases.postings import post_case
from consult.domain.screening import look
from consult.models.cases import Kept
from consult.models.protection import NeverWord
from tests.people import INES, RUTH, TOMAS, actor
from tests.stories import PHONE, a_draft

TRIED = f"Rang {PHONE}. Her son Danny went to the quilting bee at St. Brendan's Church."


def words_of(case_id: str, field: str = "tried") -> str:
    text: str = drafts.writing(actor(INES), case_id).body[field]
    return text


def test_one_press_replaces_everything_that_was_found(visit: Any) -> None:
    draft = a_draft(tried=TRIED, strengths=f"Answers at {PHONE}.")
    page = visit(INES).get(f"/cases/{draft.case_id}/check")
    assert "things to look at" in page.text
    answer = visit(INES).post(f"/cases/{draft.case_id}/check", {"rev": 1, "all": "yes"})
    assert answer.status_code == 303
    assert words_of(draft.case_id) == "Rang [phone number]. Her [son] went to the quilting bee at [church]."
    assert words_of(draft.case_id, "strengths") == "Answers at [phone number]."


def test_what_was_kept_stays_when_everything_is_replaced(visit: Any) -> None:
    digest = look(actor(INES), {"tried": TRIED})[0].digest
    draft = a_draft(tried=TRIED, kept={digest: "needed"})
    visit(INES).post(f"/cases/{draft.case_id}/check", {"rev": 1, "all": "yes"})
    assert PHONE in words_of(draft.case_id)
    assert "Danny" not in words_of(draft.case_id)


def test_other_words_are_taken_out_and_found_again(visit: Any) -> None:
    draft = a_draft(tried="The quilting bee. She loves the Quilting Bee.", strengths="quilting beehive")
    form = {"rev": 1, "other": "quilting bee", "other_words": "[a craft group]"}
    visit(INES).post(f"/cases/{draft.case_id}/check", form)
    assert words_of(draft.case_id) == "The [a craft group]. She loves the [a craft group]."
    assert words_of(draft.case_id, "strengths") == "quilting beehive"
    again = {"body": "At the quilting bee."}
    assert [mark.words for mark in look(actor(INES), again, case_id=draft.case_id)] == ["quilting bee"]
    assert look(actor(TOMAS), again) == []
    with Sessions() as session:
        assert session.scalars(select(NeverWord.owner)).all() == [draft.case_id]
        assert session.scalars(select(Kept.action)).all() == ["marked"]


def test_other_words_that_stand_nowhere_are_told_and_stay_in_their_field(visit: Any) -> None:
    draft = a_draft(tried=TRIED)
    answer = visit(INES).post(f"/cases/{draft.case_id}/check", {"rev": 1, "other": "chess club"})
    assert answer.status_code == 422
    assert "These words do not stand in the draft." in answer.text
    assert 'value="chess club"' in answer.text
    assert words_of(draft.case_id) == TRIED


def test_what_was_marked_in_a_case_is_found_in_what_colleagues_write_there(visit: Any) -> None:
    draft = a_draft(tried="Walks past the gate.")
    form = {"rev": 1, "tried": "The quilting bee.", "marked": "quilting bee"}
    answer = visit(INES).post(f"/cases/{draft.case_id}/draft", form, headers={"Accept": "application/json"})
    (find,) = answer.json["finds"]
    assert (find["words"], find["replacement"], find["direct"]) == ("quilting bee", "[removed]", True)
    again = {"body": "quilting bee"}
    assert not look(actor(RUTH), again, case_id=draft.case_id)  # who cannot see a draft learns nothing of it
    other = a_draft(tried="The quilting bee.")
    visit(INES).post(f"/cases/{other.case_id}/check", {"rev": 1, "other": "quilting bee"})
    post_case(actor(INES), other.case_id)
    assert [mark.words for mark in look(actor(RUTH), again, case_id=other.case_id)] == ["quilting bee"]


def test_nobody_marks_words_in_a_draft_of_somebody_else(visit: Any) -> None:
    draft = a_draft(tried="The quilting bee.")
    answer = visit(TOMAS).post(f"/cases/{draft.case_id}/check", {"rev": 1, "other": "quilting bee"})
    assert answer.status_code == 404
    with Sessions() as session:
        assert session.scalars(select(NeverWord.id)).all() == []


def test_something_is_kept_in_words_of_ones_own(visit: Any) -> None:
    draft = a_draft(tried=f"Rang {PHONE}.")
    page, ines = f"/cases/{draft.case_id}/check", visit(INES)
    (mark,) = look(actor(INES), {"tried": f"Rang {PHONE}."})
    assert f'name="because-{mark.digest}"' in ines.get(page).text
    said = {"rev": 1, f"do-{mark.digest}": "own", f"because-{mark.digest}": "The public\nline of a clinic"}
    assert ines.post(page, said).status_code == 303
    assert drafts.writing(actor(INES), draft.case_id).body["kept"] == {
        mark.digest: "The public line of a clinic"
    }
    assert "Kept: The public line of a clinic" in ines.get(page).text
    again = said | {"rev": 2, f"because-{mark.digest}": f"It is {PHONE}"}
    ines.post(page, again)
    assert "say why without anything that could identify someone" in ines.get(page).text
