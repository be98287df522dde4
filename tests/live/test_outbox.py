"""The outbox on a pair of sockets: at once or in its turn, never in between, and never without bound."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from consult.live.outbox import BACKLOG, MOST_BYTES, MOST_WAITING, Outbox, framed, text_frame
from consult.live.traffic import Traffic
from tests.live.real import until


class Pair:
    """A browser that reads only when it is told to, and what it is still to get."""

    def __init__(self) -> None:
        self.traffic = Traffic()
        self.outbox = Outbox(threading.Event, self.traffic)
        self.ours, self.theirs = socket.socketpair()
        for one in (self.ours, self.theirs):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        self.theirs.settimeout(5)
        self.outbox.attach(self.ours)
        self.sent = b""

    def push(self, size: int = 1000) -> None:
        """One more frame."""
        one = framed(bytes([len(self.sent) % 251]) * size)
        self.sent += one
        self.outbox.push(one)

    def stall(self) -> None:
        """Send until the kernel takes no more."""
        while not self.outbox.queued:
            self.push()

    def read_all(self) -> bytes:
        """Everything that was sent, while a writer flushes."""
        writer = threading.Thread(target=self.outbox.flush)
        writer.start()
        got = b""
        while len(got) < len(self.sent):
            got += self.theirs.recv(700)
        writer.join()
        return got

    def is_cut(self) -> bool:
        """Has the other side nothing more to wait for?"""
        try:
            while self.theirs.recv(1 << 16):
                pass
        except ConnectionError:
            pass
        return True


@pytest.fixture
def pair() -> Iterator[Pair]:
    made = Pair()
    yield made
    made.ours.close()
    made.theirs.close()


@pytest.mark.parametrize("size", [0, 125, 126, 65535, 65536])
def test_a_frame_says_how_long_it_is(size: int) -> None:
    made = framed(b"x" * size)
    head = {0: 2, 125: 2, 126: 4, 65535: 4, 65536: 10}[size]
    said = made[1] if head == 2 else int.from_bytes(made[2:head], "big")
    assert (made[0], said, len(made)) == (0x81, size, head + size)


def test_who_keeps_up_is_sent_to_at_once(pair: Pair) -> None:
    pair.push()
    assert (pair.outbox.queued, pair.theirs.recv(2000)) == (0, pair.sent)


def test_a_frame_that_was_taken_in_part_is_finished_before_the_next(pair: Pair) -> None:
    pair.stall()
    for _ in range(20):
        pair.push(3000)
    assert pair.read_all() == pair.sent
    assert pair.outbox.queued == 0
    pair.push()
    assert pair.theirs.recv(2000) == pair.sent[-1004:], "at once again"


def test_one_message_too_many_is_the_end(pair: Pair) -> None:
    pair.stall()
    for _ in range(MOST_WAITING):
        pair.push(10)
    assert pair.traffic.closed_slow == 0
    pair.push(10)
    assert (pair.traffic.closed_slow, pair.outbox.queued) == (1, 0)
    assert pair.is_cut()


def test_one_byte_too_many_is_the_end(pair: Pair) -> None:
    pair.stall()
    pair.push(MOST_BYTES - 10)
    assert pair.traffic.closed_slow == 0
    pair.push(1)
    assert (pair.traffic.closed_slow, pair.outbox.queued) == (1, 0)
    assert pair.is_cut()


def test_one_long_answer_on_its_way_is_no_reason_to_close(pair: Pair) -> None:
    pair.push(2 * MOST_BYTES)
    pair.push()
    assert pair.traffic.closed_slow == 0
    assert pair.read_all() == pair.sent


def test_after_the_end_nothing_is_sent(pair: Pair) -> None:
    pair.outbox.put(None)
    pair.push()
    pair.outbox.goodbye(1000)
    assert pair.theirs.recv(2000) == b"\x88\x02\x03\xe8"


def test_the_writer_rests_until_something_waits_and_stops_at_the_end(pair: Pair) -> None:
    woken: list[Any] = []

    def write() -> None:
        while (one := pair.outbox.get(timeout=0.01)) is not None:
            woken.append(one)
            pair.outbox.flush()

    writer = threading.Thread(target=write)
    writer.start()
    pair.push()
    assert pair.theirs.recv(2000) == pair.sent
    assert woken == []
    pair.sent = b""
    pair.stall()
    got = b""
    while len(got) < len(pair.sent):
        got += pair.theirs.recv(2000)
    pair.outbox.put(None)
    writer.join(5)
    assert (set(woken), got) == ({BACKLOG}, pair.sent)


def test_who_takes_no_last_words_is_cut_off(pair: Pair) -> None:
    pair.stall()
    failed: list[str] = []

    def write() -> None:
        try:
            pair.outbox.flush()
        except OSError as problem:
            failed.append(type(problem).__name__)

    writer = threading.Thread(target=write)
    writer.start()
    pair.outbox.put(None)
    assert until(lambda: not writer.is_alive(), 5)
    assert pair.outbox.queued == 0


def test_text_that_cannot_be_written_is_a_question_mark() -> None:
    assert text_frame('"\ud800é"') == b'\x81\x05"?\xc3\xa9"'
