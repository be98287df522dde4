"""Both layers over a text where the network is loaded: for commands, and for measuring."""

from __future__ import annotations

from consult.deid.engine import find as find_first
from consult.deid.model.files import verified
from consult.deid.model.merging import merged
from consult.deid.model.network import Network
from consult.deid.model.sense import finds_in
from consult.deid.model.tags import Tag, moved
from consult.deid.model.windows import pieces
from consult.deid.plain import make_plain
from consult.deid.rows import Find
from consult.deid.site import PLAIN, Site


class Both:
    """Looks with both layers, in this process. Raises Unavailable when it cannot be made."""

    def __init__(self) -> None:
        self._network = Network(verified())

    def find(self, text: str, site: Site = PLAIN) -> list[Find]:
        """Everything in a text that could identify a person."""
        tags = [
            moved(tag, start)
            for start, end in pieces(text)
            for tag in tags_of(self._network, text[start:end])
        ]
        return merged(text, find_first(text, site), finds_in({"": text}, {"": tags}, site)[""])


def tags_of(network: Network, piece: str) -> list[Tag]:
    """The network's tags of a piece as it was written; it reads the piece made plain."""
    plain = make_plain(piece)
    return [Tag(*plain.original(tag.start, tag.end), *tag[2:]) for tag in network.tags(plain.text)]
