"""One suggestion: its page, and everything that can be done with it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consult.core.errors import Answerable
from consult.core.texts import N_, _
from consult.domain.cases.finds import found as find_in
from consult.domain.consultation import replies, suggestions, supports
from consult.domain.consultation.replies import HAS_REASON
from consult.domain.consultation.suggestion_pages import SuggestionPage, read_suggestion_page
from consult.domain.consultation.suggestion_views import REASONS
from consult.forms import read
from consult.forms.suggestions import ReplyForm, SupportForm, WordsForm, kept_of
from consult.web.finds import decided, kept_values
from consult.web.pages import page, saying
from consult.web.presses import this_press
from consult.web.visits import current_actor, wants_json

bp = Blueprint("suggestions", __name__, url_prefix="/suggestions")

CHANGED = saying("suggestion_changed", N_("Changed. What it said before is kept below."))
TAKEN_BACK = saying("taken_back", N_("Taken back. A line stays in its place."))
PUT_BACK = saying("put_back", N_("It is back."))
REPLIED = saying("replied", N_("Your reply is there."))
UNDONE = saying("reply_undone", N_("Undone. It waits for your reply again."))
SUPPORTED = saying("supported", N_("Noted. Thank you."))
UNSUPPORTED = saying("unsupported", N_("Taken away again."))


@bp.get("/<suggestion_id>")
def show(suggestion_id: str) -> ResponseReturnValue:
    """Everything about one suggestion that this person may see and do."""
    return _show(suggestion_id)


@bp.get("/<suggestion_id>/edit")
def edit(suggestion_id: str) -> ResponseReturnValue:
    """Its words, to change them."""
    return _edit(suggestion_id)


@bp.post("/<suggestion_id>")
def update(suggestion_id: str) -> ResponseReturnValue:
    """Change one's own words."""
    typed, kept = request.form, kept_values(request.form)
    changed = decided(typed, "body", suggestions.case_of(current_actor(), suggestion_id))
    if changed is not None:
        return _edit(suggestion_id, typed=changed, kept=kept)
    try:
        form = read(WordsForm, {**typed.to_dict(), "kept": kept})
        suggestion = suggestions.edit_suggestion(
            current_actor(), suggestion_id, **form.values(), client_id=form.once
        )
    except Answerable as problem:
        if wants_json() or problem.status in {401, 403, 404}:
            raise
        return _edit(suggestion_id, problem, typed.to_dict(), kept)
    return _done(suggestion.case_id, suggestion.id, CHANGED)


@bp.post("/<suggestion_id>/removal")
def take_back(suggestion_id: str) -> ResponseReturnValue:
    """Take one's own suggestion back."""
    suggestion = suggestions.take_back(current_actor(), suggestion_id, client_id=this_press())
    return _done(suggestion.case_id, suggestion.id, TAKEN_BACK)


@bp.post("/<suggestion_id>/return")
def put_back(suggestion_id: str) -> ResponseReturnValue:
    """Undo taking back."""
    suggestion = suggestions.put_back(current_actor(), suggestion_id, client_id=this_press())
    return _done(suggestion.case_id, suggestion.id, PUT_BACK)


@bp.post("/<suggestion_id>/support")
def support(suggestion_id: str) -> ResponseReturnValue:
    """Nod, or take the nod away."""
    form = read(SupportForm, request.form)
    act, said = (supports.support, SUPPORTED) if form.on == "yes" else (supports.unsupport, UNSUPPORTED)
    suggestion = act(current_actor(), suggestion_id, client_id=this_press(form.on))
    return _done(suggestion.case_id, suggestion.id, said)


@bp.post("/<suggestion_id>/reply")
def reply(suggestion_id: str) -> ResponseReturnValue:
    """Say the presenter's word, or that of who stands in."""
    typed, kept = request.form, kept_values(request.form)
    changed = decided(typed, "body", suggestions.case_of(current_actor(), suggestion_id))
    if changed is not None:
        return _show(suggestion_id, typed={**typed.to_dict(), **changed}, kept=kept)
    try:
        form = read(ReplyForm, {**typed.to_dict(), "kept": kept})
        words = f"{form.word}:{form.reason}:{form.body}"
        said = replies.reply(current_actor(), suggestion_id, **form.values(), client_id=this_press(words))
    except Answerable as problem:
        if wants_json() or problem.status in {401, 404}:
            raise
        return _show(suggestion_id, problem, typed.to_dict(), kept)
    return _done(said.suggestion.case_id, suggestion_id, REPLIED)


@bp.post("/<suggestion_id>/reply/removal")
def take_back_reply(suggestion_id: str) -> ResponseReturnValue:
    """Undo the word."""
    suggestion = replies.take_back_reply(current_actor(), suggestion_id, client_id=this_press())
    return _done(suggestion.case_id, suggestion.id, UNDONE)


def _done(case_id: str, suggestion_id: str, said: str) -> ResponseReturnValue:
    if wants_json():
        return jsonify({"ok": True, "id": suggestion_id})
    return redirect(
        url_for("case.show", case_id=case_id, said=said, _anchor=f"suggestion-{suggestion_id}"), 303
    )


def _show(
    suggestion_id: str,
    problem: Answerable | None = None,
    typed: dict[str, str] | None = None,
    kept: list[str] | None = None,
) -> ResponseReturnValue:
    found = read_suggestion_page(current_actor(), suggestion_id)
    return _page("suggestions/show.html", found, problem, typed, kept)


def _edit(
    suggestion_id: str,
    problem: Answerable | None = None,
    typed: dict[str, str] | None = None,
    kept: list[str] | None = None,
) -> ResponseReturnValue:
    found = read_suggestion_page(current_actor(), suggestion_id)
    if not found.may_edit:
        return redirect(url_for("suggestions.show", suggestion_id=suggestion_id), 303)
    return _page("suggestions/edit.html", found, problem, typed, kept)


def _page(
    template: str,
    found: SuggestionPage,
    problem: Answerable | None,
    typed: dict[str, str] | None,
    kept: list[str] | None,
) -> ResponseReturnValue:
    shown: dict[str, Any] = {"finds": [], "kept": kept or [], "typed": typed or {}}
    if typed is not None:
        shown["finds"] = find_in(
            current_actor(), {"body": typed.get("body", "")}, kept_of(kept or []), found.case.id
        )
    return page(
        template,
        problem,
        found=found,
        case=found.case,
        suggestion=found.view,
        reasons=[(reason, _(text)) for reason, text in REASONS.items()],
        has_reason=HAS_REASON,
        **shown,
    )
