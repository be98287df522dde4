"""Thousands of frames that no browser sends: the server stays, keeps its memory, and answers what it can.

CONSULT_FRAMES makes it longer: 50,000 in the long form.
"""

from __future__ import annotations

import json
import os
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from consult.core.unit import acting
from consult.domain.consultation.suggestions import post_suggestion
from consult.models.actor import SYSTEM
from consult.models.groups import Group, Membership, Role
from consult.models.people import Person
from consult.models.suggestions import Kind
from tests.live.mutations import Hand
from tests.live.outside import Outside, outside
from tests.live.real import serve
from tests.live.wires import Wire
from tests.people import FAMILY, INES, RUTH, actor
from tests.stories import posted

FRAMES = int(os.environ.get("CONSULT_FRAMES", "2000"))
EVENTS = FRAMES // 2
CROWD = 40
"""People, so that nobody comes in too often for the gate."""
A_LINE = 12
"""Events on one connection, before a frame that ends it."""
SEED = 20261122


def crowd() -> list[str]:
    """Ids of many members."""
    ids = [f"crowd{number:0>11}" for number in range(CROWD)]
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        for number, id_ in enumerate(ids):
            unit.session.add(
                Person(id=id_, name=f"Worker {number}", email=f"worker{number}@larkfield.example")
            )
        unit.session.flush()
        for id_ in ids:
            unit.session.add(Membership(group_id=FAMILY, person_id=id_, role=Role.MEMBER))
        unit.record("group.changed", on=unit.session.get_one(Group, FAMILY))
    return ids


def spoil(server: Outside, cookies: Iterator[str], hand: Hand, frames: int) -> None:
    """Send so many; every event must be answered."""
    for sent in range(0, frames, A_LINE + 2):
        with closing(Wire(server.url, next(cookies))) as wire:
            for number in range(sent, sent + A_LINE):
                wire.say(hand.event(number))
                wire.until(
                    f"43{number}["
                )  # one by one: some answers hold the whole case, and nobody reads three
            with suppress(ConnectionError):
                wire.socket.sendall(hand.packet())
                wire.socket.sendall(hand.spoiled(f'42{sent}["case:sync",{{"case":"x"}}]'.encode()))


def good(case_id: str) -> dict[str, Any]:
    """What most events would take."""
    given = post_suggestion(actor(RUTH), case_id, kind=Kind.IDEA, body="Walk past the gate.", kept={})
    return {
        "case": case_id,
        "suggestion": given.id,
        "since": 0,
        "seq": given.posted_seq,
        "kind": "question",
        "body": "What did they say about it?",
        "word": "answered",
        "on": "yes",
        "kept": [],
    }


@pytest.mark.timeout(120 + FRAMES // 20)
def test_whatever_an_event_holds_it_is_answered_and_is_no_fault(tmp_path: Path) -> None:
    with serve(tmp_path) as server, closing(Wire(server.url, server.cookie(RUTH))) as wire:
        hand, budgets = Hand(SEED, good(posted(INES).id)), server.app.extensions["live"].budgets
        answers = Counter[str]()
        for number in range(EVENTS):
            budgets.forget()
            wire.say(hand.event(number))
            answer = json.loads(wire.until(f"43{number}[")[2 + len(str(number)) :])[0]
            answers[answer.get("error", "ok")] += 1
        assert set(answers) >= {"ok", "unreadable", "not_found"}
        assert answers["fault"] == 0


@pytest.mark.timeout(120 + FRAMES // 20)
def test_mutated_frames_neither_stop_nor_fill_nor_silence_the_server(tmp_path: Path) -> None:
    with outside(tmp_path) as server:
        case = posted(INES)
        cookies = cycle([server.cookie(id_) for id_ in crowd()])
        hand = Hand(SEED, good(case.id))
        spoil(server, cookies, hand, max(300, FRAMES // 8))  # until caches are full and lists have grown
        before = server.memory()
        spoil(server, cookies, hand, FRAMES)
        assert server.memory() - before < 20
        with closing(Wire(server.url, server.cookie(RUTH))) as wire:
            assert wire.call("case:join", {"case": case.id, "since": 0})["ok"]
            given = {"case": case.id, "body": "Walk past the gate.", "client_id": str(uuid.uuid4())}
            assert wire.call("suggestion:post", given)["ok"]
        log = server.log()
        assert "Traceback" not in log, log[-4000:]
        assert "fault" not in log, log[-4000:]
