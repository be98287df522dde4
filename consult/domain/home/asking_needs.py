"""What is asked before a case opens: of whoever should look at a draft, and then of its presenter."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import and_, false, or_, select
from sqlalchemy.orm import aliased

from consult.core.texts import N_, _
from consult.core.unit import Unit
from consult.domain.home.need import MOST, Need
from consult.models.actor import Actor
from consult.models.askings import Answer, Asking, What
from consult.models.cases import Case, CaseState
from consult.models.people import Person

ASKED = {
    What.READING: (N_("{name} asks you to read {codename} first"), N_("It stays a draft until you have.")),
    What.CONSENT: (
        N_("{name} asks whether {codename} is okay to show"),
        N_("It stays a draft until you say yes."),
    ),
}


def askings_for_me(read: Unit[Actor]) -> Iterable[Need]:
    """Drafts of others that wait for me; one line a draft, whatever is asked about it."""
    actor = read.actor
    leads = (
        Asking.reader_id.is_(None) & Case.group_id.in_(actor.facilitated) if actor.facilitated else false()
    )
    query = (
        select(Case.id, Case.codename, Person.name, Asking.what)
        .join(Asking, Asking.case_id == Case.id)
        .join(Person, Person.id == Case.presenter_id)
        .where(
            Case.visible_to(actor),
            Case.state == CaseState.DRAFT,
            Case.presenter_id != actor.id,
            Asking.ended_at.is_(None),
            Asking.answer == "",
            or_(Asking.reader_id == actor.id, leads),
        )
        .order_by(Asking.what.desc(), Asking.asked_at)
        .limit(MOST)
    )
    lines = {
        case_id: (codename, name, What(what)) for case_id, codename, name, what in read.session.execute(query)
    }
    for case_id, (codename, name, what) in lines.items():
        title, why = ASKED[what]
        yield Need(what, _(title).format(name=name, codename=codename), _(why), case_id)


def askings_answered(read: Unit[Actor]) -> Iterable[Need]:
    """My drafts that somebody answered: a yes until I post it, else until I change it or ask another."""
    by = aliased(Person)
    other = aliased(Asking)
    waits = select(other.id).where(other.case_id == Case.id, other.ended_at.is_(None), other.answer == "")
    matters = or_(
        and_(Asking.answer == Answer.YES, ~waits.exists()),
        Asking.answer.in_([Answer.NO, Answer.STEPPED_BACK]),
    )
    query = (
        select(Case.id, Case.codename, Asking.what, Asking.answer, by.name)
        .join(Asking, Asking.case_id == Case.id)
        .outerjoin(by, by.id == Asking.answered_by_id)
        .where(
            Case.presenter_id == read.actor.id,
            Case.state == CaseState.DRAFT,
            Asking.settled_at.is_(None),
            matters,
        )
        .order_by(Asking.what.desc(), Asking.asked_at)
        .limit(MOST)
    )
    lines = {
        case_id: _answered(codename, what, answer, name or "", case_id)
        for case_id, codename, what, answer, name in read.session.execute(query)
    }
    yield from lines.values()


def _answered(codename: str, what: str, answer: str, name: str, case_id: str) -> Need:
    first = name.split(maxsplit=1)[0] if name.strip() else ""
    if answer == Answer.STEPPED_BACK:
        title = _("One colleague stepped back from {codename}").format(codename=codename)
        return Need("reading_refused", title, _("It stays a draft. Ask somebody else to read it."), case_id)
    if answer == Answer.NO:
        title = _("{name} asks you to change {codename}").format(name=first, codename=codename)
        return Need(f"{what}_refused", title, _("It stays a draft. Change it, then ask again."), case_id)
    title = _("{codename} is okay to show").format(codename=codename)
    return Need(f"{what}_given", title, _("{name} said yes. You can post it.").format(name=first), case_id)
