"""Home: what needs whom, worked out from facts."""

from __future__ import annotations

from sqlalchemy import Engine

from consult.domain.cases import drafts
from consult.domain.cases.askings import answer, ask
from consult.domain.cases.postings import post_case
from consult.domain.home.needs import needs_of
from tests.people import INES, JONAH, NOOR, RUTH, TOMAS, actor
from tests.stories import a_draft, body, posted

ASK = {"consent": "ask_my_facilitator"}


def needed(person_id: str) -> list[str]:
    return [need.kind for need in needs_of(actor(person_id))]


def test_a_yes_needs_its_presenter_until_the_case_is_posted(database: Engine) -> None:
    draft = a_draft(**ASK)
    ask(actor(INES), draft.case_id)
    assert (needed(INES), needed(JONAH)) == ([], ["consent"])
    answer(actor(JONAH), draft.case_id, yes=True, line="Good to go.", rev=1, kept={})
    assert (needed(INES), needed(JONAH), needed(TOMAS)) == (["consent_given"], [], [])
    post_case(actor(INES), draft.case_id)
    assert needed(INES) == []


def test_a_no_needs_its_presenter_until_they_ask_again_or_throw_it_away(database: Engine) -> None:
    draft = a_draft(**ASK)
    ask(actor(INES), draft.case_id)
    answer(actor(JONAH), draft.case_id, yes=False, line="", rev=1, kept={})
    drafts.save_draft(actor(INES), draft.case_id, body=body(**ASK, situation="Shorter."), rev=1)
    assert needed(INES) == ["consent_refused"]
    ask(actor(INES), draft.case_id)
    assert needed(INES) == []
    answer(actor(JONAH), draft.case_id, yes=False, line="", rev=2, kept={})
    drafts.discard_draft(actor(INES), draft.case_id)
    assert needed(INES) == []


def test_a_group_is_named_only_to_its_own_people(database: Engine) -> None:
    posted(scope="named", people=[NOOR, RUTH])
    (outside,), (inside,) = needs_of(actor(NOOR)), needs_of(actor(RUTH))
    assert (outside.kind, outside.why) == ("first_reply", "Ines Aldana")
    assert inside.why == "Ines Aldana, Family support"
