"""Finds on a page without script: what the buttons beside them make of the words."""

from __future__ import annotations

from typing import Any

from consult.domain.screening import look, replaced
from consult.forms.keeping import pressed_keep
from consult.web.visits import current_actor


def kept_values(form: Any) -> list[str]:
    """What was kept, as `digest:reason`: earlier (hidden fields), and by the button that was just pressed."""
    return [value for value in (*form.getlist("kept"), pressed_keep(form)) if value]


def kept_reasons(form: Any) -> dict[str, str]:
    """Digests and reasons of what was kept, as actions take them."""
    pairs = (value.partition(":") for value in kept_values(form))
    return {digest: reason for digest, _colon, reason in pairs if digest and reason}


def decided(form: Any, name: str, case_id: str = "") -> dict[str, str] | None:
    """The field after "Replace" or "Use this" was pressed; None when another button was."""
    digest = form.get("replace") or form.get("change")
    if not digest:
        return None
    by, texts = current_actor(), {name: form.get(name, "")}
    mine = next((mark for mark in look(by, texts, case_id=case_id) if mark.digest == digest), None)
    words = form.get(f"change-{digest}", "").strip() if "change" in form else ""
    return replaced(by, texts, {digest: words or mine.replacement}, case_id=case_id) if mine else texts
