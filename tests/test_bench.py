"""The bench is no better than its load generator: what that hears is what was sent."""

import json
import socket
from collections.abc import Iterator

import pytest

from bench.load import Client, Load

WELCOME = b"HTTP/1.1 101 Switching Protocols\r\n\r\n"


def frame(packet: bytes) -> bytes:
    size = len(packet)
    if size < 126:
        return bytes([0x81, size]) + packet
    return b"\x81\x7e" + size.to_bytes(2, "big") + packet


def news(number: int, filling: int = 0) -> bytes:
    return frame(b'42["news",{"html":"' + b"x" * filling + b'post-%05d"}]' % number)


@pytest.fixture
def line() -> Iterator[tuple[Load, Client, socket.socket]]:
    """A page that came in, and the server's end of its connection."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        load, client = Load(), Client(listener.getsockname()[1])
        load.open(client)
        server, _address = listener.accept()
        server.settimeout(10)
        with server:
            server.sendall(WELCOME + frame(b'0{"sid":"a"}') + frame(b'40{"sid":"b"}'))
            load.until(lambda: client.ready, 10, "It did not come in")
            yield load, client, server
        load.close([client])


def test_it_hears_every_post_however_the_bytes_are_cut(line: tuple[Load, Client, socket.socket]) -> None:
    load, client, server = line
    for _ in range(3):
        load.post(client, lambda mark: ("post", {"body": mark}), lambda _answer: None)
    together = news(0) + news(1, filling=4000) + news(2)
    for part in (together[:1], together[1:3], together[3:2000], together[2000:]):
        before = client.got
        server.sendall(part)
        load.until(lambda before=before, part=part: client.got == before + len(part), 10, "Bytes were lost")  # type: ignore[misc]
    assert client.order == [0, 1, 2]
    assert len(load.took) == 3
    assert load.disorder == 0


def test_it_sees_what_comes_twice(line: tuple[Load, Client, socket.socket]) -> None:
    load, client, server = line
    for _ in range(2):
        load.post(client, lambda mark: ("post", {"body": mark}), lambda _answer: None)
    client.order = [0, 1]
    server.sendall(news(0) + news(0))
    load.until(lambda: len(load.took) == 2, 10, "It heard nothing")
    assert load.disorder == 1


def test_an_answer_reaches_who_asked_and_a_ping_is_answered(line: tuple[Load, Client, socket.socket]) -> None:
    load, client, server = line
    answers: list[object] = []
    load.ask(client, ("case:join", {"since": 0}), answers.append)
    asked = read(server, b'{"since":0}]')
    number = asked[asked.rindex(b"42") + 2 : asked.rindex(b"[")].decode()
    server.sendall(frame(b"2") + frame(f"43{number}{json.dumps([{'ok': True}])}".encode()))
    load.until(lambda: bool(answers), 10, "It heard no answer")
    assert answers == [{"ok": True}]
    assert read(server, b"3").endswith(b"\x81\x81\0\0\0\0" + b"3")


def read(server: socket.socket, last: bytes) -> bytes:
    """What the server is sent, until something comes."""
    got = b""
    while not got.endswith(last):
        got += server.recv(4096)
    return got
