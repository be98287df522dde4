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

from consult.core.errors import NotFound
from consult.core.events import Happened
from consult.domain.consultation import case_news, listening
from consult.domain.consultation.case_news import News
from consult.domain.consultation.listening import Room
from consult.domain.people.sign_ins import Visitor
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


class Rooms:
    """The sockets of this process."""

    def __init__(self, app: Flask, server: Any) -> None:
        self._app, self._server = app, server
        self._lock = threading.RLock()
        self.sockets: dict[str, Socket] = {}
        self.watching: dict[str, set[str]] = defaultdict(set)
        self.groups: dict[str, str | None] = {}
        """The group of each case that somebody listens to."""
        self.moved: dict[str, int] = {}
        """Cases with news since the last `heads`, and how far they are."""
        self.presence = Presence(self._show_presence)

    # --- coming and going ---

    def connect(self, sid: str, token: str, visitor: Visitor, wire: wires.socket | None) -> None:
        """A page is open."""
        with self._lock:
            self.sockets[sid] = Socket(sid, token, visitor.id, visitor.actor.sign_in_id or "", wire)

    def disconnect(self, sid: str) -> None:
        """A page is closed, or its connection is."""
        with self._lock:
            socket = self.sockets.pop(sid, None)
            if socket is not None:
                for case_id in list(socket.cases):
                    self._forget(socket, case_id)

    def join(self, socket: Socket, visitor: Visitor, case_id: str, since: int) -> dict[str, Any]:
        """Listen to a case. First the room, then a fresh read of what was missed: nothing falls between."""
        told, room = None, listening.room_of(visitor.actor, case_id)
        try:
            while told is None:
                self._enter(socket, case_id, room)
                told = self.sync(visitor, case_id, since)
                # Somebody may have lost their right in between, and with it the room its name.
                if (now := _room_now(socket, case_id)) != room:
                    told, room = None, now
        except NotFound:
            self.leave(socket, case_id)
            raise
        if visitor.shows_presence:
            self.presence.arrive(case_id, visitor, socket.sid)
        return told | {"presence": self.presence.of(case_id)}

    def sync(self, visitor: Visitor, case_id: str, since: int) -> dict[str, Any]:
        """What happened since a number."""
        drawing = Drawing()
        return self._told(case_news.catch_up(visitor.actor, case_id, since, drawing.has), drawing)

    def leave(self, socket: Socket, case_id: str) -> None:
        """Listen no more."""
        with self._lock:
            room = socket.cases.get(case_id)
            if room is not None:
                self._server.leave_room(socket.sid, room)
                self._forget(socket, case_id)

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
            eio_sid = self._server.manager.eio_sid_from_sid(sid, "/")
            transport = self._server.eio.sockets.get(eio_sid)
            if transport is not None:  # no Socket.IO disconnect: after that one a browser would stay away
                transport.close(wait=False)

    def _hang_up(self, wire: wires.socket) -> None:
        """A browser leaves by itself; whoever does not is cut off after a moment for the last words."""
        self._server.sleep(LAST_WORDS)
        hang_up(wire)

    def _enter(self, socket: Socket, case_id: str, room: Room) -> None:
        with self._lock:
            before = socket.cases.get(case_id)
            if before == room.name or socket.sid not in self.sockets:
                return
            if before is not None:
                self._server.leave_room(socket.sid, before)
            self._server.enter_room(socket.sid, room.name)
            socket.cases[case_id] = room.name
            self.watching[case_id].add(socket.sid)
            self.groups[case_id] = room.group_id

    def _forget(self, socket: Socket, case_id: str) -> None:
        socket.cases.pop(case_id, None)
        self.watching[case_id].discard(socket.sid)
        if not self.watching[case_id]:
            for table in (self.watching, self.groups, self.moved):
                table.pop(case_id, None)
        self.presence.go(case_id, socket.person_id, socket.sid)

    # --- hearing of what happened ---

    def hear(self, happened: Happened) -> None:
        """Tell the rooms, and close doors that are no longer open to somebody."""
        if not self.sockets:
            return
        with self._app.app_context():
            self._close_doors(happened)
            stream, _colon, id_ = happened.stream.partition(":")
            if stream == "case" and id_ in self.watching:
                self._tell(id_, happened)
            elif stream == "person" and happened.kind.startswith("support."):
                self._tell_person(id_, happened.about_id)

    def _tell(self, case_id: str, happened: Happened) -> None:
        drawing = Drawing()
        news = case_news.what_changed(happened, drawing.has)
        if any(room != news.case.room for room in self._rooms_of(case_id)):
            self.settle([case_id])
        self.moved[case_id] = happened.seq
        self._server.emit("news", drawing.news(news), room=news.case.room)

    def _rooms_of(self, case_id: str) -> list[str]:
        with self._lock:
            sockets = [self.sockets[sid] for sid in self.watching.get(case_id, ()) if sid in self.sockets]
            return [socket.cases[case_id] for socket in sockets if case_id in socket.cases]

    def _tell_person(self, person_id: str, suggestion_id: str) -> None:
        """What is one person's own goes to that person's open pages only."""
        case_id = listening.case_of(suggestion_id)
        self.tell_mine(person_id, case_id)

    def tell_mine(self, person_id: str, case_id: str) -> None:
        """Tell a person's other open pages of a case what is theirs."""
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
            self.leave(socket, case_id)
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

    def _told(self, news: News, drawing: Drawing) -> dict[str, Any]:
        mine = news.mine.as_json() if news.mine else None
        return drawing.news(news) | {"mine": mine}


def _room_now(socket: Socket, case_id: str) -> Room:
    """The room for who this is now: what was known of them before would open the new room to one removed."""
    visitor = listening.who(socket.token)
    if visitor is None:
        raise NotFound
    return listening.room_of(visitor.actor, case_id)
