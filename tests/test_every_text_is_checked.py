"""Every free text of every form and event, sent through its real door with somebody's name and number in it.

Either the table below says why nobody else reads it, or it is refused as identifying, stores nothing, and
goes through once the words are replaced. A new field fails here until it does one or the other.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import consult
from consult.domain.cases.bodies import CHOICES, LISTS
from consult.forms import Form
from consult.live.front import HANDLERS
from tests.live.test_access import EVENTS, Enter, enter, say
from tests.pages.test_setup import FORM as SETUP
from tests.pages.test_setup import arrive, code
from tests.walks import TABLE, Walk, expected, filled
from tests.world import ROLES

__all__ = ["code", "enter"]
"""Fixtures from next door."""

WORDS, SENTINEL = "Call Dana Whitfield on 555-010-4477", "555-010-4477"
REPLACED = "we call [relative] tomorrow"

NOT_FOR_OTHERS = {
    # What opens doors.
    "*.password": "hashed, never shown",
    "*.old_password": "compared, never stored",
    "*.new_password": "hashed, never shown",
    "*.email": "a colleague's own address",
    "InviteForm.emails": "addresses of colleagues",
    "SetupForm.code": "compared, never stored",
    # Who colleagues are, and whom to call: names on purpose.
    "SettingsForm.name": "a colleague's own name",
    "AcceptForm.name": "a colleague's own name",
    "SetupForm.name": "a colleague's own name",
    "SetupForm.organisation": "the organisation's own name",
    "OrganisationForm.name": "the organisation's own name",
    "*.crisis_contact": "whom to call when someone is in danger",
    "*.crisis_link": "a web address of the organisation",
    "*.timezone": "one of a list",
    # Looked up or chosen: what fits nothing is refused, and none of it is stored as it was sent.
    "*.person_id": "an id, looked up",
    "*.facilitator_id": "an id, looked up",
    "*.group_id": "an id, looked up",
    "*.kept": "what stands for a find, and a reason: from a list, or a line in which nothing is found",
    "KeepForm.reason": "the same",
    "SearchForm.search": "looked for, never stored",
    "SupportForm.on": "yes or no",
    "GoalForm.domain": "one of a list",
    "WritingForm.kind": "one of a list",
    "SuggestionForm.quote": "must stand in the case, word for word, and passed the check there",
    "SuggestionForm.quote_section": "must be a section of the case",
    "LookForm.body": "looked at for whoever writes it, and stored nowhere",
    # The check's own words.
    "HouseWordsForm.allowed": "only administrators read it",
    "NeverForm.never": "kept as keyed hashes alone",
    "StrikeForm.phrases": "taken out of words, and never stored",
    "RemovalForm.removed": "compared by its keyed hash, never stored",
    # The composer: where its words are shown to others they are `SHOWN_BY` its doors.
    "DraftForm.replaced": "what stands in a find's place now: kept for its author, if nothing is found in it",
    "DraftForm.marked": "the same; the words that were marked are kept as a keyed hash",
    "ChecksForm.other": "taken out of a draft, and kept as a keyed hash",
    "ChecksForm.other_words": "what stands in their place, in a draft",
    # The composer's choices: only what is in their lists is posted.
    **dict.fromkeys(
        [
            *(f"DraftForm.{name}" for name in (*CHOICES, *LISTS)),
            *(f"DraftForm.{name}" for name in ("codename", "then", "replace", "change", "keep")),
        ],
        "one of a list, or it is not posted",
    ),
}
"""By `Form.field`, or `*.field` wherever it stands: why nobody else reads it, or why it names people."""

SHOWN_BY = {"post", "ask"}
"""Presses in the composer (`then`) that show a draft to others. Until then it is its author's alone."""
NOT_TAKEN = {
    ("plans.create POST", "why"),  # a new plan has not changed yet
    ("plans.create POST: for a case", "why"),
    ("plans.create POST", "goal-0g0-why"),  # nor was a new goal dropped
    ("doubts.create POST: hidden", "part"),  # said once, a doubt takes no more words
    ("drafts.update POST: and ask", "safety_when"),  # shown only with a safety step
}
"""Fields of a form that one of its doors does not look at: what is sent there goes nowhere."""
OWN = {"drafts.body"}
"""The only place that holds words unchecked: a draft, which nobody but its author reads."""
BESIDE_A_DRAFT = {"drafts", "events", "streams", "receipts"}
"""What saving a draft writes."""
UNREACHED = {"SetupForm"}
"""The first start has a test of its own."""


def fields_with_words(form: type[Form]) -> Iterator[str]:
    """The fields of a form that take any text."""
    schema = form.model_json_schema()
    for name, field in schema.get("properties", {}).items():
        if any_text(field):
            yield name


def any_text(schema: dict[str, Any]) -> bool:
    """May a value be any text: not one of a list, no date, nothing of a given pattern?"""
    if schema.get("type") == "array":
        return any_text(schema.get("items", {}))
    parts = schema.get("anyOf", [])
    plain = schema.get("type") == "string" and not {"enum", "const", "pattern", "format"} & schema.keys()
    return plain or any(any_text(part) for part in parts)


def is_exempt(form: str, field: str) -> bool:
    return f"{form}.{field}" in NOT_FOR_OTHERS or f"*.{field}" in NOT_FOR_OTHERS


def all_forms() -> set[type[Form]]:
    """Every form of the program."""
    found, waiting = set[type[Form]](), [Form]
    while waiting:
        waiting += (some := waiting.pop().__subclasses__())
        found |= set(some)
    return {form for form in found if form.__module__.startswith("consult.")}


def who_may(row: str) -> str:
    """Somebody who may do what a row is about; the presenter, if they may."""
    return next((role for role in ("presenter", *ROLES) if expected(row, role) == "may"), "")


def sent_as(form: str, field: str, given: dict[str, Any]) -> list[str]:
    """What a form's field is called in a request: those of goals and barriers stand in rows of their own."""
    if form == "GoalForm":
        return [f"goal-{key}-{'0' if field == 'zero' else field}" for key in given["goal"]]
    if form == "BarrierForm":
        return [f"barrier-{key}" for key in given["barrier"]]
    return [field]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of forms that are read from now on."""
    names = set[str]()
    validate = Form.model_validate.__func__  # type: ignore[attr-defined]

    def note(cls: type[Form], *args: Any, **kwargs: Any) -> Any:
        names.add(cls.__name__)
        return validate(cls, *args, **kwargs)

    monkeypatch.setattr(Form, "model_validate", classmethod(note))
    return names


def test_words_pass_the_check_at_every_pages_door(
    walk: Walk, seen: set[str], caplog: pytest.LogCaptureFixture
) -> None:
    by_name = {form.__name__: form for form in all_forms()}
    assert len(by_name) == len(all_forms())
    wrong, tried = list[str](), set[str]()
    for row, rule in walk.rows():
        role = who_may(row) if " POST" in row else ""
        if not role:
            continue
        seen.clear()
        walk.ask(role, row, rule)
        given = filled(TABLE[row].get("send", {}), walk.world.ids_for(role))
        for form in sorted(seen & by_name.keys()):
            tried.add(form)
            if form == "DraftForm" and given.get("then") not in SHOWN_BY:
                continue
            for field in fields_with_words(by_name[form]):
                if not is_exempt(form, field):
                    wrong += at_page(walk, role, row, rule, sent_as(form, field, given))
    assert not wrong, "\n".join(wrong)
    assert SENTINEL not in caplog.text
    live = {handler.form.__name__ for handler in HANDLERS.values()}
    assert {*by_name} - tried - live == UNREACHED


def at_page(walk: Walk, role: str, row: str, rule: str, names: list[str]) -> Iterator[str]:
    """What is wrong with how this page takes identifying words in these fields."""
    ids = walk.world.ids_for(role)
    given = filled(TABLE[row].get("send", {}), ids)
    for name in names:
        walk.put_back()
        answer = walk.send(role, walk.path(row, rule, ids), given | {name: WORDS})
        if (row, name) in NOT_TAKEN:
            assert walk.where(SENTINEL) <= OWN, row
            continue
        if answer.status_code != 422 or 'class="finding' not in answer.text:
            yield f"{row}: {name} passes unchecked ({answer.status_code})"
        if stored := walk.where(SENTINEL) - OWN:
            yield f"{row}: {name} is stored in {stored}"
        if changed := set(walk.changed()) - (BESIDE_A_DRAFT if "then" in given else set()):
            yield f"{row}: {name} changes {changed}, though it was refused"
        walk.put_back()
        answer = walk.send(role, walk.path(row, rule, ids), given | {name: REPLACED})
        if answer.status_code >= 400:
            yield f"{row}: {name} does not go through with other words ({answer.status_code})"


def test_words_pass_the_check_at_every_events_door(
    walk: Walk,
    enter: Enter,
    caplog: pytest.LogCaptureFixture,
) -> None:
    wrong = []
    for row, event in EVENTS.items():
        form, role = HANDLERS[event].form, who_may(row)
        for field in fields_with_words(form):
            if is_exempt(form.__name__, field) or not role:
                continue
            walk.put_back()
            client = enter(role)
            refused = say(walk, client, role, row, **{field: WORDS})
            if refused.get("error") != "identifying" or walk.where(SENTINEL):
                wrong.append(f"{row}: {field} passes unchecked")
            if changed := walk.changed():
                wrong.append(f"{row}: {field} changes {changed}, though it was refused")
            if not say(walk, client, role, row, **{field: REPLACED})["ok"]:
                wrong.append(f"{row}: {field} does not go through with other words")
            client.disconnect()
    assert not wrong, "\n".join(wrong)
    assert SENTINEL not in caplog.text


@pytest.mark.parametrize("field", ["group", "purpose"])
def test_words_pass_the_check_at_the_first_start(code: str, visit: Any, field: str) -> None:
    visitor = arrive(visit)
    refused = visitor.post("/setup", SETUP | {"code": code, field: WORDS})
    assert refused.status_code == 422
    assert "could identify someone" in refused.text
    assert visitor.post("/setup", SETUP | {"code": code, field: REPLACED}).status_code == 303


def test_what_is_looked_at_while_it_is_written_is_stored_nowhere(
    walk: Walk,
    enter: Enter,
) -> None:
    answer = say(walk, enter("member"), "member", "event words:look", body=WORDS)
    assert any(mark["words"] == SENTINEL for mark in answer["marks"])
    assert walk.changed() == []


def test_the_table_names_no_field_that_is_not_there() -> None:
    forms = all_forms()
    there = {f"{form.__name__}.{field}" for form in forms for field in fields_with_words(form)}
    there |= {f"*.{name.partition('.')[2]}" for name in there}
    assert NOT_FOR_OTHERS.keys() <= there
    for form in (form for form in forms if form.__name__ == "SetupForm"):
        unnamed = {field for field in fields_with_words(form) if not is_exempt("SetupForm", field)}
        assert unnamed == {"group", "purpose"}


BESIDE_FORMS = {
    "change-{digest}": "what a find is changed to: the words that hold it are checked",
    "words-{find.digest}": "the same, on the page with all finds",
    "do-{find.digest}": "one of a list",
}
"""What pages take from a request beside their forms, and may put into words."""
ONLY_SHOWN_AGAIN = {
    "email",
    "never",
    "next",
    "removed",
    "back",
    "phrases",
    "csrf",
    "change",
    "replace",
    "keep",
}
"""What they only show again to whoever typed it, compare, or look up."""


def test_pages_take_no_words_beside_their_forms() -> None:
    taken = set()
    for path in (Path(inspect.getfile(consult)).parent / "blueprints").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "request.form.get":
                taken.add(ast.unparse(node.args[0]).strip("f\"'"))
    assert taken <= BESIDE_FORMS.keys() | ONLY_SHOWN_AGAIN
