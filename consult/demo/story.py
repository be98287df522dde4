"""How a story of the demo is written down: plain data, told in time before now."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field

from consult.models.cases import Consent, Urgency
from consult.models.outcomes import NotDone, Verdict
from consult.models.plans import BarrierLevel, PlanKind, Responsible
from consult.models.suggestions import Kind, ReplyReason, ReplyWord

Ago = dt.timedelta
"""How long before now something happened."""


def days(count: float, hours: float = 0) -> Ago:
    """So many days and hours ago."""
    return dt.timedelta(days=count, hours=hours)


def hours(count: float) -> Ago:
    """So many hours ago."""
    return dt.timedelta(hours=count)


def minutes(count: float) -> Ago:
    """So many minutes ago."""
    return dt.timedelta(minutes=count)


def prose(text: str) -> str:
    """Text as it stands in a source file, with each paragraph and each item of a list on one line."""
    return re.sub(r"(?<!\n)\n(?!\n|- ) *", " ", textwrap.dedent(text).strip())


@dataclass(frozen=True, slots=True)
class Happening:
    """What became of a step: how it went, and where its goal stands since."""

    at: Ago
    verdict: Verdict
    line: str = ""
    level: int | None = None
    why_not: NotDone | None = None
    rated_by: str = "worker"


@dataclass(frozen=True, slots=True)
class Tried:
    """A step of the plan; made of a suggestion, or the worker's own."""

    at: Ago
    words: str
    goal: int | None
    """Which goal of the plan, counted from 1."""
    due: int
    """Days from today; below zero has gone by."""
    responsible: Responsible = Responsible.WORKER
    talked_through: str = "yes"
    measure: str = "goal"
    outcome: Happening | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The presenter's word on a suggestion, perhaps with a line, and perhaps as a step."""

    at: Ago
    word: ReplyWord
    line: str = ""
    reason: ReplyReason | None = None
    step: Tried | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a colleague suggests, with the passage that it is about."""

    by: str
    at: Ago
    kind: Kind
    words: str
    quote: str = ""
    goal: int | None = None
    reply: Answer | None = None
    helpful: tuple[str, ...] = ()
    """Who found it helpful, or has the same question."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal in the client's wording, with its five levels, -2 to +2."""

    title: str
    domain: str
    levels: tuple[str, str, str, str, str]
    baseline: int


@dataclass(frozen=True, slots=True)
class Change:
    """A later wording: of the case (by section) or of the plan, and why."""

    at: Ago
    why: str
    words: Mapping[str, str] = field(default_factory=dict)
    feels_stuck: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A plan as it is first written down."""

    at: Ago
    kind: PlanKind
    concerns: str
    strengths: str
    client_words: str
    supports: str
    review: int
    """Days from today."""
    goals: tuple[Aim, ...]
    barriers: tuple[tuple[BarrierLevel, str], ...]
    steps: tuple[Tried, ...] = ()
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Close:
    """The end of a case: one sentence for the next person."""

    at: Ago
    sentence: str


@dataclass(frozen=True, slots=True)
class Story:
    """A case from its first word to where it stands today."""

    codename: str
    presenter: str
    at: Ago
    title: str
    sections: Mapping[str, str]
    """The words, by the composer's names: question, situation, tried, and what else was filled in."""
    about: Mapping[str, object]
    """Chosen facts: age_band, client_unit, setting, question_type, domains."""
    group: str = "family"
    named: tuple[str, ...] = ()
    """The only people it is for, when it is not for the group."""
    urgency: Urgency = Urgency.ROUTINE
    consent: Consent = Consent.AGREED
    plan: Written | None = None
    said: tuple[Said, ...] = ()
    change: Change | None = None
    closed: Close | None = None
