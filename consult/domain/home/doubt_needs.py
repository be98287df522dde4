"""Cases that are hidden because a reader could recognise somebody: whoever decides is asked to."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import or_, select

from consult.core.texts import _
from consult.core.unit import Unit
from consult.domain.home.need import MOST, Need
from consult.models.actor import Actor
from consult.models.cases import Case, CaseState
from consult.models.doubts import Doubt
from consult.models.people import Person


def doubts_to_decide(read: Unit[Actor]) -> Iterable[Need]:
    """Mine, and those of the groups that I lead unless the doubt is my own."""
    actor = read.actor
    query = (
        select(Case.id, Case.codename, Case.presenter_id, Person.name)
        .join(Doubt, (Doubt.case_id == Case.id) & Doubt.decided_at.is_(None))
        .join(Person, Person.id == Case.presenter_id)
        .where(
            Case.visible_to(actor),
            Case.hidden_at.is_not(None),
            Case.state.in_([CaseState.OPEN, CaseState.CLOSED]),
            Doubt.person_id != actor.id,
            or_(Case.presenter_id == actor.id, Case.group_id.in_(actor.facilitated)),
        )
        .order_by(Case.hidden_at)
        .limit(MOST)
    )
    for case_id, codename, presenter_id, name in read.session.execute(query):
        title = _("A colleague thinks that somebody could be recognised in {codename}")
        why = _("It is hidden until you decide.")
        if presenter_id != actor.id:
            why = _("It is hidden until {name} or you decide.").format(name=name.split()[0])
        yield Need("doubt", title.format(codename=codename), why, case_id)
