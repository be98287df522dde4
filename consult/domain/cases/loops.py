"""The loop of an idea, our signature: suggested, in plan, outcome. Pure: facts in, three points out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, Protocol

from consult.core.days import near_day
from consult.core.texts import N_, _
from consult.models.outcomes import Verdict
from consult.models.suggestions import BECOMES_A_STEP, Kind, ReplyWord

State = Literal["done", "waiting", "later", "helped", "not_helped"]
"""`waiting` is on somebody; `not_helped` also stands for worse and for what will not be done."""

VERDICTS: dict[Verdict, str] = {
    Verdict.HELPED: N_("Helped"),
    Verdict.HELPED_A_LITTLE: N_("Helped a little"),
    Verdict.DID_NOT_HELP: N_("Did not help"),
    Verdict.MADE_IT_WORSE: N_("Made it worse"),
    Verdict.WILL_NOT_BE_DONE: N_("Will not be done"),
}
HELPED = frozenset({Verdict.HELPED, Verdict.HELPED_A_LITTLE})


class Adopted(Protocol):
    """What the loop asks of an adoption (`models.suggestions.Adoption` is one)."""

    @property
    def verdict(self) -> str | None:
        """How it went, once that is known."""

    @property
    def level_then(self) -> int | None:
        """Where the goal stood when the idea went into the plan."""

    @property
    def level_now(self) -> int | None:
        """Where the goal stood when the outcome was recorded."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the loop. Exactly one of the three is `current`."""

    label: str
    state: State
    current: bool = False


def loop_points(kind: str, reply_word: str | None, adoption: Adopted | None) -> list[Point]:
    """The loop as everyone sees it, without dates. Empty where none goes on.

    A question, strength or resonance never becomes a step, and an idea that got another word than
    "Will try" has come to its end: its reply says so.
    """
    if adoption is not None:
        return _in_plan(adoption, _("In plan"))
    if Kind(kind) not in BECOMES_A_STEP:
        return []
    if reply_word is None:
        return _open(_("Reply"))
    return _open(_("In plan")) if reply_word == ReplyWord.WILL_TRY else []


def my_loop_points(
    kind: str, reply_word: str | None, adoption: Adopted | None, due_on: dt.date | None, today: dt.date
) -> list[Point]:
    """The loop as the worker sees it: with the day that the step is due, and "Outcome today"."""
    if adoption is None:
        if reply_word is None and Kind(kind) in BECOMES_A_STEP:
            return _open(_("Your reply"))
        return loop_points(kind, reply_word, None)
    if adoption.verdict is not None or due_on is None:
        return _in_plan(adoption, _("In plan"))
    if due_on > today:
        label = _("In plan, due {day}").format(day=near_day(due_on, today))
        return [_suggested(), Point(label, "done", current=True), Point(_("Outcome"), "later")]
    due_today = due_on == today
    label = _("Outcome today") if due_today else _("Outcome, due {day}").format(day=near_day(due_on, today))
    return [_suggested(), Point(_("In plan"), "done"), Point(label, "waiting", current=True)]


def outcome_words(verdict: str, then: int | None, now: int | None) -> str:
    """How it went in a few words: "Helped, up 1"."""
    words = _(VERDICTS[Verdict(verdict)])
    steps = now - then if now is not None and then is not None else 0
    if steps > 0:
        return _("{outcome}, up {steps}").format(outcome=words, steps=steps)
    if steps < 0:
        return _("{outcome}, down {steps}").format(outcome=words, steps=-steps)
    return words


def outcome_state(verdict: str) -> State:
    """How an outcome is drawn."""
    return "helped" if Verdict(verdict) in HELPED else "not_helped"


def _suggested() -> Point:
    return Point(_("Suggested"), "done")


def _open(middle: str) -> list[Point]:
    return [_suggested(), Point(middle, "waiting", current=True), Point(_("Outcome"), "later")]


def _in_plan(adoption: Adopted, label: str) -> list[Point]:
    start = [_suggested(), Point(label, "done")]
    if adoption.verdict is None:
        return [*start, Point(_("Outcome"), "waiting", current=True)]
    words = outcome_words(adoption.verdict, adoption.level_then, adoption.level_now)
    return [*start, Point(words, outcome_state(adoption.verdict), current=True)]
