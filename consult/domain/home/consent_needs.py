"""Is it okay to show? What the facilitator is asked, and what their answer asks of the presenter."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import or_, select

from consult.core.texts import _
from consult.core.unit import Unit
from consult.domain.home.need import MOST, Need, facilitated
from consult.models.actor import Actor
from consult.models.cases import Case, CaseState
from consult.models.people import Person


def consents_asked(read: Unit[Actor]) -> Iterable[Need]:
    """Drafts of others whose presenters wait for my yes."""
    groups = facilitated(read.actor)
    if not groups:
        return
    query = (
        select(Case.id, Case.codename, Person.name)
        .join(Person, Person.id == Case.presenter_id)
        .where(
            Case.visible_to(read.actor),
            Case.state == CaseState.DRAFT,
            Case.consent_asked_at.is_not(None),
            Case.consent_given_by_id.is_(None),
            Case.group_id.in_(groups),
            Case.presenter_id != read.actor.id,
        )
        .order_by(Case.consent_asked_at)
        .limit(MOST)
    )
    for case_id, codename, name in read.session.execute(query):
        title = _("{name} asks whether {codename} is okay to show").format(name=name, codename=codename)
        yield Need("consent", title, _("It stays a draft until you say yes."), case_id)


def consents_answered(read: Unit[Actor]) -> Iterable[Need]:
    """My drafts that a facilitator answered: a yes until I post it, a no until I change it and ask again."""
    given = Case.consent_given_by_id.is_not(None)
    query = (
        select(Case.id, Case.codename, given)
        .where(
            Case.presenter_id == read.actor.id,
            Case.state == CaseState.DRAFT,
            or_(given, Case.consent_line.is_not(None)),
        )
        .order_by(Case.created_at, Case.id)
        .limit(MOST)
    )
    for case_id, codename, yes in read.session.execute(query):
        if yes:
            title = _("{codename} is okay to show").format(codename=codename)
            yield Need("consent_given", title, _("Your facilitator said yes. You can post it."), case_id)
        else:
            title = _("Your facilitator asks you to change {codename}").format(codename=codename)
            yield Need("consent_refused", title, _("It stays a draft. Change it, then ask again."), case_id)
