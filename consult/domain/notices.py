"""Quiet notes: who hears of what. A note names rows, never words."""

from __future__ import annotations

import datetime as dt

from consult.core import clock, keys
from consult.core.unit import Unit
from consult.models.actor import Actor
from consult.models.notices import Letter, Notice

KINDS = frozenset(
    {
        "suggestion",  # a colleague gave a suggestion on my case
        "watch_out",  # a safety point on my case, or one that I stand in for
        "reply",  # the presenter replied to my suggestion
        "answer",  # my question was answered
        "adopted",  # my idea is in the plan
        "outcome",  # what became of my idea
        "closed",  # a case that I gave to was closed
        "consent_asked",  # a presenter asks whether a case is okay to show
        "consent_given",
        "consent_refused",
        "reading_asked",  # a presenter asks me to read a case before it opens
        "reading_given",
        "reading_refused",
        "doubt",  # a colleague thinks that somebody could be recognised; presenter and facilitators decide
        "doubt_opened",  # what became of my doubt
        "doubt_changed",
        "doubt_withdrawn",
        "doubt_settled",  # a facilitator decided about a doubt in my case
        "doubt_ended",
        "danger",  # someone may be in danger; one of the safety contacts acknowledges
        "danger_seen",  # a safety contact has my case in hand
        "struck",  # somebody removed words that could identify a person from my case, or from what I gave
        "stepped_back",  # one colleague stepped back from my case (told the next day)
        "guest",  # I was invited to one case
        "join_asked",  # somebody would be in a group that I facilitate
        "joined",
        "left",
        "password_reset",  # an administrator made a new-password link for me, or for somebody in my group
        "plan_shared",  # a colleague asks me to work on a plan with them
        "look_again",  # the check finds more now in what I wrote on a case
    }
)


def tell_person(  # noqa: PLR0913 - what a note is made of
    unit: Unit[Actor],
    person_id: str,
    kind: str,
    *,
    case_id: str | None = None,
    group_id: str | None = None,
    about_id: str = "",
    shows_from: dt.datetime | None = None,
    anonymous: bool = False,
    count: int = 0,
) -> None:
    """Leave a note for somebody, in the transaction of what it tells of. Nobody is told of themselves."""
    if person_id == unit.actor.id:
        return
    assert kind in KINDS, kind
    unit.leave(
        Notice,
        person_id=person_id,
        kind=kind,
        by_id=None if anonymous else unit.actor.id,
        case_id=case_id,
        group_id=group_id,
        about_id=about_id,
        count=count,
        shows_from=shows_from or clock.now(),
    )


MAIL = False
"""Is a mail server set? Without one no letter is written, so that none goes out years later."""


def write_letter(unit: Unit[Actor], kind: str, to_email: str, path: str) -> None:
    """Put a mail into the outbox: "Something new in Consult" and a link, never a word of a case.

    The path is sealed: it may hold a token, and no token lies readable in the database.
    """
    if MAIL:
        unit.session.add(Letter(kind=kind, to_email=to_email, path=keys.seal("letter", path)))
