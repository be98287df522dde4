"""What holds for every text that identifiers are looked for in, however odd."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from consult.deid import Find, find
from consult.deid.engine import RULES
from consult.deid.plain import make_plain

SENTENCES = [example for rule in RULES for example in (*rule.examples, *rule.counter)]
MARKED = [span for sentence in SENTENCES for span in re.findall("«(.*?)»", sentence)]
SENTENCES = [re.sub("[«»]", "", sentence) for sentence in SENTENCES]
JOINTS = [
    "",
    " ",
    "\n",
    "-",
    ".",
    ", ",
    "[",
    "]",
    "(",
    ")",
    "/",
    " to ",
    "@",
    "#",
    "\u200b",
    "\u0301",
    "\u00a0",
    "’",
    "👩‍👧",
    "ש",
]

pieces = st.one_of(
    st.sampled_from(SENTENCES),
    st.sampled_from(MARKED),
    st.sampled_from(JOINTS),
    st.text(max_size=6),
    st.text("0123456789-./ ()[]#@x", max_size=12),
)
texts = st.lists(pieces, max_size=12).map("".join)
steady = settings(derandomize=True, deadline=None, max_examples=300)


def replaced(text: str, hits: list[Find]) -> tuple[str, list[tuple[int, int]]]:
    """The text with every find replaced, and where the replacements stand."""
    out, spans, at = "", [], 0
    for hit in hits:
        out += text[at : hit.start]
        spans.append((len(out), len(out) + len(hit.replacement)))
        out += hit.replacement
        at = hit.end
    return out + text[at:], spans


@steady
@given(texts)
@example("J.T.  J.T.")
def test_finds_lie_in_the_text_in_order_and_apart(text: str) -> None:
    hits = find(text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(left.end <= right.start for left, right in pairwise(hits))


@steady
@given(texts)
def test_what_stands_there_instead_is_never_found_again(text: str) -> None:
    after, spans = replaced(text, find(text))
    touched = [
        after[hit.start : hit.end]
        for hit in find(after)
        for start, end in spans
        if hit.start < end and start < hit.end
    ]
    assert touched == []


@steady
@given(texts)
def test_a_sentence_before_a_text_only_moves_its_finds(text: str) -> None:
    before = "We talked about hope and sleep.\n\n"
    moved = [(hit.start - len(before), hit.end - len(before), hit.rule) for hit in find(before + text)]
    assert moved == [(hit.start, hit.end, hit.rule) for hit in find(text)]


@steady
@given(texts)
def test_every_place_in_a_plain_text_leads_back(text: str) -> None:
    plain = make_plain(text)
    assert len(plain.small) == len(plain.text)
    places = [plain.original(at, at + 1) for at in range(len(plain.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(left[1] <= right[0] for left, right in pairwise(places))


@steady
@given(st.sampled_from(MARKED), st.sampled_from(["\u200b", "\u00ad", "\u2060"]), st.data())
def test_what_nobody_sees_hides_nothing(span: str, unseen: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(span)))
    hidden = span[:at] + unseen + span[at:]
    assert len(find(hidden)) == len(find(span))
