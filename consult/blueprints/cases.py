"""Cases: the list, the composer's two addresses, and how a case ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consult.core.errors import Answerable, NotFound, Stale, Unreadable
from consult.core.ids import new_id
from consult.core.texts import N_, _
from consult.domain.cases import askings, cases, closings, composing, dangers, doubts, drafts, recusals
from consult.domain.cases import versions as case_versions
from consult.domain.cases.cases import FILTERS, Which
from consult.domain.cases.finds import found
from consult.domain.cases.sections import RARE, SENTENCE_LONGEST
from consult.domain.consultation import previews
from consult.domain.screening import Identifying
from consult.forms import Form, read
from consult.forms.cases import AskedForm, ClosingForm
from consult.forms.suggestions import kept_of
from consult.models.groups import Role
from consult.web.composing import composer_page
from consult.web.finds import decided, kept_values
from consult.web.numbers import number_asked
from consult.web.pages import page, saying
from consult.web.visits import current_actor, visitor

bp = Blueprint("cases", __name__)

CHANGED = saying("case_changed", N_("The change is posted. Earlier versions stay readable."))
POSTED = saying("posted", N_("Posted. First replies usually come within a day."))
CLOSED = saying("closed", N_("Closed. Whoever could read the case still can."))
WITHDRAWN = saying("withdrawn", N_("Withdrawn. Nobody else sees it any more."))
ANSWERED = saying("answered", N_("Thank you. The presenter is told."))


@bp.get("/cases")
def index() -> ResponseReturnValue:
    """The cases that I may read, my drafts on top."""
    which = request.args.get("which", Which.OPEN)
    if which not in set(Which):
        raise NotFound
    group_id = request.args.get("group") or None
    number = request.args.get("page", 1, type=int)
    rows = cases.list_cases(current_actor(), group_id=group_id, which=which, page=number)
    mine = cases.my_drafts(current_actor()) if number == 1 and which in {Which.OPEN, Which.MINE} else []
    return page(
        "cases/index.html",
        rows=rows,
        drafts=mine,
        which=which,
        group_id=group_id,
        filters=FILTERS,
        active="cases",
    )


@bp.get("/cases/new")
def new() -> ResponseReturnValue:
    """An empty composer, or one that knows what a plan knows. Nothing is stored before the first save."""
    presents = [group.id for group in visitor().groups if group.role is not Role.OBSERVER]
    known = {"group_id": presents[0] if len(presents) == 1 else ""}
    if group_id := request.args.get("group"):
        known["group_id"] = group_id if group_id in presents else ""
    if plan_id := request.args.get("plan"):
        known |= composing.from_plan(current_actor(), plan_id)
    composing.may_start(current_actor())
    return composer_page(drafts.blank(new_id(), **known))


@bp.get("/cases/<case_id>/edit")
def edit(case_id: str) -> ResponseReturnValue:
    """My draft, or the words of the posted version to change."""
    return composer_page(drafts.writing(current_actor(), case_id))


@bp.get("/cases/<case_id>/plan")
def plan(case_id: str) -> ResponseReturnValue:
    """On to the plan behind my case, or to a new one for it."""
    plan_id = cases.plan_of(current_actor(), case_id)
    if plan_id:
        return redirect(url_for("plans.show", plan_id=plan_id), 303)
    return redirect(url_for("plans.new", case=case_id), 303)


@bp.get("/cases/<case_id>/versions")
def versions(case_id: str) -> ResponseReturnValue:
    """What changed between two versions: the latest two, or those that were chosen."""
    old, new = number_asked("old", 0), number_asked("new", 0)
    shown = case_versions.compare_versions(current_actor(), case_id, old, new)
    return page("cases/versions.html", shown=shown, active="cases")


@bp.get("/cases/<case_id>/versions/<int(max=999999):number>")
def version(case_id: str, number: int) -> ResponseReturnValue:
    """One version as it was posted."""
    shown = case_versions.read_version(current_actor(), case_id, number)
    return page("cases/versions.html", shown=shown, active="cases")


@bp.get("/cases/<case_id>/closure")
def closing(case_id: str) -> ResponseReturnValue:
    """What helped, and a sentence for the next person."""
    return _closing_page(case_id)


@bp.post("/cases/<case_id>/closure")
def close(case_id: str) -> ResponseReturnValue:
    """Close the case."""
    changed = decided(request.form, "sentence", case_id)
    if changed is not None:
        return _closing_page(case_id, typed=request.form.to_dict() | changed)
    try:
        form = read(ClosingForm, request.form)
        closings.close_case(current_actor(), case_id, **form.values(), client_id=form.once)
    except (Unreadable, Identifying) as problem:
        return _closing_page(case_id, problem, request.form.to_dict())
    return to_case(case_id, CLOSED)


def _closing_page(
    case_id: str, problem: Answerable | None = None, typed: dict[str, str] | None = None
) -> ResponseReturnValue:
    ending = closings.ending(current_actor(), case_id)
    helped = request.form.getlist("helped") if typed else [tried.id for tried in ending.tried if tried.helped]
    return page(
        "cases/closing.html",
        problem,
        ending=ending,
        helped=helped,
        typed=typed or {},
        longest=SENTENCE_LONGEST,
        **_finds(case_id, "sentence", typed),
    )


def _finds(case_id: str, field: str, typed: Mapping[str, str] | None) -> dict[str, Any]:
    """What was found in the one text of a small form, with "Keep it" counted among what is kept."""
    pairs = kept_values(request.form) if typed else []
    kept, texts = kept_of(pairs), {field: (typed or {}).get(field, "")}
    return {"kept": pairs, "finds": found(current_actor(), texts, kept, case_id)}


@bp.get("/cases/<case_id>/withdrawal")
def withdrawing(case_id: str) -> ResponseReturnValue:
    """What withdrawing means, before it is done."""
    return page("cases/withdrawing.html", ending=closings.ending(current_actor(), case_id))


@bp.post("/cases/<case_id>/withdrawal")
def withdraw(case_id: str) -> ResponseReturnValue:
    """Hide the case from everyone else."""
    once = read(Form, request.form).once
    closings.withdraw_case(current_actor(), case_id, client_id=once)
    return to_case(case_id, WITHDRAWN)


@bp.get("/cases/<case_id>/recusal")
def stepping_back(case_id: str) -> ResponseReturnValue:
    """ "I may know this person": what happens then; and afterwards the thanks, with the way back."""
    mine = recusals.stepped_back(current_actor(), case_id)
    if mine:
        return page("cases/stepped_back.html", mine=mine)
    may_doubt, asked = doubts.may_doubt(current_actor(), case_id), recusals.is_asked(current_actor(), case_id)
    return page("cases/stepping_back.html", case_id=case_id, may_doubt=may_doubt, asked=asked)


@bp.post("/cases/<case_id>/recusal")
def step_back(case_id: str) -> ResponseReturnValue:
    """Hide the case from me."""
    recusals.step_back(current_actor(), case_id)
    return redirect(url_for("cases.stepping_back", case_id=case_id), 303)


@bp.post("/cases/<case_id>/recusal/undo")
def come_back(case_id: str) -> ResponseReturnValue:
    """Undo it, in the same visit."""
    recusals.undo_step_back(current_actor(), case_id)
    return to_case(case_id)


@bp.get("/cases/<case_id>/consent")
def consent(case_id: str) -> ResponseReturnValue:
    """Somebody reads the draft that they are asked about."""
    return _consent_page(case_id)


@bp.post("/cases/<case_id>/consent")
def answer(case_id: str) -> ResponseReturnValue:
    """Yes, or not yet."""
    changed = decided(request.form, "line", case_id)
    if changed is not None:
        return _consent_page(case_id, typed=request.form.to_dict() | changed)
    try:
        form = read(AskedForm, request.form)
        askings.answer(current_actor(), case_id, **form.values(), client_id=form.once)
    except (Unreadable, Identifying, Stale) as problem:
        return _consent_page(case_id, problem, request.form.to_dict())
    return redirect(url_for("cases.index", said=ANSWERED), 303)


def _consent_page(
    case_id: str, problem: Answerable | None = None, typed: dict[str, str] | None = None
) -> ResponseReturnValue:
    question = askings.question(current_actor(), case_id)
    case = previews.preview(current_actor(), case_id)
    finds, rare = _finds(case_id, "line", typed), _(RARE.get(question.rare, ""))
    shown = {"question": question, "case": case, "rare": rare, "typed": typed or {}}
    return page("cases/consent.html", problem, **shown, **finds)


@bp.get("/cases/<case_id>/danger")
def danger(case_id: str) -> ResponseReturnValue:
    """A safety contact sees that someone may be in danger, and no word of the case."""
    return page("cases/danger.html", alarm=dangers.alarm(current_actor(), case_id))


@bp.post("/cases/<case_id>/danger")
def acknowledge(case_id: str) -> ResponseReturnValue:
    """ "I have this"."""
    dangers.acknowledge_danger(current_actor(), case_id)
    return redirect(url_for("cases.danger", case_id=case_id), 303)


def to_case(case_id: str, said: str = "") -> ResponseReturnValue:
    """On to the case page."""
    return redirect(url_for("case.show", case_id=case_id, said=said or None), 303)


def to_composer(case_id: str, said: str = "", at: str = "") -> ResponseReturnValue:
    """Back to the composer, at one of its sections."""
    return redirect(url_for("cases.edit", case_id=case_id, said=said or None, at=at or None), 303)
