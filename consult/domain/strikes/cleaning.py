"""After a strike: the bytes go from the database's files too, at once or as soon as nobody reads them."""

from __future__ import annotations

from sqlalchemy import select, update

from consult.core import clock
from consult.core.db import Sessions, scrub
from consult.core.unit import noting
from consult.domain.strikes.places import DRAWN, QUOTED, SHEETS, WORDS
from consult.models.strikes import Strike

TABLES = sorted({model.__tablename__ for model in {**WORDS, **DRAWN, **QUOTED, **SHEETS}})
"""What a strike writes to."""


def clean(*, patiently: bool = False) -> int:
    """Clean the files for every strike that still waits for it; how many that were.

    Right after a strike only what takes no time (SQLite's log); the rest is for a job.
    """
    with Sessions() as session:
        waiting = session.scalars(select(Strike.id).where(Strike.cleaned_at.is_(None))).all()
    if not waiting or not scrub(TABLES, patiently=patiently):
        return 0
    # A full-text index, when there is one, is optimised here: it keeps old words until its pieces are merged.
    with noting() as session:
        session.execute(update(Strike).where(Strike.id.in_(waiting)).values(cleaned_at=clock.now()))
    return len(waiting)
