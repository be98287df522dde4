"""Who may suggest, answer and take up."""

from __future__ import annotations

import datetime as dt

from consult.core import clock
from consult.core.guard import No, Verdict
from consult.core.texts import _
from consult.models.actor import Actor
from consult.models.cases import Case, CaseState
from consult.models.groups import Role
from consult.models.suggestions import BECOMES_A_STEP, Kind, Suggestion

WATCH_OUT_WAITS = dt.timedelta(hours=24)
"""After so long without a word from the presenter, a watch-out goes to those who stand in."""


def can_suggest(actor: Actor, case: Case, kind: Kind) -> Verdict:
    """Members, named people and guests while the case is open; a watch-out always, by every reader."""
    if kind is Kind.RESONANCE:
        return No(_("Resonance belongs to a meeting."))
    if case.state == CaseState.DRAFT or case.state == CaseState.WITHDRAWN:  # noqa: PLR1714 - reads as a rule
        return No(_("This case is not open."))
    if kind is Kind.WATCH_OUT:
        return True
    if case.state == CaseState.CLOSED:
        return No(_("This case is closed. A safety point is always welcome."))
    if actor.groups.get(case.group_id or "") is Role.OBSERVER:
        return No(_("Observers read along in this group. A safety point is always welcome."))
    return True


def can_edit_suggestion(actor: Actor, suggestion: Suggestion) -> Verdict:
    """Its author edits or takes back, while it stands; not once it is in a plan."""
    if actor.id != suggestion.author_id:
        return No(_("Only its author can change a suggestion."))
    if suggestion.taken_back_at is not None:
        return No(_("This suggestion was taken back."))
    if suggestion.adoption is not None:
        return No(_("This is in the plan now. Write a new suggestion to add to it."))
    return True


def can_put_back(actor: Actor, suggestion: Suggestion) -> Verdict:
    """Its author brings back what they took back."""
    return (actor.id == suggestion.author_id and suggestion.taken_back_at is not None) or No(
        _("Only its author can change a suggestion.")
    )


def can_read_trace(actor: Actor, suggestion: Suggestion) -> bool:
    """Earlier wordings: for the author, and while it stands for the presenter, who may have acted on them."""
    if actor.id == suggestion.author_id:
        return True
    return actor.id == suggestion.case.presenter_id and suggestion.taken_back_at is None


def can_support(actor: Actor, suggestion: Suggestion) -> Verdict:
    """Any reader but its author, while it stands."""
    if suggestion.taken_back_at is not None:
        return No(_("This suggestion was taken back."))
    return actor.id != suggestion.author_id or No(_("This is your own suggestion."))


def can_reply(actor: Actor, suggestion: Suggestion) -> Verdict:
    """The presenter, until it is in the plan; who stands in, for a watch-out that waited or was passed on."""
    if suggestion.taken_back_at is not None:
        return No(_("This suggestion was taken back."))
    if suggestion.adoption is not None and suggestion.reply is not None:
        return No(_("This is in the plan now. Its outcome will say how it went."))
    if actor.id == suggestion.case.presenter_id:
        return True
    if suggestion.kind == Kind.WATCH_OUT and may_stand_in(actor, suggestion):
        return stands_in(suggestion) or No(_("The presenter answers first. After a day you stand in."))
    return No(_("The presenter answers this."))


def may_stand_in(actor: Actor, suggestion: Suggestion) -> bool:
    """The group's facilitators and the safety contacts, but never for a point of their own."""
    stands = actor.facilitates(suggestion.case.group_id) or actor.is_safety_contact
    return stands and actor.id != suggestion.author_id


def stands_in(suggestion: Suggestion) -> bool:
    """Has a watch-out come to those who stand in: after 24 hours unanswered, or asked of the supervisor?"""
    reply = suggestion.reply
    if reply is not None:
        return reply.word == "ask_supervisor"
    return clock.now() - suggestion.at >= WATCH_OUT_WAITS


def can_adopt(actor: Actor, suggestion: Suggestion) -> Verdict:
    """The presenter makes a step of it, where its kind can become one, on open and closed cases."""
    if actor.id != suggestion.case.presenter_id:
        return No(_("The presenter decides what goes into the plan."))
    if suggestion.case.state == CaseState.WITHDRAWN:
        return No(_("This case was withdrawn."))
    if suggestion.taken_back_at is not None:
        return No(_("This suggestion was taken back."))
    return Kind(suggestion.kind) in BECOMES_A_STEP or No(_("This kind of suggestion does not become a step."))


def can_choose_ideas(actor: Actor, case: Case) -> Verdict:
    """The presenter chooses what goes into the plan, as long as the case is not withdrawn."""
    if actor.id != case.presenter_id:
        return No(_("The presenter decides what goes into the plan."))
    return case.state != CaseState.WITHDRAWN or No(_("This case was withdrawn."))
