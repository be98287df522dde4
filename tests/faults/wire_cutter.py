"""A line between browsers and a server that a test can cut, stall, slow down and close by half."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests import servers

MOST = 1 << 16


class WireCutter:
    """Passes bytes on to a port of this computer, both ways, until it is told otherwise."""

    def __init__(self, target: int) -> None:
        self.port = servers.free_port()
        self.delay = 0.0
        """Seconds for which each piece is kept back."""
        self._target = target
        self._loop = asyncio.new_event_loop()
        self._flows = asyncio.Event()
        self._flows.set()
        self._lines: set[tuple[asyncio.StreamWriter, asyncio.StreamWriter]] = set()
        self._ended: weakref.WeakSet[asyncio.StreamWriter] = weakref.WeakSet()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    @property
    def open(self) -> int:
        """How many lines pass here now."""
        return len(self._lines)

    def start(self) -> None:
        """Take connections from now on."""
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)

    def stop(self) -> None:
        """Cut everything, and take nobody any more."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def cut(self) -> int:
        """Cut all lines at both ends at once, without a goodbye; how many."""
        return self._do(self._cut)

    def stall(self) -> None:
        """Keep everything back, with all lines open: a dead radio link."""
        self._do(self._flows.clear)

    def flow(self) -> None:
        """Pass on again, and what was kept back first."""
        self._do(self._flows.set)

    def half_close(self) -> None:
        """Tell the server on all lines that nothing more will come; what it says still goes through."""

        def end() -> None:
            for _browser, server in self._lines:
                self._end(server)

        self._do(end)

    def _do(self, act: Callable[[], int | None]) -> int:
        async def there() -> int:
            return act() or 0

        return asyncio.run_coroutine_threadsafe(there(), self._loop).result(30)

    def _cut(self) -> int:
        for ends in self._lines:
            for writer in ends:
                writer.transport.abort()
        return len(self._lines)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._enter, "127.0.0.1", self.port, backlog=2048)

    async def _close(self) -> None:
        self._server.close()
        self._cut()
        self._flows.set()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _enter(self, reader: asyncio.StreamReader, browser: asyncio.StreamWriter) -> None:
        try:
            answers, server = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            browser.transport.abort()
            return
        self._lines.add(ends := (browser, server))
        try:
            await asyncio.gather(self._pass(reader, server), self._pass(answers, browser))
        except OSError:
            pass
        finally:
            self._lines.discard(ends)
            for writer in ends:
                writer.transport.abort()

    async def _pass(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while data := await source.read(MOST):
            if self.delay:
                await asyncio.sleep(self.delay)
            await self._flows.wait()
            if sink in self._ended:
                return
            sink.write(data)
            await sink.drain()
        self._end(sink)

    def _end(self, sink: asyncio.StreamWriter) -> None:
        self._ended.add(sink)
        with contextlib.suppress(OSError):
            sink.write_eof()


@contextmanager
def wire_cutter(target: int) -> Iterator[WireCutter]:
    """One before a server, until the block ends."""
    made = WireCutter(target)
    made.start()
    try:
        yield made
    finally:
        made.stop()
