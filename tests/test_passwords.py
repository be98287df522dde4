"""Passwords: which are refused and why, and that looking at them tells nothing."""

from __future__ import annotations

import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from consult.core.errors import Unreadable
from consult.domain.people import passwords

OWN = ["Ines Aldana", "ines.aldana@larkfield.example", "Larkfield Services", "Family support"]

GOOD = [
    "seven blue kettles in the rain",
    "tired but warm tea",
    "correct horse battery staple",
    "MyDogAteThreeShoes",
    "monday tuesday kettle pond",
    "ein ganz normaler Satz",
    "la pluie sur le lac gelé",
    "сорок тысяч обезьян спят",
    "水 山 風 火 and some words",
    "x7$Kq!9vLm2#Wp4z",
    "paper boat, copper moon",
    "Larkfield kettles sing at dawn",  # a known name is fine where the rest is one's own
    "ines likes copper pond boats",
    "🙂 copper pond kettle",
    "v" + "ery long words of my own choosing " * 3,
]
SHORT = [
    "",
    "kettle",
    "x7$Kq!9vLm2#Wp",  # 14
    "blue pond rain",
    "             a",
]
COMMON = [
    "aaaaaaaaaaaaaaa",
    "000000000000000000000",
    "123456789012345",
    "abcdefghijklmnop",
    "passwordpassword",
    "passwordpassword1234",
    "P@ssw0rdP@ssw0rd1",
    "qwertyuiopasdfgh",
    "1qaz2wsx3edc4rfv",
    "iloveyouiloveyou",
    "letmeinletmein123",
    "abcabcabcabcabcabc",
    "summer2026summer2026",
    "whosyourdaddy1234",
    "January2026January",
]
KNOWN = [
    "Ines Aldana Ines Aldana",
    "ines.aldana@larkfield.example",
    "Larkfield-consult",
    "ConsultConsultConsult",
    "FamilySupport2026",
]
LONG = ["copper pond kettle " * 7]


@pytest.mark.parametrize("password", GOOD)
def test_words_of_ones_own_are_welcome(password: str) -> None:
    passwords.check_choice(password, OWN)


@pytest.mark.parametrize(
    ("password", "reason"),
    [(one, "or more") for one in SHORT]
    + [(one, "machine") for one in COMMON]
    + [(one, "name that people here know") for one in KNOWN]
    + [(one, "or fewer") for one in LONG],
)
def test_what_others_could_guess_is_refused_with_the_reason(password: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        passwords.check_choice(password, OWN, "new_password")
    assert reason in refused.value.fields["new_password"]
    assert not password or password not in refused.value.words


def test_there_are_forty_cases() -> None:
    assert len(GOOD) + len(SHORT) + len(COMMON) + len(KNOWN) + len(LONG) >= 40


def test_every_listed_word_that_is_long_enough_is_refused() -> None:
    listed = {word for words in FREQUENCY_LISTS.values() for word in words}
    assert len(FREQUENCY_LISTS["passwords"]) >= 30_000
    long_enough = [word for word in listed if len(word) >= passwords.SHORTEST]
    assert len(long_enough) > 100
    for word in long_enough:
        with pytest.raises(Unreadable):
            passwords.check_choice(word, [])


def test_the_same_characters_match_however_a_keyboard_made_them() -> None:
    hashed = passwords.hash_password("la pluie sur le lac gel\u00e9")
    assert passwords.matches("la pluie sur le lac gele\u0301", hashed)
    assert not passwords.matches("la pluie sur le lac gele", hashed)


def test_a_hash_has_its_own_salt_and_says_nothing() -> None:
    one, other = (passwords.hash_password("copper pond kettle") for _ in range(2))
    assert one != other
    assert one.startswith("$argon2id$")


@pytest.mark.parametrize("broken", [None, "", "not a hash", "$argon2id$broken"])
def test_without_a_right_hash_nothing_matches(broken: str | None) -> None:
    assert not passwords.matches("nobody has this password", broken)


def test_far_too_much_is_refused_without_work() -> None:
    assert not passwords.matches("x" * 100_000, passwords.hash_password("copper pond kettle"))


def test_nobody_takes_as_long_as_somebody() -> None:
    hashed = passwords.hash_password("copper pond kettle")

    def took(stored: str | None) -> float:
        start = time.perf_counter()
        passwords.matches("a guess at the words", stored)
        return time.perf_counter() - start

    both = [(took(hashed), took(None)) for _ in range(40)]  # side by side: the machine may be busy
    known, unknown = (statistics.median(times) for times in zip(*both, strict=True))
    assert 0.7 < unknown / known < 1.4


def test_two_hashes_run_at_once_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, lock = 0, 0, threading.Lock()
    real = passwords._hasher

    class Watched:
        def hash(self, password: str) -> str:
            nonlocal running, most
            with lock:
                running += 1
                most = max(most, running)
            try:
                return real.hash(password)
            finally:
                with lock:
                    running -= 1

    monkeypatch.setattr(passwords, "_hasher", Watched())
    threads = [threading.Thread(target=passwords.hash_password, args=("words",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert most == 2


def test_under_gevent_the_loop_goes_on_while_a_password_is_hashed() -> None:
    program = """
from gevent import monkey
monkey.patch_all()
import gevent
from consult.domain.people import passwords
ticks = 0
def tick():
    global ticks
    while True:
        ticks += 1
        gevent.sleep(0.001)
gevent.spawn(tick)
hashed = [gevent.spawn(passwords.hash_password, "copper pond kettle") for _ in range(6)]
gevent.joinall(hashed)
assert all(passwords.matches("copper pond kettle", one.value) for one in hashed)
print(ticks)
"""
    home = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=home, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20
