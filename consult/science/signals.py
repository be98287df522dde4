"""Which signals a plan gives, which one is shown, and the soft gates before a change of course.

Source: the house's own rules (`stalls`, `watches`). One signal at a time, in this order: danger (G9), getting
worse (G1), the worker's own word (G7), no gain (G2), plateau (G3), goals flat (G4), steps (G5), contacts
(G10), no data (G6). A signal that was put off is quiet for 14 days, and with it all that ask for no more;
what asks for more is shown at once. Danger cannot be put off. No signal ever posts anything by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

from consult.science.facts import DAYS, Limits, PlanFacts
from consult.science.signal_kinds import Kind, Signal, Snooze, Urgency
from consult.science.stalls import goals_flat, no_gain, plateau, worse
from consult.science.watches import feels_stuck, no_data, no_show, risk, steps_blocked
from consult.science.words import N_, Sentence, Value, reaches

DEFAULTS = Limits()
RULES: tuple[Callable[[PlanFacts, Limits], Signal | None], ...] = (
    risk,
    worse,
    feels_stuck,
    no_gain,
    plateau,
    goals_flat,
    steps_blocked,
    no_show,
    no_data,
)
"""All rules in the order in which the first that speaks is shown."""


class Course(StrEnum):
    """A change of course before which a colleague's view helps."""

    ENDING = "ending_no_progress"
    INTENSIFY = "intensify"
    NEW_METHOD = "new_method"


def signals(plan: PlanFacts, limits: Limits = DEFAULTS) -> tuple[Signal, ...]:
    """All that hold now, in order. A plan that is not active gives none but danger."""
    rules = RULES if plan.active else (risk,)
    return tuple(found for rule in rules if (found := rule(plan, limits)))


def shown(plan: PlanFacts, snoozes: Iterable[Snooze] = (), limits: Limits = DEFAULTS) -> Signal | None:
    """The one signal that the plan shows now; None when there is none, or all are put off."""
    put_off = [one for one in snoozes if _holds(one, plan.now, limits)]
    return next((one for one in signals(plan, limits) if not _is_quiet(one, put_off, plan)), None)


def _holds(snooze: Snooze, now: float, limits: Limits) -> bool:
    return snooze.week <= now and not reaches(now, snooze.week + limits.snooze)


def _is_quiet(signal: Signal, put_off: list[Snooze], plan: PlanFacts) -> bool:
    if signal.urgency is Urgency.DANGER:
        return False
    if signal.kind is Kind.SELF:  # said again after it was put off: that is new
        put_off = [one for one in put_off if plan.feels_stuck is not None and plan.feels_stuck <= one.week]
    return any(one.urgency.rank <= signal.urgency.rank for one in put_off)


def soft_gate(plan: PlanFacts, course: Course, limits: Limits = DEFAULTS) -> Signal | None:
    """G8: before ending without progress, or before pushing harder or a new method while a signal is on.

    Only when no colleague has looked at the case in the last 90 days. A gate asks; it never blocks.
    """
    since = None if plan.consulted is None else plan.now - plan.consulted
    if since is not None and not reaches(since, limits.consulted):
        return None
    stalls = any(one.kind not in {Kind.NO_DATA, Kind.RISK_ITEM} for one in signals(plan, limits))
    if course is not Course.ENDING and not stalls:
        return None
    values: dict[str, Value] = {"days": limits.consulted * DAYS}
    text = {
        Course.ENDING: N_(
            "You are about to end without progress."
            " No colleague has looked at this case in the last {days} days."
        ),
        Course.INTENSIFY: N_(
            "You are about to add intensive steps."
            " No colleague has looked at this case in the last {days} days."
        ),
        Course.NEW_METHOD: N_(
            "You are about to try a new method. No colleague has looked at this case in the last {days} days."
        ),
    }[course]
    return Signal(Kind.ENDING, Urgency.WATCH, Sentence(text, values))
