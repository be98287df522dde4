"""Markdown to safe HTML, once, when something is written, in a process of its own.

The output is the only HTML from people that a page may mark as safe. The way: `tidy` the text, read it with
Python-Markdown (nothing in it knows raw HTML, images or references), allow-list the result with nh3.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from queue import Empty, LifoQueue
from time import monotonic
from typing import Self

import nh3
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor, PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import Registry

from consult.core.markdown_blocks import Blocks, Heading, Lists, Paragraph, Quote, Rule
from consult.core.markdown_inline import PLACEHOLDER, inline_patterns
from consult.core.tidy import tidy

__all__ = ["LONGEST", "RENDERER_VERSION", "Renderer", "escaped", "render", "renderer", "tidy"]

RENDERER_VERSION = 1  # raise it when the same text gives other HTML
LONGEST = 20_000  # characters
COMMAND = (sys.executable, "-m", "consult.core.markdown_worker")

_CLEANER = nh3.Cleaner(
    tags={"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "a", "span", "hr"},
    attributes={"a": {"href"}, "p": {"dir"}, "li": {"dir", "value"}},
    allowed_classes={"span": {"placeholder"}},
    url_schemes={"https", "http", "mailto"},
    url_relative="deny",
    link_rel="noopener noreferrer nofollow",
)


def render(text: str, *, limit: int = LONGEST) -> str:
    """Safe HTML for a text; one that is longer than `limit` is shown as it is."""
    text = tidy(text)
    if len(text) > limit:
        return escaped(text)
    # An ampersand is an ampersand: &lt; shows the four characters that were typed.
    return _CLEANER.clean(_Prose(output_format="html").convert(text.replace("&", "&amp;")))


def escaped(text: str) -> str:
    """The text as it was typed, in paragraphs: what is shown where Markdown cannot be."""
    paragraphs = re.split(r"\n\s*\n", escape(tidy(text), quote=False).strip())
    shown = (
        re.sub(PLACEHOLDER, r'<span class="placeholder">\g<0></span>', words) for words in paragraphs if words
    )
    return "\n".join('<p dir="auto">{}</p>'.format(words.replace("\n", "<br>\n")) for words in shown)


class _Prose(Markdown):
    """Python-Markdown with only the processors that are named here."""

    def build_parser(self) -> Self:
        self.preprocessors = Registry()
        self.postprocessors = Registry()
        self.inlinePatterns = Registry()
        for order, pattern in enumerate(inline_patterns(self)):
            self.inlinePatterns.register(pattern, str(order), -order)
        self.parser = Blocks(self)
        for order, block in enumerate((Rule, Heading, Quote, Lists, Paragraph)):
            self.parser.blockprocessors.register(block(self.parser), block.__name__, -order)
        self.treeprocessors = Registry()
        self.treeprocessors.register(InlineProcessor(self), "inline", 3)
        self.treeprocessors.register(PrettifyTreeprocessor(self), "prettify", 2)
        self.treeprocessors.register(UnescapeTreeprocessor(self), "unescape", 1)
        return self


class Renderer:
    """Text in, safe HTML out, whatever the text does to the machinery.

    Processes of their own do the work, started when first wanted. A text that keeps one busy beyond the limit
    (in seconds) costs that process and comes back `escaped`; so does a text for which none was free in time.
    All waiting is on a queue or a socket: under gevent everyone else's greenlets go on.
    """

    def __init__(
        self,
        *,
        limit: float = 1.0,
        start_limit: float = 5.0,
        workers: int = 2,
        command: Sequence[str] = COMMAND,
    ) -> None:
        self._limit = limit
        self._workers = [_Worker(command, start_limit) for _ in range(workers)]
        self._free: LifoQueue[_Worker] = LifoQueue()
        for worker in self._workers:
            self._free.put(worker)
        atexit.register(self.close)

    def __call__(self, text: str) -> str:
        if len(text) > LONGEST:
            return escaped(text)
        until = monotonic() + self._limit
        try:
            worker = self._free.get(timeout=self._limit)
        except Empty:
            return escaped(text)
        try:
            # Who waited long for a free one still gets time enough for an ordinary text.
            return worker.ask(text, max(until, monotonic() + self._limit / 2))
        except (OSError, ValueError, KeyError):
            worker.stop()
            return escaped(text)
        except BaseException:
            worker.stop()  # its answer would reach the next one who asks
            raise
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """End the processes. A later text starts them again."""
        for worker in self._workers:
            worker.stop()


class _Worker:
    """One process that renders one text at a time, and the line to it."""

    def __init__(self, command: Sequence[str], start_limit: float) -> None:
        self._command, self._start_limit = command, start_limit
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None

    def ask(self, text: str, until: float) -> str:
        """Safe HTML, or an OSError, ValueError or KeyError when there is none in time."""
        line = self._line
        if line is None:
            # On a busy machine a process takes its time to start. That is not the text's fault.
            begun = monotonic()
            line = self._start()
            _receive(line, begun + self._start_limit)
            until += monotonic() - begun
        data = json.dumps({"text": text}).encode()
        line.settimeout(_left(until))
        line.sendall(len(data).to_bytes(4, "big") + data)
        return str(_receive(line, until)["html"])

    def _start(self) -> socket.socket:
        self._line, theirs = socket.socketpair()
        with theirs:
            os.set_blocking(theirs.fileno(), True)  # under gevent sockets are made without blocking
            self._process = subprocess.Popen(  # noqa: S603 (our own command)
                self._command,
                stdin=theirs.fileno(),
                stdout=theirs.fileno(),
                stderr=subprocess.DEVNULL,  # a traceback may hold words of a case
                env=_environment(),
                start_new_session=True,  # Ctrl-C is for the server, which then ends its workers
            )
        return self._line

    def stop(self) -> None:
        process, self._process = self._process, None
        line, self._line = self._line, None
        if process:
            process.kill()
            process.wait()
        if line:
            line.close()


def _environment() -> Mapping[str, str]:
    """What Python needs to run, and where this package is; no keys, no addresses."""
    kept = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME")
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "PYTHONPATH": str(Path(__file__).parents[2])
    }


def _receive(line: socket.socket, until: float) -> dict[str, str]:
    size = int.from_bytes(_exactly(line, 4, until), "big")
    message: dict[str, str] = json.loads(_exactly(line, size, until))
    return message


def _exactly(line: socket.socket, size: int, until: float) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        line.settimeout(_left(until))
        part = line.recv(size - len(parts))
        if not part:
            raise ConnectionError("The renderer ended.")
        parts += part
    return bytes(parts)


def _left(until: float) -> float:
    return max(until - monotonic(), 0.001)


renderer = Renderer()
"""What actions call, before their transaction. Its processes start with the first text."""
