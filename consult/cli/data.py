"""Backup, restore, and the move to PostgreSQL."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from consult.settings import Settings

FROM = "CONSULT_BACKUP_PASSPHRASE"
LEAST = 12
"""Characters of a passphrase: whoever finds the file can try as long as they like."""


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Teach the command line these commands."""
    backup = _command(commands, "backup", back_up)
    backup.add_argument("file", type=Path, help="where to write it; must not be there yet")
    backup.add_argument(
        "--plain", action="store_true", help="readable by whoever has the file, and without the key"
    )
    again = _command(commands, "restore", restore)
    again.add_argument("file", type=Path, help="what `consult backup` wrote")
    moving = _command(commands, "move", move)
    moving.add_argument(
        "--to", required=True, metavar="URL", help="postgresql+psycopg://user:password@host/database"
    )


def _command(commands: argparse._SubParsersAction[Any], name: str, act: Any) -> argparse.ArgumentParser:
    about = str(act.__doc__)
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about.splitlines()[0], description=about)
    parser.set_defaults(run=run, act=act)
    return parser


def run(asked: argparse.Namespace) -> None:
    """Run one of them; what a person can mend is told in one sentence."""
    from consult.exchange.backups import BadBackup  # noqa: PLC0415
    from consult.exchange.moving import Elsewhere, NotTheSame  # noqa: PLC0415
    from consult.exchange.sealing import WrongPassphrase  # noqa: PLC0415
    from consult.settings import BadSettings, from_environment  # noqa: PLC0415

    try:
        asked.act(asked, from_environment())
    except (BadSettings, BadBackup, WrongPassphrase, Elsewhere, NotTheSame, OSError) as problem:
        sys.exit(f"consult: {problem}")


def back_up(asked: argparse.Namespace, settings: Settings) -> None:
    """Write everything of this moment into one file, while people go on working.

    The file is sealed with a passphrase (asked for, or CONSULT_BACKUP_PASSPHRASE) and holds the key too.
    """
    from consult.exchange import backups  # noqa: PLC0415
    from consult.settings import with_key  # noqa: PLC0415

    phrase = "" if asked.plain else passphrase(twice=True)
    made = backups.back_up(settings.database, asked.file, key=with_key(settings).key, passphrase=phrase)
    print(f"{asked.file}: {made.rows} rows of {made.made_at[:19]} UTC, read back and compared.")
    if asked.plain:
        print(f"It is readable, and without the key: keep {settings.data / 'key'} in another place.")


def restore(asked: argparse.Namespace, settings: Settings) -> None:
    """Put a backup into an empty place: CONSULT_DATA, or the database of CONSULT_DATABASE_URL.

    Words that were removed after the backup was taken come back with it: remove them again.
    """
    from consult import server  # noqa: PLC0415
    from consult.exchange import backups, sealing  # noqa: PLC0415
    from consult.settings import put_key  # noqa: PLC0415

    with asked.file.open("rb") as file:
        phrase = passphrase() if sealing.is_sealed(file.read(32)) else ""
    with server.alone(settings):
        made = backups.check(asked.file, phrase)
        put_key(settings, made.key)
        backups.restore(asked.file, settings.database, phrase)
    print(f"{made.rows} rows of {made.made_at[:19]} UTC are back. `consult doctor` looks them over.")


def move(asked: argparse.Namespace, settings: Settings) -> None:
    """Copy the embedded SQLite to PostgreSQL, and compare every row; say it as often as you like.

    While the server runs, this copies what is there. Stop it and say it once more: that finishes the move.
    """
    from consult import server  # noqa: PLC0415
    from consult.exchange import moving  # noqa: PLC0415
    from consult.settings import BadSettings  # noqa: PLC0415

    if settings.database_url:
        raise BadSettings("CONSULT_DATABASE_URL is set already: there is no SQLite to move from.")
    if not asked.to.startswith("postgresql"):
        raise BadSettings("Move to a PostgreSQL: --to postgresql+psycopg://user:password@host/database")
    try:
        with server.alone(settings):
            moving.move(settings.database, asked.to, print)
    except server.Taken:
        done = moving.move(settings.database, asked.to, print)
        print(f"{done.added} rows added, {done.changed} changed, {done.dropped} dropped; all is compared.")
        print("The server still runs and people may write. Stop it, and say the same once more.")
        return
    print("Everything is there and compared. Set CONSULT_DATABASE_URL to that address, and start the server.")
    print(f"Keep {settings.data / 'key'}: it belongs to the data. The old database was left as it is.")


def passphrase(*, twice: bool = False) -> str:
    """From the environment, or typed. Raises BadSettings when it is too short or not the same twice."""
    from consult.settings import BadSettings  # noqa: PLC0415

    given = os.environ.get(FROM) or getpass.getpass("Passphrase: ")
    if twice and len(given) < LEAST:
        raise BadSettings(f"A passphrase has {LEAST} characters or more. Without one: --plain")
    if twice and FROM not in os.environ and getpass.getpass("Once more: ") != given:
        raise BadSettings("These were two different passphrases.")
    return given
