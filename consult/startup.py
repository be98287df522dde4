"""From settings to a database that is ready: for servers, commands and `wsgi.py` alike."""

from __future__ import annotations

import datetime as dt

from consult import migrations
from consult.core import db, keys
from consult.domain import notices
from consult.domain.people import organisations, sign_ins
from consult.settings import Settings, with_key


def prepare(settings: Settings) -> Settings:
    """Make the data folder, the key and the newest tables, and open the database."""
    settings = with_key(settings)
    migrations.upgrade(settings.database)
    connect(settings)
    return settings


def connect(settings: Settings) -> None:
    """Open the database for this process, with this installation's key and limits."""
    keys.use(settings.key)
    db.connect(settings.database)
    organisations.forget()
    sign_ins.IDLE = dt.timedelta(minutes=settings.idle_minutes)
    sign_ins.LONGEST = dt.timedelta(hours=settings.sign_in_hours)
    notices.MAIL = bool(settings.smtp_url)
