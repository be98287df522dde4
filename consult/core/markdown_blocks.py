"""The blocks of what people write and paste: paragraphs, lists, quotes, headings and rules.

Python-Markdown's own block rules want a blank line before a list and four spaces inside one, read an indented
paragraph as code, and parse nested blocks again and again, which hostile text makes slow. These read each
line a few times, whatever it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

DEEPEST = 4  # lists in lists and quotes in quotes beyond this stay on the last level

_RULE = re.compile(r"[ \t\u00a0]*([-*_])[ \t]*(?:\1[ \t]*){2,}$")
# "o", "§" and U+F0B7 are what Word's bullets become as plain text; a tab follows them. A dash or ">" with no
# space after it is a sign before a number, and stays one.
_BULLET = (
    r"[-*\u2022\u25e6\u25aa\u2023\u00b7\u2219\u25cf\u25cb\u25a0\u2013](?=[ \t\u00a0])|[o\u00a7\uf0b7](?=\t)"
)
_ITEM = re.compile(rf"([ \t\u00a0]*)(?:{_BULLET}|([0-9]{{1,3}})[.)](?=[ \t\u00a0]))\s*(\S.*)")
_QUOTE = re.compile(r"[ \t\u00a0]{0,3}>(?: (.*)|(>.*)|$)")
_HEADING = re.compile(r"#{1,6}[ \t\u00a0]+(\S.*)")
_INDENT = re.compile(r"\t|[ \u00a0][ \t\u00a0]")


class Blocks(BlockParser):
    """Python-Markdown's parser, handed one block for each thing in the text."""

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802 (the library's name)
        self.parseBlocks(parent, list(split(text)))


def split(text: str) -> Iterator[str]:
    """Cut text into blocks of one kind: a line that begins another kind begins another block."""
    block: list[str] = []
    now, gap = "", False
    for line in text.split("\n"):
        kind = kind_of(line)
        if not kind:
            gap = True
            continue
        if now == "item" and kind == "text" and not gap and _INDENT.match(line):
            kind = "item"  # its words go on
        joins = kind == now and (kind == "item" or (kind in {"text", "quote"} and not gap))
        if block and not joins:
            yield "\n".join(block)
            block = []
        block.append(line)
        now, gap = kind, False
    if block:
        yield "\n".join(block)


def kind_of(line: str) -> str:
    """What a line begins: nothing when it is blank."""
    if not line or line.isspace():
        return ""
    kinds = (("rule", _RULE), ("item", _ITEM), ("quote", _QUOTE), ("heading", _HEADING))
    return next((kind for kind, pattern in kinds if pattern.match(line)), "text")


class _Block(BlockProcessor):
    """One kind of block, known by its first line."""

    kind: ClassVar[str]

    def test(self, parent: Element, block: str) -> bool:
        return kind_of(block.partition("\n")[0]) == self.kind


class Rule(_Block):
    """Three or more dashes, stars or underscores alone on a line."""

    kind = "rule"

    def run(self, parent: Element, blocks: list[str]) -> None:
        blocks.pop(0)
        SubElement(parent, "hr")


class Heading(_Block):
    """A heading becomes a bold paragraph: the page's own headings stay the page's."""

    kind = "heading"

    def run(self, parent: Element, blocks: list[str]) -> None:
        words = blocks.pop(0).lstrip("#").strip()
        paragraph = SubElement(parent, "p", dir="auto")
        SubElement(paragraph, "strong").text = words.rstrip("#").rstrip() or words


class Quote(_Block):
    """Lines that begin with "> "."""

    kind = "quote"

    def test(self, parent: Element, block: str) -> bool:
        return len(self.parser.state) < DEEPEST and super().test(parent, block)

    def run(self, parent: Element, blocks: list[str]) -> None:
        found = (_QUOTE.match(line) for line in blocks.pop(0).split("\n"))
        inner = "\n".join(line[1] or line[2] or "" for line in found if line)
        self.parser.state.set("quote")
        self.parser.parseChunk(SubElement(parent, "blockquote"), inner)
        self.parser.state.reset()


class Lists(_Block):
    """A list, nested by indentation."""

    kind = "item"

    def run(self, parent: Element, blocks: list[str]) -> None:
        levels: list[_Level] = []
        for line in blocks.pop(0).split("\n"):
            if found := _ITEM.match(line):
                indent = len(found[1].expandtabs(4))
                while len(levels) > 1 and indent < levels[-1].indent:
                    levels.pop()
                if not levels:
                    levels.append(_Level(parent, indent))
                elif indent >= levels[-1].indent + 2 and len(levels) < DEEPEST:
                    levels.append(_Level(levels[-1].item, indent))
                levels[-1].add(found[2], found[3])
            else:
                item = levels[-1].item
                item.text = f"{item.text}\n{line.strip()}"


class _Level:
    """One depth of a list while it is read."""

    def __init__(self, parent: Element, indent: int) -> None:
        self.indent = indent
        self.item = self._parent = parent
        self._list: Element | None = None
        self._number = ""
        self._count = 0

    def add(self, number: str | None, words: str) -> None:
        tag = "ol" if number else "ul"
        if self._list is None or self._list.tag != tag:
            self._list = SubElement(self._parent, tag)
            self._number, self._count = "", 0
        self.item = SubElement(self._list, "li", dir="auto")
        self.item.text = words
        if number:
            self._keep(number)

    def _keep(self, number: str) -> None:
        """Show each number as it was written; only a list of nothing but 1 counts by itself."""
        self._count += 1
        if int(number) != self._count and not number == self._number == "1":
            self._count = int(number)
            self.item.set("value", str(self._count))
        self._number = number


class Paragraph(BlockProcessor):
    """Everything else."""

    def test(self, parent: Element, block: str) -> bool:
        return True

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "p", dir="auto").text = blocks.pop(0).strip()
