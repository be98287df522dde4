"""The rules that read steps, contacts and what the worker said: G5 to G7, G9, G10. The house's own."""

from __future__ import annotations

from consult.science.facts import Limits, PlanFacts, StepState
from consult.science.signal_kinds import Kind, Signal, Urgency
from consult.science.words import N_, Sentence, Value, reaches


def steps_blocked(plan: PlanFacts, limits: Limits) -> Signal | None:
    """G5: of three or more open steps that are due, half are over 2 weeks late; or none was done in 6 weeks.

    The second only when a step has been open for so long.
    """
    waiting = [step for step in plan.steps if step.is_open]
    due = [plan.now - step.due for step in waiting if step.due is not None and step.due <= plan.now]
    late = [weeks for weeks in due if weeks > limits.overdue]
    if len(due) >= limits.due_steps and reaches(len(late) / len(due), limits.overdue_share):
        text = N_("Of {due} open steps that are due, {late} are late by more than {weeks} weeks.")
        values = {"due": len(due), "late": len(late), "weeks": limits.overdue}
        return Signal(Kind.STEPS_BLOCKED, Urgency.WATCH, Sentence(text, values))
    start = plan.now - limits.no_step_done
    done = [step.done for step in plan.steps if step.state is StepState.DONE and step.done is not None]
    old = [step for step in waiting if step.since <= start]
    if old and not any(start < week <= plan.now for week in done):
        text = N_("No step was done in the last {weeks} weeks; open for so long: {open}.")
        values = {"weeks": limits.no_step_done, "open": len(old)}
        return Signal(Kind.STEPS_BLOCKED, Urgency.WATCH, Sentence(text, values))
    return None


def no_data(plan: PlanFacts, limits: Limits) -> Signal | None:
    """G6: nothing was rated or scored for 6 weeks. Nobody can tell, and that is all it says."""
    last = plan.last_data()
    weeks = plan.now - (plan.began if last is None else last)
    if not reaches(weeks, limits.no_data):
        return None
    text = N_("Nothing was rated or scored for {weeks} weeks, so nobody can tell whether it moves.")
    return Signal(Kind.NO_DATA, Urgency.CANNOT_TELL, Sentence(text, {"weeks": int(weeks)}))


def feels_stuck(plan: PlanFacts, _limits: Limits) -> Signal | None:
    """G7: the worker says so. That counts at once."""
    if plan.feels_stuck is None or plan.feels_stuck > plan.now:
        return None
    text = N_("In week {week} you said that you feel stuck. That is reason enough.")
    return Signal(Kind.SELF, Urgency.STUCK, Sentence(text, {"week": int(plan.feels_stuck)}))


def risk(plan: PlanFacts, _limits: Limits) -> Signal | None:
    """G9: danger was called imminent, or a measure's risk item was positive when it was last looked at.

    A gate, no stall: it opens the danger path, and stands until somebody says what was done about it.
    """
    if plan.imminent:
        text = N_("The danger was called imminent. Emergency steps come first.")
        return Signal(Kind.RISK_ITEM, Urgency.DANGER, Sentence(text))
    for place, measure in enumerate(plan.measures):
        looked = [one for one in measure.until(plan.now) if one.risk is not None]
        answered = plan.risk_answered
        if looked and looked[-1].risk and (answered is None or answered < looked[-1].week):
            text = N_("In week {week} the risk item of {measure} was positive. Safety comes first.")
            values: dict[str, Value] = {"week": int(looked[-1].week), "measure": measure.rule.measure}
            return Signal(Kind.RISK_ITEM, Urgency.DANGER, Sentence(text, values), place)
    return None


def no_show(plan: PlanFacts, limits: Limits) -> Signal | None:
    """G10: two or more of the last four contacts were missed, where contacts are written down."""
    known = sorted((one for one in plan.contacts if one.week <= plan.now), key=lambda one: one.week)
    last = known[-limits.contacts :]
    missed = sum(not one.kept for one in last)
    if missed < limits.missed:
        return None
    text = N_("Of the last {contacts} contacts, {missed} were missed.")
    return Signal(Kind.NO_SHOW, Urgency.WATCH, Sentence(text, {"contacts": len(last), "missed": missed}))
