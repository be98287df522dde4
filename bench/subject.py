"""What is measured: an organisation with a case of 50 suggestions, one of 200, and a room for ten."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.processes import free_port
from consult.core.unit import acting
from consult.domain import screening
from consult.domain.cases import drafts
from consult.domain.cases.postings import post_case
from consult.domain.consultation.suggestions import post_suggestion
from consult.domain.people import sign_ins
from consult.models.actor import SYSTEM, Actor
from consult.models.groups import Group, GroupKind, Membership, Role
from consult.models.people import Organisation, Person
from consult.models.suggestions import Kind
from consult.settings import Settings
from consult.startup import prepare

MEMBERS = 10
STORY = (
    "[young person] moved in with [relative] in early autumn. Attendance went from most days to almost none."
    " On two of the last fifteen school days they got as far as the gate. They say they want to go. In the"
    " morning the stomach pain starts, everyone gets loud, and by nine it is decided for the day."
)
IDEA = (
    "Make the first goal smaller than school. Walk past the gate with [relative] one evening, go home, and"
    " call that a success."
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Where the server listens, who is signed in, and what is asked of it."""

    port: int
    cookies: list[str]
    paths: dict[str, str]
    join: tuple[str, dict[str, Any]]
    post: Callable[[str], tuple[str, dict[str, Any]]]
    writer: Actor
    """Somebody whose words are checked."""


def fill(folder: Path) -> Subject:
    """Make the organisation in an empty data folder, through the same actions as everybody."""
    settings = prepare(Settings(data=folder, port=free_port()))
    people, tokens = _people()
    cases = {count: _case(people, count) for count in (50, 200, 0)}
    room = cases[0]
    paths = {f"case_{count}_suggestions": f"/cases/{cases[count]}" for count in (50, 200)}

    def post(mark: str) -> tuple[str, dict[str, Any]]:
        words = f"{mark} {IDEA}"[:120]
        data = {"case": room, "kind": "idea", "body": words, "client_id": str(uuid.uuid4())}
        return "suggestion:post", data

    return Subject(
        settings.port,
        [f"{settings.cookie}={token}" for token in tokens],
        paths | {"home": "/", "cases": "/cases"},
        ("case:join", {"case": room, "since": 0}),
        post,
        people[0],
    )


def _people() -> tuple[list[Actor], list[str]]:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        organisation = unit.add(Organisation(name="Larkfield Services"))
        name = screening.own("Family support")
        group = Group(name=name, purpose=screening.own(""), kind=GroupKind.PEER_CONSULTATION)
        unit.add(group)
        tokens = []
        for number in range(MEMBERS):
            person = unit.add(Person(name=f"Worker {number}", email=f"worker{number}@larkfield.example"))
            unit.session.add(Membership(group_id=group.id, person_id=person.id, role=Role.MEMBER))
            tokens.append(sign_ins.open_sign_in(unit, person, "The benchmark"))
        unit.record("organisation.set_up", on=organisation)
    visitors = [sign_ins.who(token) for token in tokens]
    return [visitor.actor for visitor in visitors if visitor], tokens


def _case(people: list[Actor], suggestions: int) -> str:
    body = drafts.blank("a seed").body | {
        "question": "What could we try before the school calls a formal meeting?",
        "situation": "\n\n".join([STORY] * 4),
        "tried": "A graded return plan and a morning checklist.",
        "consent": "client_informed_and_agrees",
        "rare": "no",
        "group_id": next(iter(people[0].groups)),
    }
    case = post_case(people[0], drafts.start_draft(people[0], body=body).case_id)
    for number in range(suggestions):
        author = people[1 + number % (len(people) - 1)]
        kind = (Kind.IDEA, Kind.QUESTION, Kind.VIEW)[number % 3]
        post_suggestion(author, case.id, kind=kind, body=f"{number}. {IDEA}", kept={})
    return case.id
