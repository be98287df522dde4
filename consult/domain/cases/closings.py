"""How a case ends: closed with what helped, or withdrawn and hidden from everyone at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select

from consult.core import clock
from consult.core.errors import Unreadable
from consult.core.texts import _
from consult.core.unit import Unit, acting, reading
from consult.domain import screening
from consult.domain.cases.doubts import end_with_case
from consult.domain.cases.loops import HELPED
from consult.domain.cases.sections import SENTENCE_LONGEST
from consult.domain.notices import tell_person
from consult.models.actor import Actor
from consult.models.cases import Case, CaseState
from consult.models.people import Person
from consult.models.suggestions import Adoption, Suggestion
from consult.policy import can_close_case, can_end_case

MOST = 100


@dataclass(frozen=True, slots=True)
class Tried:
    """An idea that was tried, to tick when it helped."""

    id: str
    """The suggestion's."""
    words: str
    author: str
    helped: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """What the pages for closing and withdrawing show."""

    case_id: str
    codename: str
    state: str
    tried: Sequence[Tried]


def ending(actor: Actor, case_id: str) -> Ending:
    """The case that is about to be closed or withdrawn."""
    with reading(actor) as read:
        case = read.load(Case, case_id, may=can_end_case)
        rows = read.session.execute(_tried(case_id)).all()
    tried = [Tried(id_, words, author, verdict in HELPED) for id_, words, author, verdict in rows]
    return Ending(case.id, case.codename, case.state, tried)


def close_case(
    actor: Actor,
    case_id: str,
    *,
    helped: Sequence[str] = (),
    sentence: str = "",
    kept: Mapping[str, str] | None = None,
    client_id: str | None = None,
) -> Case:
    """Close with what helped and one sentence for the next person. Closed cases stay readable."""
    if len(sentence) > SENTENCE_LONGEST:
        words = _("Shorten this to {max_length} characters or fewer.")
        raise Unreadable({"sentence": words.format(max_length=SENTENCE_LONGEST)})
    screened = screening.clear(actor, {"sentence": sentence.strip()}, kept, case_id=case_id)
    with acting(actor, client_id) as unit:
        case = unit.load(Case, case_id, may=can_close_case)
        if again := unit.again(Case):
            return again
        if case.state == CaseState.CLOSED:
            unit.unchanged("closed already")
            return case
        tried = {row[0] for row in unit.session.execute(_tried(case_id))}
        case.state, case.closed_at = CaseState.CLOSED, clock.now()
        case.helped, case.closing = [id_ for id_ in helped if id_ in tried], screened["sentence"]
        screening.keep(unit, case.id, screened)
        _tell_authors(unit, case)
        unit.record("case.closed", on=case)
    return case


def withdraw_case(actor: Actor, case_id: str, *, client_id: str | None = None) -> Case:
    """Hide the case from everyone but its presenter, at once, in every open tab."""
    with acting(actor, client_id) as unit:
        case = unit.load(Case, case_id, may=can_end_case)
        if again := unit.again(Case):
            return again
        if case.state == CaseState.WITHDRAWN:
            unit.unchanged("withdrawn already")
            return case
        case.state, case.withdrawn_at = CaseState.WITHDRAWN, clock.now()
        case.epoch += 1
        end_with_case(unit, case)
        unit.record("case.withdrawn", on=case)
    return case


def _tried(case_id: str) -> Select[str, str, str, str | None]:
    return (
        select(Suggestion.id, Adoption.words, Person.name, Adoption.verdict)
        .join(Adoption, Adoption.suggestion_id == Suggestion.id)
        .join(Person, Person.id == Suggestion.author_id)
        .where(Suggestion.case_id == case_id)
        .order_by(Adoption.at)
        .limit(MOST)
    )


def _tell_authors(unit: Unit[Actor], case: Case) -> None:
    standing = select(Suggestion.author_id).where(
        Suggestion.case_id == case.id, Suggestion.taken_back_at.is_(None)
    )
    for person_id in unit.session.scalars(standing.distinct().order_by(Suggestion.author_id)):
        tell_person(unit, person_id, "closed", case_id=case.id)
