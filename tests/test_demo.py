"""The demo: it is alive, it names nobody, and it never looks old."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from typing import TypeVar

import pytest
from sqlalchemy import Engine, func, select

from consult import demo
from consult.core import clock, db, keys
from consult.core.db import Base, Sessions
from consult.core.events import Event
from consult.core.words import SharedText
from consult.demo.stories import DRAFT, STORIES
from consult.demo.telling import somebody
from consult.domain import screening
from consult.domain.cases.cases import Which, list_cases, my_drafts
from consult.domain.home.needs import needs_of
from consult.domain.people import organisations, sign_ins, signing_in
from consult.models.actor import SYSTEM
from consult.models.cases import Case, CaseState, CaseVersion, Draft
from consult.models.plans import Plan, PlanVersion, Step
from consult.models.suggestions import Kind, Reply, ReplyWord, Suggestion
from tests import people

NOW = dt.datetime(2031, 5, 14, 15, 20, tzinfo=dt.UTC)
A_DAY = dt.timedelta(days=1)
NEXT_MORNING = NOW + dt.timedelta(hours=17)
INES = demo.PEOPLE["ines"].id


M = TypeVar("M", Suggestion, CaseVersion)


def _empty() -> Engine:
    engine = db.connect("sqlite://")
    Base.metadata.create_all(engine)
    organisations.forget()
    keys.use(people.KEY)
    return engine


@pytest.fixture(scope="module")
def told() -> Iterator[sqlite3.Connection]:
    """A database that the demo was put into, to copy for each test."""
    engine = _empty()
    with clock.at(lambda: NOW):
        demo.fill()
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    engine.raw_connection().driver_connection.backup(copy)  # type: ignore[union-attr]
    engine.dispose()
    yield copy
    copy.close()


@pytest.fixture(autouse=True)
def at_work(told: sqlite3.Connection) -> Iterator[None]:
    """Each test has the demo to itself, at the moment when it was told."""
    engine = db.connect("sqlite://")
    told.backup(engine.raw_connection().driver_connection)  # type: ignore[arg-type]
    organisations.forget()
    organisations.the_organisation()  # as every page does first
    keys.use(people.KEY)
    with clock.at(lambda: NOW):
        yield
    engine.dispose()
    organisations.forget()


def test_every_case_is_at_its_point_of_the_loop() -> None:
    pages = [
        list_cases(somebody(key), which=which) for key in demo.PEOPLE for which in (Which.OPEN, Which.CLOSED)
    ]
    assert {line.codename: line.state_text for page in pages for line in page.rows} == {
        "Slate Heron": "Needs a first reply",
        "Flint Kestrel": "Needs a first reply",
        "Cobalt Plover": "Getting replies",
        "Amber Wren": "Trying 2 ideas",
        "Quartz Maple": "Trying 3 ideas",
        "Copper Birch": "Moving",
        "Ochre Alder": "Stuck 7 weeks",
        "Linen Skylark": "Closed",
    }
    assert [line.codename for line in my_drafts(somebody("ines"))] == ["Teal Kingfisher"]


def test_a_case_for_named_people_is_read_by_them_alone() -> None:
    readers = {
        key
        for key in demo.PEOPLE
        if "Flint Kestrel" in [line.codename for line in list_cases(somebody(key)).rows]
    }
    assert readers == {"jonah", "ines", "ruth"}


def test_all_kinds_of_suggestions_come_with_quotes_and_replies_of_all_sorts() -> None:
    with Sessions() as session:
        kinds = set(session.scalars(select(Suggestion.kind)))
        words = set(session.scalars(select(Reply.word)))
        quotes = session.scalars(
            select(Suggestion.quote_words).where(Suggestion.quote_words.is_not(None))
        ).all()
    assert kinds == set(Kind) - {Kind.RESONANCE}
    assert words >= {
        ReplyWord.WILL_TRY,
        ReplyWord.NOT_NOW,
        ReplyWord.TRIED_BEFORE,
        ReplyWord.NO,
        ReplyWord.CHANGES_HOW_I_SEE_IT,
        ReplyWord.HAD_THOUGHT_OF_IT,
        ReplyWord.ANSWERED,
        ReplyWord.ACTING_ON_IT,
        ReplyWord.THANKS,
    }
    assert len(quotes) > 15


def test_ines_finds_something_to_do() -> None:
    assert [need.kind for need in needs_of(somebody("ines"))] == [
        "outcome",
        "ideas",
        "question",
        "first_reply",
        "first_reply",
    ]
    assert "Walk past the gate" in needs_of(somebody("ines"))[0].title
    with Sessions() as session:
        steps = session.scalars(select(Step)).all()
    due = {step.due_on for step in steps if step.words.startswith("Walk past the gate")}
    assert due == {NOW.date()}


def test_a_safety_point_waits_for_ruth() -> None:
    assert next(need.kind for need in needs_of(somebody("ruth"))) == "watch_out"


def test_only_the_latest_is_new_to_ines() -> None:
    new = {line.codename: line.new_count for line in list_cases(somebody("ines")).rows if line.new_count}
    assert new == {"Amber Wren": 2, "Copper Birch": 1, "Cobalt Plover": 2}


def test_nothing_in_it_could_identify_anyone() -> None:
    texts: dict[str, str] = {}
    with Sessions() as session:
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, SharedText):
                    found = session.scalars(select(column).where(column.is_not(None)))
                    texts |= {f"{column} {number}": words for number, words in enumerate(found)}
        body = session.scalars(select(Draft.body)).one()
    texts |= {key: words for key, words in body.items() if isinstance(words, str)}
    assert len(texts) > 400
    # The program's own line says whose idea it was: a colleague's name, where colleagues read it.
    texts = {key: words for key, words in texts.items() if not words.startswith("Step from ")}
    assert [mark for key, words in texts.items() for mark in screening.look(SYSTEM, {key: words})] == []


def test_no_text_says_a_colleagues_name() -> None:
    first_names = [one.name.split()[0] for one in demo.PEOPLE.values()]
    with Sessions() as session:
        bodies = session.scalars(select(Suggestion.body)).all()
    said = [*bodies, *(words for story in (*STORIES, DRAFT) for words in story.sections.values())]
    assert [words for words in said if any(name in words for name in first_names)] == []


def test_each_case_is_told_at_length_and_the_draft_breaks_off() -> None:
    lengths = {story.codename: len(" ".join(story.sections.values()).split()) for story in STORIES}
    assert {name: length for name, length in lengths.items() if not 150 <= length <= 350} == {}
    assert not DRAFT.sections["situation"].endswith(".")


def test_nothing_has_happened_after_now() -> None:
    with Sessions() as session:
        assert session.scalar(select(func.max(Event.at))) == NOW
        assert NOW - session.scalars(select(func.max(Suggestion.at))).one() == dt.timedelta(minutes=12)


def test_days_that_are_over_were_working_days() -> None:
    earlier = [at for at in _moments(Suggestion).values() if at.date() < NOW.date()]
    assert {at.hour for at in earlier} <= set(range(8, 19))


def test_on_another_day_everything_moves_on_together() -> None:
    said, versions = _moments(Suggestion), _moments(CaseVersion)
    with clock.at(lambda: NEXT_MORNING):
        demo.refresh()
    for before, after in ((said, _moments(Suggestion)), (versions, _moments(CaseVersion))):
        assert after == {id_: min(at + A_DAY, NEXT_MORNING) for id_, at in before.items()}
    with Sessions() as session:
        assert session.scalar(select(func.max(Event.at))) == NEXT_MORNING
        reviews = select(Plan.review_on).where(Plan.codename == "Amber Wren")
        assert session.scalars(reviews).one() == NEXT_MORNING.date() + 12 * A_DAY
        due = {step.id: step.due_on for step in session.scalars(select(Step))}
        bodies = session.scalars(select(PlanVersion.body)).all()
    assert NEXT_MORNING.date() in due.values()
    kept = {id_: step["due_on"] for body in bodies for id_, step in body["steps"].items()}
    assert kept == {id_: on.isoformat() for id_, on in due.items() if on}


def _moments(model: type[M]) -> dict[str, dt.datetime]:
    with Sessions() as session:
        return {row.id: row.at for row in session.scalars(select(model))}


def test_within_a_day_and_moved_on_already_nothing_moves() -> None:
    demo.refresh()
    with clock.at(lambda: NEXT_MORNING):
        demo.refresh()
        with Sessions() as session:
            moved = session.scalars(select(Event.at).order_by(Event.id)).all()
        demo.refresh()
        with Sessions() as session:
            assert session.scalars(select(Event.at).order_by(Event.id)).all() == moved


def test_a_sign_in_link_lets_its_person_in_also_after_the_demo_moved_on() -> None:
    token = demo.sign_in_token(INES)
    with clock.at(lambda: NEXT_MORNING):
        demo.refresh()
        visitor = sign_ins.who(signing_in.follow_link(token, device="A test"))
    assert visitor is not None
    assert (visitor.name, [group.name for group in visitor.groups]) == (
        "Ines Aldana",
        ["Crisis team", "Family support"],
    )


def test_an_empty_database_is_no_demo() -> None:
    assert demo.is_demo()
    engine = _empty()
    assert not demo.is_demo()
    demo.refresh()
    engine.dispose()


def test_the_closed_case_says_what_helped() -> None:
    with Sessions() as session:
        case = session.scalars(select(Case).where(Case.state == CaseState.CLOSED)).one()
        assert len(case.helped) == 2
        assert case.closing
