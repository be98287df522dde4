"""Suggestions as everyone on the case sees them: words, quote, goal, reply, and what became of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from consult.core.texts import N_, _
from consult.domain.cases.loops import Point, loop_points
from consult.domain.consultation.case_articles import (
    GoalView,
    Who,
    quote_place,
    quote_row,
    read_goals,
    read_sections,
)
from consult.models.people import Person
from consult.models.suggestions import (
    BECOMES_A_STEP,
    REPLIES,
    Adoption,
    Kind,
    Reply,
    ReplyReason,
    ReplyWord,
    Suggestion,
)

if TYPE_CHECKING:
    from consult.domain.consultation.open_cases import OpenCase

KINDS: dict[Kind, str] = {
    Kind.IDEA: N_("Idea to try"),
    Kind.QUESTION: N_("Question"),
    Kind.VIEW: N_("Another view"),
    Kind.BLIND_SPOT: N_("Blind spot"),
    Kind.WATCH_OUT: N_("Watch out"),
    Kind.RESOURCE: N_("Resource"),
    Kind.STRENGTH: N_("Strength"),
    Kind.RESONANCE: N_("Resonance"),
}
"""What each kind is called."""
WORDS: dict[ReplyWord, str] = {
    ReplyWord.WILL_TRY: N_("Will try"),
    ReplyWord.NOT_NOW: N_("Not now"),
    ReplyWord.TRIED_BEFORE: N_("Tried before"),
    ReplyWord.NO: N_("No"),
    ReplyWord.CHANGES_HOW_I_SEE_IT: N_("Changes how I see it"),
    ReplyWord.HAD_THOUGHT_OF_IT: N_("Had thought of it"),
    ReplyWord.NOT_THIS_TIME: N_("Not this time"),
    ReplyWord.ANSWERED: N_("Answered"),
    ReplyWord.ACTING_ON_IT: N_("Acting on it"),
    ReplyWord.ALREADY_COVERED: N_("Already covered"),
    ReplyWord.ASK_SUPERVISOR: N_("Ask supervisor"),
    ReplyWord.THANKS: N_("Thanks"),
}
"""The presenter's words."""
REASONS: dict[ReplyReason, str] = {
    ReplyReason.CLIENT_DOES_NOT_WANT: N_("The person does not want it"),
    ReplyReason.NOT_SAFE_NOW: N_("Not safe now"),
    ReplyReason.NOT_FEASIBLE: N_("Not possible with what we have"),
    ReplyReason.OUTSIDE_ROLE: N_("Outside my role"),
    ReplyReason.DOES_NOT_FIT: N_("Does not fit"),
    ReplyReason.OTHER: N_("Another reason"),
}
"""Why not."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Quoted words; `from_version` where they are no longer marked in the case."""

    words: str
    dom_id: str
    from_version: int | None


@dataclass(frozen=True, slots=True)
class ReplyView:
    """The word that was said, by whom, why, and what they wrote with it."""

    by: Who
    word: str
    text: str
    reason: str
    html: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class AdoptionView:
    """The step as colleagues see it: words, goal, its level then and now, the worker's line; no dates."""

    step_id: str
    words: str
    goal: str
    level_then: int | None
    level_now: int | None
    verdict: str | None
    line: str


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """One suggestion, the same for everyone who looks."""

    id: str
    case_id: str
    kind: str
    kind_text: str
    author: Who
    at: dt.datetime
    edited_at: dt.datetime | None
    gone: bool
    html: str
    quote: QuoteView | None
    goal: str
    reply: ReplyView | None
    adoption: AdoptionView | None
    points: Sequence[Point]
    posted_seq: int
    changed_seq: int

    @property
    def choices(self) -> Sequence[tuple[str, str]]:
        """The replies that fit, as buttons: word and text."""
        return [(word, _(WORDS[word])) for word in REPLIES[Kind(self.kind)]]

    @property
    def may_become_step(self) -> bool:
        """A view, blind spot or watch-out is made a step of its own accord; an idea by "Will try"."""
        return Kind(self.kind) in BECOMES_A_STEP and self.adoption is None

    @property
    def label(self) -> str:
        """What a screen reader calls it."""
        return _("{kind} from {name}").format(kind=self.kind_text, name=self.author.first_name)


_author, _replier = aliased(Person), aliased(Person)
_QUERY = (
    select(
        Suggestion.id,
        Suggestion.case_id,
        Suggestion.kind,
        Suggestion.author_id,
        Suggestion.at,
        Suggestion.edited_at,
        Suggestion.taken_back_at,
        Suggestion.html,
        Suggestion.goal_id,
        Suggestion.posted_seq,
        Suggestion.changed_seq,
        Suggestion.quote_version,
        Suggestion.quote_section,
        Suggestion.quote_paragraph,
        Suggestion.quote_start,
        Suggestion.quote_end,
        Suggestion.quote_words,
        Suggestion.quote_before,
        Suggestion.quote_after,
        _author.name.label("author"),
        Reply.by_id,
        _replier.name.label("replier"),
        Reply.word,
        Reply.reason,
        Reply.html.label("reply_html"),
        Reply.at.label("reply_at"),
        Adoption.step_id,
        Adoption.words,
        Adoption.goal,
        Adoption.level_then,
        Adoption.level_now,
        Adoption.verdict,
        Adoption.line,
    )
    .join(_author, _author.id == Suggestion.author_id)
    .outerjoin(Reply, Reply.suggestion_id == Suggestion.id)
    .outerjoin(_replier, _replier.id == Reply.by_id)
    .outerjoin(Adoption, Adoption.suggestion_id == Suggestion.id)
    .where(Suggestion.case_id == bindparam("case_id"), Suggestion.id.in_(bindparam("ids", expanding=True)))
)


def read_views(session: Session, line: OpenCase, ids: Sequence[str]) -> dict[str, SuggestionView]:
    """These suggestions of the case, by id."""
    rows = session.connection().execute(_QUERY, {"case_id": line.id, "ids": list(ids)}).all()
    has_goals = any(row.goal_id is not None for row in rows)
    has_quotes = any(row.quote_words is not None for row in rows)
    goals = {goal.id: goal for goal in read_goals(session, line.id)} if has_goals else {}
    sections = read_sections(session, line.id, line.version) if has_quotes else {}
    return {row.id: _view(row, line, goals, sections) for row in rows}


def _view(row: Any, line: OpenCase, goals: dict[str, GoalView], sections: dict[str, str]) -> SuggestionView:
    goal = goals.get(row.goal_id)
    goal_text = _("Goal {number}: {title}").format(number=goal.number, title=goal.title) if goal else ""
    adoption = _adoption(row)
    return SuggestionView(
        row.id,
        row.case_id,
        row.kind,
        _(KINDS[Kind(row.kind)]),
        Who(row.author_id, row.author),
        row.at,
        row.edited_at,
        row.taken_back_at is not None,
        row.html,
        _quote(row, line, sections),
        goal_text,
        _reply(row),
        adoption,
        loop_points(row.kind, row.word, adoption),
        row.posted_seq,
        row.changed_seq,
    )


def _quote(row: Any, line: OpenCase, sections: dict[str, str]) -> QuoteView | None:
    if row.quote_words is None:
        return None
    place = quote_place(quote_row(row), sections, line.version)
    return QuoteView(row.quote_words, f"quote-{row.id}", row.quote_version if place is None else None)


def _reply(row: Any) -> ReplyView | None:
    if row.word is None:
        return None
    reason = _(REASONS[ReplyReason(row.reason)]) if row.reason else ""
    text = _(WORDS[ReplyWord(row.word)])
    return ReplyView(Who(row.by_id, row.replier), row.word, text, reason, row.reply_html, row.reply_at)


def _adoption(row: Any) -> AdoptionView | None:
    if row.step_id is None:
        return None
    return AdoptionView(
        row.step_id,
        row.words,
        row.goal or "",
        row.level_then,
        row.level_now,
        row.verdict,
        row.line or "",
    )
