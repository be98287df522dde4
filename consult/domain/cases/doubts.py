""" "I could recognise this": the case is hidden at once, until presenter or facilitator have looked at it.

Who had the doubt is shown to nobody, so that it costs nothing to speak up; they hear what became of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.core import clock
from consult.core.errors import NotFound, Unreadable
from consult.core.texts import _
from consult.core.unit import Unit, acting, reading
from consult.domain import screening
from consult.domain.cases import waiting
from consult.domain.notices import tell_person
from consult.models.actor import Actor
from consult.models.cases import Case, CaseState
from consult.models.doubts import Decision, Doubt
from consult.policy import can_decide_doubt, can_doubt, can_take_doubt_back


@dataclass(frozen=True, slots=True)
class DoubtView:
    """What one person sees of a doubt about a case."""

    case_id: str
    codename: str
    part: str
    """Which part it is; empty for whoever does not decide."""
    since: dt.datetime | None
    decision: str
    reason: str
    is_presenter: bool
    presenter: str
    is_changed: bool
    """Were other words posted since?"""


def raise_doubt(
    actor: Actor,
    case_id: str,
    *,
    part: str = "",
    kept: Mapping[str, str] | None = None,
    client_id: str | None = None,
) -> Case:
    """Hide the case from everyone but those who decide, in every open tab."""
    if said := _said(actor, case_id):
        return said
    screened = screening.clear(actor, {"part": part.strip()}, kept, case_id=case_id)
    with acting(actor, client_id) as unit:
        if again := unit.again(Case):
            unit.allow(verdict=True)
            return again
        if (mine := _open(unit.session, case_id)) is not None and mine.person_id == actor.id:
            unit.allow(verdict=True)
            unit.unchanged("said already")
            return unit.session.get_one(Case, case_id)
        case = unit.load(Case, case_id, may=lambda who, case: can_doubt(who, case, _of(unit, case)))
        case.hidden_at = clock.now()
        case.epoch += 1
        doubt = Doubt(case_id=case.id, person_id=actor.id, version=case.version, part=screened["part"])
        unit.add(doubt)
        screening.keep(unit, doubt.id, screened)
        for person_id in (case.presenter_id, *waiting.able(unit.session, case, None)):
            tell_person(unit, person_id, "doubt", case_id=case.id, anonymous=True)
        unit.record("case.hidden", on=case)
    return case


def _said(actor: Actor, case_id: str) -> Case | None:
    """The case, if this person said so already and nobody has decided."""
    with reading(actor) as read:
        mine = _open(read.session, case_id)
        return read.session.get_one(Case, case_id) if mine and mine.person_id == actor.id else None


def take_doubt_back(actor: Actor, case_id: str) -> None:
    """Open the case again, as long as nobody decided."""
    with acting(actor) as unit:
        case, doubt = _mine(unit, case_id)
        unit.allow(can_take_doubt_back(actor, doubt))
        if doubt.decided_at is not None:
            unit.unchanged("nothing to take back any more")
            return
        _decide(unit, case, doubt, Decision.TAKEN_BACK)
        unit.record("case.shown", on=case)


def decide_doubt(
    actor: Actor,
    case_id: str,
    *,
    withdraw: bool,
    reason: str = "",
    kept: Mapping[str, str] | None = None,
    client_id: str | None = None,
) -> Case:
    """Open it again (as it was only with a reason), or withdraw it; who had the doubt is told."""
    screened = screening.clear(actor, {"reason": reason.strip()}, kept, case_id=case_id)
    with acting(actor, client_id) as unit:
        if again := unit.again(Case):
            unit.allow(verdict=True)
            return again
        case = unit.load(Case, case_id)
        doubt = _open(unit.session, case_id)
        if doubt is None:
            unit.allow(can_decide_doubt(unit.actor, case, None))
            unit.unchanged("somebody else decided in between")
            return case
        unit.allow(can_decide_doubt(unit.actor, case, doubt))
        changed = case.version > doubt.version
        if not withdraw and not changed and not screened["reason"]:
            raise Unreadable({"reason": _("Say in a line why nobody would be recognised.")})
        doubt.reason = screened["reason"]
        screening.keep(unit, doubt.id, screened)
        if withdraw:
            case.state, case.withdrawn_at = CaseState.WITHDRAWN, clock.now()
            case.epoch += 1
        _decide(unit, case, doubt, _named(withdraw=withdraw, changed=changed))
        settled = "doubt_ended" if withdraw else "doubt_settled"
        tell_person(unit, case.presenter_id, settled, case_id=case.id)
        unit.record("case.withdrawn" if withdraw else "case.shown", on=case)
    return case


def _named(*, withdraw: bool, changed: bool) -> Decision:
    if withdraw:
        return Decision.WITHDRAWN
    return Decision.CHANGED if changed else Decision.OPENED


def end_with_case(unit: Unit[Actor], case: Case) -> None:
    """Withdrawn while a doubt was open: that is the decision."""
    doubt = _open(unit.session, case.id)
    if doubt is not None:
        _decide(unit, case, doubt, Decision.WITHDRAWN)


def _decide(unit: Unit[Actor], case: Case, doubt: Doubt, decision: Decision) -> None:
    doubt.decision, doubt.decided_at, doubt.decided_by_id = decision, clock.now(), unit.actor.id
    case.hidden_at = None
    if decision is not Decision.TAKEN_BACK:
        kind = f"doubt_{decision}"
        tell_person(unit, doubt.person_id, kind, case_id=case.id, about_id=doubt.id, anonymous=True)


def doubt_to_decide(actor: Actor, case_id: str) -> DoubtView | None:
    """The open doubt, for whoever decides it; None when there is none or it is their own. Raises NotFound."""
    with reading(actor) as read:
        case = read.load(Case, case_id)
        doubt = _open(read.session, case_id)
        if doubt is None or not can_decide_doubt(actor, case, doubt):
            return None
        return _view(case, doubt, actor, part=doubt.part)


def doubt_to_raise(actor: Actor, case_id: str) -> DoubtView:
    """The case, for a reader who thinks of saying so. Raises NotFound and Refused."""
    with reading(actor) as read:
        case = read.load(Case, case_id, may=lambda who, case: can_doubt(who, case, _of(read, case)))
        return _view(case, None, actor)


def may_doubt(actor: Actor, case_id: str) -> bool:
    """Could this person say so?"""
    with reading(actor) as read:
        case = read.find(Case, case_id)
        return case is not None and bool(can_doubt(actor, case, _of(read, case)))


def my_doubt(actor: Actor, case_id: str) -> DoubtView | None:
    """My own latest doubt about these words, whether it is decided or not; None when there is none."""
    with reading(actor) as read:
        try:
            case, doubt = _mine(read, case_id)
        except NotFound:
            return None
        if doubt.decision == Decision.TAKEN_BACK or (doubt.decision and doubt.version < case.version):
            return None
        return _view(case, doubt, actor)


def _view(case: Case, doubt: Doubt | None, actor: Actor, part: str = "") -> DoubtView:
    return DoubtView(
        case.id,
        case.codename,
        part,
        doubt.at if doubt else None,
        doubt.decision if doubt else "",
        (doubt.reason or "") if doubt else "",
        case.presenter_id == actor.id,
        case.presenter.name,
        doubt is not None and case.version > doubt.version,
    )


def _mine(unit: Unit[Actor], case_id: str) -> tuple[Case, Doubt]:
    """My latest doubt about a case that I could read if it was not hidden. Raises NotFound."""
    readable = select(Case).where(Case.id == case_id, Case.readable_by(unit.actor))
    case = unit.session.scalars(
        readable.with_for_update(of=Case, key_share=True) if unit.writing else readable
    ).first()
    if case is None:
        raise NotFound
    query = select(Doubt).where(Doubt.case_id == case_id, Doubt.person_id == unit.actor.id)
    doubt = unit.session.scalars(query.order_by(Doubt.at.desc(), Doubt.id)).first()
    if doubt is None:
        raise NotFound
    return case, doubt


def _open(session: Session, case_id: str) -> Doubt | None:
    query = select(Doubt).where(Doubt.case_id == case_id, Doubt.decided_at.is_(None))
    return session.scalars(query).first()


def _of(unit: Unit[Actor], case: Case) -> list[Doubt]:
    """What this person said before about the words that stand there now."""
    query = select(Doubt).where(
        Doubt.case_id == case.id, Doubt.person_id == unit.actor.id, Doubt.version == case.version
    )
    return list(unit.session.scalars(query.limit(5)))
