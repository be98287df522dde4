"""What needs a person, in the order of the design: danger first, a first reply for somebody else last.

Everything is worked out from facts at the moment of asking; nothing is stored, so nothing is forgotten.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, or_, select

from consult.core import clock
from consult.core.days import near_day
from consult.core.texts import _, ngettext
from consult.core.unit import Unit, reading
from consult.domain.cases.dangers import asked_now
from consult.domain.consultation.watch_outs import stand_ins
from consult.domain.home.asking_needs import askings_answered, askings_for_me
from consult.domain.home.doubt_needs import doubts_to_decide
from consult.domain.home.need import MOST, Need
from consult.domain.people.organisations import the_organisation
from consult.models.actor import Actor
from consult.models.cases import Case, CaseState
from consult.models.groups import Group, JoinRequest, Role
from consult.models.people import Person
from consult.models.plans import Plan, Step, StepState
from consult.models.suggestions import Kind, Reply, ReplyWord, Suggestion
from consult.policy import WATCH_OUT_WAITS

IDEAS = (Kind.IDEA, Kind.RESOURCE, Kind.VIEW, Kind.BLIND_SPOT)


@dataclass(frozen=True, slots=True)
class _Waiting:
    case_id: str
    codename: str
    kind: Kind
    author: str


def needs_of(actor: Actor) -> Sequence[Need]:
    """Everything that needs this person, the most important first; a fixed number of queries."""
    the_organisation()  # known before the read begins: one session at a time
    today = clock.today(the_organisation().timezone)
    with reading(actor) as read:
        mine = _waiting_for_reply(read)
        return [
            *_dangers(read),
            *_safety_points(mine),
            *_standing_in(read),
            *doubts_to_decide(read),
            *askings_for_me(read),
            *askings_answered(read),
            *_join_requests(read),
            *_outcomes_due(read, today),
            *_ideas(mine),
            *_questions(mine),
            *_first_replies(read),
        ]


def _dangers(read: Unit[Actor]) -> Iterable[Need]:
    if not (read.actor.is_safety_contact or read.actor.facilitated):
        return
    query = select(Case).where(
        Case.danger_at.is_not(None),
        Case.danger_seen_at.is_(None),
        Case.presenter_id != read.actor.id,
        Case.state.in_([CaseState.OPEN, CaseState.CLOSED]),
    )
    for case in read.session.scalars(query.order_by(Case.danger_at).limit(5)):
        if read.actor.id in asked_now(read.session, case):
            name = case.presenter.name
            title = _("{name} says that someone may be in danger").format(name=name)
            yield Need("danger", title, _("You are asked to say that you have this."), case.id)


def _waiting_for_reply(read: Unit[Actor]) -> Sequence[_Waiting]:
    """Suggestions on my cases that I have not answered, oldest first."""
    query = (
        select(Case.id, Case.codename, Suggestion.kind, Person.name)
        .join(Suggestion, Suggestion.case_id == Case.id)
        .join(Person, Person.id == Suggestion.author_id)
        .outerjoin(Reply, Reply.suggestion_id == Suggestion.id)
        .where(
            Case.presenter_id == read.actor.id,
            Suggestion.author_id != read.actor.id,
            Suggestion.taken_back_at.is_(None),
            Reply.id.is_(None),
            or_(
                Case.state == CaseState.OPEN,
                and_(Case.state == CaseState.CLOSED, Suggestion.kind == Kind.WATCH_OUT),
            ),
        )
        .order_by(Suggestion.at)
        .limit(MOST)
    )
    return [_Waiting(row[0], row[1], Kind(row[2]), row[3]) for row in read.session.execute(query)]


def _safety_points(mine: Sequence[_Waiting]) -> Iterable[Need]:
    for one in mine:
        if one.kind is Kind.WATCH_OUT:
            title = _("{name} raised a safety point on {codename}")
            why = _("It needs your reply today.")
            yield Need("watch_out", title.format(name=one.author, codename=one.codename), why, one.case_id)


def _standing_in(read: Unit[Actor]) -> Iterable[Need]:
    """Safety points of others that waited a day, or that a presenter passed on."""
    groups = read.actor.facilitated
    if groups:
        mine = and_(Case.group_id.in_(groups), Case.visible_to(read.actor))
        for case_id, codename, name in read.session.execute(_passed_on(read.actor).where(mine)):
            title = _("A safety point on {codename} waits").format(codename=codename)
            why = _("{name} has not settled it, so you stand in.").format(name=name)
            yield Need("stand_in", title, why, case_id)
    if read.actor.is_safety_contact:
        yield from _standing_in_outside(read, groups)


def _standing_in_outside(read: Unit[Actor], groups: Sequence[str]) -> Iterable[Need]:
    """Where no facilitator can stand in, a safety contact learns whose case it is, and no word of it."""
    others = or_(Case.group_id.is_(None), Case.group_id.not_in(groups))
    waiting = _passed_on(read.actor).add_columns(Suggestion, Case, Person.email).where(others).limit(5)
    for *_rest, name, suggestion, case, email in read.session.execute(waiting):
        if read.actor.id in stand_ins(read.session, case, suggestion.author_id):
            title = _("A safety point in a case of {name} waits").format(name=name)
            yield Need("stand_in_outside", title, _("You stand in. Talk to them today."), email)


def _passed_on(actor: Actor) -> Select[str, str, str]:
    waited = and_(Reply.id.is_(None), Suggestion.at <= clock.now() - WATCH_OUT_WAITS)
    return (
        select(Case.id, Case.codename, Person.name)
        .join(Suggestion, Suggestion.case_id == Case.id)
        .join(Person, Person.id == Case.presenter_id)
        .outerjoin(Reply, Reply.suggestion_id == Suggestion.id)
        .where(
            Suggestion.kind == Kind.WATCH_OUT,
            Suggestion.taken_back_at.is_(None),
            Case.state.in_([CaseState.OPEN, CaseState.CLOSED]),
            Case.presenter_id != actor.id,
            Suggestion.author_id != actor.id,
            or_(waited, Reply.word == ReplyWord.ASK_SUPERVISOR),
        )
        .order_by(Suggestion.at)
        .limit(MOST)
    )


def _join_requests(read: Unit[Actor]) -> Iterable[Need]:
    groups = read.actor.facilitated
    if not groups:
        return
    query = (
        select(Group.id, Group.name, Person.name)
        .join(JoinRequest, JoinRequest.group_id == Group.id)
        .join(Person, Person.id == JoinRequest.person_id)
        .where(
            JoinRequest.group_id.in_(groups),
            JoinRequest.answered_at.is_(None),
            JoinRequest.person_id != read.actor.id,
        )
        .order_by(JoinRequest.at)
        .limit(MOST)
    )
    for group_id, group, name in read.session.execute(query):
        title = _("{name} would like to be in {group}").format(name=name, group=group)
        yield Need("join_request", title, _("You decide who is in the group."), group_id)


def _outcomes_due(read: Unit[Actor], today: dt.date) -> Iterable[Need]:
    query: Select[Step, str | None] = (
        select(Step, Person.name)
        .join(Plan, Plan.id == Step.plan_id)
        .outerjoin(Person, Person.id == Step.suggested_by_id)
        .where(
            Plan.visible_to(read.actor),
            Step.due_on <= today,
            Step.state.in_([StepState.TODO, StepState.DOING]),
        )
        .order_by(Step.due_on, Step.id)
        .limit(MOST)
    )
    for step, name in read.session.execute(query):
        due = near_day(step.due_on, today) if step.due_on else ""
        why = _("Due {day}. Takes about a minute.").format(day=due)
        if name:
            why += " " + _("{name} suggested it and will see the outcome.").format(name=name)
        yield Need("outcome", _("Record how “{step}” went").format(step=step.words), why, step.id)


def _ideas(mine: Sequence[_Waiting]) -> Iterable[Need]:
    for case_id, rows in _by_case(row for row in mine if row.kind in IDEAS).items():
        names = _names([row.author for row in rows])
        text = ngettext(
            "{names} has a new idea for {codename}",
            "{names} have {count} new ideas for {codename}",
            len(rows),
        )
        if len(rows) > 1 and len({row.author for row in rows}) == 1:
            text = _("{names} has {count} new ideas for {codename}")
        title = text.format(names=names, count=len(rows), codename=rows[0].codename)
        yield Need("ideas", title, _("Reply to each one: will try, not now, or tried before."), case_id)


def _questions(mine: Sequence[_Waiting]) -> Iterable[Need]:
    for case_id, rows in _by_case(row for row in mine if row.kind is Kind.QUESTION).items():
        names = _names([row.author for row in rows])
        title = _("{names} asked a question about {codename}").format(names=names, codename=rows[0].codename)
        yield Need("question", title, _("A short answer is enough."), case_id)


def _first_replies(read: Unit[Actor]) -> Iterable[Need]:
    """Open cases of others where nobody has said anything yet. A group is named to its own people."""
    observed = [group for group, role in read.actor.groups.items() if role is Role.OBSERVER]
    given = select(Suggestion.id).where(Suggestion.case_id == Case.id, Suggestion.taken_back_at.is_(None))
    query = (
        select(Case.id, Case.codename, Group.name, Person.name)
        .join(Person, Person.id == Case.presenter_id)
        .outerjoin(Group, and_(Group.id == Case.group_id, Group.id.in_(list(read.actor.groups))))
        .where(
            Case.visible_to(read.actor),
            Case.state == CaseState.OPEN,
            Case.hidden_at.is_(None),
            Case.presenter_id != read.actor.id,
            or_(Case.group_id.is_(None), Case.group_id.not_in(observed)),
            ~given.exists(),
        )
        .order_by(Case.posted_at)
        .limit(MOST)
    )
    for case_id, codename, group, name in read.session.execute(query):
        title = _("{codename} waits for a first reply").format(codename=codename)
        why = f"{name}, {group}" if group else name
        yield Need("first_reply", title, why, case_id)


def _by_case(rows: Iterable[_Waiting]) -> dict[str, list[_Waiting]]:
    cases: dict[str, list[_Waiting]] = {}
    for row in rows:
        cases.setdefault(row.case_id, []).append(row)
    return cases


def _names(names: Sequence[str]) -> str:
    """First names, joined as people say it: "Ruth and Mei", "Ruth, Mei and 2 others"."""
    first = list(dict.fromkeys(name.split()[0] for name in names))
    if len(first) == 1:
        return first[0]
    if len(first) == 2:  # noqa: PLR2004 - two of them
        return _("{one} and {other}").format(one=first[0], other=first[1])
    return _("{one}, {other} and {count} more").format(one=first[0], other=first[1], count=len(first) - 2)
