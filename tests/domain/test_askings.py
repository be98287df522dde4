"""Asking before posting: a draft that somebody else reads, exactly those words, until they say yes."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import Engine, select

from consult.core import clock
from consult.core.db import Sessions
from consult.core.errors import NotFound, Refused, Stale, Unreadable
from consult.core.unit import acting, reading
from consult.domain.cases import drafts
from consult.domain.cases.askings import answer, ask, open_when_cleared, question, take_back
from consult.domain.cases.cases import list_cases, my_drafts
from consult.domain.cases.postings import post_case
from consult.domain.cases.recusals import step_back
from consult.domain.consultation.previews import preview
from consult.domain.home.needs import needs_of
from consult.domain.screening import Identifying
from consult.models.actor import SYSTEM
from consult.models.askings import Asking
from consult.models.cases import Case, CaseVersion
from consult.models.groups import Membership
from consult.models.notices import Notice
from consult.models.people import Person
from tests.people import CRISIS, INES, JONAH, KIM, MEI, NOOR, RUTH, SAM, TOMAS, actor, signed_in
from tests.stories import PHONE, a_draft, body, posted

ASK = {"consent": "ask_my_facilitator"}
ONCE = "5b0c6a1e-0000-4000-8000-00000000000e"


def told(kind: str) -> list[str]:
    with Sessions() as session:
        return list(session.scalars(select(Notice.person_id).where(Notice.kind == kind)))


def asked(**about: Any) -> str:
    """A draft about which somebody was asked."""
    draft = a_draft(**about)
    ask(actor(INES), draft.case_id)
    return draft.case_id


def say(who: str, case_id: str, *, yes: bool = True, line: str = "", rev: int = 1, **more: Any) -> None:
    answer(actor(who), case_id, yes=yes, line=line, rev=rev, kept={}, **more)


def states(case_id: str) -> list[str]:
    return [one.state for one in drafts.writing(actor(INES), case_id).asked]


def needed(who: str) -> list[str]:
    return [need.kind for need in needs_of(actor(who))]


def state(case_id: str) -> str:
    with Sessions() as session:
        return session.get_one(Case, case_id).state


# --- is it okay to show ---


def test_the_facilitator_reads_it_says_yes_and_the_presenter_posts(database: Engine) -> None:
    draft = a_draft(**ASK)
    with pytest.raises(Unreadable):
        post_case(actor(INES), draft.case_id)
    for _ in range(3):
        ask(actor(INES), draft.case_id, client_id=ONCE)
    assert told("consent_asked") == [JONAH]
    assert (needed(JONAH), needed(INES), states(draft.case_id)) == (["consent"], [], ["waits"])
    assert "Mornings have become hard" in preview(actor(JONAH), draft.case_id).sections[0].html
    say(JONAH, draft.case_id, line="Good to go.")
    (one,) = drafts.writing(actor(INES), draft.case_id).asked
    assert (one.state, one.by, one.line) == ("yes", "Jonah Pike", "Good to go.")
    assert (told("consent_given"), needed(INES), needed(JONAH)) == ([INES], ["consent_given"], [])
    assert post_case(actor(INES), draft.case_id).state == "open"


def test_a_no_leaves_a_draft_with_the_reason_which_stays_while_it_is_mended(database: Engine) -> None:
    case_id = asked(**ASK)
    say(JONAH, case_id, yes=False, line="Leave out the school.")
    assert (told("consent_refused"), needed(INES)) == ([INES], ["consent_refused"])
    drafts.save_draft(actor(INES), case_id, body=body(**ASK, situation="Shorter."), rev=1)
    (one,) = drafts.writing(actor(INES), case_id).asked
    assert (one.state, one.line) == ("no", "Leave out the school.")
    with pytest.raises(NotFound):
        preview(actor(JONAH), case_id)
    ask(actor(INES), case_id)
    assert states(case_id) == ["waits"]


def test_changed_words_are_not_those_that_were_asked_about(database: Engine) -> None:
    case_id = asked(**ASK)
    say(JONAH, case_id)
    drafts.save_draft(actor(INES), case_id, body=body(**ASK, situation="Something else."), rev=1)
    with pytest.raises(NotFound):
        preview(actor(JONAH), case_id)
    with pytest.raises(Unreadable):
        post_case(actor(INES), case_id)
    drafts.save_draft(actor(INES), case_id, body=body(consent="changed_enough"), rev=2)
    assert post_case(actor(INES), case_id).state == "open"


def test_words_pass_the_gate_before_anybody_reads_them(database: Engine) -> None:
    draft = a_draft(**ASK, tried=f"Rang {PHONE}.")
    with pytest.raises(Identifying):
        ask(actor(INES), draft.case_id)
    assert told("consent_asked") == []
    with pytest.raises(Identifying):
        say(JONAH, asked(**ASK), yes=False, line=f"Ring me, {PHONE}")


def test_nobody_says_yes_to_their_own(database: Engine) -> None:
    draft = a_draft(who=NOOR, **ASK, group_id=CRISIS)
    with pytest.raises(Refused, match="Nobody else facilitates"):
        ask(actor(NOOR), draft.case_id)
    with pytest.raises(Refused, match="Somebody else"):
        say(INES, asked(**ASK))


def test_a_posted_case_is_not_asked_about_again_and_its_yes_holds(database: Engine) -> None:
    case_id = asked(**ASK)
    say(JONAH, case_id)
    post_case(actor(INES), case_id)
    drafts.save_draft(actor(INES), case_id, body=body(**ASK, situation="It moved."), rev=0)
    assert post_case(actor(INES), case_id).version == 2
    case = posted()
    drafts.save_draft(actor(INES), case.id, body=body(**ASK, situation="It moved."), rev=0)
    with pytest.raises(Refused, match="posted already"):
        ask(actor(INES), case.id)
    with pytest.raises(Unreadable) as problem:
        post_case(actor(INES), case.id)
    assert "Choose one of the other answers" in problem.value.words


def test_a_yes_that_became_void_does_not_hold_for_a_later_version(database: Engine) -> None:
    case_id = asked(**ASK)
    say(JONAH, case_id)
    drafts.save_draft(actor(INES), case_id, body=body(situation="Something else."), rev=1)
    post_case(actor(INES), case_id)
    drafts.save_draft(actor(INES), case_id, body=body(**ASK, situation="It moved."), rev=0)
    with pytest.raises(Unreadable):
        post_case(actor(INES), case_id)


def test_a_draft_of_the_next_version_is_the_presenters_alone(database: Engine) -> None:
    case = posted()
    drafts.save_draft(actor(INES), case.id, body=body(situation="Not yet shown."), rev=0)
    assert "Not yet shown" in preview(actor(INES), case.id).sections[0].html
    for other in (TOMAS, JONAH):
        with pytest.raises((NotFound, Refused)):
            preview(actor(other), case.id)


# --- a second reader ---


def test_it_opens_when_the_second_reader_finds_that_nothing_points_to_a_person(database: Engine) -> None:
    case_id = asked(reader=RUTH, rare="needed", rare_why="The work is the point.")
    assert (told("reading_asked"), needed(RUTH), states(case_id)) == ([RUTH], ["reading"], ["waits"])
    shown = question(actor(RUTH), case_id)
    assert (shown.about_consent, shown.rare, shown.rare_why) == (False, "needed", "The work is the point.")
    with pytest.raises(Unreadable):
        post_case(actor(INES), case_id)
    for _ in range(3):
        say(RUTH, case_id, client_id=ONCE)
    assert (state(case_id), told("reading_given"), needed(RUTH)) == ("open", [INES], ["first_reply"])
    with Sessions() as session:
        (version,) = session.scalars(select(CaseVersion)).all()
        (asking,) = session.scalars(select(Asking)).all()
    assert (version.rare, version.rare_why, asking.version) == ("needed", "The work is the point.", 1)
    assert [line.id for line in list_cases(actor(TOMAS)).rows] == [case_id]


def test_the_reader_sees_what_was_kept_and_what_was_left(database: Engine) -> None:
    draft = a_draft(reader=RUTH, tried=f"Rang {PHONE}.")
    with pytest.raises(Identifying) as problem:
        ask(actor(INES), draft.case_id)
    kept = {mark.digest: "needed" for mark in problem.value.marks}
    drafts.save_draft(
        actor(INES), draft.case_id, body=body(reader=RUTH, tried=f"Rang {PHONE}.", kept=kept), rev=1
    )
    ask(actor(INES), draft.case_id)
    (find,) = question(actor(RUTH), draft.case_id).finds
    assert (find.words, find.kept) == (PHONE, "Colleagues need it to help")


def test_sent_back_with_a_line_it_is_the_presenters_alone_again(database: Engine) -> None:
    case_id = asked(reader=RUTH)
    with pytest.raises(Unreadable) as problem:
        say(RUTH, case_id, yes=False)
    assert list(problem.value.fields) == ["line"]
    say(RUTH, case_id, yes=False, line="The job is known in town.")
    assert (told("reading_refused"), needed(INES), states(case_id)) == ([INES], ["reading_refused"], ["no"])
    with pytest.raises(NotFound):
        preview(actor(RUTH), case_id)
    with pytest.raises(Refused, match="not asked about this draft any more"):
        question(actor(RUTH), case_id)


def test_clearing_holds_for_the_words_that_were_read_only(database: Engine) -> None:
    case_id = asked(reader=RUTH)
    drafts.save_draft(actor(INES), case_id, body=body(reader=RUTH, situation="More."), rev=1)
    with pytest.raises(Refused, match="not asked about this draft any more"):
        say(RUTH, case_id)
    ask(actor(INES), case_id)
    with pytest.raises(Stale, match="Read it once more"):
        say(RUTH, case_id, rev=1)
    assert state(case_id) == "draft"
    say(RUTH, case_id, rev=2)
    assert state(case_id) == "open"


def test_the_presenter_takes_it_back(database: Engine) -> None:
    case_id = asked(reader=RUTH)
    assert my_drafts(actor(INES))[0].waits
    for _ in range(2):
        take_back(actor(INES), case_id)
    assert (states(case_id), needed(RUTH), my_drafts(actor(INES))[0].waits) == ([], [], False)
    with pytest.raises(Refused):
        say(RUTH, case_id)
    with pytest.raises(NotFound):
        take_back(actor(RUTH), case_id)


def test_nobody_else_reads_or_answers(database: Engine) -> None:
    draft = a_draft(**ASK)
    for who in (JONAH, RUTH):
        with pytest.raises(NotFound):
            question(actor(who), draft.case_id)
    ask(actor(INES), draft.case_id)
    for case_id, others in ((draft.case_id, (TOMAS, RUTH)), (asked(reader=RUTH), (TOMAS, JONAH))):
        for other in (*others, MEI, SAM, NOOR, KIM):
            for look in (preview, question):
                with pytest.raises(NotFound):
                    look(actor(other), case_id)
            with pytest.raises(NotFound):
                say(other, case_id)
            with reading(actor(other)) as read:
                assert read.find(Case, case_id) is None


@pytest.mark.parametrize("who", [INES, SAM, NOOR, KIM, "nobody"])
def test_only_a_member_of_the_group_reads_for_others(database: Engine, who: str) -> None:
    draft = a_draft(reader=who)
    with pytest.raises(Unreadable) as problem:
        ask(actor(INES), draft.case_id)
    assert list(problem.value.fields) == ["reader"]


def test_whoever_left_or_is_disabled_reads_no_more_and_the_presenter_sees_it(database: Engine) -> None:
    left, disabled = asked(reader=RUTH), asked(reader=MEI)
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        gone = unit.session.scalars(select(Membership).where(Membership.person_id == RUTH)).one()
        gone.ended_at = clock.now()
        unit.session.get_one(Person, MEI).disabled_at = clock.now()
        unit.record("membership.ended", on=gone)
    with pytest.raises(NotFound):
        say(RUTH, left)
    assert (states(left), states(disabled)) == (["choose"], ["choose"])


def test_a_reader_who_may_know_the_person_steps_back_and_another_is_asked(database: Engine) -> None:
    case_id = asked(reader=RUTH)
    _token, ruth = signed_in(RUTH)
    step_back(ruth, case_id)
    assert (states(case_id), needed(INES), told("stepped_back")) == (["choose"], ["reading_refused"], [INES])
    with Sessions() as session:
        (note,) = session.scalars(select(Notice).where(Notice.kind == "stepped_back")).all()
        assert (note.by_id, note.shows_from <= clock.now()) == (None, True)
    for look in (preview, question):
        with pytest.raises(NotFound):
            look(actor(RUTH), case_id)
    drafts.save_draft(actor(INES), case_id, body=body(reader=TOMAS), rev=1)
    ask(actor(INES), case_id)
    say(TOMAS, case_id, rev=2)
    assert state(case_id) == "open"
    with reading(actor(RUTH)) as read:
        assert read.find(Case, case_id) is None


def test_both_are_asked_at_once_and_it_opens_after_the_second_yes(database: Engine) -> None:
    case_id = asked(**ASK, reader=RUTH)
    say(RUTH, case_id)
    assert (state(case_id), states(case_id)) == ("draft", ["waits", "yes"])
    say(JONAH, case_id)
    assert state(case_id) == "open"


def test_a_facilitator_who_is_asked_both_answers_once(database: Engine) -> None:
    case_id = asked(**ASK, reader="facilitator")
    assert needed(JONAH) == ["consent"]
    say(JONAH, case_id)
    assert state(case_id) == "open"


def test_one_no_ends_both_questions(database: Engine) -> None:
    case_id = asked(**ASK, reader=RUTH)
    say(JONAH, case_id, yes=False)
    with pytest.raises(Refused):
        say(RUTH, case_id)
    assert states(case_id) == ["no"]


def test_what_cannot_open_by_itself_waits_for_its_presenter(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from consult.domain.cases import askings  # noqa: PLC0415 - as when the server stops in between

    case_id = asked(reader=RUTH)
    monkeypatch.setattr(askings, "open_when_cleared", lambda _case_id: False)
    say(RUTH, case_id)
    assert (state(case_id), needed(INES), states(case_id)) == ("draft", ["reading_given"], ["yes"])
    assert post_case(actor(INES), case_id).version == 1
    assert not open_when_cleared(case_id)


@pytest.mark.race
def test_a_yes_and_a_save_at_once_open_only_what_was_read(database: Engine) -> None:
    case_id = asked(reader=RUTH)
    changed = body(reader=RUTH, situation="Not read by anybody.")
    problems = []

    def at_once(act: Any) -> None:
        try:
            act()
        except (Refused, Stale, NotFound) as problem:
            problems.append(problem)

    acts = [lambda: say(RUTH, case_id), lambda: drafts.save_draft(actor(INES), case_id, body=changed, rev=1)]
    threads = [threading.Thread(target=at_once, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Sessions() as session:
        case = session.get_one(Case, case_id)
        words = session.scalars(select(CaseVersion)).all()
    assert (case.state, len(words)) in {("open", 1), ("draft", 0)}
    if words:
        assert "Not read" not in drafts.writing(actor(INES), case_id).body["situation"]
