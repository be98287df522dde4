"""The last look before a case opens: what is left, who could recognise it, and who reads it first."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Engine, select

from consult import deid
from consult.core.db import Sessions
from consult.domain.cases import askings, drafts
from consult.models.cases import CaseVersion
from tests.people import INES, JONAH, NOOR, RUTH, TOMAS, actor
from tests.stories import PHONE, WORDS, a_draft, body

POST = WORDS | {"then": "post", "scope": "group", "urgency": "routine"}


def section(html: str) -> str:
    """The last section of the composer."""
    return html[html.index('id="section-post"') : html.index('id="so-far"')]


def test_what_is_left_in_the_words_stands_at_the_button(visit: Any) -> None:
    draft = a_draft(tried=f"Rang {PHONE}.", situation="Write to marla@mail.example first.")
    ines = visit(INES)
    check = ines.get(f"/cases/{draft.case_id}/check").text
    digest = re.search(r'name="do-(\w+)"', check)[1]  # type: ignore[index]
    ines.post(f"/cases/{draft.case_id}/check", {"rev": "1", f"do-{digest}": "needed"})
    last = section(ines.get(f"/cases/{draft.case_id}/edit").text)
    assert last.count("Colleagues need it to help") == 1
    assert "To change first" in last
    clean = section(visit(INES).get(f"/cases/{a_draft().case_id}/edit").text)
    assert "We can miss things" in clean


def test_the_statement_names_eighteen_sorts(visit: Any) -> None:
    last = section(visit(INES).get("/cases/new").text)
    assert "By posting you say" in last
    listed = last[last.index("<ol>") : last.index("</ol>")]
    assert listed.count("<li>") == 18
    for honest in ("anonymous", "HIPAA", "compliant"):
        assert honest not in last


def test_whether_somebody_could_recognise_it_needs_an_answer(visit: Any) -> None:
    ines = visit(INES)
    silent = ines.post("/cases/drafts", POST | {"rare": ""})
    assert (silent.status_code, 'href="#rare"' in silent.text) == (422, True)
    needed = ines.post("/cases/drafts", POST | {"rare": "needed"})
    assert (needed.status_code, 'href="#rare_why"' in needed.text) == (422, True)
    named = ines.post("/cases/drafts", POST | {"rare": "needed", "rare_why": f"Their number is {PHONE}."})
    assert (named.status_code, PHONE in named.text) == (422, True)
    assert ines.post("/cases/drafts", POST | {"rare": "needed", "rare_why": "The work."}).status_code == 303


def test_the_answer_and_the_check_are_kept_with_the_version_and_shown_to_nobody(visit: Any) -> None:
    answer = visit(INES).post("/cases/drafts", POST | {"rare": "needed", "rare_why": "The work is rare."})
    with Sessions() as session:
        (version,) = session.scalars(select(CaseVersion)).all()
    assert (version.rare, version.rare_why, version.engine) == ("needed", "The work is rare.", deid.VERSION)
    assert "The work is rare." not in visit(TOMAS).get(answer.location).text


def test_with_new_words_it_is_asked_anew(visit: Any) -> None:
    case_id = visit(INES).post("/cases/drafts", POST).location.split("/")[2].partition("?")[0]
    assert drafts.writing(actor(INES), case_id).body["rare"] == ""


def test_four_answers_are_asked_for_and_one_of_them_is_there_already(database: Engine) -> None:
    """The question, what is going on, how it is okay, who could recognise it; "Nothing yet" was tried."""
    from consult.domain.cases.readiness import missing  # noqa: PLC0415 - beside what it counts

    empty = drafts.blank("a seed", group_id=WORDS["group_id"]).body
    assert set(missing(empty)) == {"question", "situation", "consent", "rare"}


def test_a_second_reader_from_the_form_to_the_open_case(visit: Any) -> None:
    ines, ruth = visit(INES), visit(RUTH)
    asked = ines.post("/cases/drafts", POST | {"then": "ask", "reader": RUTH})
    case_id = asked.location.split("/")[2]
    page = section(ines.get(asked.location).text)
    assert "Ruth Okafor was asked and has not answered yet" in page
    assert f'href="/cases/{case_id}/consent"' in ruth.get("/").text
    read = ruth.get(f"/cases/{case_id}/consent").text
    for words in (
        "Ines Aldana asks you to read this first",
        "Mornings have become hard",
        "What Ines Aldana says",
    ):
        assert words in read
    for other in (JONAH, TOMAS, NOOR):
        assert visit(other).get(f"/cases/{case_id}/consent").status_code == 404
    silent = ruth.post(f"/cases/{case_id}/consent", {"answer": "no", "rev": "1"})
    assert (silent.status_code, "Say in a line what points to a person" in silent.text) == (422, True)
    assert ruth.post(f"/cases/{case_id}/consent", {"answer": "yes", "rev": "1"}).status_code == 303
    assert visit(TOMAS).get(f"/cases/{case_id}").status_code == 200
    assert "nothing there points to a person" in ines.get("/notices").text


def test_a_page_that_was_opened_before_the_words_changed_clears_nothing(visit: Any) -> None:
    draft = a_draft(reader=RUTH)
    askings.ask(actor(INES), draft.case_id)
    drafts.save_draft(actor(INES), draft.case_id, body=body(reader=RUTH, situation="More of it."), rev=1)
    ruth, path = visit(RUTH), f"/cases/{draft.case_id}/consent"
    late = ruth.post(path, {"answer": "yes", "rev": "1"})
    assert (late.status_code, "not asked about this draft any more" in late.text) == (403, True)
    askings.ask(actor(INES), draft.case_id)
    again = ruth.post(path, {"answer": "yes", "rev": "1", "line": "Fine by me."})
    assert (again.status_code, "Read it once more" in again.text) == (409, True)
    assert "More of it." in again.text
    assert "Fine by me." in again.text


def test_a_reader_steps_back_and_another_can_be_chosen(visit: Any) -> None:
    draft = a_draft(reader=RUTH)
    askings.ask(actor(INES), draft.case_id)
    ruth, path = visit(RUTH), f"/cases/{draft.case_id}/recusal"
    asked = ruth.get(path).text
    assert "asks somebody else" in asked
    assert "I could recognise this" not in asked, "it is not open yet"
    ruth.post(path)
    assert "asks somebody else" in ruth.get(path).text
    assert ruth.get(f"/cases/{draft.case_id}/consent").status_code == 404
    ines = visit(INES)
    assert "One colleague stepped back" in ines.get("/").text
    assert "One colleague stepped back. Choose another." in ines.get(f"/cases/{draft.case_id}/edit").text


def test_the_presenter_takes_the_question_back(visit: Any) -> None:
    ines = visit(INES)
    case_id = ines.post("/cases/drafts", POST | {"then": "ask", "reader": "facilitator"}).location.split("/")[
        2
    ]
    assert visit(JONAH).get(f"/cases/{case_id}/consent").status_code == 200
    form = POST | {"then": "unask", "reader": "facilitator", "rev": "1"}
    back = ines.post(f"/cases/{case_id}/draft", form)
    assert back.status_code == 303
    assert visit(JONAH).get(f"/cases/{case_id}/preview").status_code == 404


def test_posting_past_a_second_reader_says_why_not(visit: Any) -> None:
    answer = visit(INES).post("/cases/drafts", POST | {"reader": RUTH})
    assert (answer.status_code, "Nobody has read these words for you yet" in answer.text) == (422, True)
