"""From text to finds: make it plain, let each layer look, spread what was found, settle what overlaps."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from consult.deid import own
from consult.deid.leftovers import is_about_somebody, left_over
from consult.deid.names import by_names, stand_ins
from consult.deid.plain import Plain, make_plain
from consult.deid.rows import Find, Rule
from consult.deid.rules import (
    abroad,
    ages,
    bodies,
    datenumbers,
    dates,
    dates_loose,
    daysaid,
    grouped,
    handles,
    handles_bare,
    initials,
    initials_small,
    labelled,
    nicknames,
    numbers,
    occasions,
    online,
    organisation_rows,
    organisations_unlisted,
    phones,
    photos,
    places,
    records,
    roads,
    streets,
    things,
    towns,
    unfamiliar,
    zips,
)
from consult.deid.site import PLAIN, Site
from consult.deid.spreading import index, known_in, spread

VERSION = "9"
"""Changes whenever rules or word lists do: open cases are then looked at again."""

# Strongest first: of two finds of one length, the earlier row says what it is.
RULES: tuple[Rule, ...] = (
    *photos.RULES,
    *bodies.RULES,
    *handles.RULES,
    *initials.RULES,
    *nicknames.RULES,
    *things.RULES,
    *numbers.RULES,
    *records.RULES,
    *phones.RULES,
    *online.RULES,
    *streets.RULES,
    *roads.RULES,
    *organisation_rows.RULES,
    *places.RULES,
    *zips.RULES,
    *ages.RULES,
    *dates.RULES,
    *abroad.RULES,
    *datenumbers.RULES,
    *occasions.RULES,
    *daysaid.RULES,
    *labelled.RULES,
    *grouped.RULES,
    *records.GENERAL,
    *dates_loose.RULES,
    *handles_bare.RULES,
    *initials_small.RULES,
    *organisations_unlisted.RULES,
    *unfamiliar.RULES,
)

Layer = Callable[[Plain, Site], Iterable[Find]]


def find(text: str, site: Site = PLAIN) -> list[Find]:
    """Everything in a text that could identify a person, in order and never overlapping."""
    return find_in({"": text}, site)[""]


def find_in(texts: Mapping[str, str], site: Site = PLAIN) -> dict[str, list[Find]]:
    """The finds in each field of one document: what is named in one field is found in all of them."""
    looked = {field: [look(part, site) for part in pieces(text)] for field, text in texts.items()}
    known: dict[str, Find] = {}
    for piece in (piece for some in looked.values() for piece in some):
        for phrase, hit in piece.known.items():
            known.setdefault(phrase, hit)
    everywhere, found = index(known), {}
    telling = is_about_somebody(hit for some in looked.values() for piece in some for hit in piece.settled)
    for field, some in looked.items():
        at, hits = 0, []
        for piece in some:
            settled = settle([*piece.found, *spread(piece.plain, everywhere)])
            if telling:
                settled = sorted(
                    [*settled, *beside(left_in(piece, site), settled)], key=lambda hit: hit.start
                )
            hits += [moved(in_original(hit, piece.plain), at) for hit in fine(settled, piece.plain, site)]
            at += piece.length
        found[field] = hits
    return named(texts, found)


@dataclass(slots=True)
class Piece:
    """A paragraph that was looked at: what was found in it, and what it tells of the whole document."""

    plain: Plain
    length: int
    found: list[Find]
    settled: list[Find]
    known: dict[str, Find]
    left: list[Find] | None = None
    """What could be one more name, once somebody asked."""


def left_in(piece: Piece, site: Site) -> list[Find]:
    """What nothing else took in a paragraph; reckoned once."""
    if piece.left is None:
        piece.left = list(left_over(piece.plain, site, piece.settled))
    return piece.left


def beside(some: Iterable[Find], found: Iterable[Find]) -> Iterator[Find]:
    """Those that touch none of what was found."""
    taken = {at for hit in found for at in range(hit.start, hit.end)}
    return (hit for hit in some if taken.isdisjoint(range(hit.start, hit.end)))


PARAGRAPH = re.compile(r"(?<=\n)\n+")
MOST_PIECES = 800


def pieces(text: str) -> Iterator[str]:
    """The paragraphs of a text, with the empty lines behind them; very many tiny ones some at a time."""
    gaps = [gap.end() for gap in PARAGRAPH.finditer(text)]
    least = len(text) // MOST_PIECES if len(gaps) > MOST_PIECES else 0
    at = 0
    for end in gaps:
        if end - at > least:
            yield text[at:end]
            at = end
    yield text[at:]


def look(text: str, site: Site) -> Piece:
    """One paragraph through all layers; known paragraphs cost nothing, so an edit costs one."""
    key = blake2b(f"{VERSION}\0{site.version}\0{text}".encode(errors="surrogatepass")).digest()
    if piece := _seen.get(key):
        return piece
    plain = make_plain(text)
    found = [hit for layer in LAYERS for hit in layer(plain, site)]
    settled = settle(found)
    piece = Piece(plain, len(text), found, settled, known_in(plain, settled))
    _seen.put(key, piece)
    return piece


def by_rules(plain: Plain, _site: Site) -> Iterator[Find]:
    """What has a shape, or a word beside it that says what it is."""
    for rule in RULES:
        yield from rule.finds(plain)


def by_places(plain: Plain, _site: Site) -> Iterable[Find]:
    """Places and organisations by their names."""
    return towns.named(plain)


LAYERS: tuple[Layer, ...] = (by_rules, by_places, by_names, own.by_lists)


class Seen:
    """The paragraphs that were looked at last; bounded by their characters, forgotten with the process."""

    MOST = 200_000

    def __init__(self) -> None:
        self.pieces: OrderedDict[bytes, Piece] = OrderedDict()
        self.size = 0

    def get(self, key: bytes) -> Piece | None:
        piece = self.pieces.get(key)
        if piece:
            self.pieces.move_to_end(key)
        return piece

    def put(self, key: bytes, piece: Piece) -> None:
        self.pieces[key] = piece
        self.size += piece.length
        while self.size > self.MOST:
            _key, oldest = self.pieces.popitem(last=False)
            self.size -= oldest.length


_seen = Seen()


def fine(found: Iterable[Find], plain: Plain, site: Site) -> Iterator[Find]:
    """Without what the organisation says is fine there: names, places and organisations only."""
    for hit in found:
        said = " ".join(plain.small[hit.start : hit.end].split())
        if hit.kind not in ALLOWABLE or said not in site.allowed:
            yield hit


ALLOWABLE = frozenset({"name", "place", "organisation"})


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


def moved(hit: Find, by: int) -> Find:
    return replace(hit, start=hit.start + by, end=hit.end + by) if by else hit


def named(texts: Mapping[str, str], found: dict[str, list[Find]]) -> dict[str, list[Find]]:
    """With one stand-in for each person of the document."""
    places = [
        (field, at) for field, hits in found.items() for at, hit in enumerate(hits) if hit.kind == "name"
    ]
    namings = []
    for field, at in places:
        text, hit = texts[field], found[field][at]
        namings.append((text[hit.start : hit.end].lower(), text[max(0, hit.start - 24) : hit.start].lower()))
    for (field, at), words in zip(places, stand_ins(namings), strict=True):
        found[field][at] = replace(found[field][at], replacement=words)
    return found
