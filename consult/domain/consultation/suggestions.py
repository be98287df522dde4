"""Suggestions: giving one, changing it, taking it back. Words are checked and drawn before the write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from consult.core import clock, markdown, quotes
from consult.core.db import UTC
from consult.core.errors import Stale, Unreadable
from consult.core.quotes import NotThere, Pin
from consult.core.texts import _
from consult.core.unit import Unit, acting, reading
from consult.domain import screening
from consult.domain.consultation.case_articles import read_sections
from consult.domain.notices import tell_person
from consult.models.actor import Actor
from consult.models.cases import Case, CaseGoal
from consult.models.suggestions import Kind, Suggestion, SuggestionEdit
from consult.policy import can_edit_suggestion, can_put_back, can_suggest

LONGEST = 8_000
"""Characters of one suggestion."""
LONGEST_QUOTE = 600


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that somebody selected in the case, and where, as far as the browser could tell."""

    words: str
    section: str = ""
    paragraph: int | None = None
    start: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class _Pinned:
    pin: Pin
    section: str
    version: int


def post_suggestion(
    actor: Actor,
    case_id: str,
    *,
    kind: Kind,
    body: str,
    kept: Mapping[str, str],
    goal_id: str | None = None,
    quote: Quote | None = None,
    client_id: str | None = None,
) -> Suggestion:
    """Give a suggestion on a case. The same `client_id` sent again returns the first one."""
    pinned = _pinned(actor, case_id, quote) if quote else None
    words = screening.clear(actor, {"body": body}, kept, case_id=case_id)
    html = markdown.renderer(words["body"])
    with acting(actor, client_id) as unit:
        case = unit.load(Case, case_id, may=lambda one, of: can_suggest(one, of, kind))
        if again := unit.again(Suggestion):
            return again
        suggestion = Suggestion(
            case_id=case.id, author_id=actor.id, kind=kind, body=words["body"], html=html, goal_id=goal_id
        )
        _check_goal(unit.session, case, goal_id)
        _put_quote(unit, suggestion, pinned)
        unit.put(suggestion)
        screening.keep(unit, suggestion.id, words)
        unit.session.connection().execute(_MOVED, {"case_id": case.id, "now": clock.now()})
        what = "watch_out" if kind is Kind.WATCH_OUT else "suggestion"
        tell_person(unit, case.presenter_id, what, case_id=case.id, about_id=suggestion.id)
        unit.record("suggestion.posted", on=case, about=suggestion)
    return suggestion


_MOVED = update(Case).where(Case.id == bindparam("case_id")).values(moved_at=bindparam("now", type_=UTC))


def edit_suggestion(
    actor: Actor, suggestion_id: str, *, body: str, kept: Mapping[str, str], client_id: str | None = None
) -> Suggestion:
    """Change the words of one's own suggestion; what they were stays in the trace."""
    case_id = case_of(actor, suggestion_id)
    words = screening.clear(actor, {"body": body}, kept, case_id=case_id)
    html = markdown.renderer(words["body"])
    with acting(actor, client_id) as unit:
        suggestion = unit.load(Suggestion, suggestion_id, may=can_edit_suggestion)
        if again := unit.again(Suggestion):
            return again
        if suggestion.body == words["body"]:
            unit.unchanged("the same words")
            return suggestion
        unit.session.add(_trace(unit.session, suggestion))
        suggestion.body, suggestion.html, suggestion.edited_at = words["body"], html, clock.now()
        screening.keep(unit, suggestion.id, words)
        unit.record("suggestion.edited", on=suggestion, fields=("body",))
    return suggestion


def case_of(actor: Actor, suggestion_id: str) -> str:
    """The case that a suggestion was given to. Raises NotFound."""
    with reading(actor) as read:
        return read.load(Suggestion, suggestion_id).case_id


def take_back(actor: Actor, suggestion_id: str, *, client_id: str | None = None) -> Suggestion:
    """Take one's own suggestion back: a line stays in its place, its words only in its author's trace."""
    with acting(actor, client_id) as unit:
        if again := unit.again(Suggestion):
            unit.allow(again.author_id == actor.id)
            return again
        suggestion = unit.load(Suggestion, suggestion_id, may=can_edit_suggestion)
        unit.session.add(_trace(unit.session, suggestion))
        suggestion.body, suggestion.html = screening.own(""), ""
        suggestion.taken_back_at = clock.now()
        unit.record("suggestion.taken_back", on=suggestion)
    return suggestion


def put_back(actor: Actor, suggestion_id: str, *, client_id: str | None = None) -> Suggestion:
    """Undo taking back: the suggestion says again what it said."""
    body = _last_words(actor, suggestion_id)
    html = markdown.renderer(body)
    with acting(actor, client_id) as unit:
        if again := unit.again(Suggestion):
            unit.allow(again.author_id == actor.id)
            return again
        suggestion = unit.load(Suggestion, suggestion_id, may=can_put_back)
        if _last_of(unit, suggestion) != body:  # words were struck meanwhile: they must not come back
            raise Stale(_("These words were changed a moment ago. Look once more."))
        suggestion.body, suggestion.html, suggestion.taken_back_at = screening.own(body), html, None
        unit.record("suggestion.edited", on=suggestion, fields=("taken_back_at",))
    return suggestion


def _last_words(actor: Actor, suggestion_id: str) -> str:
    """What it said last; these words passed the check when they were written."""
    with reading(actor) as read:
        return _last_of(read, read.load(Suggestion, suggestion_id, may=can_put_back))


def _last_of(unit: Unit[Actor], suggestion: Suggestion) -> str:
    query = select(SuggestionEdit.body).where(SuggestionEdit.suggestion_id == suggestion.id)
    return unit.session.scalars(query.order_by(SuggestionEdit.at.desc()).limit(1)).one()


def _trace(session: Session, suggestion: Suggestion) -> SuggestionEdit:
    """What it says now; later than what it said before, whatever the clocks of two computers say."""
    query = select(func.max(SuggestionEdit.at)).where(SuggestionEdit.suggestion_id == suggestion.id)
    last = session.scalar(query)
    at = max(clock.now(), last + dt.timedelta(microseconds=1)) if last else clock.now()
    return SuggestionEdit(suggestion_id=suggestion.id, kind=suggestion.kind, body=suggestion.body, at=at)


def _check_goal(session: Session, case: Case, goal_id: str | None) -> None:
    if goal_id is None:
        return
    query = select(CaseGoal.id).where(CaseGoal.id == goal_id, CaseGoal.case_id == case.id)
    if session.scalars(query).first() is None:
        raise Unreadable({"goal_id": _("This goal is not on the case any more. Choose another, or none.")})


def _pinned(actor: Actor, case_id: str, quote: Quote) -> _Pinned:
    """Where the words stand in the version that was quoted. Raises NotFound, or Unreadable when nowhere."""
    with reading(actor) as read:
        case = read.load(Case, case_id)
        version = quote.version or case.version
        every = read_sections(read.session, case.id, version)
    sections = {key: html for key, html in every.items() if quote.section in {"", key}}
    found = []
    for key, html in sections.items():
        try:
            found.append(
                _Pinned(
                    quotes.pin(quotes.shown(html), quote.words, quote.paragraph, quote.start), key, version
                )
            )
        except NotThere:
            continue
    if len(found) != 1:
        raise Unreadable({"quote": NotThere().words})
    return found[0]


def _pin_in(sections: Mapping[str, str], pinned: _Pinned) -> Pin:
    pin = pinned.pin
    try:
        return quotes.pin(quotes.shown(sections[pinned.section]), pin.words, pin.paragraph, pin.start)
    except NotThere:
        raise Unreadable({"quote": NotThere().words}) from None


def _put_quote(unit: Unit[Actor], suggestion: Suggestion, pinned: _Pinned | None) -> None:
    if pinned is None:
        return
    # Read once more: words that were struck there a moment ago must not come back.
    pin = _pin_in(read_sections(unit.session, suggestion.case_id, pinned.version), pinned)
    suggestion.quote_version, suggestion.quote_section = pinned.version, pinned.section
    suggestion.quote_paragraph, suggestion.quote_start, suggestion.quote_end = pin.place
    # The case's own words, which passed the check when it was posted.
    suggestion.quote_words = screening.own(pin.words)
    suggestion.quote_before, suggestion.quote_after = screening.own(pin.prefix), screening.own(pin.suffix)
