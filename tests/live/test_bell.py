"""The doorbell by itself: nobody waits for it, and strangers ring in vain."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator

import pytest
import redis as redis_client
from limits import parse

from consult.core import keys
from consult.core.events import Happened
from consult.live import bell as room
from consult.live.bell import Bell, Message
from consult.live.budgets import Budgets
from consult.settings import BadSettings, Settings
from tests import people, servers
from tests.live.real import until

NOWHERE = "redis://127.0.0.1:1/0"
LIMIT = parse("10/minute")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with servers.redis() as url:
        yield url


@pytest.fixture(autouse=True)
def ours() -> None:
    keys.use(people.KEY)


def happened(seq: int, stream: str = "case:one") -> Happened:
    return Happened(stream, seq, "suggestion.posted", None, "some")


def hears_itself(bell: Bell) -> bool:
    bell.say()
    return bell.answers


@pytest.fixture
def pair(address: str) -> Iterator[tuple[Bell, Bell, list[Message]]]:
    """Two processes; the second one hears the first."""
    heard: list[Message] = []
    first, second = Bell(address), Bell(address)
    first.start()
    second.start(heard.append)
    assert until(lambda: hears_itself(second))
    yield first, second, heard
    first.stop()
    second.stop()


def test_a_ring_is_heard_by_the_others_and_holds_a_number_alone(
    pair: tuple[Bell, Bell, list[Message]],
) -> None:
    first, _second, heard = pair
    first.ring(happened(7))
    assert until(lambda: heard)
    assert heard[0].model_dump(exclude_defaults=True) == {"sender": first.sender, "rings": {"case:one": 7}}


def test_what_no_page_follows_is_not_rung_for(pair: tuple[Bell, Bell, list[Message]]) -> None:
    first, _second, heard = pair
    first.ring(happened(1, "plan:one"))
    first.ring(happened(2))
    assert until(lambda: heard)
    assert [message.rings for message in heard] == [{"case:one": 2}]


def test_what_strangers_say_is_not_taken_in(pair: tuple[Bell, Bell, list[Message]], address: str) -> None:
    first, second, heard = pair
    body = Message(sender="x", rings={"case:one": 3}).model_dump_json()
    keys.use(b"the key of another installation, 32")
    other = keys.digest("bell", body) + body
    ours = room.channel()
    keys.use(people.KEY)
    assert ours != room.channel(), "each installation has a channel of its own"
    big = "[" * room.LARGEST
    seals = {"": "", "zeros": "0" * 32, "odd": "ß" * 32}
    with redis_client.Redis.from_url(address) as client:
        for forged in (other, "", "{", big, "\udcff", *(seal + body for seal in seals.values())):
            client.publish(room.channel(), forged.encode("utf-8", "surrogateescape"))
        shapes: tuple[object, ...] = (
            [],
            3,
            {"sender": "x", "rings": {"a" * 61: 1}},
            {"sender": ""},
            {"rings": {}},
        )
        for shape in shapes:
            text = json.dumps(shape)
            client.publish(room.channel(), keys.digest("bell", text) + text)
    first.ring(happened(9))
    assert until(lambda: heard)
    assert [message.rings for message in heard] == [{"case:one": 9}]
    assert second.answers


def test_a_redis_that_is_away_keeps_nobody_waiting_and_fills_no_memory() -> None:
    away = Bell(NOWHERE)
    away.start(lambda _message: None)
    for number in range(3 * room.MOST_WAITING):
        away.ring(happened(number))
    assert away._waiting.qsize() <= room.MOST_WAITING
    assert not away.answers
    away._is_over = True


def test_without_an_address_it_is_silent() -> None:
    silent = Bell("")
    silent.start(lambda _message: None)
    silent.ring(happened(1))
    assert silent._waiting.qsize() == 0
    silent.stop()


@pytest.mark.parametrize("url", ["memcached://127.0.0.1", "127.0.0.1:6379"])
def test_an_address_that_is_none_is_told_in_words(url: str) -> None:
    with pytest.raises(BadSettings, match="redis://"):
        room.check(Settings(redis_url=url))


# --- counting together ---


def test_what_somebody_writes_is_counted_by_all_processes_together(address: str) -> None:
    one, other = Budgets(address), Budgets(address)
    with redis_client.Redis.from_url(address) as client:
        client.flushdb()
        for number in range(10):
            assert (one, other)[number % 2].hit_everywhere(LIMIT, "tomas writes")
        assert not one.hit_everywhere(LIMIT, "tomas writes")
        assert not other.hit_everywhere(LIMIT, "tomas writes")
        client.flushall()
        client.script_flush()
    assert other.hit_everywhere(LIMIT, "tomas writes"), "started anew, and empty"
    one.close()
    other.close()


def test_without_the_others_each_process_counts_alone() -> None:
    alone = Budgets(NOWHERE)
    assert all(alone.hit_everywhere(LIMIT, "tomas writes") for _ in range(10))
    assert not alone.hit_everywhere(LIMIT, "tomas writes")
    alone.forget()
    assert alone.hit_everywhere(LIMIT, "tomas writes")


def test_a_redis_that_does_not_answer_is_asked_by_one_at_a_time() -> None:
    """It takes connections, and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        budgets = Budgets(f"redis://127.0.0.1:{deaf.getsockname()[1]}/0")
        tried: list[bool] = []
        threads = [
            threading.Thread(target=lambda: tried.append(budgets.hit_everywhere(LIMIT, "tomas writes")))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert tried == [True] * 8
        budgets.close()
