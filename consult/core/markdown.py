"""Markdown to safe HTML, once, when something is written, in a process of its own.

The output is the only HTML from people that a page may mark as safe. The way: `tidy` the text, read it with
Python-Markdown (nothing in it knows raw HTML, images or references), allow-list the result with nh3.
"""

from __future__ import annotations

import atexit
import re
import sys
from collections.abc import Sequence
from html import escape
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
from consult.core.worker import Worker

__all__ = ["LONGEST", "RENDERER_VERSION", "Renderer", "escaped", "render", "renderer", "tidy"]

RENDERER_VERSION = 2  # raise it when the same text gives other HTML
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
        self._workers = [Worker(command, start_limit) for _ in range(workers)]
        self._free: LifoQueue[Worker] = LifoQueue()
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
            answer = worker.ask({"text": text}, max(until, monotonic() + self._limit / 2))
            return str(answer["html"])
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


renderer = Renderer()
"""What actions call, before their transaction. Its processes start with the first text."""
