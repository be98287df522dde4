"""The live door: Socket.IO on an open case. Nothing outside of this folder emits."""

from __future__ import annotations

import logging
import weakref
from typing import Any

import gevent
from flask import Flask
from flask_socketio import SocketIO
from gevent import monkey

from consult.core import events
from consult.live import bell, driver
from consult.live import handlers as _handlers  # noqa: F401 - registers what can be heard
from consult.live.figures import Watch
from consult.live.front import Front
from consult.live.gate import Gate
from consult.live.manager import SharedFrames
from consult.live.neighbours import Neighbours
from consult.live.packets import Json, TextPacket
from consult.live.rooms import Rooms
from consult.live.ticker import Ticker
from consult.live.traffic import Traffic
from consult.live.wire import limit_messages
from consult.settings import Settings


def install(app: Flask, settings: Settings) -> SocketIO:
    """Open the live door of an app: on greenlets where the server has them, else on threads (tests)."""
    traffic = Traffic()
    # Else each greenlet remembers who made it: 2 kB a page.
    gevent.config.track_greenlet_tree = False
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
    bell.check(settings)
    rings = bell.Bell(settings.redis_url)
    neighbours = Neighbours(rings)
    rooms = Rooms(app, socketio.server, neighbours)
    ticker = Ticker(rooms, neighbours, rings, with_house=bool(settings.database_url))
    front = app.extensions["live"] = Front(app, settings, socketio.server, rooms, ticker)
    watch = app.extensions["watch"] = Watch(traffic, rooms, rings, has_bell=bool(settings.redis_url))
    socketio.server.on("*", watch.around(front.hear))
    app.wsgi_app = Gate(app.wsgi_app, settings, traffic, ticker.start)  # type: ignore[method-assign]
    _listen(rooms, rings)
    return socketio


def _listen(rooms: Rooms, rings: bell.Bell) -> None:
    """Hear of everything that is committed here, as long as the app is there."""
    still_there = weakref.ref(rooms)

    def hear(happened: events.Happened) -> None:
        if (found := still_there()) is not None:
            rings.ring(happened)
            found.following.committed(happened)

    events.listen(hear, here_only=True)


def _silent() -> Any:
    """The libraries' own loggers print what was sent; ours says what went wrong, and where."""
    logger = logging.getLogger("consult.live.silent")
    logger.disabled = True
    return logger
