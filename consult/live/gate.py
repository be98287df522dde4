"""The gate before the live door: who may not come in costs a look-up and gets a 403, nothing more."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from werkzeug.http import parse_cookie

from consult.domain.consultation import listening
from consult.domain.people.sign_ins import Visitor
from consult.settings import Settings

PATH = "/socket.io"
MOST_SOCKETS = 10
"""Open at once for one person: tabs and devices."""
WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Gate:
    """Stands around the WSGI app. Only a WebSocket from a page of ours, of somebody signed in, passes."""

    def __init__(self, inner: WSGI, settings: Settings, someone_came: Callable[[], None]) -> None:
        self._inner, self._settings, self._someone_came = inner, settings, someone_came
        self._open: Counter[str] = Counter()
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path != PATH and not path.startswith(f"{PATH}/"):
            return self._inner(environ, start_response)
        visitor = self._visitor(environ) if self._is_ours(environ) else None
        if visitor is None or not self._enter(visitor.id):
            return _refuse(start_response)
        self._someone_came()
        # Not compressed: it costs more than it saves, and unpacks a few bytes into as many as somebody likes.
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        try:  # the call lasts as long as the connection
            return self._inner(environ, start_response)
        finally:
            self._leave(visitor.id)

    def _is_ours(self, environ: dict[str, Any]) -> bool:
        """A WebSocket handshake from exactly an origin of ours, to the host of that origin."""
        query = parse_qs(environ.get("QUERY_STRING", ""))
        upgrade = environ.get("HTTP_UPGRADE", "").lower() == "websocket"
        websocket = query.get("transport") == ["websocket"] and upgrade and "sid" not in query
        origin, host = environ.get("HTTP_ORIGIN", ""), environ.get("HTTP_HOST", "")
        known = origin in self._settings.origins and urlsplit(origin).netloc == host
        return environ.get("REQUEST_METHOD") == "GET" and websocket and known

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


def _refuse(start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("403 Forbidden", [("Content-Type", "text/plain"), ("Cache-Control", "no-store")])
    return [b"403"]
