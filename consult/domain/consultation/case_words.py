"""All words of a case that others read now, with whose they are: for looking at them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from consult.core.texts import N_, _
from consult.domain import screening
from consult.domain.cases.bodies import label
from consult.domain.screening import Mark
from consult.models.actor import Actor, load_actor
from consult.models.cases import Case, CaseGoal, CaseVersion
from consult.models.suggestions import Adoption, Reply, Suggestion

WHERE = {
    "goal": N_("A goal of the plan"),
    "closing": N_("The sentence for the next person"),
    "safety": N_("What was done about danger"),
    "suggestion": N_("A suggestion"),
    "reply": N_("A reply"),
    "step": N_("A step"),
    "outcome": N_("How a step went"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """Some words in a case: whose, where they stand, and the row that holds them."""

    author_id: str
    place: str
    about_id: str
    text: str
    field: str = ""
    """The section of the version."""

    @property
    def where(self) -> str:
        """Where they stand, in words."""
        return label(self.field) if self.field else _(WHERE[self.place])


def said_in(session: Session, case: Case) -> list[Said]:
    """What is read in a case: its current version, what colleagues gave, and what became of it."""
    everything = [*_by_presenter(session, case), *_given(session, case), *_adopted(session, case)]
    return [said for said in everything if said.text.strip()]


def answered_by(session: Session, case: Case) -> list[tuple[Actor, list[Said]]]:
    """Who decides about which words: who wrote them, or the presenter where they may not see the case now."""
    presenter = load_actor(session, case.presenter_id) or Actor(case.presenter_id)
    words: dict[str, tuple[Actor, list[Said]]] = {}
    readers: dict[str, Actor] = {}
    for said in said_in(session, case):
        if said.author_id not in readers:
            readers[said.author_id] = _reader(session, case, said.author_id) or presenter
        person = readers[said.author_id]
        words.setdefault(person.id or "", (person, []))[1].append(said)
    return list(words.values())


def _reader(session: Session, case: Case, person_id: str) -> Actor | None:
    """Somebody who wrote here, if they may still see the case."""
    person = load_actor(session, person_id)
    if person is None:
        return None
    seen = select(Case.id).where(Case.id == case.id, Case.visible_to(person))
    return person if session.scalar(seen) is not None else None


def _by_presenter(session: Session, case: Case) -> Iterator[Said]:
    def mine(place: str, about_id: str, text: str | None, field: str = "") -> Said:
        return Said(case.presenter_id, place, about_id, text or "", field)

    query = select(CaseVersion).where(CaseVersion.case_id == case.id, CaseVersion.number == case.version)
    for version in session.scalars(query.options(selectinload(CaseVersion.sections))):
        yield mine("version", version.id, version.title, "title")
        for section in version.sections:
            yield mine("version", version.id, section.body, section.key)
        yield mine("version", version.id, version.why, "why")
    yield mine("safety", case.id, case.safety_step)
    yield mine("closing", case.id, case.closing)
    for goal in session.scalars(select(CaseGoal).where(CaseGoal.case_id == case.id)):
        yield mine("goal", goal.goal_id, goal.title)


def _given(session: Session, case: Case) -> Iterator[Said]:
    standing = Suggestion.case_id == case.id, Suggestion.taken_back_at.is_(None)
    for row in session.scalars(select(Suggestion).where(*standing).order_by(Suggestion.posted_seq)):
        yield Said(row.author_id, "suggestion", row.id, row.body)
        if row.quote_version != case.version:  # words of an earlier version that still stand here
            yield Said(case.presenter_id, "suggestion", row.id, row.quote_words or "")
    replies = select(Reply).join(Suggestion, Suggestion.id == Reply.suggestion_id).where(*standing)
    for reply in session.scalars(replies):
        yield Said(reply.by_id, "reply", reply.suggestion_id, reply.body or "")


def _adopted(session: Session, case: Case) -> Iterator[Said]:
    query = select(Adoption).join(Suggestion, Suggestion.id == Adoption.suggestion_id)
    rows = query.where(Suggestion.case_id == case.id).options(joinedload(Adoption.suggestion))
    for row in session.scalars(rows):
        yield Said(case.presenter_id, "step", row.step_id, row.words)
        yield Said(case.presenter_id, "outcome", row.step_id, row.line or "")


def marks_in(by: Actor, case_id: str, words: Iterable[Said]) -> Iterator[tuple[Said, list[Mark]]]:
    """What the check finds in one person's words today and nobody kept, where they stand."""
    for some in _in_portions(words):
        marks = screening.look(by, {key: said.text for key, said in some.items()}, case_id=case_id)
        for key, said in some.items():
            if found := [mark for mark in marks if mark.field == key and not mark.kept]:
                yield said, found


def _in_portions(words: Iterable[Said]) -> Iterator[Mapping[str, Said]]:
    """As many at once as are looked at in one go."""
    portion, length = dict[str, Said](), 0
    for said in words:
        if portion and length + len(said.text) > screening.MOST_AT_ONCE:
            yield portion
            portion, length = {}, 0
        portion[str(len(portion))] = said
        length += len(said.text)
    if portion:
        yield portion
