"""Home: what needs you, cases of your groups, ideas in motion."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from consult.core.texts import N_, _, ngettext
from consult.domain.cases.cases import list_cases
from consult.domain.home.ideas import ideas_in_motion
from consult.domain.home.need import Need
from consult.domain.home.needs import needs_of
from consult.policy import can_present_somewhere
from consult.web.pages import page
from consult.web.times import hour
from consult.web.visits import current_actor

bp = Blueprint("home", __name__)

SHOWN = 7
"""Needs that are shown at once; the rest behind one press."""
CASES = 5

# kind: tone, icon, words of the button, endpoint, the name of its id
LOOKS: dict[str, tuple[str, str, str, str, str]] = {
    "danger": ("watch_out", "watch_out", N_("Open"), "cases.danger", "case_id"),
    "watch_out": ("watch_out", "watch_out", N_("Reply"), "case.show", "case_id"),
    "stand_in": ("watch_out", "watch_out", N_("Reply"), "case.show", "case_id"),
    "stand_in_outside": ("watch_out", "watch_out", N_("Write to them"), "", ""),
    "doubt": ("watch_out", "cover", N_("Look at it"), "doubts.show", "case_id"),
    "reading": ("primary", "shield", N_("Read it"), "cases.consent", "case_id"),
    "reading_given": ("good", "check", N_("Post it"), "cases.edit", "case_id"),
    "reading_refused": ("warn", "pencil", N_("Change it"), "cases.edit", "case_id"),
    "consent": ("primary", "shield", N_("Read it"), "cases.consent", "case_id"),
    "consent_given": ("good", "check", N_("Post it"), "cases.edit", "case_id"),
    "consent_refused": ("warn", "pencil", N_("Change it"), "cases.edit", "case_id"),
    "join_request": ("primary", "people", N_("Answer"), "groups.show", "group_id"),
    "outcome": ("warn", "clock", N_("Record"), "outcomes.new", "step_id"),
    "ideas": ("primary", "idea", N_("Reply"), "case.show", "case_id"),
    "question": ("question", "question", N_("Answer"), "case.show", "case_id"),
    "first_reply": ("primary", "hand", N_("Take a look"), "case.show", "case_id"),
}
WAITING = {"watch_out", "stand_in", "ideas", "question"}


@bp.get("/")
def index() -> ResponseReturnValue:
    """Home."""
    actor = current_actor()
    needs = needs_of(actor)
    return page(
        "home/index.html",
        active="home",
        greeting=greeting(hour(), actor.name.split()[0]),
        lead=lead(len(needs)),
        needs=[row(need) for need in needs],
        shown=SHOWN,
        cases=list_cases(actor).rows[:CASES],
        ideas=ideas_in_motion(actor),
        leads=next((group_id for group_id in actor.groups if actor.facilitates(group_id)), ""),
        may_post=bool(can_present_somewhere(actor)),
        is_administrator=actor.is_administrator,
    )


def row(need: Need) -> dict[str, str]:
    """How a need looks, and where its button leads."""
    tone, icon, action, endpoint, name = LOOKS[need.kind]
    values: dict[str, Any] = {name: need.about_id} | ({"show": "waiting"} if need.kind in WAITING else {})
    if need.kind in {"consent_given", "reading_given"}:
        values["at"] = "post"
    href = url_for(endpoint, **values) if endpoint else f"mailto:{need.about_id}"
    return {
        "tone": tone,
        "icon": icon,
        "title": need.title,
        "why": need.why,
        "action": _(action),
        "href": href,
    }


def greeting(at: int, name: str) -> str:
    """Good morning, afternoon or evening, by the organisation's clock."""
    if at < 12:  # noqa: PLR2004 - noon
        return _("Good morning, {name}").format(name=name)
    if at < 18:  # noqa: PLR2004 - six in the evening
        return _("Good afternoon, {name}").format(name=name)
    return _("Good evening, {name}").format(name=name)


def lead(count: int) -> str:
    """One line under the greeting."""
    if count == 0:
        return _("You are all caught up.")
    words = (N_("One"), N_("Two"), N_("Three"), N_("Four"), N_("Five"), N_("Six"), N_("Seven"))
    number = _(words[count - 1]) if count <= len(words) else str(count)
    text = ngettext("One thing needs you.", "{number} things need you. Start at the top.", count)
    return text.format(number=number)
