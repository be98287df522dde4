"""What an open page became by live news is what a fresh page shows, also when news was lost or late."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from consult.core.db import Sessions
from consult.core.errors import Answerable
from consult.domain.cases import closings, drafts, postings
from consult.domain.consultation import replies, suggestions, supports
from consult.domain.consultation.case_pages import read_case_page
from consult.domain.consultation.suggestion_views import SuggestionView
from consult.domain.consultation.suggestions import Quote
from consult.domain.plans import adoptions, outcomes
from consult.models.cases import Case, CaseGoal
from consult.models.outcomes import Verdict
from consult.models.suggestions import REPLIES, Kind, ReplyWord
from tests.live.sockets import Page
from tests.people import INES, MEI, RUTH, TOMAS, actor
from tests.plans import a_plan
from tests.stories import posted

EXAMPLES = int(os.environ.get("CONSULT_EXAMPLES", "20"))
AUTHORS = (TOMAS, RUTH, MEI, INES)
KINDS = tuple(kind for kind in Kind if kind is not Kind.RESONANCE)
WORDS = ("Mornings have become hard", "moved in with [relative]", "A graded return plan")
CHIP = re.compile(r'<span id="case-chip">.*?</span></span>', re.DOTALL)
LIST = re.compile(
    r'<ol class="suggestion-list" id="suggestion-list">(.*?)</ol>\s*<div class="nothing-yet">', re.DOTALL
)
MARKER = re.compile(r'<li class="marker".*?</li>', re.DOTALL)
FAULTS = ("take", "take", "take", "drop", "twice", "late")


def _given(case: Case, number: int, *, adopted: bool | None = None) -> SuggestionView:
    """One of the suggestions."""
    views = list(read_case_page(actor(INES), case.id).views.values())
    fit = [view for view in views if adopted is None or (view.adoption is not None) is adopted]
    if not fit:
        raise _NothingYet
    return fit[number % len(fit)]


class _NothingYet(Answerable):
    """There is no suggestion yet."""


def post(case: Case, number: int) -> None:
    quote = Quote(WORDS[number % 3]) if number % 2 else None
    goals = read_case_page(actor(INES), case.id).goals
    suggestions.post_suggestion(
        actor(AUTHORS[number % 4]),
        case.id,
        kind=KINDS[number % 7],
        body=f"Number {number}, *said* aloud.",
        kept={},
        quote=quote,
        goal_id=goals[0].id if goals and number % 3 else None,
    )


def edit(case: Case, number: int) -> None:
    given = _given(case, number)
    suggestions.edit_suggestion(actor(given.author.id), given.id, body=f"Edited {number}.", kept={})


def take_back(case: Case, number: int) -> None:
    given = _given(case, number)
    suggestions.take_back(actor(given.author.id), given.id)


def put_back(case: Case, number: int) -> None:
    given = _given(case, number)
    suggestions.put_back(actor(given.author.id), given.id)


def reply(case: Case, number: int) -> None:
    given = _given(case, number)
    words = [word for word in REPLIES[Kind(given.kind)] if word is not ReplyWord.WILL_TRY]
    replies.reply(actor(INES), given.id, word=words[number % len(words)], body="A *line*.")


def undo_reply(case: Case, number: int) -> None:
    replies.take_back_reply(actor(INES), _given(case, number, adopted=False).id)


def adopt(case: Case, number: int) -> None:
    goals = goals_of_case(case)
    adoptions.adopt(
        actor(INES),
        _given(case, number, adopted=False).id,
        words=f"Try number {number}",
        goal_id=goals[number % 2],
    )


def undo_adoption(case: Case, number: int) -> None:
    adoptions.undo_adoption(actor(INES), _given(case, number, adopted=True).id)


def outcome(case: Case, number: int) -> None:
    adoption = _given(case, number, adopted=True).adoption
    assert adoption is not None
    verdict = list(Verdict)[number % len(Verdict)]
    outcomes.record_outcome(
        actor(INES), adoption.step_id, verdict=verdict, level=number % 5 - 2, line="So it went."
    )


def goals_of_case(case: Case) -> list[str]:
    with Sessions() as session:
        query = select(CaseGoal.goal_id).where(CaseGoal.case_id == case.id).order_by(CaseGoal.position)
        return list(session.scalars(query))


def nod(case: Case, number: int) -> None:
    supports.support(actor(RUTH), _given(case, number).id)


def revise(case: Case, number: int) -> None:
    writing = drafts.writing(actor(INES), case.id)
    situation = f"Number {number}. [young person] moved in with [relative]. Mornings have become hard."
    words = writing.body | {"situation": situation, "why": "News"}
    drafts.save_draft(actor(INES), case.id, body=words, rev=writing.rev)
    postings.post_case(actor(INES), case.id)


def close(case: Case, number: int) -> None:
    if number % 5 == 0:
        closings.close_case(actor(INES), case.id, sentence="Small steps.")


DEEDS: tuple[Callable[[Case, int], None], ...] = (
    post, post, edit, take_back, put_back, reply, reply, undo_reply,
    adopt, adopt, undo_adoption, outcome, outcome, nod, revise, close,
)  # fmt: skip


class Browser:
    """An open page with a bad line."""

    def __init__(self, app: Flask, visit: Any, who: str, case: Case) -> None:
        self.visitor, self.case = visit(who), case
        self.article, _list = self.fetch()
        self.socket = Page(app, who)
        self.socket.open(case.id)  # its list from the beginning, its article as the page had it
        self.late: list[dict[str, Any]] = []

    def fetch(self) -> tuple[str, list[str]]:
        """The page anew."""
        html = self.visitor.get(f"/cases/{self.case.id}").text
        article = html[html.index('<article class="case"') : html.index("</article>") + len("</article>")]
        items = LIST.search(html)
        assert items is not None
        return article, [line.strip() for line in MARKER.sub("", items[1]).splitlines() if line.strip()]

    def hear(self, fault: str) -> None:
        """What came in meanwhile, through the bad line."""
        for message in self.socket.heard():
            if fault == "drop":
                continue
            if fault == "late":
                self.late.append(message)
                continue
            for _ in range(2 if fault == "twice" else 1):
                self.socket.take(message)
            while self.late:
                self.socket.take(self.late.pop())

    def shown(self) -> tuple[str, list[str]]:
        """The page as it became."""
        article = self.socket.parts.get("case", self.article)
        if chip := self.socket.parts.get("case-chip"):
            article = CHIP.sub(lambda _found: chip, article)
        parts = "\n".join(self.socket.parts[name] for name in self.socket.order)
        return article, [line.strip() for line in parts.splitlines() if line.strip()]


@pytest.mark.timeout(120 + EXAMPLES * 3)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # a shorter example would take minutes to find
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(DEEDS), st.integers(0, 40), st.sampled_from(FAULTS), st.sampled_from(FAULTS)
        ),
        min_size=1,
        max_size=14,
    )
)
@example([(post, 1, "take", "take"), (take_back, 3, "take", "late")])
def test_live_equals_reload(app: Flask, visit: Any, deeds: list[Any]) -> None:
    case = posted()
    a_plan(case)
    for number in range(3):
        post(case, number)
    adopt(case, 0)
    app.extensions["live"].budgets.forget()  # each example is a day of its own
    browsers = [Browser(app, visit, who, case) for who in (INES, MEI)]
    for deed, number, *faults in deeds:
        try:
            deed(case, number)
        except Answerable:
            continue  # refused, as it would be on the page
        for browser, fault in zip(browsers, faults, strict=True):
            browser.hear(fault)
    for browser in browsers:
        browser.socket.sync()  # as when a head says how far the case is, or the page is looked at again
        assert browser.shown() == browser.fetch()
        browser.socket.client.disconnect()
