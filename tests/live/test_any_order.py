"""Whatever three people do, in whatever order, on lines that are cut: each page is what a reload would show.

A model knows who may do what and what is said; CONSULT_SOAK=1 makes it long: 2,000 runs of 50 steps.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from consult.core.db import Sessions
from consult.core.errors import Answerable
from consult.core.unit import acting
from consult.domain.consultation import replies, suggestions
from consult.domain.people import memberships
from consult.models.actor import SYSTEM
from consult.models.groups import Group, Membership, Role
from consult.models.suggestions import Kind, ReplyWord
from tests.conftest import Prepared
from tests.live.sockets import Page
from tests.live.test_equals_reload import Browser
from tests.people import FAMILY, INES, JONAH, RUTH, TOMAS, actor
from tests.stories import posted

LONG = os.environ.get("CONSULT_SOAK") == "1"
RUNS, STEPS = (2000, 50) if LONG else (10, 25)

TOGETHER = (INES, TOMAS, RUTH)
PRESENTER, GOES = INES, RUTH
"""Who answers, and who is removed and comes back."""
WATCH = (INES, RUTH)
"""Whose pages are watched: one who stays, one who goes."""
TEXTS = (
    "Walk past the gate.",
    "Call midweek, *not* Monday.",
    "Ask what mornings were like.",
    "One small step.",
)
WORDS = (ReplyWord.TRIED_BEFORE, ReplyWord.NOT_NOW)
LINES = st.tuples(*[st.sampled_from(["take", "take", "drop", "twice", "late"])] * 2)
"""What becomes of the news of a deed, on the way to each page."""
Lines = tuple[str, ...]


@dataclass
class Said:
    """A suggestion, as the model knows it."""

    id: str
    by: str
    body: str
    is_gone: bool = False
    word: ReplyWord | None = None


class Open(Browser):
    """An open page that is cut off, and comes back with what it had."""

    def __init__(self, app: Flask, visit: Any, who: str, case: Any) -> None:
        super().__init__(app, visit, who, case)
        self._app, self.who = app, who
        self.is_whole = True
        """Nothing was lost or kept back since it was in step last."""

    @property
    def is_cut(self) -> bool:
        return not self.socket.is_connected

    def cut(self) -> None:
        self.late.clear()
        if not self.is_cut:
            self.socket.client.disconnect()

    def come_back(self) -> bool:
        """Join with what it had; False when that is not for this person any more."""
        self.cut()
        before, self.socket = self.socket, Page(self._app, self.who)
        self.socket.parts, self.socket.order, self.socket.seq = before.parts, before.order, before.seq
        self.is_whole = bool(self.socket.open(self.case.id, before.seq)["ok"])
        return self.is_whole

    def flow(self, line: str) -> None:
        """Hear what came in meanwhile, through a line that is so."""
        for message in self.socket.heard():
            self.is_whole = line in {"take", "twice"}
            if line == "late":
                self.late.append(message)
            for _ in range({"take": 1, "twice": 2}.get(line, 0)):
                self.socket.take(message)
            while self.is_whole and self.late:
                self.socket.take(self.late.pop())


class Machine(RuleBasedStateMachine):
    """Everything that may happen on one case."""

    app: ClassVar[Flask]
    visit: ClassVar[Any]
    prepared: ClassVar[Prepared]

    def __init__(self) -> None:
        super().__init__()
        self.prepared.fresh()
        self.app.extensions["fragments"].forget()
        self.case = posted()
        self.pages = {who: Open(self.app, type(self).visit, who, self.case) for who in WATCH}
        self.said: list[Said] = []
        self.is_in = True
        for who in (TOMAS, RUTH):
            self.said.append(Said(self._post_elsewhere(who, TEXTS[0], str(uuid.uuid4())), who, TEXTS[0]))
        self._flow()

    # --- what people do ---

    @rule(who=st.sampled_from(TOGETHER), text=st.sampled_from(TEXTS), twice=st.booleans(), lines=LINES)
    def post(self, who: str, text: str, twice: bool, lines: Lines) -> None:  # noqa: FBT001 - given by name
        once = str(uuid.uuid4())
        page = self.pages.get(who)
        ids = set()
        for _ in range(2 if twice else 1):
            if page is not None and not page.is_cut:
                self.app.extensions["live"].budgets.forget()
                answer = page.socket.say("suggestion:post", case=self.case.id, body=text, client_id=once)
                ids.add(answer["id"] if answer["ok"] else answer["error"])
            else:
                ids.add(self._post_elsewhere(who, text, once))
        self._flow(lines)
        assert len(ids) == 1
        if self._may_read(who):
            self.said.append(Said(ids.pop(), who, text))
        else:
            assert ids == {"not_found"}

    @rule(lines=LINES, which=st.integers(0, 50), text=st.sampled_from(TEXTS))
    def edit(self, lines: Lines, which: int, text: str) -> None:
        one = self._one(which)
        may = not one.is_gone and self._may_read(one.by)
        if self._does(
            lines, may, lambda: suggestions.edit_suggestion(actor(one.by), one.id, body=text, kept={})
        ):
            one.body = text

    @rule(lines=LINES, which=st.integers(0, 50))
    def take_back(self, lines: Lines, which: int) -> None:
        one = self._one(which)
        may = not one.is_gone and self._may_read(one.by)
        one.is_gone |= self._does(lines, may, lambda: suggestions.take_back(actor(one.by), one.id))

    @rule(lines=LINES, which=st.integers(0, 50))
    def put_back(self, lines: Lines, which: int) -> None:
        one = self._one(which)
        may = one.is_gone and self._may_read(one.by)
        if self._does(lines, may, lambda: suggestions.put_back(actor(one.by), one.id)):
            one.is_gone = False

    @rule(
        lines=LINES,
        which=st.integers(0, 50),
        word=st.sampled_from(WORDS),
    )
    def reply(self, lines: Lines, which: int, word: ReplyWord) -> None:
        one = self._one(which)
        if self._does(lines, not one.is_gone, lambda: replies.reply(actor(PRESENTER), one.id, word=word)):
            one.word = word

    @rule(lines=LINES, which=st.integers(0, 50))
    def undo_reply(self, lines: Lines, which: int) -> None:
        one = self._one(which)
        if self._does(lines, not one.is_gone, lambda: replies.take_back_reply(actor(PRESENTER), one.id)):
            one.word = None

    # --- who is there ---

    @precondition(lambda self: self.is_in)
    @rule()
    def remove(self) -> None:
        with Sessions() as session:
            mine = (Membership.person_id == GOES, Membership.ended_at.is_(None))
            membership_id = session.scalars(select(Membership.id).where(*mine)).one()
        memberships.end_membership(actor(JONAH), membership_id)
        self.is_in = False
        page = self.pages[GOES]
        page.flow("take")  # what was under way when it happened
        page.late.clear()

    @precondition(lambda self: not self.is_in)
    @rule()
    def return_(self) -> None:
        with acting(SYSTEM) as unit:
            unit.allow(unit.actor.is_system)
            memberships.put_in(unit, unit.session.get_one(Group, FAMILY), GOES, Role.MEMBER)
        self.is_in = True
        assert self.pages[GOES].come_back()

    # --- their lines ---

    @rule(who=st.sampled_from(WATCH))
    def cut(self, who: str) -> None:
        self.pages[who].cut()

    @rule(who=st.sampled_from(WATCH))
    def come_back(self, who: str) -> None:
        assert self.pages[who].come_back() is self._may_read(who)

    @rule(who=st.sampled_from(WATCH))
    def sync(self, who: str) -> None:
        page = self.pages[who]
        if not self._may_read(who):
            if not page.is_cut:
                answer = page.socket.say("case:sync", case=self.case.id, since=page.socket.seq)
                assert answer["error"] == "not_found"
            return
        if page.is_cut:
            assert page.come_back()
        page.socket.sync()
        page.late.clear()
        page.is_whole = True
        self._is_right(page)

    # --- what always holds ---

    @invariant()
    def a_page_on_a_good_line_is_in_step(self) -> None:
        for who, page in self.pages.items():
            if page.is_whole and not page.is_cut and self._may_read(who):
                self._is_as_the_model(page)

    @invariant()
    def who_is_out_hears_nothing(self) -> None:
        if not self.is_in:
            assert self.pages[GOES].socket.heard() == []

    def teardown(self) -> None:
        for who, page in self.pages.items():
            if self._may_read(who):
                assert page.come_back()
                page.socket.sync()
                self._is_right(page)
            page.cut()

    def _is_right(self, page: Open) -> None:
        """The page is what a reload shows, and both are what the model knows."""
        assert page.shown() == page.fetch()
        self._is_as_the_model(page)

    def _is_as_the_model(self, page: Open) -> None:
        assert page.socket.order == [f"suggestion-{one.id}" for one in self.said]
        for one in self.said:
            html = page.socket.parts[f"suggestion-{one.id}"]
            assert (one.body.partition(",")[0] in html) is not one.is_gone

    def _does(self, lines: Lines, may: bool, act: Callable[[], object]) -> bool:  # noqa: FBT001 - what the model says
        try:
            act()
        except Answerable:
            assert not may
            return False
        finally:
            self._flow(lines)
        assert may
        return True

    def _flow(self, lines: Lines = ("take", "take")) -> None:
        for (who, page), line in zip(self.pages.items(), lines, strict=True):
            if self._may_read(who) and not page.is_cut:
                page.flow(line)

    def _one(self, which: int) -> Said:
        return self.said[which % len(self.said)]

    def _may_read(self, who: str) -> bool:
        return who != GOES or self.is_in

    def _post_elsewhere(self, who: str, text: str, once: str) -> str:
        try:
            given = suggestions.post_suggestion(
                actor(who), self.case.id, kind=Kind.IDEA, body=text, kept={}, client_id=once
            )
        except Answerable as problem:
            return problem.code
        return given.id


@pytest.mark.timeout(7200 if LONG else 90)
def test_whatever_is_done_each_page_is_what_a_reload_would_show(
    app: Flask, visit: Any, sqlite: Prepared
) -> None:
    Machine.app, Machine.visit, Machine.prepared = app, staticmethod(visit), sqlite
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],  # a shorter example would take minutes to find
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
