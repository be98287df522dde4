"""What a quiet note says. Whose idea it is about, who did it, and to whom: told apart at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from consult.core.texts import N_, _, ngettext

WORDS = {
    "suggestion": N_("{name} gave a suggestion on {codename}."),
    "watch_out": N_("{name} raised a safety point on {codename}. It needs a reply today."),
    "reply": N_("{name} replied to your suggestion on {codename}."),
    "answer": N_("{name} answered your question on {codename}."),
    "adopted": N_("{name} will try your idea on {codename}. It is in the plan."),
    "outcome": N_("{name} tried your idea on {codename}. {outcome}"),
    "closed": N_("{name} closed {codename}. What helped is written there."),
    "consent_asked": N_("{name} asks whether {codename} is okay to show."),
    "consent_given": N_("{name} says that {codename} is okay to show. You can post it."),
    "consent_refused": N_("{name} asks you to change {codename} before it is shown."),
    "reading_asked": N_("{name} asks you to read {codename} before it opens."),
    "reading_given": N_("{name} read {codename}: nothing there points to a person."),
    "reading_refused": N_("{name} read {codename} and asks you to change something first."),
    "doubt": N_("A colleague thinks that somebody could be recognised in {codename}. It is hidden for now."),
    "doubt_opened": N_("Your doubt about {codename} was looked at. It is open again as it was."),
    "doubt_changed": N_("Your doubt about {codename} was looked at. It is open again with other words."),
    "doubt_withdrawn": N_("A case that you had a doubt about was withdrawn. Thank you for speaking up."),
    "doubt_settled": N_("{name} looked at the doubt about {codename}. It is open again."),
    "doubt_ended": N_("{name} withdrew {codename}, because somebody could be recognised."),
    "danger": N_("{name} says that someone may be in danger."),
    "danger_seen": N_("{name} has {codename} in hand."),
    "struck": N_("{name} removed words from {codename} that could identify someone."),
    "stepped_back": N_("One colleague stepped back from {codename}."),
    "guest": N_("{name} opened {codename} for you."),
    "join_asked": N_("{name} asks about joining {group}."),
    "plan_shared": N_("{name} asks you to work on a plan with them."),
}
"""What each kind of notice says that is not about a person."""

ABOUT_WORDS = {
    "reply": N_("{name} replied to “{words}” on {codename}."),
    "answer": N_("{name} answered “{words}” on {codename}."),
    "adopted": N_("{name} will try your idea “{words}” on {codename}. It is in the plan."),
    "outcome": N_("{name} tried your idea “{words}” on {codename}. {outcome}"),
    "struck": N_("{name} removed words that could identify someone from “{words}” on {codename}."),
}
"""The same, while what one wrote still stands there."""

ABOUT_PEOPLE = {
    "joined": (
        N_("{name} let you into {group}."),
        N_("{about} is new in {group}."),
        N_("{name} let {about} into {group}."),
    ),
    "left": (
        N_("{name} took you out of {group}."),
        N_("{about} left {group}."),
        N_("{name} took {about} out of {group}."),
    ),
    "password_reset": (
        N_("{name} made a new-password link for you."),
        N_("{about} made a new-password link."),
        N_("{name} made a new-password link for {about}."),
    ),
}
"""Of oneself; of somebody who did it themselves; of somebody to whom it was done."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a note's words are made from."""

    kind: str
    name: str = ""
    """Who did it; empty where nobody is named."""
    about: str = ""
    """Whom it is about, where that is somebody else than the reader."""
    themselves: bool = False
    """Did they do it themselves?"""
    codename: str = ""
    group: str = ""
    closed: bool = False
    """Has the group been closed with it?"""
    words: str = ""
    """The first words of what the reader wrote."""
    outcome: str = ""
    count: int = 0
    """How many things it is about."""


def in_words(told: Told) -> str:
    """One note as a sentence."""
    words = _looked_again(told.count) if told.kind == "look_again" else _(_text(told))
    text = words.format(
        count=told.count,
        name=(told.name or _("A colleague")).split()[0],
        about=told.about,
        codename=told.codename,
        group=told.group,
        words=told.words,
        outcome=told.outcome,
    )
    return text.strip()


def _looked_again(count: int) -> str:
    return ngettext(
        "We look for more now. One thing in {codename} may identify someone.",
        "We look for more now. {count} things in {codename} may identify someone.",
        count,
    )


def _text(told: Told) -> str:
    if told.kind not in ABOUT_PEOPLE:
        return (ABOUT_WORDS if told.words else WORDS).get(told.kind) or WORDS[told.kind]
    if told.kind == "left" and told.closed:
        return N_("{name} closed {group}.")
    of_me, by_themselves, by_another = ABOUT_PEOPLE[told.kind]
    if not told.about:
        return of_me
    return by_themselves if told.themselves or not told.name else by_another
