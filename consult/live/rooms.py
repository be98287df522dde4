"""Who listens to which open case, who is there, and how they hear of what happened.

A room's name holds the case's epoch, which rises when someone loses the right to listen: whoever may stay is
moved to the new room, and nobody else ever hears a word again.
"""

from __future__ import annotations

import socket as wires
import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from consult.core import events
from consult.core.errors import NotFound
from consult.core.events import HOUSE, Happened
from consult.domain.consultation import case_news, listening
from consult.domain.consultation.listening import Room
from consult.domain.people.sign_ins import Visitor
from consult.live.bell import Message
from consult.live.following import Following
from consult.live.neighbours import Neighbours
from consult.live.presence import Presence
from consult.live.wire import hang_up
from consult.web.fragments import Drawing

LAST_WORDS = 0.5
"""Seconds."""
ENDS_SIGN_INS = frozenset({"sign_in.ended", "sign_ins.ended", "person.disabled"})
ENDS_LISTENING = frozenset(
    {"case.withdrawn", "case.hidden", "case.stepped_back", "case.people_changed", "case.revised"}
)


@dataclass(slots=True)
class Socket:
    """One open page of somebody."""

    sid: str
    token: str
    person_id: str
    sign_in_id: str
    wire: wires.socket | None
    cases: dict[str, str] = field(default_factory=dict)
    """The cases that it listens to, with the name of the room."""
    follows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For each of them: the streams that tell of it."""


class Rooms:
    """The sockets of this process."""

    def __init__(self, app: Flask, server: Any, neighbours: Neighbours) -> None:
        self._app, self._server, self._neighbours = app, server, neighbours
        self._lock = threading.RLock()
        self.sockets: dict[str, Socket] = {}
        self.watching: dict[str, set[str]] = defaultdict(set)
        self.groups: dict[str, str | None] = {}
        """The group of each case that somebody listens to."""
        self.moved: dict[str, int] = {}
        """Cases with news since the last `heads`, and how far they are."""
        self.following = Following(self.hear)
        self.presence = Presence(self._show_presence, lambda case_id: neighbours.say_here(self, case_id))

    # --- coming and going ---

    def connect(self, sid: str, token: str, visitor: Visitor, wire: wires.socket | None) -> None:
        """A page is open. Whether its sign-in still holds is to be looked at after this."""
        self.following.follow(f"person:{visitor.id}")
        with self._lock:
            self.sockets[sid] = Socket(sid, token, visitor.id, visitor.actor.sign_in_id or "", wire)

    def disconnect(self, sid: str) -> None:
        """A page is closed, or its connection is."""
        with self._lock:
            socket = self.sockets.pop(sid, None)
            if socket is not None:
                self.following.leave(f"person:{socket.person_id}")
                for case_id in list(socket.cases):
                    self._forget(socket, case_id)

    def join(self, socket: Socket, visitor: Visitor, case_id: str, since: int) -> dict[str, Any]:
        """Listen to a case. First the room, then a fresh read of what was missed: nothing falls between."""
        told, room = None, listening.room_of(visitor.actor, case_id)
        try:
            while told is None:
                self._enter(socket, case_id, room)
                # As who this is now: what was known of them before would open the new room to one removed.
                told, now = self._catch_up(_who_now(socket), case_id, since)
                # Somebody may have lost their right in between, and with it the room its name.
                if now != room:
                    told, room = None, now
        except NotFound:
            self.leave(socket, case_id)
            raise
        if visitor.shows_presence:
            self.presence.arrive(case_id, visitor, socket.sid)
        return told | {"presence": self.presence.of(case_id)}

    def sync(self, visitor: Visitor, case_id: str, since: int) -> dict[str, Any]:
        """What happened since a number."""
        return self._catch_up(visitor, case_id, since)[0]

    def _catch_up(self, visitor: Visitor, case_id: str, since: int) -> tuple[dict[str, Any], Room]:
        drawing = Drawing()
        news = case_news.catch_up(visitor.actor, case_id, since, drawing.has)
        mine = news.mine.as_json() if news.mine else None
        return drawing.news(news) | {"mine": mine}, Room(news.case.room, news.case.group_id)

    def leave(self, socket: Socket, case_id: str) -> bool:
        """Listen no more. Did they until now?"""
        with self._lock:
            room = socket.cases.get(case_id)
            if room is not None:
                self._server.leave_room(socket.sid, room)
                self._forget(socket, case_id)
            return room is not None

    def end(self, sid: str, why: str = "signed_out") -> None:
        """Close a page's connection, and its transport with it."""
        self._server.emit("gone", {"why": why}, to=sid)
        eio_sid = self._server.manager.eio_sid_from_sid(sid, "/")
        socket = self.sockets.get(sid)
        self._server.disconnect(sid)
        self.disconnect(sid)
        transport = self._server.eio.sockets.get(eio_sid)
        if transport is not None:
            transport.close(wait=False)
        if socket is not None and socket.wire is not None:
            self._server.start_background_task(self._hang_up, socket.wire)

    def farewell(self) -> None:
        """The server stops: let every page go. Lines come back by themselves, each in its own time."""
        for sid in list(self.sockets):
            self.hang_up(sid)

    def hang_up(self, sid: str) -> None:
        """Let a page go that is to come back: no Socket.IO disconnect, after that one it would stay away."""
        transport = self._server.eio.sockets.get(self._server.manager.eio_sid_from_sid(sid, "/"))
        if transport is not None:
            transport.close(wait=False)

    def _hang_up(self, wire: wires.socket) -> None:
        """A browser leaves by itself; whoever does not is cut off after a moment for the last words."""
        self._server.sleep(LAST_WORDS)
        hang_up(wire)

    def _enter(self, socket: Socket, case_id: str, room: Room) -> None:
        if socket.cases.get(case_id) == room.name:
            return
        streams = (f"case:{case_id}", *([f"group:{room.group_id}"] if room.group_id else []))
        self.following.follow(*streams)
        with self._lock:
            before = socket.cases.get(case_id)
            if before == room.name or socket.sid not in self.sockets:
                self.following.leave(*streams)
                return
            if before is not None:
                self._server.leave_room(socket.sid, before)
                self.following.leave(*socket.follows[case_id])
            self._server.enter_room(socket.sid, room.name)
            socket.cases[case_id], socket.follows[case_id] = room.name, streams
            is_first = case_id not in self.watching
            self.watching[case_id].add(socket.sid)
            self.groups[case_id] = room.group_id
        if is_first:
            self._neighbours.ask(case_id)

    def _forget(self, socket: Socket, case_id: str) -> None:
        socket.cases.pop(case_id, None)
        self.following.leave(*socket.follows.pop(case_id, ()))
        self.watching[case_id].discard(socket.sid)
        self.presence.go(case_id, socket.person_id, socket.sid)
        if not self.watching[case_id]:
            for table in (self.watching, self.groups, self.moved):
                table.pop(case_id, None)
            self.presence.drop(case_id)

    # --- hearing of what happened ---

    def take(self, message: Message) -> None:
        """Hear what another process says."""
        with self._app.app_context():
            self._neighbours.take(self, message)

    def hear(self, happened: Happened) -> None:
        """Tell the rooms, and close doors that are no longer open to somebody."""
        with self._app.app_context():
            if happened.stream == HOUSE:
                events.tell_from_elsewhere(happened)
                return
            self._close_doors(happened)
            stream, _colon, id_ = happened.stream.partition(":")
            if stream == "case" and id_ in self.watching:
                self._tell(id_, happened)
            elif stream == "person" and happened.kind.startswith("support."):
                self.tell_mine_here(id_, listening.case_of(happened.about_id))

    def _tell(self, case_id: str, happened: Happened) -> None:
        self.moved[case_id] = happened.seq  # first: who is told nothing now, asks when told how far it is
        drawing = Drawing()
        news = case_news.what_changed(happened, drawing.has)
        if any(room != news.case.room for room in self._rooms_of(case_id)):
            self.settle([case_id])
        self._server.emit("news", drawing.news(news), room=news.case.room)

    def _rooms_of(self, case_id: str) -> list[str]:
        with self._lock:
            sockets = [self.sockets[sid] for sid in self.watching.get(case_id, ()) if sid in self.sockets]
            return [socket.cases[case_id] for socket in sockets if case_id in socket.cases]

    def tell_mine(self, person_id: str, case_id: str) -> None:
        """Tell a person's other open pages of a case what is theirs and nobody else's."""
        self.tell_mine_here(person_id, case_id)
        self._neighbours.say_mine(person_id, case_id)

    def tell_mine_here(self, person_id: str, case_id: str) -> None:
        """The same, of the pages at this process."""
        with self._lock:
            watching = [self.sockets[sid] for sid in self.watching.get(case_id, ()) if sid in self.sockets]
        for socket in watching:
            if socket.person_id == person_id and (visitor := listening.who(socket.token)) is not None:
                mine = listening.mine(visitor.actor, case_id)
                self._server.emit("mine", {"case": case_id, **mine.as_json()}, to=socket.sid)

    def _close_doors(self, happened: Happened) -> None:
        kind = happened.kind
        if kind in ENDS_SIGN_INS:
            gone = [
                socket.sid
                for socket in list(self.sockets.values())
                if happened.about_id in {socket.sign_in_id, socket.person_id}
            ]
            self._check_sign_ins(gone)
        elif kind.startswith(("membership.", "group.")):
            group_id = happened.stream.partition(":")[2]
            self.settle([case_id for case_id, of in list(self.groups.items()) if of == group_id])
        elif kind in ENDS_LISTENING:
            self.settle([happened.about_id])

    def _check_sign_ins(self, sids: Iterable[str]) -> None:
        """Close every page among these whose sign-in is over."""
        for sid in sids:
            socket = self.sockets.get(sid)
            if socket is not None and listening.who(socket.token) is None:
                self.end(sid)

    def settle(self, case_ids: Iterable[str]) -> None:
        """Look again at everyone who listens to these cases: who may stay, stays; the others hear no more."""
        for case_id in case_ids:
            for sid in list(self.watching.get(case_id, ())):
                socket = self.sockets.get(sid)
                if socket is not None:
                    self._settle(socket, case_id)

    def _settle(self, socket: Socket, case_id: str) -> None:
        visitor = listening.who(socket.token)
        if visitor is None:
            self.end(socket.sid)
            return
        try:
            room = listening.room_of(visitor.actor, case_id)
        except NotFound:
            if self.leave(socket, case_id):  # else somebody who looks at the same moment has told them
                self._server.emit("gone", {"case": case_id, "why": "not_found"}, to=socket.sid)
            return
        self._enter(socket, case_id, room)

    # --- now and then ---

    def heads(self) -> None:
        """Say how far the cases with news are: a lost last message shows no gap."""
        with self._lock:
            moved, self.moved = self.moved, {}
        for case_id, seq in moved.items():
            for room in set(self._rooms_of(case_id)):
                self._server.emit("head", {"stream": f"case:{case_id}", "seq": seq}, room=room)

    def sweep(self) -> None:
        """Close what belongs to sign-ins that ended by themselves."""
        alive = listening.alive({socket.sign_in_id for socket in list(self.sockets.values())})
        self._check_sign_ins(
            [socket.sid for socket in list(self.sockets.values()) if socket.sign_in_id not in alive]
        )

    def _show_presence(self, case_id: str) -> None:
        for room in set(self._rooms_of(case_id)):
            self._server.emit("presence", {"case": case_id, **self.presence.of(case_id)}, room=room)


def _who_now(socket: Socket) -> Visitor:
    visitor = listening.who(socket.token)
    if visitor is None:
        raise NotFound
    return visitor
