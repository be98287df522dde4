"""Ideas in motion: where the ideas on one's cases are between suggested and outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from consult.core import clock
from consult.core.unit import reading
from consult.domain.cases.case_facts import Replier
from consult.domain.cases.loops import Point, my_loop_points
from consult.domain.people.organisations import the_organisation
from consult.models.actor import Actor
from consult.models.cases import Case, CaseState
from consult.models.people import Person
from consult.models.plans import Step
from consult.models.suggestions import Adoption, Kind, Reply, Suggestion

SHOWN = 4
LONGEST = 60
"""Characters of an idea that Home shows."""


@dataclass(frozen=True, slots=True)
class IdeaInMotion:
    """One idea on a case of mine, and its loop with my dates."""

    suggestion_id: str
    case_id: str
    author: Replier
    words: str
    points: Sequence[Point]


def ideas_in_motion(actor: Actor, limit: int = SHOWN) -> Sequence[IdeaInMotion]:
    """Ideas on my open cases that wait for a word, are in my plan, or came to an outcome; latest first."""
    today = clock.today(the_organisation().timezone)
    query = (
        select(Suggestion, Person.name, Reply.word, Adoption, Step.due_on, Adoption.words)
        .join(Case, Case.id == Suggestion.case_id)
        .join(Person, Person.id == Suggestion.author_id)
        .outerjoin(Reply, Reply.suggestion_id == Suggestion.id)
        .outerjoin(Adoption, Adoption.suggestion_id == Suggestion.id)
        .outerjoin(Step, Step.id == Adoption.step_id)
        .where(
            Case.presenter_id == actor.id,
            Case.state == CaseState.OPEN,
            Suggestion.taken_back_at.is_(None),
            Suggestion.author_id != actor.id,
            or_(Adoption.id.is_not(None), Reply.id.is_(None)),
            Suggestion.kind.in_([Kind.IDEA, Kind.RESOURCE]),
        )
        # What is in the plan first, the next one due on top; what waits for a word after it.
        .order_by(Adoption.id.is_(None), Adoption.verdict.is_not(None), Step.due_on, Suggestion.at.desc())
        .limit(limit)
    )
    with reading(actor) as read:
        rows = read.session.execute(query).all()
    return [
        IdeaInMotion(
            suggestion.id,
            suggestion.case_id,
            Replier(suggestion.author_id, name),
            shortened(words or suggestion.body),
            my_loop_points(suggestion.kind, word, adoption, due_on, today),
        )
        for suggestion, name, word, adoption, due_on, words in rows
    ]


def shortened(words: str) -> str:
    """The first sentence, cut at a word where it is long."""
    first = words.strip().split("\n")[0].split(". ")[0].rstrip(".")
    if len(first) <= LONGEST:
        return first
    return first[:LONGEST].rsplit(" ", 1)[0] + "…"
