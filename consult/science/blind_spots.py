"""What is not in a plan: gentle cards worked out from what stands in it, never guessed.

The house's own rules. Each says what is missing and asks; none of them blocks, and an empty plan gets no
shares of nothing. Shares of barriers and steps need two of them at least.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from consult.science.balance import SOME, Level, barriers, worker_share
from consult.science.words import N_, Sentence, Value

MOST_MINE = 0.7
MOST_REFERRALS = 0.5
REPLANNED = 3
OLD_WEEKS = 12


class Spot(StrEnum):
    """What a card is about."""

    DOMAINS = "domains_without_entry"
    CLIENT_WORDS = "no_client_words"
    STRENGTHS = "no_strength"
    ONE_LEVEL = "barriers_on_one_level"
    GOAL_MEASURE = "goal_without_measure"
    GOAL_OWNER = "goal_without_owner"
    MINE = "steps_on_worker"
    REFERRALS = "crisis_of_referrals"
    CLIENT_RATING = "nothing_rated_by_client"
    REPLANNED = "step_planned_again"
    OLD = "no_new_version"
    SUPPORTS = "no_natural_support"


@dataclass(frozen=True, slots=True)
class GoalShape:
    """A goal's number in the plan (from 1), whether it has a measure, and whether anyone works on it."""

    number: int
    has_measure: bool
    has_owner: bool


@dataclass(frozen=True, slots=True)
class StepShape:
    """A step that was not dropped: who does it, whether it is a referral, how often it was planned anew."""

    responsible: str
    referral: bool = False
    planned_again: int = 0


@dataclass(frozen=True, slots=True)
class PlanShape:
    """What the cards look at. `domains` are all parts of a life, `seen` those with an entry."""

    domains: tuple[str, ...] = ()
    seen: frozenset[str] = frozenset()
    client_words: bool = False
    strengths: int = 0
    supports: int = 0
    barriers: tuple[Level, ...] = ()
    goals: tuple[GoalShape, ...] = ()
    steps: tuple[StepShape, ...] = ()
    crisis: bool = False
    rated: int = 0
    """Ratings and scores in all, by anyone."""
    rated_by_client: int = 0
    weeks_since_version: float = 0


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """One card: its sentence, and the domains (keys) or goals (numbers) that it is about."""

    spot: Spot
    sentence: Sentence
    about: tuple[str | int, ...] = ()


def blind_spots(plan: PlanShape) -> list[BlindSpot]:
    """All cards for this plan, in a fixed order."""
    return [spot for rule in RULES if (spot := rule(plan))]


def _domains(plan: PlanShape) -> BlindSpot | None:
    missing = tuple(one for one in plan.domains if one not in plan.seen)
    text = N_("Parts of this life without an entry: {missing} of {all}.")
    values: dict[str, Value] = {"missing": len(missing), "all": len(plan.domains)}
    return BlindSpot(Spot.DOMAINS, Sentence(text, values), missing) if missing else None


def _client_words(plan: PlanShape) -> BlindSpot | None:
    text = N_("Nothing is in the person’s own words yet. What would they say they want?")
    return None if plan.client_words else BlindSpot(Spot.CLIENT_WORDS, Sentence(text))


def _strengths(plan: PlanShape) -> BlindSpot | None:
    text = N_("No strength is named yet. What goes well, even on a bad day?")
    return None if plan.strengths else BlindSpot(Spot.STRENGTHS, Sentence(text))


def _supports(plan: PlanShape) -> BlindSpot | None:
    text = N_("Nobody from the person’s own life is named. Who would miss them?")
    return None if plan.supports else BlindSpot(Spot.SUPPORTS, Sentence(text))


ONLY = {
    Level.PERSONAL: N_("All that is in the way lies in the person. What lies around them?"),
    Level.RELATIONAL: N_("All that is in the way lies between people. What else stands in the way?"),
    Level.SERVICE: N_("All that is in the way lies in services. What is within the person’s own reach?"),
    Level.SYSTEMIC: N_("All that is in the way lies in the system. What is within reach?"),
}


def _one_level(plan: PlanShape) -> BlindSpot | None:
    only = barriers(plan.barriers).only
    return BlindSpot(Spot.ONE_LEVEL, Sentence(ONLY[only])) if only else None


def _goal_measure(plan: PlanShape) -> BlindSpot | None:
    bare = tuple(goal.number for goal in plan.goals if not goal.has_measure)
    text = N_("Goal {number} does not say how you will both know that it moves.")
    return BlindSpot(Spot.GOAL_MEASURE, Sentence(text, {"number": bare[0]}), bare) if bare else None


def _goal_owner(plan: PlanShape) -> BlindSpot | None:
    bare = tuple(goal.number for goal in plan.goals if not goal.has_owner)
    text = N_("For goal {number} nobody does anything yet.")
    return BlindSpot(Spot.GOAL_OWNER, Sentence(text, {"number": bare[0]}), bare) if bare else None


def _mine(plan: PlanShape) -> BlindSpot | None:
    share = worker_share(step.responsible for step in plan.steps)
    if share.n < SOME or share.value is None or share.value <= MOST_MINE:
        return None
    text = N_("{mine} of {steps} steps are yours. Is there one that the person would like to take?")
    return BlindSpot(Spot.MINE, Sentence(text, {"mine": share.count, "steps": share.n}))


def _referrals(plan: PlanShape) -> BlindSpot | None:
    sent, steps = sum(step.referral for step in plan.steps), len(plan.steps)
    if not plan.crisis or steps < SOME or sent / steps <= MOST_REFERRALS:
        return None
    text = N_("{sent} of {steps} steps send the person elsewhere. What happens here, now?")
    return BlindSpot(Spot.REFERRALS, Sentence(text, {"sent": sent, "steps": steps}))


def _client_rating(plan: PlanShape) -> BlindSpot | None:
    if not plan.rated or plan.rated_by_client:
        return None
    text = N_("None of the ratings and scores ({rated}) is the person’s own. How do they see it?")
    return BlindSpot(Spot.CLIENT_RATING, Sentence(text, {"rated": plan.rated}))


def _planned_again(plan: PlanShape) -> BlindSpot | None:
    most = max((step.planned_again for step in plan.steps), default=0)
    if most < REPLANNED:
        return None
    text = N_("One step was planned again {times} times. Would a smaller one help?")
    return BlindSpot(Spot.REPLANNED, Sentence(text, {"times": most}))


def _old(plan: PlanShape) -> BlindSpot | None:
    if plan.weeks_since_version <= OLD_WEEKS:
        return None
    text = N_("The plan reads as it did {weeks} weeks ago. Does it still fit?")
    return BlindSpot(Spot.OLD, Sentence(text, {"weeks": int(plan.weeks_since_version)}))


RULES: tuple[Callable[[PlanShape], BlindSpot | None], ...] = (
    _client_words,
    _strengths,
    _supports,
    _domains,
    _one_level,
    _goal_measure,
    _goal_owner,
    _mine,
    _referrals,
    _client_rating,
    _planned_again,
    _old,
)
