"""The composer without script: one form that keeps every word, whatever happens."""

from __future__ import annotations

import re
import uuid
from html import unescape
from typing import Any

from sqlalchemy import Engine, select

from consult.core.db import Sessions
from consult.domain.cases import drafts
from consult.domain.cases.cases import list_cases, my_drafts
from consult.models.cases import Case, CaseSection, CaseVersion, Draft
from tests.people import INES, JONAH, KIM, NOOR, SAM, TOMAS, actor
from tests.stories import PHONE, WORDS, a_draft, body, posted

JSON = {"Accept": "application/json"}


def count(model: type) -> int:
    with Sessions() as session:
        return len(session.scalars(select(model)).all())


def fields(html: str) -> dict[str, str]:
    """What the form of the page would send: its texts and hidden fields."""
    areas = re.findall(r'<textarea id="(\w+)" name="\w+"[^>]*>\n(.*?)</textarea>', html, re.DOTALL)
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html)
    return {name: unescape(value) for name, value in (*hidden, *areas)}


def test_opening_the_composer_stores_nothing(visit: Any) -> None:
    assert visit(INES).get("/cases/new").status_code == 200
    assert count(Case) == 0


def test_whoever_can_post_nowhere_is_told_why(visit: Any) -> None:
    for person in (SAM, KIM):
        answer = visit(person).get("/cases/new")
        assert (answer.status_code, "Ask a facilitator to invite you" in answer.text) == (403, True)


def test_save_leave_and_come_back(visit: Any) -> None:
    ines = visit(INES)
    saved = ines.post("/cases/drafts", {"question": "  What now?\r\n\r\nReally. "})
    assert saved.status_code == 303
    page = visit(INES).get(saved.location)
    assert fields(page.text)["question"] == "  What now?\n\nReally. "
    assert "Only you can see it" in page.text


def test_the_first_save_sent_twice_is_one_draft_and_keeps_the_later_words(visit: Any) -> None:
    ines, once = visit(INES), str(uuid.uuid4())
    for words in ("One", "One and more"):
        ines.post("/cases/drafts", {"question": words, "client_id": once})
    assert count(Draft) == 1
    with Sessions() as session:
        assert session.scalars(select(Draft)).one().body["question"] == "One and more"


def test_the_first_save_sent_again_after_another_device_went_on_shows_both(visit: Any) -> None:
    ines, once = visit(INES), str(uuid.uuid4())
    saved = ines.post("/cases/drafts", {"question": "One", "client_id": once})
    case_id = saved.location.split("/")[2]
    drafts.save_draft(actor(INES), case_id, body=body(question="Phone"), rev=1)
    late = ines.post("/cases/drafts", {"question": "One and more", "client_id": once})
    assert (late.status_code, fields(late.text)["question"]) == (409, "One and more")
    assert "Phone" in late.text
    assert f'action="/cases/{case_id}/draft"' in late.text


def test_post_straight_from_the_empty_composer(visit: Any) -> None:
    answer = visit(INES).post(
        "/cases/drafts", WORDS | {"then": "post", "scope": "group", "urgency": "routine"}
    )
    assert answer.status_code == 303
    assert [line.state for line in list_cases(actor(TOMAS)).rows] == ["needs_first_reply"]


def test_a_press_on_post_sent_twice_posts_once_and_leads_to_the_same_case(visit: Any) -> None:
    draft, ines, once = a_draft(), visit(INES), str(uuid.uuid4())
    form = WORDS | {"then": "post", "rev": "1", "scope": "group", "urgency": "routine", "client_id": once}
    places = {ines.post(f"/cases/{draft.case_id}/draft", form).location for _ in range(3)}
    assert (len(places), count(CaseVersion), count(Draft)) == (1, 1, 0)


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(visit: Any) -> None:
    words = WORDS | {"then": "post", "scope": "group", "urgency": "routine"}
    answer = visit(INES).post("/cases/drafts", words | {"question": "", "consent": ""})
    assert answer.status_code == 422
    assert 'href="#question"' in answer.text
    assert 'href="#consent"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert fields(answer.text)["situation"] == WORDS["situation"]
    assert count(Draft) == 1


def test_an_over_long_text_stays_on_the_page_and_nothing_is_stored(visit: Any) -> None:
    words = "a word " * 6000
    answer = visit(INES).post("/cases/drafts", {"situation": words})
    assert (answer.status_code, count(Draft)) == (422, 0)
    assert fields(answer.text)["situation"] == words


def test_texts_that_are_too_long_together_stay_on_the_page_and_nothing_is_stored(visit: Any) -> None:
    each = "a word " * 4000
    answer = visit(INES).post("/cases/drafts", {"situation": each, "tried": each})
    assert (answer.status_code, count(Draft)) == (422, 0)
    assert "All fields together hold 50000 characters or fewer." in answer.text
    assert (fields(answer.text)["situation"], fields(answer.text)["tried"]) == (each, each)


def test_two_devices_lose_nothing(visit: Any) -> None:
    draft = a_draft()
    path = f"/cases/{draft.case_id}/draft"
    desk = visit(INES)
    visit(INES).post(path, WORDS | {"question": "From the phone", "rev": "1"})
    late = desk.post(path, WORDS | {"question": "From the desk", "rev": "1"})
    assert late.status_code == 409
    assert fields(late.text)["question"] == "From the desk"
    assert "From the phone" in late.text
    again = desk.post(path, fields(late.text) | {"question": "From both"})
    assert again.status_code == 303
    assert drafts.writing(actor(INES), draft.case_id).body["question"] == "From both"


def test_an_identifier_is_shown_with_its_reason_and_replaced_by_one_press(visit: Any) -> None:
    ines = visit(INES)
    typed = WORDS | {"tried": f"Rang {PHONE}, then {PHONE} again.", "scope": "group", "urgency": "routine"}
    blocked = ines.post("/cases/drafts", typed | {"then": "post"})
    assert blocked.status_code == 422
    assert "replaces all 2" in blocked.text
    digest = re.search(r'name="replace" value="(\w+)"', blocked.text)[1]  # type: ignore[index]
    path = re.search(r'action="(/cases/\w+/draft)"', blocked.text)[1]  # type: ignore[index]
    ines.post(path, fields(blocked.text) | typed | {"replace": digest})
    case_id = path.split("/")[2]
    assert PHONE not in drafts.writing(actor(INES), case_id).body["tried"]


def test_an_identifier_is_kept_with_a_reason_and_can_then_be_posted(visit: Any) -> None:
    ines, draft = visit(INES), a_draft(tried=f"Rang {PHONE}.")
    page = ines.get(f"/cases/{draft.case_id}/check")
    digest = re.search(r'name="do-(\w+)"', page.text)[1]  # type: ignore[index]
    ines.post(f"/cases/{draft.case_id}/check", {"rev": "1", f"do-{digest}": "needed"})
    edit = ines.get(f"/cases/{draft.case_id}/edit").text
    assert f'value="{digest}:needed"' in edit
    words = fields(edit) | {
        "then": "post",
        "consent": WORDS["consent"],
        "rare": "no",
        "scope": "group",
        "urgency": "routine",
    }
    assert ines.post(f"/cases/{draft.case_id}/draft", words | {"kept": f"{digest}:needed"}).status_code == 303
    assert count(CaseVersion) == 1


def test_the_check_page_replaces_several_at_once(visit: Any) -> None:
    ines, draft = visit(INES), a_draft(tried=f"Rang {PHONE}.", situation="Write to marla@mail.example first.")
    page = ines.get(f"/cases/{draft.case_id}/check").text
    chosen = {f"do-{digest}": "replace" for digest in set(re.findall(r'name="do-(\w+)"', page))}
    ines.post(f"/cases/{draft.case_id}/check", chosen | {"rev": "1"})
    assert "Nothing found" in ines.get(f"/cases/{draft.case_id}/check").text


def test_a_script_is_told_places_as_browsers_count(visit: Any) -> None:
    answer = visit(INES).post("/cases/drafts", {"tried": f"\N{FAMILY}\N{FAMILY} {PHONE}"}, headers=JSON)
    told = answer.get_json()
    assert (told["ok"], told["rev"], len(told["finds"])) == (True, 1, 1)
    place = {"field": "tried", "words": PHONE, "start": 5, "end": 5 + len(PHONE)}
    assert told["finds"][0]["places"] == [place]


def test_a_script_is_told_of_the_other_device(visit: Any) -> None:
    draft = a_draft()
    drafts.save_draft(actor(INES), draft.case_id, body=draft.body | {"question": "Phone"}, rev=1)
    late = visit(INES).post(f"/cases/{draft.case_id}/draft", WORDS | {"rev": "1"}, headers=JSON)
    assert (late.status_code, late.get_json()["version"]) == (409, 2)


def test_the_preview_shows_the_draft_as_colleagues_would_see_it(visit: Any) -> None:
    draft = a_draft(situation="One\n\n- two\n- three\n\n[young person] <script>")
    page = visit(INES).get(f"/cases/{draft.case_id}/preview").text
    assert "<li" in page
    assert '<span class="placeholder">[young person]</span>' in page
    assert "&lt;script&gt;" in page


def test_a_draft_is_nobody_elses(visit: Any) -> None:
    draft = a_draft()
    for person in (TOMAS, JONAH, NOOR, KIM):
        other = visit(person)
        for path in ("edit", "check", "preview", "removal"):
            assert other.get(f"/cases/{draft.case_id}/{path}").status_code == 404, path
        for path in ("draft", "check", "codename", "removal"):
            answer = other.post(f"/cases/{draft.case_id}/{path}", WORDS | {"rev": "1"})
            assert answer.status_code == 404, path
    assert my_drafts(actor(INES))[0].id == draft.case_id


def test_a_codename_is_rolled_again_and_never_typed(visit: Any) -> None:
    ines = visit(INES)
    saved = ines.post("/cases/drafts", WORDS | {"codename": "Quiet Marla"})
    case_id = saved.location.split("/")[2]
    first = drafts.writing(actor(INES), case_id).codename
    assert first != "Quiet Marla"
    ines.post(f"/cases/{case_id}/draft", WORDS | {"rev": "1", "then": "codename"})
    assert drafts.writing(actor(INES), case_id).codename != first
    case = posted()
    assert ines.post(f"/cases/{case.id}/codename", headers=JSON).status_code == 403


def test_a_draft_is_thrown_away_after_a_question(visit: Any) -> None:
    ines, draft = visit(INES), a_draft()
    assert "cannot be undone" in ines.get(f"/cases/{draft.case_id}/removal").text
    for _ in range(2):
        assert ines.post(f"/cases/{draft.case_id}/removal").status_code == 303
    assert (count(Draft), my_drafts(actor(INES))) == (0, [])
    assert ines.get(f"/cases/{draft.case_id}/edit").status_code == 404
    assert ines.post(f"/cases/{draft.case_id}/draft", WORDS | {"rev": "1"}).status_code == 404


def test_editing_a_posted_case_starts_from_its_words(visit: Any) -> None:
    case = posted()
    ines = visit(INES)
    page = ines.get(f"/cases/{case.id}/edit").text
    words = fields(page) | {
        "consent": WORDS["consent"],
        "rare": "no",
        "scope": "group",
        "urgency": "routine",
    }
    assert (words["rev"], words["situation"]) == ("0", WORDS["situation"])
    ines.post(f"/cases/{case.id}/draft", words | {"situation": "It moved.", "why": "News", "then": "post"})
    with Sessions() as session:
        assert session.scalars(select(CaseVersion.number).order_by(CaseVersion.number)).all() == [1, 2]
        situation = select(CaseSection.body).where(CaseSection.key == "situation")
        assert set(session.scalars(situation)) == {WORDS["situation"], "It moved."}
    changes = visit(TOMAS).get(f"/cases/{case.id}/versions").text
    assert "<ins>" in changes
    assert "<del>" in changes
    first = visit(TOMAS).get(f"/cases/{case.id}/versions/1").text
    assert "Mornings have become hard" in first


def test_the_number_of_queries_of_the_list_does_not_grow(
    visit: Any, queries: list[str], database: Engine
) -> None:
    counts = []
    for _ in range(2):
        for _ in range(6):
            posted()
        tomas = visit(TOMAS)
        tomas.get("/cases")
        queries.clear()
        assert tomas.get("/cases").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_kept_find_stands_apart_and_is_not_said_to_be_nothing(visit: Any) -> None:
    ines, draft = visit(INES), a_draft(tried=f"Rang {PHONE}.")
    page = ines.get(f"/cases/{draft.case_id}/edit").text
    assert "One thing to look at" in page
    digest = page.split('name="keep" value="')[1].split(":")[0]
    kept = drafts.writing(actor(INES), draft.case_id).body | {"kept": {digest: "needed"}}
    drafts.save_draft(actor(INES), draft.case_id, body=kept, rev=1)
    page = ines.get(f"/cases/{draft.case_id}/edit").text
    assert re.search(r'data-part="direct" hidden', page)
    assert re.search(r'data-part="kept"><h3>Kept</h3>\s*<ul class="findings"><li', page)
    assert "<p data-lead>Everything found was looked at." in page


def test_changing_a_posted_case_begins_with_its_first_section(visit: Any) -> None:
    page = visit(INES).get(f"/cases/{posted().id}/edit").text
    assert 'is-open" id="section-question"' in page
    ready = visit(INES).get(f"/cases/{a_draft().case_id}/edit").text
    assert 'is-open" id="section-post"' in ready
