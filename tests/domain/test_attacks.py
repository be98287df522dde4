"""What somebody tried to get in by, or to break something with: each stays shut."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from consult.core.errors import Refused, Unreadable
from consult.core.markdown import render
from consult.core.quotes import shown
from consult.domain.cases import drafts
from consult.domain.cases.askings import ask, question
from consult.domain.cases.guests import guests_of, invite_guest
from consult.domain.cases.recusals import step_back
from consult.domain.consultation import previews
from consult.domain.consultation.suggestions import post_suggestion
from consult.domain.screening import Identifying, clear
from consult.models.suggestions import Kind
from tests.people import CRISIS, INES, JONAH, RUTH, TOMAS, actor
from tests.stories import PHONE, a_draft, body, posted


def test_inviting_by_name_does_not_tell_who_stepped_back(database: Engine) -> None:
    case = posted()
    step_back(actor(TOMAS), case.id)
    said = []
    for person_id in (TOMAS, RUTH):
        with pytest.raises(Refused) as refused:
            invite_guest(actor(INES), case.id, person_id=person_id)
        said.append(refused.value.words.partition(" can ")[2])
    assert said[0] == said[1]
    assert guests_of(actor(INES), case.id).people == []


def test_an_id_that_stands_for_another_thing_is_never_answered_as_sent(database: Engine) -> None:
    case = posted()
    once = "5b0c6a1e-0000-4000-8000-0000000000a1"
    drafts.start_draft(actor(TOMAS), body=body(), client_id=once)
    with pytest.raises(Unreadable, match="out of step"):
        post_suggestion(actor(TOMAS), case.id, kind=Kind.IDEA, body="Walk.", kept={}, client_id=once)


def test_a_preview_names_no_group_that_its_reader_is_not_in(database: Engine) -> None:
    draft = a_draft(group_id=CRISIS)
    assert previews.preview(actor(INES), draft.case_id).group == ""


@pytest.mark.parametrize(
    "words",
    [
        r"Write to maria.santos\@example.org",
        "Write to maria.santos@**example**.org",
        "Ring 077**00** 900123",
        "Born 12 *March* 1984",
        "She lives at 12 *Elm Street*",
        "She lives at 12 Elm `Street`",
        "Ring `077`*00 900123*",
        r"Write to maria\_santos@example.org",
        "Ring 07700-\u034f900123",
        "Ring 077\u180b00 9\u17b4001\U000e010023",
        "Born 12 Ma\U0001bca0rch 1984",
    ],
)
def test_marks_that_are_gone_when_it_is_drawn_hide_nothing(words: str) -> None:
    with pytest.raises(Identifying):
        clear(actor(INES), {"body": words})


@pytest.mark.parametrize(
    ("words", "apart"),
    [
        ("Whit`fi`eld", "Whit`fi`eld"),
        ("Whit[](https://a.example)field", "Whit[]"),
        ("[Whit](https://a.example)field", "[Whit]("),
        ("[Whit](https://a.example)[field](https://a.example)", "Whit[field]("),
        ("`Whit`[field](https://a.example)", "Whit[field]("),
        ("[Whit](https://a.example)`field`", "Whit`field`"),
    ],
)
def test_code_and_links_never_join_what_the_check_saw_apart(words: str, apart: str) -> None:
    assert apart in "".join(shown(render(words)))


def test_what_was_typed_behind_another_choice_is_not_shown_to_whoever_is_asked(database: Engine) -> None:
    hidden = {"rare_why": f"Ring {PHONE}.", "safety_when": f"Ring {PHONE}."}
    draft = a_draft(consent="ask_my_facilitator", **hidden)
    ask(actor(INES), draft.case_id)
    about = question(actor(JONAH), draft.case_id)
    assert (about.rare_why, about.finds) == ("", [])
