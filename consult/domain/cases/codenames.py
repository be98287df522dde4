"""Codenames of cases: a colour or material and a bird or tree ("Amber Wren"). Said aloud, never typed.

No word describes a person, none is a common first name (but the one in every picture), none sound alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import islice
from math import gcd

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models.cases import Case


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


FIRST = _words(
    """
    Amber Apricot Azure Bamboo Burgundy Canvas Cashmere Charcoal Chrome Cinnamon Cobalt Copper Corduroy
    Cork Cotton Crimson Denim Emerald Enamel Flint Granite Hessian Indigo Iron Khaki Lavender Limestone
    Linen Magenta Maroon Marble Mosaic Mustard Nickel Obsidian Ochre Paper Pebble Pewter Plaid Porcelain
    Quartz Saffron Sapphire Satin Slate Teal Terracotta Topaz Turquoise Velvet Vermilion Zinc
    """
)
SECOND = _words(
    """
    Acacia Albatross Alder Almond Aspen Avocet Banyan Baobab Birch Bittern Bunting Cedar Chestnut Condor
    Cormorant Curlew Cypress Damson Dove Dunlin Egret Elm Eucalyptus Falcon Flamingo Ginkgo Goldcrest
    Goshawk Grebe Guillemot Harrier Hawthorn Heron Hickory Hoopoe Hornbill Ibis Jacaranda Kestrel
    Kingfisher Lapwing Linnet Magnolia Mallard Mangrove Maple Moorhen Mulberry Nightingale Nuthatch Oak
    Oriole Osprey Partridge Pelican Pine Pipit Plover Poplar Puffin Quince Redstart Redwood Sanderling
    Sandpiper Sequoia Skylark Sparrow Spruce Starling Swallow Sycamore Tamarind Tanager Thrush Toucan
    Turnstone Wagtail Walnut Warbler Whimbrel Woodpecker Wren
    """
)
TRIED_AT_ONCE = 50


def suggest(seed: str) -> str:
    """The first codename for a seed; the same seed gives the same."""
    return next(names(seed))


def free(session: Session, wanted: str) -> bool:
    """Is this a codename of ours that no case carries?"""
    return is_ours(wanted) and session.scalar(select(Case.id).where(Case.codename == wanted)) is None


def next_free(session: Session, seed: str) -> str:
    """The first codename for a seed that no case carries."""
    rest = names(seed)
    while some := list(islice(rest, TRIED_AT_ONCE)):
        taken = set(session.scalars(select(Case.codename).where(Case.codename.in_(some))))
        for name in some:
            if name not in taken:
                return name
    raise AssertionError("names() goes on for 250,000 cases")


def is_ours(name: str) -> bool:
    """Is every word of it from the lists?"""
    *first, second = name.split() or [""]
    return second in SECOND and len(first) in {1, 2} and all(word in FIRST for word in first)


def names(seed: str) -> Iterator[str]:
    """Every codename there is, in an order of the seed's own; three words when two have all been used."""
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:12])
    pairs = len(FIRST) * len(SECOND)
    for place in _walk(number, pairs):
        yield f"{FIRST[place % len(FIRST)]} {SECOND[place // len(FIRST)]}"
    for place in _walk(number, pairs * len(FIRST)):
        pair, more = divmod(place, len(FIRST))
        if more != pair % len(FIRST):
            yield f"{FIRST[more]} {FIRST[pair % len(FIRST)]} {SECOND[pair // len(FIRST)]}"


def _walk(number: int, size: int) -> Iterator[int]:
    """Each number below `size` once, in an order that `number` decides."""
    start, step = number % size, number // size % (size - 1) + 1
    while gcd(step, size) != 1:
        step += 1
    return ((start + step * turn) % size for turn in range(size))
