"""The live door: Socket.IO on an open case. Nothing outside of this folder emits."""

from __future__ import annotations

import logging
import weakref
from typing import Any

from flask import Flask
from flask_socketio import SocketIO
from gevent import monkey

from consult.core import events
from consult.live import driver
from consult.live import handlers as _handlers  # noqa: F401 - registers what can be heard
from consult.live.front import Front
from consult.live.gate import Gate
from consult.live.manager import SharedFrames
from consult.live.packets import Json, TextPacket
from consult.live.rooms import Rooms
from consult.live.ticker import Ticker
from consult.live.traffic import Traffic
from consult.live.wire import limit_messages
from consult.settings import Settings


def install(app: Flask, settings: Settings) -> SocketIO:
    """Open the live door of an app: on greenlets where the server has them, else on threads (tests)."""
    traffic = Traffic()
    socketio = SocketIO(
        app,
        client_manager=SharedFrames(traffic),
        async_mode="gevent" if monkey.is_module_patched("socket") else "threading",
        manage_session=False,
        async_handlers=False,
        transports=["websocket"],
        max_http_buffer_size=driver.MOST_BYTES,
        ping_interval=25,
        ping_timeout=20,
        http_compression=False,
        cookie=None,
        cors_allowed_origins=sorted(settings.origins),
        serializer=TextPacket,
        json=Json,
        logger=_silent(),
        engineio_logger=_silent(),
    )
    limit_messages(socketio.server.eio, driver.MOST_BYTES)
    driver.install(socketio.server, traffic)
    app.extensions["traffic"] = traffic
    rooms = Rooms(app, socketio.server)
    app.extensions["live"] = Front(app, settings, socketio.server, rooms)
    app.wsgi_app = Gate(app.wsgi_app, settings, traffic, Ticker(rooms, socketio).start)  # type: ignore[method-assign]
    _listen(rooms)
    return socketio


def _listen(rooms: Rooms) -> None:
    """Hear of everything, as long as the app is there."""
    still_there = weakref.ref(rooms)

    def hear(happened: events.Happened) -> None:
        if (found := still_there()) is not None:
            found.hear(happened)

    events.listen(hear)


def _silent() -> Any:
    """The libraries' own loggers print what was sent; ours says what went wrong, and where."""
    logger = logging.getLogger("consult.live.silent")
    logger.disabled = True
    return logger
