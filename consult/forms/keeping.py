"""A press on "Keep it": which find stays, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OWN = "own"
"""In place of a reason from the list: it stands beside the button, in words of one's own."""


def pressed_keep(form: Mapping[str, Any]) -> str:
    """`digest:reason` of the button that was pressed; empty where there was none, or no reason."""
    digest, _colon, reason = str(form.get("keep", "")).partition(":")
    if reason == OWN:
        reason = own_reason(form, digest)
    return f"{digest}:{reason}" if digest and reason else ""


def own_reason(form: Mapping[str, Any], digest: str) -> str:
    """What stands beside a find as a reason in words of one's own."""
    return " ".join(str(form.get(f"because-{digest}", "")).split())
