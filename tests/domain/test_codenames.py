"""Codenames: from the list, unique, and told apart when said aloud."""

from __future__ import annotations

from itertools import combinations, islice

import pytest
from sqlalchemy import Engine

from consult.core.db import Sessions
from consult.core.errors import NotFound, Refused
from consult.domain.cases import codenames
from consult.domain.cases.codenames import FIRST, SECOND
from consult.domain.cases.drafts import change_codename, start_draft
from tests.people import INES, TOMAS, actor
from tests.stories import a_draft, body, posted

SOUNDS = {"bfpv": "1", "cgjkqsxz": "2", "dt": "3", "l": "4", "mn": "5", "r": "6"}
DESCRIBES_A_PERSON = {
    "black",
    "white",
    "brown",
    "red",
    "golden",
    "silver",
    "elder",
    "coot",
    "cuckoo",
    "goose",
}
IS_A_FIRST_NAME = {
    "hazel",
    "olive",
    "holly",
    "ruby",
    "jade",
    "robin",
    "jay",
    "martin",
    "rowan",
    "willow",
    "ivy",
}


def sound(word: str) -> str:
    """Roughly how a word sounds: its first letter and its consonants, Soundex's way."""
    code = {letter: digit for letters, digit in SOUNDS.items() for letter in letters}
    told, before = word[0], code.get(word[0].lower())
    for letter in word[1:]:
        digit = code.get(letter)
        told += digit if digit and digit != before else ""
        before = before if letter in "hw" else digit
    return told[:4]


def distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, row[0] = row[:], place
        for at, beside in enumerate(other, 1):
            row[at] = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != beside))
    return row[-1]


@pytest.mark.parametrize("words", [FIRST, SECOND])
def test_no_two_words_sound_alike(words: tuple[str, ...]) -> None:
    pairs = list(combinations(words, 2))
    assert not [pair for pair in pairs if sound(pair[0]) == sound(pair[1])]
    assert not [pair for pair in pairs if distance(*map(str.lower, pair)) < 3]


def test_no_word_describes_or_names_a_person() -> None:
    said = {word.lower() for word in (*FIRST, *SECOND)}
    assert not said & (DESCRIBES_A_PERSON | IS_A_FIRST_NAME)


def test_there_are_enough_and_none_comes_twice() -> None:
    assert len(FIRST) >= 40
    assert len(SECOND) >= 60
    some = list(islice(codenames.names("a seed"), len(FIRST) * len(SECOND) + 500))
    assert len(set(some)) == len(some)
    assert all(codenames.is_ours(name) for name in some)


def test_a_seed_always_gives_the_same() -> None:
    assert codenames.suggest("ines") == codenames.suggest("ines")
    assert len({codenames.suggest(str(seed)) for seed in range(50)}) > 45


@pytest.mark.parametrize(
    "name", ["", "Amber", "Marla Wren", "amber wren", "Amber Amber", "Wren Amber", "A B C D"]
)
def test_nobody_types_a_codename_freely(name: str) -> None:
    assert not codenames.is_ours(name)


def test_a_codename_that_is_taken_is_not_given_again(database: Engine) -> None:
    draft = start_draft(actor(INES), body=body(), codename="Amber Wren")
    again = start_draft(actor(TOMAS), body=body(), codename="Amber Wren")
    with Sessions() as session:
        assert not codenames.free(session, "Amber Wren")
        taken = codenames.suggest("a seed")
    start_draft(actor(INES), body=body(), codename=taken)
    with Sessions() as session:
        assert codenames.next_free(session, "a seed") != taken
    assert draft.case_id != again.case_id


def test_a_codename_is_fixed_once_posted_and_only_its_presenters_to_change(database: Engine) -> None:
    draft = a_draft()
    with pytest.raises(NotFound):
        change_codename(actor(TOMAS), draft.case_id)
    assert codenames.is_ours(change_codename(actor(INES), draft.case_id))
    with pytest.raises(Refused):
        change_codename(actor(INES), posted().id)
