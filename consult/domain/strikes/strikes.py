"""Striking: a look at where words stand, taking them out of everything at once, and the record of it.

The words go through here and stay nowhere: not in the record, not in a log, not in an address.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import joinedload

from consult import deid
from consult.core import clock, keys
from consult.core.errors import Unreadable
from consult.core.ids import new_id
from consult.core.texts import _
from consult.core.unit import Unit, acting, reading
from consult.domain import screening, sites
from consult.domain.notices import tell_person
from consult.domain.strikes import cleaning
from consult.domain.strikes.finding import Found, look_for, new_html, rows_in, take_out
from consult.domain.strikes.phrases import Phrases, fold
from consult.domain.strikes.places import NAMES, PRIVATE, Sort
from consult.domain.strikes.scopes import Scope, hold, in_plans, scope_of
from consult.models.actor import Actor
from consult.models.cases import Case, CaseGoal, Draft, Kept
from consult.models.plans import Barrier, Goal, Plan, PlanVersion, Step
from consult.models.protection import NeverWord
from consult.models.strikes import Strike
from consult.models.suggestions import Adoption, Reply, Suggestion
from consult.policy import can_strike

SHORTEST, LONGEST = 2, 200
"""Characters of one phrase."""
MOST = 10
"""Phrases at once."""
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class StrikeLine:
    """One strike, as presenter and facilitators read of it."""

    at: dt.datetime
    by: str
    count: int
    is_cleaned: bool


@dataclass(frozen=True, slots=True)
class StrikePage:
    """What the page of strikes shows before anything is typed."""

    case_id: str
    codename: str
    lines: Sequence[StrikeLine]


@dataclass(frozen=True, slots=True)
class Preview:
    """In how many places the words stand: of each phrase as it was typed, and of each sort."""

    phrases: Sequence[tuple[str, int]]
    sorts: Sequence[tuple[str, int]]

    @property
    def count(self) -> int:
        """All places."""
        return sum(count for _words, count in self.phrases)


def strikes_of(actor: Actor, case_id: str) -> StrikePage:
    """The case, and what was taken out of it before."""
    with reading(actor) as read:
        case = read.load(Case, case_id, may=can_strike)
        query = select(Strike).options(joinedload(Strike.by)).where(Strike.case_id == case.id)
        rows = read.session.scalars(query.order_by(Strike.at.desc()).limit(MOST_SHOWN)).all()
        hidden = _hidden(read.actor, case)
        lines = [
            StrikeLine(row.at, row.by.name, _shown(row.places, hidden), row.cleaned_at is not None)
            for row in rows
        ]
        return StrikePage(case.id, case.codename, lines)


def preview(actor: Actor, case_id: str, *, phrases: Sequence[str]) -> Preview:
    """Where the words stand now. Raises Unreadable when that is nowhere."""
    wanted = Phrases(phrases)
    with reading(actor) as read:
        case = read.load(Case, case_id, may=can_strike)
        found = look_for(rows_in(read.session, scope_of(read.session, case.id)), wanted)
        hidden = _hidden(read.actor, case)
    _standing(wanted, found, hidden)
    counts = [(words, found.count(number, hidden)) for number, words in enumerate(phrases)]
    sorts = [(_(NAMES[sort]), count) for sort, count in found.sorts().items() if sort not in hidden]
    return Preview(counts, sorts)


def strike(actor: Actor, case_id: str, *, phrases: Sequence[str], client_id: str | None = None) -> Strike:
    """Take the words out of everything that came from this case, in one transaction and for good."""
    wanted = Phrases(phrases)
    with reading(actor) as read:
        read.load(Case, case_id, may=can_strike)
        html = new_html(rows_in(read.session, scope_of(read.session, case_id)), wanted)
    with acting(actor, client_id) as unit:
        unit.load(Case, case_id)  # known of, before anything is held
        scope = hold(unit.session, case_id)
        case = unit.load(Case, case_id, may=can_strike)
        if again := unit.again(Strike):
            return again
        rows = rows_in(unit.session, scope)
        hidden = _hidden(unit.actor, case)
        wanted = _standing(wanted, look_for(rows, wanted), hidden)
        found = take_out(rows, wanted, html)
        struck = unit.add(
            Strike(
                case_id=case.id,
                by_id=unit.actor.id,
                places={str(sort): count for sort, count in found.sorts().items()},
                digests=[keys.digest("struck", f"{case.id}\0{fold(words)}") for words in wanted.words],
            )
        )
        _find_from_now_on(unit, scope, [*wanted.words, *found.words])
        unit.record("words.struck", on=sites.stream_of(case.id), about=struck)
        _tell(unit, case, found)
    cleaning.clean()
    return struck


def _standing(wanted: Phrases, found: Found, hidden: frozenset[Sort]) -> Phrases:
    """Those of the phrases that stand somewhere this person may know of. Raises Unreadable when none does."""
    standing = [words for number, words in enumerate(wanted.words) if found.count(number, hidden)]
    if not standing:
        raise Unreadable(
            {"phrases": _("These words stand nowhere in this case. Write them as they stand there.")}
        )
    return wanted if len(standing) == len(wanted.words) else Phrases(standing)


def _hidden(actor: Actor, case: Case) -> frozenset[Sort]:
    """A facilitator sees neither draft nor plan, and is not told what stands in them."""
    return frozenset() if actor.id == case.presenter_id else PRIVATE


def _shown(places: Mapping[str, int], hidden: frozenset[Sort]) -> int:
    return sum(count for sort, count in places.items() if sort not in hidden)


def _find_from_now_on(unit: Unit[Actor], scope: Scope, words: Sequence[str]) -> None:
    """The check finds the words in what is written of this case and in its plans, also where once kept."""
    digests = sorted({sites.digest(part) for one in words for part in _asked_about(one)})
    same = {"owner": scope.case_id, "by_id": unit.actor.id, "at": clock.now()}
    rows = [{**same, "id": new_id(), "digest": digest} for digest in digests]
    dialect = postgresql if unit.session.get_bind().dialect.name == "postgresql" else sqlite
    note = dialect.insert(NeverWord).values(rows)
    unit.session.execute(note.on_conflict_do_nothing(index_elements=["owner", "digest"]))
    kept = [screening.find_digest(kind, one) for one in words for kind in deid.CATEGORIES]
    here = (Kept.case_id == scope.case_id) | Kept.about_id.in_(in_plans(scope))
    held = here, Kept.action == "kept", Kept.digest.in_(kept)
    unit.session.execute(update(Kept).where(*held).values(action="struck"))


def _asked_about(phrase: str) -> list[str]:
    """The check asks about so many words in a row; of a longer phrase it finds every piece of that length."""
    words = sites.phrase(phrase).split()
    pieces = max(1, len(words) - sites.LONGEST_PHRASE + 1)
    return [" ".join(words[at : at + sites.LONGEST_PHRASE]) for at in range(pieces)]


def _tell(unit: Unit[Actor], case: Case, found: Found) -> None:
    """Every open page hears of it; the presenter and those whose suggestions lost words are told quietly."""
    rows = list(found.rows.values())
    for row in rows:
        if isinstance(row, Draft):
            row.rev += 1  # a composer that is open elsewhere does not save the words again unseen
    showing = {row.case_id for row in rows if isinstance(row, CaseGoal)} | {case.id}
    for one in unit.session.scalars(select(Case).where(Case.id.in_(showing)).order_by(Case.id)):
        unit.record("case.struck", on=one, about=one)
    given = {
        row if isinstance(row, Suggestion) else row.suggestion for row in rows if isinstance(row, _GIVEN)
    }
    for suggestion in sorted(given, key=lambda one: one.posted_seq):
        unit.record("suggestion.struck", on=suggestion, about=suggestion)
    changed = {row.id if isinstance(row, Plan) else row.plan_id for row in rows if isinstance(row, _PLANNED)}
    for plan in unit.session.scalars(select(Plan).where(Plan.id.in_(changed)).order_by(Plan.id)):
        unit.record("plan.struck", on=plan, about=plan)
    tell_person(unit, case.presenter_id, "struck", case_id=case.id)
    authors = {row.author_id: row for row in rows if isinstance(row, Suggestion)}
    for person_id, suggestion in sorted(authors.items()):
        if person_id != case.presenter_id:
            tell_person(unit, person_id, "struck", case_id=case.id, about_id=suggestion.id)


_GIVEN = Suggestion | Reply | Adoption
_PLANNED = Plan | Goal | Barrier | Step | PlanVersion
