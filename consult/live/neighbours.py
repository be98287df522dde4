"""What processes tell each other of the pages they have open: ids alone. Names are looked up by who hears."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consult.domain.consultation import listening
from consult.live.bell import Bell, Message

if TYPE_CHECKING:
    from consult.live.rooms import Rooms

NEW_AT_ONCE = 50
"""People whose names are looked up for one message; the others come with the next one."""


class Neighbours:
    """The other processes, as the rooms of this one know them."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell

    def ask(self, case_id: str) -> None:
        """Somebody here looks at a case: who has people on it, is to say so."""
        self._bell.say(asks=[case_id])

    def say_mine(self, person_id: str, case_id: str) -> None:
        """Something that is one person's alone has changed on a case."""
        self._bell.say(mine=[(person_id, case_id)])

    def say_here(self, rooms: Rooms, case_id: str) -> None:
        """Say who is on a case here."""
        self._bell.say(here={case_id: rooms.presence.of_here(case_id)})

    def say_all(self, rooms: Rooms) -> None:
        """Say it all again: who hears nothing for a while forgets. With nobody here, only hello."""
        self._bell.say()
        for case_id in rooms.presence.cases_here():
            self.say_here(rooms, case_id)

    def take(self, rooms: Rooms, message: Message) -> None:
        """Hear what another process says. Only what somebody here looks at is of interest."""
        for stream, seq in message.rings.items():
            rooms.following.rung(stream, seq)
        for case_id in message.asks:
            rooms.presence.say_again(case_id)
        for person_id, case_id in message.mine:
            rooms.tell_mine_here(person_id, case_id)
        for case_id, people in message.here.items():
            if case_id in rooms.watching:
                new = rooms.presence.unknown(case_id, people)[:NEW_AT_ONCE]
                names = listening.names_on(case_id, new) if new else {}
                rooms.presence.hear(case_id, message.sender, people, names)
