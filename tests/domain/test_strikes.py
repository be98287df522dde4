"""A strike takes words out of everything that came from a case, for good, and keeps only that it did."""

from __future__ import annotations

import re
import uuid
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import JSON, Engine, String, Text, func, select

from consult.core import db, keys, quotes
from consult.core.db import Sessions
from consult.core.errors import Answerable, NotFound, Refused, Unreadable
from consult.core.words import SharedText
from consult.domain import screening, sites
from consult.domain.cases import closings, drafts, postings
from consult.domain.cases.versions import read_version
from consult.domain.consultation import replies, suggestions
from consult.domain.consultation.case_pages import read_case_page
from consult.domain.consultation.suggestions import Quote
from consult.domain.home.notice_lines import notices_of
from consult.domain.plans import outcomes, plans
from consult.domain.plans.adoptions import adopt
from consult.domain.strikes.places import DRAWN, EXEMPT, QUOTED, SHEETS, WORDS, Sort
from consult.domain.strikes.strikes import preview, strike, strikes_of
from consult.models.cases import Case, CaseSection
from consult.models.outcomes import Verdict
from consult.models.strikes import Strike
from consult.models.suggestions import Kind, ReplyWord, Suggestion
from tests import plans as some
from tests.people import INES, JONAH, KIM, MEI, NOOR, RUTH, SAM, TOMAS, actor
from tests.stories import posted

LEAK = "lighthouse"
"""A word that stands in everything, and that the check does not know as a name."""


def a_case_full_of_it() -> Case:
    """A case with two versions and a draft, its plan, and everything that can be given to it."""
    case = posted(
        title=f"Mornings with {LEAK}",
        situation=f"[young person] says **{LEAK}** waits. A second line stays.\n\nThen {LEAK}'s mother came.",
        tried="lighthouse was asked twice, and LIGHTHOUSE said no.",
    )
    plan = plans.create_plan(
        actor(INES),
        case_id=case.id,
        goals=[
            plans.GoalDraft(f"{LEAK} gets to school", levels=[f"{LEAK} one", "two", "three", "four", "five"])
        ],
        barriers=[plans.BarrierDraft("personal", f"{LEAK} sleeps badly")],
        fields={"concerns": f"{LEAK} is tired", "supports": f"The aunt of {LEAK}"},
    )
    goal = some.goals_of(plan)[0]
    shown = some.shown_on(case)[0]
    for who, quote in ((RUTH, f"{LEAK} waits"), (TOMAS, "A second line stays"), (MEI, "mother came")):
        suggestions.post_suggestion(
            actor(who), case.id, kind=Kind.IDEA, body=f"Ask *{LEAK}*, gently.", kept={},
            goal_id=shown.id, quote=Quote(quote),
        )  # fmt: skip
    idea, edited, asked = (row.id for row in given_to(case))
    suggestions.edit_suggestion(actor(TOMAS), edited, body="Ask nobody.", kept={})
    replies.reply(actor(INES), asked, word=ReplyWord.NOT_NOW, body=f"{LEAK} would mind.")
    step = adopt(actor(INES), idea, words=f"Ask {LEAK}", goal_id=goal.id)
    outcomes.record_outcome(actor(INES), step.id, verdict=Verdict.HELPED, level=0, line=f"{LEAK} laughed")
    change = drafts.writing(actor(INES), case.id).body | {
        "why": f"News of {LEAK}",
        "strengths": "Laughs.",
        "rare": "no",
    }
    drafts.save_draft(actor(INES), case.id, body=change, rev=0)
    postings.post_case(actor(INES), case.id)
    change = drafts.writing(actor(INES), case.id).body | {"strengths": f"{LEAK} laughs."}
    drafts.save_draft(actor(INES), case.id, body=change, rev=0)
    return case


def given_to(case: Case) -> list[Suggestion]:
    """What was given to a case, in order."""
    with Sessions() as session:
        query = select(Suggestion).where(Suggestion.case_id == case.id).order_by(Suggestion.posted_seq)
        return list(session.scalars(query))


def everything(database: Engine, pattern: str = "lighthouse") -> list[str]:
    """The columns of the whole database in which the words stand."""
    found = set()
    with database.connect() as connection:
        for table in db.Base.metadata.sorted_tables:
            for row in connection.execute(table.select()).mappings():
                found |= {
                    f"{table.name}.{name}"
                    for name, value in row.items()
                    if re.search(pattern, str(value), re.IGNORECASE)
                }
    return sorted(found)


def test_the_words_are_gone_from_every_table_and_column(database: Engine) -> None:
    case = a_case_full_of_it()
    before = everything(database)
    assert {"case_sections.html", "plan_versions.body", "drafts.body", "adoptions.line"} <= set(before)
    assert {"suggestion_edits.body", "suggestions.quote_words", "case_goals.title"} <= set(before)
    strike(actor(JONAH), case.id, phrases=[LEAK])
    assert everything(database) == []


def test_what_stands_there_reads_on(database: Engine) -> None:
    case = a_case_full_of_it()
    strike(actor(INES), case.id, phrases=[LEAK])
    parts = {part.key: part.html for part in read_version(actor(TOMAS), case.id, 1).parts}
    assert "<strong>" in parts["situation"]
    assert 'Then <span class="placeholder">[removed]</span>\'s mother came.' in parts["situation"].replace(
        "’", "'"
    )
    assert parts["tried"].count("[removed]") == 2
    views = list(read_case_page(actor(INES), case.id).views.values())
    assert "[removed]" in views[0].html
    assert views[0].adoption is not None
    assert views[0].adoption.words == "Ask [removed]"


def test_a_quote_of_struck_words_stands_nowhere_and_the_others_still_mark_theirs(database: Engine) -> None:
    case = a_case_full_of_it()
    strike(actor(INES), case.id, phrases=[LEAK])
    shown = [view.quote for view in read_case_page(actor(RUTH), case.id).views.values() if view.quote]
    assert {(one.words, one.from_version) for one in shown} == {
        ("[removed] waits", 1),
        ("A second line stays", None),
        ("mother came", None),
    }
    article = read_case_page(actor(RUTH), case.id).article
    assert article is not None
    situation = next(part.html for part in article.sections if part.key == "situation")
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", situation) == ["A second line stays", "mother came"]
    first = given_to(case)[2]
    with Sessions() as session:
        html = session.scalars(select(CaseSection.html).where(CaseSection.key == "situation")).first() or ""
    text = quotes.shown(html)[first.quote_paragraph or 0]
    assert text[first.quote_start : first.quote_end] == "mother came"


def test_a_quote_that_begins_within_a_name_keeps_no_part_of_it(database: Engine) -> None:
    case = posted(situation="They met lighthouse keeper at the gate, twice.")
    suggestions.post_suggestion(
        actor(RUTH), case.id, kind=Kind.IDEA, body="Where?", kept={}, quote=Quote("keeper at the gate")
    )
    strike(actor(INES), case.id, phrases=["lighthouse keeper"])
    (given,) = given_to(case)
    assert given.quote_words == "[removed] at the gate"
    assert everything(database, "lighthouse|keeper") == []


def test_a_title_that_was_cut_within_the_words_loses_their_beginning(database: Engine) -> None:
    long = "How can we go on when so much of what we planned in spring depends on lighthouse keeper?"
    case = posted(question=f"Well. {long}")
    assert read_version(actor(INES), case.id, 1).title.endswith("lighthouse…")
    strike(actor(INES), case.id, phrases=["lighthouse keeper"])
    assert everything(database, "lighthouse|keeper") == []


def test_people_see_in_how_many_places_of_which_sorts(database: Engine) -> None:
    case = a_case_full_of_it()
    mine = preview(actor(INES), case.id, phrases=[LEAK, "nowhere at all"])
    assert mine.phrases[1] == ("nowhere at all", 0)
    assert mine.count == sum(count for _sort, count in mine.sorts)
    his = preview(actor(JONAH), case.id, phrases=[LEAK])
    assert 0 < his.count < mine.count
    assert {name for name, _ in mine.sorts} - {name for name, _ in his.sorts} == {
        "The plan, in all its versions",
        "Your draft",
    }


def test_the_record_says_who_and_how_many_and_no_words(database: Engine) -> None:
    case = a_case_full_of_it()
    seen = preview(actor(INES), case.id, phrases=[LEAK]).count
    made = strike(actor(JONAH), case.id, phrases=[LEAK])
    (line,) = strikes_of(actor(INES), case.id).lines
    assert (line.by, line.count) == ("Jonah Pike", seen)
    (his,) = strikes_of(actor(JONAH), case.id).lines
    assert his.count < line.count
    assert made.digests == [keys.digest("struck", f"{case.id}\0{LEAK.lower()}")]
    assert set(made.places) <= set(Sort)


def test_a_facilitator_learns_nothing_of_draft_and_plan(database: Engine) -> None:
    case = posted()
    some.a_plan(case, plans.GoalDraft("Sleeps", levels=["harbour"] * 5))
    change = drafts.writing(actor(INES), case.id).body | {"tried": "carousel."}
    drafts.save_draft(actor(INES), case.id, body=change, rev=0)
    for word in ("harbour", "carousel"):
        with pytest.raises(Unreadable):
            preview(actor(JONAH), case.id, phrases=[word])
        with pytest.raises(Unreadable):
            strike(actor(JONAH), case.id, phrases=[word])
        assert everything(database, word)
        assert preview(actor(INES), case.id, phrases=[word]).count


@pytest.mark.parametrize("who", [TOMAS, SAM])
def test_colleagues_are_told_whom_to_ask(database: Engine, who: str) -> None:
    case = posted()
    for act in (preview, strike):
        with pytest.raises(Refused):
            act(actor(who), case.id, phrases=["Mornings"])
    with pytest.raises(Refused):
        strikes_of(actor(who), case.id)


@pytest.mark.parametrize("who", [NOOR, KIM])
def test_strangers_find_no_case(database: Engine, who: str) -> None:
    case = posted()
    for act in (preview, strike):
        with pytest.raises(NotFound):
            act(actor(who), case.id, phrases=["Mornings"])
    with pytest.raises(NotFound):
        strikes_of(actor(who), case.id)


def test_sent_twice_is_one_strike_and_brings_nothing_back(database: Engine) -> None:
    case, once = a_case_full_of_it(), str(uuid.uuid4())
    first = strike(actor(INES), case.id, phrases=[LEAK], client_id=once)
    assert strike(actor(INES), case.id, phrases=[LEAK], client_id=once).id == first.id
    with Sessions() as session:
        assert session.scalar(select(func.count()).select_from(Strike)) == 1
    with pytest.raises(Unreadable):
        strike(actor(INES), case.id, phrases=[LEAK])


def test_a_suggestion_sent_again_after_the_strike_brings_no_words_back(database: Engine) -> None:
    case, once = posted(), str(uuid.uuid4())
    again: dict[str, Any] = {"kind": Kind.IDEA, "body": f"Ask {LEAK}.", "kept": {}, "client_id": once}
    suggestions.post_suggestion(actor(RUTH), case.id, **again)
    strike(actor(INES), case.id, phrases=[LEAK])
    with suppress(Answerable):
        suggestions.post_suggestion(actor(RUTH), case.id, **again)
    same = suggestions.post_suggestion(actor(RUTH), case.id, **(again | {"body": "Ask."}))
    assert same.body == "Ask [removed]."
    assert everything(database) == []


def test_taking_back_and_putting_back_brings_no_words_back(database: Engine) -> None:
    case = posted()
    given = some.an_idea(case, f"Ask {LEAK}.")
    suggestions.take_back(actor(RUTH), given.id)
    strike(actor(INES), case.id, phrases=[LEAK])
    suggestions.put_back(actor(RUTH), given.id)
    assert given_to(case)[0].body == "Ask [removed]."


def test_the_check_knows_struck_words_in_that_case_and_in_no_other(database: Engine) -> None:
    case, other = posted(), posted()
    some.an_idea(case, f"Ask the {LEAK} keeper, or whoever sits by the old mill gate.")
    strike(actor(INES), case.id, phrases=[f"{LEAK} keeper", "whoever sits by the old mill gate"])
    here, there = (sites.known(actor(TOMAS), one.id).site.never for one in (case, other))
    assert all(map(here, ["lighthouse keeper", "whoever sits by the", "by the old mill"]))
    assert not any(map(here, ["keeper", "lighthouse", "the old mill"]))
    assert not there("lighthouse keeper")


def test_struck_words_do_not_come_in_again(database: Engine) -> None:
    case, other = posted(), posted()
    some.an_idea(case, f"Ask at the {LEAK}, or at the café by the old mill gate.")
    strike(actor(INES), case.id, phrases=[LEAK, "café by the old mill gate"])
    for words in (f"Perhaps the {LEAK.upper()} knows.", "What of the café by the old mill gate?"):
        with pytest.raises(screening.Identifying):
            some.an_idea(case, words, who=TOMAS)
        some.an_idea(other, words, who=TOMAS)


def test_what_was_kept_before_is_asked_about_again(database: Engine) -> None:
    phone = "(555) 010-4477"
    digest = screening.look(actor(INES), {"body": f"Call {phone}."})[0].digest
    case = posted(situation=f"Call {phone}.", kept={digest: "needed"})
    suggestions.post_suggestion(actor(INES), case.id, kind=Kind.WATCH_OUT, body=f"Call {phone}.", kept={})
    strike(actor(INES), case.id, phrases=[phone])
    with pytest.raises(screening.Identifying):
        suggestions.post_suggestion(actor(INES), case.id, kind=Kind.WATCH_OUT, body=f"Call {phone}.", kept={})


def test_words_behind_a_draft_that_is_open_elsewhere_are_not_saved_again_unseen(database: Engine) -> None:
    case = a_case_full_of_it()
    opened = drafts.writing(actor(INES), case.id)
    strike(actor(INES), case.id, phrases=[LEAK])
    with pytest.raises(Answerable):
        drafts.save_draft(actor(INES), case.id, body=opened.body | {"tried": "More."}, rev=opened.rev)
    assert everything(database) == []


def test_who_gave_it_and_who_presents_are_told_quietly(database: Engine) -> None:
    case = posted()
    some.an_idea(case, f"Ask {LEAK}.")
    some.an_idea(case, "Ask nobody.", who=TOMAS)
    strike(actor(JONAH), case.id, phrases=[LEAK])
    told = {
        who: [line.text for line in notices_of(actor(who)).rows if line.kind == "struck"]
        for who in (INES, RUTH, TOMAS)
    }
    assert told[TOMAS] == []
    assert "Jonah removed words" in told[INES][0]
    assert "[removed]" in told[RUTH][0]
    assert LEAK not in str(told)


def test_other_cases_keep_their_words_but_not_what_they_show_of_the_plan(database: Engine) -> None:
    plan = some.a_plan(None, plans.GoalDraft(f"{LEAK} gets to school"))
    first, second = posted(plan_id=plan.id), posted(plan_id=plan.id, tried=f"{LEAK} was asked.")
    strike(actor(INES), first.id, phrases=[LEAK])
    assert some.shown_on(second)[0].title == "[removed] gets to school"
    assert everything(database) == ["case_sections.body", "case_sections.html"]


def test_a_closed_case_and_its_last_sentence_can_be_struck(database: Engine) -> None:
    case = posted()
    closings.close_case(actor(INES), case.id, sentence=f"Ask {LEAK} early.")
    strike(actor(JONAH), case.id, phrases=[LEAK])
    assert everything(database) == []


def test_every_column_with_text_is_looked_through_or_named_with_a_reason() -> None:
    """A new column that can hold words belongs into `consult/domain/strikes/places.py`."""
    looked = {f"{model.__tablename__}.{name}" for model, names in WORDS.items() for name in names}
    looked |= {f"{model.__tablename__}.{name}" for model, names in QUOTED.items() for name in names}
    looked |= {f"{model.__tablename__}.{name}" for model, (name, *_rest) in SHEETS.items()}
    looked |= {f"{model.__tablename__}.{html}" for model, (_body, html) in DRAWN.items()}
    named = [column for columns in EXEMPT.values() for column in columns.split()]
    there = {
        f"{table.name}.{column.name}"
        for table in db.Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, SharedText | String | Text | JSON)
        if not column.foreign_keys and column.name != "id"
    }
    assert there == looked | set(named)
    assert len(named) == len(set(named))
    assert not looked & set(named)
