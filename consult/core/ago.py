"""How long ago something was, as people say it: "12 min ago"."""

from __future__ import annotations

import datetime as dt

from consult.core.texts import _, ngettext

A_MINUTE, AN_HOUR, A_DAY = 60, 3600, 86400
A_MONTH = 30 * A_DAY


def ago(at: dt.datetime, now: dt.datetime) -> str:
    """ "just now", "12 min ago", "2 h ago", "1 day ago", "3 months ago"."""
    seconds = max(int((now - at).total_seconds()), 0)
    if seconds < A_MINUTE:
        return _("just now")
    if seconds < AN_HOUR:
        return _("{count} min ago").format(count=seconds // A_MINUTE)
    if seconds < A_DAY:
        return _("{count} h ago").format(count=seconds // AN_HOUR)
    if seconds < A_MONTH:
        days = seconds // A_DAY
        return ngettext("{count} day ago", "{count} days ago", days).format(count=days)
    months = seconds // A_MONTH
    return ngettext("{count} month ago", "{count} months ago", months).format(count=months)
