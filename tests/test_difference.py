"""What changed between two texts: exact, readable, quick."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.core.difference import Merge, three_way, words

STEADY = settings(derandomize=True, deadline=None)
TEXTS = st.text(st.sampled_from("ab' \n.,中文ก็\u0301é👩\u200d🇩"), max_size=60) | st.lists(
    st.sampled_from(["He ", "stays ", "in ", "bed", ", ", ".\n\n", "don't "]), max_size=30
).map("".join)
SIZE = 20_000


def shown(old: str, new: str) -> str:
    """The difference on one line."""
    signs = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(signs[piece.kind].format(piece.text) for piece in words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("", "", ""),
        ("", "a", "[+a+]"),
        ("a", "", "[-a-]"),
        ("He stays in bed.", "He stays in bed.", "He stays in bed."),
        ("He stays in bed.", "She stays in bed.", "[-He-][+She+] stays in bed."),
        ("I don't know", "I don’t know it", "I [-don't-][+don’t+] know[+ it+]"),
        ("until noon, mostly", "till four, mostly", "[-until noon-][+till four+], mostly"),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", "One.[-\n\nTwo.-]\n\nThree."),
        ("A first one.\n\nB.", "A second one.\n\nC.", "A [-first-][+second+] one.\n\n[-B-][+C+]."),
        (
            "彼は学校に行きません。",
            "彼女は学校に行きたくない。",
            "彼[+女+]は学校に行き[-ません-][+たくない+]。",
        ),
        ("เด็กไม่ไปโรงเรียน", "เด็กไม่อยากไปโรงเรียน", "เด็กไม่[+อยาก+]ไปโรงเรียน"),
        ("उसे समय दिया", "उसे बहुत समय दिया", "उसे [+बहुत +]समय दिया"),
        ("👩‍👩‍👧 ok", "👩‍👩‍👦 ok", "[-👩‍👩‍👧-][+👩‍👩‍👦+] ok"),
        ("🇩🇪 ok", "🇩🇰 ok", "[-🇩🇪-][+🇩🇰+] ok"),
    ],
)
def test_a_difference_reads_like_a_correction(old: str, new: str, difference: str) -> None:
    assert shown(old, new) == difference


@STEADY
@given(TEXTS, TEXTS)
def test_the_pieces_make_up_both_texts_exactly(old: str, new: str) -> None:
    pieces = words(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
    assert all(piece.text for piece in pieces)
    assert not any(a.kind == b.kind or (a.kind, b.kind) == ("added", "removed") for a, b in pairwise(pieces))


@STEADY
@given(TEXTS)
def test_the_same_text_has_no_difference(text: str) -> None:
    assert [piece.text for piece in words(text, text) if piece.kind != "same"] == []


def long_pairs() -> dict[str, tuple[str, str]]:
    """Full length, ordinary and hostile."""
    chance = random.Random(5)
    vocabulary = [f"word{n}" for n in range(800)]

    def prose(words: list[str], line: float) -> str:
        said = "".join(chance.choice(words) + ("\n" if chance.random() < line else " ") for _ in range(SIZE))
        return said[:SIZE]

    text = prose(vocabulary, 0.01)
    edited = " ".join(word if chance.random() > 0.2 else "new" for word in text.split(" "))
    unique = [f"u{n}" for n in range(3_400)]
    return {
        "edited": (text, edited),
        "unrelated": (text, prose(vocabulary, 0.01)),
        "two words": (prose(["a", "b"], 0.1), prose(["a", "b"], 0.1)),
        "signs": (prose(list("abcdefghijklmnop.,"), 0.5), prose(list("abcdefghijklmnop.,"), 0.5)),
        "reversed": (" ".join(unique), " ".join(reversed(unique))),
        "one word": ("a " * 10_000, "b " + "a " * 9_000 + "b"),
        "no words": (".," * 10_000, ",." * 9_999),
        "lines": ("\n" * SIZE, "\n" * 9_000 + "a" + "\n" * 9_000),
        "no spaces": ("中文" * 10_000, "文中" * 9_999),
    }


@pytest.mark.parametrize("name", long_pairs())
def test_long_texts_are_compared_quickly(name: str) -> None:
    old, new = long_pairs()[name]
    began = time.thread_time()
    pieces = words(old, new)
    assert time.thread_time() - began < 0.5
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old


def test_small_edits_of_a_long_text_stay_small() -> None:
    old, new = long_pairs()["edited"]
    same = sum(len(piece.text) for piece in words(old, new) if piece.kind == "same")
    assert same > 0.7 * len(old)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "text"),
    [
        ("a", "a", "a", "a"),
        ("a", "b", "a", "b"),
        ("a", "a", "b", "b"),
        ("a", "b", "b", "b"),
        ("a", "b", "c", None),
        ("", "b", "", "b"),
        ("a", "", "b", None),
    ],
)
def test_two_saves_are_joined_only_when_there_is_nothing_to_decide(
    base: str, mine: str, theirs: str, text: str | None
) -> None:
    assert three_way(base, mine, theirs) == Merge(text, mine, theirs)
