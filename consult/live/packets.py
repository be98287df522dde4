"""Packets as text only, so that a browser cannot fill our memory, and a shape that is always answered."""

from __future__ import annotations

import json
from typing import Any

from socketio import packet

from consult.core.db import dumps

WITHOUT_NAME = "?"
"""Stands for an event that had no proper name; the front door answers it like any unknown one."""
OURS = frozenset({"connect", "disconnect", "*"})
"""Names that the library uses for itself. A browser that said the last one could pass any id for its own."""


class Json:
    """JSON for the library: compact, and never deeper than our stack."""

    @staticmethod
    def dumps(value: Any, **_how: Any) -> str:
        """Write JSON."""
        return dumps(value)

    @staticmethod
    def loads(text: str) -> Any:
        """Read JSON. Raises ValueError, whatever is wrong with it."""
        try:
            return json.loads(text)
        except RecursionError:
            raise ValueError("Too deep.") from None


class TextPacket(packet.Packet):  # type: ignore[misc] # the library has no types
    """A Socket.IO packet without binary parts."""

    uses_binary_events = False
    known = frozenset({packet.CONNECT, packet.DISCONNECT, packet.EVENT, packet.ACK})

    def decode(self, encoded_packet: Any) -> int:
        """Read a packet. What is no text raises; an event without sense is still an event."""
        if not isinstance(encoded_packet, str):
            raise ValueError("Text packets only.")  # noqa: TRY004 - like all of the library's own
        try:
            attachments = super().decode(encoded_packet)
        except ValueError:
            if self.packet_type != packet.EVENT or self.namespace is not None:
                raise
            self.data, attachments = [WITHOUT_NAME], 0
        if attachments or self.packet_type not in {
            packet.CONNECT,
            packet.DISCONNECT,
            packet.EVENT,
            packet.ACK,
        }:
            raise ValueError("Text packets only.")
        if self.packet_type == packet.EVENT:
            self.data = _with_name(self.data)
        return 0


def _with_name(data: Any) -> list[Any]:
    if isinstance(data, list) and data and isinstance(data[0], str) and data[0] not in OURS:
        return data
    return [WITHOUT_NAME]
