"""What stands above a plan: one sentence, chosen by rule and never written by hand.

The house's own rules, first that holds: getting worse by real change (G1); a signal that it stalled (G2 to
G4: weeks without movement, or a little movement when it is less than six weeks old); a real change for the
better; a goal where it was hoped, or beyond; fewer than three records; no movement for six weeks; else, it
moves a little. A stall goes before an old success, so that headline and signal never say two things; and
where nothing new was recorded for six weeks (G6), nothing is said about movement.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from consult.science.facts import Limits, PlanFacts
from consult.science.gas import HOPED
from consult.science.signal_kinds import Signal
from consult.science.signals import DEFAULTS
from consult.science.stalls import courses, goals_flat, no_gain, plateau, worse
from consult.science.watches import no_data
from consult.science.words import N_, Sentence, reaches


class Tone(StrEnum):
    """How a headline is meant, for icon and colour beside the words."""

    GOOD = "good"
    EVEN = "even"
    STILL = "still"
    HARDER = "harder"


@dataclass(frozen=True, slots=True)
class Headline:
    """The sentence, its tone, and the arithmetic behind it where a signal gives it."""

    tone: Tone
    sentence: Sentence
    because: Sentence | None = None


def headline(plan: PlanFacts, limits: Limits = DEFAULTS) -> Headline:
    """The sentence above this plan now."""
    if down := worse(plan, limits):
        text = N_("This is getting harder. Worth talking about soon.")
        return Headline(Tone.HARDER, Sentence(text), down.sentence)
    weeks = int(weeks_still(plan))
    little = Headline(Tone.EVEN, Sentence(N_("It moves a little, not yet enough to count")))
    still = Headline(Tone.STILL, Sentence(N_("This plan has not moved in {weeks} weeks"), {"weeks": weeks}))
    by_weeks = still if weeks >= limits.flat else little
    if stall := _stall(plan, limits):
        return replace(by_weeks, because=stall.sentence)
    if said := _quiet(plan, limits) or _good(plan):
        return said
    if records(plan) < limits.records:
        return Headline(Tone.EVEN, Sentence(N_("Too early to say")))
    return by_weeks


def _quiet(plan: PlanFacts, limits: Limits) -> Headline | None:
    if not plan.active or plan.last_data() is None or not (quiet := no_data(plan, limits)):
        return None
    return Headline(
        Tone.EVEN, Sentence(N_("Nothing new for {weeks} weeks"), quiet.sentence.values), quiet.sentence
    )


def _good(plan: PlanFacts) -> Headline | None:
    if any(reaches(one.gains[-1], one.reliable) for one in courses(plan)):
        return Headline(Tone.GOOD, Sentence(N_("Things are starting to move")))
    if numbers := _reached(plan):
        text = N_("Goal {number} is where you hoped")
        return Headline(Tone.GOOD, Sentence(text, {"number": numbers[0]}))
    return None


def _stall(plan: PlanFacts, limits: Limits) -> Signal | None:
    if not plan.active:
        return None
    found = (rule(plan, limits) for rule in (no_gain, plateau, goals_flat))
    return next((one for one in found if one), None)


def _reached(plan: PlanFacts) -> list[int]:
    """The numbers of goals that stand where they were hoped, or beyond; the highest first."""
    levels = [(level, goal.number) for goal in plan.standing if (level := goal.level(plan.now)) is not None]
    return [number for level, number in sorted(levels, key=lambda one: (-one[0], one[1])) if level >= HOPED]


def records(plan: PlanFacts) -> int:
    """How many scores and ratings there are."""
    scored = sum(len(measure.until(plan.now)) for measure in plan.measures)
    return scored + sum(one.week <= plan.now for goal in plan.standing for one in goal.ratings)


def weeks_still(plan: PlanFacts) -> float:
    """Weeks since a goal's level or a score was last better than ever before; 0 when nothing was recorded.

    Where nothing improved yet, since the first record.
    """
    firsts, risen = [], []
    for measure in plan.measures:
        readings = measure.until(plan.now)
        values = [(one.week, measure.rule.better.sign * one.score) for one in readings]
        firsts += [week for week, _ in values[:1]]
        risen += _new_bests(values)
    for goal in plan.standing:
        weeks = goal.rated(float("-inf"), plan.now)
        levels = [(week, float(level)) for week in weeks if (level := goal.level(week)) is not None]
        firsts += [week for week, _ in levels[:1]]
        start = [(goal.since, float(goal.baseline))] if goal.baseline is not None else []
        risen += _new_bests(start + levels)
    if not firsts:
        return 0
    return plan.now - max([min(firsts), *risen])


def _new_bests(values: list[tuple[float, float]]) -> list[float]:
    """The weeks in which a value was better than all before it; the first is none."""
    weeks, best = [], float("inf")
    for week, value in values:
        if value > best:
            weeks.append(week)
        best = value if best == float("inf") else max(best, value)
    return weeks
