"""News: quiet notes, read when there is time."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consult.domain.home.notice_lines import NoticeLine, notices_of, read_all_notices
from consult.forms import Form, read
from consult.web.pages import page
from consult.web.visits import current_actor

bp = Blueprint("notices", __name__, url_prefix="/notices")


@bp.get("")
def index() -> ResponseReturnValue:
    """The notes, the latest first."""
    number = request.args.get("page", 1, type=int)
    found = notices_of(current_actor(), number)
    return page(
        "notices/index.html",
        active="notices",
        notices=by_case(found.rows),
        newer=url_for("notices.index", page=found.previous) if found.previous else "",
        older=url_for("notices.index", page=found.next) if found.next else "",
        any_unread=any(line.unread for line in found.rows),
    )


def by_case(lines: Iterable[NoticeLine]) -> list[tuple[str, list[tuple[NoticeLine, str]]]]:
    """Each case with its notes and where they lead, the case with the latest note first."""
    cases: dict[str, list[tuple[NoticeLine, str]]] = {}
    for line in lines:
        cases.setdefault(line.codename, []).append((line, link(line)))
    return list(cases.items())


@bp.post("/reading")
def reading() -> ResponseReturnValue:
    """Everything was read."""
    read_all_notices(current_actor(), client_id=read(Form, request.form).once)
    return redirect(url_for("notices.index"), 303)


TO_CASE = {
    "danger": "cases.danger",
    "consent_asked": "cases.consent",
    "reading_asked": "cases.consent",
    "doubt": "doubts.show",
    "doubt_opened": "doubts.show",
}
"""Notes that lead to a page of their case other than the case itself."""


def link(line: NoticeLine) -> str:
    """Where a note leads."""
    if line.kind in TO_CASE:
        return url_for(TO_CASE[line.kind], case_id=line.case_id)
    if line.kind == "plan_shared":
        return url_for("plans.show", plan_id=line.about_id)
    if line.kind == "doubt_withdrawn":
        return url_for("cases.index")
    if line.leads_to_case:
        return url_for("case.show", case_id=line.case_id)
    if line.group_id:
        return url_for("groups.show", group_id=line.group_id)
    return url_for("me.show")
