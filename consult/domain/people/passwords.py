"""Passwords: hashing them so that a copied database opens nothing, and judging new ones.

Why these rules: `docs/decisions/0006-passwords.md`.
"""

from __future__ import annotations

import sys
import threading
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from consult.core.errors import TooMany, Unreadable
from consult.core.texts import _

T = TypeVar("T")

SHORTEST = 15
"""Characters; a password is the only proof, there is no second step yet."""
LONGEST = 128
JUDGED = 32
"""So many characters are judged, because judging takes time that grows fast; 32 strong ones are enough."""
OWN_LEAST = 8
"""So many characters are left when the names that everybody here knows are taken out."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_nobody = _hasher.hash("nobody has this password")
_two_at_once = threading.BoundedSemaphore(2)
PATIENCE = 10.0
"""Seconds that somebody waits for a turn at the hasher."""


def hash_password(password: str) -> str:
    """What is stored of a password: argon2id with a salt of its own."""
    return _hashing(lambda: _hasher.hash(_even(password)))


def matches(password: str, hashed: str | None) -> bool:
    """Is this the password? Without a hash (nobody, or not let in) it takes the same time, and says no."""

    def check() -> bool:
        try:
            _hasher.verify(hashed or _nobody, _even(password))
        except (VerificationError, InvalidHashError):
            return False
        return bool(hashed)

    return len(password) <= LONGEST and _hashing(check)


def is_outdated(hashed: str) -> bool:
    """Was this hash made with less work than today's? Then it is made anew at the next sign-in."""
    return _hasher.check_needs_rehash(hashed)


def check_choice(password: str, own_words: Iterable[str], field: str = "password") -> None:
    """Refuse a new password that others could guess, in words. `own_words`: names, e-mail, organisation."""
    password = _even(password)
    words = sorted(_parts(own_words), key=len, reverse=True)
    if len(password) < SHORTEST:
        text = _("Use {count} characters or more. Four words that do not belong together are easy to keep.")
        raise Unreadable({field: text.format(count=SHORTEST)})
    if len(password) > LONGEST:
        raise Unreadable({field: _("Use {count} characters or fewer.").format(count=LONGEST)})
    if len(_without(password.casefold(), words)) < OWN_LEAST:
        raise Unreadable({field: _("This is mostly a name that people here know. Add words of your own.")})
    if not _away(lambda: _is_hard_to_guess(password, words)):
        raise Unreadable({field: _("This is among the first that a machine would try. Choose other words.")})


def _even(password: str) -> str:
    """One form for the same characters, however a keyboard made them."""
    return unicodedata.normalize("NFKC", password)


def _parts(own_words: Iterable[str]) -> set[str]:
    """The single words, longer than two letters: of "ines@larkfield.example", three."""
    letters = "".join(
        char if char.isalnum() else " " for word in [*own_words, "consult"] for char in f" {word}"
    )
    return {word for word in _even(letters).casefold().split() if len(word) > 2}  # noqa: PLR2004 - said above


def _without(password: str, words: Iterable[str]) -> str:
    for word in words:
        password = password.replace(word, "")
    return password


def _is_hard_to_guess(password: str, words: list[str]) -> bool:
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its lists of common passwords take 13 MB, and few choose one

    return bool(zxcvbn(password[:JUDGED], user_inputs=words)["guesses"] >= 10**10)


def _hashing(work: Callable[[], T]) -> T:
    """Two hashes at once, so that a crowd at the door leaves the pages of the others quick."""
    if not _two_at_once.acquire(timeout=PATIENCE):
        raise TooMany(_("Many people are signing in just now. Try again in a moment."), 5)
    try:
        return _away(work)
    finally:
        _two_at_once.release()


def _away(work: Callable[[], T]) -> T:
    """Under gevent, work in a real thread: argon2 lets go of the interpreter, and the loop goes on."""
    if "gevent.monkey" not in sys.modules:
        return work()
    import gevent  # noqa: PLC0415 - only where it runs already
    from gevent import monkey  # noqa: PLC0415

    if not monkey.is_module_patched("threading"):
        return work()
    done: T = gevent.get_hub().threadpool.apply(work)
    return done
