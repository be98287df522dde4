"""What was decided about finds before: what stays, and what was written in a find's place."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from consult import deid
from consult.core import clock, keys
from consult.core.unit import Unit
from consult.core.words import Clear
from consult.models.actor import Actor
from consult.models.cases import Case, Kept
from consult.models.protection import StandIn

if TYPE_CHECKING:
    from consult.domain.screening import Mark

MOST_STAND_INS = 500
"""In one case."""

_REASON = func.coalesce(Kept.why, Kept.reason).label("reason")


def kept_for(session: Session, *about_ids: str) -> dict[str, str]:
    """Digests and reasons of what was kept in these rows: not asked about again where the words go on."""
    query = select(Kept.digest, _REASON).where(Kept.about_id.in_(about_ids), Kept.action == "kept")
    return {row.digest: row.reason for row in session.execute(query)}


def kept_in_case(session: Session, by: Actor, case_id: str, most: int) -> dict[str, str]:
    """What holds for this person in a case now."""
    query = select(Kept.digest, _REASON).where(_holds(by, case_id)).order_by(Kept.at.desc()).limit(most)
    return {row.digest: row.reason for row in session.execute(query)}


def standing(session: Session, by: Actor, case_id: str, digests: Collection[str]) -> dict[str, str]:
    """Those of the digests that were kept in a case, so that they hold for this person, with the reasons."""
    query = select(Kept.digest, _REASON).where(_holds(by, case_id), Kept.digest.in_(digests))
    return {row.digest: row.reason for row in session.execute(query)}


def _holds(by: Actor, case_id: str) -> ColumnElement[bool]:
    """The presenter's word holds for everybody who writes about the case; a colleague's for themselves."""
    presenter = select(Case.presenter_id).where(Case.id == case_id, Case.visible_to(by)).scalar_subquery()
    return and_(
        Kept.case_id == case_id,
        Kept.action == "kept",
        Kept.engine == deid.VERSION,
        or_(Kept.person_id == by.id, Kept.person_id == presenter),
    )


def note(
    unit: Unit[Actor],
    mark: Mark,
    action: str,
    *,
    about_id: str,
    case_id: str = "",
    reason: str = "",
    why: Clear | None = None,
) -> None:
    """Write down what was decided about a find: who, when, which rule, what and why. Never the words."""
    row = Kept(
        about_id=about_id,
        case_id=case_id or None,
        person_id=unit.actor.id,
        action=action,
        kind=mark.kind,
        rule=mark.rule,
        layer=mark.layer,
        engine=deid.VERSION,
        digest=mark.digest,
        reason=reason,
        why=why,
    )
    unit.session.add(row)


def stand_ins(session: Session, by: Actor, case_id: str, words: Collection[str]) -> dict[str, str]:
    """What this person wrote for these words in the case before, by the words in small letters."""
    asked = {_digest(found): found.casefold() for found in words}
    query = select(StandIn.digest, StandIn.words).where(
        StandIn.case_id == case_id, StandIn.person_id == by.id, StandIn.digest.in_(asked)
    )
    return {asked[row.digest]: row.words for row in session.execute(query)}


def remember(unit: Unit[Actor], case_id: str, words: str, stand_in: str) -> None:
    """Keep what was written in the place of some words; the latest counts. It passed the check itself."""
    mine = StandIn.case_id == case_id, StandIn.person_id == unit.actor.id
    held = unit.session.scalars(select(StandIn).where(*mine, StandIn.digest == _digest(words))).first()
    if held is not None:
        held.words, held.at = stand_in, clock.now()
        return
    count = unit.session.scalar(select(func.count()).select_from(StandIn).where(*mine)) or 0
    if count < MOST_STAND_INS:
        row = StandIn(case_id=case_id, person_id=unit.actor.id, digest=_digest(words), words=stand_in)
        unit.session.add(row)


def _digest(words: str) -> str:
    return keys.digest("stand-in", words.casefold())
