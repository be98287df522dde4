"""Supports: "helpful", or "same question". One nod a person; counts show only after one's own word."""

from __future__ import annotations

from sqlalchemy import select

from consult.core.unit import Unit, acting
from consult.models.actor import Actor
from consult.models.suggestions import Suggestion, Support
from consult.policy import can_support


def support(actor: Actor, suggestion_id: str, *, client_id: str | None = None) -> Suggestion:
    """Nod to a suggestion; once, however often it is pressed."""
    with acting(actor, client_id) as unit:
        suggestion = unit.load(Suggestion, suggestion_id, may=can_support)
        if unit.again(Suggestion) or _mine(unit, suggestion) is not None:
            unit.unchanged("already supported")
            return suggestion
        given = Support(suggestion_id=suggestion.id, person_id=actor.id)
        unit.add(given)
        unit.record("support.given", on=f"person:{actor.id}", about=suggestion)
    return suggestion


def unsupport(actor: Actor, suggestion_id: str, *, client_id: str | None = None) -> Suggestion:
    """Take the nod away again."""
    with acting(actor, client_id) as unit:
        suggestion = unit.load(Suggestion, suggestion_id, may=can_support)
        given = _mine(unit, suggestion)
        if unit.again(Suggestion) or given is None:
            unit.unchanged("not supported")
            return suggestion
        unit.session.delete(given)
        unit.record("support.taken_away", on=f"person:{actor.id}", about=suggestion)
    return suggestion


def _mine(unit: Unit[Actor], suggestion: Suggestion) -> Support | None:
    query = select(Support).where(Support.suggestion_id == suggestion.id, Support.person_id == unit.actor.id)
    return unit.session.scalars(query).first()
