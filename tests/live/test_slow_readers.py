"""Who never reads is closed, and comes back to what was missed; nobody else waits, and memory stays.

CONSULT_POSTS makes it longer: 10,000 in the long form.
"""

from __future__ import annotations

import http.client
import json
import os
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

from consult.core import keys
from consult.domain.consultation.suggestions import post_suggestion
from consult.models.suggestions import Kind
from tests.live.outside import Outside, outside
from tests.live.wires import Wire
from tests.people import INES, JONAH, MEI, RUTH, SAM, TOMAS, actor, signed_in
from tests.stories import posted

POSTS = int(os.environ.get("CONSULT_POSTS", "150"))
STALLED = 40
WORDS = "Walk past the gate one evening, go home, and call that a success.\n\n" * 40


class Author:
    """Somebody who changes a suggestion again and again, by the form."""

    def __init__(self, server: Outside, suggestion_id: str) -> None:
        token, who = signed_in(RUTH)
        self._path = f"/suggestions/{suggestion_id}"
        self._cookie = f"{server.settings.cookie}={token}"
        self._csrf = keys.digest("csrf", who.sign_in_id or "")
        self._line = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=30)

    def edit(self, body: str) -> None:
        """Say it in other words."""
        form = urlencode({"csrf": self._csrf, "body": body})
        kind = "application/x-www-form-urlencoded"
        self._line.request("POST", self._path, form, {"Cookie": self._cookie, "Content-Type": kind})
        answer = self._line.getresponse()
        answer.read()
        assert answer.status == 303, answer.status

    def close(self) -> None:
        self._line.close()


@pytest.mark.timeout(120 + POSTS // 5)
def test_forty_who_never_read_are_closed_and_cost_nobody_else_anything(tmp_path: Path) -> None:
    with outside(tmp_path) as server, ExitStack() as open_lines:
        case = posted(INES)
        given = post_suggestion(actor(RUTH), case.id, kind=Kind.IDEA, body=WORDS, kept={})
        joining = {"case": case.id, "since": given.posted_seq}
        reader = open_lines.enter_context(closing(Wire(server.url, server.cookie(INES))))
        author = open_lines.enter_context(closing(Author(server, given.id)))
        assert reader.call("case:join", joining)["ok"]
        author.edit(f"{WORDS} Before all others.")
        before, last = server.memory(), json.loads(reader.until('42["news"')[2:])[1]["seq"]

        stalled: list[Wire] = []
        cookies = [server.cookie(who) for who in (TOMAS, MEI, RUTH, JONAH)]
        for number in range(STALLED):
            one = Wire(server.url, cookies[number % 4], receive_buffer=4096)
            stalled.append(open_lines.enter_context(closing(one)))
            assert stalled[-1].call("case:join", joining)["ok"]
        for number in range(POSTS):
            author.edit(f"{WORDS} {number}.")
            assert json.loads(reader.until('42["news"')[2:])[1]["seq"] == last + 1, "in order, and at once"
            last += 1
            if number % 50 == 0:
                for one in stalled:
                    with suppress(ConnectionError):
                        one.say("3")  # alive, as far as the engine can tell
        assert server.memory() - before < 50
        assert all(one.is_cut() for one in stalled)

        back = open_lines.enter_context(closing(Wire(server.url, server.cookie(SAM))))
        missed = back.call("case:join", joining)
        assert missed["seq"] == last
        assert missed.get("reload") or f"{POSTS - 1}." in missed["items"][-1]["html"]
        assert "Traceback" not in server.log()
