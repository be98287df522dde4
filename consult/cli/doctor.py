"""Looks an installation over and says in words what is wrong, and what to do about it."""

from __future__ import annotations

import argparse
import resource
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from consult.settings import Settings

FREE = 500 * 1024 * 1024
"""Bytes on the disk below which it says so."""
FEW_FILES = 4096
CLOCK_OFF = 2.0
"""Seconds."""


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Teach the command line this command."""
    about = str(look_over.__doc__).splitlines()[0]
    commands.add_parser("doctor", help=about, description=about).set_defaults(run=run)


def run(_asked: argparse.Namespace) -> int:
    """Print every finding; 1 when something is wrong."""
    from consult.settings import BadSettings, from_environment  # noqa: PLC0415

    try:
        settings = from_environment()
    except BadSettings as problem:
        print(f"wrong  settings: {problem}")
        return 1
    wrong = 0
    for name, complaint in look_over(settings):
        wrong += bool(complaint)
        print(f"wrong  {name}: {complaint}" if complaint else f"fine   {name}", flush=True)
    return 1 if wrong else 0


def look_over(settings: Settings) -> Iterator[tuple[str, str]]:
    """Look an installation over: each point with what is wrong about it, or nothing. Changes nothing."""
    yield "settings", ""
    yield "key", _key(settings)
    away = _database(settings)
    yield "database", away
    other = ""
    if not away:
        other = _tables()
        yield "tables", other
    if not away and not other:
        from consult.domain import health  # noqa: PLC0415

        yield "rows", "; ".join(health.broken_rows())
        yield "clock", _clock(health.clock_off())
        yield (
            "mail",
            _count(health.letters_late(), "letters wait for over an hour. Look at CONSULT_SMTP_URL."),
        )
        yield (
            "removed words",
            _count(health.strikes_late(), "removals are not out of the files. Do jobs run?"),
        )
    if settings.redis_url:
        yield "doorbell", _doorbell(settings)
    yield "disk", _disk(settings)
    yield "open files", _files()
    yield "live door", _driver()


def _key(settings: Settings) -> str:
    path = settings.data / "key"
    if not path.exists():
        return f"{path} is not there. The first start makes it; a restored database wants the old one."
    if path.stat().st_mode & 0o077:
        return f"{path} can be read by others. Say: chmod 600 {path}"
    return ""


def _database(settings: Settings) -> str:
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    from consult.core import db  # noqa: PLC0415
    from consult.domain import health  # noqa: PLC0415

    if not settings.database_url and not (settings.data / "consult.db").exists():
        return f"there is none in {settings.data}. `consult serve` makes it."
    try:
        db.connect(settings.database)
    except (SQLAlchemyError, ModuleNotFoundError) as problem:
        return f"{type(problem).__name__}. Look at CONSULT_DATABASE_URL."
    if not health.can_read():
        return "it does not answer. Is it running, and is CONSULT_DATABASE_URL right?"
    return "" if health.can_write() else "it takes no writes: full, read-only, or held by another program."


def _tables() -> str:
    from consult import migrations  # noqa: PLC0415
    from consult.core.db import Sessions  # noqa: PLC0415

    current = migrations.is_current(Sessions.kw["bind"])
    return "" if current else "of another version. `consult serve` brings them up to date."


def _clock(off: float) -> str:
    return f"the database's is {off:+.1f} seconds off ours. Both want NTP." if abs(off) > CLOCK_OFF else ""


def _count(number: int, words: str) -> str:
    return f"{number} {words}" if number else ""


def _doorbell(settings: Settings) -> str:
    try:
        from redis import Redis, RedisError  # noqa: PLC0415
    except ModuleNotFoundError:
        return 'it needs a package: pip install "consult[redis]"'
    try:
        with Redis.from_url(settings.redis_url, socket_timeout=2, socket_connect_timeout=2) as client:
            client.ping()
    except (RedisError, OSError, ValueError) as problem:
        return f"{type(problem).__name__}. All works without it; other processes hear some seconds later."
    return ""


def _disk(settings: Settings) -> str:
    free = shutil.disk_usage(settings.data if settings.data.exists() else settings.data.parent).free
    return f"{free // 2**20} MB left where {settings.data} lies." if free < FREE else ""


def _files() -> str:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    few = hard != resource.RLIM_INFINITY and hard < FEW_FILES
    return f"{hard} at most; every open page is one. Raise LimitNOFILE." if few else ""


def _driver() -> str:
    from consult.live import driver  # noqa: PLC0415

    absent = driver.missing()
    return (
        f"the libraries below are not as we know them ({absent}). It works, at a higher cost."
        if absent
        else ""
    )
