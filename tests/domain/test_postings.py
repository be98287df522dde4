"""Posting: what is asked for, what the gate lets through, and that it happens once."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from consult.core.db import Sessions
from consult.core.errors import NotFound, Refused, Stale, Unreadable
from consult.core.unit import reading
from consult.domain.cases import drafts
from consult.domain.cases.cases import list_cases, my_drafts
from consult.domain.cases.postings import post_case
from consult.domain.screening import Identifying
from consult.models.cases import Case, CaseSection, CaseVersion, Draft
from tests.people import FAMILY, INES, NOOR, SAM, TOMAS, actor
from tests.stories import PHONE, a_draft, body, posted

ONCE = "5b0c6a1e-0000-4000-8000-00000000000a"


def test_a_draft_becomes_a_case_that_the_group_can_read(database: Engine) -> None:
    case = posted()
    (line,) = list_cases(actor(TOMAS)).rows
    assert (line.id, line.codename, line.state, line.mine) == (
        case.id,
        case.codename,
        "needs_first_reply",
        False,
    )
    assert list_cases(actor(NOOR)).rows == []
    with pytest.raises(NotFound), reading(actor(NOOR)) as read:
        read.load(Case, case.id)


def test_words_pasted_from_a_word_processor_keep_their_paragraphs_and_lists(database: Engine) -> None:
    pasted = (
        "They “want” to go \N{EM DASH} and don’t.\r\n\r\n•\tFirst, the bus\r\n•\tThen the gate\r\n\r\n"
        "One word: نور. A café too \N{FAMILY}"
    )
    case = posted(situation=pasted)
    with Sessions() as session:
        html = session.scalars(select(CaseSection.html).where(CaseSection.key == "situation")).one()
    assert html.count("<p") >= 2
    assert html.count("<li") == 2
    for word in ("“want”", "نور", "café", "\N{FAMILY}"):
        assert word in html, word
    assert case.version == 1


@pytest.mark.parametrize("field", ["question", "situation", "tried", "consent", "rare", "group_id"])
def test_what_is_required_is_asked_for_by_name(database: Engine, field: str) -> None:
    draft = a_draft(**{field: ""})
    with pytest.raises(Unreadable) as problem:
        post_case(actor(INES), draft.case_id)
    assert list(problem.value.fields) == [field]
    assert [line.id for line in my_drafts(actor(INES))] == [draft.case_id]


def test_a_direct_identifier_blocks_until_it_is_kept_with_a_reason(database: Engine) -> None:
    draft = a_draft(tried=f"I rang the aunt on {PHONE}.")
    with pytest.raises(Identifying) as problem:
        post_case(actor(INES), draft.case_id)
    (mark,) = problem.value.marks
    assert (mark.field, mark.words) == ("tried", PHONE)
    with Sessions() as session:
        assert session.scalar(select(CaseVersion.id)) is None
    case = post_case(actor(INES), draft.case_id, kept={mark.digest: "needed"})
    assert case.state == "open"


def test_a_press_sent_five_times_posts_once(database: Engine) -> None:
    draft = a_draft()
    cases = {post_case(actor(INES), draft.case_id, client_id=ONCE).id for _ in range(5)}
    with Sessions() as session:
        assert len(session.scalars(select(CaseVersion.id)).all()) == 1
        assert session.scalar(select(Draft.id)) is None
    assert cases == {draft.case_id}


def test_nobody_else_posts_my_draft(database: Engine) -> None:
    draft = a_draft()
    for other in (TOMAS, NOOR):
        with pytest.raises(NotFound):
            post_case(actor(other), draft.case_id)


def test_an_observer_does_not_begin_a_case_and_nobody_posts_to_a_foreign_group(database: Engine) -> None:
    with pytest.raises(Refused, match="no group yet"):
        drafts.start_draft(actor(SAM), body=body())
    draft = a_draft(who=NOOR, group_id=FAMILY)
    with pytest.raises(Unreadable) as problem:
        post_case(actor(NOOR), draft.case_id)
    assert list(problem.value.fields) == ["group_id"]


def test_what_was_saved_elsewhere_after_the_check_is_not_posted_unseen(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = a_draft()
    from consult.domain.cases import postings  # noqa: PLC0415 - to slip a save in between

    check = postings.check_draft

    def slow(*given: object) -> object:
        ready = check(*given)  # type: ignore[arg-type]
        drafts.save_draft(actor(INES), draft.case_id, body=body(question="Another?"), rev=1)
        return ready

    monkeypatch.setattr(postings, "check_draft", slow)
    with pytest.raises(Stale):
        post_case(actor(INES), draft.case_id)


def test_editing_makes_the_next_version_and_keeps_the_first(database: Engine) -> None:
    case = posted()
    writing = drafts.writing(actor(INES), case.id)
    assert (writing.rev, writing.version, writing.body["question"]) == (0, 1, body()["question"])
    words = {"question": "And what else could we try?", "why": "The school called."}
    changed = writing.body | words | {"rare": "no"}
    drafts.save_draft(actor(INES), case.id, body=changed, rev=0)
    assert post_case(actor(INES), case.id).version == 2
    with Sessions() as session:
        rows = session.execute(select(CaseVersion.number, CaseVersion.why).order_by(CaseVersion.number)).all()
    assert [tuple(row) for row in rows] == [(1, ""), (2, "The school called.")]


def test_a_version_without_a_change_is_not_made(database: Engine) -> None:
    case = posted()
    same = drafts.writing(actor(INES), case.id).body | {"rare": "no"}
    drafts.save_draft(actor(INES), case.id, body=same, rev=0)
    with pytest.raises(Unreadable) as problem:
        post_case(actor(INES), case.id)
    assert "Nothing has changed" in problem.value.words


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("What now?", "What now?"),
        ("**What**\n\nnow?", "What now?"),
        ("word " * 40, "word " * 17 + "word…"),
        ("x" * 200, "x" * 89 + "…"),
    ],
)
def test_a_title_is_made_from_the_question(database: Engine, question: str, title: str) -> None:
    posted(question=question)
    with Sessions() as session:
        assert session.scalars(select(CaseVersion.title)).one() == title
    assert len(title) <= 90
