"""The pages for words of one's own, and a case's page about what is found and what was kept."""

from __future__ import annotations

from typing import Any

import pytest

from consult import deid
from consult.domain import sites
from consult.domain.screening import look
from tests.people import INES, JONAH, KIM, RUTH, TOMAS, actor
from tests.stories import PHONE, posted

PAGE = "/admin/protect"


def never(who: str, phrase: str) -> bool:
    return sites.known(actor(who)).site.never(phrase)


def test_what_is_saved_stands_there_again(visit: Any) -> None:
    form = {"allowed": "Harbour Steps\r\n\r\n  Open   Door \r\nHarbour Steps", "strictness": "stop"}
    answer = visit(KIM).post(PAGE, form, follow_redirects=True)
    assert "Saved." in answer.text
    assert "Harbour Steps\nOpen Door</textarea>" in answer.text
    known = sites.known(actor(INES))
    assert (known.strict, known.site.staff) == (True, frozenset())
    assert known.site.allowed == {"harbour steps", "open door"}


@pytest.mark.parametrize(
    ("address", "form", "says"),
    [
        ("", {"allowed": "x" * 81}, "Shorten each line to 80"),
        ("", {"allowed": "\n".join(map(str, range(501)))}, "Write 500 lines or fewer"),
        ("", {"strictness": "often"}, "Choose one from the list"),
        ("/never", {"never": ""}, "Fill this in"),
        ("/never", {"never": "five words are too many"}, "Write 4 words or fewer"),
        ("/never/removal", {"removed": "Nobody"}, "This is not on the list"),
    ],
)
def test_what_does_not_fit_is_told_and_stays_in_its_field(
    visit: Any, address: str, form: dict[str, str], says: str
) -> None:
    visit(KIM).post(f"{PAGE}/never", {"never": "Whitfield"})
    answer = visit(KIM).post(PAGE + address, form)
    assert answer.status_code == 422
    assert says in answer.text
    assert all(value[:80] in answer.text for value in form.values() if value != "often")


def test_the_list_shows_a_number_and_never_a_word(visit: Any) -> None:
    page = visit(KIM).post(f"{PAGE}/never", {"never": "Whitfield\nO’Hara"}, follow_redirects=True)
    assert "2 of 500 on the list" in page.text
    assert "by Kim Sato" in page.text
    assert "hitfield" not in page.text
    assert never(INES, "whitfield")


def test_a_list_of_ones_own_is_on_ones_own_page(visit: Any) -> None:
    ines = visit(INES)
    assert (
        "1 of 100 on the list" in ines.post("/me/never", {"never": "Whitfield"}, follow_redirects=True).text
    )
    assert "of 100 on the list" not in visit(TOMAS).get("/me").text
    refused = ines.post("/me/never/removal", {"removed": "Somebody"})
    assert (refused.status_code, "This is not on the list" in refused.text) == (422, True)
    assert 'value="Somebody"' in refused.text
    ines.post("/me/never/removal", {"removed": "whitfield"})
    assert not never(INES, "whitfield")


def test_only_those_who_look_after_a_case_see_what_was_kept(visit: Any) -> None:
    words = f"[relative] is on {PHONE}."
    kept = {mark.digest: "needed" for mark in look(actor(INES), {"": words})}
    page = f"/cases/{posted(situation=words, kept=kept).id}/protection"
    for who in (INES, JONAH):
        shown = visit(who).get(page).text
        assert "Phone number, because colleagues need it" in shown
        assert "By Ines Aldana, version 1" in shown
        assert PHONE not in shown
    assert "What was kept" not in visit(RUTH).get(page).text


def test_what_is_found_today_is_kept_or_changed_from_its_page(
    visit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = f"[relative] is on {PHONE}."
    kept = {mark.digest: "needed" for mark in look(actor(INES), {"": words})}
    case = posted(situation=words, kept=kept)
    monkeypatch.setattr(deid, "VERSION", "newer")
    page, ines = f"/cases/{case.id}/protection", visit(INES)
    shown = ines.get(page).text
    assert PHONE in shown
    assert f'href="/cases/{case.id}/edit"' in shown
    assert "The check has changed since" in shown
    assert PHONE not in visit(JONAH).get(page).text
    digest = look(actor(INES), {"": words})[0].digest
    for why in ("", PHONE, "x" * 81):
        assert ines.post(page, {"keep": f"{digest}:own", f"because-{digest}": why}).status_code == 422
    said = {"keep": f"{digest}:own", f"because-{digest}": "The line of our own front desk"}
    answer = ines.post(page, said, follow_redirects=True)
    assert "Kept. It is written down" in answer.text
    assert "The line of our own front desk" in answer.text
    assert PHONE not in answer.text
