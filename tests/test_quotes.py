"""Quotes: exact words, pinned, found again only where they surely still stand."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from consult.core.markdown import escaped, render
from consult.core.quotes import AROUND, Mark, NotThere, Pin, Place, mark, paragraphs, pin, place, shown

STEADY = settings(derandomize=True, deadline=None)
STORY = """He stays in bed until **noon** on most days.
His mother has *stopped* waking him.

What we tried:
• a timetable & a mentor
  for six weeks
• a mentor again

> "I do not [feel](https://a.b) it", said [young person].

1. He stays in bed."""

WORDS = st.lists(
    st.sampled_from(["he", "stays", "in", "bed", "noon", "(soon)", "[school]", "é"]), max_size=14
)
TEXTS = st.lists(WORDS.map(" ".join), min_size=1, max_size=4).map("\n\n".join)


def test_paragraphs_are_what_a_reader_sees() -> None:
    assert paragraphs(STORY) == [
        "He stays in bed until noon on most days. His mother has stopped waking him.",
        "What we tried:",
        "a timetable & a mentor for six weeks",
        "a mentor again",
        '"I do not feel it", said [young person].',
        "He stays in bed.",
    ]


def test_a_nested_list_is_no_part_of_the_item_around_it() -> None:
    assert paragraphs("- one\n  - two\n- three") == ["one", "two", "three"]
    assert shown("<p> a\u00a0 <em> b </em><br>\nc</p><ul><li></li></ul>") == ["a b c", ""]


def test_words_are_pinned_with_what_stands_around_them() -> None:
    pinned = pin(STORY, " until noon\non  most days. ")
    assert pinned == Pin(
        0, 16, 40, "until noon on most days.", "He stays in bed ", " His mother has stopped waking h"
    )
    assert paragraphs(STORY)[0][16:40] == pinned.words
    assert len(pinned.suffix) == AROUND


def test_words_that_stand_twice_need_their_position() -> None:
    with pytest.raises(NotThere) as refusal:
        pin(STORY, "stays in bed")
    assert "bed" not in str(refusal.value) + refusal.value.words
    assert pin(STORY, "stays in bed", paragraph=5).place == Place(5, 3, 15)
    assert pin("no, no, no", "no", paragraph=0, start=4).place == Place(0, 4, 6)
    for start in (None, 5):
        with pytest.raises(NotThere):
            pin("no, no, no", "no", paragraph=0, start=start)


@pytest.mark.parametrize("words", ["", " \n", "never said", "until **noon**", "days. What we tried"])
def test_words_that_do_not_stand_there_are_refused(words: str) -> None:
    with pytest.raises(NotThere):
        pin(STORY, words)


def test_a_wrong_position_does_no_harm_to_words_that_stand_once() -> None:
    assert pin(STORY, "waking", paragraph=9, start=1) == pin(STORY, "waking")


def test_stored_html_and_its_text_give_the_same_pins() -> None:
    assert pin(shown(render(STORY)), "a mentor again") == pin(STORY, "a mentor again")
    assert pin(shown(escaped(STORY)), "**noon**").words == "**noon**"


def test_a_quote_moves_with_its_words_and_goes_when_they_change() -> None:
    pinned = pin(STORY, "a mentor again")
    assert place(pinned, "New first.\n\n" + STORY) == Place(4, 0, 14)
    assert place(pinned, STORY.replace("a mentor again", "a mentor, again")) is None
    assert place(pinned, STORY.replace("a mentor again", "not a mentor again")) is None
    assert place(pinned, STORY + "\n\na mentor again") is None
    assert place(pinned, "") is None


def selections(text: str) -> st.SearchStrategy[Pin]:
    """Every pin that can be made in a text."""
    texts = shown(render(text))

    def pins(number: int) -> st.SearchStrategy[Pin]:
        size = len(texts[number])
        ends = st.tuples(st.integers(0, size - 1), st.integers(1, size)).filter(
            lambda pair: pair[0] < pair[1]
        )
        spans = ends.filter(lambda pair: texts[number][slice(*pair)] == texts[number][slice(*pair)].strip())
        return spans.map(lambda pair: pin(texts, texts[number][slice(*pair)], number, pair[0]))

    numbers = [number for number, shown_text in enumerate(texts) if shown_text]
    return st.sampled_from(numbers).flatmap(pins) if numbers else st.nothing()


PINNED = TEXTS.filter(lambda text: any(paragraphs(text))).flatmap(
    lambda text: st.tuples(st.just(text), selections(text))
)


def stands(pinned: Pin, text: str) -> int:
    """How often the words stand in a text with the same surroundings."""
    whole = pinned.prefix + pinned.words + pinned.suffix
    count = 0
    for shown_text in paragraphs(text):
        for at in range(len(shown_text)):
            start, end = at + len(pinned.prefix), at + len(whole)
            same = shown_text.startswith(whole, at)
            before = at == 0 or len(pinned.prefix) == AROUND
            after = end == len(shown_text) or len(pinned.suffix) == AROUND
            count += same and before and after and start < end
    return count


@STEADY
@given(PINNED)
def test_in_the_same_text_a_quote_stands_where_it_was_or_is_not_the_only_one(pair: tuple[str, Pin]) -> None:
    text, pinned = pair
    assert place(pinned, text) == (pinned.place if stands(pinned, text) == 1 else None)


@STEADY
@given(PINNED, TEXTS, TEXTS)
def test_an_edit_elsewhere_leaves_a_quote_alone(pair: tuple[str, Pin], before: str, after: str) -> None:
    text, pinned = pair
    edited = f"{before}\n\n{text}\n\n{after}"
    assume(stands(pinned, edited) == 1)
    found = place(pinned, edited)
    assert found is not None
    assert found[1:] == pinned.place[1:]


@STEADY
@given(PINNED)
def test_a_second_place_with_the_same_surroundings_ends_the_marking(pair: tuple[str, Pin]) -> None:
    text, pinned = pair
    assert place(pinned, f"{text}\n\n{text}") is None


@STEADY
@given(PINNED, TEXTS)
def test_a_place_always_holds_the_very_words(pair: tuple[str, Pin], other: str) -> None:
    found = place(pair[1], other)
    if found:
        assert paragraphs(other)[found.paragraph][found.start : found.end] == pair[1].words


# Marking them


def test_a_mark_wraps_the_words_in_every_tag_that_they_pass_through() -> None:
    html = render("Stays **in bed *until*** noon.\nAll & days.\n\n- <b> &amp;")
    marked = mark(html, [Mark(Place(0, 9, 28), "q-1", 7), Mark(Place(1, 0, 3), "q-2", 8)])
    assert marked == (
        '<p dir="auto">Stays <strong>in <mark class="quoted" id="q-1" data-quote="7">bed </mark>'
        '<em><mark class="quoted" data-quote="7">until</mark></em></strong>'
        '<mark class="quoted" data-quote="7"> noon.</mark><br>'
        '<mark class="quoted" data-quote="7">\nAll</mark> &amp; days.</p>\n'
        '<ul>\n<li dir="auto">'
        '<mark class="quoted" id="q-2" data-quote="8">&lt;b&gt;</mark> &amp;amp;</li>\n</ul>'
    )


def test_quotes_that_overlap_are_both_marked() -> None:
    marked = mark("<p>one two three</p>", [Mark(Place(0, 4, 13), "b", 2), Mark(Place(0, 0, 7), "a", 1)])
    assert marked == (
        '<p><mark class="quoted" id="a" data-quote="1">one </mark><mark class="quoted" data-quote="1">'
        '<mark class="quoted" id="b" data-quote="2">two</mark></mark>'
        '<mark class="quoted" data-quote="2"> three</mark></p>'
    )


def test_without_quotes_nothing_changes_and_names_are_escaped() -> None:
    assert mark("<p>&nbsp;a</p>", []) == "<p>&nbsp;a</p>"
    assert 'id="&quot;&gt;"' in mark("<p>a</p>", [Mark(Place(0, 0, 1), '">', 1)])


@STEADY
@given(TEXTS, st.data())
def test_marks_hold_exactly_the_words_and_change_nothing_else(text: str, data: st.DataObject) -> None:
    html = render(
        text.replace("bed", "**b*e*d**").replace(" noon", "\n  noon").replace("\n\nhe", "\n- he\n  - he ")
    )
    texts = shown(html)
    assume(any(texts))
    places = st.sampled_from([n for n, words in enumerate(texts) if words]).flatmap(
        lambda n: st.tuples(st.just(n), st.integers(0, len(texts[n]) - 1), st.integers(1, len(texts[n])))
    )
    chosen = data.draw(st.lists(places.filter(lambda p: p[1] < p[2]).map(lambda p: Place(*p)), max_size=4))
    marked = mark(html, [Mark(one, f"q-{number}", number) for number, one in enumerate(chosen)])
    assert re.sub('<mark class="quoted"(?: id="q-[0-9]")? data-quote="[0-9]">|</mark>', "", marked) == html
    for number, one in enumerate(chosen):
        # Only this quote's marks, made visible as text.
        bare = re.sub(
            f'<mark (?!class="quoted"(?: id="q-{number}")? data-quote="{number}")[^>]*>', "<i>", marked
        )
        opened: list[str] = []
        seen = ""
        for tag in re.findall("<i>|<mark [^>]*>|</mark>|[^<]+|<[^>]*>", bare):
            if tag == "</mark>":
                seen += "\u203a" if opened.pop().startswith("<mark") else ""
            elif tag == "<i>" or tag.startswith("<mark"):
                opened.append(tag)
                seen += "\u2039" if tag.startswith("<mark") else ""
            else:
                seen += tag
        held = re.findall("\u2039([^\u203a]*)\u203a", " ".join(seen.split()))
        words = texts[one.paragraph][one.start : one.end]
        assert "".join("".join(held).split()) == "".join(words.split())
        assert marked.count(f'id="q-{number}"') == 1
