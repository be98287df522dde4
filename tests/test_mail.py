"""Letters: they go out, they wait and try again, and they say nothing about anybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import Engine, select

from consult.core import clock
from consult.core.db import Sessions
from consult.core.unit import acting
from consult.domain import notices
from consult.exchange import mail
from consult.models.actor import SYSTEM
from consult.models.notices import Letter
from consult.models.people import Person
from consult.settings import Settings
from tests.people import INES
from tests.servers import free_port


class Box:
    """A mail server that keeps what it takes."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.refused: set[str] = set()

    async def handle_RCPT(self, _s: Any, _session: Any, envelope: Any, address: str, _o: Any) -> str:  # noqa: N802
        if address in self.refused:
            return "550 nobody here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.letters.append(message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def box() -> Iterator[tuple[Box, int]]:
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield box, controller.port
    controller.stop()


@pytest.fixture(autouse=True)
def mail_is_set(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "MAIL", True)


def settings(port: int) -> Settings:
    return Settings(data=Path("var"), url="https://consult.example.org", smtp_url=f"smtp://127.0.0.1:{port}")


def write(kind: str = "news", to: str = "ines@larkfield.example", path: str = "/notices") -> None:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        notices.write_letter(unit, kind, to, path)
        unit.record("letter.written", on="organisation", about=unit.session.get_one(Person, INES))


def letters() -> list[Letter]:
    with Sessions() as session:
        return list(session.scalars(select(Letter).order_by(Letter.at)))


def test_a_letter_says_that_there_is_something_and_where(box: tuple[Box, int]) -> None:
    write()
    assert mail.send_waiting(settings(box[1])) == 1
    (letter,) = box[0].letters
    assert letter["Subject"] == "Something new in Consult"
    assert letter["To"] == "ines@larkfield.example"
    text = str(letter.get_payload())
    assert text.split() == ["Open", "Consult", "to", "read", "it.", "https://consult.example.org/notices"]


@pytest.mark.parametrize("kind", [kind for kind in mail.TEXTS if kind != "news"])
def test_every_kind_has_words_of_its_own(box: tuple[Box, int], kind: str) -> None:
    write(kind, path="/somewhere/token")
    assert mail.send_waiting(settings(box[1])) == 1
    text = str(box[0].letters[0].get_payload())
    assert mail.TEXTS[kind].split()[0] in text
    assert "https://consult.example.org/somewhere/token" in text


def test_what_was_sent_is_not_sent_again_and_its_link_is_forgotten(box: tuple[Box, int]) -> None:
    write("reset", path="/new-password/a-secret")
    assert [mail.send_waiting(settings(box[1])) for _ in range(2)] == [1, 0]
    (letter,) = letters()
    assert letter.sent_at is not None
    assert letter.path == ""


def test_a_server_that_is_away_costs_nothing_but_time(box: tuple[Box, int]) -> None:
    write()
    assert mail.send_waiting(settings(free_port())) == 0
    assert letters()[0].tries == 1
    assert mail.send_waiting(settings(box[1])) == 0, "it waits a little first"
    later = clock.now() + dt.timedelta(minutes=2)
    with clock.at(lambda: later):
        assert mail.send_waiting(settings(box[1])) == 1


def test_one_refused_letter_holds_up_no_other(box: tuple[Box, int]) -> None:
    box[0].refused.add("gone@larkfield.example")
    write(to="gone@larkfield.example")
    write(to="ines@larkfield.example")
    assert mail.send_waiting(settings(box[1])) == 1
    refused, sent = letters()
    assert refused.sent_at is None
    assert refused.tries == 1
    assert sent.sent_at is not None


def test_a_letter_is_given_up_after_about_two_days(box: tuple[Box, int]) -> None:
    box[0].refused.add("gone@larkfield.example")
    write(to="gone@larkfield.example")
    now = start = clock.now()
    while letters()[0].given_up_at is None:
        with clock.at(lambda: now):  # noqa: B023 - read at once
            mail.send_waiting(settings(box[1]))
        now += dt.timedelta(hours=6, minutes=1)
    assert letters()[0].tries == mail.TRIES
    assert dt.timedelta(days=1) < now - start < dt.timedelta(days=4)
    assert letters()[0].path == ""


def test_a_link_sealed_with_another_key_is_given_up(box: tuple[Box, int]) -> None:
    from consult.core import keys  # noqa: PLC0415
    from tests import people  # noqa: PLC0415

    write()
    keys.use(b"another key, which is also 32 bytes long")
    assert mail.send_waiting(settings(box[1])) == 0
    keys.use(people.KEY)
    assert letters()[0].given_up_at is not None


def test_without_a_mail_server_nothing_is_written_or_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "MAIL", False)
    write()
    assert letters() == []
    assert mail.send_waiting(Settings()) == 0
