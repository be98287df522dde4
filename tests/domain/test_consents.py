""" "Ask my facilitator": a draft that one more person reads, exactly those words, until they say yes."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from consult.core.db import Sessions
from consult.core.errors import NotFound, Refused, Unreadable
from consult.core.unit import reading
from consult.domain.cases import drafts
from consult.domain.cases.consents import answer_consent, ask_consent, question
from consult.domain.cases.postings import post_case
from consult.domain.consultation.previews import preview
from consult.domain.screening import Identifying
from consult.models.cases import Case
from consult.models.notices import Notice
from tests.people import CRISIS, INES, JONAH, KIM, MEI, NOOR, TOMAS, actor
from tests.stories import PHONE, a_draft, body, posted

ASK = {"consent": "ask_my_facilitator"}


def told(kind: str) -> list[str]:
    with Sessions() as session:
        return list(session.scalars(select(Notice.person_id).where(Notice.kind == kind)))


def test_the_facilitator_reads_it_says_yes_and_the_presenter_posts(database: Engine) -> None:
    draft = a_draft(**ASK)
    with pytest.raises(Unreadable):
        post_case(actor(INES), draft.case_id)
    for _ in range(3):
        ask_consent(actor(INES), draft.case_id, client_id="5b0c6a1e-0000-4000-8000-00000000000e")
    assert told("consent_asked") == [JONAH]
    assert "Mornings have become hard" in preview(actor(JONAH), draft.case_id).sections[0].html
    assert drafts.writing(actor(INES), draft.case_id).consent == "asked"
    answer_consent(actor(JONAH), draft.case_id, yes=True, line="Good to go.", kept={})
    assert told("consent_given") == [INES]
    writing = drafts.writing(actor(INES), draft.case_id)
    assert (writing.consent, writing.consent_by, writing.consent_line) == (
        "given",
        "Jonah Pike",
        "Good to go.",
    )
    assert post_case(actor(INES), draft.case_id).state == "open"


def test_a_no_leaves_a_draft_with_the_reason_which_stays_while_it_is_mended(database: Engine) -> None:
    draft = a_draft(**ASK)
    ask_consent(actor(INES), draft.case_id)
    answer_consent(actor(JONAH), draft.case_id, yes=False, line="Leave out the school.", kept={})
    assert told("consent_refused") == [INES]
    drafts.save_draft(actor(INES), draft.case_id, body=body(**ASK, situation="Shorter."), rev=1)
    writing = drafts.writing(actor(INES), draft.case_id)
    assert (writing.consent, writing.consent_line) == ("refused", "Leave out the school.")
    with pytest.raises(NotFound):
        preview(actor(JONAH), draft.case_id)


def test_changed_words_are_not_those_that_were_asked_about(database: Engine) -> None:
    draft = a_draft(**ASK)
    ask_consent(actor(INES), draft.case_id)
    answer_consent(actor(JONAH), draft.case_id, yes=True, line="", kept={})
    drafts.save_draft(actor(INES), draft.case_id, body=body(**ASK, situation="Something else."), rev=1)
    with pytest.raises(NotFound):
        preview(actor(JONAH), draft.case_id)
    with pytest.raises(Unreadable):
        post_case(actor(INES), draft.case_id)
    drafts.save_draft(actor(INES), draft.case_id, body=body(consent="changed_enough"), rev=2)
    assert post_case(actor(INES), draft.case_id).state == "open"


def test_words_pass_the_gate_before_a_facilitator_reads_them(database: Engine) -> None:
    draft = a_draft(**ASK, tried=f"Rang {PHONE}.")
    with pytest.raises(Identifying):
        ask_consent(actor(INES), draft.case_id)
    assert told("consent_asked") == []
    asked = ask_consent(actor(INES), a_draft(**ASK).case_id)
    with pytest.raises(Identifying):
        answer_consent(actor(JONAH), asked.id, yes=False, line=f"Ring me, {PHONE}", kept={})


def test_nobody_else_reads_or_answers(database: Engine) -> None:
    draft = a_draft(**ASK)
    with pytest.raises(NotFound):
        question(actor(JONAH), draft.case_id)
    ask_consent(actor(INES), draft.case_id)
    for other in (TOMAS, MEI, NOOR, KIM):
        with pytest.raises(NotFound):
            preview(actor(other), draft.case_id)
        with pytest.raises(NotFound):
            answer_consent(actor(other), draft.case_id, yes=True, line="", kept={})
    with pytest.raises(Refused):
        answer_consent(actor(INES), draft.case_id, yes=True, line="", kept={})
    with reading(actor(TOMAS)) as read:
        assert read.find(Case, draft.case_id) is None


def test_nobody_says_yes_to_their_own(database: Engine) -> None:
    draft = a_draft(who=NOOR, **ASK, group_id=CRISIS)
    with pytest.raises(Refused, match="Nobody else facilitates"):
        ask_consent(actor(NOOR), draft.case_id)


def test_a_posted_case_is_not_asked_about_again_and_its_yes_holds(database: Engine) -> None:
    draft = a_draft(**ASK)
    ask_consent(actor(INES), draft.case_id)
    answer_consent(actor(JONAH), draft.case_id, yes=True, line="", kept={})
    post_case(actor(INES), draft.case_id)
    drafts.save_draft(actor(INES), draft.case_id, body=body(**ASK, situation="It moved."), rev=0)
    assert post_case(actor(INES), draft.case_id).version == 2
    case = posted()
    drafts.save_draft(actor(INES), case.id, body=body(**ASK, situation="It moved."), rev=0)
    with pytest.raises(Refused, match="posted already"):
        ask_consent(actor(INES), case.id)
    with pytest.raises(Unreadable) as problem:
        post_case(actor(INES), case.id)
    assert "Choose one of the other answers" in problem.value.words


def test_a_draft_of_the_next_version_is_the_presenters_alone(database: Engine) -> None:
    case = posted()
    drafts.save_draft(actor(INES), case.id, body=body(situation="Not yet shown."), rev=0)
    assert "Not yet shown" in preview(actor(INES), case.id).sections[0].html
    for other in (TOMAS, JONAH):
        with pytest.raises(NotFound):
            preview(actor(other), case.id)
