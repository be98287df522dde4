"""Finds in a form with several fields, decided on its page: what a press makes of what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from consult.domain.cases.finds import Found, found
from consult.domain.screening import look, replaced
from consult.forms.keeping import pressed_keep
from consult.forms.suggestions import kept_of
from consult.web.visits import current_actor

Typed = MultiDict[str, str]


def decided(
    form: Mapping[str, Any], names: Iterable[str], case_id: str = "", beside: Sequence[str] = ()
) -> tuple[Typed, bool]:
    """The form after a press in the list of finds, and whether words were replaced (so: show it again).

    "Keep it" only adds to what is kept, and goes on with what the form was sent for.
    """
    typed: Typed = MultiDict(form)
    if pressed := pressed_keep(typed):
        typed.add("kept", pressed)
    typed.poplist("keep")
    digest = typed.get("replace") or typed.get("change")
    if not digest:
        return typed, False
    by, texts = current_actor(), _texts(typed, names)
    marks = look(by, texts, case_id=case_id, beside=beside)
    mark = next((mark for mark in marks if mark.digest == digest), None)
    words = typed.get(f"change-{digest}", "").strip() if "change" in typed else ""
    if mark is not None:
        chosen = {digest: words or mark.replacement}
        for name, text in replaced(by, texts, chosen, case_id=case_id, beside=beside).items():
            typed[name] = text
    return typed, True


def finds_in(
    typed: Typed, names: Iterable[str], case_id: str = "", beside: Sequence[str] = ()
) -> list[Found]:
    """What the check finds in these fields, for the list beside them."""
    return found(current_actor(), _texts(typed, names), kept_of(typed.getlist("kept")), case_id, beside)


def _texts(typed: Typed, names: Iterable[str]) -> dict[str, str]:
    return {name: typed.get(name, "") for name in names}
