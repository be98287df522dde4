"""The second look: the model's finds, beside those of rules and word lists, where it is installed.

The model runs in one process of its own. Who waits for it waits on a queue or a socket. What it said of a
paragraph is remembered, so that after an edit only changed paragraphs are looked at. Whatever happens to it,
the first look holds: a missing, broken or slow model makes the answer None, and pages say so.
"""

from __future__ import annotations

import atexit
import hashlib
import logging
import secrets
import sys
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from queue import Empty, LifoQueue
from threading import Lock
from time import monotonic

from consult.core.worker import Refused, Worker
from consult.deid import PLAIN, Find, Site
from consult.deid.model import files, sense
from consult.deid.model.tags import Tag, checked, moved
from consult.deid.model.windows import pieces

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-m", "consult.domain.second_look_worker")
REMEMBERED = 20_000
"""Pieces of text, each with a digest and some numbers: about 10 MB when full."""
MOST_WAITING = 16
"""Texts; one more is not looked at again, and its page says so."""
REST = 60.0
"""Seconds in which a model that cannot start is left alone."""

Tags = tuple[Tag, ...]


class SecondLook:
    """The model's process, what it said before, and whether it can be asked.

    `limit` is for one piece of a text, `patience` for a whole text with its waiting, in seconds.
    """

    def __init__(
        self,
        *,
        limit: float = 2.0,
        patience: float = 8.0,
        start_limit: float = 15.0,
        command: Sequence[str] = COMMAND,
    ) -> None:
        self._limit, self._patience = limit, patience
        self._worker = Worker(command, start_limit)
        self._free: LifoQueue[Worker] = LifoQueue()
        self._free.put(self._worker)
        self._waiting = 0
        self._rests_until = 0.0
        self._seen: OrderedDict[bytes, Tags] = OrderedDict()
        self._salt = secrets.token_bytes(16)
        self._lock = Lock()
        atexit.register(self.close)

    @property
    def can_look(self) -> bool:
        """Is the model installed, and not known to be broken?"""
        return files.is_installed() and monotonic() >= self._rests_until

    def look(self, texts: Mapping[str, str], site: Site = PLAIN) -> dict[str, list[Find]] | None:
        """The model's finds in each field; None when it could not look at all of them in time."""
        if not self.can_look or self._waiting >= MOST_WAITING:
            return None
        self._waiting += 1
        try:
            until = monotonic() + self._patience
            for piece in dict.fromkeys(self._new(texts.values())):
                self._remember(piece, self._ask(piece, until))
        except (OSError, ValueError, KeyError, TypeError, Empty):
            return None
        finally:
            self._waiting -= 1
        return self.remembered(texts, site)

    def remembered(self, texts: Mapping[str, str], site: Site = PLAIN) -> dict[str, list[Find]]:
        """The model's finds in what it has seen already: never waits."""
        tags = {field: list(self._tags(text)) for field, text in texts.items()}
        return sense.finds_in(texts, tags, site)

    def forget(self) -> None:
        """Remember nothing: for tests."""
        with self._lock:
            self._seen.clear()

    def close(self) -> None:
        """End the process. A later text starts it again."""
        self._worker.stop()

    def _new(self, texts: Iterable[str]) -> Iterable[str]:
        for text in texts:
            for start, end in pieces(text):
                if self._key(text[start:end]) not in self._seen:
                    yield text[start:end]

    def _tags(self, text: str) -> Iterable[Tag]:
        for start, end in pieces(text) if self._seen else ():
            for tag in self._seen.get(self._key(text[start:end]), ()):
                yield moved(tag, start)

    def _ask(self, piece: str, until: float) -> Tags:
        """What the model says of one piece; the pieces of several people take turns."""
        worker = self._free.get(timeout=max(until - monotonic(), 0.001))
        try:
            return self._answer(worker, piece, until)
        except Refused:
            log.error("second look: the model does not start; `consult deid explain` says why")  # noqa: TRY400
            worker.stop()
            self._rests_until = monotonic() + REST
            raise
        except BaseException as problem:
            log.warning("second look: %s", type(problem).__name__)
            worker.stop()  # its answer would reach the next one who asks
            raise
        finally:
            self._free.put(worker)

    def _answer(self, worker: Worker, piece: str, until: float) -> Tags:
        for _again in range(2):
            try:
                answer = worker.ask({"text": piece}, min(until, monotonic() + self._limit))
                return tuple(checked(Tag(*tag), piece) for tag in answer["tags"])
            except ConnectionError:  # it ended since it was asked last: once more, afresh
                worker.stop()
        raise ConnectionError("The model ended at this text.")

    def _remember(self, piece: str, tags: Tags) -> None:
        with self._lock:
            self._seen[self._key(piece)] = tags
            while len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)

    def _key(self, piece: str) -> bytes:
        """A digest under a key that dies with this process: the words themselves are not kept."""
        return hashlib.blake2b(
            piece.encode("utf-8", "surrogatepass"), key=self._salt, digest_size=16
        ).digest()


second_look = SecondLook()
"""What pages ask, outside any transaction. Its process starts with the first text."""
