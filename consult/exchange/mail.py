"""Mail from the outbox: a kind sentence and a link, never a word of a case.

A letter is marked as sent after the server took it, so that a crash in between sends it twice rather than
never. Only one process sends at a time on PostgreSQL; on SQLite there is only one.
"""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
import ssl
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from cryptography.fernet import InvalidToken
from sqlalchemy import func, select, update

from consult.core import clock, keys
from consult.core.db import Sessions
from consult.core.texts import N_, _
from consult.core.unit import noting
from consult.models.notices import Letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from consult.settings import Settings

log = logging.getLogger(__name__)

SUBJECT = N_("Something new in Consult")
TEXTS = {
    "news": N_("Open Consult to read it."),
    "danger": N_("A colleague asks you to look now. Open Consult to read it."),
    "invite": N_("A colleague invites you to Consult. This link works once, for three days."),
    "reset": N_(
        "Here is your link for a new password. It works once, for a day. If you did not ask for it, tell an"
        " administrator."
    ),
    "email_change": N_("Is this your new address? This link confirms it. It works once, for a day."),
    "email_changed": N_(
        "The e-mail address of your account was changed. If this was not you, tell an administrator."
    ),
    "sign_in_attempts": N_(
        "Somebody tried your password many times, and has to wait now. If this was not you, there is nothing"
        " to do, as long as your password is yours alone."
    ),
}
"""What each kind of letter says, before its link."""
AT_ONCE = 50
"""Letters in one round."""
TIMEOUT = 20
"""Seconds that the mail server may take for one answer."""
FIRST_PAUSE = dt.timedelta(minutes=1)
LONGEST_PAUSE = dt.timedelta(hours=6)
TRIES = 12
"""After so many, about two days, a letter is given up; Administration says so."""
THE_ONE_SENDER = 7_305_001
"""Name of the lock that the sending process holds on PostgreSQL."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that is due."""

    id: str
    kind: str
    to_email: str
    path: str
    tries: int


def send_waiting(settings: Settings) -> int:
    """Send what is due; returns how many the mail server took."""
    if not settings.smtp_url:
        return 0
    with _alone() as alone:
        due = _due() if alone else []
        if not due:
            return 0
        return _send(settings, due)


def _send(settings: Settings, due: Sequence[Waiting]) -> int:
    sent, left = 0, list(due)
    try:
        with _connection(settings.smtp_url) as server:
            while left:
                sent += _send_one(server, settings, left[0])
                del left[0]
    except (OSError, smtplib.SMTPException) as problem:
        # The server is away, or broke off: what was not sent waits a little longer, all alike.
        log.warning("mail server: %s", type(problem).__name__)
        for letter in left:
            _try_later(letter, final=False)
    return sent


def _send_one(server: smtplib.SMTP, settings: Settings, letter: Waiting) -> bool:
    try:
        server.send_message(write(settings, letter))
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as problem:
        log.warning("letter %s: %s", letter.id, type(problem).__name__)
        _try_later(letter, final=False)
        return False
    except InvalidToken:  # sealed with another key: nobody can read where it leads
        log.error("letter %s: sealed with another key", letter.id)  # noqa: TRY400 - there is nothing to trace
        _try_later(letter, final=True)
        return False
    with noting() as session:
        # What it said is not needed any more, and its link is a secret.
        done = {"sent_at": clock.now(), "tries": letter.tries + 1, "path": ""}
        session.execute(update(Letter).where(Letter.id == letter.id).values(**done))
    return True


def write(settings: Settings, letter: Waiting) -> EmailMessage:
    """The letter as it goes out."""
    address = settings.url or f"http://127.0.0.1:{settings.port}"
    link = address + keys.unseal("letter", letter.path)
    message = EmailMessage()
    message["Subject"] = _(SUBJECT)
    message["From"] = settings.mail_from
    message["To"] = letter.to_email
    # The same letter keeps its id, so that a mailbox can drop the second of two.
    message["Message-ID"] = f"<{letter.id}@{settings.mail_from.rpartition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    text = _(TEXTS.get(letter.kind, TEXTS["news"]))
    message.set_content(f"{text}\n\n{link}\n")
    return message


def _try_later(letter: Waiting, *, final: bool) -> None:
    tries = letter.tries + 1
    pause = min(FIRST_PAUSE * 2**letter.tries, LONGEST_PAUSE)
    values: dict[str, object] = {"tries": tries, "next_try_at": clock.now() + pause}
    if final or tries >= TRIES:
        values |= {"given_up_at": clock.now(), "path": ""}
    with noting() as session:
        session.execute(update(Letter).where(Letter.id == letter.id).values(**values))


def _due() -> list[Waiting]:
    columns = (Letter.id, Letter.kind, Letter.to_email, Letter.path, Letter.tries)
    open_ = (Letter.sent_at.is_(None), Letter.given_up_at.is_(None), Letter.next_try_at <= clock.now())
    with Sessions() as session:
        rows = session.execute(select(*columns).where(*open_).order_by(Letter.at).limit(AT_ONCE)).all()
    return [Waiting(*row) for row in rows]


@contextmanager
def _alone() -> Iterator[bool]:
    """Several servers share one outbox on PostgreSQL; one of them sends."""
    with Sessions() as session:
        if session.get_bind().dialect.name != "postgresql":
            session.close()
            yield True
            return
        yield bool(session.scalar(select(func.pg_try_advisory_xact_lock(THE_ONE_SENDER))))


@contextmanager
def _connection(url: str) -> Iterator[smtplib.SMTP]:
    """A connection to the mail server. smtps:// is TLS from the start; smtp:// takes it where offered."""
    parts = urlsplit(url)
    host, trust = parts.hostname or "localhost", ssl.create_default_context()
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=trust)
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT)
    with server:
        server.ehlo()
        # A relay on this computer needs none, and mostly has a certificate that nobody vouches for.
        here = host in {"localhost", "127.0.0.1", "::1"}
        if parts.scheme == "smtp" and server.has_extn("starttls") and not here:
            server.starttls(context=trust)
            server.ehlo()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server
