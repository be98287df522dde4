"""A page with a socket, as a test has it: says things, hears news, and becomes what a browser would show."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Flask
from flask_socketio import SocketIOTestClient

from tests import people


class Page:
    """Somebody's open page of a case. Follows the rules of the browser: by number, in order, once."""

    def __init__(self, app: Flask, person_id: str) -> None:
        settings = app.extensions["settings"]
        self.token, self.actor = people.signed_in(person_id)
        self.client = SocketIOTestClient(
            app, app.extensions["socketio"], headers={"Cookie": f"{settings.cookie}={self.token}"}
        )
        self.case_id = ""
        self.seq = 0
        self.parts: dict[str, str] = {}
        self.order: list[str] = []

    @property
    def is_connected(self) -> bool:
        return bool(self.client.is_connected())

    def say(self, name: str, **data: Any) -> dict[str, Any]:
        """Say something; the answer."""
        answer: dict[str, Any] = self.client.emit(name, data, callback=True)
        return answer

    def post(self, body: str = "Walk past the gate one evening.", **data: Any) -> dict[str, Any]:
        given = {"case": self.case_id, "body": body, "client_id": str(uuid.uuid4())} | data
        return self.say("suggestion:post", **given)

    def open(self, case_id: str, since: int = 0) -> dict[str, Any]:
        """Join a case."""
        self.case_id = case_id
        told = self.say("case:join", case=case_id, since=since)
        if told["ok"]:
            self.place(told)
        return told

    def heard(self, name: str = "news") -> list[dict[str, Any]]:
        """What was sent to this page since the last look."""
        waiting = self.client.get_received() if self.is_connected else []
        return [packet["args"][0] for packet in waiting if packet["name"] == name]

    def take(self, message: dict[str, Any]) -> None:
        """What the browser does with a message: old is ignored, next is placed, a gap is filled."""
        if message["seq"] <= self.seq:
            return
        if message["seq"] == self.seq + 1:
            self.place(message)
        else:
            self.sync()

    def sync(self) -> None:
        """Ask for what was missed."""
        self.place(self.say("case:sync", case=self.case_id, since=self.seq))

    def place(self, message: dict[str, Any]) -> None:
        """Put the parts in place."""
        assert message.get("reload") is not True
        for item in message["items"]:
            if item["id"] == "case":
                self.parts.pop("case-chip", None)  # the chip stands inside the case
            if item["id"] not in self.parts and "into" in item:
                self.order.append(item["id"])
            self.parts[item["id"]] = item["html"]
        self.seq = message["seq"]
