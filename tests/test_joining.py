"""A stand-in among the words around it: one table for the server's rule and the browser's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consult.deid.joining import meant_by, stretch
from consult.domain.screening import look, replaced
from tests.people import INES, actor

ROWS = json.loads(Path(__file__).with_name("joining.json").read_text())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["reads"])
def test_a_stand_in_says_nothing_twice(row: dict[str, str]) -> None:
    before, found = row["before"], row.get("found", "Danny")
    text = before + found + row["after"]
    ahead, behind = stretch(before, found, row["after"], row["stand_in"], meant_by(before))
    done = text[: len(before) - ahead] + row["stand_in"] + text[len(before + found) + behind :]
    assert done == row["reads"]


def test_what_is_replaced_reads_well_in_every_place(database: object) -> None:
    texts = {
        "tried": "Her son Danny hides. Danny says no.",
        "question": "Then Judge Wójcik rang my mom Rosa.",
    }
    chosen = {mark.digest: mark.replacement for mark in look(actor(INES), texts)}
    done = replaced(actor(INES), texts, chosen)
    assert done["tried"] == "Her [son] hides. [son] says no."
    assert done["question"] == "Then [judge] rang my [mother]."
