"""Days as people say them: "today", "Friday", "3 Oct"."""

from __future__ import annotations

import datetime as dt

from consult.core.texts import N_, _

MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
A_WEEK = 7


def day(on: dt.date, today: dt.date) -> str:
    """A date: "22 Nov", with the year where it is not this year's."""
    words = f"{on.day} {_(MONTHS[on.month - 1])}"
    return words if on.year == today.year else f"{words} {on.year}"


def near_day(on: dt.date, today: dt.date) -> str:
    """A date as said aloud: "today", "tomorrow", the weekday within a week, else the date."""
    ahead = (on - today).days
    if ahead == 0:
        return _("today")
    if ahead == 1:
        return _("tomorrow")
    if ahead == -1:
        return _("yesterday")
    return _(WEEKDAYS[on.weekday()]) if 0 < ahead < A_WEEK else day(on, today)
