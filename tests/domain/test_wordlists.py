"""Words of one's own: who may change which list, what the check hears of it, and that no word is stored."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from sqlalchemy import Engine, insert, select, text

from consult.core.db import Base, Sessions
from consult.core.errors import NotFound, Refused, Unreadable
from consult.core.events import Stream
from consult.core.unit import noting
from consult.domain import sites
from consult.domain.cases.recusals import step_back
from consult.domain.people import people, wordlists
from consult.domain.screening import Identifying
from consult.models.actor import SYSTEM
from consult.models.protection import NeverWord
from tests.people import INES, KIM, NOOR, RUTH, TOMAS, actor
from tests.plans import an_idea
from tests.stories import posted


def listed(who: str, phrase: str, case_id: str = "") -> bool:
    return sites.known(actor(who), case_id).site.never(phrase)


def everything() -> str:
    """Every value of every table."""
    with Sessions() as session:
        tables = Base.metadata.sorted_tables
        return str([session.execute(text(f"SELECT * FROM {table.name}")).all() for table in tables])


def add(who: str, words: Iterable[str], *, mine: bool = False) -> None:
    wordlists.add_never(actor(who), words, mine=mine)


def test_what_the_organisation_never_wants_is_found_for_everyone(database: Engine) -> None:
    add(KIM, ["Marigold  House", "O’Hara,"])
    for who in (INES, TOMAS):
        assert listed(who, "marigold house")
        assert listed(who, "o'hara")
        assert not listed(who, "marigold")
    assert "arigold" not in everything()


def test_a_list_of_ones_own_is_for_oneself_alone(database: Engine) -> None:
    add(INES, ["Whitfield"], mine=True)
    assert listed(INES, "whitfield")
    assert not listed(TOMAS, "whitfield")
    assert wordlists.my_words(actor(INES)).count == 1
    assert wordlists.my_words(actor(TOMAS)).count == 0
    assert wordlists.words_of_organisation(actor(KIM)).never.count == 0


def test_only_administrators_change_the_organisations_words(database: Engine) -> None:
    with pytest.raises(Refused):
        add(INES, ["Whitfield"])
    with pytest.raises(Refused):
        wordlists.change_words(actor(INES), allowed=["Harbour"], finds_staff=True, is_strict=False)
    with pytest.raises(Refused):
        wordlists.words_of_organisation(actor(INES))


def test_a_word_comes_off_by_typing_it_again_or_with_those_it_was_added_with(database: Engine) -> None:
    add(KIM, ["Whitfield", "Marigold"])
    add(KIM, ["Orchard"])
    wordlists.remove_never(actor(KIM), " WHITFIELD ")
    assert not listed(INES, "whitfield")
    with pytest.raises(Unreadable):
        wordlists.remove_never(actor(KIM), "Whitfield")
    shown = wordlists.words_of_organisation(actor(KIM)).never
    assert [(some.count, some.by) for some in shown.added] == [(1, "Kim Sato"), (1, "Kim Sato")]
    wordlists.remove_added(actor(KIM), shown.added[0].id)
    assert listed(INES, "marigold")
    assert not listed(INES, "orchard")


def test_nobody_takes_words_off_anothers_list(database: Engine) -> None:
    add(INES, ["Whitfield"], mine=True)
    with Sessions() as session:
        entry = session.scalars(select(NeverWord.id)).one()
    wordlists.remove_added(actor(TOMAS), entry, mine=True)
    wordlists.remove_added(actor(KIM), entry)
    assert listed(INES, "whitfield")


@pytest.mark.parametrize("words", ["one two three four five", "a", "?", "x" * 81])
def test_what_could_not_be_looked_for_is_told_and_stores_nothing(database: Engine, words: str) -> None:
    with pytest.raises(Unreadable):
        add(INES, ["Whitfield", words], mine=True)
    assert wordlists.my_words(actor(INES)).count == 0


def test_the_lists_have_an_end(database: Engine) -> None:
    add(INES, [f"word{number}" for number in range(wordlists.MOST_OF_MINE)], mine=True)
    add(INES, ["word1"], mine=True)
    with pytest.raises(Unreadable):
        add(INES, ["onemore"], mine=True)


def test_colleagues_names_are_known_until_that_is_switched_off(database: Engine) -> None:
    staff = sites.known(actor(INES)).site.staff
    assert {"ines", "aldana", "noor", "haddad"} <= staff
    wordlists.change_words(actor(KIM), allowed=["Harbour  Steps"], finds_staff=False, is_strict=True)
    known = sites.known(actor(INES))
    assert known.site.staff == frozenset()
    assert known.site.allowed == {"harbour steps"}
    assert known.strict


def test_a_new_name_is_known_at_once(database: Engine) -> None:
    before = sites.known(actor(TOMAS)).site
    people.change_settings(
        actor(INES), name="Ines Quillfeather", announcements="all", shows_presence=True, single_keys=True
    )
    after = sites.known(actor(TOMAS)).site
    assert "quillfeather" in after.staff
    assert after.version != before.version


def test_a_process_that_heard_of_nothing_knows_it_with_its_next_look(database: Engine) -> None:
    """The words are read by their number in the database: nobody has to be told."""
    sites.known(actor(INES))
    put("organisation", "words")
    assert listed(INES, "whitfield")


def test_what_must_not_be_written_about_one_case_holds_there_alone(database: Engine) -> None:
    case, other = posted(), posted()
    put(case.id, sites.stream_of(case.id))
    assert listed(INES, "whitfield", case.id)
    assert not listed(INES, "whitfield")
    assert not listed(INES, "whitfield", other.id)


def test_who_may_not_see_a_case_does_not_learn_by_guessing_what_was_taken_out_of_it(database: Engine) -> None:
    case = posted()
    put(case.id, sites.stream_of(case.id), "lighthouse")
    step_back(actor(RUTH), case.id)
    for who in (RUTH, NOOR, KIM):
        assert not listed(who, "lighthouse", case.id)
        with pytest.raises(NotFound):
            an_idea(case, "Ask lighthouse.", who=who)
    with pytest.raises(Identifying):
        an_idea(case, "Ask lighthouse.", who=TOMAS)


def put(owner: str, stream: str, words: str = "Whitfield") -> None:
    """What another process commits, without an event that this one hears of."""
    with noting() as session:
        session.execute(insert(NeverWord).values(owner=owner, digest=sites.digest(words)))
        session.execute(insert(Stream).values(name=stream, last_seq=77))


def test_lists_that_differ_have_versions_that_differ(database: Engine) -> None:
    add(INES, ["Whitfield"], mine=True)
    add(TOMAS, ["Orchard"], mine=True)
    versions = {sites.known(actor(who)).site.version for who in (INES, TOMAS, KIM)}
    assert len(versions) == 3


def test_asking_again_costs_one_query(database: Engine, queries: list[str]) -> None:
    add(INES, ["Whitfield"], mine=True)
    who = actor(INES)
    sites.known(who)
    queries.clear()
    sites.known(who)
    assert len([query for query in queries if query.startswith("SELECT")]) == 1


def test_an_account_that_is_not_there_has_no_list(database: Engine) -> None:
    with pytest.raises(NotFound):
        wordlists.my_words(SYSTEM)
