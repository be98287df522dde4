"""The body of a draft: the composer's fields as typed, always all of them, each of one type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.core.texts import _
from consult.domain.cases.sections import (
    BY_KEY,
    CONSENTS,
    FACTS,
    NOTHING_YET,
    RARE,
    SAFETY_STEPS,
    SECTIONS,
    URGENCIES,
)
from consult.models.cases import Case, CasePerson, CaseVersion, Scope, Urgency

Body = dict[str, Any]

TEXTS = ("title", *(section.key for section in SECTIONS), "safety_when", "why", "rare_why")
CHOICES = (
    *(fact.key for fact in FACTS if not fact.several),
    "urgency",
    "safety_step",
    "feels_stuck",
    "plan_id",
    "group_id",
    "scope",
    "consent",
    "rare",
    "reader",
)
ANEW = ("why", "kept", "rare", "rare_why", "reader")
"""What belongs to one posting, and says nothing about the case."""
LISTS = (*(fact.key for fact in FACTS if fact.several), "people")
MOST_KEPT = 200


def preset(**known: Any) -> Body:
    """An untouched draft, with what is known already (the only group, a plan)."""
    return whole({"tried": _(NOTHING_YET), "urgency": Urgency.ROUTINE, "scope": Scope.GROUP} | known)


def whole(body: Mapping[str, Any]) -> Body:
    """The same fields with nothing missing, nothing unknown."""
    made: Body = {key: str(body.get(key) or "") for key in (*TEXTS, *CHOICES)}
    made |= {key: [str(one) for one in body.get(key) or ()] for key in LISTS}
    kept = body.get("kept") or {}
    made["kept"] = {str(digest): str(kept[digest]) for digest in list(kept)[:MOST_KEPT]}
    return made


def typed(body: Body) -> dict[str, str]:
    """The texts that others will read and that are not empty."""
    return {key: body[key] for key in TEXTS if body[key].strip()}


def of_version(session: Session, case: Case) -> Body:
    """What colleagues read now, as the composer's fields: where the next version starts from."""
    query = select(CaseVersion).where(CaseVersion.case_id == case.id, CaseVersion.number == case.version)
    version = session.scalars(query).one()
    named = select(CasePerson.person_id).where(
        CasePerson.case_id == case.id, CasePerson.role == "named", CasePerson.ended_at.is_(None)
    )
    body: Body = {section.key: section.body for section in version.sections} | dict(version.about)
    body |= {
        "title": version.title,
        "urgency": case.urgency,
        "feels_stuck": "yes" if case.feels_stuck else "",
        "plan_id": case.plan_id,
        "group_id": case.group_id,
        "scope": case.scope,
        "consent": case.consent,
        "people": sorted(session.scalars(named)),
    }
    return whole(body)


def label(key: str) -> str:
    """What a field is called, for lists of errors and differences."""
    if key in BY_KEY:
        return _(BY_KEY[key].label)
    facts = {fact.key: fact.label for fact in FACTS}
    return _(facts[key]) if key in facts else _OTHERS[key]()


_OTHERS = {
    "title": lambda: _("Title"),
    "why": lambda: _("What changed"),
    "safety_when": lambda: _("When was that?"),
    "safety_step": lambda: _("What have you done so far?"),
    "urgency": lambda: _("How soon do you need help?"),
    "feels_stuck": lambda: _("I feel stuck"),
    "plan_id": lambda: _("Plan"),
    "group_id": lambda: _("Group"),
    "scope": lambda: _("Who may see it"),
    "people": lambda: _("People by name"),
    "consent": lambda: _("How is this okay?"),
    "rare": lambda: _("Could somebody recognise this?"),
    "rare_why": lambda: _("Why colleagues need it"),
    "reader": lambda: _("Second reader"),
}


def in_words(key: str, value: Any) -> str:
    """A field's value as a person reads it; ids and ticks become words or nothing."""
    if key in TEXTS:
        return str(value)
    lists: dict[str, Mapping[Any, str]] = {fact.key: fact.options for fact in FACTS}
    lists |= {"urgency": URGENCIES, "consent": CONSENTS, "rare": RARE, "safety_step": SAFETY_STEPS}
    if key in lists:
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(_(lists[key][one]) for one in chosen if one in lists[key])
    return _("Yes") if value == "yes" else ""
