"""Tries at doors that can be guessed at, counted so that guessing is slow and nobody is locked out.

Each try is counted *before* the password is looked at, in one short transaction that also says how long
to wait. So a flood never reaches the hasher, and two processes cannot both spend the last free try.
A try that has to wait is not counted: knocking on does not make the wait longer. Three budgets:

1. One account from one network: 5 tries, then waits of 30 s that double, up to 15 minutes. Guessing from
   one place ends at about ten tries an hour.
2. One account from all networks together: 20 tries, then the same waits. The first budget never gives one
   network 20 tries an hour, so no single place can use this one up against somebody; many places can.
3. One network at all accounts: 30 tries in 10 minutes, then waits up to 2 minutes (an office shares it).

The second and third do not hold for an account that was signed in to from the same network in the last
90 days. So a flood from many places, or by a neighbour in the same office at other accounts, does not keep
the true owner from their usual place. Only a flood at this very account from this very network does: for
15 minutes at most, and a new-password link lets the owner in at any time. There is no lock, ever.

An account is its e-mail address, whether somebody has it or not, so that waits tell nothing about who
exists. Addresses and networks are kept as keyed digests only.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from consult.core import clock, keys
from consult.core.errors import TooMany
from consult.core.texts import ngettext
from consult.core.unit import noting
from consult.models.people import Attempt


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries are free in a window, and how the waits grow after them."""

    free: int
    window: dt.timedelta
    first: dt.timedelta
    longest: dt.timedelta


HOUR = dt.timedelta(hours=1)
PAIR = Limit(5, HOUR, dt.timedelta(seconds=30), dt.timedelta(minutes=15))
ACCOUNT = Limit(20, HOUR, dt.timedelta(seconds=30), dt.timedelta(minutes=15))
NETWORK = Limit(30, dt.timedelta(minutes=10), dt.timedelta(seconds=15), dt.timedelta(minutes=2))
KNOWN_FOR = dt.timedelta(days=90)
MINUTE = 60


def take(door: str, account: str, network: str) -> None:
    """Count one try at a door ("sign_in", "reset", ...). Raises TooMany, uncounted, when it has to wait."""
    here, anywhere, place, known = _keys(door, account, network)
    with noting() as session:
        _in_turn(session, here, anywhere, place)
        wait = _wait(session, here, PAIR)
        if not _is_known(session, known):
            wait = max(wait, _wait(session, anywhere, ACCOUNT), _wait(session, place, NETWORK))
        if not wait:
            now = clock.now()
            session.execute(insert(Attempt), [{"key": key, "at": now} for key in (here, anywhere, place)])
    if wait:
        raise TooMany(_in_words(wait), wait)


def forgive(door: str, account: str, network: str) -> None:
    """The try was right: this account starts afresh from this network, and is known there from now on."""
    here, _anywhere, _place, known = _keys(door, account, network)
    with noting() as session:
        session.execute(delete(Attempt).where(Attempt.key.in_([here, known])))
        session.execute(insert(Attempt).values(key=known, at=clock.now()))


def note_nobody(account: str) -> None:
    """Write as much as one try for an address that nobody has; no budget looks at it."""
    with noting() as session:
        session.execute(insert(Attempt).values(key=keys.digest("nobody", account), at=clock.now()))


def is_first(what: str, account: str, within: dt.timedelta = HOUR) -> bool:
    """Is this the first time in a while? Notes it, so that the next ask says no (an alert an hour)."""
    key = keys.digest("first", f"{what}\0{account}")
    with noting() as session:
        _in_turn(session, key)
        since = clock.now() - within
        seen = session.scalar(select(func.count()).where(Attempt.key == key, Attempt.at > since))
        if not seen:
            session.execute(insert(Attempt).values(key=key, at=clock.now()))
    return not seen


_forgotten: dt.datetime | None = None


def forget_old() -> None:
    """Take away what no budget looks at any more; asked for all the time, it is done once an hour."""
    global _forgotten  # noqa: PLW0603 - one clock of chores per process
    if _forgotten is not None and clock.now() - _forgotten < HOUR:
        return
    _forgotten = clock.now()
    with noting() as session:
        session.execute(delete(Attempt).where(Attempt.at < clock.now() - KNOWN_FOR))


def _keys(door: str, account: str, network: str) -> tuple[str, str, str, str]:
    both = f"{account}\0{network}"
    return (
        keys.digest(f"try:{door}", both),
        keys.digest(f"try:{door}:account", account),
        keys.digest(f"try:{door}:network", network),
        keys.digest("known", both),
    )


def _in_turn(session: Session, *names: str) -> None:
    """One try at a time for each key, on PostgreSQL too (SQLite has one writer anyway)."""
    if session.get_bind().dialect.name == "postgresql":
        for name in sorted(names):
            session.execute(select(func.pg_advisory_xact_lock(func.hashtext(name))))


def _is_known(session: Session, key: str) -> bool:
    since = clock.now() - KNOWN_FOR
    return (
        session.scalar(select(Attempt.id).where(Attempt.key == key, Attempt.at > since).limit(1)) is not None
    )


def _wait(session: Session, key: str, limit: Limit) -> int:
    """Whole seconds until the next try is free."""
    now = clock.now()
    query = select(func.count(), func.max(Attempt.at)).where(
        Attempt.key == key, Attempt.at > now - limit.window
    )
    count, last = session.execute(query).one()
    over = count - limit.free
    if over < 0:
        return 0
    pause = min(limit.first * 2 ** min(over, 10), limit.longest)
    left: dt.timedelta = last + pause - now
    return max(math.ceil(left.total_seconds()), 0)


def _in_words(wait: int) -> str:
    if wait < MINUTE:
        text = ngettext(
            "There were many tries in a short time. Wait {count} second, then try again.",
            "There were many tries in a short time. Wait {count} seconds, then try again.",
            wait,
        )
        return text.format(count=wait)
    minutes = math.ceil(wait / MINUTE)
    text = ngettext(
        "There were many tries in a short time. Wait {count} minute, then try again.",
        "There were many tries in a short time. Wait {count} minutes, then try again.",
        minutes,
    )
    return text.format(count=minutes)
