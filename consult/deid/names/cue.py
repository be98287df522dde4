"""What a row for names is, and what it can give as its reason."""

from __future__ import annotations

from dataclasses import dataclass

from consult.deid.kinds import N_
from consult.deid.names.sorts import Sort

FIRST_NAMES = N_("Looks like a first name.")
SURNAMES = N_("Looks like a surname.")
UNKNOWN = N_("A word in no dictionary, written like a name.")
WORDLY = N_("This word is also a name, and it is written like one.")
BESIDE = N_("The words around it say that this is a name.")
INITIALS = N_("Initials. Whoever knows the person knows them.")
LABELLED = N_("The label before it says that this is a name.")


@dataclass(frozen=True, slots=True)
class Cue:
    """One way to know a name. In the examples the finds stand in «guillemets»."""

    name: str
    what: tuple[Sort, ...]
    reason: str
    examples: tuple[str, ...]
    counter: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    direct: bool = True
    terms: bool = False
    """Found even if the word is one of the field's terms."""
    headings: bool = True
    """Found in headings too, where every word has a capital."""
    needs: tuple[str, ...] = ()
    """What it asks of the word besides: keys of consult.deid.names.needs."""
