"""Moments as people read them: in the organisation's zone, the same for everyone; scripts make them local."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from consult.core import clock, days
from consult.domain.people.organisations import the_organisation


def moment(at: dt.datetime) -> str:
    """A moment in the organisation's zone: "22 Nov, 18:20"."""
    local = at.astimezone(ZoneInfo(the_organisation().timezone))
    return f"{day(local.date())}, {local:%H:%M}"


def day(on: dt.date) -> str:
    """A date: "22 Nov", with the year where it is not this year's."""
    return days.day(on, today())


def today() -> dt.date:
    """The date where the organisation is."""
    return clock.today(the_organisation().timezone)


def hour() -> int:
    """The hour of the day where the organisation is, 0 to 23."""
    return clock.now().astimezone(ZoneInfo(the_organisation().timezone)).hour
