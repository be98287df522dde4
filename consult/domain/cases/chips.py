"""The state chip of a case, worked out from facts, never stored. Pure: counts in, one chip out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from consult.core.texts import _, ngettext
from consult.models.cases import CaseState


class ChipKind(StrEnum):
    """What a chip says; the names are those of the style."""

    DRAFT = "draft"
    NEEDS_FIRST_REPLY = "needs_first_reply"
    GETTING_REPLIES = "getting_replies"
    TRYING = "trying"
    MOVING = "moving"
    STUCK = "stuck"
    HIDDEN = "hidden"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a chip is worked out from."""

    state: str
    replies: int = 0
    """Suggestions of colleagues that stand."""
    trying: int = 0
    """Ideas in the plan whose outcome is not known yet."""
    helped: int = 0
    """Ideas whose outcome is known and that helped, at least a little."""
    risen: int = 0
    """Goals that stand higher than where they began."""
    feels_stuck: bool = False
    weeks_still: int = 0
    """Weeks since a goal level last rose; 0 when nothing was recorded."""
    hidden: bool = False
    """Does it wait for a decision about a doubt?"""


@dataclass(frozen=True, slots=True)
class Chip:
    """One chip: its kind, and its words."""

    kind: ChipKind
    text: str


def chip(facts: Facts) -> Chip:
    """The one chip of a case."""
    kind = kind_of(facts)
    return Chip(kind, _text(kind, facts))


def kind_of(facts: Facts) -> ChipKind:
    """What matters most first: that nobody answered, then that it stands still, then what is going on."""
    if facts.hidden and facts.state in {CaseState.OPEN, CaseState.CLOSED}:
        return ChipKind.HIDDEN
    if facts.state != CaseState.OPEN:
        return ChipKind(facts.state)
    in_order = (
        (facts.replies == 0, ChipKind.NEEDS_FIRST_REPLY),
        (facts.feels_stuck and facts.weeks_still > 0, ChipKind.STUCK),
        (facts.trying > 0, ChipKind.TRYING),
        (facts.helped + facts.risen > 0, ChipKind.MOVING),
        (facts.feels_stuck, ChipKind.STUCK),
    )
    return next((kind for so, kind in in_order if so), ChipKind.GETTING_REPLIES)


def _text(kind: ChipKind, facts: Facts) -> str:
    if kind is ChipKind.TRYING:
        text = ngettext("Trying {count} idea", "Trying {count} ideas", facts.trying)
        return text.format(count=facts.trying)
    if kind is ChipKind.STUCK:
        weeks = facts.weeks_still
        text = ngettext("Stuck {count} week", "Stuck {count} weeks", weeks)
        return text.format(count=weeks) if weeks else _("Feels stuck")
    return {
        ChipKind.DRAFT: _("Draft"),
        ChipKind.NEEDS_FIRST_REPLY: _("Needs a first reply"),
        ChipKind.GETTING_REPLIES: _("Getting replies"),
        ChipKind.MOVING: _("Moving"),
        ChipKind.HIDDEN: _("Hidden"),
        ChipKind.CLOSED: _("Closed"),
        ChipKind.WITHDRAWN: _("Withdrawn"),
    }[kind]
