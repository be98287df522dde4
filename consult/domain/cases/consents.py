"""Is it okay to show this? A facilitator reads the draft and says yes or no; until then it stays a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.core import clock
from consult.core.errors import NotFound, Refused, Stale
from consult.core.texts import _
from consult.core.unit import Unit, acting, reading
from consult.domain import screening
from consult.domain.cases.audiences import group_for
from consult.domain.cases.drafts import draft_of
from consult.domain.cases.postings import check_draft
from consult.domain.notices import tell_person
from consult.models.actor import Actor
from consult.models.cases import Case, CaseState
from consult.models.groups import Membership, Role
from consult.models.people import Person
from consult.policy import can_consent, can_write_case


@dataclass(frozen=True, slots=True)
class Question:
    """What a facilitator is asked: whose draft it is, and whether it was answered."""

    case_id: str
    codename: str
    presenter: str
    given: bool


def ask_consent(
    actor: Actor, case_id: str, *, kept: Mapping[str, str] | None = None, client_id: str | None = None
) -> Case:
    """Ask the group's facilitators. The words pass the gate first: from now on somebody else reads them."""
    ready = check_draft(actor, case_id, kept or {})
    with acting(actor, client_id) as unit:
        case = unit.load(Case, case_id, may=can_write_case)
        if again := unit.again(Case):
            return again
        draft = draft_of(unit, case_id)
        if ready is None or draft is None:
            raise NotFound
        if draft.rev != ready.rev:
            raise Stale(_("This draft was saved on another device a moment ago. Look once more, then ask."))
        if case.state != CaseState.DRAFT:
            raise Refused(_("This case is posted already."))
        group = group_for(unit, ready.body["group_id"])
        case.group_id, case.consent_asked_at = group.id, clock.now()
        case.consent_given_by_id = case.consent_line = None
        _tell_facilitators(unit, case)
        unit.record("case.consent_asked", on=f"person:{actor.id}", about=case)
    return case


def _tell_facilitators(unit: Unit[Actor], case: Case) -> None:
    others = [id_ for id_ in _facilitators(unit.session, case.group_id) if id_ != unit.actor.id]
    if not others:
        raise Refused(_("Nobody else facilitates this group. Choose another answer, or ask another group."))
    for person_id in others:
        tell_person(unit, person_id, "consent_asked", case_id=case.id)


def question(actor: Actor, case_id: str) -> Question:
    """What this facilitator is asked."""
    with reading(actor) as read:
        case = _asked(read, case_id)
        return Question(case.id, case.codename, case.presenter.name, case.consent_given_by_id is not None)


def answer_consent(
    actor: Actor,
    case_id: str,
    *,
    yes: bool,
    line: str,
    kept: Mapping[str, str],
    client_id: str | None = None,
) -> None:
    """Yes: it may be posted. No: it stays a draft. The line is for the presenter."""
    screened = screening.clear(actor, {"line": line}, kept, case_id=case_id)
    with acting(actor, client_id) as unit:
        if again := unit.again(Case):
            unit.allow(again.presenter_id != actor.id)
            return
        case = _asked(unit, case_id)
        case.consent_line = screened["line"]
        case.consent_given_by_id = actor.id if yes else None
        if not yes:
            case.consent_asked_at = None
        screening.keep(unit, case.id, screened)
        tell_person(unit, case.presenter_id, "consent_given" if yes else "consent_refused", case_id=case.id)
        kind = "case.consent_given" if yes else "case.consent_refused"
        unit.record(kind, on=f"person:{case.presenter_id}", about=case)


def _asked(unit: Unit[Actor], case_id: str) -> Case:
    case = unit.load(Case, case_id, may=can_consent)
    if case.state != CaseState.DRAFT or case.consent_asked_at is None:
        raise NotFound
    return case


def _facilitators(session: Session, group_id: str | None) -> list[str]:
    query = (
        select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.group_id == group_id,
            Membership.role == Role.FACILITATOR,
            Membership.ended_at.is_(None),
            Person.disabled_at.is_(None),
        )
    )
    return list(session.scalars(query))
