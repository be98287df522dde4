"""A site's own words in the check: what is fine there, whose names are found, what never slips through."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from consult.deid import PLAIN, Site, find_in
from consult.domain import screening
from consult.domain.people import wordlists
from consult.domain.screening import Identifying
from tests.people import INES, KIM, TOMAS, actor

NEVER = {"marigold house", "o'hara", "qzyx"}
LISTED = Site(never=lambda phrase: phrase in NEVER, version="listed")
STAFFED = Site(staff=frozenset({"hope", "mark", "okonjo"}), version="staffed")
ALLOWED = Site(allowed=frozenset({"harlow court", "riverton"}), version="allowed")


def words(text: str, site: Site = PLAIN) -> list[str]:
    return [text[find.start : find.end] for find in find_in({"": text}, site)[""]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we spoke about qzyx again", "qzyx"),
        ("QZYX’s idea", "QZYX"),
        ("the o’hara file", "o’hara"),
        ("at marigold  house", "marigold  house"),
        ("at mari\u200bgold house", "mari\u200bgold house"),
    ],
)
def test_what_is_listed_is_found_however_it_is_written(text: str, found: str) -> None:
    assert any(found in hit or hit in found for hit in words(text, LISTED))
    assert all(find.direct for find in find_in({"": text}, LISTED)[""])


def test_parts_of_what_is_listed_are_fine(database: Engine) -> None:
    assert words("she picked a marigold near the house", LISTED) == []


def test_lists_are_of_one_site_and_no_other() -> None:
    text = "we spoke about qzyx again"
    assert (words(text), words(text, LISTED), words(text)) == ([], ["qzyx"], [])


def test_names_of_colleagues_are_names_and_words_stay_words() -> None:
    assert words("then okonjo called", STAFFED) == ["okonjo"]
    assert words("I hope so, and we mark each step", STAFFED) == []


def test_what_is_fine_at_a_site_is_not_found_there() -> None:
    text = "She goes to Riverton twice a week."
    assert words(text, PLAIN) != []
    assert words(text, ALLOWED) == []


def test_the_whole_way_from_the_list_to_the_door(database: Engine) -> None:
    words = {"body": "Ask at qzyx first."}
    screening.clear(actor(INES), words)
    wordlists.add_never(actor(INES), ["Qzyx"], mine=True)
    with pytest.raises(Identifying):
        screening.clear(actor(INES), words)
    screening.clear(actor(TOMAS), words)
    wordlists.add_never(actor(KIM), ["qzyx"])
    with pytest.raises(Identifying):
        screening.clear(actor(TOMAS), words)


def test_where_everything_stops_words_what_is_indirect_does_too(database: Engine) -> None:
    """Only with other things could it identify someone; most houses want a note, some want a stop."""
    words = {"body": "Her profile picture shows the street."}
    assert [mark.blocks for mark in screening.look(actor(INES), words)] == [False]
    wordlists.change_words(actor(KIM), allowed=[], finds_staff=True, is_strict=True)
    assert [mark.blocks for mark in screening.look(actor(INES), words)] == [True]
