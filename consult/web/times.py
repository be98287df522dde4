"""Moments as people read them: in the organisation's zone, the same for everyone; scripts make them local."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from consult.core import clock
from consult.core.texts import N_, _
from consult.domain.organisations import the_organisation

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


def moment(at: dt.datetime) -> str:
    """A moment in the organisation's zone: "22 Nov, 18:20"."""
    local = at.astimezone(ZoneInfo(the_organisation().timezone))
    return f"{day(local.date())}, {local:%H:%M}"


def day(on: dt.date) -> str:
    """A date: "22 Nov", with the year where it is not this year's."""
    name = f"{on.day} {_(MONTHS[on.month - 1])}"
    return name if on.year == clock.today(the_organisation().timezone).year else f"{name} {on.year}"


def today() -> dt.date:
    """The date where the organisation is."""
    return clock.today(the_organisation().timezone)
