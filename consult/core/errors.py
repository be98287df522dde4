"""What can go wrong, in words for people. Doors turn each into one clear answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consult.core.texts import _


class Careless(Exception):
    """The house rules were broken by our own code: never shown, always loud."""


class StrayWrite(Careless):
    """Something was written outside a unit of work."""


class Answerable(Exception):
    """Something a person can understand and act on. `code` is the same at every door."""

    code = "error"
    status = 400

    @property
    def words(self) -> str:
        """What to tell the person."""
        return str(self)


class NotFound(Answerable):
    """Not there, or not shared with this person: one answer for both."""

    code = "not_found"
    status = 404

    @property
    def words(self) -> str:
        return _("We cannot find that, or it is not shared with you.")


class Refused(Answerable):
    """Seen, but not theirs to do. Says why."""

    code = "refused"
    status = 403


class SignedOut(Answerable):
    """Nobody is signed in, or the sign-in has ended."""

    code = "signed_out"
    status = 401

    @property
    def words(self) -> str:
        return _("You are signed out. Your words are kept. Sign in to go on.")


class TooMany(Answerable):
    """Too often in a short time. `wait` is in seconds."""

    code = "too_many"
    status = 429

    def __init__(self, words: str, wait: int) -> None:
        super().__init__(words)
        self.wait = wait


class Away(Answerable):
    """The database cannot be asked right now. Nothing was saved; a moment later it can be tried again."""

    code = "away"
    status = 503
    wait = 5
    """Seconds."""

    @property
    def words(self) -> str:
        return _(
            "We cannot save or read right now. Nothing is lost: your words are here. Try again in a moment."
        )


class Unreadable(Answerable):
    """What was sent does not fit the form. `fields` maps a field to what is wrong with it."""

    code = "unreadable"
    status = 422

    def __init__(self, fields: Mapping[str, str], words: str = "") -> None:
        super().__init__(words)
        self.fields = dict(fields)

    @property
    def words(self) -> str:
        return str(self) or next(iter(self.fields.values()), _("Something here does not fit yet."))


class Stale(Answerable):
    """Somebody saved in between. `mine` and `theirs` are shown side by side, both kept."""

    code = "stale"
    status = 409

    def __init__(self, words: str, clashes: Sequence[Clash] = (), version: int = 0) -> None:
        super().__init__(words)
        self.clashes = list(clashes)
        self.version = version


class Clash:
    """One field that two people changed: what it was, what each of them made of it."""

    def __init__(self, field: str, base: str, mine: str, theirs: str) -> None:
        self.field, self.base, self.mine, self.theirs = field, base, mine, theirs
