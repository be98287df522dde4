"""The open case as a page: what it shows, to whom, and that it costs the same however much was given."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from consult.core.unit import acting
from consult.domain import screening
from consult.domain.consultation.case_pages import read_case_page
from consult.domain.consultation.reading_marks import mark_read
from consult.domain.consultation.replies import reply
from consult.domain.consultation.suggestions import Quote, edit_suggestion, take_back
from consult.domain.consultation.supports import support
from consult.models.actor import SYSTEM
from consult.models.cases import Case
from consult.models.suggestions import Kind, Reply, ReplyWord, Suggestion, Support
from tests.domain.test_suggestions import close, give
from tests.people import INES, JONAH, KIM, MEI, NOOR, RUTH, SAM, TOMAS, actor
from tests.stories import PHONE, posted


def mine(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="mine">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_case_shows_its_question_first_then_its_words_and_what_was_given(visit: Any) -> None:
    case = posted()
    give(case)
    html = visit(MEI).get(f"/cases/{case.id}").text
    assert (
        html.index("before the school calls") < html.index("moved in with") < html.index("<em>smaller</em>")
    )
    assert f"<title>{case.codename}</title>" in html
    assert "Ines Aldana posted in Family support" in html


def test_strangers_and_administrators_find_nothing(visit: Any) -> None:
    case = posted()
    given = give(case)
    for who in (NOOR, KIM):
        there = visit(who)
        for path in (f"/cases/{case.id}", f"/cases/{case.id}/news?since=0", f"/suggestions/{given.id}"):
            assert there.get(path).status_code == 404, path
        for path in (f"/cases/{case.id}/suggestions", f"/cases/{case.id}/reading"):
            assert there.post(path, {"body": "Hello there"}).status_code == 404, path
        for path in ("", "/removal", "/return", "/support", "/reply", "/reply/removal"):
            answer = there.post(
                f"/suggestions/{given.id}{path}", {"body": "Hello", "word": "no", "on": "yes"}
            )
            assert answer.status_code == 404, path
    assert visit().get(f"/cases/{case.id}").status_code == 303


def test_posting_by_form_comes_back_to_the_new_suggestion(visit: Any) -> None:
    case, tomas = posted(), visit(TOMAS)
    form = {
        "kind": "view",
        "body": "Perhaps it is the *walk*.",
        "client_id": "5b0c6a1e-0000-4000-8000-00000000000b",
    }
    answers = [tomas.post(f"/cases/{case.id}/suggestions", form) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {303}
    answer = answers[-1]
    html = tomas.get(answer.location).text
    assert html.count("<em>walk</em>") == 1
    assert answer.location.split("#")[1] in html


def test_bad_input_keeps_the_words_and_says_what_to_do(visit: Any) -> None:
    case, tomas = posted(), visit(TOMAS)
    for wrong, status in (
        ({"body": "Kept words", "kind": "nonsense"}, 422),
        ({"body": "Kept words", "quote": "stands nowhere"}, 422),
        ({"body": f"Kept words, call {PHONE}"}, 422),
        ({"body": "Kept words " + "x" * 9000}, 422),
        ({"body": "Kept words", "kind": "resonance"}, 403),
        ({"body": "Kept words", "goal_id": "nosuchgoalxxxxxx"}, 422),
    ):
        answer = tomas.post(f"/cases/{case.id}/suggestions", wrong)
        assert answer.status_code == status, wrong
        assert "Kept words" in answer.text, wrong
    assert read_case_page(actor(TOMAS), case.id).slots == []


def test_a_find_is_replaced_by_its_button_and_then_it_posts(visit: Any) -> None:
    case, tomas = posted(), visit(TOMAS)
    body = f"Call {PHONE} first."
    answer = tomas.post(f"/cases/{case.id}/suggestions", {"body": body})
    digest = re.search(r'name="replace" value="([0-9a-f]+)"', answer.text)
    assert digest is not None
    again = tomas.post(f"/cases/{case.id}/suggestions", {"body": body, "replace": digest[1]})
    assert again.status_code == 200
    assert PHONE not in again.text
    kept = tomas.post(f"/cases/{case.id}/suggestions", {"body": body, "keep": f"{digest[1]}:other"})
    assert kept.status_code == 303


def test_what_waits_and_what_is_new_can_be_filtered(visit: Any) -> None:
    case = posted()
    first, second = give(case), give(case, RUTH, kind=Kind.STRENGTH)
    reply(actor(INES), first.id, word=ReplyWord.NOT_NOW)
    third = give(case, RUTH, kind=Kind.QUESTION)
    html = visit(INES).get(f"/cases/{case.id}?show=waiting").text
    assert f'id="suggestion-{third.id}"' in html
    assert f'id="suggestion-{first.id}"' not in html
    assert f'id="suggestion-{second.id}"' not in html, "a strength asks for no reply"
    mark_read(actor(MEI), case.id, second.posted_seq)
    html = visit(MEI).get(f"/cases/{case.id}?show=unread").text
    assert f'id="suggestion-{third.id}"' in html
    assert f'id="suggestion-{first.id}"' not in html
    assert "1 new since" in html


def test_reading_is_marked_by_button_and_moved_back(visit: Any) -> None:
    case, mei = posted(), visit(MEI)
    given = give(case)
    marker = 'id="new-marker"'
    assert marker in mei.get(f"/cases/{case.id}").text
    assert mei.post(f"/cases/{case.id}/reading").status_code == 303
    assert marker not in mei.get(f"/cases/{case.id}").text
    mei.post(f"/cases/{case.id}/reading", {"unread_from": given.id})
    assert marker in mei.get(f"/cases/{case.id}").text


def test_a_quote_is_marked_in_the_case_and_shown_with_the_suggestion(visit: Any) -> None:
    case = posted()
    given = give(case, quote=Quote("Mornings have become hard"))
    html = visit(MEI).get(f"/cases/{case.id}").text
    assert (
        f'<mark class="quoted" id="quote-{given.id}" data-quote="1">Mornings have become hard</mark>' in html
    )
    assert f'href="#quote-{given.id}">Mornings have become hard</a>' in html
    take_back(actor(TOMAS), given.id)
    assert "<mark" not in visit(MEI).get(f"/cases/{case.id}").text


def test_everyone_gets_the_same_parts_and_their_own_in_one_place(visit: Any) -> None:
    case = posted()
    given = give(case)
    support(actor(RUTH), given.id)
    pages = {who: visit(who).get(f"/cases/{case.id}").text for who in (INES, MEI, RUTH, SAM)}
    parts = {re.search(r'<li class="suggestion".*?</li>', html, re.DOTALL)[0] for html in pages.values()}  # type: ignore[index]
    assert len(parts) == 1
    told = {who: mine(html) for who, html in pages.items()}
    assert told[INES]["viewer"] == ["presenter"]
    assert told[SAM]["viewer"] == ["colleague", "observer"]
    assert (told[INES]["counts"], told[MEI]["counts"]) == ({given.id: 1}, None)
    assert told[RUTH]["supported"] == [given.id]


def test_observers_and_closed_cases_offer_only_safety_points(visit: Any) -> None:
    case = posted()
    kinds = r'<option value="(\w+)" data-asks'
    assert re.findall(kinds, visit(SAM).get(f"/cases/{case.id}").text) == ["watch_out"]
    assert len(re.findall(kinds, visit(TOMAS).get(f"/cases/{case.id}").text)) == 7
    close(case)
    assert re.findall(kinds, visit(TOMAS).get(f"/cases/{case.id}").text) == ["watch_out"]


def test_replying_by_button_by_form_and_undoing(visit: Any) -> None:
    case, ines = posted(), visit(INES)
    idea, question = give(case), give(case, kind=Kind.QUESTION)
    assert ines.post(f"/suggestions/{idea.id}/reply", {"word": "not_now:not_safe_now"}).status_code == 303
    html = ines.get(f"/cases/{case.id}").text
    assert "Not now" in html
    assert "Not safe now" in html
    ines.post(f"/suggestions/{idea.id}/reply/removal")
    assert "Not safe now" not in ines.get(f"/cases/{case.id}").text
    answer = ines.post(f"/suggestions/{question.id}/reply", {"word": "answered", "body": ""})
    assert answer.status_code == 422
    assert "Write your answer." in answer.text
    answer = ines.post(f"/suggestions/{question.id}/reply", {"word": "answered", "body": f"Ask {PHONE}"})
    assert answer.status_code == 422
    assert f"Ask {PHONE}" in answer.text
    ines.post(f"/suggestions/{question.id}/reply", {"word": "answered", "body": "The *aunt*."})
    assert "<em>aunt</em>" in visit(TOMAS).get(f"/cases/{case.id}").text
    assert visit(TOMAS).post(f"/suggestions/{idea.id}/reply", {"word": "no"}).status_code == 403


def test_a_suggestion_has_a_page_with_what_its_viewer_may_do(visit: Any) -> None:
    case = posted()
    given = give(case)
    edit_suggestion(actor(TOMAS), given.id, body="Other words now.", kept={})
    path = f"/suggestions/{given.id}"
    pages = {who: visit(who).get(path).text for who in (INES, TOMAS, RUTH)}
    assert "first goal *smaller*" in pages[TOMAS]
    assert "first goal *smaller*" in pages[INES], "who may have acted on them"
    assert "first goal *smaller*" not in pages[RUTH]
    assert 'id="reply"' in pages[INES]
    assert 'id="reply"' not in pages[RUTH]
    assert f"{path}/edit" in pages[TOMAS]
    assert f"{path}/edit" not in pages[RUTH]
    assert 'name="on" value="yes"' in pages[RUTH]
    assert visit(RUTH).post(f"{path}/support", {"on": "yes"}).status_code == 303
    assert 'name="on" value="no"' in visit(RUTH).get(path).text


def test_changing_and_taking_back_by_form(visit: Any) -> None:
    case, tomas = posted(), visit(TOMAS)
    path = f"/suggestions/{give(case).id}"
    assert tomas.get(f"{path}/edit").status_code == 200
    assert visit(RUTH).get(f"{path}/edit").status_code == 303
    assert tomas.post(path, {"body": ""}).status_code == 422
    assert tomas.post(path, {"body": "Entirely other words."}).status_code == 303
    html = visit(INES).get(f"/cases/{case.id}").text
    assert "Entirely other words." in html
    assert "edited" in html
    tomas.post(f"{path}/removal")
    html = visit(INES).get(f"/cases/{case.id}").text
    assert "Tomas took this back" in html
    assert "Entirely other words." not in html
    tomas.post(f"{path}/return")
    assert "Entirely other words." in visit(INES).get(f"/cases/{case.id}").text
    assert visit(RUTH).post(f"{path}/removal").status_code == 403


def test_without_a_socket_the_page_keeps_up_by_asking(visit: Any) -> None:
    case, mei = posted(), visit(MEI)
    since = mine(mei.get(f"/cases/{case.id}").text)["seq"]
    given = give(case, quote=Quote("Mornings have become hard"))
    news = mei.get(f"/cases/{case.id}/news?since={since}").json
    assert news["seq"] == given.posted_seq
    assert [item["id"] for item in news["items"]] == ["case", f"suggestion-{given.id}"]
    assert news["mine"]["read"] == 0
    assert mei.get(f"/cases/{case.id}/news?since={news['seq']}").json["items"] == []
    assert mei.get(f"/cases/{case.id}/news?since=99999").json["reload"] is True


def give_many(case: Case, count: int) -> None:
    """Answered questions, put in as rows: 300 of them by action would take their time."""
    words = screening.own("Who is at home then?")
    with acting(SYSTEM) as unit:
        unit.allow(verdict=True)
        for number in range(count):
            author = (TOMAS, RUTH, MEI)[number % 3]
            place = {
                "case_id": case.id,
                "author_id": author,
                "posted_seq": number + 2,
                "changed_seq": number + 2,
            }
            row = unit.add(Suggestion(**place, kind=Kind.QUESTION, body=words, html="<p>Who?</p>"))
            answer = Reply(suggestion_id=row.id, by_id=INES, word="answered", body=words, html="<p>She.</p>")
            unit.session.add(answer)
            unit.session.add(Support(suggestion_id=row.id, person_id=JONAH))
        unit.record("suggestion.posted", on=case, about=case)


@pytest.mark.parametrize("path", ["", "?show=unread"])
def test_the_page_costs_the_same_however_much_was_given(visit: Any, queries: list[str], path: str) -> None:
    counted = []
    visit(INES).get(f"/cases/{posted().id}")  # what a process looks up once
    for count in (3, 300):
        case = posted()
        give_many(case, count)
        there = visit(INES)
        for _ in range(2):  # drawn for the first time, and kept
            queries.clear()
            html = there.get(f"/cases/{case.id}{path}").text
            assert html.count("<p>She.</p>") == count
            counted.append(len(queries))
    assert counted[0] == counted[2]
    assert counted[1] == counted[3] < counted[0]


def test_a_very_long_list_is_shown_in_parts(visit: Any) -> None:
    case, there = posted(), visit(INES)
    give_many(case, 305)
    html = there.get(f"/cases/{case.id}").text
    assert html.count("<p>She.</p>") == 300
    earlier = re.search(r"\?before=(\d+)", html)
    assert earlier is not None
    assert there.get(f"/cases/{case.id}?before={earlier[1]}").text.count("<p>She.</p>") == 5
