"""Two people change one thing: what only one of them changed is kept, a real clash is shown to both."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from consult.core import difference
from consult.core.errors import Clash, Stale
from consult.core.texts import _
from consult.domain.plans.plan_versions import last_name
from consult.domain.plans.plan_words import Sheet, goal_ids
from consult.models.plans import Plan


class StaleWords(Stale):
    """Both changed the same fields. `merged` holds everything else, and my words where we clash."""

    def __init__(self, words: str, clashes: list[Clash], version: int, merged: Sheet) -> None:
        super().__init__(words, clashes, version)
        self.merged = merged


def merge_plan(
    session: Session, plan: Plan, base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]
) -> Sheet:
    """The plan with my changes and theirs. Raises StaleWords where both changed one field."""
    fields = {name: text for name, text in mine.items() if name != "goals"}
    merged, clashes = _fields(base, fields, theirs)
    merged["goals"] = _order(goal_ids(base), goal_ids(mine), goal_ids(theirs))
    if clashes:
        words = _("{name} changed this plan while you were writing. Both texts are below.")
        raise StaleWords(words.format(name=last_name(session, plan)), clashes, plan.version, merged)
    return merged


def merge_step(
    session: Session, plan: Plan, base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]
) -> Sheet:
    """A step with my changes and theirs. Raises StaleWords where both changed one field."""
    merged, clashes = _fields(base, mine, theirs)
    if clashes:
        words = _("{name} changed this step while you were writing. Both texts are below.")
        raise StaleWords(words.format(name=last_name(session, plan)), clashes, plan.version, merged)
    return merged


def _fields(
    base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]
) -> tuple[Sheet, list[Clash]]:
    merged, clashes = dict(theirs), []
    for name, text in mine.items():
        was, now = base.get(name, ""), theirs.get(name, "")
        result = difference.three_way(was, text, now)
        if result.text is None:
            clashes.append(Clash(name, was, text, now))
        merged[name] = text if result.text is None else result.text
    return merged, clashes


def _order(base: list[str], mine: list[str], theirs: list[str]) -> str:
    """My order if I moved something, else theirs; goals that only one of us has come after."""
    if not mine:
        return " ".join(theirs)
    moved = [id_ for id_ in mine if id_ in base] != [id_ for id_ in base if id_ in mine]
    first, then = (mine, theirs) if moved else (theirs, mine)
    return " ".join(dict.fromkeys([*first, *then]))
