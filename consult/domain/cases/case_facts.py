"""What lists say about cases, worked out for a whole page of them with a fixed number of queries."""

from __future__ import annotations

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, bindparam, func, not_, or_, select
from sqlalchemy.orm import Session

from consult.core import clock
from consult.domain.cases.chips import ChipKind, Facts
from consult.domain.cases.loops import HELPED
from consult.models.actor import Actor
from consult.models.cases import Case, CaseGoal, CaseState, ReadMark
from consult.models.outcomes import Outcome
from consult.models.people import Person, initials
from consult.models.plans import Goal
from consult.models.suggestions import Adoption, Suggestion

A_WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Replier:
    """A colleague who gave something to a case."""

    id: str
    name: str

    @property
    def initials(self) -> str:
        """Two letters for the round mark."""
        return initials(self.name)


class HasFacts(Protocol):
    """What a case must say of itself to be given a chip."""

    @property
    def id(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def plan_id(self) -> str | None: ...
    @property
    def feels_stuck(self) -> bool: ...
    @property
    def hidden_at(self) -> dt.datetime | None: ...


def facts_of(session: Session, cases: Sequence[HasFacts]) -> Mapping[str, Facts]:
    """The chip's facts of these cases; one query."""
    rows = session.connection().execute(_facts(), {"ids": [case.id for case in cases]}).all()
    counted = {row.id: row for row in rows}
    return {
        case.id: Facts(
            case.state,
            row.replies,
            row.trying,
            row.helped,
            row.risen,
            case.feels_stuck,
            _weeks_since(row.last_rise or row.first_rating),
            case.hidden_at is not None,
        )
        for case in cases
        if (row := counted[case.id])
    }


@functools.cache
def _facts() -> Select[*tuple[Any, ...]]:
    """Counts for each case of `ids`. Built once: every page of a case and every list asks this."""
    of_case = Suggestion.case_id == Case.id
    given = (of_case, Suggestion.taken_back_at.is_(None), Suggestion.author_id != Case.presenter_id)
    in_plan = (
        select(func.count())
        .select_from(Adoption)
        .join(Suggestion, Suggestion.id == Adoption.suggestion_id)
        .where(of_case)
    )
    risen = select(func.count()).where(CaseGoal.case_id == Case.id, CaseGoal.level > CaseGoal.baseline)
    return select(
        Case.id,
        select(func.count()).select_from(Suggestion).where(*given).scalar_subquery().label("replies"),
        in_plan.where(Adoption.verdict.is_(None)).scalar_subquery().label("trying"),
        in_plan.where(Adoption.verdict.in_(list(HELPED))).scalar_subquery().label("helped"),
        risen.scalar_subquery().label("risen"),
        _last_rise().label("last_rise"),
        _first_rating().label("first_rating"),
    ).where(Case.id.in_(bindparam("ids", expanding=True)))


def _weeks_since(at: dt.datetime | None) -> int:
    """Whole weeks since a goal of the plan last rose, or since the first rating when none ever did."""
    return (clock.now() - at) // A_WEEK if at else 0


def repliers_of(session: Session, cases: Sequence[Case]) -> Mapping[str, list[Replier]]:
    """Who gave something to these cases, the latest first."""
    query = (
        select(Suggestion.case_id, Person.id, Person.name)
        .join(Person, Person.id == Suggestion.author_id)
        .join(Case, Case.id == Suggestion.case_id)
        .where(
            Suggestion.case_id.in_([case.id for case in cases]),
            Suggestion.taken_back_at.is_(None),
            Suggestion.author_id != Case.presenter_id,
        )
        .group_by(Suggestion.case_id, Person.id, Person.name)
        .order_by(func.max(Suggestion.posted_seq).desc())
    )
    found: dict[str, list[Replier]] = defaultdict(list)
    for case_id, person_id, name in session.execute(query):
        found[case_id].append(Replier(person_id, name))
    return found


def news_of(session: Session, actor: Actor, cases: Sequence[Case]) -> Mapping[str, int]:
    """How many suggestions of others came after what this person has read."""
    mark = and_(ReadMark.case_id == Suggestion.case_id, ReadMark.person_id == actor.id)
    return _counts(
        session,
        select(Suggestion.case_id, func.count())
        .outerjoin(ReadMark, mark)
        .where(
            Suggestion.case_id.in_([case.id for case in cases]),
            Suggestion.taken_back_at.is_(None),
            Suggestion.author_id != actor.id,
            Suggestion.posted_seq > func.coalesce(ReadMark.seq, 0),
        )
        .group_by(Suggestion.case_id),
    )


def has_chip(kind: ChipKind) -> ColumnElement[bool]:
    """The rule of `chips.kind_of` for open cases, for the database. A test holds the two together."""
    given = select(Suggestion.id).where(
        Suggestion.case_id == Case.id,
        Suggestion.taken_back_at.is_(None),
        Suggestion.author_id != Case.presenter_id,
    )
    in_plan = (
        select(Adoption.id)
        .join(Suggestion, Suggestion.id == Adoption.suggestion_id)
        .where(Suggestion.case_id == Case.id)
    )
    trying = in_plan.where(Adoption.verdict.is_(None)).exists()
    goals = select(CaseGoal.id).where(CaseGoal.case_id == Case.id, CaseGoal.level > CaseGoal.baseline)
    moving = or_(in_plan.where(Adoption.verdict.in_(list(HELPED))).exists(), goals.exists())
    still = and_(Case.feels_stuck, func.coalesce(_last_rise(), _first_rating()) <= clock.now() - A_WEEK)
    replied, is_still = given.exists(), func.coalesce(still, False)
    rules = {
        ChipKind.NEEDS_FIRST_REPLY: not_(replied),
        ChipKind.STUCK: and_(replied, or_(is_still, and_(Case.feels_stuck, not_(trying), not_(moving)))),
        ChipKind.TRYING: and_(replied, not_(is_still), trying),
        ChipKind.MOVING: and_(replied, not_(is_still), not_(trying), moving),
        ChipKind.GETTING_REPLIES: and_(replied, not_(Case.feels_stuck), not_(trying), not_(moving)),
    }
    return and_(Case.state == CaseState.OPEN, Case.hidden_at.is_(None), rules[kind])


def _last_rise() -> ScalarSelect[dt.datetime | None]:
    return select(func.max(Goal.risen_at)).where(Goal.plan_id == Case.plan_id).scalar_subquery()


def _first_rating() -> ScalarSelect[dt.datetime]:
    rated = select(func.min(Outcome.at)).join(Goal, Goal.id == Outcome.goal_id)
    return rated.where(Goal.plan_id == Case.plan_id, Outcome.level.is_not(None)).scalar_subquery()


def _counts(session: Session, query: Select[str, int]) -> Mapping[str, int]:
    return defaultdict(int, {row[0]: row[1] for row in session.execute(query)})
