"""One suggestion on a page of its own, with everything that this viewer may do with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from consult.core.unit import Unit, reading
from consult.domain.consultation.case_pages import counts_show
from consult.domain.consultation.open_cases import OpenCase, read_open_case
from consult.domain.consultation.suggestion_views import SuggestionView, read_views
from consult.models.actor import Actor
from consult.models.suggestions import Suggestion, SuggestionEdit, Support
from consult.policy import (
    can_adopt,
    can_edit_suggestion,
    can_put_back,
    can_read_trace,
    can_reply,
    can_support,
)

MOST_EDITS = 50


@dataclass(frozen=True, slots=True)
class Earlier:
    """What it said before."""

    body: str
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class SuggestionPage:
    """A suggestion, and what this viewer may do."""

    case: OpenCase
    view: SuggestionView
    body: str
    """Its words as they were typed, for editing."""
    reply_body: str
    is_mine: bool
    may_edit: bool
    may_put_back: bool
    may_reply: bool
    may_adopt: bool
    may_record: bool
    may_support: bool
    supported: bool
    count: int | None
    """How many nodded; None until this viewer's own first word."""
    trace: Sequence[Earlier]


def read_suggestion_page(actor: Actor, suggestion_id: str) -> SuggestionPage:
    """The suggestion for this viewer. Raises NotFound."""
    with reading(actor) as read:
        suggestion = read.load(Suggestion, suggestion_id)
        case = read_open_case(read.session, suggestion.case_id)
        nods = select(func.count()).where(Support.suggestion_id == suggestion.id)
        mine = nods.where(Support.person_id == actor.id)
        count = read.session.scalar(nods) or 0
        return SuggestionPage(
            case,
            read_views(read.session, case, [suggestion.id])[suggestion.id],
            suggestion.body,
            (suggestion.reply.body if suggestion.reply else None) or "",
            actor.id == suggestion.author_id,
            bool(can_edit_suggestion(actor, suggestion)),
            bool(can_put_back(actor, suggestion)),
            bool(can_reply(actor, suggestion)),
            bool(can_adopt(actor, suggestion)) and suggestion.adoption is None,
            actor.id == suggestion.case.presenter_id,
            bool(can_support(actor, suggestion)),
            bool(read.session.scalar(mine)),
            count if counts_show(read.session, actor, case) else None,
            _trace(read, suggestion) if can_read_trace(actor, suggestion) else (),
        )


def _trace(read: Unit[Actor], suggestion: Suggestion) -> Sequence[Earlier]:
    query = (
        select(SuggestionEdit.body, SuggestionEdit.at)
        .where(SuggestionEdit.suggestion_id == suggestion.id)
        .order_by(SuggestionEdit.at.desc())
        .limit(MOST_EDITS)
    )
    return [Earlier(*row) for row in read.session.execute(query)]
