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
RUNS, STEPS = (2000, 50) if LONG else (8, 30)

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
LINES = ("take", "take", "drop", "twice", "late")


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
        self.line = "take"

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
        return bool(self.socket.open(self.case.id, before.seq)["ok"])

    def flow(self) -> None:
        self.hear(self.line)


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

    # --- what people do ---

    @rule(who=st.sampled_from(TOGETHER), text=st.sampled_from(TEXTS), twice=st.booleans())
    def post(self, who: str, text: str, twice: bool) -> None:  # noqa: FBT001 - given by name
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
        assert len(ids) == 1
        if self._may_read(who):
            self.said.append(Said(ids.pop(), who, text))
        else:
            assert ids == {"not_found"}

    @precondition(lambda self: self.said)
    @rule(which=st.integers(0, 50), text=st.sampled_from(TEXTS))
    def edit(self, which: int, text: str) -> None:
        one = self._one(which)
        may = not one.is_gone and self._may_read(one.by)
        if self._does(may, lambda: suggestions.edit_suggestion(actor(one.by), one.id, body=text, kept={})):
            one.body = text

    @precondition(lambda self: self.said)
    @rule(which=st.integers(0, 50))
    def take_back(self, which: int) -> None:
        one = self._one(which)
        may = not one.is_gone and self._may_read(one.by)
        one.is_gone |= self._does(may, lambda: suggestions.take_back(actor(one.by), one.id))

    @precondition(lambda self: self.said)
    @rule(which=st.integers(0, 50))
    def put_back(self, which: int) -> None:
        one = self._one(which)
        may = one.is_gone and self._may_read(one.by)
        if self._does(may, lambda: suggestions.put_back(actor(one.by), one.id)):
            one.is_gone = False

    @precondition(lambda self: self.said)
    @rule(which=st.integers(0, 50), word=st.sampled_from([ReplyWord.TRIED_BEFORE, ReplyWord.NOT_NOW]))
    def reply(self, which: int, word: ReplyWord) -> None:
        one = self._one(which)
        if self._does(not one.is_gone, lambda: replies.reply(actor(PRESENTER), one.id, word=word)):
            one.word = word

    @precondition(lambda self: self.said)
    @rule(which=st.integers(0, 50))
    def undo_reply(self, which: int) -> None:
        one = self._one(which)
        if self._does(not one.is_gone, lambda: replies.take_back_reply(actor(PRESENTER), one.id)):
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
        page.flow()  # what was under way when it happened
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

    @rule(who=st.sampled_from(WATCH), line=st.sampled_from(LINES))
    def change_line(self, who: str, line: str) -> None:
        self.pages[who].line = line

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
        self._is_right(page)

    # --- what always holds ---

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
        assert page.socket.order == [f"suggestion-{one.id}" for one in self.said]
        for one in self.said:
            html = page.socket.parts[f"suggestion-{one.id}"]
            assert (one.body.partition(",")[0] in html) is not one.is_gone

    def _does(self, may: bool, act: Callable[[], object]) -> bool:  # noqa: FBT001 - what the model says
        try:
            act()
        except Answerable:
            assert not may
            return False
        finally:
            self._flow()
        assert may
        return True

    def _flow(self) -> None:
        for who, page in self.pages.items():
            if self._may_read(who) and not page.is_cut:
                page.flow()

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
