"""Guessing is slow, nobody is locked out, and the hasher sees only what the budget lets through."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from sqlalchemy import Engine, select

from consult.core import clock
from consult.core.db import Sessions
from consult.core.errors import TooMany
from consult.core.unit import acting
from consult.domain import notices
from consult.domain.people import passwords, sign_ins, signing_in, throttle
from consult.domain.people.signing_in import NotRecognised
from consult.models.actor import SYSTEM
from consult.models.notices import Letter
from consult.models.people import Attempt, Person
from tests.people import INES, email

HOME, ELSEWHERE = "192.0.2", "198.51.100"
WORDS = "seven blue kettles in the rain"
HASHED = passwords.hash_password(WORDS)


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.time = clock.now()

    def __call__(self) -> dt.datetime:
        return self.time

    def wait(self, seconds: float) -> None:
        self.time += dt.timedelta(seconds=seconds)


@pytest.fixture
def time() -> Any:
    ticking = Clock()
    with clock.at(ticking):
        yield ticking


@pytest.fixture
def ines(database: Engine) -> str:
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        person = unit.load(Person, INES)
        person.password_hash = HASHED
        unit.record("password.changed", on=person)
    return email(INES)


def tries(account: str, network: str, count: int) -> int:
    """How many of so many tries in a row get through."""
    through = 0
    for _ in range(count):
        try:
            throttle.take("sign_in", account, network)
        except TooMany:
            continue
        through += 1
    return through


def a_day_of_tries(account: str, network: str, time: Clock) -> int:
    """How many tries get through in a day to somebody who always tries again as soon as they may."""
    through, ends = 0, time.time + dt.timedelta(days=1)
    while time.time < ends:
        try:
            throttle.take("sign_in", account, network)
        except TooMany as slowed:
            time.wait(slowed.wait)
        else:
            through += 1
    return through


def test_five_tries_are_free_then_waits_double(database: Engine, time: Clock) -> None:
    assert tries("a", HOME, 20) == 5
    waits = []
    for _ in range(7):
        with pytest.raises(TooMany) as slowed:
            throttle.take("sign_in", "a", HOME)
        waits.append(slowed.value.wait)
        time.wait(slowed.value.wait)
        throttle.take("sign_in", "a", HOME)
    assert waits == [30, 60, 120, 240, 480, 900, 900]


def test_knocking_on_does_not_make_it_longer(database: Engine, time: Clock) -> None:
    tries("a", HOME, 100)
    time.wait(30)
    throttle.take("sign_in", "a", HOME)


def test_a_day_of_guessing_from_one_place_is_a_few_hundred_tries(database: Engine, time: Clock) -> None:
    assert 24 * 4 < a_day_of_tries("a", HOME, time) < 24 * 13


def test_one_place_cannot_use_up_the_accounts_budget_for_others(database: Engine, time: Clock) -> None:
    a_day_of_tries("a", ELSEWHERE, time)
    throttle.take("sign_in", "a", HOME)


def test_many_places_together_have_to_wait_but_not_the_owner_in_a_usual_place(
    database: Engine, time: Clock
) -> None:
    throttle.forgive("sign_in", "a", HOME)
    through = sum(tries("a", f"203.0.{number}", 5) for number in range(100))
    assert through == throttle.ACCOUNT.free
    with pytest.raises(TooMany):
        throttle.take("sign_in", "a", "a new place")
    throttle.take("sign_in", "a", HOME)
    time.wait(15 * 60)
    throttle.take("sign_in", "a", "a new place")


def test_one_place_at_many_accounts_has_to_wait_but_not_who_belongs_there(
    database: Engine, time: Clock
) -> None:
    throttle.forgive("sign_in", "a", HOME)
    through = sum(tries(f"account {number}", HOME, 5) for number in range(100))
    assert through == throttle.NETWORK.free
    throttle.take("sign_in", "a", HOME)
    time.wait(2 * 60)
    throttle.take("sign_in", "somebody else", HOME)


def test_a_right_password_starts_afresh(database: Engine, time: Clock) -> None:
    tries("a", HOME, 4)
    throttle.forgive("sign_in", "a", HOME)
    assert tries("a", HOME, 9) == 5


def test_doors_count_each_by_themselves(database: Engine) -> None:
    tries("a", HOME, 9)
    throttle.take("reset", "a", HOME)


def test_neither_address_nor_network_is_stored(database: Engine) -> None:
    throttle.take("sign_in", "ines@larkfield.example", HOME)
    with Sessions() as session:
        keys = " ".join(session.scalars(select(Attempt.key)))
    assert "ines" not in keys
    assert HOME not in keys


def test_old_tries_are_taken_away(database: Engine, time: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "_forgotten", None)
    tries("a", HOME, 3)
    time.wait(91 * 24 * 3600)
    throttle.take("sign_in", "a", HOME)
    throttle.forget_old()
    throttle.forget_old()
    with Sessions() as session:
        assert len(session.scalars(select(Attempt)).all()) == 3


def test_a_flood_does_not_reach_the_hasher(ines: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    hasher = passwords.matches

    def counted(password: str, hashed: str | None) -> bool:
        asked.append("once")
        return hasher(password, hashed)

    monkeypatch.setattr(passwords, "matches", counted)
    for _ in range(60):
        with pytest.raises((TooMany, NotRecognised)):
            signing_in.sign_in(ines, "a guess at her words", network=ELSEWHERE, device="A test")
    assert len(asked) == 5
    assert sign_ins.who(signing_in.sign_in(ines, WORDS, network=HOME, device="A test"))


@pytest.mark.race
def test_many_at_once_spend_no_more_than_the_budget(database: Engine) -> None:
    through: list[int] = []
    threads = [threading.Thread(target=lambda: through.append(tries("a", HOME, 10))) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (len(through), sum(through)) == (10, 5)


def test_the_owner_hears_of_it_once_an_hour(ines: str, time: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "MAIL", True)
    for address in (ines, "nobody@larkfield.example"):
        for _ in range(30):
            with pytest.raises((TooMany, NotRecognised)):
                signing_in.sign_in(address, "a guess", network=HOME, device="A test")
    assert alerts() == [ines]
    time.wait(3600)
    for _ in range(30):
        with pytest.raises((TooMany, NotRecognised)):
            signing_in.sign_in(ines, "a guess", network=HOME, device="A test")
    assert alerts() == [ines, ines]


def alerts() -> list[str]:
    with Sessions() as session:
        query = select(Letter.to_email).where(Letter.kind == "sign_in_attempts")
        return list(session.scalars(query))


def test_a_password_that_changed_meanwhile_opens_nothing(ines: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = passwords.matches

    def slow(password: str, hashed: str | None) -> bool:
        right = hasher(password, hashed)
        with acting(SYSTEM) as unit:
            unit.allow(unit.actor.is_system)
            person = unit.load(Person, INES)
            person.password_hash = passwords.hash_password("other words for the lamps")
            unit.record("password.changed", on=person)
        return right

    monkeypatch.setattr(passwords, "matches", slow)
    with pytest.raises(NotRecognised):
        signing_in.sign_in(ines, WORDS, network=HOME, device="A test")


def test_a_hash_from_easier_days_is_made_anew(ines: str) -> None:
    from argon2 import PasswordHasher  # noqa: PLC0415

    easy = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(WORDS)
    with acting(SYSTEM) as unit:
        unit.allow(unit.actor.is_system)
        person = unit.load(Person, INES)
        person.password_hash = easy
        unit.record("password.changed", on=person)
    signing_in.sign_in(ines, WORDS, network=HOME, device="A test")
    with Sessions() as session:
        hashed = session.get_one(Person, INES).password_hash
    assert hashed != easy
    assert hashed is not None
    assert not passwords.is_outdated(hashed)
    assert "m=19456,t=2,p=1" in hashed
