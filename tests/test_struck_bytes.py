"""What was struck is gone from the files too: no page, no log, no free space of the data folder holds it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from consult import jobs, migrations, startup
from consult.core import db
from consult.core.db import Sessions
from consult.core.errors import Answerable
from consult.domain.cases import askings, closings, doubts, drafts, postings
from consult.domain.consultation import replies, suggestions
from consult.domain.people import organisations
from consult.domain.plans import outcomes
from consult.domain.plans.adoptions import adopt
from consult.domain.plans.plans import GoalDraft, create_plan
from consult.domain.strikes import cleaning
from consult.domain.strikes.strikes import strike
from consult.models.cases import Case
from consult.models.outcomes import Verdict
from consult.models.strikes import Strike
from consult.models.suggestions import Kind, ReplyWord
from consult.settings import Settings
from tests import people, plans
from tests.people import INES, JONAH, RUTH, TOMAS, actor
from tests.stories import a_draft, posted

LEAK = "crème caramel"
PARTS = ("crème", "caramel")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Settings]:
    """A data folder with a database in it, as a server has it."""
    settings = startup.prepare(Settings(data=tmp_path))
    people.fill()
    yield settings
    organisations.forget()
    engine: Engine = Sessions.kw["bind"]
    engine.dispose()


def holding(folder: Path) -> dict[str, int]:
    """The files in which the words stand, as UTF-8 or as JSON writes them, and how often."""
    asked = {form.encode() for part in PARTS for form in (part, json.dumps(part).strip('"'), part.upper())}
    found = {path.name: sum(path.read_bytes().count(one) for one in asked) for path in folder.iterdir()}
    return {name: count for name, count in found.items() if count}


def a_case_full_of_it() -> Case:
    """Long texts on overflow pages, short ones, JSON, many rows, versions and rewrites of all of them."""
    long = "\n\n".join(
        f"Paragraph {number}: {LEAK} waits at the gate. " + "More. " * 60 for number in range(30)
    )
    case = posted(situation=long, title=f"Mornings with {LEAK}", tried=f"We asked {LEAK}.")
    plan = create_plan(
        actor(INES),
        case_id=case.id,
        goals=[
            GoalDraft(f"{LEAK} gets to school", levels=[f"{LEAK} level {n} " + "x" * 200 for n in range(5)])
        ],
        fields={"concerns": f"{LEAK} is tired. " * 40, "supports": f"The aunt of {LEAK}"},
    )
    for number in range(40):
        body = f"Idea {number}: ask {LEAK}. " + "Why not? " * (number * 3)
        given = suggestions.post_suggestion(actor(RUTH), case.id, kind=Kind.IDEA, body=body, kept={})
        if number % 3 == 0:
            suggestions.edit_suggestion(actor(RUTH), given.id, body=f"{body} Or call {LEAK}.", kept={})
        if number % 10 == 0:
            adopt(actor(INES), given.id, words=f"Ask {LEAK}, {number}", goal_id=plans.goals_of(plan)[0].id)
    for number in range(3):
        change = drafts.writing(actor(INES), case.id).body | {
            "tried": f"{LEAK}, once more, {number}.",
            "rare": "no",
        }
        drafts.save_draft(actor(INES), case.id, body=change, rev=0)
        postings.post_case(actor(INES), case.id)
    change = drafts.writing(actor(INES), case.id).body
    drafts.save_draft(actor(INES), case.id, body=change | {"strengths": f"{LEAK} laughs. " * 99}, rev=0)
    return case


def test_no_file_of_the_data_folder_holds_the_words_any_more(house: Settings) -> None:
    case = a_case_full_of_it()
    before = holding(house.data)
    assert set(before) >= {"consult.db-wal"}
    assert sum(before.values()) > 100
    strike(actor(INES), case.id, phrases=[LEAK])
    assert holding(house.data) == {}


def test_words_that_reached_the_data_file_itself_go_from_it(house: Settings) -> None:
    case = a_case_full_of_it()
    db.scrub([], patiently=True)
    assert holding(house.data)["consult.db"] > 100
    for number in range(10):  # pages that are split, merged and free
        plans.an_idea(case, f"{LEAK} again, {number}. " * (number * 20 + 1))
    db.scrub([], patiently=True)
    strike(actor(INES), case.id, phrases=[LEAK])
    assert holding(house.data) == {}


def test_lines_beside_the_case_and_what_others_wrote_go_from_the_files_too(house: Settings) -> None:
    draft = a_draft(situation=f"{LEAK} waits.", consent="ask_my_facilitator", rare="needed", rare_why=LEAK)
    for yes, line in ((False, f"Is {LEAK} a name?"), (True, f"Then {LEAK} may stay.")):
        askings.ask(actor(INES), draft.case_id)
        askings.answer(actor(JONAH), draft.case_id, yes=yes, line=line, rev=draft.rev, kept={})
    case = postings.post_case(actor(INES), draft.case_id)
    given = plans.an_idea(case, f"Ask {LEAK}.", who=RUTH)
    taken = plans.an_idea(case, f"Or call {LEAK}.", who=TOMAS)
    replies.reply(actor(INES), given.id, word=ReplyWord.NOT_NOW, body=f"{LEAK} would mind.")
    step = adopt(actor(INES), taken.id, words=f"Call {LEAK}")
    outcomes.record_outcome(actor(INES), step.id, verdict=Verdict.HELPED, line=f"{LEAK} laughed")
    suggestions.take_back(actor(RUTH), given.id)
    closings.close_case(actor(INES), case.id, sentence=f"{LEAK} is well.")
    doubts.raise_doubt(actor(TOMAS), case.id, part=f"I know {LEAK}.")
    doubts.decide_doubt(actor(JONAH), case.id, withdraw=False, reason=f"Many are called {LEAK}.")
    with pytest.raises(Answerable):
        plans.an_idea(case, f"{LEAK} after it was closed.", who=RUTH)
    assert sum(holding(house.data).values()) > 20
    strike(actor(JONAH), case.id, phrases=[LEAK.upper()])
    assert holding(house.data) == {}


def test_while_somebody_reads_the_log_stays_and_a_job_cuts_it_later(house: Settings) -> None:
    case = a_case_full_of_it()
    reader: Any = sqlite3.connect(house.data / "consult.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM cases").fetchone()
    made = strike(actor(INES), case.id, phrases=[LEAK])
    assert holding(house.data), "somebody still reads what was there"
    assert cleaned(made) is None
    jobs.once(house)
    assert cleaned(made) is None
    reader.execute("COMMIT")
    reader.close()
    jobs.once(house)
    assert cleaned(made) is not None
    assert holding(house.data) == {}


def test_on_postgresql_the_job_vacuums_what_was_touched(
    empty_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrations.upgrade(empty_database)
    engine = db.connect(empty_database)
    people.fill()
    case = posted(situation=f"{LEAK} waits.")
    made = strike(actor(INES), case.id, phrases=[LEAK])
    is_postgres = engine.dialect.name == "postgresql"
    assert (cleaned(made) is None) is is_postgres
    assert cleaning.clean(patiently=True) == is_postgres
    assert cleaned(made) is not None
    if is_postgres:
        with engine.connect() as connection:
            query = "SELECT relname FROM pg_stat_user_tables WHERE last_vacuum IS NOT NULL"
            vacuumed = set(connection.exec_driver_sql(query).scalars())
        assert vacuumed >= {"case_sections", "suggestions", "plan_versions", "drafts"}
    engine.dispose()


def cleaned(made: Strike) -> Any:
    """When a strike's traces were gone."""
    with Sessions() as session:
        return session.scalar(select(Strike.cleaned_at).where(Strike.id == made.id))
