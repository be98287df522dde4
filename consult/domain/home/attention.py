"""How many things need a person: the number beside Home on every page, without asking again each time."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict

from sqlalchemy import select

from consult.core import clock, events
from consult.core.db import Sessions
from consult.core.unit import reading
from consult.domain.home.needs import needs_of
from consult.domain.home.notice_lines import UNNAMED
from consult.models.actor import Actor
from consult.models.cases import Case
from consult.models.notices import Notice

AT_MOST = dt.timedelta(minutes=1)
"""What comes by the clock alone (a step falls due) shows after this."""
REMEMBERED = 2000

_happenings = 0
_known: OrderedDict[str, tuple[int, dt.datetime, int, bool]] = OrderedDict()


def _note(_happened: events.Happened) -> None:
    global _happenings  # noqa: PLW0603 - a counter of the process
    _happenings += 1


events.listen(_note)


def attention(actor: Actor) -> tuple[int, bool]:
    """`(needs, news)`: how many things need this person, and whether there is a notice they have not read.

    Worked out again whenever anything happened anywhere since, so it is never behind an event.
    """
    assert actor.id is not None
    known, counted = _known.get(actor.id), _counted()
    if known and known[0] == counted and clock.now() - known[1] < AT_MOST:
        return known[2], known[3]
    needs, news = len(needs_of(actor)), _has_news(actor)
    _known[actor.id] = (counted, clock.now(), needs, news)
    if len(_known) > REMEMBERED:
        _known.popitem(last=False)
    return needs, news


def forget() -> None:
    """Forget everything: another database, in a test."""
    _known.clear()


def _counted() -> int:
    """One process hears of everything; of several, each asks: the next page may be another's to show."""
    return _happenings if Sessions.kw["bind"].dialect.name == "sqlite" else events.newest()


def _has_news(actor: Actor) -> bool:
    with reading(actor) as read:
        named = Case.visible_to(actor) | Notice.kind.in_(UNNAMED)
        query = (
            select(Notice.id)
            .outerjoin(Case, (Case.id == Notice.case_id) & named)
            .where(Notice.visible_to(actor), Notice.case_id.is_(None) | Case.id.is_not(None))
            .where(Notice.read_at.is_(None))
            .limit(1)
        )
        return read.session.scalar(query) is not None
