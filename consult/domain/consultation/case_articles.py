"""The case as colleagues read it: the posted version, its goals, and the words that suggestions quote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from consult.core import quotes
from consult.core.quotes import Mark, Pin, Place
from consult.core.texts import _
from consult.domain.cases.chips import Chip
from consult.domain.cases.sections import BY_KEY
from consult.models.cases import Case, CaseGoal, CaseSection, CaseVersion, Scope
from consult.models.groups import Group
from consult.models.people import Person, initials
from consult.models.suggestions import Suggestion

if TYPE_CHECKING:
    from consult.domain.consultation.open_cases import Key, OpenCase, Slot

QUESTION = "question"
"""The section that stands first, in a box of its own."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody as they stand beside what they wrote."""

    id: str
    name: str

    @property
    def initials(self) -> str:
        """Two letters for the round mark."""
        return initials(self.name)

    @property
    def first_name(self) -> str:
        """What colleagues call each other."""
        return self.name.split()[0] if self.name.strip() else self.name


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section, quotes marked."""

    key: str
    label: str
    html: str


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal as the case shows it: no dates."""

    id: str
    number: int
    title: str
    baseline: int
    level: int


@dataclass(frozen=True, slots=True)
class Article:
    """Everything that stands in the case itself, the same for everyone."""

    id: str
    codename: str
    state: str
    version: int
    title: str
    question: str
    sections: Sequence[SectionView]
    goals: Sequence[GoalView]
    presenter: Who
    group: str
    posted_at: dt.datetime | None
    consent: str
    closing: str
    safety_step: str
    urgency: str
    plan_id: str | None
    chip: Chip
    hidden: bool = False
    """Hidden while a doubt is looked at."""


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote as it was pinned."""

    suggestion_id: str
    version: int
    section: str
    pin: Pin | None
    """None where words of it were removed: it stands nowhere any more."""


def article_key(line: OpenCase, slots: Sequence[Slot], chip: Chip) -> Key:
    """Names the drawn article: it changes with the case, its chip, and the quotes that are marked in it."""
    quoted = tuple(slot.key[1:3] for slot in slots if slot.quoted)
    return ("case", line.id, line.changed_seq, chip.kind, chip.text, quoted)


def read_article(session: Session, line: OpenCase, chip: Chip) -> Article:
    """The posted version with its quotes marked."""
    case = session.execute(_case_query(line.id)).one()
    sections = read_sections(session, line.id, line.version)
    marked = _mark(sections, read_quotes(session, line.id), line.version)
    views = [
        SectionView(key, _(BY_KEY[key].label) if key in BY_KEY else key, html) for key, html in marked.items()
    ]
    return Article(
        case.id,
        case.codename,
        case.state,
        case.version,
        case.title or "",
        marked.get(QUESTION, ""),
        [view for view in views if view.key != QUESTION],
        read_goals(session, line.id),
        Who(case.presenter_id, case.presenter),
        (case.group or "") if case.scope == Scope.GROUP else "",
        case.posted_at,
        case.consent,
        case.closing or "",
        case.safety_step or "",
        case.urgency,
        case.plan_id,
        chip,
        case.hidden_at is not None,
    )


def _case_query(case_id: str) -> Any:
    columns = (
        Case.id,
        Case.codename,
        Case.state,
        Case.version,
        Case.presenter_id,
        Case.scope,
        Case.posted_at,
    )
    facts = (Case.consent, Case.closing, Case.safety_step, Case.urgency, Case.plan_id, Case.hidden_at)
    posted = (CaseVersion.case_id == Case.id) & (CaseVersion.number == Case.version)
    return (
        select(*columns, *facts, CaseVersion.title, Person.name.label("presenter"), Group.name.label("group"))
        .join(Person, Person.id == Case.presenter_id)
        .outerjoin(Group, Group.id == Case.group_id)
        .outerjoin(CaseVersion, posted)
        .where(Case.id == case_id)
    )


def read_sections(session: Session, case_id: str, version: int) -> dict[str, str]:
    """The stored HTML of each section of a version, in order."""
    query = (
        select(CaseSection.key, CaseSection.html)
        .join(CaseVersion, CaseVersion.id == CaseSection.version_id)
        .where(CaseVersion.case_id == case_id, CaseVersion.number == version)
        .order_by(CaseSection.position)
    )
    return {key: html for key, html in session.execute(query)}  # noqa: C416 - rows are typed, dict() is not


def read_goals(session: Session, case_id: str) -> list[GoalView]:
    """The goals that the case shows, numbered."""
    rows = session.connection().execute(_GOALS, {"case_id": case_id}).all()
    return [
        GoalView(row.id, number, row.title, row.baseline, row.level) for number, row in enumerate(rows, 1)
    ]


_GOALS = (
    select(CaseGoal.id, CaseGoal.title, CaseGoal.baseline, CaseGoal.level)
    .where(CaseGoal.case_id == bindparam("case_id"))
    .order_by(CaseGoal.position, CaseGoal.id)
)


def read_quotes(session: Session, case_id: str) -> list[QuoteRow]:
    """The quotes of all suggestions that stand, in the order in which they came."""
    query = (
        select(
            Suggestion.id,
            Suggestion.quote_version,
            Suggestion.quote_section,
            Suggestion.quote_paragraph,
            Suggestion.quote_start,
            Suggestion.quote_end,
            Suggestion.quote_words,
            Suggestion.quote_before,
            Suggestion.quote_after,
        )
        .where(
            Suggestion.case_id == case_id,
            Suggestion.quote_words.is_not(None),
            Suggestion.taken_back_at.is_(None),
        )
        .order_by(Suggestion.posted_seq)
        .limit(MOST_QUOTES)
    )
    return [quote_row(row) for row in session.execute(query)]


MOST_QUOTES = 300


def quote_row(row: Any) -> QuoteRow:
    """A pinned quote from its columns."""
    if row.quote_start is None:
        return QuoteRow(row.id, row.quote_version, row.quote_section, None)
    pin = Pin(
        row.quote_paragraph,
        row.quote_start,
        row.quote_end,
        row.quote_words,
        row.quote_before or "",
        row.quote_after or "",
    )
    return QuoteRow(row.id, row.quote_version, row.quote_section, pin)


def quote_place(quote: QuoteRow, sections: dict[str, str], version: int) -> Place | None:
    """Where a quote is shown in this version; None where it may no longer mean the same words."""
    if quote.pin is None or quote.section not in sections:
        return None
    if quote.version == version:
        return quote.pin.place
    return quotes.place(quote.pin, quotes.shown(sections[quote.section]))


def _mark(sections: dict[str, str], pinned: Sequence[QuoteRow], version: int) -> dict[str, str]:
    marks: dict[str, list[Mark]] = {}
    for number, quote in enumerate(pinned, 1):
        place = quote_place(quote, sections, version)
        if place is not None:
            marks.setdefault(quote.section, []).append(Mark(place, f"quote-{quote.suggestion_id}", number))
    return {key: quotes.mark(html, marks.get(key, [])) for key, html in sections.items()}
