"""What stands inside a paragraph: emphasis, code, links, placeholders, line ends.

Each pattern reads the text once, however hostile: it ends at the next mark of its own kind, and brackets are
followed four deep. What does not match stays what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import (
    DoubleTagInlineProcessor,
    EscapeInlineProcessor,
    InlineProcessor,
    SimpleTagInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.util import AtomicString

MOST_LINKS = 200

# [young person], [school]: letters, digits, spaces and - , . ' in brackets, a letter among them.
PLACEHOLDER = r"\[(?=[\d ,.'-]*[^\W\d_])(?:[^\W_]|[ ,.'-]){1,40}\](?!\()"

_ESCAPE = r"\\(.)"
# Code and links stand around whole words: what is drawn never joins what the check saw apart.
_CODE = r"(?<![`\\\w)])(`{1,3})(?!`)([^`]++)\1(?![`\w])"
_FLAT = r"[^\[\]]*+"
_TWO = rf"(?:[^\[\]]++|\[{_FLAT}\])*+"
_THREE = rf"(?:[^\[\]]++|\[{_TWO}\])*+"
_FOUR = rf"(?:[^\[\]]++|\[{_THREE}\])*+"
# Control characters in the text are the library's marks of what was already read.
_ADDRESS = r"(?i:https?://|mailto:)(?:[^\s<>()\x02\x03]++|\([^\s<>()\x02\x03]*+\))++"
_LINK = rf"(?<![!\w)\x03])\[({_FOUR})\]\(({_ADDRESS})\)(?!\w)"


def inline_patterns(md: Markdown) -> Iterator[InlineProcessor]:
    """All patterns that there are, in the order in which they are tried."""
    yield _Code(_CODE, md)
    yield EscapeInlineProcessor(_ESCAPE, md)
    yield _Link(_LINK, md)
    yield _Placeholder(PLACEHOLDER, md)
    yield SubstituteTagInlineProcessor(r"\n", "br")
    # 5*4*3 is no emphasis, and neither is snake_case.
    for mark, edge in ((r"\*", "[*0-9]"), ("_", r"\w")):
        inside, flat = rf"(?!\s|{mark})", f"[^{mark}]++"
        em = f"{mark}{inside}{flat}{mark}(?=(?:{mark}{{2}})?(?!{mark}))"
        strong = f"(?:{flat}|{em}|{mark}(?!{mark}))++"
        yield DoubleTagInlineProcessor(
            rf"(?<!{edge})({mark}{{3}}){inside}({flat})(?<!\s)\1(?!{edge})", "strong,em"
        )
        yield SimpleTagInlineProcessor(rf"(?<!{edge})({mark}{{2}}){inside}({strong})(?<!\s)\1", "strong")
        yield SimpleTagInlineProcessor(rf"(?<!{edge})({mark}){inside}({flat})(?<!\s)\1(?!{edge})", "em")


class _Code(InlineProcessor):
    """Code, to the letter."""

    def handleMatch(  # type: ignore[override] # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        code = Element("code")
        code.text = AtomicString(m[2].strip())
        return code, m.start(), m.end()


class _Link(InlineProcessor):
    """A link to the web or to a mail address, up to a number of them."""

    ANCESTOR_EXCLUDES = ("a",)
    count = 0

    def handleMatch(  # type: ignore[override] # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        self.count += 1
        if self.count > MOST_LINKS:
            return None, None, None
        link = Element("a", href=m[2])
        link.text = m[1]
        return link, m.start(), m.end()


class _Placeholder(InlineProcessor):
    """Words that stand for someone, shown as such."""

    def handleMatch(  # type: ignore[override] # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        span = Element("span", {"class": "placeholder"})
        span.text = AtomicString(m[0])
        return span, m.start(), m.end()
