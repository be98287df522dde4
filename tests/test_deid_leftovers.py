"""What is left in a text with names: one more name, perhaps. A text about nobody stays quiet."""

from __future__ import annotations

import pytest

from consult.deid import find
from consult.deid.leftovers import RULE

NAMED = "Danny Okafor, 555-201-7788. "


def left(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in find(text) if hit.rule == RULE]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Contact takes place at the family rooms of the Heron on Fridays.", "Heron"),
        ("He spends his evenings with the Lanterns and comes home late.", "Lanterns"),
    ],
)
def test_a_word_with_a_capital_is_looked_at_where_people_are_named(text: str, name: str) -> None:
    assert name in left(NAMED + text)
    assert left(text) == []


def test_it_warns_and_stops_nobody() -> None:
    hits = [hit for hit in find(f"{NAMED}He goes with the Lanterns.") if hit.rule == RULE]
    assert [hit.direct for hit in hits] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "He waits. The door is open. Mornings are hard.",
        "What Helps\nCold water, a walk, the dog.",
        "Plan:\n- Bring snacks\n- Call the school\nGoals: sleep, food.",
        "I've asked, and she'd rather wait. On Tuesdays she swims.",
        "PHQ-9 fell to 12. CBT goes on, Medicaid pays.",
    ],
)
def test_sentences_lists_labels_and_terms_are_no_names(text: str) -> None:
    assert left(f"{NAMED}\n{text}") == []


def test_what_was_found_is_not_marked_twice() -> None:
    text = f"{NAMED}Then Danny met the Lanterns, and Danny Okafor left."
    found = find(text)
    places = [at for hit in found for at in range(hit.start, hit.end)]
    assert len(places) == len(set(places))
