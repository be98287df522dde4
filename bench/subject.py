"""What is measured: an organisation of our own making, filled through the same actions as any other."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.load import Client, Event
from bench.processes import Process, free_port
from bench.talks import Server
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

AUTHORS = 10
STORY = (
    "[young person] moved in with [relative] in early autumn. Attendance went from most days to almost none."
    " On two of the last fifteen school days they got as far as the gate. They say they want to go. In the"
    " morning the stomach pain starts, everyone gets loud, and by nine it is decided for the day."
)
IDEA = (
    "Make the first goal smaller than school. Walk past the gate with [relative] one evening, go home, and"
    " call that a success."
)
LENGTH = 120
"""Of a suggestion: a line or two, as most are."""


@dataclass(frozen=True, slots=True)
class Subject:
    """An installation: where it lies, who is signed in."""

    settings: Settings
    tokens: list[str]
    authors: list[Actor]
    rooms: list[str] = field(default_factory=list)
    """Cases to talk about."""

    @property
    def env(self) -> dict[str, str]:
        """What `consult serve` is told."""
        return {
            "CONSULT_DATA": str(self.settings.data),
            "CONSULT_DATABASE_URL": self.settings.database_url,
            "CONSULT_URL": self.settings.url,
            "PORT": str(self.settings.port),
        }

    def cookie(self, number: int) -> str:
        """What the browser of a person sends."""
        return f"{self.settings.cookie}={self.tokens[number]}"

    def server(self, *processes: Process) -> Server:
        """How the generator meets the running product: as its own page does, everything on."""
        origin = next(iter(sorted(self.settings.origins)))

        def client(number: int) -> Client:
            process = processes[number % len(processes)]
            # Without TLS the cookie is named after the port of the process.
            name = replace(self.settings, port=process.port).cookie
            return Client(process.port, f"{name}={self.tokens[number]}", origin)

        return Server("consult", processes, client, self.join, self.post)

    def join(self, room: int, since: int = 0) -> Event:
        """Listen to a case."""
        return "case:join", {"case": self.rooms[room], "since": since}

    def post(self, room: int, mark: str, _size: int = 0) -> Event:
        """Give a suggestion."""
        words = f"{mark} {IDEA}"[:LENGTH]
        data = {"case": self.rooms[room], "kind": "idea", "body": words, "client_id": str(uuid.uuid4())}
        return "suggestion:post", data

    def case(self, suggestions: int) -> str:
        """A new case of the first author, with suggestions of the others."""
        body = drafts.blank("a seed").body | {
            "question": "What could we try before the school calls a formal meeting?",
            "situation": "\n\n".join([STORY] * 4),
            "tried": "A graded return plan and a morning checklist.",
            "consent": "client_informed_and_agrees",
            "rare": "no",
            "group_id": next(iter(self.authors[0].groups)),
        }
        first, *others = self.authors
        case = post_case(first, drafts.start_draft(first, body=body).case_id)
        for number in range(suggestions):
            kind = (Kind.IDEA, Kind.QUESTION, Kind.VIEW)[number % 3]
            author = others[number % len(others)]
            post_suggestion(author, case.id, kind=kind, body=f"{number}. {IDEA}", kept={})
        return case.id


def fill(
    folder: Path, *, people: int = AUTHORS, showing: int = AUTHORS, rooms: int = 0, database: str = ""
) -> Subject:
    """Make an organisation in an empty data folder. Its first `showing` people show that they are there."""
    port = free_port()
    url = f"http://127.0.0.1:{port}" if database else ""
    settings = prepare(Settings(data=folder, port=port, url=url, database_url=database))
    tokens = _people(people, showing)
    visitors = [sign_ins.who(token) for token in tokens[:AUTHORS]]
    subject = Subject(settings, tokens, [visitor.actor for visitor in visitors if visitor])
    subject.rooms.extend(subject.case(0) for _ in range(rooms))
    return subject


def _people(count: int, showing: int) -> list[str]:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        organisation = unit.add(Organisation(name="Larkfield Services"))
        name = screening.own("Family support")
        group = Group(name=name, purpose=screening.own(""), kind=GroupKind.PEER_CONSULTATION)
        unit.add(group)
        tokens = []
        for number in range(count):
            email = f"worker{number}@larkfield.example"
            person = Person(name=f"Worker {number}", email=email, shows_presence=number < showing)
            unit.add(person)
            unit.session.add(Membership(group_id=group.id, person_id=person.id, role=Role.MEMBER))
            tokens.append(sign_ins.open_sign_in(unit, person, "The benchmark"))
        unit.record("organisation.set_up", on=organisation)
    return tokens
