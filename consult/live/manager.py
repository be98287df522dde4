"""Who is in which room, and how a room is told: the same bytes to everyone, built once."""

from __future__ import annotations

from typing import Any

from engineio.packet import MESSAGE
from engineio.packet import Packet as Message
from socketio.manager import Manager
from socketio.packet import EVENT

from consult.live.outbox import Outbox, text_frame
from consult.live.traffic import Traffic


class SharedFrames(Manager):  # type: ignore[misc] # the library has no types
    """The library's manager, which else builds a frame for each browser."""

    def __init__(self, traffic: Traffic) -> None:
        super().__init__()
        self._traffic = traffic

    def emit(self, event: str, data: Any, namespace: str, room: str | None = None, **more: Any) -> None:
        """Tell a room something, or one browser: the room that has its name."""
        whom = more.get("to") or room
        if more.get("callback") or more.get("skip_sid") or not isinstance(data, dict):
            super().emit(event, data, namespace, room=room, **more)
            return
        packet = self.server.packet_class(EVENT, namespace=namespace, data=[event, data])
        message = Message(MESSAGE, packet.encode())
        frame = text_frame(message.encode())
        sessions = self.server.eio.sockets
        count = 0
        for _sid, eio_sid in self.get_participants(namespace, whom):
            session = sessions.get(eio_sid)
            if session is not None and isinstance(session.queue, Outbox):
                session.queue.push(frame)
            else:
                self.server._send_eio_packet(eio_sid, message)  # noqa: SLF001 - as the library itself does
            count += 1
        self._traffic.deliveries += count
