"""What a signal is: its kind, its level, its arithmetic in one sentence, and how long it may be put off.

Never a prediction: a rule over what was rated and scored, that may be looked up and argued with.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from consult.science.words import N_, Sentence, finite


class Kind(StrEnum):
    """The ten rules."""

    WORSE = "G1_worse"
    NO_GAIN = "G2_no_gain"
    PLATEAU = "G3_plateau"
    GOALS_FLAT = "G4_goals_flat"
    STEPS_BLOCKED = "G5_steps_blocked"
    NO_DATA = "G6_no_data"
    SELF = "G7_self"
    ENDING = "G8_ending"
    RISK_ITEM = "G9_risk_item"
    NO_SHOW = "G10_noshow"


class Urgency(StrEnum):
    """How much a signal asks for, most first. "No data" is never called stuck."""

    DANGER = "danger"
    URGENT = "urgent"
    STUCK = "stuck"
    WATCH = "watch"
    CANNOT_TELL = "cannot_tell"

    @property
    def rank(self) -> int:
        """0 for the most urgent."""
        return list(Urgency).index(self)


LABELS = {
    Urgency.DANGER: N_("Danger first"),
    Urgency.URGENT: N_("Getting worse"),
    Urgency.STUCK: N_("Stuck"),
    Urgency.WATCH: N_("Worth watching"),
    Urgency.CANNOT_TELL: N_("Cannot tell"),
}


@dataclass(frozen=True, slots=True)
class Signal:
    """One rule that speaks now; `measure` is the place of the measure it speaks of, from 0."""

    kind: Kind
    urgency: Urgency
    sentence: Sentence
    measure: int | None = None


class Reason(StrEnum):
    """Why a signal is put off."""

    CLIENT_CRISIS = "client_crisis"
    EXPECTED_DIP = "expected_dip"
    WRONG_DATA = "wrong_data"


REASONS = {
    Reason.CLIENT_CRISIS: N_("Something else comes first for the person now"),
    Reason.EXPECTED_DIP: N_("This dip was to be expected"),
    Reason.WRONG_DATA: N_("A number is wrong"),
}


@dataclass(frozen=True, slots=True)
class Snooze:
    """A signal of one kind and urgency put off in one week, and why."""

    kind: Kind
    urgency: Urgency
    week: float
    reason: Reason

    def __post_init__(self) -> None:
        finite(self.week)
