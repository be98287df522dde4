"""Words as people paste them, made even, so that what is stored, checked, quoted and compared is one text."""

from __future__ import annotations

import re
from unicodedata import category, normalize

# Line ends of every system; the soft line end and the page break of word processors; Unicode's own.
_LINE_ENDS = re.compile("\r\n|[\r\v\x85\u2028]")
_PARAGRAPH_ENDS = re.compile("[\f\u2029]")
# Nobody sees these, and they hide a name or a number from the identifier check: controls, soft hyphen,
# zero-width space, word joiner, byte order mark, the direction overrides (contact lists put them around phone
# numbers), deprecated format characters, lone surrogates. The marks and isolates of right-to-left text stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u180e\u200b\u202d\u202e\u2060-\u2064\u206a-\u206f\ufeff"
    "\ufff9-\ufffb\U0001d173-\U0001d17a\ud800-\udfff]+"
)
# Tag characters spell the flags of Scotland and Wales after a black flag, and hide text anywhere else.
_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f)|[\U000e0000-\U000e007f]")
_JOINERS = re.compile("([\u200c\u200d])[\u200c\u200d]*")


def tidy(text: str) -> str:
    """Even out line ends, composition and unseen characters; keep everything else to the letter.

    Doing it twice changes nothing more.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _PARAGRAPH_ENDS.sub("\n\n", text)
    text = _UNSEEN.sub("", text)
    text = _TAGS.sub(lambda found: found[1] or "", text)
    return normalize("NFC", _JOINERS.sub(_joiner, normalize("NFC", text)))


def _joiner(found: re.Match[str]) -> str:
    """A joiner shapes Persian and Indic words and joins emoji. Elsewhere it only hides something."""
    before = found.string[found.start() - 1 : found.start()]
    after = found.string[found.end() : found.end() + 1]
    if not before or before.isascii():
        return ""
    kind = category(normalize("NFD", before)[-1])[0]
    inside = after != "" and not after.isspace()
    return found[1] if kind == "M" or (kind in "LS" and inside) else ""
