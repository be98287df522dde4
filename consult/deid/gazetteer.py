"""The towns and counties that the check knows, and how sure each name is to mean one."""

from __future__ import annotations

import lzma
import re
import unicodedata
from enum import IntEnum
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "places.txt.xz"


class Grade(IntEnum):
    """How much a name says on its own."""

    UNKNOWN = 0
    WORD = 1
    """An English word too (Reading, Mobile, Hope): a place only where something beside it says so."""
    NAME = 2
    """A person's name too (Jackson, Madison)."""
    PLACE = 3
    """Hardly anything else."""


# Towns whose names the source has for a word only, and that are spoken of often.
SPOKEN = dict.fromkeys(
    ("cork", "bath", "nice", "bury", "hull", "mesquite", "thermal", "plant city"), Grade.WORD
)
SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
SHORTENED = re.compile(r"\b(st|ste|mt|ft)\b\.? (?=\w)")


@cache
def listed() -> dict[str, Grade]:
    """All names, as `spelled` writes them; unpacked when first asked for."""
    sections = lzma.decompress(FILE.read_bytes()).decode().split("\n\n")
    grades = (Grade.PLACE, Grade.NAME, Grade.WORD)
    return {
        name: grade for grade, section in zip(grades, sections, strict=True) for name in section.split("\n")
    }


def grade(name: str) -> Grade:
    """How sure this name, in small letters, is to be a place."""
    found = listed().get(name)
    if found is None and not (name.isalpha() and name.isascii()):
        found = listed().get(spelled(name))
    return SPOKEN.get(name, Grade.UNKNOWN) if found is None else found


def spelled(name: str) -> str:
    """Small letters without accents, saints and forts spelled out: "St. Louis" is "saint louis"."""
    small = name.lower()
    if not small.isascii():
        apart = unicodedata.normalize("NFD", small)
        small = "".join(
            it for it in apart if not unicodedata.combining(it) and it not in "\u02bb\u2018\u2019"
        )
    small = SHORTENED.sub(lambda it: SHORT[it[1]] + " ", small)
    return small.removeprefix("the ").replace(". ", " ").rstrip(".")
