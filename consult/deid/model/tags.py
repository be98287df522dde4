"""What the network says of each word, and how its labels are sorted here."""

from __future__ import annotations

from typing import NamedTuple


class Tag(NamedTuple):
    """A word that may identify someone: where, as what, and how sure (0 to 1). Travels as JSON."""

    start: int
    end: int
    sort: str
    sure: float


LABELS = {
    "GIVEN_NAME": "name",
    "SURNAME": "name",
    "CITY": "place",
    "BUILDING_NUMBER": "street",
    "STREET_NAME": "street",
    "SECONDARY_ADDRESS": "street",
    "PHONE": "number",
    "TAX_ID": "number",
    "BANK_ACCOUNT": "number",
    "ROUTING_NUMBER": "number",
    "GOVERNMENT_ID": "number",
    "PASSPORT": "number",
    "DRIVERS_LICENSE": "number",
}
"""The network's labels in our sorts. What it says of states, e-mail, web addresses and ZIP codes is left out:
the first layer knows states to be fine, and misses none of the others."""

SORTS = tuple(dict.fromkeys(LABELS.values()))
LEAST_SURE = 0.2
"""Below this nothing is told on: no threshold lies there."""


def checked(tag: Tag, piece: str) -> Tag:
    """The tag, if it can be one of this piece. Raises ValueError."""
    if not 0 <= tag.start < tag.end <= len(piece) or tag.sort not in SORTS:
        raise ValueError("This is no tag of this text.")
    return tag


def moved(tag: Tag, by: int) -> Tag:
    """The same tag, in the text that its piece was cut from."""
    return Tag(tag.start + by, tag.end + by, tag.sort, tag.sure)
