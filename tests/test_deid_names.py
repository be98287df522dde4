"""Names: the examples of each cue, and what holds for all of them."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from consult.deid import Site, find, find_in
from consult.deid.names import by_names
from consult.deid.names.cue import Cue
from consult.deid.names.cues import CUES
from consult.deid.plain import make_plain

EXAMPLES = [pytest.param(text, id=f"{cue.name}-{n}") for cue in CUES for n, text in enumerate(cue.examples)]
COUNTERS = [
    pytest.param(cue, text, id=f"{cue.name}-{n}") for cue in CUES for n, text in enumerate(cue.counter)
]


def names(text: str, site: Site | None = None) -> list[str]:
    return [text[hit.start : hit.end] for hit in find(text, site or Site()) if hit.kind == "name"]


def stand_ins(text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.replacement) for hit in find(text) if hit.kind == "name"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_names_of_an_example_are_found_exactly(example: str) -> None:
    text = re.sub("[«»]", "", example)
    assert [text[hit.start : hit.end] for hit in by_names(make_plain(text))] == re.findall("«(.*?)»", example)


@pytest.mark.parametrize(("cue", "text"), COUNTERS)
def test_nothing_is_a_name_in_a_counter_example(cue: Cue, text: str) -> None:
    assert [text[hit.start : hit.end] for hit in by_names(make_plain(text))] == []


def test_every_cue_has_a_name_of_its_own_and_examples_both_ways() -> None:
    assert [name for name, times in Counter(cue.name for cue in CUES).items() if times > 1] == []
    assert [cue.name for cue in CUES if not cue.examples or not cue.counter] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We spoke with Nadia Lopez-Ruiz. Lopez was late; NADIA cried, nadia's mom too.", 4),
        ("Jean-Baptiste Moreau came. Moreau's boss rang.", 2),
        ("I met Zoë O'Brien and Peña.", 2),
        ("D\u200ba\u200bn\u200bn\u200by left.", 1),
        ("D\u0430nny left.", 1),  # a Cyrillic letter
        ("Pen\u0303a called.", 1),  # an accent of its own
    ],
)
def test_a_name_is_found_in_all_its_shapes(text: str, found: int) -> None:
    assert len(names(text)) == found


def test_a_name_that_one_field_gives_away_is_found_in_the_others() -> None:
    found = find_in({"question": "Is hope safe?", "situation": "Her son Hope, 9, hides."})
    assert [hit.kind for hit in found["situation"]] == ["name"]
    assert find_in({"question": "Would Quilby agree?", "tried": "quilby said no"})["tried"]


def test_one_person_has_one_stand_in_and_the_words_before_say_which() -> None:
    text = "Her son Danny hides. Danny Okafor is 9. We told Maria. Danny and Maria left."
    assert stand_ins(text) == [
        ("Danny", "[son]"),
        ("Danny Okafor", "[son]"),
        ("Maria", "[person A]"),
        ("Danny", "[son]"),
        ("Maria", "[person A]"),
    ]


def test_two_people_of_one_role_are_told_apart() -> None:
    assert stand_ins("Her son Danny and her son Kevin.") == [("Danny", "[son]"), ("Kevin", "[son 2]")]


def test_what_stands_in_for_a_name_is_never_found() -> None:
    assert find("Her [son 2] and [person A] left with [person B2].") == []


def test_what_belongs_to_somebody_leaves_its_ending_and_is_the_same_persons() -> None:
    text = "Marla Jennings called. Marla's mother cried; MARLA’S dog ran."
    assert stand_ins(text) == [(name, "[person A]") for name in ("Marla Jennings", "Marla", "MARLA")]


def test_a_sites_own_words_are_fine_and_its_staff_is_not() -> None:
    site = Site(allowed=frozenset({"quilby", "bright path"}), staff=frozenset({"jonah", "pike"}), version="1")
    assert names("At Quilby all is well.", site) == []
    assert names("jonah pike facilitates", site) == ["jonah pike"]


def test_words_that_never_leave_are_found_though_nobody_knows_them() -> None:
    site = Site(never=lambda phrase: phrase == "blue heron people", version="2")
    text = "She met blue  heron people's team."
    assert [(text[hit.start : hit.end], hit.kind) for hit in find(text, site)] == [
        ("blue  heron people", "own")
    ]
