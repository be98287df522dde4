"""The one front door for everything that browsers say on a socket.

For every event: who is there is looked up anew, the shape is checked, too much is slowed down, the action is
called, and there is always an answer: `{ok: true, ...}` or `{ok: false, error, words, ...}`.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from flask import Flask
from limits import RateLimitItem, parse
from socketio import exceptions
from werkzeug.http import parse_cookie

from consult.core.db import is_away
from consult.core.errors import Answerable, Away, SignedOut, TooMany, Unreadable
from consult.core.texts import _
from consult.domain.consultation import listening
from consult.domain.people import sign_ins
from consult.domain.people.sign_ins import Visitor
from consult.forms import Form, read
from consult.live.budgets import Budgets
from consult.live.wire import wire_of
from consult.settings import Settings
from consult.web.errors import as_json, place

if TYPE_CHECKING:
    from consult.live.rooms import Rooms, Socket
    from consult.live.ticker import Ticker

log = logging.getLogger(__name__)

PER_SOCKET, PER_PERSON, WRITES = parse("40/5 seconds"), parse("80/5 seconds"), parse("30/minute")
MOST_KEYS, LONGEST_KEY, MOST_VALUES = 40, 40, 100

F = TypeVar("F", bound=Form)
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One event, as its handler gets it."""

    visitor: Visitor
    socket: Socket
    rooms: Rooms
    case_id: str
    about: str
    """The suggestion it is about, if any."""


@dataclass(frozen=True, slots=True)
class Handler:
    """What answers an event: the form that it is read by, and whether it is a person's own doing."""

    form: type[Form]
    answer: Callable[[Call, Any], Answer]
    writes: bool


HANDLERS: dict[str, Handler] = {}
"""Everything that can be heard, by name (`noun:verb`). A test walks it."""


def heard(
    name: str, form: type[F], *, writes: bool = False
) -> Callable[[Callable[[Call, F], Answer]], Callable[[Call, F], Answer]]:
    """Hear an event. `writes`: something that a person does, so a sign of theirs, and never too often."""

    def register(answer: Callable[[Call, F], Answer]) -> Callable[[Call, F], Answer]:
        HANDLERS[name] = Handler(form, answer, writes)
        return answer

    return register


class Front:
    """Lets sockets in, and answers whatever they say."""

    def __init__(self, app: Flask, settings: Settings, server: Any, rooms: Rooms, ticker: Ticker) -> None:
        self.rooms, self.ticker = rooms, ticker
        self._app, self._settings = app, settings
        self.budgets = Budgets(settings.redis_url)
        server.on("connect", self.connect)
        server.on("disconnect", self.disconnect)
        server.on("*", self.hear)

    def connect(self, sid: str, environ: dict[str, Any], _auth: Any = None) -> None:
        """Let a socket in whose cookie is known; the gate has looked before."""
        try:
            self._let_in(sid, environ)
        except Exception as problem:
            if not is_away(problem):
                raise
            log.error("database: %s at %s", type(problem).__name__, place(problem))  # noqa: TRY400
            self.rooms.disconnect(sid)
            self.rooms.hang_up(sid)  # and no refusal: after that one a browser would stay away
            raise exceptions.ConnectionRefusedError("away") from None

    def _let_in(self, sid: str, environ: dict[str, Any]) -> None:
        token = parse_cookie(environ.get("HTTP_COOKIE", "")).get(self._settings.cookie, "")
        visitor = listening.who(token) if token else None
        if visitor is not None:
            self.rooms.connect(sid, token, visitor, wire_of(environ))
        # And once more, now that we hear of its end: what ended in between, ended unheard.
        if visitor is None or listening.who(token) is None:
            self.rooms.disconnect(sid)
            raise exceptions.ConnectionRefusedError("signed_out")

    def disconnect(self, sid: str, _reason: Any = None) -> None:
        """A socket is gone."""
        self.rooms.disconnect(sid)

    def hear(self, name: str, sid: str, *data: Any) -> Answer:
        """Answer one event, whatever it is."""
        with self._app.app_context():
            try:
                return {"ok": True, **self._answer(name, sid, data)}
            except SignedOut as problem:
                self.rooms.end(sid)
                return as_json(problem)
            except Answerable as problem:
                return as_json(problem)
            except Exception as problem:  # noqa: BLE001 - whatever it is, the other side is waiting
                if is_away(problem):
                    log.error("database: %s at %s", type(problem).__name__, place(problem))  # noqa: TRY400
                    return as_json(Away())
                ref = secrets.token_hex(4)
                # Kind and place, never the message: it may hold somebody's words.
                fault = type(problem).__name__
                log.error("fault %s: %s at %s", ref, fault, place(problem))  # noqa: TRY400
                return {
                    "ok": False,
                    "error": "fault",
                    "ref": ref,
                    "words": _("Something went wrong on our side."),
                }

    def _answer(self, name: str, sid: str, data: tuple[Any, ...]) -> Answer:
        socket = self.rooms.sockets.get(sid)
        visitor = listening.who(socket.token) if socket else None
        if socket is None or visitor is None:
            raise SignedOut
        _slow_down(PER_SOCKET, self.budgets.hit(PER_SOCKET, sid))
        _slow_down(PER_PERSON, self.budgets.hit(PER_PERSON, visitor.id))
        handler = HANDLERS.get(name)
        if handler is None:
            raise Unreadable({}, _("This page is out of step. Reload it, and send again."))
        values = flat(data)
        if handler.writes:
            _slow_down(WRITES, self.budgets.hit_everywhere(WRITES, f"{visitor.id} writes"))
            sign_ins.touch(visitor)
        call = Call(visitor, socket, self.rooms, _id(values, "case"), _id(values, "suggestion"))
        return handler.answer(call, read(handler.form, values))


def _slow_down(limit: RateLimitItem, is_within: bool) -> None:  # noqa: FBT001 - what the limit says
    if not is_within:
        raise TooMany(_("That was a lot at once. Wait a moment, then send again."), limit.get_expiry())


def flat(data: tuple[Any, ...]) -> dict[str, Any]:
    """One flat object of short keys, with words, numbers or lists of words. Raises Unreadable."""
    values = data[0] if len(data) == 1 else None
    if not isinstance(values, dict) or len(values) > MOST_KEYS or not all(map(_plain, values.items())):
        raise Unreadable({}, _("This page is out of step. Reload it, and send again."))
    return values


def _plain(item: tuple[Any, Any]) -> bool:
    key, value = item
    if isinstance(value, list):
        simple = len(value) <= MOST_VALUES and all(isinstance(one, str) for one in value)
    else:
        simple = value is None or isinstance(value, str | int | float)
    return len(key) <= LONGEST_KEY and simple


def _id(values: dict[str, Any], name: str) -> str:
    value = values.get(name, "")
    return value if isinstance(value, str) and value.isascii() and value.isalnum() else ""
