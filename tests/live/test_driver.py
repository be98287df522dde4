"""The driver on a real connection: frames whole and in order, bad ones refused by their headers."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from consult.live import manager
from consult.live.driver import MOST_BYTES
from consult.live.outbox import text_frame
from tests.live.real import Server, serve, until
from tests.live.wires import BINARY, CLOSE, FINAL, MORE, PING, PONG, TEXT, Wire, frame, header
from tests.people import INES, TOMAS
from tests.stories import posted


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serve(tmp_path_factory.mktemp("driver")) as running:
        yield running


@pytest.fixture
def wire(server: Server) -> Iterator[Wire]:
    made = Wire(server.url, server.cookie(TOMAS))
    yield made
    made.close()


def test_compression_is_offered_to_nobody(wire: Wire) -> None:
    assert b"extensions" not in wire.head.lower()
    assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in wire.head


BAD: dict[str, tuple[bytes, int]] = {
    "a frame of 200 MB, of which the header is enough": (header(200_000_000) + b"mask", 1009),
    "one byte too many": (header(MOST_BYTES + 1) + b"mask", 1009),
    "the longest length there is": (header(2**63 - 1) + b"mask", 1009),
    "a length that no frame may have": (header(2**63) + b"mask", 1002),
    "parts that are too long together": (
        frame(b"x" * 60_000, first=TEXT) + header(6_000, MORE) + b"mask",
        1009,
    ),
    "very many small parts": (frame(b"", first=TEXT) + frame(b"x", first=MORE) * 1100, 1009),
    "binary": (header(4, BINARY) + b"mask", 1003),
    "a compressed frame": (frame(b"42", first=FINAL | 0x40 | TEXT), 1002),
    "another reserved bit": (frame(b"42", first=FINAL | 0x10 | TEXT), 1002),
    "an unknown opcode": (frame(b"42", 0x3), 1002),
    "a frame without a mask": (frame(b"42", masked=False), 1002),
    "a part of nothing": (frame(b"x", MORE), 1002),
    "a second message inside the first": (frame(b"4", first=TEXT) + frame(b"4"), 1002),
    "a long ping": (frame(b"x" * 126, PING), 1002),
    "a ping in parts": (frame(b"x", first=PING), 1002),
    "a close of one byte": (frame(b"x", CLOSE), 1002),
    "a close with a code that is not for the wire": (frame(b"\x03\xed", CLOSE), 1002),
    "bytes that are no text": (frame(b"42\xff"), 1007),
    "half a character": (frame("42é".encode()[:3]), 1007),
    "a lone surrogate": (frame(b"42\xed\xa0\x80"), 1007),
    "a close with no text as its reason": (frame(b"\x03\xe8\xff", CLOSE), 1007),
    "no packet of the engine": (frame(b"hello"), 1008),
    "an empty packet": (frame(b""), 1008),
    "a packet that is binary in disguise": (frame(b"bAAAA"), 1008),
    "a number that is no digit": (frame("١".encode()), 1008),
}


@pytest.mark.parametrize("what", BAD)
def test_what_may_not_be_sent_ends_the_connection_with_its_code(
    server: Server, wire: Wire, what: str
) -> None:
    refused = server.app.extensions["traffic"].refused_frames
    data, code = BAD[what]
    wire.socket.sendall(data)
    assert wire.ending() == code
    assert until(wire.is_cut)
    assert server.app.extensions["traffic"].refused_frames == refused + 1


def test_what_came_before_a_bad_frame_is_answered(wire: Wire) -> None:
    wire.socket.sendall(frame(b'427["nonsense",{}]') + frame(b"x", BINARY))
    assert '"unreadable"' in wire.until("437[")
    assert wire.ending() == 1003


def test_a_message_in_parts_with_a_ping_between_is_one_message(wire: Wire) -> None:
    words = '427["nonsense",{"body":"é"}]'.encode()
    cut = words.index("é".encode()) + 1
    wire.socket.sendall(frame(words[:cut], first=TEXT) + frame(b"there?", PING) + frame(words[cut:], MORE))
    assert wire.read() == (PONG, b"there?")
    assert '"unreadable"' in wire.until("437[")


def test_the_longest_message_is_taken(wire: Wire) -> None:
    words = '427["nonsense",{"body":"%s"}]'
    wire.say(words % ("x" * (MOST_BYTES - len(words) + 2)))
    assert '"unreadable"' in wire.until("437[")


def test_a_byte_at_a_time_is_a_message_too(wire: Wire) -> None:
    for byte in frame(b'427["nonsense",{}]'):
        wire.socket.sendall(bytes([byte]))
    assert '"unreadable"' in wire.until("437[")


@pytest.mark.parametrize(("sent", "told"), [(b"\x03\xe9bye", 1001), (b"", 1005), (b"\x0f\xa0", 4000)])
def test_who_says_goodbye_hears_it_back(server: Server, wire: Wire, sent: bytes, told: int) -> None:
    wire.socket.sendall(frame(sent, CLOSE))
    assert wire.ending() == told
    assert until(wire.is_cut)
    assert until(lambda: not server.app.extensions["live"].rooms.sockets)


def test_who_is_sent_away_hears_a_code_and_is_cut_off_when_they_stay(server: Server, wire: Wire) -> None:
    rooms = server.app.extensions["live"].rooms
    rooms.end(next(iter(rooms.sockets)))
    assert wire.ending() == 1000
    wire.say('421["nonsense",{}]')
    assert until(wire.is_cut, 5)


def test_a_reader_who_takes_small_sips_gets_everything_whole_and_in_order(server: Server) -> None:
    case = posted()
    sipping = Wire(server.url, server.cookie(INES), receive_buffer=4096)
    sipping.call("case:join", {"case": case.id, "since": 0})
    rooms = server.app.extensions["live"].rooms
    room = next(iter(next(iter(rooms.sockets.values())).cases.values()))
    for number in range(40):
        rooms._server.emit("news", {"number": number, "html": "ä" * 8_000}, room=room)
    for number in range(40):
        _name, data = json.loads(sipping.until('42["news"')[2:])
        assert (data["number"], len(data["html"])) == (number, 8_000)
    assert server.app.extensions["traffic"].queued_bytes == 0
    sipping.close()


def test_what_is_no_character_is_replaced_on_the_way_out(server: Server, wire: Wire) -> None:
    rooms = server.app.extensions["live"].rooms
    rooms._server.emit("news", {"html": "\ud800"}, room=list(rooms.sockets)[-1])
    assert wire.until('42["news"') == '42["news",{"html":"?"}]'


def test_deliveries_and_sockets_are_counted(server: Server) -> None:
    traffic, case = server.app.extensions["traffic"], posted()
    wires = [Wire(server.url, server.cookie(who)) for who in (INES, TOMAS)]
    for one in wires:
        assert one.call("case:join", {"case": case.id, "since": 0})["ok"]
    before: int = traffic.deliveries
    assert traffic.sockets >= 2
    given: dict[str, Any] = {"case": case.id, "body": "Walk past.", "client_id": str(uuid.uuid4())}
    assert wires[1].call("suggestion:post", given)["ok"]
    assert traffic.deliveries >= before + 2
    for one in wires:
        one.close()
    assert until(lambda: traffic.sockets == 0)


def test_a_room_is_told_with_one_frame_that_was_built_once(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = posted()
    built: list[str] = []

    def build(text: str) -> bytes:
        built.append(text)
        return text_frame(text)

    monkeypatch.setattr(manager, "text_frame", build)
    wires = [Wire(server.url, server.cookie(INES)) for _ in range(5)]
    for one in wires:
        one.call("case:join", {"case": case.id, "since": 0})
    built.clear()
    given = {"case": case.id, "body": "Walk past.", "client_id": str(uuid.uuid4())}
    assert wires[0].call("suggestion:post", given)["ok"]
    heard = {one.until('42["news"') for one in wires[1:]}
    assert heard == {text for text in built if '"news"' in text}
    assert len([text for text in built if '"news"' in text]) == 1
    for one in wires:
        one.close()


def test_who_never_enters_leaves_nothing_behind(server: Server) -> None:
    Wire(server.url, server.cookie(TOMAS), enter=False).close()
    assert until(lambda: server.app.extensions["traffic"].sockets == 0)
