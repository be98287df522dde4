"""Open cases are looked at again when the check changes; what was kept, where it holds, and for how long."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import Engine, select

from consult import deid
from consult.core.db import Sessions
from consult.domain.cases.closings import close_case
from consult.domain.cases.doubts import raise_doubt
from consult.domain.cases.recusals import step_back
from consult.domain.consultation import protection, rechecks, suggestions
from consult.domain.home.notice_lines import notices_of
from consult.domain.people import wordlists
from consult.domain.screening import Identifying, look
from consult.models.cases import Case, CaseVersion, Kept
from consult.models.notices import Notice
from consult.models.suggestions import Kind, Suggestion
from tests.people import INES, JONAH, KIM, RUTH, SAM, TOMAS, actor
from tests.stories import PHONE, posted

TOLD = f"[relative] is on {PHONE}."


def kept(text: str, reason: str = "needed") -> dict[str, str]:
    return {mark.digest: reason for mark in look(actor(INES), {"": text})}


def a_case(situation: str = TOLD) -> Case:
    """A case in which Ines kept a number."""
    return posted(situation=situation, kept=kept(situation))


def an_idea(case: Case, words: str = TOLD, who: str = RUTH) -> Suggestion:
    return suggestions.post_suggestion(actor(who), case.id, kind=Kind.IDEA, body=words, kept=kept(words))


def notes(who: str) -> list[tuple[int, bool]]:
    """The notes about looking again that somebody has: how many things, and whether they read it."""
    with Sessions() as session:
        mine = select(Notice.count, Notice.read_at).where(
            Notice.person_id == who, Notice.kind == rechecks.KIND
        )
        return [(count, read_at is not None) for count, read_at in session.execute(mine.order_by(Notice.at))]


def renew(monkeypatch: pytest.MonkeyPatch, version: str = "newer") -> None:
    monkeypatch.setattr(deid, "VERSION", version)


def test_nothing_is_said_while_nothing_changes(database: Engine) -> None:
    a_case()
    assert rechecks.check_again() == 1
    assert rechecks.check_again() == 0
    assert notes(INES) == []


def test_a_newer_check_asks_each_about_their_own_words(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = a_case()
    an_idea(case, "Try [service] on 555-010-9999.")
    rechecks.check_again()
    renew(monkeypatch)
    rechecks.check_again()
    assert (notes(INES), notes(RUTH), notes(TOMAS)) == ([(1, False)], [(1, False)], [])
    line = notices_of(actor(INES)).rows[0]
    assert line.text == f"We look for more now. One thing in {case.codename} may identify someone."
    assert rechecks.check_again() == 0


def test_the_words_stay_as_they_are(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    case = a_case()
    renew(monkeypatch)
    rechecks.check_again()
    with Sessions() as session:
        again = session.get_one(Case, case.id)
        assert (again.version, again.state) == (1, "open")
        assert len(session.scalars(select(CaseVersion)).all()) == 1


def test_only_the_latest_count_is_told(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    a_case(f"[relative] is on {PHONE}, or 555-010-9999.")
    for version in ("newer", "newest"):
        renew(monkeypatch, version)
        rechecks.check_again()
    assert notes(INES) == [(2, False)]


def test_kept_again_it_holds_and_the_note_is_taken_back(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = a_case()
    renew(monkeypatch)
    rechecks.check_again()
    found = protection.read_protection(actor(INES), case.id).mine
    assert [find.words for looked in found for find in looked.finds] == [PHONE]
    protection.keep_find(actor(INES), case.id, found[0].finds[0].digest, "needed")
    assert protection.read_protection(actor(INES), case.id).mine == []
    wordlists.add_never(actor(KIM), ["Whitfield"])
    rechecks.check_again()
    assert notes(INES) == []


def test_nobody_keeps_what_stands_in_anothers_words(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = a_case()
    renew(monkeypatch)
    digest = protection.read_protection(actor(INES), case.id).mine[0].finds[0].digest
    protection.keep_find(actor(RUTH), case.id, digest, "needed")
    assert len(protection.read_protection(actor(INES), case.id).mine) == 1


def test_closed_cases_are_left_alone(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    close_case(actor(INES), a_case().id)
    renew(monkeypatch)
    assert rechecks.check_again() == 0


def test_of_who_may_not_see_the_case_any_more_the_presenter_hears(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = posted()
    an_idea(case)
    step_back(actor(RUTH), case.id)
    renew(monkeypatch)
    rechecks.check_again()
    assert (notes(RUTH), notes(INES)) == ([], [(1, False)])
    found = protection.read_protection(actor(INES), case.id).mine
    assert [(looked.said.author_id, looked.finds[0].words) for looked in found] == [(RUTH, PHONE)]


def test_a_hidden_case_waits(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    case = a_case()
    raise_doubt(actor(RUTH), case.id, part="Where they live.")
    renew(monkeypatch)
    assert rechecks.check_again() == 0


def test_the_organisations_new_words_are_a_reason_too(database: Engine) -> None:
    a_case()
    rechecks.check_again()
    wordlists.change_words(actor(KIM), allowed=["Harbour"], finds_staff=True, is_strict=False)
    assert rechecks.check_again() == 1


def test_no_more_than_a_few_cases_in_one_round(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rechecks, "AT_ONCE", 2)
    for _number in range(3):
        posted()
    assert [rechecks.check_again() for _round in range(3)] == [2, 1, 0]


@pytest.mark.race
def test_two_processes_tell_once(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    case = a_case()
    renew(monkeypatch)
    both = threading.Barrier(2)
    told = rechecks._tell

    def together(*args: object) -> None:
        both.wait(10)
        told(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(rechecks, "_tell", together)
    threads = [threading.Thread(target=rechecks._check, args=(case.id, "newer.0")) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert notes(INES) == [(1, False)]


def test_what_the_presenter_kept_holds_for_colleagues_and_not_the_other_way_round(database: Engine) -> None:
    case = a_case()
    said = suggestions.post_suggestion(actor(RUTH), case.id, kind=Kind.IDEA, body=f"Call {PHONE}.", kept={})
    other = "Call 555-010-9999."
    an_idea(case, other)
    suggestions.edit_suggestion(actor(RUTH), said.id, body=f"{other} Twice.", kept={})
    for who in (INES, TOMAS):
        with pytest.raises(Identifying):
            suggestions.post_suggestion(actor(who), case.id, kind=Kind.WATCH_OUT, body=other, kept={})


def test_what_was_kept_in_one_case_says_nothing_in_another(database: Engine) -> None:
    a_case()
    with pytest.raises(Identifying):
        posted(situation=TOLD)


def test_the_list_of_what_was_kept_is_for_those_who_look_after_the_case(database: Engine) -> None:
    case = a_case()
    for who in (INES, JONAH):
        seen = protection.read_protection(actor(who), case.id)
        assert [(line.kind, line.because, line.by, line.where) for line in seen.kept] == [
            ("Phone number", "because colleagues need it", "Ines Aldana", "version 1")
        ]
    for who in (RUTH, SAM):
        seen = protection.read_protection(actor(who), case.id)
        assert (seen.sees_kept, seen.kept) == (False, [])


def test_the_audit_says_which_rule_and_never_what(database: Engine) -> None:
    case = a_case()
    with Sessions() as session:
        row = session.scalars(select(Kept)).one()
        said = {column.name: str(getattr(row, column.name)) for column in Kept.__table__.columns}
    assert (row.case_id, row.person_id, row.kind, row.action) == (case.id, INES, "phone", "kept")
    assert row.rule
    assert row.engine == deid.VERSION
    assert not [value for value in said.values() if "4477" in value]


def test_kept_once_it_is_written_down_once(database: Engine) -> None:
    case = a_case()
    for words in ("First", "Second"):
        suggestions.post_suggestion(
            actor(INES), case.id, kind=Kind.WATCH_OUT, body=f"{words}: {TOLD}", kept=kept(TOLD)
        )
    with Sessions() as session:
        assert len(session.scalars(select(Kept)).all()) == 1
