"""Posting: a draft's words pass the gate and become the version that colleagues read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consult import deid
from consult.core import clock
from consult.core.errors import NotFound, Stale, Unreadable
from consult.core.markdown import renderer
from consult.core.texts import _
from consult.core.unit import Unit, acting, reading
from consult.domain import screening
from consult.domain.cases import waiting
from consult.domain.cases.audiences import group_for, set_audience
from consult.domain.cases.bodies import ANEW, Body, of_version
from consult.domain.cases.dangers import raise_alarm
from consult.domain.cases.drafts import draft_of
from consult.domain.cases.readiness import about, missing, words_shown
from consult.domain.cases.sections import SECTIONS
from consult.domain.cases.snapshots import show_goals
from consult.domain.screening import Screened
from consult.models.actor import Actor
from consult.models.askings import What
from consult.models.cases import Case, CaseSection, CaseState, CaseVersion, Consent, Draft, Urgency
from consult.policy import can_write_case


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft whose words went through the gate, with their HTML: all that takes time is done."""

    rev: int
    body: Body
    screened: Screened
    html: Mapping[str, str]


def post_case(
    actor: Actor, case_id: str, *, kept: Mapping[str, str] | None = None, client_id: str | None = None
) -> Case:
    """Show the draft to colleagues: as the first version, or as the next one of a posted case.

    Raises Unreadable (something required is missing), Identifying (something could identify a person),
    Stale (another device saved in between). The draft stays as it is then.
    """
    ready = check_draft(actor, case_id, kept or {})
    with acting(actor, client_id) as unit:
        case = unit.load(Case, case_id, may=can_write_case)
        if again := unit.again(Case):
            return again
        draft = draft_of(unit, case_id)
        if ready is None or draft is None:
            raise NotFound
        if draft.rev != ready.rev:
            raise Stale(_("This draft was saved on another device a moment ago. Look once more, then post."))
        _may_be_shown(unit, case, ready.body)
        first = case.version == 0
        version = _add_version(unit, case, ready)
        screening.keep(unit, version.id, ready.screened)
        _fill(unit, case, ready)
        unit.session.delete(draft)
        unit.record("case.posted" if first else "case.revised", on=case)
    return case


def check_draft(actor: Actor, case_id: str, kept: Mapping[str, str]) -> Checked | None:
    """Let a draft's words through the gate, and render them, before any write. None without a draft."""
    with reading(actor) as read:
        case = read.load(Case, case_id, may=can_write_case)
        draft = draft_of(read, case_id)
        before = of_version(read.session, case) if case.version else None
    return None if draft is None else checked(actor, draft, before, kept)


def checked(actor: Actor, draft: Draft, before: Body | None, kept: Mapping[str, str]) -> Checked:
    """What `check_draft` makes of this person's draft; `before` is the version that it follows."""
    body: Body = draft.body
    if errors := missing(body):
        raise Unreadable(errors)
    if before is not None and _lasting(before) == _lasting(body):
        raise Unreadable({"": _("Nothing has changed since the last version.")})
    screened = screening.clear(actor, words_shown(body), body["kept"] | dict(kept), case_id=draft.case_id)
    html = {section.key: renderer(screened[section.key]) for section in SECTIONS if body[section.key].strip()}
    return Checked(draft.rev, body, screened, html)


def _lasting(body: Body) -> Body:
    return {key: value for key, value in body.items() if key not in ANEW}


def _may_be_shown(unit: Unit[Actor], case: Case, body: Body) -> None:
    if body["consent"] == Consent.ASK and not waiting.is_given(unit.session, case, What.CONSENT):
        posted = _("This case is posted already. Choose one of the other answers.")
        waits = _("Your facilitator has not said yes to these words yet.")
        raise Unreadable({"consent": posted if case.version else waits})
    if body["reader"] and not case.version and not waiting.is_given(unit.session, case, What.READING):
        raise Unreadable(
            {"reader": _("Nobody has read these words for you yet. Ask them, or choose nobody.")}
        )


def _add_version(unit: Unit[Actor], case: Case, ready: Checked) -> CaseVersion:
    version = unit.add(
        CaseVersion(
            case_id=case.id,
            number=case.version + 1,
            title=ready.screened["title"],
            why=ready.screened["why"],
            about=about(ready.body),
            rare=ready.body["rare"],
            rare_why=ready.screened["rare_why"],
            engine=deid.VERSION,
        )
    )
    for position, section in enumerate(SECTIONS):
        if section.key in ready.html:
            body, html = ready.screened[section.key], ready.html[section.key]
            row = CaseSection(version_id=version.id, key=section.key, position=position, body=body, html=html)
            unit.session.add(row)
    return version


def _fill(unit: Unit[Actor], case: Case, ready: Checked) -> None:
    body = ready.body
    set_audience(unit, case, group_for(unit, body["group_id"]), body["scope"], body["people"])
    show_goals(unit, case, body["plan_id"] or None)
    alarming = body["urgency"] == Urgency.IMMINENT and case.urgency != Urgency.IMMINENT
    case.version += 1
    case.state = CaseState.OPEN
    waiting.settle(unit.session, case.id, case.version)
    case.urgency, case.consent = body["urgency"], body["consent"]
    case.feels_stuck = body["feels_stuck"] == "yes"
    case.safety_step = ready.screened["safety_when"] if body["urgency"] == Urgency.IMMINENT else None
    case.moved_at = clock.now()
    case.posted_at = case.posted_at or case.moved_at
    if alarming:
        raise_alarm(unit, case)


def posted_before(actor: Actor, case_id: str, client_id: str | None) -> bool:
    """Did the same press post it already? (A press sent twice finds its draft gone.)"""
    with acting(actor, client_id) as unit:
        unit.load(Case, case_id, may=lambda actor, case: actor.id == case.presenter_id)
        found = unit.again(Case) is not None
        unit.unchanged("only asked")
    return found
