"""The gate before the live door: who may not come in costs a look-up and gets a 403, nothing more."""

from __future__ import annotations

import base64
import binascii
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from werkzeug.http import parse_cookie

from consult.core.db import is_away
from consult.core.errors import Away
from consult.domain.consultation import listening
from consult.domain.people.sign_ins import Visitor
from consult.live.traffic import Traffic
from consult.settings import Settings

PATH = "/socket.io"
MOST_SOCKETS = 10
"""Open at once for one person: tabs and devices."""
PER_PERSON = 60
"""Handshakes in a minute: ten tabs that come back, some of them more than once."""
PER_ADDRESS = 600
"""Strangers' handshakes in a minute; above it nobody is looked up. An agency's old tabs share one address."""
KEY_BYTES = 16
FORBIDDEN, TOO_MANY, NOT_NOW = "403 Forbidden", "429 Too Many Requests", "503 Service Unavailable"
WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody may not come in, in a word for whoever counts, and what they are told."""

    why: str
    status: str

    @property
    def headers(self) -> list[tuple[str, str]]:
        """When to try again, if that would help."""
        wait = {TOO_MANY: "60", NOT_NOW: str(Away.wait)}.get(self.status)
        return [("Cache-Control", "no-store"), *([("Retry-After", wait)] if wait else [])]


class Minute:
    """How often somebody came in this minute of ours. Forgets everybody with the next one."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._minute = 0
        self._counts: Counter[str] = Counter()

    def is_full(self, who: str) -> bool:
        if (minute := int(time.monotonic() // 60)) != self._minute:
            self._minute = minute
            self._counts.clear()
        return self._counts[who] >= self._most

    def count(self, who: str) -> None:
        self._counts[who] += 1


class Gate:
    """Stands around the WSGI app. Only a WebSocket from a page of ours, of somebody signed in, passes."""

    def __init__(
        self, inner: WSGI, settings: Settings, traffic: Traffic, someone_came: Callable[[], None]
    ) -> None:
        self._inner, self._settings, self._traffic = inner, settings, traffic
        self._someone_came = someone_came
        self._is_one_of_many = bool(settings.database_url)
        self._open: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._strangers, self._people = Minute(PER_ADDRESS), Minute(PER_PERSON)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if self._is_one_of_many:  # then pages alone, too, must hear of what others change
            self._someone_came()
        if path != PATH and not path.startswith(f"{PATH}/"):
            return self._inner(environ, start_response)
        who = self._who(environ)
        if isinstance(who, Refusal):
            self._traffic.refuse(who.why)
            start_response(who.status, [("Content-Type", "text/plain"), *who.headers])
            return [who.status[:3].encode()]
        self._someone_came()
        # Not compressed: it costs more than it saves, and unpacks a few bytes into as many as somebody likes.
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        try:  # the call lasts as long as the connection
            return self._inner(environ, start_response)
        finally:
            self._leave(who)

    def _who(self, environ: dict[str, Any]) -> str | Refusal:
        """The id of the person who comes in, whose place is taken from now on; or why nobody does."""
        address = environ.get("REMOTE_ADDR", "")
        if self._strangers.is_full(address):
            return Refusal("address", TOO_MANY)
        try:
            visitor = self._visitor(environ) if self._is_ours(environ) else None
        except Exception as problem:
            if not is_away(problem):
                raise
            return Refusal("away", NOT_NOW)
        if visitor is None:
            self._strangers.count(address)
            return Refusal("stranger", FORBIDDEN)
        if self._people.is_full(visitor.id):
            return Refusal("often", TOO_MANY)
        self._people.count(visitor.id)
        return visitor.id if self._enter(visitor.id) else Refusal("sockets", FORBIDDEN)

    def _is_ours(self, environ: dict[str, Any]) -> bool:
        """A WebSocket handshake from exactly an origin of ours, to the host of that origin."""
        query = parse_qs(environ.get("QUERY_STRING", ""))
        upgrade = environ.get("HTTP_UPGRADE", "").lower() == "websocket"
        websocket = (
            query.get("transport") == ["websocket"]
            and upgrade
            and "sid" not in query
            and query.get("EIO") == ["4"]
        )
        origin, host = environ.get("HTTP_ORIGIN", ""), environ.get("HTTP_HOST", "")
        handshake = environ.get("HTTP_SEC_WEBSOCKET_VERSION") == "13" and _is_key(environ)
        known = origin in self._settings.origins and urlsplit(origin).netloc == host
        return environ.get("REQUEST_METHOD") == "GET" and websocket and handshake and known

    def _visitor(self, environ: dict[str, Any]) -> Visitor | None:
        token = parse_cookie(environ.get("HTTP_COOKIE", "")).get(self._settings.cookie, "")
        return listening.who(token) if token else None

    def _enter(self, person_id: str) -> bool:
        with self._lock:
            if self._open[person_id] >= MOST_SOCKETS:
                return False
            self._open[person_id] += 1
            return True

    def _leave(self, person_id: str) -> None:
        with self._lock:
            self._open[person_id] -= 1
            if not self._open[person_id]:
                del self._open[person_id]


def _is_key(environ: dict[str, Any]) -> bool:
    try:
        key = base64.b64decode(environ.get("HTTP_SEC_WEBSOCKET_KEY", ""), validate=True)
    except (binascii.Error, ValueError):
        return False
    return len(key) == KEY_BYTES
