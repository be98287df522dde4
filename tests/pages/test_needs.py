"""What needs a person, and what is told to whom, as pages show it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from consult.domain.cases import askings
from consult.models.suggestions import Kind
from tests.people import INES, JONAH, KIM, NOOR, SAM, TOMAS, actor
from tests.plans import an_idea
from tests.stories import a_draft, posted

ASK = {"consent": "ask_my_facilitator"}


def test_what_was_allowed_is_one_press_from_posting(visit: Any) -> None:
    draft = a_draft(**ASK)
    askings.ask(actor(INES), draft.case_id)
    askings.answer(actor(JONAH), draft.case_id, yes=True, line="", rev=1, kept={})
    home = visit(INES).get("/").text
    assert "is okay to show" in home
    assert f'href="/cases/{draft.case_id}/edit?at=post"' in home
    assert visit(INES).get(f"/cases/{draft.case_id}/edit?at=post").status_code == 200


def test_a_list_does_not_name_a_group_to_whom_it_is_closed(visit: Any) -> None:
    case = posted(scope="named", people=[NOOR])
    for path in ("/", "/cases", f"/cases/{case.id}"):
        page = visit(NOOR).get(path).text
        assert case.codename in page
        assert "Family support" not in page, path


def test_a_draft_says_nothing_of_what_is_not_yet_true(visit: Any) -> None:
    draft = a_draft(**ASK)
    askings.ask(actor(INES), draft.case_id)
    for page in (
        visit(JONAH).get(f"/cases/{draft.case_id}/consent").text,
        visit(INES).get(f"/cases/{draft.case_id}/preview").text,
    ):
        article = page[page.index("<article") : page.index("</article>")]
        assert "Draft" in article
        for early in ("Consent recorded", "posted", "Needs a first reply"):
            assert early not in article, early


def test_a_link_to_hand_on_has_the_address_that_was_set(visit: Any, app: Any, monkeypatch: Any) -> None:
    case = posted()
    reached = replace(
        app.extensions["settings"], url="http://consult.larkfield.example:5000"
    )  # the same cookie
    monkeypatch.setitem(app.extensions, "settings", reached)
    shown = visit(INES).post(f"/cases/{case.id}/people", {"email": "new@elsewhere.example"}).text
    assert "http://consult.larkfield.example:5000/invites/" in shown


def test_news_are_grouped_by_case(visit: Any) -> None:
    one, other = posted(), posted()
    for case in (one, other, one):
        an_idea(case)
    page = visit(INES).get("/notices").text
    assert [page.count(f"<h2>{case.codename}</h2>") for case in (one, other)] == [1, 1]
    assert page.count('class="news-row is-unread"') == 3


def test_whoever_can_post_nowhere_is_told_whom_to_ask(visit: Any) -> None:
    for person, may in ((KIM, False), (SAM, False), (TOMAS, True)):
        home = visit(person).get("/").text
        assert ("Ask a facilitator to invite you" in home, "Ten minutes are enough" in home) == (not may, may)


def test_one_is_not_offered_to_answer_ones_own_question(visit: Any) -> None:
    case = posted()
    own = an_idea(case, "Who walks with them?", Kind.QUESTION, who=INES)
    asked = an_idea(case, "Who walks with them?", Kind.QUESTION)
    assert 'id="reply"' not in visit(INES).get(f"/suggestions/{own.id}").text
    assert 'id="reply"' in visit(INES).get(f"/suggestions/{asked.id}").text
