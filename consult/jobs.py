"""What happens by itself: mail, safety points that waited a day, cases that are looked at again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from consult.domain.consultation import rechecks, watch_outs
from consult.domain.people import organisations, throttle
from consult.domain.strikes import cleaning
from consult.exchange import mail
from consult.settings import Settings

log = logging.getLogger(__name__)

EVERY = 15.0
"""Seconds between two rounds."""


def run(settings: Settings) -> None:
    """Go round for ever; a job that fails is tried again next time and stops no other."""
    while True:
        if settings.database_url:
            organisations.forget()  # other processes change it, and a worker follows no streams
        once(settings)
        time.sleep(EVERY)


def once(settings: Settings) -> None:
    """One round of everything that is due."""
    rounds: dict[str, Callable[[], object]] = {
        "mail": lambda: mail.send_waiting(settings),
        "watch-outs": watch_outs.pass_on,
        "attempts": throttle.forget_old,
        "check again": rechecks.check_again,
        "strikes": lambda: cleaning.clean(patiently=True),
    }
    for name, job in rounds.items():
        try:
            job()
        except Exception as problem:  # noqa: BLE001 - a fault of one job must not end the others
            log.error("job %s: %s", name, type(problem).__name__)  # noqa: TRY400
