"""The rule that reads codes behind labels, and how much of a code a label asks for."""
# ruff: noqa: PLR2004 - how many digits make a code

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from consult.deid.plain import Plain
from consult.deid.rows import Find, Rule
from consult.deid.rules.codes import YEARS
from consult.deid.rules.reading import SPELLED, Code, code_behind


def certain(code: Code) -> bool:
    """Behind a label that announces nothing but a code."""
    if code.mixed and any(map(str.isdigit, code.text)):
        enough = code.figures >= 2 and len("".join(code.groups)) >= 4
    else:
        enough = code.figures >= (4 if len(code.groups) == 1 else 5)
    return enough and (code.near or sure(code))


def likely(code: Code) -> bool:
    """Behind a label that is an ordinary word as well: unit, case, file, card."""
    if code.announced and code.mixed:
        return certain(code)
    enough = code.figures >= (3 if code.mixed and len(code.groups) > 1 else 4 if code.mixed else 5)
    many = code.mixed and code.figures >= 5 and len(code.groups) > 2
    return enough and (code.numbered or many) and (code.near or sure(code))


def sure(code: Code) -> bool:
    """By its shape alone: groups of more digits than an amount or a score has."""
    several = len(code.groups) > 1 or code.figures >= 6
    return several and code.numbered and code.figures >= (5 if code.mixed else 6)


def ending(code: Code) -> bool:
    """The last few digits of a number."""
    if not code.near:
        return False
    if SPELLED.fullmatch(code.text):
        return True
    if code.mixed:
        return len(code.text) <= 16 and code.figures >= 2
    single = all(len(group) == 1 for group in code.groups)
    return 3 <= code.figures <= 6 and (single or (len(code.groups) == 1 and not YEARS.fullmatch(code.text)))


def named(code: Code) -> bool:
    """Behind a label that often has no number: an account, somebody's credentials."""
    return likely(code) or (certain(code) and code.mixed and code.figures >= 3)


@dataclass(frozen=True, slots=True)
class Labelled(Rule):
    """A rule of which the pattern is a label, and what is found is the code behind it."""

    enough: Callable[[Code], bool] = certain

    def finds(self, plain: Plain) -> Iterator[Find]:
        done = 0
        for at in self.places(plain):
            label = self.pattern.match(plain.text, at) if at >= done else None
            code = code_behind(plain.text, label.end()) if label else None
            if code and self.enough(code):
                for start, end in [(code.start, code.end), *alike(plain.text, code)]:
                    told = str(self.replacement)
                    yield Find(start, end, self.kind, self.direct, self.name, self.reason, told)
                    done = end


LISTED = re.compile(r",? (?:and |or |& )?")
LISTED_MOST = 12


def alike(text: str, code: Code) -> Iterator[tuple[int, int]]:
    """More codes of the same shape in a list: "A.00317, A.00322 and A.00340"."""
    shape, at = shaped(code.text), code.end
    for _ in range(LISTED_MOST):
        comma = LISTED.match(text, at)
        if not comma or shaped(text[comma.end() : comma.end() + len(shape)]) != shape or not code.numbered:
            return
        yield comma.end(), comma.end() + len(shape)
        at = comma.end() + len(shape)


def shaped(text: str) -> str:
    return re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", text))
