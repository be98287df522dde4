""" "I could recognise this" by forms alone: saying so, deciding, and what everybody else sees meanwhile."""

from __future__ import annotations

import re
from typing import Any

from consult.domain.cases import drafts
from consult.domain.cases.doubts import raise_doubt
from consult.domain.cases.postings import post_case
from tests.people import INES, JONAH, KIM, MEI, NOOR, RUTH, TOMAS, actor
from tests.stories import PHONE, body, posted

WHY = "Many families live like this."


def test_two_different_things_stand_beside_each_other_and_say_so(visit: Any) -> None:
    case, tomas = posted(), visit(TOMAS)
    page = tomas.get(f"/cases/{case.id}").text
    for words, place in (("I may know this person", "recusal"), ("I could recognise this", "doubt")):
        assert re.search(rf'href="/cases/{case.id}/{place}"[^>]*>.*{words}', page), words
    for here, there in (("recusal", "doubt"), ("doubt", "recusal")):
        assert f'href="/cases/{case.id}/{there}"' in tomas.get(f"/cases/{case.id}/{here}").text


def test_from_the_doubt_to_the_thanks_and_back(visit: Any) -> None:
    case, tomas, ruth = posted(), visit(TOMAS), visit(RUTH)
    path = f"/cases/{case.id}/doubt"
    assert tomas.post(path, {"part": "The work they do."}).location.endswith(path)
    thanks = tomas.get(path).text
    assert "Nobody is shown that it was you" in thanks
    assert "Mornings have become hard" not in thanks
    for who in (tomas, ruth):
        gone = who.get(f"/cases/{case.id}")
        assert (gone.status_code, case.codename in gone.text) == (404, False)
    assert ruth.get(path).status_code == 404
    assert ruth.post(f"{path}/undo").status_code == 404
    assert tomas.post(f"{path}/undo").status_code == 303
    assert ruth.get(f"/cases/{case.id}").status_code == 200


def test_what_could_identify_is_shown_beside_the_line_and_mended_there(visit: Any) -> None:
    case, tomas = posted(), visit(TOMAS)
    path = f"/cases/{case.id}/doubt"
    blocked = tomas.post(path, {"part": f"The number {PHONE}."})
    assert (blocked.status_code, PHONE in blocked.text) == (422, True)
    digest = re.search(r'name="replace" value="(\w+)"', blocked.text)[1]  # type: ignore[index]
    mended = tomas.post(path, {"part": f"The number {PHONE}.", "replace": digest})
    assert (mended.status_code, PHONE in mended.text) == (200, False)
    assert visit(RUTH).get(f"/cases/{case.id}").status_code == 200


def test_home_leads_presenter_and_facilitator_to_the_decision(visit: Any) -> None:
    case = posted()
    raise_doubt(actor(TOMAS), case.id, part="The work they do.")
    for who in (INES, JONAH):
        there = visit(who)
        assert f'href="/cases/{case.id}/doubt"' in there.get("/").text
        page = there.get(f"/cases/{case.id}/doubt").text
        assert "The work they do." in page
        assert "Tomas" not in page
        assert "Hidden while it is looked at" in there.get(f"/cases/{case.id}").text
    assert "Change it first" in visit(INES).get(f"/cases/{case.id}/doubt").text
    assert "Change it first" not in visit(JONAH).get(f"/cases/{case.id}/doubt").text


def test_opening_as_it_is_asks_for_a_reason_which_the_colleague_reads(visit: Any) -> None:
    case = posted()
    raise_doubt(actor(TOMAS), case.id)
    ines, path = visit(INES), f"/cases/{case.id}/doubt"
    asked = ines.post(f"{path}/decision", {"decision": "open"})
    assert (asked.status_code, "Say in a line why nobody would be recognised" in asked.text) == (422, True)
    opened = ines.post(f"{path}/decision", {"decision": "open", "reason": WHY})
    assert opened.location == f"/cases/{case.id}?said=shown_again"
    tomas = visit(TOMAS)
    assert f'href="{path}"' in tomas.get("/notices").text
    assert WHY in tomas.get(path).text
    assert visit(RUTH).get(f"/cases/{case.id}").status_code == 200
    assert tomas.post(path, {"part": "Still."}).status_code == 403


def test_changed_words_open_with_one_press(visit: Any) -> None:
    case = posted()
    raise_doubt(actor(TOMAS), case.id)
    drafts.save_draft(actor(INES), case.id, body=body(situation="Less of it."), rev=0)
    post_case(actor(INES), case.id)
    ines = visit(INES)
    assert "Open with the new words" in ines.get(f"/cases/{case.id}/doubt").text
    assert ines.post(f"/cases/{case.id}/doubt/decision", {"decision": "open"}).status_code == 303
    assert "Less of it" in visit(RUTH).get(f"/cases/{case.id}").text


def test_a_facilitator_withdraws_it(visit: Any) -> None:
    case = posted()
    raise_doubt(actor(TOMAS), case.id)
    jonah, path = visit(JONAH), f"/cases/{case.id}/doubt"
    assert jonah.post(f"{path}/decision", {"decision": "withdraw"}).status_code == 303
    for who, status in ((JONAH, 404), (TOMAS, 404), (INES, 200)):
        assert visit(who).get(f"/cases/{case.id}").status_code == status
    assert "was withdrawn. Thank you for speaking up." in visit(TOMAS).get("/notices").text
    assert "Jonah withdrew" in visit(INES).get("/notices").text


def test_nobody_else_finds_anything_there(visit: Any) -> None:
    case = posted()
    for who in (NOOR, KIM):
        assert visit(who).get(f"/cases/{case.id}/doubt").status_code == 404
        assert visit(who).post(f"/cases/{case.id}/doubt").status_code == 404
    own = visit(INES).get(f"/cases/{case.id}/doubt")
    assert (own.status_code, "This is your own case" in own.text) == (403, True)
    raise_doubt(actor(TOMAS), case.id)
    for who in (RUTH, MEI, NOOR, KIM):
        assert visit(who).get(f"/cases/{case.id}/doubt").status_code == 404
        answer = visit(who).post(f"/cases/{case.id}/doubt/decision", {"decision": "withdraw"})
        assert answer.status_code == 404


def test_words_on_their_way_to_a_hidden_case_come_back(visit: Any) -> None:
    case, ruth = posted(), visit(RUTH)
    raise_doubt(actor(TOMAS), case.id)
    late = ruth.post(f"/cases/{case.id}/suggestions", {"body": "Walk past the gate one evening."})
    assert (late.status_code, "Walk past the gate one evening." in late.text) == (404, True)


def test_who_decides_second_is_told_what_counts(visit: Any) -> None:
    case = posted()
    raise_doubt(actor(TOMAS), case.id)
    ines, path = visit(INES), f"/cases/{case.id}/doubt/decision"
    visit(JONAH).post(path, {"decision": "open", "reason": WHY})
    late = ines.post(path, {"decision": "withdraw"})
    assert late.location == f"/cases/{case.id}?said=doubt_decided_before"
    page = ines.get(late.location).text
    assert "Somebody else had decided already" in page
    assert "Withdrawn" not in page
