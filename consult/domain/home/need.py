"""One thing that needs a person: what every part of Home hands on."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 50
"""Rows of one sort that are looked at; whoever has more is helped by the first ones."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that needs this person: what, why, and about which row."""

    kind: str
    """danger, watch_out, stand_in, stand_in_outside, doubt, consent, reading (each with _given
    and _refused), join_request,
    outcome, ideas, question or first_reply."""
    title: str
    why: str
    about_id: str
    """The row that its button leads to: a case, a step, a group; for stand_in without access an e-mail."""
