"""Chosen words are found however they were typed, as whole words, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.core import quotes
from consult.core.markdown import render
from consult.domain.strikes.phrases import Phrases

ALIKE = [
    "Anne Marie",
    "ANNE  marie",
    "anne\u00a0marie",
    "Anne\nMarie",
    "Anne\n> Marie",
    "Ànne Mari\u0301e",
    "An\u200bne Ma\u00adrie",
    "*Anne* Marie",
    "**Anne Marie**",
    "Anne _Marie_",
    "Ann\u0435 Marie",  # the e is Cyrillic
    "Ａｎｎｅ Ｍａｒｉｅ",
]


@pytest.mark.parametrize("typed", ALIKE)
def test_the_same_words_are_found_however_they_were_typed(typed: str) -> None:
    text = Phrases(["anne marie"]).without(f"Then {typed}'s aunt came.")
    assert text.replace("*", "") == "Then [removed]'s aunt came."


@pytest.mark.parametrize(
    "typed", ["Annex", "Joanne Marie", "Anne Marieke", "AnneMarie", "[removed]", "Anne and Marie"]
)
def test_parts_of_words_stay(typed: str) -> None:
    assert Phrases(["Anne Marie", "removed", "nne"]).without(typed) == typed


@pytest.mark.parametrize("chosen", ["Danny's", "Danny’s", " “danny”, ", "DANNY!", "*Danny*"])
def test_marks_around_what_was_chosen_make_no_difference(chosen: str) -> None:
    assert Phrases([chosen]).without("Danny's, Danny and Danny.") == "[removed]'s, [removed] and [removed]."


def test_numbers_addresses_and_words_without_spaces_between_are_found() -> None:
    phrases = Phrases(["(555) 010-4477", "d.miller@example.org", "王小明"])
    text = "Call (555) 010-4477 or write to D.Miller@example.org. 今天王小明来了"
    assert phrases.without(text) == "Call [removed] or write to [removed]. 今天[removed]来了"


def test_the_longest_of_several_counts() -> None:
    phrases = Phrases(["Danny", "Danny Miller"])
    assert phrases.without("Danny Miller and Danny") == "[removed] and [removed]"
    assert [span.phrase for span in phrases.spans("Danny Miller and Danny")] == [1, 0]


def test_where_a_text_was_cut_short_its_end_may_be_the_beginning_of_a_phrase() -> None:
    phrases = Phrases(["Danny Miller"])
    assert phrases.without("We saw Danny…") == "We saw [removed]…"
    assert phrases.without("We saw Danny") == "We saw Danny"


WORDS = st.text("ab Zé*_>\n'`[]()-1…", max_size=60)


@given(WORDS, st.text("abZé ", min_size=2, max_size=6).filter(lambda chosen: len(chosen.strip()) > 1))
def test_nothing_of_it_is_left_and_doing_it_twice_changes_nothing(text: str, chosen: str) -> None:
    phrases = Phrases([chosen])
    once = phrases.without(text)
    assert phrases.spans(once) == []
    assert phrases.without(once) == once


@given(st.lists(st.sampled_from(["Danny", "waits", "at", "**the**", "gate.", "\n\n", "- "]), max_size=12))
def test_a_place_behind_removed_words_moves_with_its_words(pieces: list[str]) -> None:
    phrases, text = Phrases(["Danny"]), " ".join(pieces)
    for before in quotes.shown(render(text)):
        for start in range(len(before)):
            word = before[start:].split(" ")[0]
            if word and (start == 0 or before[start - 1] == " ") and not phrases.spans(word):
                after = phrases.without(before)
                at = phrases.moved(before, start)
                assert after[at : at + len(word)] == word


@pytest.mark.timeout(30)  # every beginning of every phrase, tried at every word, took minutes
def test_long_phrases_of_repeated_words_take_no_time() -> None:
    phrases = Phrases([f"{'a ' * 95}{last}" for last in "bcdefghijk"])
    for end in ("", "…"):
        assert not phrases.stand_in("a " * 20_000 + f"x{end}")
    assert phrases.without("a " * 20_000 + "a…").endswith("[removed]…")
