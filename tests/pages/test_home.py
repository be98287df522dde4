"""Home and the quiet notes: links that lead somewhere, and a number of questions that does not grow."""

from __future__ import annotations

import re
from typing import Any

import pytest

from consult.domain.home import notice_words
from consult.domain.notices import KINDS
from tests.people import INES, RUTH, TOMAS
from tests.plans import an_adopted_idea, an_idea
from tests.stories import posted


def test_everything_that_needs_me_leads_somewhere(visit: Any) -> None:
    an_idea(posted())
    an_adopted_idea()
    ines = visit(INES)
    needs = re.findall(r'class="need".*?<a[^>]*href="([^"]+)"', ines.get("/").text, re.DOTALL)
    assert needs
    assert {ines.get(href.replace("&amp;", "&")).status_code for href in needs} == {200}


def test_nothing_to_do_says_so(visit: Any) -> None:
    assert "You are all caught up." in visit(RUTH).get("/").text


def test_the_author_of_an_adopted_idea_is_told_and_reading_ends_the_dot(visit: Any) -> None:
    case, *_rest = an_adopted_idea()
    ruth = visit(RUTH)
    page = ruth.get("/notices").text
    assert case.codename in page
    assert "has-news" in page
    assert ruth.post("/notices/reading").status_code == 303
    assert "has-news" not in ruth.get("/").text


def test_every_kind_of_notice_has_its_words() -> None:
    assert {*notice_words.WORDS, *notice_words.ABOUT_PEOPLE, "look_again"} == KINDS


@pytest.mark.parametrize("path", ["/", "/cases", "/notices", "/plans"])
def test_a_list_asks_the_same_number_of_questions_whatever_its_length(
    visit: Any, queries: list[str], path: str
) -> None:
    ines = visit(INES)
    counts = []
    for more in (2, 6):
        for _ in range(more):
            an_idea(posted(), who=TOMAS)
            an_adopted_idea()
        ines.get(path)
        queries.clear()
        ines.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[1]
