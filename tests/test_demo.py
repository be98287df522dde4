"""The demo: it is alive, it names nobody, and it never looks old."""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, func, select

from consult import demo
from consult.core import clock, db, keys
from consult.core.db import Base, Sessions
from consult.core.events import Event
from consult.core.words import SharedText
from consult.demo.stories import DRAFT, STORIES
from consult.demo.telling import somebody
from consult.domain import organisations, screening, sign_ins, signing_in
from consult.domain.cases import Which, list_cases, my_drafts
from consult.models.cases import Case, CaseState, CaseVersion, Draft
from consult.models.people import Link
from consult.models.plans import Plan, PlanVersion, Step
from consult.models.suggestions import Adoption, Kind, Reply, ReplyWord, Suggestion
from tests import people

NOW = dt.datetime(2031, 5, 14, 15, 20, tzinfo=dt.UTC)
NEXT_MORNING = NOW + dt.timedelta(hours=17)
INES = demo.PEOPLE["ines"].id


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
    began = time.monotonic()
    with clock.at(lambda: NOW):
        demo.fill()
    assert time.monotonic() - began < 10
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    engine.raw_connection().driver_connection.backup(copy)  # type: ignore[union-attr]
    engine.dispose()
    yield copy
    copy.close()


@pytest.fixture(autouse=True)
def at_work(told: sqlite3.Connection) -> Iterator[None]:
    """Each test has the demo to itself, at the moment when it was told."""
    engine = db.connect("sqlite://")
    told.backup(engine.raw_connection().driver_connection)  # type: ignore[arg-type, union-attr]
    organisations.forget()
    keys.use(people.KEY)
    with clock.at(lambda: NOW):
        yield
    engine.dispose()
    organisations.forget()


def test_every_case_is_at_its_point_of_the_loop() -> None:
    pages = [list_cases(somebody(key), which=which) for key in demo.PEOPLE for which in (Which.OPEN, Which.CLOSED)]
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
        key for key in demo.PEOPLE if "Flint Kestrel" in [line.codename for line in list_cases(somebody(key)).rows]
    }
    assert readers == {"jonah", "ines", "ruth"}


def test_all_kinds_of_suggestions_come_with_quotes_and_replies_of_all_sorts() -> None:
    with Sessions() as session:
        kinds = set(session.scalars(select(Suggestion.kind)))
        words = set(session.scalars(select(Reply.word)))
        quotes = session.scalars(select(Suggestion.quote_words).where(Suggestion.quote_words.is_not(None))).all()
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
    waiting = (
        select(Case.codename, Suggestion.kind)
        .join(Case, Case.id == Suggestion.case_id)
        .outerjoin(Reply, Reply.suggestion_id == Suggestion.id)
        .where(Case.presenter_id == INES, Reply.id.is_(None))
        .order_by(Suggestion.at)
    )
    due_today = (
        select(Step.words)
        .join(Plan, Plan.id == Step.plan_id)
        .join(Adoption, Adoption.step_id == Step.id)
        .where(Plan.owner_id == INES, Step.due_on == NOW.date(), Adoption.verdict.is_(None))
    )
    with Sessions() as session:
        assert [tuple(row) for row in session.execute(waiting)] == [
            ("Copper Birch", Kind.QUESTION),
            ("Amber Wren", Kind.IDEA),
            ("Amber Wren", Kind.IDEA),
        ]
        assert "Walk past the gate" in session.scalars(due_today).one()
    others = list_cases(somebody("ines"), which=Which.NEEDS_FIRST_REPLY).rows
    assert len([line for line in others if not line.mine]) == 2


def test_a_safety_point_waits_for_ruth() -> None:
    query = (
        select(Case.presenter_id)
        .join(Suggestion, Suggestion.case_id == Case.id)
        .outerjoin(Reply, Reply.suggestion_id == Suggestion.id)
        .where(Suggestion.kind == Kind.WATCH_OUT, Reply.id.is_(None))
    )
    with Sessions() as session:
        assert session.scalars(query).all() == [demo.PEOPLE["ruth"].id]


def test_nothing_in_it_could_identify_anyone() -> None:
    texts = {}
    with Sessions() as session:
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, SharedText):
                    found = session.scalars(select(column).where(column.is_not(None)))
                    texts |= {f"{column} {number}": words for number, words in enumerate(found)}
        body = session.scalars(select(Draft.body)).one()
    texts |= {key: words for key, words in body.items() if isinstance(words, str)}
    assert len(texts) > 400
    assert screening.look(texts) == []


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


def test_on_another_day_everything_moves_on_together() -> None:
    with Sessions() as session:
        before = session.scalars(select(Suggestion.at).order_by(Suggestion.posted_seq, Suggestion.id)).all()
        changed = session.scalars(select(CaseVersion.at).order_by(CaseVersion.id)).all()
    with clock.at(lambda: NEXT_MORNING):
        demo.refresh()
    with Sessions() as session:
        after = session.scalars(select(Suggestion.at).order_by(Suggestion.posted_seq, Suggestion.id)).all()
        due = dict(session.execute(select(Step.id, Step.due_on)).tuples().all())
        bodies = session.scalars(select(PlanVersion.body)).all()
        a_day = dt.timedelta(days=1)
        assert after == [min(at + a_day, NEXT_MORNING) for at in before]
        assert session.scalars(select(CaseVersion.at).order_by(CaseVersion.id)).all() == [
            at + a_day for at in changed
        ]
        assert NEXT_MORNING.date() in due.values()
        assert session.scalars(select(Plan.review_on).where(Plan.codename == "Amber Wren")).one() == (
            NEXT_MORNING.date() + dt.timedelta(days=12)
        )
        assert session.scalar(select(func.max(Event.at))) == NEXT_MORNING
    steps = {id_: step for body in bodies for id_, step in body["steps"].items()}
    assert {id_: step["due_on"] for id_, step in steps.items()} == {
        id_: on.isoformat() for id_, on in due.items() if on
    }


def test_within_a_day_and_moved_on_already_nothing_moves() -> None:
    demo.refresh()
    with clock.at(lambda: NEXT_MORNING):
        demo.refresh()
        with Sessions() as session:
            moved = session.scalars(select(Event.at).order_by(Event.id)).all()
        demo.refresh()
        with Sessions() as session:
            assert session.scalars(select(Event.at).order_by(Event.id)).all() == moved


def test_who_signed_in_stays_signed_in_when_the_demo_moves_on() -> None:
    token = demo.sign_in_token(INES)
    with Sessions() as session:
        expires = session.scalars(select(Link.expires_at)).one()
    with clock.at(lambda: NEXT_MORNING):
        demo.refresh()
    with Sessions() as session:
        assert session.scalars(select(Link.expires_at)).one() == expires
    assert token


def test_an_empty_database_is_no_demo() -> None:
    assert demo.is_demo()
    _empty()
    assert not demo.is_demo()
    demo.refresh()


def test_the_closed_case_says_what_helped() -> None:
    with Sessions() as session:
        case = session.scalars(select(Case).where(Case.state == CaseState.CLOSED)).one()
        assert len(case.helped) == 2
        assert case.closing
