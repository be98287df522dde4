"""How a case protects its person: what is found in one's own words today, and what was kept and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult import deid
from consult.core.errors import Unreadable
from consult.core.texts import N_, _
from consult.core.unit import acting, reading
from consult.domain import screening
from consult.domain.cases.finds import Found, grouped
from consult.domain.consultation.case_words import Said, answered_by, marks_in
from consult.domain.screening import Mark
from consult.models.actor import Actor
from consult.models.cases import Case, CaseVersion, Kept
from consult.models.people import Person
from consult.models.suggestions import Suggestion
from consult.policy import can_read_case, can_read_kept

MOST = 200
BECAUSE = {
    "not_an_identifier": N_("because it identifies nobody"),
    "needed": N_("because colleagues need it"),
    "other": N_("for another reason"),
}


@dataclass(frozen=True, slots=True)
class Looked:
    """What is found in some words of one's own."""

    said: Said
    finds: Sequence[Found]


@dataclass(frozen=True, slots=True)
class KeptLine:
    """What somebody kept: the kind and the reason, never the words."""

    kind: str
    because: str
    by: str
    where: str
    at: dt.datetime
    holds: bool
    """Not once the check has changed since: then it is asked about again."""


@dataclass(frozen=True, slots=True)
class Protection:
    """The page about one case."""

    case_id: str
    codename: str
    mine: Sequence[Looked]
    sees_kept: bool
    kept: Sequence[KeptLine]


def read_protection(actor: Actor, case_id: str) -> Protection:
    """One's own words looked at today; for presenter and facilitators what was kept in the case."""
    with reading(actor) as read:
        case = read.load(Case, case_id, may=can_read_case)
        words = _mine(read.session, case, actor)
        sees_kept = bool(can_read_kept(actor, case))
        kept = _kept(read.session, case_id) if sees_kept else []
    mine = [Looked(said, grouped(marks)) for said, marks in marks_in(actor, case_id, words)]
    return Protection(case.id, case.codename, mine, sees_kept, kept)


def keep_find(actor: Actor, case_id: str, digest: str, reason: str) -> None:
    """Keep something in words of one's own that stand there already, with a reason."""
    with reading(actor) as read:
        case = read.load(Case, case_id, may=can_read_case)
        words = _mine(read.session, case, actor)
    found = [(said, mark) for said, marks in marks_in(actor, case_id, words) for mark in marks]
    chosen = next(
        (
            (said, _because(actor, case_id, said, mark, reason))
            for said, mark in found
            if mark.digest == digest
        ),
        None,
    )
    with acting(actor) as unit:
        case = unit.load(Case, case_id, may=can_read_case)
        if chosen is None:
            unit.unchanged("changed or kept in between")
            return
        said, mark = chosen
        screening.keep_one(unit, mark, said.about_id, case.id)
        unit.record("find.kept", on=f"person:{actor.id}", about=case)


def _because(actor: Actor, case_id: str, said: Said, mark: Mark, reason: str) -> Mark:
    """The mark with the reason why it stays. Raises Unreadable when that could identify someone itself."""
    marks = screening.look(actor, {mark.field: said.text}, {mark.digest: reason}, case_id=case_id)
    kept = next((one for one in marks if one.digest == mark.digest and one.kept), None)
    if kept is None:
        raise Unreadable({"keep": _("Say why in a few words, without anything that could identify someone.")})
    return kept


def _mine(session: Session, case: Case, actor: Actor) -> list[Said]:
    """The words that this person decides about."""
    return next((said for person, said in answered_by(session, case) if person.id == actor.id), [])


def _kept(session: Session, case_id: str) -> list[KeptLine]:
    query = (
        select(Kept, Person.name, CaseVersion.number, Suggestion.id)
        .join(Person, Person.id == Kept.person_id)
        .outerjoin(CaseVersion, CaseVersion.id == Kept.about_id)
        .outerjoin(Suggestion, Suggestion.id == Kept.about_id)
        .where(Kept.case_id == case_id, Kept.action == "kept")
        .order_by(Kept.at.desc(), Kept.id)
        .limit(MOST)
    )
    return [
        KeptLine(
            _(deid.label(kept.kind)),
            kept.why or _(BECAUSE.get(kept.reason, "")),
            name,
            _where(number, in_suggestion=suggestion_id is not None),
            kept.at,
            kept.engine == deid.VERSION,
        )
        for kept, name, number, suggestion_id in session.execute(query)
    ]


def _where(number: int | None, *, in_suggestion: bool) -> str:
    if number is not None:
        return _("version {number}").format(number=number)
    return _("a suggestion or its reply") if in_suggestion else _("a line or a step")
