"""What was found goes nowhere: not into the database, a log, a letter, or what listeners hear.

The one place that holds identifying words is a draft: its author's own unsent words, which nobody else reads
and which are gone with it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from consult.core import events
from consult.core.errors import Answerable
from consult.domain import screening
from consult.live.front import HANDLERS
from tests.live.test_access import Enter, enter, say
from tests.people import INES, actor
from tests.walks import TABLE, Walk, filled

__all__ = ["enter"]

NUMBER, ADDRESS, DOCKET = "555-010-4477", "dana.whitfield@mail.example", "44-7731-CR"
WORDS = f"Call Dana Whitfield on {NUMBER} or {ADDRESS}, case no. {DOCKET}."
SENTINELS = (NUMBER, ADDRESS, DOCKET, "Whitfield")
DOORS = {
    "drafts.update POST: and post": "situation",
    "case.suggest POST": "body",
    "suggestions.update POST": "body",
    "suggestions.reply POST": "body",
    "adoptions.create POST": "words",
    "plans.update POST": "concerns",
    "steps.update POST": "words",
    "outcomes.create POST": "line",
    "cases.close POST": "sentence",
    "groups.update POST": "name",
    "groups.create POST": "purpose",
}
"""Doors of every room, and the field that holds the words."""
BY = ("presenter", "facilitator", "member", "administrator")
EVENTS = {"event suggestion:post", "event suggestion:edit", "event suggestion:reply", "event words:look"}


@pytest.fixture
def told() -> Iterator[list[str]]:
    """What listeners hear."""
    heard: list[str] = []
    stop = events.listen(lambda happened: heard.append(repr(happened)))
    yield heard
    stop()


def test_what_was_refused_is_nowhere(
    walk: Walk, enter: Enter, told: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    rules = dict(walk.rows())
    for row, field in DOORS.items():
        role = next(role for role in BY if role in TABLE[row]["may"].split())
        ids = walk.world.ids_for(role)
        given = filled(TABLE[row]["send"], ids) | {field: WORDS}
        answer = walk.send(role, walk.path(row, rules[row], ids), given)
        assert answer.status_code == 422, row
        assert not [word for word in SENTINELS if word in str(answer.headers)], row
    for row in EVENTS:
        assert row.removeprefix("event ") in HANDLERS
        role = "member" if row != "event suggestion:reply" else "presenter"
        client = enter(role)
        say(walk, client, role, row, body=WORDS)
        client.disconnect()
    for word in SENTINELS:
        assert walk.where(word) <= {"drafts.body"}, word
        assert word not in caplog.text
        assert word not in str(told)


def test_a_draft_is_the_only_place_and_its_end_is_theirs(walk: Walk) -> None:
    """Words that their author threw away are gone."""
    rules, ids = dict(walk.rows()), walk.world.ids_for("presenter")
    row = "drafts.update POST"
    saved = walk.send(
        "presenter",
        walk.path(row, rules[row], ids),
        {"rev": "1", "question": "What now?", "situation": WORDS},
    )
    assert saved.status_code == 303
    assert {place for word in SENTINELS for place in walk.where(word)} == {"drafts.body"}
    row = "drafts.destroy POST"
    walk.send("presenter", walk.path(row, rules[row], ids), {})
    assert {place for word in SENTINELS for place in walk.where(word)} == set()


def test_an_error_about_a_find_does_not_say_what_it_was(walk: Walk) -> None:
    with pytest.raises(screening.Identifying) as problem:
        screening.clear(actor(INES), {"body": WORDS})
    assert isinstance(problem.value, Answerable)
    for word in SENTINELS:
        assert word not in f"{problem.value} {problem.value!r} {problem.value.words} {problem.value.args}"
