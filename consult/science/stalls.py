"""Has a plan stalled? The rules that read scores and goal levels: G1 to G4.

Source: the house's own rules; thresholds from each measure's registry entry. Why rules at all: of 550
people, clinicians named 1 of the 40 who later got worse; rules over scores found 85 % by the third session
(Hannan and others 2005, Journal of Clinical Psychology 61, 155-163). Gains are points for the better since
the first reading of this episode; R is the number of points that counts as real change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from consult.science.facts import GoalFacts, Limits, PlanFacts
from consult.science.gas import HOPED, WORST, Goal, attainment
from consult.science.signal_kinds import Kind, Signal, Urgency
from consult.science.words import N_, Sentence, Value, reaches, signed

AS_HOPED = 50
"""T of a plan whose goals all stand where they were hoped to."""


@dataclass(frozen=True, slots=True)
class Course:
    """One measure's course: its place in the plan, R, weeks and gains in order, the latest side."""

    place: int
    reliable: float
    weeks: list[float]
    gains: list[float]
    first: float
    latest: float
    clinical: bool
    says: dict[str, Value]


def courses(plan: PlanFacts) -> Iterator[Course]:
    """Every measure that can tell a real change and has a first and a later reading."""
    for place, measure in enumerate(plan.measures):
        readings, rule = measure.until(plan.now), measure.rule
        if rule.reliable is None or len(readings) < 2:  # noqa: PLR2004 - a change needs two
            continue
        first, latest = readings[0].score, readings[-1].score
        yield Course(
            place,
            rule.reliable,
            [one.week for one in readings],
            [rule.gain(first, one.score) for one in readings],
            first,
            latest,
            measure.is_clinical(latest),
            {"reliable": rule.reliable, "measure": rule.measure, "source": rule.source},
        )


def worse(plan: PlanFacts, _limits: Limits) -> Signal | None:
    """G1: the latest reading is worse than the first by R or more. One reading is enough."""
    for one in courses(plan):
        if reaches(-one.gains[-1], one.reliable):
            text = N_(
                "The latest score is {latest}, the first was {first}: worse by {points}, and {reliable} would"
                " count ({measure}, {source})."
            )
            values: dict[str, Value] = {"latest": one.latest, "first": one.first, "points": -one.gains[-1]}
            return Signal(Kind.WORSE, Urgency.URGENT, Sentence(text, values | one.says), one.place)
    return None


def no_gain(plan: PlanFacts, limits: Limits) -> Signal | None:
    """G2: 12 weeks or more, three readings, no gain of R in the last 8 weeks, still on the clinical side.

    The first reading is no gain; a window without any later reading tells nothing. An early gain that was
    lost again counts as none.
    """
    for one in courses(plan):
        weeks = plan.now - one.weeks[0]
        later = list(zip(one.weeks, one.gains, strict=True))[1:]
        recent = [gain for week, gain in later if reaches(week, plan.now - limits.window)]
        enough = reaches(weeks, limits.no_gain) and len(one.weeks) >= limits.readings
        if enough and recent and one.clinical and not reaches(max(recent), one.reliable):
            text = N_(
                "No real gain in {weeks} weeks: the best change in the last {window} weeks is {best}, and"
                " {reliable} would count ({measure}, {source})."
            )
            values: dict[str, Value] = {
                "weeks": int(weeks),
                "window": limits.window,
                "best": signed(max(recent)),
            }
            return Signal(Kind.NO_GAIN, Urgency.STUCK, Sentence(text, values | one.says), one.place)
    return None


def plateau(plan: PlanFacts, limits: Limits) -> Signal | None:
    """G3: the best gain, R or more, came 12 weeks before the latest reading, nothing better since.

    Only while the latest reading is still on the clinical side, and not older than the 8 weeks of G2: older
    readings tell nothing about now.
    """
    for one in courses(plan):
        best = max(one.gains)
        at = one.weeks[one.gains.index(best)]
        since, fresh = one.weeks[-1] - at, reaches(one.weeks[-1], plan.now - limits.window)
        if reaches(best, one.reliable) and reaches(since, limits.plateau) and one.clinical and fresh:
            text = N_(
                "The best change is {best}, from week {week}; nothing better in the {since} weeks since, and"
                " the latest score, {latest}, is not yet where it could be ({measure}, {source})."
            )
            values: dict[str, Value] = {
                "best": signed(best),
                "week": int(at),
                "since": int(since),
                "latest": one.latest,
            }
            return Signal(Kind.PLATEAU, Urgency.STUCK, Sentence(text, values | one.says), one.place)
    return None


def goals_flat(plan: PlanFacts, limits: Limits) -> Signal | None:
    """G4: T is under 50 and did not rise in 8 weeks with two ratings or more, or a goal stood at -2 so long.

    T is taken over the goals that stood at the start of those weeks already. "Did not rise": at no time in
    them did it lie above where it stood at their start. Two ratings are two weeks with any.
    """
    start = plan.now - limits.goals_flat
    old = [goal for goal in plan.standing if goal.level(start) is not None]
    rated = sorted({week for goal in old for week in goal.rated(start, plan.now)})
    before, now = t_at(old, start), t_at(old, plan.now)
    if before is None or now is None:
        return None
    if now < AS_HOPED and len(rated) >= limits.ratings:
        best = max(t for week in rated if (t := t_at(old, week)) is not None)
        if reaches(before, best):
            text = N_(
                "Goal attainment is {now} (50 is as hoped) and has not risen in {weeks} weeks: it was"
                " {before} then, and was rated {ratings} times since."
            )
            values: dict[str, Value] = {"now": now, "before": before, "weeks": limits.goals_flat}
            values["ratings"] = len(rated)
            return Signal(Kind.GOALS_FLAT, Urgency.STUCK, Sentence(text, values))
    return next((_at_bottom(goal, limits) for goal in old if _is_at_bottom(goal, plan, start)), None)


def t_at(goals: list[GoalFacts], week: float) -> float | None:
    """T of these goals as they stood in a week; None when none of them had a level."""
    return attainment(Goal(goal.level(week), goal.weight) for goal in goals).t


def _is_at_bottom(goal: GoalFacts, plan: PlanFacts, start: float) -> bool:
    rated = goal.rated(start, plan.now)
    return bool(rated) and all(goal.level(week) == WORST for week in [start, *rated])


def _at_bottom(goal: GoalFacts, limits: Limits) -> Signal:
    text = N_("Goal {number} has stood at {level} for {weeks} weeks or longer; {hoped} is as hoped.")
    values: dict[str, Value] = {"number": goal.number, "level": WORST, "hoped": HOPED}
    values["weeks"] = limits.goals_flat
    return Signal(Kind.GOALS_FLAT, Urgency.STUCK, Sentence(text, values))
