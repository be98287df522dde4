"""The open case: reading it, giving a suggestion, reading on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consult.core.errors import Answerable
from consult.core.texts import N_, _
from consult.domain.cases.finds import Found, found
from consult.domain.consultation import case_news, case_pages, reading_marks, suggestions
from consult.domain.consultation.case_pages import CasePage
from consult.domain.consultation.open_cases import Slot
from consult.domain.consultation.suggestion_views import KINDS
from consult.forms import read
from consult.forms.suggestions import ReadingForm, SuggestionForm, kept_of
from consult.models.cases import CaseState
from consult.models.suggestions import Kind
from consult.web.finds import decided, kept_values
from consult.web.fragments import Drawing
from consult.web.markup import drawn
from consult.web.numbers import number_asked
from consult.web.pages import page, saying
from consult.web.visits import current_actor, visitor, wants_json

bp = Blueprint("case", __name__)

POSTED = saying("suggested", N_("Posted."))
READ = saying("read", N_("All marked as read."))
UNREAD = saying("unread", N_("Marked unread from there."))
FILTERS = ("all", "waiting", "unread")
ASKS: dict[Kind, str] = {
    Kind.IDEA: N_("A small thing to try this week"),
    Kind.QUESTION: N_("What would help you understand?"),
    Kind.VIEW: N_("How else could one see this?"),
    Kind.BLIND_SPOT: N_("What could be easy to miss?"),
    Kind.WATCH_OUT: N_("What worries you, and what should happen first?"),
    Kind.RESOURCE: N_("A service or material that could help"),
    Kind.STRENGTH: N_("What is going well here?"),
}
"""What stands in the empty box, by kind."""


@bp.get("/cases/<case_id>")
def show(case_id: str) -> ResponseReturnValue:
    """The case, and what colleagues gave."""
    return _show(case_id)


@bp.post("/cases/<case_id>/suggestions")
def suggest(case_id: str) -> ResponseReturnValue:
    """Give a suggestion; or decide about a find in it, on the same page."""
    typed, kept = request.form, kept_values(request.form)
    changed = decided(typed, "body", case_id)
    if changed is not None:
        return _show(case_id, typed={**typed.to_dict(), **changed}, kept=kept)
    try:
        form = read(SuggestionForm, {**typed.to_dict(), "kept": kept})
        given = suggestions.post_suggestion(current_actor(), case_id, **form.values(), client_id=form.once)
    except Answerable as problem:
        if wants_json() or problem.status in {401, 404}:
            raise
        return _show(case_id, problem, typed.to_dict(), kept)
    if wants_json():
        return jsonify({"ok": True, "id": given.id, "seq": given.posted_seq})
    address = url_for("case.show", case_id=case_id, said=POSTED, _anchor=f"suggestion-{given.id}")
    return redirect(address, 303)


@bp.post("/cases/<case_id>/reading")
def reading(case_id: str) -> ResponseReturnValue:
    """Mark as read up to a number, or all of it; or unread from a suggestion on."""
    form = read(ReadingForm, request.form)
    if form.unread_from:
        seq, said = reading_marks.mark_unread(current_actor(), case_id, form.unread_from), UNREAD
    else:
        seq, said = reading_marks.mark_read(current_actor(), case_id, form.seq), READ
    if wants_json():
        return jsonify({"ok": True, "read": seq})
    return redirect(url_for("case.show", case_id=case_id, said=said), 303)


@bp.get("/cases/<case_id>/news")
def news(case_id: str) -> ResponseReturnValue:
    """What happened since a number: how a page without a socket keeps up."""
    drawing = Drawing()
    fresh = case_news.catch_up(current_actor(), case_id, number_asked("since", 0), drawn=drawing.has)
    return jsonify({"ok": True, **drawing.news(fresh), "mine": fresh.mine.as_json() if fresh.mine else None})


def _show(
    case_id: str,
    problem: Answerable | None = None,
    typed: Mapping[str, str] | None = None,
    kept: list[str] | None = None,
) -> ResponseReturnValue:
    drawing = Drawing()
    before = number_asked("before", 0) or None
    case_page = case_pages.read_case_page(current_actor(), case_id, drawn=drawing.has, before=before)
    if case_page.case.state == CaseState.DRAFT:
        mine = "presenter" in case_page.mine.viewer
        return redirect(url_for("cases.edit" if mine else "cases.consent", case_id=case_id), 303)
    show = request.args.get("show", "all")
    kinds = [(kind, _(KINDS[kind]), _(ASKS[kind])) for kind in case_page.kinds]
    is_empty = not typed and not request.args.keys() & {"kind", "quote"}
    typed = typed or {"kind": request.args.get("kind", "idea"), "quote": request.args.get("quote", "")}
    return page(
        "cases/show.html",
        problem,
        case=case_page.case,
        found=case_page,
        article=drawn([drawing.article(case_page.article_key, case_page.article)]),
        rows=_rows(case_page, drawing, show),
        show=show if show in FILTERS else "all",
        views=_views(case_page, show),
        kinds=kinds,
        typed=typed,
        write=drawn([drawing.write(kinds, case_page.goals)]) if is_empty and kinds else "",
        kept=kept or [],
        finds=_finds(case_id, typed["body"], kept or []) if typed.get("body") else [],
        mine=_mine(case_page),
        still=drawn([drawing.still()]),
        mine_at=case_page.mine.read_at,
        goals=case_page.goals,
    )


def _finds(case_id: str, words: str, kept: list[str]) -> list[Found]:
    return found(current_actor(), {"body": words}, kept_of(kept), case_id)


def _rows(found: CasePage, drawing: Drawing, show: str) -> dict[str, Any]:
    """The list in two parts, what was read and what is new, with the line between them."""
    chosen = {"waiting": found.waiting, "unread": found.unread}.get(show, lambda: found.slots)()
    unread = {slot.id for slot in found.unread()}
    first = next((index for index, slot in enumerate(chosen) if slot.id in unread), len(chosen))
    return {
        "read": drawn(_html(found, drawing, slot) for slot in chosen[:first]),
        "new": drawn(_html(found, drawing, slot) for slot in chosen[first:]),
        "new_count": len(unread),
    }


def _views(found: CasePage, show: str) -> list[tuple[str, str, int, str, bool]]:
    """Links to parts of the list, each with how many there are."""
    waiting, unread = len(found.waiting()), len(found.unread())
    views = [("all", _("All"), 0), ("unread", _("Unread"), unread)]
    if waiting or show == "waiting" or "presenter" in found.mine.viewer:
        views.insert(1, ("waiting", _("Waiting for your reply"), waiting))
    return [(name, text, count, _part(found, name), show == name) for name, text, count in views]


def _part(found: CasePage, name: str) -> str:
    show = None if name == "all" else name
    return url_for("case.show", case_id=found.case.id, show=show, _anchor="suggestions")


def _html(found: CasePage, drawing: Drawing, slot: Slot) -> str:
    return drawing.suggestion(slot.key, found.views.get(slot.id))


def _mine(found: CasePage) -> dict[str, Any]:
    """What only this viewer is told: read by the page's scripts, never sent to a room."""
    who = visitor()
    return found.mine.as_json() | {
        "case": found.case.id,
        "seq": found.seq,
        "name": who.name,
        "announcements": who.announcements,
        "presence": who.shows_presence,
        "keys": who.single_keys,
    }
