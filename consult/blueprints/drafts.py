"""Saving a draft, and everything that follows a save: check, preview, ask, post."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consult.blueprints.cases import CHANGED, POSTED, to_case, to_composer
from consult.core.errors import Answerable, Stale, Unreadable
from consult.core.texts import N_, _
from consult.deid.own import REMOVED
from consult.domain import screening
from consult.domain.cases import askings, drafts, marking, postings
from consult.domain.cases.bodies import Body, typed, whole
from consult.domain.cases.drafts import Writing
from consult.domain.cases.finds import found
from consult.domain.cases.stand_ins import Chosen, note_choices
from consult.domain.consultation import previews
from consult.domain.screening import KEEP_REASONS
from consult.forms import read
from consult.forms.drafts import ChecksForm, DraftForm
from consult.forms.keeping import OWN, own_reason, pressed_keep
from consult.forms.suggestions import kept_of
from consult.models.cases import Draft
from consult.web.composing import as_sent, composer_page, saved_json
from consult.web.pages import page, saying
from consult.web.visits import current_actor, wants_json

bp = Blueprint("drafts", __name__)

DISCARDED = saying("discarded", N_("The draft is gone."))
ASKED = saying("asked", N_("Asked. Until there is a yes, nobody else sees it."))
UNASKED = saying("unasked", N_("Nobody is asked any more. Only you see the draft."))
CHECKED = saying("checked", N_("Done. Read it once more as a stranger would."))


@bp.post("/cases/drafts")
def create() -> ResponseReturnValue:
    """The first save of a new draft; sent again, it is the same draft."""
    try:
        form = read(DraftForm, request.form)
        once = f"{form.once}-draft" if form.once else None
        body = _with_press(form, form.body())
        draft = drafts.start_draft(current_actor(), body=body, codename=form.codename, client_id=once)
    except Answerable as problem:
        return _again(as_sent(drafts.blank("")), problem)
    if draft.body == whole(body):
        marking.mark_words(current_actor(), draft.case_id, form.by_hand)
        return _go_on(form, draft)
    # The answer to the first sending got lost, and more was typed since.
    return _save(form, draft.case_id, 1)


@bp.post("/cases/<case_id>/draft")
def update(case_id: str) -> ResponseReturnValue:
    """Save, and go on to where the pressed button leads."""
    try:
        form = read(DraftForm, request.form)
    except Unreadable as problem:
        return _again(as_sent(drafts.writing(current_actor(), case_id)), problem)
    if form.then == "post" and postings.posted_before(current_actor(), case_id, form.once):
        return to_case(case_id, POSTED)
    return _save(form, case_id, form.rev)


def _save(form: DraftForm, case_id: str, rev: int) -> ResponseReturnValue:
    actor, sent = current_actor(), form.body()
    try:
        before = typed(drafts.writing(actor, case_id).body) if form.choices else {}
        body = _with_press(form, sent, case_id)
        draft = drafts.save_draft(actor, case_id, body=body, rev=rev)
    except Stale as problem:
        return _again(as_sent(drafts.writing(actor, case_id)), problem)
    note_choices(actor, case_id, before, typed(draft.body), form.choices)
    marking.mark_words(actor, case_id, form.by_hand)
    if digest := form.replace or form.change:
        words = request.form.get(f"change-{digest}", "").strip() if form.change else ""
        note_choices(actor, case_id, typed(whole(sent)), typed(draft.body), [Chosen(digest, words)])
    return _go_on(form, draft)


def _with_press(form: DraftForm, body: Body, case_id: str = "") -> Body:
    """The body after one press in the list of finds: replaced in every place, or kept with a reason."""
    if form.keep:
        return body | {"kept": body["kept"] | kept_of([pressed_keep(request.form)])}
    digest = form.replace or form.change
    if not digest:
        return body
    wanted = {
        find.digest: find.replacement for find in found(current_actor(), typed(whole(body)), {}, case_id)
    }
    words = request.form.get(f"change-{digest}", "").strip() if form.change else wanted.get(digest, "")
    return body | screening.replaced(
        current_actor(), typed(whole(body)), {digest: words} if words else {}, case_id=case_id
    )


def _go_on(form: DraftForm, draft: Draft) -> ResponseReturnValue:
    if wants_json():
        return saved_json(draft, drafts.writing(current_actor(), draft.case_id).codename)
    onward: dict[str, Callable[[DraftForm, Draft], ResponseReturnValue]] = {
        "check": lambda _form, draft: redirect(url_for("drafts.check", case_id=draft.case_id), 303),
        "preview": lambda _form, draft: redirect(url_for("drafts.preview", case_id=draft.case_id), 303),
        "codename": _another_name,
        "ask": _ask,
        "unask": _unask,
        "post": _post,
    }
    if form.replace or form.change or form.keep or form.then not in onward:
        return to_composer(draft.case_id, "draft_saved")
    return onward[form.then](form, draft)


def _another_name(_form: DraftForm, draft: Draft) -> ResponseReturnValue:
    drafts.change_codename(current_actor(), draft.case_id)
    return to_composer(draft.case_id)


def _post(form: DraftForm, draft: Draft) -> ResponseReturnValue:
    try:
        case = postings.post_case(current_actor(), draft.case_id, client_id=form.once)
    except Answerable as problem:
        return _again(drafts.writing(current_actor(), draft.case_id), problem)
    return to_case(draft.case_id, POSTED if case.version == 1 else CHANGED)


def _ask(form: DraftForm, draft: Draft) -> ResponseReturnValue:
    try:
        askings.ask(current_actor(), draft.case_id, client_id=form.once)
    except Answerable as problem:
        return _again(drafts.writing(current_actor(), draft.case_id), problem)
    return to_composer(draft.case_id, ASKED, "post")


def _unask(_form: DraftForm, draft: Draft) -> ResponseReturnValue:
    askings.take_back(current_actor(), draft.case_id)
    return to_composer(draft.case_id, UNASKED, "post")


def _again(writing: Writing, problem: Answerable) -> ResponseReturnValue:
    """The same page with what was typed; a script gets the problem itself."""
    if wants_json():
        raise problem
    if isinstance(problem, Stale) and problem.version == 0 and writing.rev:
        writing = replace(writing, rev=0)
    return composer_page(writing, problem)


@bp.post("/cases/<case_id>/codename")
def codename(case_id: str) -> ResponseReturnValue:
    """Another codename, for the script."""
    name = drafts.change_codename(current_actor(), case_id)
    return {"ok": True, "codename": name} if wants_json() else to_composer(case_id)


@bp.get("/cases/<case_id>/check")
def check(case_id: str) -> ResponseReturnValue:
    """All finds on one page, each with what can be done."""
    return _check_page(drafts.writing(current_actor(), case_id))


@bp.post("/cases/<case_id>/check")
def apply(case_id: str) -> ResponseReturnValue:
    """Do what was chosen for each find, in one save."""
    actor, writing = current_actor(), drafts.writing(current_actor(), case_id)
    try:
        form = read(ChecksForm, request.form)
        body, choices = _taken_out(form, writing.body)
        body, words = _chosen(form, body, case_id)
        body = body | screening.replaced(actor, typed(body), words, case_id=case_id)
        drafts.save_draft(actor, case_id, body=body, rev=form.rev)
    except Answerable as problem:
        return _check_page(writing, problem)
    marking.mark_words(actor, case_id, [form.other])
    choices += [Chosen(digest, new) for digest, new in words.items()]
    note_choices(actor, case_id, typed(writing.body), typed(body), choices)
    return to_composer(case_id, CHECKED, "post")


def _taken_out(form: ChecksForm, body: Body) -> tuple[Body, list[Chosen]]:
    """The body without the other words that somebody thought of."""
    if not form.other:
        return body, []
    instead = form.other_words or _(REMOVED)
    changed = marking.taken_out(typed(body), form.other, instead)
    if not changed:
        raise Unreadable({"other": _("These words do not stand in the draft.")})
    return body | changed, [Chosen("", instead, form.other)]


def _chosen(form: ChecksForm, body: Body, case_id: str) -> tuple[Body, dict[str, str]]:
    """What is kept now, and what is replaced by what, as the page's buttons say."""
    words = {}
    for find in found(current_actor(), typed(body), {} if not form.all else body["kept"], case_id):
        instead = request.form.get(f"words-{find.digest}", "").strip() or find.replacement
        chosen = request.form.get(f"do-{find.digest}", "")
        if chosen == "replace" or (form.all and not find.kept):
            words[find.digest] = instead
        elif reason := own_reason(request.form, find.digest) if chosen == OWN else chosen:
            body = body | {"kept": body["kept"] | {find.digest: reason}}
    return body, words


def _check_page(writing: Writing, problem: Answerable | None = None) -> ResponseReturnValue:
    finds = found(current_actor(), typed(writing.body), writing.body["kept"], writing.case_id)
    return page(
        "cases/check.html",
        problem,
        writing=writing,
        finds=finds,
        keep_reasons=_keep_reasons(),
        typed=request.form,
    )


def _keep_reasons() -> dict[str, str]:
    """The reasons to choose from; the last is told in words of one's own."""
    listed = {key: _(words) for key, words in KEEP_REASONS.items() if key != "other"}
    return listed | {OWN: _("In your own words")}


@bp.get("/cases/<case_id>/preview")
def preview(case_id: str) -> ResponseReturnValue:
    """Exactly what colleagues will see."""
    return page("cases/preview.html", case=previews.preview(current_actor(), case_id), case_id=case_id)


@bp.get("/cases/<case_id>/removal")
def leave(case_id: str) -> ResponseReturnValue:
    """Throw it away? This cannot be undone, so it is asked."""
    return page("cases/removal.html", writing=drafts.writing(current_actor(), case_id))


@bp.post("/cases/<case_id>/removal")
def destroy(case_id: str) -> ResponseReturnValue:
    """Throw the draft away."""
    drafts.discard_draft(current_actor(), case_id)
    return redirect(url_for("cases.index", said=DISCARDED), 303)
