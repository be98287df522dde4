"""Every page that can be opened, with somebody of the demo who may open it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from flask import Flask
from sqlalchemy import select

from consult.app import create_app
from consult.core.db import Sessions
from consult.core.unit import acting
from consult.demo import PEOPLE, sign_in_token
from consult.demo.cast import GROUPS
from consult.domain.cases import askings, doubts, drafts, postings
from consult.domain.people import invites
from consult.domain.people.links import LinkKind, make_link
from consult.models.actor import SYSTEM
from consult.models.cases import Case
from consult.models.groups import Role
from consult.models.people import Person
from consult.models.plans import Plan, Step
from consult.models.suggestions import Suggestion
from consult.settings import Settings
from tests.people import actor
from tests.stories import body

INES, RUTH, JONAH = (PEOPLE[name].id for name in ("ines", "ruth", "jonah"))
FAMILY = GROUPS["family"].id

NOT_PAGES = {
    "static",
    "assets.file",
    "health.healthz",
    "health.readyz",
    "case.news",
    "kept_words.show",
    "setup.new",
}
"""What a browser does not show as a page; `/setup` is gone once an organisation stands."""
NOBODY = {"sign_ins.new", "sign_ins.link", "resets.new", "resets.edit", "invites.show"}
"""What somebody sees who is not signed in."""
SHOWN_TO = {
    "admin": JONAH,
    "groups.new": JONAH,
    "wordlists": JONAH,
    "connection": JONAH,
    "cases.consent": JONAH,
    "cases.danger": JONAH,
    "cases.stepping_back": RUTH,
    "suggestions.edit": RUTH,
}
"""Who sees a page that Ines does not."""


class Place(NamedTuple):
    """An address, and who opens it."""

    who: str | None
    path: str


def places(settings: Settings) -> list[Place]:
    """Every page of the url map, and all that the demo tells."""
    app = create_app(settings)
    known = _addresses()
    found = [Place(_who(rule), _filled(rule, path, known)) for rule, path in _pages(app)]
    with Sessions() as session:
        stories = session.scalars(
            select(Case).where(Case.state.in_(["open", "closed"])).order_by(Case.posted_at)
        )
        cases = [case.id for case in stories if case.danger_at is None]
        plans = session.scalars(select(Plan.id).where(Plan.owner_id == INES).order_by(Plan.created_at)).all()
    found += [Place(INES, f"/cases/{case}") for case in cases]
    found += [Place(RUTH, f"/cases/{case}") for case in cases[-2:]]
    found += [Place(RUTH, f"/cases/{cases[-1]}/doubt")]
    found += [Place(INES, f"/plans/{plan}") for plan in plans]
    found += [Place(who, "/") for who in (RUTH, JONAH)]
    found += [
        Place(INES, "/cases?show=mine"),
        Place(INES, "/no-such-page"),
        Place(None, "/invites/no-such-link"),
    ]
    return list(dict.fromkeys(found))


def _pages(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in NOT_PAGES:
            yield rule.endpoint, rule.rule


def _who(endpoint: str) -> str | None:
    noun = endpoint.partition(".")[0]
    return None if endpoint in NOBODY else SHOWN_TO.get(endpoint, SHOWN_TO.get(noun, INES))


def _filled(endpoint: str, path: str, known: dict[str, str]) -> str:
    """The address with ids in it; an id that nobody knows here is a new page that wants one."""
    return re.sub(
        r"<(?:[^<>:]+:)?(\w+)>", lambda name: known.get(f"{endpoint} {name[1]}") or known[name[1]], path
    )


def _addresses() -> dict[str, str]:
    """What stands in addresses, by name; where one page wants another, by endpoint and name."""
    with Sessions() as session:
        mine = select(Case).where(Case.presenter_id == INES)
        case = session.scalars(mine.where(Case.codename == "Amber Wren")).one()
        draft = session.scalars(mine.where(Case.state == "draft")).one()
        ideas = select(Suggestion.id).where(Suggestion.case_id == case.id, ~Suggestion.adoption.has())
        ripe = session.scalars(ideas.where(Suggestion.kind == "idea", ~Suggestion.reply.has())).first()
        ruths = session.scalars(ideas.where(Suggestion.author_id == RUTH)).first()
        step = session.scalars(
            select(Step.id).where(Step.plan_id == case.plan_id, Step.state == "todo")
        ).first()
    ids = {"case_id": case.id, "number": "1", "plan_id": case.plan_id, "group_id": FAMILY, "person_id": RUTH}
    ids |= {"suggestion_id": ripe, "suggestions.edit suggestion_id": ruths, "step_id": step}
    ids |= {f"{page} case_id": draft.id for page in ("drafts.check", "drafts.preview", "drafts.leave")}
    ids |= {"cases.consent case_id": _asked(), "cases.danger case_id": _in_danger()}
    ids |= {"doubts.show case_id": _doubted()}
    ids |= {f"{page} token": token for page, token in _tokens().items()}
    return {name: id_ or pytest.fail(f"the demo has no {name}") for name, id_ in ids.items()}


def _asked() -> str:
    """A draft whose presenter asked the facilitator."""
    draft = drafts.start_draft(actor(INES), body=body(group_id=FAMILY, consent="ask_my_facilitator"))
    askings.ask(actor(INES), draft.case_id)
    return draft.case_id


def _doubted() -> str:
    """A case in which a colleague could recognise somebody."""
    draft = drafts.start_draft(actor(INES), body=body(group_id=FAMILY))
    case = postings.post_case(actor(INES), draft.case_id)
    doubts.raise_doubt(actor(RUTH), case.id, part="The work they do.")
    return case.id


def _in_danger() -> str:
    """A case about somebody in danger."""
    words = {"urgency": "imminent", "safety_step": "supervisor_reached", "safety_when": "half an hour ago"}
    draft = drafts.start_draft(actor(INES), body=body(group_id=FAMILY, **words))
    return postings.post_case(actor(INES), draft.case_id).id


def _tokens() -> dict[str, str]:
    """Links that wait for somebody."""
    invited = invites.invite_to_group(
        actor(JONAH), FAMILY, emails=["leah@larkfield.example"], role=Role.MEMBER
    )
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        ines = unit.session.get_one(Person, INES)
        change, link = make_link(unit, LinkKind.EMAIL, email="ines.new@larkfield.example", person_id=INES)
        unit.record("link.made", on=ines, about=link)
        reset, link = make_link(unit, LinkKind.RESET, person_id=INES)
        unit.record("link.made", on=ines, about=link)
    return {
        "invites.show": invited[0].token,
        "me.confirm_email": change,
        "resets.edit": reset,
        "sign_ins.link": sign_in_token(RUTH),
    }
