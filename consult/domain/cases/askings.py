"""Asking before posting: is it okay to show, and a second pair of eyes. It stays a draft meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, false, or_, select

from consult.core import clock
from consult.core.db import Sessions
from consult.core.errors import Answerable, NotFound, Refused, Stale, Unreadable
from consult.core.texts import _
from consult.core.unit import Unit, acting, reading
from consult.domain import screening
from consult.domain.cases import waiting
from consult.domain.cases.audiences import group_for
from consult.domain.cases.bodies import Body
from consult.domain.cases.drafts import draft_of
from consult.domain.cases.finds import Found, found
from consult.domain.cases.postings import check_draft, post_case
from consult.domain.cases.readiness import words_shown
from consult.domain.notices import tell_person
from consult.models.actor import Actor, load_actor
from consult.models.askings import Answer, Asking, What
from consult.models.cases import Case, CaseState, Consent, Recusal
from consult.policy import can_answer_asking, can_write_case

FACILITATOR = "facilitator"
"""Stands in the draft for "whoever facilitates the group" as second reader."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody is asked about a draft, and what they should look at."""

    case_id: str
    codename: str
    presenter: str
    about_consent: bool
    """Else as a second reader only."""
    given: bool
    """Did somebody say yes already?"""
    rev: int
    """The words that are shown, so that the answer is about these."""
    rare: str
    rare_why: str
    finds: Sequence[Found]
    """What the check found and the presenter kept, or left as it is."""


def ask(
    actor: Actor, case_id: str, *, kept: Mapping[str, str] | None = None, client_id: str | None = None
) -> Case:
    """Ask whom the draft names. Its words pass the gate first: from now on somebody else reads them."""
    ready = check_draft(actor, case_id, kept or {})
    with acting(actor, client_id) as unit:
        case = unit.load(Case, case_id, may=can_write_case)
        if again := unit.again(Case):
            return again
        draft = draft_of(unit, case_id)
        if ready is None or draft is None:
            raise NotFound
        if draft.rev != ready.rev:
            raise Stale(_("This draft was saved on another device a moment ago. Look once more, then ask."))
        if case.state != CaseState.DRAFT:
            raise Refused(_("This case is posted already."))
        screening.look_once_more(unit, ready.screened)
        case.group_id = group_for(unit, ready.body["group_id"]).id
        waiting.settle(unit.session, case.id)
        for what, reader_id in _wanted(ready.body):
            _ask_one(unit, case, what, reader_id, ready.rev)
        unit.record("case.asked", on=f"person:{actor.id}", about=case)
    return case


def _wanted(body: Body) -> list[tuple[What, str | None]]:
    wanted: list[tuple[What, str | None]] = []
    if body["consent"] == Consent.ASK:
        wanted.append((What.CONSENT, None))
    if body["reader"]:
        wanted.append((What.READING, None if body["reader"] == FACILITATOR else body["reader"]))
    if not wanted:
        raise Unreadable({"reader": _("Choose whom to ask.")})
    return wanted


def _ask_one(unit: Unit[Actor], case: Case, what: What, reader_id: str | None, rev: int) -> None:
    people = waiting.able(unit.session, case, reader_id)
    if not people and reader_id is not None:
        raise Unreadable({"reader": _("Choose a colleague of this group.")})
    if not people:
        raise Refused(_("Nobody else facilitates this group. Choose another answer, or ask another group."))
    unit.session.add(Asking(case_id=case.id, what=what, reader_id=reader_id, rev=rev))
    for person_id in people:
        tell_person(unit, person_id, f"{what}_asked", case_id=case.id)


def take_back(actor: Actor, case_id: str) -> None:
    """Nobody is asked any more; the draft is its presenter's alone again."""
    with acting(actor) as unit:
        case = unit.load(Case, case_id, may=can_write_case)
        if not waiting.open_askings(unit.session, case_id):
            unit.unchanged("nobody is asked")
            return
        waiting.void(unit.session, case_id)
        unit.record("case.asking_taken_back", on=f"person:{actor.id}", about=case)


def question(actor: Actor, case_id: str) -> Question:
    """What this person is asked."""
    with reading(actor) as read:
        case, mine = _asked(read, case_id)
        draft = draft_of(read, case_id)
        if draft is None:
            raise NotFound
        body: Body = draft.body
        name, codename = case.presenter.name, case.codename
    words = words_shown(body)  # what passed the gate when they were asked, and nothing else
    return Question(
        case_id,
        codename,
        name,
        any(one.what == What.CONSENT for one in mine),
        all(one.answer == Answer.YES for one in mine),
        draft.rev,
        body["rare"],
        words["rare_why"],
        found(actor, words, body["kept"], case_id),
    )


def answer(
    actor: Actor,
    case_id: str,
    *,
    yes: bool,
    line: str,
    rev: int,
    kept: Mapping[str, str],
    client_id: str | None = None,
) -> None:
    """Yes, or not yet with a line for the presenter. After a second reader's yes it opens by itself."""
    screened = screening.clear(actor, {"line": line.strip()}, kept, case_id=case_id)
    with acting(actor, client_id) as unit:
        if again := unit.again(Case):
            unit.allow(again.presenter_id != actor.id)
            return
        case, mine = _asked(unit, case_id)
        if any(one.rev != rev for one in mine):
            raise Stale(_("The presenter changed the draft since you opened it. Read it once more."))
        about_consent = any(one.what == What.CONSENT for one in mine)
        if not yes and not about_consent and not screened["line"]:
            raise Unreadable({"line": _("Say in a line what points to a person.")})
        for one in mine:
            one.answer, one.line = Answer.YES if yes else Answer.NO, screened["line"]
            one.answered_by_id, one.answered_at = actor.id, clock.now()
            one.ended_at = None if yes else clock.now()
        if not yes:
            unit.session.flush()
            waiting.void(unit.session, case_id)
        screening.keep(unit, case.id, screened)
        kind = ("consent" if about_consent else "reading") + ("_given" if yes else "_refused")
        tell_person(unit, case.presenter_id, kind, case_id=case.id)
        unit.record(f"case.{kind}", on=f"person:{case.presenter_id}", about=case)
    if yes:
        open_when_cleared(case_id)


def open_when_cleared(case_id: str) -> bool:
    """Post a draft in its presenter's name, once all who were asked said yes and one of them read it first.

    Where it cannot be (the presenter left the group, the check finds more by now) it stays a draft, and its
    presenter is told that it was cleared.
    """
    with Sessions() as session:
        asked = waiting.open_askings(session, case_id)
        if not any(one.what == What.READING for one in asked) or any(
            one.answer != Answer.YES for one in asked
        ):
            return False
        presenter_id = session.get_one(Case, case_id).presenter_id
        presenter = load_actor(session, presenter_id)
    if presenter is None:
        return False
    try:
        post_case(presenter, case_id)
    except Answerable:
        return False
    return True


def _asked(unit: Unit[Actor], case_id: str) -> tuple[Case, Sequence[Asking]]:
    """The draft, and what this person is asked about it. Who was asked about other words is told so."""
    actor = unit.actor
    if unit.find(Case, case_id) is None and _was_asked(unit, case_id):
        raise Refused(
            _("You are not asked about this draft any more. Its words may have changed. Thank you.")
        )
    case = unit.load(Case, case_id, may=can_answer_asking)
    any_facilitator = Asking.reader_id.is_(None) if actor.facilitates(case.group_id) else false()
    query = select(Asking).where(
        Asking.case_id == case_id,
        Asking.ended_at.is_(None),
        or_(Asking.reader_id == actor.id, any_facilitator),
    )
    mine = unit.session.scalars(query.order_by(Asking.what)).all()
    if not mine:
        raise NotFound
    return case, mine


def _was_asked(unit: Unit[Actor], case_id: str) -> bool:
    actor = unit.actor
    me = or_(
        and_(Asking.reader_id == actor.id, Case.group_id.in_(list(actor.groups))),
        and_(Asking.reader_id.is_(None), Case.group_id.in_(actor.facilitated)),
    )
    stepped_back = select(Recusal.id).where(Recusal.case_id == case_id, Recusal.person_id == actor.id)
    query = select(Asking.id).join(Case, Case.id == Asking.case_id)
    draft = query.where(Case.id == case_id, Case.state == CaseState.DRAFT, me, ~stepped_back.exists())
    return unit.session.scalars(draft).first() is not None
