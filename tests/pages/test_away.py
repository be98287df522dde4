"""The database is away: a 503 in words, what was typed comes back, and the same button sends it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from consult.core import db
from tests.people import INES
from tests.stories import posted

NOWHERE = "postgresql+psycopg://nobody@127.0.0.1:1/nothing?connect_timeout=1"
WORDS = "Ask what mornings were like before the move."


@pytest.fixture
def cut() -> Iterator[Callable[[], object]]:
    """Call it, and the database is away until the test ends."""
    engine = db.Sessions.kw["bind"]
    yield lambda: db.connect(NOWHERE)
    db.Sessions.configure(bind=engine)


def test_words_come_back_with_a_button_that_sends_them_again(visit: Any, cut: Callable[[], object]) -> None:
    case, ines = posted(), visit(INES)
    cut()
    answer = ines.post(f"/cases/{case.id}/suggestions", data={"kind": "idea", "body": WORDS})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.text.count(WORDS) == 2  # to read, and to send
    assert "Send again" in answer.text


def test_a_page_says_so_too(visit: Any, cut: Callable[[], object]) -> None:
    ines = visit(INES)
    cut()
    answer = ines.get("/cases")
    assert answer.status_code == 503
    assert "Back in a moment" in answer.text
    assert ines.get("/readyz").status_code == 503
    assert ines.get("/healthz").status_code == 200


def test_a_password_is_not_carried(visit: Any, cut: Callable[[], object]) -> None:
    ines = visit()
    cut()
    answer = ines.post("/sign-in", data={"email": "a@b.example", "password": "a secret of mine that is long"})
    assert answer.status_code == 503
    assert "Send again" not in answer.text
    assert "secret of mine" not in answer.text
