"""The outbox on a pair of sockets: at once or in its turn, never in between, and never without bound."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from consult.live.outbox import MOST_BYTES, MOST_WAITING, Outbox, framed, text_frame
from consult.live.traffic import Traffic
from tests.live.real import until


class Pair:
    """A browser that reads only when it is told to, and what it is still to get."""

    def __init__(self) -> None:
        self.traffic = Traffic()
        self.writers: list[threading.Thread] = []
        self.outbox = Outbox(self.start, self.traffic)
        self.ours, self.theirs = socket.socketpair()
        for one in (self.ours, self.theirs):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        self.theirs.settimeout(5)
        self.outbox.attach(self.ours)
        self.sent = b""
        self.is_stalled = False

    def start(self, write: Callable[[], None]) -> threading.Thread:
        """Somebody writes what waits."""
        self.writers.append(threading.Thread(target=write))
        if not self.is_stalled:
            self.writers[-1].start()
        return self.writers[-1]

    def push(self, size: int = 1000) -> None:
        """One more frame."""
        one = framed(bytes([len(self.sent) % 251]) * size)
        self.sent += one
        self.outbox.push(one)

    def stall(self) -> None:
        """Send until the kernel takes no more; nobody writes on."""
        self.is_stalled = True
        while not self.outbox.queued:
            self.push()

    def read_all(self) -> bytes:
        """Everything that was sent, while a writer goes on."""
        if self.is_stalled:
            self.is_stalled = False
            self.writers[-1].start()
        got = b""
        while len(got) < len(self.sent):
            got += self.theirs.recv(700)
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
    assert not pair.outbox.goodbye(1001)
    assert pair.theirs.recv(2000) == b"\x88\x02\x03\xe8"
    assert pair.theirs.recv(2000) == b""


def test_a_goodbye_stands_behind_all_that_waits(pair: Pair) -> None:
    pair.stall()
    pair.outbox.goodbye(1001)
    pair.sent += b"\x88\x02\x03\xe9"
    assert pair.read_all() == pair.sent
    assert pair.theirs.recv(2000) == b""


def test_a_writer_lives_only_while_something_waits(pair: Pair) -> None:
    pair.push()
    assert pair.writers == []
    for _ in range(3):
        while not pair.outbox.queued:
            pair.push(100_000)
        assert pair.read_all() == pair.sent
        pair.sent = b""
        assert until(lambda: not any(one.is_alive() for one in pair.writers))
    assert len(pair.writers) >= 3


def test_whoever_closes_the_connection_sees_the_writer_off(pair: Pair) -> None:
    pair.stall()
    pair.writers[-1].start()
    pair.outbox.finish()
    assert not pair.writers[-1].is_alive()


def test_who_takes_no_last_words_is_cut_off(pair: Pair) -> None:
    pair.stall()
    pair.writers[-1].start()
    pair.outbox.put(None)
    assert until(lambda: not pair.writers[-1].is_alive(), 5)
    assert pair.outbox.queued == 0


def test_a_wire_that_breaks_is_the_end(pair: Pair) -> None:
    pair.theirs.close()
    pair.push()
    assert (pair.outbox.ends, pair.outbox.queued, pair.traffic.closed_slow) == (True, 0, 0)


def test_text_that_cannot_be_written_is_a_question_mark() -> None:
    assert text_frame('"\ud800é"') == b'\x81\x05"?\xc3\xa9"'
