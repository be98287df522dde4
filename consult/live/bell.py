"""The doorbell between processes: numbers and ids only, never words or names.

It may be missing, stop, lose or repeat: nothing depends on it but how soon we look (`following.py`), and
whether one sees who is on a case at other processes. Nobody waits for it either.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, Field, StringConstraints, ValidationError

from consult.core import events, keys
from consult.core.events import Happened
from consult.settings import BadSettings, Settings

if TYPE_CHECKING:
    from redis import Redis

log = logging.getLogger(__name__)

MOST_WAITING = 1000
"""Messages that wait to be sent; what comes then is dropped, and found by looking."""
AT_ONCE = 20
"""Messages sent as one."""
LARGEST = 256 * 1024
PATIENCE = 2.0
"""Seconds for Redis to take a message."""
AGAIN_AFTER = 1.0
"""Seconds before the next try."""
SILENT_AFTER = 20.0
"""Seconds without our own voice coming back; we speak every eight."""
FOLLOWED = ("case:", "group:", "person:", events.HOUSE)

Id = Annotated[str, StringConstraints(max_length=32, pattern=r"^\w+$")]
Writes = tuple[Annotated[str, StringConstraints(max_length=20)], float]
"""What kind of thing is being written (or nothing), and for how many seconds more."""


class Message(BaseModel):
    """What one process says to all others."""

    sender: Id
    rings: Annotated[dict[Annotated[str, StringConstraints(max_length=60)], int], Field(max_length=500)] = {}
    """How far streams are now."""
    here: Annotated[dict[Id, Annotated[dict[Id, Writes], Field(max_length=200)]], Field(max_length=500)] = {}
    """Everyone who is on a case at the sender's, and what they write."""
    asks: Annotated[list[Id], Field(max_length=500)] = []
    """Cases that somebody now looks at; who has people there, says so."""
    mine: Annotated[list[tuple[Id, Id]], Field(max_length=500)] = []
    """Person and case: something that is this person's alone has changed there."""


class Bell:
    """Rings at the other processes, and hears them. Without an address it is silent."""

    def __init__(self, url: str) -> None:
        self.sender = secrets.token_hex(6)
        self._url = url
        self._waiting: queue.Queue[dict[str, Any]] = queue.Queue(MOST_WAITING)
        self._heard_myself = -SILENT_AFTER
        self._is_over = self._is_away = False

    @property
    def answers(self) -> bool:
        """Did our own voice come back lately?"""
        return time.monotonic() - self._heard_myself < SILENT_AFTER

    def ring(self, happened: Happened) -> None:
        """Something was committed here."""
        if happened.stream.startswith(FOLLOWED):
            self.say(rings={happened.stream: happened.seq})

    def say(self, **parts: Any) -> None:
        """Say something as soon as may be. Never waits."""
        if self._url:
            with contextlib.suppress(queue.Full):
                self._waiting.put_nowait(parts)

    def start(self, take: Callable[[Message], None] | None = None) -> None:
        """Begin to send what is said, and give what others say to `take`."""
        if not self._url:
            return
        threading.Thread(target=self._send, daemon=True).start()
        if take is not None:
            threading.Thread(target=self._hear, args=(take,), daemon=True).start()

    def stop(self) -> None:
        """Send what still waits, for a moment, and a last word that wakes who listens here."""
        end = time.monotonic() + PATIENCE
        while self._url and self._waiting.unfinished_tasks and time.monotonic() < end:
            time.sleep(0.01)
        self._is_over = True
        self.say()

    # --- sending ---

    def _send(self) -> None:
        redis, is_last = client(self._url, patience=PATIENCE), False
        while not is_last:
            batch = [self._waiting.get()]
            with contextlib.suppress(queue.Empty):
                while len(batch) < AT_ONCE:
                    batch.append(self._waiting.get_nowait())
            is_last = self._is_over
            try:
                redis.publish(channel(), self._sealed(batch))
                self._is_away = False
            except Exception as problem:  # noqa: BLE001 - it goes on without
                self._note(problem)
                time.sleep(AGAIN_AFTER)
            for _ in batch:
                self._waiting.task_done()
        redis.close()

    def _sealed(self, batch: list[dict[str, Any]]) -> str:
        whole: dict[str, Any] = {"rings": {}, "here": {}, "asks": [], "mine": []}
        for parts in batch:
            for name, part in parts.items():
                if isinstance(part, dict):
                    whole[name] |= part
                else:
                    whole[name] += part
        body = Message(sender=self.sender, **whole).model_dump_json(exclude_defaults=True)
        return keys.digest("bell", body) + body

    # --- hearing ---

    def _hear(self, take: Callable[[Message], None]) -> None:
        while not self._is_over:
            try:
                for data in self._listen():
                    if (message := self._opened(data)) is not None:
                        self._give(take, message)
                    if self._is_over:
                        return
            except Exception as problem:  # noqa: BLE001 - it goes on, sooner or later
                self._note(problem)
            time.sleep(AGAIN_AFTER)

    def _give(self, take: Callable[[Message], None], message: Message) -> None:
        try:
            take(message)
        except Exception as problem:  # noqa: BLE001 - one message is no reason to hang up
            log.error("bell: %s", type(problem).__name__)  # noqa: TRY400

    def _note(self, problem: Exception) -> None:
        """Say once that it is away, not every second."""
        if not (self._is_away or self._is_over):
            log.warning("bell: %s, trying again until it answers", type(problem).__name__)
        self._is_away = True

    def _listen(self) -> Iterator[bytes]:
        with client(self._url, patience=None) as redis, redis.pubsub(ignore_subscribe_messages=True) as line:
            line.subscribe(channel())
            self.say()  # to hear it come back
            for heard in line.listen():
                yield heard["data"]

    def _opened(self, data: bytes) -> Message | None:
        """What another process of this installation said; None for strangers, and for ourselves."""
        if len(data) > LARGEST:
            return None
        seal, body = data[:32], data[32:]
        try:
            if not keys.same(keys.digest("bell", body.decode()), seal.decode("ascii")):
                return None
            message = Message.model_validate_json(body)
        except (UnicodeDecodeError, ValidationError):
            return None
        if message.sender == self.sender:
            self._heard_myself, self._is_away = time.monotonic(), False
            return None
        return message


def ring_for(settings: Settings) -> Callable[[], None]:
    """Ring for what this process commits, for one that has no pages open; call the answer at its end."""
    check(settings)
    bell = Bell(settings.redis_url)
    bell.start()
    deaf = events.listen(bell.ring, here_only=True)

    def end() -> None:
        deaf()
        bell.stop()

    return end


def check(settings: Settings) -> None:
    """Raises BadSettings when there is an address that cannot be used."""
    if settings.redis_url:
        try:
            client(settings.redis_url, patience=PATIENCE).close()
        except ImportError:
            raise BadSettings("For CONSULT_REDIS_URL, install it: pip install 'consult[redis]'.") from None
        except ValueError:
            raise BadSettings("CONSULT_REDIS_URL is to begin with redis://, rediss:// or unix://.") from None


def client(url: str, *, patience: float | None) -> Redis:
    """A connection to Redis that says at once when it is away: whoever uses it has another way."""
    from redis import Redis  # noqa: PLC0415 - one process needs none
    from redis.backoff import NoBackoff  # noqa: PLC0415
    from redis.retry import Retry  # noqa: PLC0415

    return Redis.from_url(
        url,
        socket_timeout=patience,
        socket_connect_timeout=patience or PATIENCE,
        socket_keepalive=True,
        health_check_interval=0,
        retry=Retry(NoBackoff(), 0),
    )


def channel() -> str:
    """Ours alone, also where several installations share one Redis."""
    return f"consult:{keys.digest('bell', 'channel')[:16]}"
