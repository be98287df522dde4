""" "I may know this person": the case is hidden from that colleague at once; the presenter hears later."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consult.core import clock
from consult.core.errors import NotFound
from consult.core.unit import acting, reading
from consult.domain.cases import waiting
from consult.domain.notices import tell_person
from consult.domain.people.organisations import the_organisation
from consult.models.actor import Actor
from consult.models.cases import Case, CaseState, Recusal
from consult.models.notices import Notice
from consult.policy import can_step_back, can_undo_step_back

TOLD_AT = dt.time(8)
"""The presenter hears of it the next day at this hour, so that presence does not give it away."""


@dataclass(frozen=True, slots=True)
class SteppedBack:
    """What the page after stepping back says."""

    case_id: str
    can_undo: bool
    was_asked: bool
    """Of a draft that waited for them: its presenter hears at once."""


def step_back(actor: Actor, case_id: str) -> None:
    """Hide the case from me, in every open tab."""
    zone = the_organisation().timezone
    with acting(actor) as unit:
        if _mine(unit.session, actor, case_id) is not None:
            unit.allow(verdict=True)
            unit.unchanged("stepped back already")
            return
        case = unit.load(Case, case_id, may=can_step_back)
        case.epoch += 1
        recusal = unit.add(Recusal(case_id=case.id, person_id=actor.id, sign_in_id=actor.sign_in_id))
        # Of a draft that waits for an answer its presenter hears at once, so that another can be asked.
        waits = case.state == CaseState.DRAFT and waiting.step_back(unit.session, case)
        tell_person(
            unit,
            case.presenter_id,
            "stepped_back",
            case_id=case.id,
            about_id=recusal.id,
            shows_from=clock.now() if waits else _next_morning(zone),
            anonymous=True,
        )
        unit.record("case.stepped_back", on=case)


def undo_step_back(actor: Actor, case_id: str) -> None:
    """Come back, in the same visit; the presenter is not told then."""
    with acting(actor) as unit:
        recusal = _mine(unit.session, actor, case_id) or _undone(unit.session, actor, case_id)
        if recusal is None:
            raise NotFound
        unit.allow(can_undo_step_back(actor, recusal))
        if recusal.undone_at is not None:
            unit.unchanged("undone already")
            return
        recusal.undone_at = clock.now()
        waiting = (Notice.about_id == recusal.id) & (Notice.shows_from > clock.now())
        unit.session.execute(delete(Notice).where(waiting))
        unit.record("case.step_back_undone", on=f"person:{actor.id}", about=recusal)


def stepped_back(actor: Actor, case_id: str) -> SteppedBack | None:
    """Did I step back from this case, and can I still come back? None when I did not."""
    with reading(actor) as read:
        recusal = _mine(read.session, actor, case_id)
        if recusal is None:
            read.load(Case, case_id, may=can_step_back)
            return None
        draft = read.session.get_one(Case, case_id).state == CaseState.DRAFT
        return SteppedBack(case_id, bool(can_undo_step_back(actor, recusal)), draft)


def is_asked(actor: Actor, case_id: str) -> bool:
    """Is it a draft that waits for this person?"""
    with reading(actor) as read:
        case = read.find(Case, case_id)
        return case is not None and case.state == CaseState.DRAFT


def _mine(session: Session, actor: Actor, case_id: str) -> Recusal | None:
    query = select(Recusal).where(
        Recusal.case_id == case_id, Recusal.person_id == actor.id, Recusal.undone_at.is_(None)
    )
    return session.scalars(query).first()


def _undone(session: Session, actor: Actor, case_id: str) -> Recusal | None:
    """What was undone in this same visit: the press that undid it may have been sent twice."""
    query = select(Recusal).where(
        Recusal.case_id == case_id,
        Recusal.person_id == actor.id,
        Recusal.sign_in_id == actor.sign_in_id,
        Recusal.undone_at.is_not(None),
    )
    return session.scalars(query).first()


def _next_morning(zone: str) -> dt.datetime:
    here = ZoneInfo(zone)
    tomorrow = clock.now().astimezone(here).date() + dt.timedelta(days=1)
    return dt.datetime.combine(tomorrow, TOLD_AT, here)
