"""Removing words by the pages: what is typed is shown back, counted, used once, and kept nowhere."""

from __future__ import annotations

import logging
import re
import uuid
from typing import Any

import pytest
from sqlalchemy import func, select

from consult.core.db import Sessions
from consult.models.strikes import Strike
from tests import plans
from tests.people import INES, JONAH, NOOR, RUTH, TOMAS
from tests.stories import posted

LEAK = "lighthouse"


def strikes() -> int:
    with Sessions() as session:
        return session.scalar(select(func.count()).select_from(Strike)) or 0


def test_the_way_from_the_words_to_the_case_without_them(visit: Any) -> None:
    case = posted(situation=f"{LEAK} waits, and {LEAK} leaves.")
    plans.an_idea(case, f"Ask {LEAK}.")
    jonah = visit(JONAH)
    assert f"/cases/{case.id}/strike/new" in jonah.get(f"/cases/{case.id}").text
    assert "Words to remove" in jonah.get(f"/cases/{case.id}/strike/new").text
    looked = jonah.post(f"/cases/{case.id}/strikes/preview", {"phrases": f"{LEAK}\nElsewhere"})
    assert "Remove these words from 3 places?" in looked.text
    assert f'<span class="struck-words">{LEAK}</span> <span class="meta">3 places' in looked.text
    assert "nowhere" in looked.text
    assert strikes() == 0
    form = {"phrases": f"{LEAK}\nElsewhere", "client_id": str(uuid.uuid4())}
    answers = [jonah.post(f"/cases/{case.id}/strikes", form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert LEAK not in answers[0].headers["Location"]
    assert strikes() == 1
    shown = jonah.get(answers[0].headers["Location"]).text
    assert "Removed, here and on every open screen." in shown
    assert LEAK not in shown
    assert shown.count("[removed]") == 3
    for who in (INES, JONAH):
        before = visit(who).get(f"/cases/{case.id}/strike/new").text
        assert "Words were removed on" in before
        assert "in 3 places" in before
        assert "By Jonah Pike." in before


def test_words_that_stand_nowhere_stay_in_the_field(visit: Any) -> None:
    case = posted()
    ines = visit(INES)
    for door in ("strikes/preview", "strikes"):
        answer = ines.post(f"/cases/{case.id}/{door}", {"phrases": f"{LEAK}\nnot here"})
        assert answer.status_code == 422
        assert f"{LEAK}\nnot here</textarea>" in answer.text
        assert "These words stand nowhere in this case." in answer.text
    assert strikes() == 0


@pytest.mark.parametrize(
    "typed", ["", "   \n ", "a", "…", "x" * 201, "\n".join(f"word {n}" for n in range(11))]
)
def test_what_does_not_fit_is_said_and_kept(visit: Any, typed: str) -> None:
    case = posted()
    for door in ("strikes/preview", "strikes"):
        answer = visit(INES).post(f"/cases/{case.id}/{door}", {"phrases": typed})
        assert answer.status_code == 422
        assert "field-error" in answer.text
        assert typed.strip() in answer.text


def test_back_from_the_question_the_words_can_be_changed(visit: Any) -> None:
    case = posted(situation=f"{LEAK} waits.")
    answer = visit(INES).post(f"/cases/{case.id}/strikes/preview", {"phrases": LEAK, "back": "yes"})
    assert answer.status_code == 200
    assert f"{LEAK}</textarea>" in answer.text
    assert "See where they stand" in answer.text


def test_colleagues_are_told_whom_to_ask_and_strangers_find_nothing(visit: Any) -> None:
    case = posted(situation=f"{LEAK} waits.")
    for who, status in ((TOMAS, 403), (NOOR, 404)):
        somebody = visit(who)
        assert somebody.get(f"/cases/{case.id}/strike/new").status_code == status
        for door in ("strikes/preview", "strikes"):
            answer = somebody.post(f"/cases/{case.id}/{door}", {"phrases": "waits"})
            assert answer.status_code == status
    assert strikes() == 0


def test_what_is_typed_is_neither_logged_nor_kept(visit: Any, caplog: pytest.LogCaptureFixture) -> None:
    case = posted(situation=f"{LEAK} waits.")
    caplog.set_level(logging.DEBUG)
    ines = visit(INES)
    ines.post(f"/cases/{case.id}/strikes/preview", {"phrases": f"{LEAK}\nharbour lane"})
    ines.post(f"/cases/{case.id}/strikes", {"phrases": f"{LEAK}\nharbour lane"})
    assert LEAK.lower() not in caplog.text.lower()
    assert "harbour lane" not in caplog.text.lower()
    with Sessions() as session:
        dump = "\n".join(session.connection().connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert LEAK.lower() not in dump.lower()
    assert "harbour lane" not in dump.lower()


def test_struck_words_that_are_typed_again_are_shown_and_mended_on_every_page(visit: Any) -> None:
    case, plan, _adopted, step = plans.an_adopted_idea()
    idea, own = plans.an_idea(case, f"Ask {LEAK}."), plans.an_idea(case, "Ask nobody.")
    visit(INES).post(f"/cases/{case.id}/strikes", {"phrases": LEAK})
    words = f"Ask {LEAK} once more"
    for who, path, field in (
        (RUTH, f"/cases/{case.id}/suggestions", "body"),
        (RUTH, f"/suggestions/{own.id}", "body"),
        (INES, f"/suggestions/{own.id}/reply", "body"),
        (INES, f"/suggestions/{idea.id}/adoption", "words"),
        (INES, f"/steps/{step.id}", "words"),
        (INES, f"/steps/{step.id}/outcome", "line"),
        (INES, f"/plans/{plan.id}/steps", "words"),
        (INES, f"/plans/{plan.id}", "concerns"),
        (INES, f"/cases/{case.id}/closure", "sentence"),
        (TOMAS, f"/cases/{case.id}/doubt", "part"),
    ):
        form = {"kind": "idea", "word": "not_now", "verdict": "helped", "responsible": "worker"}
        form |= {"base_version": "1", "when": "none", field: words}
        refused = visit(who).post(path, form)
        assert refused.status_code == 422, path
        digest = re.search(r'name="replace" value="(\w+)"', refused.text)
        assert digest, f"{path} does not show what was found"
        mended = visit(who).post(path, form | {"replace": digest[1]})
        assert "Ask [removed] once more" in mended.text, path
