"""Where the check has to be still: texts that name nobody, and words that are names only sometimes."""

from __future__ import annotations

from pathlib import Path

import pytest

from consult.cli.deid import labelled_texts, spans_of
from consult.deid import find
from consult.deid.scoring import Score

CLEAN = Path(__file__).parent / "deid_texts" / "open-h.jsonl"


def found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in find(text)]


def test_texts_that_name_nobody_are_hardly_ever_marked() -> None:
    score = Score()
    for labelled in labelled_texts(CLEAN):
        score.add(labelled, spans_of(find(labelled["text"])))
    assert score.clean == score.texts
    assert score.false_alerts <= 0.5
    assert score.clean_alerted <= 9


@pytest.mark.parametrize(
    "text",
    [
        "Strengths: Humor, Patience, Cooking, Faith.",
        "BIRP (Hope & Healing curriculum), group 4.",
        "The evaluation says: We Will Try Again in the fall.",
        "Nurse Or Aide Goes Along. Aunt Maybe.",
        "We Will: knock. Parents Will: wait.",
        "Green for strengths, Amber for worry, Red for harm.",
        "The MS Society has a line.",
        "I read Hollis on midlife, and she reads Nouwen and Rohr.",
        "Kelly and Johnston wrote the reformulation.",
        "Relapse Prevention (Marlatt and Gordon) on Wednesday.",
        "SLUMS 18. Katz 4 of 6. Lawton 2 of 8.",
        "Every book by Golding and Siegel was tried.",
        "I think of Winnicott's Hate in the Countertransference.",
        "He has Usher, a cane and a dog.",
        "The Lilly $35 cap helps.",
        "Use GoodRx, MindShift or BetterHelp.",
        "Epsom salts, Yorkshire Tea and Yorkshire pudding.",
        "Dissociative seizures, ICD F44.5, were named.",
        "He wants a PS5 for the holidays.",
        "No Phones, No Crocs In Group.",
    ],
)
def test_what_is_no_name_here(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Present: Rose, Faith, Hope.", ["Rose", "Faith", "Hope"]),
        ("Her daughter Patience cried. Patience's school rang.", ["Patience", "Patience"]),
        ("My client Hope came late.", ["Hope"]),
        ("Mr. Katz rang. Ms. Winnicott came.", ["Katz", "Winnicott"]),
        ("Her teacher, Mrs. Golding, called.", ["Golding"]),
        ("I read Danny a story.", ["Danny"]),
        ("Her son Will came home.", ["Will"]),
        ("We met Amber at the school.", ["Amber"]),
        ("Then Karen Linehan, her aunt, came.", ["Karen Linehan"]),
        ("DeShawn and LaToya left.", ["DeShawn", "LaToya"]),
        ("He works at Tesco.", ["Tesco"]),
        ("Client: Bandura, 14, is late. Seligman rang.", ["Bandura", "Seligman"]),
    ],
)
def test_the_same_word_is_found_by_what_stands_beside_it(text: str, names: list[str]) -> None:
    assert found(text) == names
