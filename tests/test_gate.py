"""Every field that somebody can write into, with a phone number in it: it is stopped, or it stays private."""

from __future__ import annotations

from typing import Any

import pytest
from flask_socketio import SocketIOTestClient
from werkzeug.datastructures import ImmutableMultiDict

from consult.domain.screening import Identifying, Mark
from consult.forms import Form
from consult.forms.plans import BarrierForm, GoalForm
from consult.live.front import HANDLERS
from tests.live.test_access import EVENTS, enter, say
from tests.stories import PHONE
from tests.walks import TABLE, Walk, expected, filled
from tests.world import ROLES

__all__ = ["enter"]

PRIVATE = {
    "drafts.body": "what somebody is still writing: theirs alone, checked when it is posted or asked about",
    "people.name": "one's own name",
    "organisations.allowed_words": "what is fine here, by administrators; numbers are found all the same",
    "organisations.name": "the organisation's own, by its administrators",
    "organisations.crisis_contact": "whom to call in danger: a phone number belongs here",
}
"""Where a phone number may come to lie, and why."""
STOPPED = {
    "adoptions.create": "words",
    "case.suggest": "body",
    "cases.answer": "line",
    "cases.close": "sentence",
    "drafts.update: and ask": "situation title why",
    "drafts.update: and post": "situation title safety_when why",
    "groups.create": "name purpose",
    "groups.update": "name purpose",
    "outcomes.create": "line",
    "plans.create": "barrier-0bpersonal concerns goal-0g0-0 goal-0g0-title supports",
    "plans.update": "client_words why",
    "steps.create": "words",
    "steps.update": "words",
    "suggestions.reply": "body",
    "suggestions.update": "body",
}
"""Some of the fields whose words others read: with a phone number they come back, and nothing is stored."""
NOT_WRITTEN = {"csrf", "client_id"}
INSIDE = {GoalForm: "goal-0g0-{}", BarrierForm: "barrier-0bpersonal"}
"""Forms inside a form, and what their fields are called in it."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, walk: Walk) -> set[str]:
    """The names of all fields that the program asked a form for, by its models or by hand."""
    names: set[str] = set()
    check = Form.model_validate.__func__  # type: ignore[attr-defined]

    class Noting(ImmutableMultiDict[str, str]):
        def get(self, key: str, *rest: Any, **more: Any) -> Any:
            names.add(key)
            return super().get(key, *rest, **more)

        def getlist(self, key: str, *rest: Any) -> Any:
            names.add(key)
            return super().getlist(key, *rest)

    def note(form: type[Form], *given: Any, **more: Any) -> Any:
        pattern = INSIDE.get(form, "{}")
        names.update(pattern.format("0" if name == "zero" else name) for name in form.model_fields)
        return check(form, *given, **more)

    monkeypatch.setattr(Form, "model_validate", classmethod(note))
    monkeypatch.setattr(walk.app.request_class, "parameter_storage_class", Noting)
    return names


@pytest.fixture
def finds(monkeypatch: pytest.MonkeyPatch) -> list[Identifying]:
    """Every refusal of the gate."""
    made: list[Identifying] = []
    begin = Identifying.__init__

    def note(problem: Identifying, marks: list[Mark]) -> None:
        made.append(problem)
        begin(problem, marks)

    monkeypatch.setattr(Identifying, "__init__", note)
    return made


@pytest.mark.parametrize("row", [row for row in TABLE if " POST" in row])
def test_no_field_of_a_form_is_a_way_around_the_gate(
    walk: Walk, asked: set[str], finds: list[Identifying], row: str
) -> None:
    role = next((one for one in reversed(ROLES) if expected(row, one) == "may"), None)
    if role is None:
        return  # nobody may
    ids = walk.world.ids_for(role)
    path = walk.path(row, walk.routes()[row.partition(":")[0]], ids)
    valid = filled(TABLE[row].get("send", {}), ids)
    assert walk.send(role, path, valid).status_code < 400
    stopped, stored = set(), set()
    for name in sorted((asked | set(valid)) - NOT_WRITTEN):
        walk.put_back()
        answer = walk.send(role, path, valid | {name: f"Call {PHONE}"})
        assert answer.status_code in {200, 303, 400, 404, 422}, name
        stored |= {f"{name}: {place}" for place in walk.where(PHONE) - set(PRIVATE)}
        if finds:
            assert (answer.status_code, PHONE in answer.get_data(as_text=True)) == (422, True), name
            stopped.add(name)
            finds.clear()
    assert stored == set()
    assert stopped >= set(STOPPED.get(row.replace(" POST", ""), "").split())


def test_no_field_of_an_event_is_a_way_around_the_gate(walk: Walk, enter: Any) -> None:
    stopped = set()
    for row, event in EVENTS.items():
        role = next((one for one in reversed(ROLES) if expected(row, one) == "may"), None)
        if role is None:
            continue
        for name in set(HANDLERS[event].form.model_fields) | set(TABLE[row].get("send", {})):
            walk.put_back()
            client: SocketIOTestClient = enter(role)
            answer = say(walk, client, role, row, **{name: f"Call {PHONE}"})
            client.disconnect()
            assert answer["ok"] or answer["error"] != "fault", f"{row}, {name}"
            assert walk.where(PHONE) == set(), f"{row}, {name}"
            if answer.get("error") == "identifying":
                stopped.add(f"{event} {name}")
    assert stopped == {"suggestion:post body", "suggestion:edit body", "suggestion:reply body"}
