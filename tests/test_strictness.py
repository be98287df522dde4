"""A house that lets nothing pass that was found: what stops words there, and how they go through."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy import Engine

from consult.deid import Find
from consult.domain import screening
from consult.domain.cases import drafts
from consult.domain.cases.postings import post_case
from consult.domain.people.wordlists import change_words
from consult.domain.second_look import SecondLook
from tests.people import INES, KIM, RUTH, actor
from tests.plans import an_idea
from tests.stories import a_draft, posted

TOGETHER = "A neglect report in March."
MODEL = "The other day wuzzle came."


@pytest.fixture
def strict(database: Engine) -> None:
    change_words(actor(KIM), allowed=[], finds_staff=True, is_strict=True)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that has seen "wuzzle" before, and says that it is a name."""

    def remembered(texts: Mapping[str, str], _site: object) -> dict[str, list[Find]]:
        def finds(text: str) -> list[Find]:
            at = text.find("wuzzle")
            return [Find(at, at + 6, "name", False, "model", "", "[name]", 2)] if at >= 0 else []  # noqa: FBT003

        return {name: finds(text) for name, text in texts.items()}

    monkeypatch.setattr(screening, "second_look", fake := SecondLook(command=("/does/not/exist",)))
    monkeypatch.setattr(fake, "remembered", remembered)


def test_what_could_identify_together_goes_through_where_the_house_is_not_strict(
    database: Engine, model: None
) -> None:
    an_idea(posted(situation=TOGETHER, tried=MODEL), f"{TOGETHER} {MODEL}")


@pytest.mark.parametrize(("words", "layer"), [(TOGETHER, 1), (MODEL, 2)])
def test_a_strict_house_stops_a_case_until_each_find_is_replaced_or_kept(
    strict: None, model: None, words: str, layer: int
) -> None:
    draft = a_draft(situation=words)
    with pytest.raises(screening.Identifying) as problem:
        post_case(actor(INES), draft.case_id)
    (mark,) = problem.value.marks
    assert (mark.layer, mark.direct, mark.blocks) == (layer, False, True)
    assert drafts.writing(actor(INES), draft.case_id).version == 0
    case = post_case(actor(INES), draft.case_id, kept={mark.digest: "needed"})
    assert case.version == 1


@pytest.mark.parametrize("words", [TOGETHER, MODEL])
def test_a_strict_house_stops_a_suggestion_too(strict: None, model: None, words: str) -> None:
    case = posted()
    with pytest.raises(screening.Identifying):
        an_idea(case, words, who=RUTH)
