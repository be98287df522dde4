"""From text to finds: make it plain, let each layer look, spread what was found, settle what overlaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from consult.deid.plain import Plain, make_plain
from consult.deid.rows import Find, Rule
from consult.deid.rules import (
    abroad,
    ages,
    bodies,
    datenumbers,
    dates,
    handles,
    numbers,
    occasions,
    online,
    phones,
    photos,
    places,
    records,
    streets,
    things,
    zips,
)
from consult.deid.rules.codes import YEARS
from consult.deid.site import PLAIN, Site

VERSION = "2"
"""Changes whenever rules or word lists do: open cases are then looked at again."""

# Strongest first: of two finds of one length, the earlier row says what it is.
RULES: tuple[Rule, ...] = (
    *photos.RULES,
    *bodies.RULES,
    *handles.RULES,
    *things.RULES,
    *numbers.RULES,
    *records.RULES,
    *phones.RULES,
    *online.RULES,
    *streets.RULES,
    *places.RULES,
    *zips.RULES,
    *ages.RULES,
    *dates.RULES,
    *abroad.RULES,
    *datenumbers.RULES,
    *occasions.RULES,
    *records.GENERAL,
)

# Codes that were recognised by the words beside them are meant wherever they stand.
SPREADING = frozenset(
    {"ssn", "record", "plan_number", "account", "licence", "vehicle", "device", "phone", "fax"}
)
SPREAD_FROM = 4


def find(text: str, site: Site = PLAIN) -> list[Find]:
    """Everything in a text that could identify a person, in order and never overlapping."""
    return find_in({"": text}, site)[""]


def find_in(texts: Mapping[str, str], site: Site = PLAIN) -> dict[str, list[Find]]:
    """The finds in each field of one document: what is named in one field is found in all of them."""
    return {field: look(text, site) for field, text in texts.items()}


def look(text: str, _site: Site) -> list[Find]:
    plain = make_plain(text)
    found = [hit for layer in LAYERS for hit in layer(plain)]
    settled = settle([*found, *spread(plain, settle(found))])
    return [in_original(hit, plain) for hit in settled]


def by_rules(plain: Plain) -> Iterator[Find]:
    """The layer without names: what has a shape, or a word beside it that says what it is."""
    for rule in RULES:
        yield from rule.finds(plain)


Layer = Callable[[Plain], Iterable[Find]]
LAYERS: tuple[Layer, ...] = (by_rules,)


def spread(plain: Plain, found: list[Find]) -> Iterator[Find]:
    """The same codes in the rest of the text; those that could be a year stay where they were named."""
    known = {
        code: hit
        for hit in found
        if hit.kind in SPREADING
        and len(code := plain.text[hit.start : hit.end]) >= SPREAD_FROM
        and not YEARS.fullmatch(code)
    }
    # Each place is looked at once, however many codes there are.
    lengths: dict[str, set[int]] = {}
    for code in known:
        lengths.setdefault(code[:SPREAD_FROM], set()).add(len(code))
    for start in range(len(plain.text)) if known else ():
        for length in lengths.get(plain.text[start : start + SPREAD_FROM], ()):
            end = start + length
            hit = known.get(plain.text[start:end]) if end <= len(plain.text) else None
            if hit and not (plain.text[start - 1 : start].isalnum() or plain.text[end : end + 1].isalnum()):
                yield replace(hit, start=start, end=end)


def settle(found: Iterable[Find]) -> list[Find]:
    """One find for each stretch: the longest says what it is, and covers what any of them covers."""
    settled: list[Find] = []
    longest = 0
    for hit in sorted(found, key=lambda hit: hit.start):
        length = hit.end - hit.start
        if not settled or hit.start >= settled[-1].end:
            settled.append(hit)
            longest = length
            continue
        last = settled[-1]
        says = hit if length > longest else last
        longest = max(longest, length)
        settled[-1] = replace(
            says, start=last.start, end=max(last.end, hit.end), direct=last.direct or hit.direct
        )
    return settled


def in_original(hit: Find, plain: Plain) -> Find:
    """The find with its places in the text as it was given."""
    if plain.places is None:
        return hit
    start, end = plain.original(hit.start, hit.end)
    return replace(hit, start=start, end=end)
